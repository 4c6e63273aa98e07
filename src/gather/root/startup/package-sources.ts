/** Sources of packages that scripts add to those of the distribution: of yum and zypper, apt, helm, and of the installers of languages. */

import type {Place} from '../../../contract.ts';
import {type Act, operandsOf, wordsOf} from '../shell/acts.ts';
import {outputOf} from '../shell/outputs.ts';
import {flat, placeOf, placeOfStretch, sourceOf, type Value} from '../shell/values.ts';
import {isOwnPackage} from './addresses.ts';
import {shown} from './job.ts';

/** A source that is written down and is nobody's whom every customer trusts already. */
export type PackageSource = {
	readonly what: string;
	readonly place: Place;
	/** The programs that install from it. */
	readonly of: RegExp;
};

const rpm = /^(?:yum|dnf|microdnf|tdnf|zypper)$/;
const deb = /^(?:apt|apt-get|aptitude)$/;

/** Files of sources by their paths, and how an address stands in them: man yum.conf, man sources.list, man zypper. */
const files: readonly {readonly path: RegExp; readonly line: RegExp; readonly of: RegExp}[] = [
	{
		path: /\/etc\/(?:yum|zypp)(?:\/|\.)repos\.d\/|\/etc\/(?:yum|dnf\/dnf)\.conf$/,
		line: /^[ \t]{0,40}(?:baseurl|mirrorlist|metalink)[ \t]?=[ \t]?(\S{1,1000})/gm,
		of: rpm,
	},
	{path: /\/etc\/apt\/sources\.list/, line: /^[ \t]{0,40}(?:deb[ \t](?:[ \t]?\[[^\]\n]{0,300}\][ \t])?|URIs:)[ \t]?(\S{1,1000})/gm, of: deb},
];

/** Commands that add a source, by the words before its address. */
const commands: readonly {readonly line: RegExp; readonly of: RegExp}[] = [
	{line: /^(?:yum-config-manager|dnf config-manager|yum config-manager) /, of: rpm},
	{line: /^zypper (?:addrepo|ar) /, of: rpm},
	{line: /^(?:add-apt-repository|apt-add-repository) /, of: deb},
	{line: /^helm repo add /, of: /^helm$/},
];

/** What a command writes into files, where that is known. */
export function writtenBy(act: Act): Value | undefined {
	if (/^(?:echo|printf)$/.test(act.program)) return outputOf(act, act.input);
	return /^(?:cat|tee)$/.test(act.program) ? act.input : undefined;
}

/** The files that a command writes. */
export function writesOf(act: Act): readonly string[] {
	return [...act.outputs.map(({path}) => flat(path)), ...(act.program === 'tee' ? operandsOf(act).map(flat) : [])];
}

/** The sources that a command adds. */
export function packageSourcesOf(act: Act): readonly PackageSource[] {
	const line = [act.program, ...wordsOf(act).filter((word) => !/^-\w$|^--(?:yes|assume-yes|quiet)$/.test(word))].join(' ');
	const command = commands.find((own) => own.line.test(`${line} `));
	if (command !== undefined) {
		for (const arg of act.args) {
			const own = /(?:^|[\s=])((?:https?|oci):\/\/[^\s'"]{1,1000})|^ppa:\S{1,200}$/.exec(flat(arg));
			const address = own?.[1] ?? own?.[0];
			if (own === null || address === undefined || !isNamed(address)) continue;
			const start = own.index + own[0].length - address.length;
			return [{what: address, place: placeOfStretch(sourceOf(arg), start, start + address.length), of: command.of}];
		}
		return [];
	}
	const content = writtenBy(act);
	const kind = content === undefined ? undefined : files.find(({path}) => writesOf(act).some((target) => path.test(target)));
	if (content === undefined || kind === undefined) return [];
	const source = sourceOf(content);
	return [...source.text.matchAll(kind.line)].flatMap(({0: whole, 1: address = '', index}) => {
		const end = index + whole.length;
		return isNamed(address)
			? [{what: shown(source.slice(end - address.length, end)), place: placeOfStretch(source, end - address.length, end), of: kind.of}]
			: [];
	});
}

/** Personal archives are somebody's own; an address of a chart's registry is judged by its host. */
function isNamed(address: string): boolean {
	return address.startsWith('ppa:') || isOwnPackage(address.replace(/^oci:/, 'https:'));
}

/** Options whose address is no package and no index of them. */
const otherAddress = /^--(?:proxy|https-proxy|cert|setopt|trusted-host)$/;

/** The address of a package, or of the index that it is taken from, in the words of an installer. */
export function packageAddressOf(act: Act): {readonly what: string; readonly place: Place} | undefined {
	for (const [index, arg] of act.args.entries()) {
		const word = flat(arg);
		const equals = /^--[a-z-]{1,30}=/.exec(word)?.[0];
		const option = equals?.slice(0, -1) ?? flat(act.args[index - 1] ?? []);
		const start = (equals?.length ?? 0) + (/^(?:git\+)/.exec(word)?.[0].length ?? 0);
		const address = word.slice(start).replace(/^oci:/, 'https:');
		if (otherAddress.test(option) || !isOwnPackage(address)) continue;
		return {what: shown(sourceOf(arg).slice(start, word.length)), place: placeOf(arg) ?? act.place};
	}
	return undefined;
}
