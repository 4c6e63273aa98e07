/** A catalogue as a tar archive, also packed: read in passing, one submission on the disk after the other. */

import {createReadStream} from 'node:fs';
import {join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {createGunzip} from 'node:zlib';
import type {Entry} from '../filesystem.ts';
import {megabytes} from '../read/bounds.ts';
import {type Content, newTarReader, type Sink} from '../read/filesystem/tar.ts';
import type {Packing} from '../read/filesystem/unpack.ts';
import {newUnzstd} from '../read/filesystem/zstd.ts';
import {isPassedOver} from '../read/folder.ts';
import {isOfMachine, reasonOf} from '../reason.ts';
import type {Catalogue, Item} from './catalogue.ts';
import {mostFileBytes, newUnpacking, type Unpacking} from './unpacked.ts';

/** Opens it. It is read twice: once for what it holds, once for the submissions. */
export async function tarCatalogue(path: string, packing: Packing): Promise<Catalogue> {
	const {sink, found} = newSurvey();
	try {
		for await (const _ of passThrough(path, packing, sink));
	} catch {
		// It breaks again at the same place when it is read for good, and what stands before is checked.
	}
	const {wrapper, total} = found();
	return {
		total,
		async *items(isDone, unpacked) {
			const ready: Item[] = [];
			const {sink: submissions, end} = newSubmissions(wrapper, isDone, unpacked, (item) => ready.push(item));
			let strays = {count: 0, first: ''};
			try {
				for await (const found of passThrough(path, packing, submissions)) {
					strays = found;
					yield* ready.splice(0);
				}
			} catch (error) {
				yield* ready.splice(0);
				throw error;
			}
			end();
			yield* ready;
			// What they belong to was not checked.
			if (strays.count > 0) throw new Error(`${strays.count} of its names lead out of it, the first ${JSON.stringify(strays.first)}`);
		},
	};
}

/** Feeds the archive to the sink and tells after each piece of the names that lead out of it. Throws where it can't be read on. */
async function* passThrough(path: string, packing: Packing, sink: Sink): AsyncGenerator<{readonly count: number; readonly first: string}, void, void> {
	const tar = newTarReader(sink);
	const unzstd = packing === 'zstd' ? newUnzstd((piece) => tar.push(piece)) : undefined;
	for await (const piece of packing === 'gzip' ? gunzipped(path) : (createReadStream(path) as AsyncIterable<Buffer>)) {
		if (unzstd === undefined) tar.push(piece);
		else unzstd.push(piece);
		yield tar.strays;
	}
	unzstd?.end();
	tar.end();
	yield tar.strays;
}

function gunzipped(path: string): AsyncIterable<Buffer> {
	const gunzip = createGunzip();
	// What breaks shows where the unpacked side is read.
	pipeline(createReadStream(path), gunzip).catch(() => {});
	return gunzip as AsyncIterable<Buffer>;
}

/** Which folders the archive has on top, and whether one alone is around all the others, as `tar c catalogue` makes it. */
function newSurvey(): {readonly sink: Sink; readonly found: () => {readonly wrapper: string | undefined; readonly total: number}} {
	const tops = new Set<string>();
	const seconds = new Set<string>();
	let hasFilesBelowTop = false;
	const sink: Sink = {
		wanted: () => 0,
		add({path, type}) {
			const [top = '', second, third] = path.split('/');
			if (top === '' || isPassedOver(top) || (second === undefined && type !== 'folder')) return;
			tops.add(top);
			if (tops.size > 1 || second === undefined || isPassedOver(second)) return;
			if (third !== undefined || type === 'folder') seconds.add(second);
			else hasFilesBelowTop = true;
		},
	};
	const found = () => {
		const [top] = tops;
		return tops.size === 1 && !hasFilesBelowTop && seconds.size > 0 ? {wrapper: top, total: seconds.size} : {wrapper: undefined, total: tops.size};
	};
	return {sink, found};
}

/** The submission whose entries come by. Without `unpacking` they are passed over. */
type Current = {readonly name: string; readonly unpacking?: Unpacking; fault?: string};

function newSubmissions(
	wrapper: string | undefined,
	isDone: (key: string) => boolean,
	unpacked: string,
	give: (item: Item) => void,
): {readonly sink: Sink; readonly end: () => void} {
	const seen = new Set<string>();
	let current: Current | undefined;
	let entries = 0;

	function end(): void {
		const {name: key, unpacking, fault} = current ?? {name: ''};
		current = undefined;
		if (unpacking === undefined) return;
		const trouble = fault ?? faultOf(() => unpacking.done());
		if (trouble !== undefined) unpacking.drop();
		give(trouble === undefined ? {key, folder: unpacking.folder, isOurs: true} : {key, error: trouble});
	}

	function begin(name: string): Current {
		end();
		// Named by where it stands, since a name has one line, and as no folder is named.
		const again = `entry ${entries + 1}/`;
		if (seen.has(name) && !isDone(again)) give({key: again, error: `more of ${JSON.stringify(name)}, whose files stand elsewhere in the archive`});
		if (seen.has(name) || isDone(name)) current = {name};
		else current = {name, unpacking: newUnpacking(join(unpacked, String(seen.size)))};
		seen.add(name);
		return current;
	}

	/** The submission that an entry belongs to and its path in there. */
	function placeOf({path, type}: Entry): {readonly to: Current; readonly rest: string} | undefined {
		const inside = wrapper === undefined ? path : path.startsWith(`${wrapper}/`) ? path.slice(wrapper.length + 1) : '';
		const [name = '', ...rest] = inside.split('/');
		if (name === '' || isPassedOver(name) || (rest.length === 0 && type !== 'folder' && type !== 'link')) return undefined;
		return {to: current?.name === name ? current : begin(name), rest: rest.join('/')};
	}

	const sink: Sink = {
		wanted(entry) {
			const {to} = placeOf(entry) ?? {};
			if (to?.unpacking === undefined || to.fault !== undefined) return 0;
			if (entry.size <= mostFileBytes) return entry.size;
			to.fault = `${entry.path} is larger than ${megabytes(mostFileBytes)}, which a catalogue's archive does not carry: use a folder`;
			return 0;
		},
		add(entry, content) {
			const {to, rest} = placeOf(entry) ?? {};
			entries++;
			if (to?.unpacking === undefined || to.fault !== undefined || rest === undefined) return;
			const {unpacking, name} = to;
			const fault = faultOf(() => putEntry(unpacking, rest, entry, content, `${wrapper === undefined ? '' : `${wrapper}/`}${name}/`));
			if (fault !== undefined) to.fault = fault;
		},
	};
	return {sink, end};
}

/** Writes one entry. `above` is what stands before a path of the submission in the archive. */
export function putEntry(unpacking: Unpacking, path: string, {type, target = ''}: Entry, content: Content | undefined, above: string): void {
	if (path === '') {
		if (type === 'link') throw new Error('is a link, which is not followed: put the folder itself there');
		return;
	}
	if (content !== undefined && 'unread' in content) throw new Error(`${path}: ${content.unread}`);
	if (content !== undefined && 'sameAs' in content) unpacking.addTwin(path, content.sameAs.startsWith(above) ? content.sameAs.slice(above.length) : '');
	else if (type === 'file') unpacking.addFile(path, content ?? '');
	else if (type === 'folder') unpacking.addFolder(path);
	else if (type === 'link') unpacking.addLink(path, target);
}

function faultOf(act: () => void): string | undefined {
	try {
		act();
		return undefined;
	} catch (error) {
		if (isOfMachine(error)) throw error;
		return reasonOf(error);
	}
}
