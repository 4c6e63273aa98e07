/** A tar archive taken apart as its bytes come by: no byte is copied that nobody asks for. Written for hostile archives. */

import {append} from '../../append.ts';
import type {Entry} from '../../filesystem.ts';
import {megabytes} from '../bounds.ts';
import {expanded, type Piece, piecesIn, piecesOf, withMap} from './sparse.ts';
import {blockBytes, type Header, headerOf, nameOf, numberAt, recordsOf} from './tar-header.ts';

/** A file's bytes, which last only until the call returns; why they could not be had; or the earlier path that it is another name of. */
export type Content = Buffer | {readonly unread: string} | {readonly sameAs: string};

/** Who takes the entries of an archive or a folder. */
export type Sink = {
	/** How many bytes of this entry's content to bring: all of them, or 0 for none. */
	wanted(entry: Entry): number;
	add(entry: Entry, content?: Content): void;
	/** Told of an entry whose name leads out of the root, which is left out: the name's beginning. */
	stray?(name: string): void;
};

/** An archive being read. All calls throw when it can't be read on. */
export type TarReader = {
	push(piece: Buffer): void;
	/** The same, an entry at a time: whoever goes through it sees to what came before the next does. It must be gone through to its end. */
	steps(piece: Buffer): Generator<void, void, void>;
	/** Says that no more bytes come. */
	end(): void;
	/** Names that lead out of the root, which were left out: how many, and the first. */
	readonly strays: {readonly count: number; readonly first: string};
	/** Whether there was a header, or an end without one: only then it is a tar archive at all. */
	readonly begun: boolean;
	/** Whether the archive's end has been seen: what comes after it is no part of it. */
	readonly ended: boolean;
};

/** Bytes of a header that is longer than a block: names, attributes, a sparse file's map. */
const longestHeader = 4 << 20;
/** Pieces of one sparse file whose places are kept. */
const mostPieces = 100_000;
/** Bytes of holes, in all sparse files of one archive together. */
const mostHoles = 512 << 20;
/** Bytes that the map of a sparse file may add to it. */
const longestMap = 1 << 20;

const zeros = Buffer.alloc(blockBytes);

/** What headers before an entry's own say about it. */
type Preface = {path?: string; linkPath?: string; records: readonly (readonly [string, string])[]};

/** Flags of entries that have no content, whatever size they state: links, devices, folders, pipes. */
const bodiless = '123456';
/** What flags mean; all others are files. */
const types: Readonly<Record<string, Entry['type'] | undefined>> = {'2': 'link', '3': 'device', '4': 'device', '5': 'folder', '6': 'other', D: 'folder'};
/** Flags that are notes of the archiver: a label, a part of a file that began in another volume, access lists. */
const notes = 'VMAIE';

