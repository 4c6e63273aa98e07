/** What a resource's instances run when they start, as its template says: user data and the commands and files of `AWS::CloudFormation::Init`. */

import {append} from '../../append.ts';
import type {Place} from '../../contract.ts';
import type {Resource} from '../../evidence/template.ts';
import {type Entry, entriesOf, get, itemsOf, keyPlaceOf, looseStringOf, placeOf, type SourceNode} from '../../tree.ts';
import {firstParts} from '../first-parts.ts';
import {isShellScript} from '../root/shell/interpreters.ts';
import {flat, quoted, sliceOf, spaced, type Value} from '../root/shell/values.ts';
import {callOf} from '../values.ts';
import {cloudStepsOf, programStep, word} from './cloud-config.ts';
import {userDataNodesOf} from './user-data.ts';

/** A script, or a file that is written. */
export type LaunchScript = {
	/** `prompt` is a command line of Windows; `password` one that cloud-init gives to an account; `other` is in a notation that is not read as commands. */
	readonly kind: 'shell' | 'powershell' | 'batch' | 'prompt' | 'file' | 'password' | 'other';
	/** As messages call it: `The user data of Host`. */
	readonly name: string;
	readonly value: Value;
	/** Of a program that is started without a shell: its words, which `value` is the text of. */
	readonly words?: readonly Value[];
	readonly place: Place;
	/** Whether an `Fn::If` decides about parts of it. */
	readonly chosen: boolean;
	/** Of a file. */
	readonly path?: string;
	readonly executable?: boolean;
	/** Whether it is written behind what the file holds. */
	readonly addsTo?: boolean;
	/** Of a password: `account admin`. */
	readonly of?: string;
};

/** Entries of one map of `AWS::CloudFormation::Init` that are read, and parts of one message of MIME. */
const mostEntries = 1_000;
const mostParts = 50;
const tooManyParts = `this user data has more than ${mostParts} parts; those from there on were not looked at`;
/** Nodes of one expression that are searched for conditions: a longer one is taken to have some. */
const mostNodes = 5_000;

/** Tells what is left out. */
type WhenCut = (place: Place, why: string) => void;

