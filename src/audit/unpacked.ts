/** A submission that is written to the disk for its check: a folder of its own, which nothing in it can lead out of. */

import {copyFileSync, lstatSync, mkdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {quoted, whyNotBelowHere} from '../paths.ts';
import {maxFiles, megabytes} from '../read/bounds.ts';
import {codeOf} from '../reason.ts';

/** Bytes of one file that a catalogue's archive carries: it is held in memory while it is written. */
export const mostFileBytes = 256 * 1024 ** 2;
/** Bytes of one submission. */
const mostBytes = 2 * 1024 ** 3;
/** Bytes of a link's target that file systems take, without the NUL that ends it (https://man7.org/linux/man-pages/man2/symlink.2.html). */
const longestTarget = 4095;

/** What the system says where something has the same name, or is no folder. */
const inTheWay: ReadonlySet<string> = new Set(['EEXIST', 'EISDIR', 'ENOTDIR']);

/** A submission being written. Every call throws for what can't be taken. */
export type Unpacking = {
	readonly folder: string;
	addFolder(path: string): void;
	addFile(path: string, content: Uint8Array | string): void;
	/** Another name of an earlier file. */
	addTwin(path: string, of: string): void;
	/** A symbolic link, as it stands. It is made when all files are written, so that none is written through it. */
	addLink(path: string, target: string): void;
	done(): void;
	drop(): void;
};

/** Begins a submission in a folder that does not exist yet. */
export function newUnpacking(folder: string): Unpacking {
	let [files, bytes] = [0, 0];
	const links: {readonly path: string; readonly target: string}[] = [];
	mkdirSync(folder, {recursive: true});
	const put = (path: string, write: (place: string) => void) => {
		refuse(path);
		// One more than a check reads, so that the check says it.
		if (++files > maxFiles + 1) throw new Error(`more than ${maxFiles} files`);
		const place = join(folder, path);
		try {
			mkdirSync(dirname(place), {recursive: true});
			write(place);
		} catch (error) {
			if (!inTheWay.has(codeOf(error) ?? '')) throw error;
			throw new Error(`another file or folder stands where ${quoted(path)} is to be`);
		}
	};
	return {
		folder,
		addFolder(path) {
			put(path, (place) => mkdirSync(place, {recursive: true}));
		},
		addFile(path, content) {
			bytes += content.length;
			if (bytes > mostBytes) throw new Error(`more than ${megabytes(mostBytes)} in all`);
			put(path, (place) => writeFileSync(place, content));
		},
		addTwin(path, of) {
			const size = whyNotBelowHere(of) === undefined ? sizeOf(join(folder, of)) : undefined;
			if (size === undefined) throw new Error(`${quoted(path)} is another name of what is not in the submission`);
			bytes += size;
			if (bytes > mostBytes) throw new Error(`more than ${megabytes(mostBytes)} in all`);
			put(path, (place) => copyFileSync(join(folder, of), place));
		},
		addLink(path, target) {
			refuse(path);
			if (Buffer.byteLength(target) > longestTarget) throw new Error(`the link ${quoted(path)} leads to a path that is too long`);
			if (links.length >= maxFiles) throw new Error(`more than ${maxFiles} links`);
			links.push({path, target});
		},
		done() {
			// The deeper first: the folder that a link lies in is then never itself a link.
			const depth = (path: string) => path.split('/').length;
			for (const {path, target} of links.toSorted((a, b) => depth(b.path) - depth(a.path))) put(path, (place) => symlinkSync(target, place));
		},
		drop() {
			rmSync(folder, {recursive: true, force: true});
		},
	};
}

function refuse(path: string): void {
	const why = whyNotBelowHere(path);
	if (why !== undefined) throw new Error(why);
}

/** Bytes of a file; nothing where there is none. */
function sizeOf(place: string): number | undefined {
	try {
		const found = lstatSync(place);
		return found.isFile() ? found.size : undefined;
	} catch {
		return undefined;
	}
}
