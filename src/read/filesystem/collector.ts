/** Gathers what is held of a root file system while its entries come by, within bounds. */

import type {Entry, FileSystem} from '../../filesystem.ts';
import {heldBytes, isListed} from './kept.ts';
import {hasMark} from './markers.ts';

/** Bytes of a file outside of the held folders that is looked at for credentials; keys and settings are small. */
export const scannedBytes = 1 << 20;
/** Ours: a real image has some 100,000 entries, of which some 5,000 are listed. */
const most = {entries: 3_000_000, listed: 200_000, held: 320 << 20, path: 4096};

/** What is being gathered. */
export type Collector = {
	/** How many bytes of this entry's content to bring; 0 for none. */
	wanted(entry: Entry): number;
	/** Takes an entry, with its content where it was wanted and could be had, or why it could not. */
	add(entry: Entry, content?: Buffer | {readonly unread: string}): void;
	done(file: string, form: FileSystem['form']): FileSystem;
	/** What was left out since a bound was reached. */
	readonly leftOut: string | undefined;
	/** Entries so far. */
	readonly count: number;
};

/** An empty collector. */
export function newCollector(): Collector {
	const entries = new Map<string, Entry>();
	const contents = new Map<string, Uint8Array>();
	const unread = new Map<string, string>();
	let [count, held] = [0, 0];
	let leftOut: string | undefined;
	const list = (entry: Entry) => {
		if (entries.size >= most.listed) leftOut ??= `more than ${most.listed} files that may matter: those after ${entry.path} were not looked at`;
		else entries.set(entry.path, entry);
	};
	return {
		get leftOut() {
			return leftOut;
		},
		get count() {
			return count;
		},
		wanted({path, type, size}) {
			if (type !== 'file' || size === 0 || path.length > most.path) return 0;
			return size <= Math.max(heldBytes(path), scannedBytes) ? size : 0;
		},
		add(entry, content) {
			const {path, type, size} = entry;
			if (++count > most.entries) {
				leftOut ??= `more than ${most.entries} entries: those after ${path} were not looked at`;
				return;
			}
			// A later entry takes the place of an earlier one.
			contents.delete(path);
			entries.delete(path);
			unread.delete(path);
			const limit = type === 'file' ? heldBytes(path) : 0;
			const bytes = Buffer.isBuffer(content) ? content : undefined;
			const isHeld = bytes !== undefined && (limit > 0 ? size <= limit : hasMark(bytes));
			if (!isHeld && !isListed(path, type)) return;
			addFolders(entries, path, list);
			list(entry);
			// What lies in such a folder is not known.
			if (type === 'folder' && content !== undefined && 'unread' in content) unread.set(path, content.unread);
			if (isHeld && held + size > most.held) leftOut ??= `more than ${most.held >> 20} MB of files that may matter: ${path} and those after it were not read`;
			else if (isHeld) {
				// Streams reuse their memory; what has memory of its own, as a registry hive of 100 MB, is not copied.
				contents.set(path, bytes.buffer.byteLength === bytes.byteLength ? bytes : Uint8Array.from(bytes));
				held += size;
			}
			if (limit > 0 && size > 0 && !contents.has(path))
				unread.set(path, content !== undefined && 'unread' in content ? content.unread : size > limit ? 'it is too big' : 'there is too much to read');
		},
		done: (file, form) => ({file, form, entries, contents, count, unread}),
	};
}

/** Archives may leave the folders out that a file lies in. */
function addFolders(entries: ReadonlyMap<string, Entry>, path: string, list: (entry: Entry) => void): void {
	const parts = path.split('/');
	if (!entries.has('')) list({path: '', type: 'folder', size: 0});
	for (let end = 1; end < parts.length; end++) {
		const folder = parts.slice(0, end).join('/');
		if (!entries.has(folder)) list({path: folder, type: 'folder', size: 0});
	}
}