/** The scripts of a resource; `valueAt` gives what an expression comes to. */
export function launchScriptsOf(file: string, resource: Resource, valueAt: (node: SourceNode) => Value, whenCut: WhenCut): readonly LaunchScript[] {
	const {logicalId} = resource;
	const own = userDataNodesOf(resource).flatMap((node) => {
		const place = placeOf(file, node, logicalId);
		return partsOf(valueAt(node), {name: `The user data of ${logicalId}`, place, chosen: isChosen(node)}, whenCut);
	});
	const init = get(resource.node, 'Metadata', 'AWS::CloudFormation::Init');
	if (init === undefined) return own;
	const first = (entries: readonly Entry[]): readonly Entry[] => {
		const beyond = entries[mostEntries];
		if (beyond !== undefined)
			whenCut(keyPlaceOf(file, beyond, logicalId), `this list has more than ${mostEntries} entries; those from here on were not looked at`);
		return entries.slice(0, mostEntries);
	};
	const name = `AWS::CloudFormation::Init of ${logicalId}`;
	const configs = first(entriesOf(init).filter(({key}) => key !== 'configSets')).map(({value}) => value);
	const files = configs.flatMap((config) => first(entriesOf(get(config, 'files'))));
	const commands = configs.flatMap((config) => first(entriesOf(get(config, 'commands'))));
	const isWindows = own.some(({kind}) => kind === 'powershell' || kind === 'batch') || files.some(({key}) => /^[A-Za-z]:[\\/]/.test(key));
	const written = files.flatMap(({key, value}): readonly LaunchScript[] => {
		const content = get(value, 'content');
		if (content === undefined || (content.kind === 'map' && !isExpression(content))) return [];
		const mode = get(value, 'mode');
		const executable = mode?.kind === 'scalar' && /[1357]\d?\d?$/.test(String(mode.value));
		return [{kind: 'file', name, value: valueAt(content), place: placeOf(file, content, logicalId), chosen: isChosen(content), path: key, executable}];
	});
	const run = commands.flatMap(({value}) =>
		['test', 'command'].flatMap((key): readonly LaunchScript[] => {
			const node = get(value, key);
			if (node === undefined) return [];
			const words = node.kind === 'sequence' ? itemsOf(node).map(valueAt) : undefined;
			const text = words === undefined ? valueAt(node) : spaced(words);
			if (text.length === 0) return [];
			const kind = isWindows ? 'prompt' : 'shell';
			return [{kind, name, value: text, ...(words === undefined ? {} : {words}), place: placeOf(file, node, logicalId), chosen: isChosen(node)}];
		}),
	);
	const fetched = configs.flatMap((config) =>
		[
			...first(entriesOf(get(config, 'sources'))).map(({value}) => ({node: value, words: ['curl', '-O']})),
			...first(entriesOf(get(config, 'files'))).flatMap(({key, value}) => {
				const node = get(value, 'source');
				return node === undefined ? [] : [{node, words: ['curl', '-o', key]}];
			}),
			...first(entriesOf(get(config, 'packages'))).flatMap(({value: packages}) =>
				first(entriesOf(packages)).map(({value}) => ({node: value, words: ['rpm', '-i']})),
			),
		].flatMap(({node, words}) => {
			// Versions are lists, and nobody's address.
			if (node.kind === 'sequence') return [];
			return fetching(words, valueAt(node), {name, place: placeOf(file, node, logicalId), chosen: isChosen(node)});
		}),
	);
	const services = configs.flatMap((config) => first(entriesOf(get(config, 'services')).flatMap(({value}) => entriesOf(value))));
	const started = services.flatMap((entry): readonly LaunchScript[] => {
		const isOn = ['enabled', 'ensureRunning'].some((key) => /^true$/i.test(looseStringOf(get(entry.value, key)) ?? ''));
		const place = keyPlaceOf(file, entry, logicalId);
		const value: Value = [{origin: 'fixed', text: `systemctl enable '${entry.key}'`, place}];
		return isOn && !isWindows && /^[\w.@-]{1,255}$/.test(entry.key) ? [{kind: 'shell', name, value, place, chosen: false}] : [];
	});
	// Files come after sources and packages, commands last: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-init.html
	return [...own, ...fetched, ...written, ...run, ...started];
}

/** What fetches an address without a command of its own, as one that does. */
function fetching(words: readonly string[], address: Value, base: Pick<LaunchScript, 'name' | 'place' | 'chosen'>): readonly LaunchScript[] {
	return /^https?:/i.test(flat(address).trimStart()) ? [{...base, ...programStep([...words.map((own) => word(own, address)), address])}] : [];
}

/** The addresses of a list that cloud-init takes further user data from: https://docs.cloud-init.io/en/latest/explanation/format/include.html */
function includes(value: Value, base: Pick<LaunchScript, 'name' | 'place' | 'chosen'>): readonly LaunchScript[] {
	return [...flat(value).matchAll(/^[ \t]{0,40}(https?:\/\/\S{1,2000})/gm)].flatMap(({0: whole, 1: address = '', index}) => {
		const end = index + whole.length;
		const own = sliceOf(value, end - address.length, end);
		return [{kind: 'shell', ...base, value: fetchedAndRun(own)}];
	});
}

/** What fetches a script and runs it without a command of its own, as the text of one that does. */
export function fetchedAndRun(address: Value): Value {
	return [...word('curl ', address), ...quoted(address), ...word(' | sh', address)];
}

/** `Fn::Join` and the like; any other map is the content of a file of JSON. */
function isExpression(node: SourceNode): boolean {
	const [only, ...more] = entriesOf(node);
	return only !== undefined && more.length === 0 && /^(?:Ref|Fn::\w+)$/.test(only.key);
}

