/**
 * The runtime's files in one archive, read one by one as Python asks for them: an Emscripten file system that unpacks on
 * first reading. Thirty-three of its megabytes are schemas, of which a template needs a few.
 */

import {inflateSync} from 'fflate';

/** Where a file lies in a pack: its place and length as stored (deflated), and its own size, in bytes. */
type Entry = readonly [offset: number, stored: number, size: number];

/** A pack: four bytes with the length of its index, the index as JSON, then the files, deflated, in the index's order. */
export type Pack = {readonly entries: ReadonlyMap<string, Entry>; readonly bytes: Uint8Array};

/** Joins deflated files into a pack. Same files in the same order, same bytes. */
export function writePack(files: ReadonlyMap<string, {readonly stored: Uint8Array; readonly size: number}>): Uint8Array {
	let offset = 0;
	const index = [...files].map(([path, {stored, size}]) => {
		const entry = [path, offset, stored.length, size] as const;
		offset += stored.length;
		return entry;
	});
	const head = new TextEncoder().encode(JSON.stringify(index));
	const pack = new Uint8Array(4 + head.length + offset);
	new DataView(pack.buffer).setUint32(0, head.length, true);
	pack.set(head, 4);
	let at = 4 + head.length;
	for (const {stored} of files.values()) {
		pack.set(stored, at);
		at += stored.length;
	}
	return pack;
}

/** Opens a pack without copying it. Its bytes have been checked by hash: the index is taken as written. */
export function openPack(bytes: Uint8Array): Pack {
	const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
	const index = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as readonly (readonly [string, number, number, number])[];
	return {bytes: bytes.subarray(4 + length), entries: new Map(index.map(([path, offset, stored, size]) => [path, [offset, stored, size]]))};
}

/** The part of Emscripten's file system that is used here. */
export type EmscriptenFs = {
	readonly ErrnoError: new (errno: number) => Error;
	createNode(parent: PackNode | null, name: string, mode: number, device: number): PackNode;
	mkdirTree(path: string): void;
	mount(type: unknown, options: Readonly<Record<string, unknown>>, at: string): unknown;
	unmount(at: string): void;
	writeFile(path: string, data: string | Uint8Array): void;
	readFile(path: string): Uint8Array;
	unlink(path: string): void;
	chdir(path: string): void;
	readonly filesystems: {readonly NODEFS: unknown};
};
type PackNode = {id: number; mode: number; node_ops: unknown; stream_ops: unknown; folder?: Folder; entry?: Entry; content?: Uint8Array};
type Folder = Map<string, Folder | Entry>;
type PackStream = {readonly node: PackNode; readonly position: number};

const folderMode = 0o40555;
const fileMode = 0o100444;
/** Emscripten's numbers of ENOENT and EINVAL. */
const [notThere, notValid] = [44, 28];

/** Mounts a pack, read-only, at `at`. */
export function mountPack(fs: EmscriptenFs, pack: Pack, at: string): void {
	const root: Folder = new Map();
	for (const [path, entry] of pack.entries) {
		const names = path.split('/');
		let folder = root;
		for (const name of names.slice(0, -1)) {
			const next = folder.get(name);
			if (next instanceof Map) folder = next;
			else {
				const made: Folder = new Map();
				folder.set(name, made);
				folder = made;
			}
		}
		folder.set(names[names.length - 1] ?? '', entry);
	}
	const node = (parent: PackNode | null, name: string, held: Folder | Entry): PackNode => {
		const made = fs.createNode(parent, name, held instanceof Map ? folderMode : fileMode, 0);
		made.node_ops = nodeOps;
		made.stream_ops = streamOps;
		if (held instanceof Map) made.folder = held;
		else made.entry = held;
		return made;
	};
	const nodeOps = {
		lookup(parent: PackNode, name: string) {
			const held = parent.folder?.get(name);
			if (held === undefined) throw new fs.ErrnoError(notThere);
			return node(parent, name, held);
		},
		readdir: (folder: PackNode) => ['.', '..', ...(folder.folder?.keys() ?? [])],
		getattr: ({id, mode, entry}: PackNode) => {
			const size = entry?.[2] ?? 4096;
			// One date for all: what Python remembers of a file must not depend on when it was unpacked.
			const date = new Date(0);
			return {
				dev: 1,
				ino: id,
				mode,
				nlink: 1,
				uid: 0,
				gid: 0,
				rdev: 0,
				size,
				atime: date,
				mtime: date,
				ctime: date,
				blksize: 4096,
				blocks: Math.ceil(size / 4096),
			};
		},
	};
	const streamOps = {
		read({node: {entry, ...held}, node: file}: PackStream, buffer: Uint8Array, offset: number, length: number, position: number) {
			if (entry === undefined) return 0;
			const content = held.content ?? inflateSync(pack.bytes.subarray(entry[0], entry[0] + entry[1]), {out: new Uint8Array(entry[2])});
			const part = content.subarray(position, position + length);
			buffer.set(part, offset);
			// Kept only while it is being read: Python keeps what it makes of it.
			if (position + part.length < content.length) file.content = content;
			else delete file.content;
			return part.length;
		},
		llseek({node: {entry}, position: from}: PackStream, offset: number, whence: number) {
			const position = offset + (whence === 1 ? from : whence === 2 ? (entry?.[2] ?? 0) : 0);
			if (position < 0) throw new fs.ErrnoError(notValid);
			return position;
		},
	};
	fs.mkdirTree(at);
	fs.mount({mount: () => node(null, '/', root), node_ops: nodeOps, stream_ops: streamOps}, {}, at);
}
