/** Regions that configuration and scripts in a root file system write out. */

import {append} from '../../append.ts';
import type {Text} from '../../contract.ts';
import type {RegionMention, RootRegions} from '../../evidence/root-regions.ts';
import {entriesUnder, entryAt, type FileSystem, fileOf, textAt} from '../../filesystem.ts';
import {packageFolders} from '../../limits/others-files.ts';
import {locationNames} from '../../limits/regions.ts';
import {isCompared, isOneForAll, isS3} from '../template/locations.ts';
import {isComment, lineAround} from '../template/scripts.ts';
import {cut} from './lines.ts';
import {leaveOutOfRoot} from './unread.ts';

/** Mentions of one image, and names of one file that are looked at. */
const most = {mentions: 500, names: 2000};

/** Where sellers put configuration and programs; of `var/lib/cloud` the scripts alone, the rest is of the instance that the image was made on. */
const looked =
	/^(?:etc|opt|srv|app|data|root|home|usr\/local|var\/www|var\/lib\/cloud\/scripts|var\/lib\/(?!cloud\/|amazon\/|systemd\/|docker\/|snapd\/|dhcp|NetworkManager\/)[^/]+|inetpub|ProgramData\/Amazon|Program Files\/Amazon)\//;
/** What shows how it could be, what is written at each start, what is for people, and lists of Regions. */
const passedOver =
	/(?:^|\/)(?:examples?|samples?|docs?|documentation)\/|^etc\/(?:(?:yum|dnf)\/vars\/|ssl\/|pki\/|ca-certificates|cloud\/templates\/|hosts$|hostname$|mailname$|resolv\.conf$)|^opt\/(?:elasticbeanstalk\/|aws\/amazon-cloudwatch-agent\/etc\/amazon-cloudwatch-agent\.(?:toml|yaml)$)|(?:endpoints|partitions|regions|service-2)[^/]*\.json$|\.(?:md|markdown|txt|rst|adoc|html?|css|map|lock|log|pem|crt|key|pub|example|sample|dist|bak|old|orig|svg|xsd|po)$|\.min\.js$|(?:^|\/)\.?[a-z]*_?history$/i;
const programs = /\.(?:pyi?|rb|pl|pm|js|mjs|cjs|ts|php)$/i;
const packageLists = /^etc\/(?:apt\/sources\.list(?:$|\.d\/)|yum\.repos\.d\/|zypp\/repos\.d\/)/;

/** Units before a name that are looked at. */
const longest = 300;

