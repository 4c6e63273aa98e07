/** What programs fetch from elsewhere, and the files that it lands in: curl, wget, aria2c, HTTPie, `aws s3`, scp and rsync. */

import {awsValues, copiers, type Fetcher, fetchers, type ValueOptions} from '../../../limits/downloads.ts';
import type {Act} from '../shell/acts.ts';
import {type Grammar, readOptions, type Told} from '../shell/getopt.ts';
import {flat, sliceOf, unknownMark, type Value} from '../shell/values.ts';

/** What a program fetches. */
export type Download = {
	/** The addresses as they are written: `https://…`, `s3://…`, `host:path`, and hosts without a scheme. */
	readonly addresses: readonly Value[];
	/** The files that it is put in, but for those that the shell redirects to; where a folder is named it is that one. */
	readonly targets: readonly Value[];
};

/** What a program fetches; nothing where it does something else. */
export function downloadOf(act: Act): Download | undefined {
	const fetcher = fetchers.get(act.program);
	if (fetcher !== undefined) return fetchedBy(act, fetcher);
	const copy = bucketCopyOf(act) ?? hostCopyOf(act);
	if (copy === undefined || isRemote(copy.to) || !(isRemote(copy.from) || flat(copy.from).startsWith(unknownMark))) return undefined;
	const isFolder = /(?:^|\/)\.{0,2}$/.test(flat(copy.to));
	return {addresses: [copy.from], targets: isFolder && !copy.isWhole ? [inFolder(copy.to, nameOf(copy.from))] : [copy.to]};
}

/** The two ends of a copy; `isWhole` where all of a folder is copied. */
type Copy = {readonly verb: string; readonly from: Value; readonly to: Value; readonly isWhole: boolean};

/** What `aws s3 cp`, `mv` and `sync` copy. */
export function bucketCopyOf(act: Act): Copy | undefined {
	if (act.program !== 'aws') return undefined;
	const {operands, options} = toldTo(act, awsValues);
	const [service = [], verb = [], from, to] = operands;
	if (flat(service) !== 's3' || !/^(?:cp|mv|sync)$/.test(flat(verb)) || from === undefined || to === undefined) return undefined;
	return {verb: flat(verb), from, to, isWhole: flat(verb) === 'sync' || options.has('recursive')};
}

/** What scp and rsync copy: the first of their sources. */
function hostCopyOf(act: Act): Copy | undefined {
	const values = copiers.get(act.program);
	const operands = values === undefined ? [] : toldTo(act, values).operands;
	const [from] = operands;
	const to = operands.at(-1);
	return from === undefined || to === undefined || operands.length < 2 ? undefined : {verb: act.program, from, to, isWhole: false};
}

/** An address of a bucket, or a path on another host. */
function isRemote(value: Value): boolean {
	return /^(?:s3:\/\/|rsync:\/\/|scp:\/\/|[^/\\]{2,200}:)/.test(flat(value));
}

function fetchedBy(act: Act, {values, file, folder, joinsFolder, ownName, unnamed, address, nothing}: Fetcher): Download {
	const {operands, given, options} = toldTo(act, values);
	const valuesOf = (names: readonly string[]) => given.flatMap(([name, value]) => (names.includes(name) ? [value] : []));
	const has = (names: readonly string[]) => names.some((name) => options.has(name));
	const addresses = [...valuesOf(address), ...operands];
	const dir = valuesOf(folder).at(-1);
	const files = valuesOf(file);
	const named = files.filter(isFile).map((own) => (joinsFolder && dir !== undefined ? inFolder(dir, own) : own));
	const isNamedByAddress = ownName === 'always' ? files.length === 0 : has(ownName);
	const own = isNamedByAddress ? addresses.filter(isAddress).map((from) => nameOf(from) ?? nameAt(unnamed, from)) : [];
	return {addresses, targets: has(nothing) ? [] : [...named, ...own.map((name) => (dir === undefined ? name : inFolder(dir, name)))]};
}

/** Whether what is written there is kept: neither printed nor thrown away. */
function isFile(value: Value): boolean {
	const path = flat(value);
	return path !== '' && path !== '-' && !path.startsWith('/dev/');
}

/** HTTPie's operands are verbs and fields too. */
function isAddress(value: Value): boolean {
	return /[./]/.test(flat(value));
}

/** The last part of an address, by which what is fetched from there is called. */
function nameOf(address: Value): Value | undefined {
	const text = flat(address);
	const scheme = /^[a-z][a-z0-9+.-]{0,20}:\/\//i.exec(text)?.[0].length ?? 0;
	// `host:file` is a path on another host.
	const [whole, name = ''] = (scheme > 0 ? /\/([^/?#]*)(?:[?#].*)?$/s : /[/:]([^/:?#]*)(?:[?#].*)?$/s).exec(text.slice(scheme)) ?? [];
	if (whole === undefined || name === '' || name.includes(unknownMark)) return undefined;
	const start = text.length - whole.length + 1;
	return sliceOf(address, start, start + name.length);
}

/** A name that is not written, at the place of an address. */
function nameAt(name: string, [first]: Value): Value {
	return first === undefined ? [] : [{origin: 'fixed', text: name, place: first.place}];
}

/** A file of a folder; the folder alone where the file has no name. */
function inFolder(folder: Value, file: Value | undefined): Value {
	const path = flat(folder);
	if (file === undefined || file.length === 0 || path === '' || path === '.') return file ?? folder;
	return [...folder, ...(path.endsWith('/') ? [] : nameAt('/', folder)), ...file];
}

const grammars = new WeakMap<ValueOptions, Grammar>();

/** What a program is told; options that take no value are in no list of ours. */
function toldTo(act: Act, values: ValueOptions): Told {
	const known = grammars.get(values);
	if (known !== undefined) return readOptions(act, known);
	const letters = [...values.letters].map((letter) => `${letter}:`).join('');
	const grammar = {letters, long: Object.fromEntries([...values.names].map((name) => [name, '=']))};
	grammars.set(values, grammar);
	return readOptions(act, grammar);
}