/** Whether an `Fn::If` stands in an expression, or may. */
export function isChosen(node: SourceNode): boolean {
	let isLong = false;
	const parts = firstParts(node, mostNodes, () => {
		isLong = true;
	});
	for (const part of parts) if (callOf(part)?.key === 'Fn::If') return true;
	return isLong;
}

/** User data by its first line, as cloud-init and EC2Launch tell its kinds apart. */
function partsOf(value: Value, base: Pick<LaunchScript, 'name' | 'place' | 'chosen'>, whenCut: WhenCut): readonly LaunchScript[] {
	const text = flat(value);
	const start = text.length - text.trimStart().length;
	const own = sliceOf(value, start, text.length);
	const begin = text.slice(start, start + 200);
	if (begin.startsWith('#!')) return [{kind: isShellScript(begin) ? 'shell' : 'other', ...base, value: own}];
	if (begin.startsWith('#cloud-config')) return cloudScripts(own, base);
	if (begin.startsWith('#include')) return includes(own, base);
	if (/^(?:Content-Type:|MIME-Version:|--)/i.test(begin)) return mimeParts(value, base, whenCut);
	const tags = [...text.matchAll(/<(powershell|script)>/gi)];
	if (tags.length > mostParts) whenCut(base.place, tooManyParts);
	const tagged = tags.slice(0, mostParts).flatMap(({0: tag, 1: kind = '', index}): readonly LaunchScript[] => {
		const from = index + tag.length;
		const end = text.toLowerCase().indexOf(`</${kind.toLowerCase()}>`, from);
		const body = sliceOf(value, from, end < 0 ? text.length : end);
		return [{kind: /^p/i.test(kind) ? 'powershell' : 'batch', ...base, value: body}];
	});
	return tagged.length > 0 ? tagged : [{kind: 'other', ...base, value: own}];
}

/** Cloud-config: the whole of it, and what of it is run and written. */
function cloudScripts(value: Value, base: Pick<LaunchScript, 'name' | 'place' | 'chosen'>): readonly LaunchScript[] {
	return [{kind: 'other', ...base, value}, ...cloudStepsOf(value).map((step) => ({...base, ...step}))];
}

/** The parts of a message of MIME that are scripts: https://docs.cloud-init.io/en/latest/explanation/format.html */
function mimeParts(value: Value, base: Pick<LaunchScript, 'name' | 'place' | 'chosen'>, whenCut: WhenCut): readonly LaunchScript[] {
	const text = flat(value);
	const boundary =
		/boundary\s?=\s?"?(?<name>[^"\s;]{1,100})/i.exec(text.slice(0, 2_000))?.groups?.['name'] ?? /^--(?<name>[^\s-]{1,100})\s/.exec(text)?.groups?.['name'];
	if (boundary === undefined) return [];
	const found: LaunchScript[] = [];
	let at = text.indexOf(`--${boundary}`);
	for (let count = 0; at >= 0; count++) {
		if (count === mostParts) {
			whenCut(base.place, tooManyParts);
			break;
		}
		const next = text.indexOf(`\n--${boundary}`, at + 1);
		const end = next < 0 ? text.length : next;
		const headers = /\n[ \t\r]{0,40}\n/.exec(text.slice(at, Math.min(end, at + 4_000)));
		if (headers !== null) {
			const from = at + headers.index + headers[0].length;
			const body = flat(sliceOf(value, from, end));
			const lead = body.length - body.trimStart().length;
			const own = sliceOf(value, from + lead, end);
			const isScript = /text\/x-shellscript/i.test(text.slice(at, from)) || body.startsWith('#!', lead);
			const isShell = isScript && isShellScript(body.slice(lead, lead + 200));
			if (body.startsWith('#cloud-config', lead)) append(found, cloudScripts(own, base));
			else if (body.startsWith('#include', lead) || /text\/x-include/i.test(text.slice(at, from))) append(found, includes(own, base));
			else found.push({kind: isShell ? 'shell' : 'other', ...base, value: own});
		}
		at = next < 0 ? -1 : next + 1;
	}
	return found;
}
