/** Gathers what is held of a root file system while its entries come by, within bounds. */

import type {Entry, FileSystem} from '../../filesystem.ts';
import {heldBytes, isListed} from './kept.ts';
import {hasMark} from './markers.ts';
import {isPartOfRoot} from './recognise.ts';
import type {Sink} from './tar.ts';

/** Bytes of a file outside of the held folders that is looked at for credentials; keys and settings are small. */
export const scannedBytes = 1 << 20;
/** Ours: a real image has some 100,000 entries, of which some 10,000 are listed, with 20 MB of text; Windows' registry has 100 MB. */
const most = {entries: 3_000_000, listed: 200_000, names: 64 << 20, held: 320 << 20, path: 4096, tops: 1000};

/** What is being gathered. */
export type Collector = Sink & {
	done(file: string, form: FileSystem['form']): FileSystem;
	/** What was left out since a bound was reached. */
	readonly leftOut: string | undefined;
	/** Entries so far. */
	readonly count: number;
	/** Names that lie right in the root, the first thousand of them. */
	readonly tops: ReadonlySet<string>;
	/** Whether any of them is a folder as roots have it, with something in it. */
	readonly isPart: boolean;
};

/** An empty collector. */
export function newCollector(): Collector {
	const entries = new Map<string, Entry>();
	const contents = new Map<string, Uint8Array>();
	const unread = new Map<string, string>();
	const tops = new Set<string>();
	let [count, held, names] = [0, 0, 0];
	let leftOut: string | undefined;
	let isPart = false;

	const isFull = () => entries.size >= most.listed || names >= most.names;
	const list = (entry: Entry) => {
		names += entry.path.length + (entry.target?.length ?? 0);
		if (!isFull()) entries.set(entry.path, entry);
		else leftOut ??= `more files that may matter than are listed: some from ${entry.path} on were not looked at`;
	};
	const forget = (path: string) => {
		held -= contents.get(path)?.length ?? 0;
		contents.delete(path);
		entries.delete(path);
		unread.delete(path);
	};
	const hold = (path: string, bytes: Uint8Array) => {
		contents.set(path, bytes);
		held += bytes.length;
	};
	/** Archives may leave the folders out that a file lies in. */
	const listFolders = (path: string) => {
		for (let end = path.lastIndexOf('/'); end >= 0; end = path.lastIndexOf('/', end - 1)) {
			const folder = path.slice(0, end);
			if (entries.has(folder)) return;
			list({path: folder, type: 'folder', size: 0});
			if (end === 0 || isFull()) return;
		}
		if (path !== '' && !entries.has('')) list({path: '', type: 'folder', size: 0});
	};

	/** Another name of a file that came before is the same file: what is held of that one counts for this one. */
	const addSame = (entry: Entry, first: string) => {
		const known = entries.get(first);
		const bytes = contents.get(first);
		const limit = heldBytes(entry.path);
		if (bytes === undefined && !isListed(entry.path, known?.type ?? 'file')) return;
		listFolders(entry.path);
		list({...entry, ...(known === undefined ? {} : {type: known.type, size: known.size, ...(known.target === undefined ? {} : {target: known.target})})});
		if (bytes !== undefined) hold(entry.path, bytes);
		else if (limit > 0 && (known === undefined || unread.has(first) || (known.type === 'file' && known.size > 0)))
			unread.set(entry.path, unread.get(first) ?? `it is another name of ${first.slice(0, most.path)}, of which nothing is held`);
	};

	return {
		tops,
		get isPart() {
			return isPart;
		},
		get leftOut() {
			return leftOut;
		},
		get count() {
			return count;
		},
		wanted({path, type, size}) {
			if (type !== 'file' || size === 0 || path.length > most.path) return 0;
			return size <= scannedBytes || size <= heldBytes(path) ? size : 0;
		},
		add(entry, content) {
			const {path, type, size} = entry;
			// The root itself lies in nothing.
			if (path !== '') count++;
			if (count > most.entries) {
				leftOut ??= `more than ${most.entries} entries: those from ${path.slice(0, most.path)} on were not looked at`;
				return;
			}
			if (path.length > most.path || (entry.target?.length ?? 0) > most.path) {
				leftOut ??= `a path of more than ${most.path} characters: ${path.slice(0, 100)}… was not looked at`;
				return;
			}
			const top = topOf(path);
			if (tops.size < most.tops && path !== '') tops.add(top);
			// A folder that could not be looked into may hold anything.
			isPart ||= (path !== top || (content !== undefined && 'unread' in content)) && isPartOfRoot(top);
			// A later entry takes the place of an earlier one.
			forget(path);
			if (content !== undefined && 'sameAs' in content) return addSame(entry, content.sameAs);
			const limit = type === 'file' ? heldBytes(path) : 0;
			const bytes = Buffer.isBuffer(content) ? content : undefined;
			const isHeld = bytes !== undefined && (limit > 0 ? size <= limit : hasMark(bytes));
			const why = content !== undefined && 'unread' in content ? content.unread : undefined;
			if (!isHeld && why === undefined && !isListed(path, type)) return;
			listFolders(path);
			list(entry);
			if (isHeld && held + size > most.held) leftOut ??= `more than ${most.held >> 20} MB of files that may matter: some from ${path} on were not read`;
			// The bytes last only as long as this call, but for what is bigger than any piece that is read: it has memory of its own, and is not copied.
			else if (isHeld) hold(path, size > scannedBytes && bytes.buffer.byteLength === bytes.byteLength ? bytes : new Uint8Array(bytes));
			if (why !== undefined) unread.set(path, why);
			else if (limit > 0 && size > 0 && !contents.has(path)) unread.set(path, size > limit ? 'it is too big' : 'there is too much to read');
		},
		done: (file, form) => ({file, form, entries, contents, count, unread}),
	};
}

/** The first name of a path. */
export function topOf(path: string): string {
	const end = path.indexOf('/');
	return end < 0 ? path : path.slice(0, end);
}