/** A cheap look before a file is read line by line. */
const anyName = /-(?:north|south|east|west|central)(?:east|west)?-[1-9]|\bami-[\da-f]{8}/;
const key = /(?:^|[^\w.-])([\w.-]{0,60}(?:region|availability[_-]?zone)[\w.-]{0,30})["'\]]{0,2}\s{0,20}(?:=>|[:=])\s{0,20}["']?$/i;
const flag = /(--?region)[ =]{1,4}["']?$/i;
const element = /<([\w:.-]{0,40}region[\w:.-]{0,20})>\s{0,20}$/i;
const imageKey = /(?:^|[^\w.-])([\w.-]{0,60}(?:ami|image)[\w.-]{0,30})["'\]]{0,2}\s{0,20}(?:=>|[:=])\s{0,20}["']?$/i;
const imageId = /\bami-(?:[\da-f]{17}|[\da-f]{8})(?![\w-])/g;
const addressEnd = /(?:\.amazonaws\.com(?:\.cn)?|\.api\.aws|\.on\.aws|\.aws\.amazon\.com|\.amazonwebservices\.com\.cn)$/i;
const mirrorEnd = /(?:\.archive\.ubuntu\.com|\.ports\.ubuntu\.com|\.aws\.ce\.redhat\.com)$/i;

export function regionsOf(system: FileSystem): RootRegions {
	const isRewritten = rewritesPackageLists(system);
	const mentions: RegionMention[] = [];
	for (const [path, bytes] of system.contents) {
		if (mentions.length >= most.mentions) {
			leaveOutOfRoot(
				system,
				{file: fileOf(system, path)},
				`files name Regions in more than ${most.mentions} places; this file and those after it were not all searched for more`,
			);
			break;
		}
		if (!looked.test(path) || passedOver.test(path) || packageFolders.test(path) || (isRewritten && packageLists.test(path))) continue;
		if (!anyName.test(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'))) continue;
		const text = textAt(system, path);
		if (text !== undefined && !text.value.includes('\0')) append(mentions, mentionsIn(text, path));
	}
	return {root: system.file, mentions: mentions.slice(0, most.mentions)};
}

/** cloud-init writes the mirrors of the Region at hand, unless it is told to leave them as they are. */
function rewritesPackageLists(system: FileSystem): boolean {
	if (entryAt(system, 'etc/cloud/cloud.cfg') === undefined) return false;
	const files = ['etc/cloud/cloud.cfg', ...entriesUnder(system, 'etc/cloud/cloud.cfg.d').map(({path}) => path)];
	return !files.some((path) => /^\s{0,100}(?:apt_)?preserve_sources_list:\s{0,10}true\b/m.test(textAt(system, path)?.value ?? ''));
}

function mentionsIn(text: Text, from: string): readonly RegionMention[] {
	const {value} = text;
	// A Region that is asked of the instance is only fallen back on where it is written.
	if (/\bplacement\/(?:region|availability-zone)|instance-identity\/document|\bec2-?metadata\b/.test(value)) return [];
	const program = programs.test(from);
	const found = new Map<string, RegionMention>();
	const names = new Set<string>();
	const spoken = program ? withoutRemarks(value) : value;
	for (const {name, kind, owner, start, elsewhere} of [...namesIn(spoken), ...imagesIn(spoken)]) {
		names.add(name);
		if (kind === undefined || found.has(`${kind} ${name}`)) continue;
		found.set(`${kind} ${name}`, {name: cut(text, start, start + name.length), kind, owner, from, program, elsewhere});
	}
	// A file that names many Regions, or an AMI for each of them, is a table of them.
	return names.size > 2 ? [] : [...found.values()];
}

/** A program with what it says to its readers blanked: texts between triple quotes, comments of several lines. */
function withoutRemarks(program: string): string {
	return program.replace(/("""|''')[\s\S]*?\1|\/\*[\s\S]*?\*\//g, (remark) => remark.replace(/[^\r\n]/g, ' '));
}

type Name = {
	readonly name: string;
	readonly start: number;
	readonly kind?: RegionMention['kind'];
	readonly owner: string;
	readonly elsewhere: RegionMention['elsewhere'];
};

function* namesIn(value: string): Generator<Name> {
	let left = most.names;
	// Stores that speak S3's language ask for a Region that means nothing.
	const isOther = otherStore.test(value);
	for (const match of value.matchAll(locationNames.pattern)) {
		if (left-- <= 0) return;
		const [name] = match;
		const start = match.index;
		const {line, start: lineStart} = lineAround(value, start);
		const before = line.slice(0, start - lineStart);
		if (match[2] !== undefined || isRemark(line, before) || isCompared(before, line) || tested.test(before.slice(-longest)) || isOneForAll(name, line))
			continue;
		const said = meaningOf(before.slice(-longest), name, line.slice(before.length + name.length));
		if (said?.kind === 'setting' && name === 'us-east-1' && isOther) continue;
		yield {name, start, ...(said ?? {owner: ''}), elsewhere: said?.kind === 'mirror' || isS3(line) || isAnswering(said) ? 'works' : 'differs'};
	}
}

/** `[ "$region" = us-east-1 ]` compares. */
const tested = /(?:\[|\btest)\s[^;&|]{0,200}\s!?==?\s{1,5}["']?$/;
const otherStore = /\bminio\b|endpoint[\w.-]{0,30}["']?\s{0,20}[=:]\s{0,20}["']?https?:\/\/(?![^\s"']{0,200}\.amazonaws\.)/i;

function isRemark(line: string, before: string): boolean {
	return isComment(line) || /^\s*(?:;|\/?\*|<!--|--\s)/.test(line) || /(?:^|\s)(?:#|\/\/|;)\s|\be\.g\.|\bfor example\b/i.test(before);
}

/** Images of ECR and objects of S3 are fetched from everywhere. */
function isAnswering(said: ReturnType<typeof meaningOf>): boolean {
	return /\.dkr\.ecr\.|\bs3|bucket/i.test(said?.owner ?? '');
}

/** What a name stands for, by what stands around it. */
function meaningOf(before: string, name: string, after: string): {readonly kind: NonNullable<Name['kind']>; readonly owner: string} | undefined {
	const service = /\barn:aws[\w-]{0,20}:([\w-]{1,40}):$/.exec(before)?.[1];
	if (service !== undefined && after.startsWith(':')) return {kind: 'arn', owner: service};
	const host = (/[\w.-]{0,200}$/.exec(before)?.[0] ?? '') + name + (/^[\w.-]{0,200}/.exec(after)?.[0] ?? '');
	if (addressEnd.test(host)) return {kind: 'address', owner: host};
	if (mirrorEnd.test(host)) return {kind: 'mirror', owner: host};
	if (/^[\w.-]*\w/.test(after)) return undefined;
	const owner = (key.exec(before) ?? flag.exec(before) ?? element.exec(before))?.[1];
	return owner === undefined ? undefined : {kind: 'setting', owner};
}

/** AMI ids under a key of that meaning. */
function* imagesIn(value: string): Generator<Name> {
	let left = most.names;
	for (const {0: name, index: start} of value.matchAll(imageId)) {
		if (left-- <= 0) return;
		const {line, start: lineStart} = lineAround(value, start);
		const before = line.slice(0, start - lineStart);
		const owner = imageKey.exec(before.slice(-longest))?.[1];
		if (!isRemark(line, before)) yield {name, start, ...(owner === undefined ? {owner: ''} : {kind: 'image', owner}), elsewhere: 'differs'};
	}
}