/** Starts to read an archive. */
export function newTarReader(sink: Sink): TarReader {
	const strays = {count: 0, first: ''};
	let position = 0;
	let zeroBlocks = 0;
	let begun = false;
	let ended = false;
	let skip = 0;
	// What is awaited, and who takes it; a header where nothing else is.
	let need = blockBytes;
	let use: (bytes: Buffer) => void = takeHeader;
	let onCut: (() => void) | undefined;
	let holes = 0;
	let part = {bytes: zeros, filled: 0};
	let preface: Preface = {records: []};
	// Worked out once: a long one must not cost anything for each of the entries that follow.
	let globals: ReadonlyMap<string, string> = new Map();

	function expect(length: number, then: (bytes: Buffer) => void): void {
		need = length;
		use = then;
	}

	function takeHeader(block: Buffer): void {
		if (block.equals(zeros)) {
			ended = ++zeroBlocks === 2;
			begun ||= ended;
			return;
		}
		zeroBlocks = 0;
		const header = headerOf(block);
		if (typeof header === 'string') throw new Error(`at byte ${position - blockBytes} there should be the header of an entry, but ${header}`);
		begun = true;
		if ('xXgLKN'.includes(header.flag)) takePreface(header);
		else if (header.flag === 'S') takeSparse(block, header);
		else takeEntry(header);
	}

	function takePreface({flag, size}: Header): void {
		if (size > longestHeader) throw new Error(`at byte ${position - blockBytes} there is a header of ${megabytes(size)}`);
		const done = (bytes: Buffer) => {
			if (flag === 'L' || flag === 'N') preface.path = untilNul(bytes);
			else if (flag === 'K') preface.linkPath = untilNul(bytes);
			else if (flag === 'g') globals = new Map(recordsOf(bytes));
			else preface.records = recordsOf(bytes);
		};
		if (size > 0) takeBody(size, done);
	}

	/** GNU's own form: the header has the first four pieces, blocks of 21 more may follow. */
	function takeSparse(block: Buffer, header: Header): void {
		const size = numberAt(block, 483, 12) ?? 0;
		const {pieces, more} = piecesIn(block, 386, 4);
		if (!more) return takeEntry(header, {size, pieces});
		const all = [...pieces];
		const extension = (next: Buffer) => {
			const found = piecesIn(next, 0, 21);
			if (all.length < mostPieces) append(all, found.pieces);
			if (found.more) return;
			expect(blockBytes, takeHeader);
			takeEntry(header, {size, pieces: all});
		};
		expect(blockBytes, extension);
	}

	/** Why a file is not written out that is mostly holes: many of them take no room in the archive, and all the time there is. */
	function tooSparse(size: number, body: number): string | undefined {
		if (size <= body) return undefined;
		holes += size - body;
		return holes > mostHoles ? `the archive holds more than ${megabytes(mostHoles)} of holes` : undefined;
	}

	function takeEntry(header: Header, sparse?: {readonly size: number; readonly pieces: readonly Piece[]}): void {
		const {path, linkPath, records} = preface;
		preface = {records: []};
		const own = records.length === 0 ? globals : new Map(records);
		const said = (key: string) => own.get(key) ?? globals.get(key);
		const packed = /^\d{1,15}$/.test(said('size') ?? '') ? Number(said('size')) : header.size;
		const name = said('GNU.sparse.name') ?? said('path') ?? path ?? header.name;
		const linkName = said('linkpath') ?? linkPath ?? header.linkName;
		const type = types[header.flag] ?? (header.flag !== '1' && name.endsWith('/') ? 'folder' : 'file');
		const body = bodiless.includes(header.flag) ? 0 : packed;
		const clean = cleanPath(name);
		if (clean === undefined) stray(name);
		if (clean === undefined || notes.includes(header.flag)) {
			skip = padded(body);
			return;
		}
		const real = said('GNU.sparse.realsize') ?? said('GNU.sparse.size');
		const size = type !== 'file' ? 0 : (sparse?.size ?? (/^\d{1,15}$/.test(real ?? '') ? Number(real) : body));
		const uid = idOf(said('uid')) ?? header.uid;
		const gid = idOf(said('gid')) ?? header.gid;
		const entry: Entry = {
			path: clean,
			type,
			size,
			...(header.mode === undefined ? {} : {mode: header.mode & 0o7777}),
			...(uid === undefined ? {} : {uid}),
			...(gid === undefined ? {} : {gid}),
			...(type === 'link' ? {target: linkName} : {}),
		};
		if (header.flag === '1') return sink.add(entry, {sameAs: cleanPath(linkName) ?? linkName});
		if (type !== 'file' || size === 0 || sink.wanted(entry) === 0) {
			sink.add(entry);
			skip = padded(body);
			return;
		}
		const unread = body > size + longestMap ? 'the archive holds more of it than its size' : tooSparse(size, body);
		if (unread !== undefined) {
			sink.add(entry, {unread});
			skip = padded(body);
		} else if (body === 0) sink.add(entry, Buffer.alloc(size));
		else {
			const pieces = sparse?.pieces ?? piecesOf(records);
			const hasMap = said('GNU.sparse.major') === '1';
			takeBody(
				body,
				(bytes) => sink.add(entry, hasMap ? unpacked(bytes, size) : pieces === undefined ? bytes : expanded(bytes, pieces, size)),
				() => sink.add(entry, {unread: 'the archive is cut off in it'}),
			);
		}
	}

	function takeBody(size: number, done: (bytes: Buffer) => void, cut?: () => void): void {
		onCut = cut;
		expect(size, (bytes) => {
			onCut = undefined;
			skip = padded(size) - size;
			expect(blockBytes, takeHeader);
			done(bytes);
		});
	}

	function stray(name: string): void {
		const told = name.slice(0, 200);
		if (strays.count++ === 0) strays.first = told;
		sink.stray?.(told);
	}

	function* steps(piece: Buffer): Generator<void, void, void> {
		for (let at = 0; at < piece.length && !ended; ) {
			const left = piece.length - at;
			if (skip > 0) {
				const step = Math.min(skip, left);
				skip -= step;
				at += step;
				position += step;
			} else if (part.filled === 0 && left >= need) {
				const bytes = piece.subarray(at, at + need);
				at += need;
				position += need;
				use(bytes);
				yield;
			} else {
				if (part.filled === 0) part = {bytes: Buffer.allocUnsafe(need), filled: 0};
				const step = Math.min(need - part.filled, left);
				piece.copy(part.bytes, part.filled, at, at + step);
				part.filled += step;
				at += step;
				position += step;
				if (part.filled < need) return;
				const {bytes} = part;
				part = {bytes: zeros, filled: 0};
				use(bytes);
				yield;
			}
		}
	}

	function push(piece: Buffer): void {
		for (const _ of steps(piece));
	}

	function end(): void {
		onCut?.();
		if (ended) return;
		if (skip > 0 || part.filled > 0 || use !== takeHeader) throw new Error(`it is cut off after ${position} bytes`);
		if (zeroBlocks === 0) throw new Error(`it ends after ${position} bytes without the mark of an archive's end, so it may be cut off`);
	}

	return {
		push,
		steps,
		end,
		strays,
		get begun() {
			return begun;
		},
		get ended() {
			return ended;
		},
	};
}

function padded(size: number): number {
	return Math.ceil(size / blockBytes) * blockBytes;
}

function untilNul(bytes: Buffer): string {
	const end = bytes.indexOf(0);
	return nameOf(end < 0 ? bytes : bytes.subarray(0, end));
}

function unpacked(bytes: Buffer, size: number): Buffer {
	const {pieces, data} = withMap(bytes);
	return expanded(data, pieces, size);
}

/** User and group ids that do not fit into a header. */
function idOf(text: string | undefined): number | undefined {
	return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}

/** A path without `.`, empty parts and a `/` at its ends; nothing where it leads out of the root or can't be a path. */
function cleanPath(name: string): string | undefined {
	if (!/(?:^|\/)\.{0,2}(?:\/|$)|\0/.test(name)) return name;
	const parts = name.split('/').filter((part) => part !== '' && part !== '.');
	return parts.includes('..') || name.includes('\0') ? undefined : parts.join('/');
}
