/** A tar archive, plain or compressed, read in one pass as it streams by: its hash, its size, and what is held of the root file system in it. */

import {createHash} from 'node:crypto';
import type {FileHandle} from 'node:fs/promises';
import {Transform} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {createGunzip} from 'node:zlib';
import {Decompress} from 'fzstd';
import {type Extract, extract, type Header} from 'tar-stream';
import type {Entry, EntryType, FileSystem} from '../../filesystem.ts';
import {megabytes} from '../bounds.ts';
import {type Collector, newCollector} from './collector.ts';

/** What an archive holds. `fault` says what kept it from being read to its end: what came before it is there. */
export type Archive = {readonly size: number; readonly sha256: string; readonly system: FileSystem; readonly fault?: string};

/** How an archive is packed. */
export type Packing = 'plain' | 'gzip' | 'zstd';

/** Bytes that a compressed archive may unpack to: more is no image of a disk that AWS Marketplace takes. */
const maxUnpackedBytes = 512 * 1024 ** 3;
/** Bytes that any archive may unpack to, whatever its ratio: an empty root packs well. */
const freelyUnpacked = 64 * 1024 ** 2;
/** A compressed archive that unpacks to more than this many times its size is a bomb; gzip can't do better than 1,032, and real images stay below 50. */
const maxRatio = 400;

const types: Readonly<Record<string, EntryType>> = {
	file: 'file',
	'contiguous-file': 'file',
	link: 'link',
	symlink: 'link',
	directory: 'folder',
	'character-device': 'device',
	'block-device': 'device',
};

/** Reads an archive to its end. Never throws for what it holds. */
export async function readArchive(handle: FileHandle, file: string, packing: Packing): Promise<Archive> {
	const hash = createHash('sha256');
	const collector = newCollector();
	const counts = {size: 0, unpacked: 0};
	const counted = through((piece) => {
		counts.size += piece.length;
		hash.update(piece);
	});
	const bounded = through((piece) => {
		counts.unpacked += piece.length;
		if (counts.unpacked > maxUnpackedBytes || (packing !== 'plain' && counts.unpacked > freelyUnpacked && counts.unpacked > counts.size * maxRatio))
			throw new Error(`it unpacks to more than ${megabytes(counts.unpacked)}, and was not read further`);
	});
	const unpack = packing === 'gzip' ? [createGunzip()] : packing === 'zstd' ? [unzstd()] : [];
	const tar = extract();
	let fault: string | undefined;
	// The pipeline's end and the walk over the entries wait for each other, so both run at once.
	await Promise.all([
		pipeline([handle.createReadStream({start: 0, autoClose: false, highWaterMark: 1 << 20}), counted, ...unpack, bounded, tar]),
		collect(tar, collector),
	]).catch((error: unknown) => {
		fault = error instanceof Error ? error.message : String(error);
	});
	const system = collector.done(file, 'tar');
	if (fault === undefined)
		return {size: counts.size, sha256: hash.digest('hex'), system, ...(collector.leftOut === undefined ? {} : {fault: collector.leftOut})};
	const whole = await hashOf(handle);
	return {...whole, system, fault: `${fault}; ${collector.count} entries were read before`};
}

async function collect(tar: Extract, collector: Collector): Promise<void> {
	for await (const entry of tar) {
		const of = entryOf(entry.header);
		if (of !== undefined && collector.wanted(of) > 0) {
			const pieces: Buffer[] = [];
			for await (const piece of entry) pieces.push(piece as Buffer);
			collector.add(of, Buffer.concat(pieces));
			continue;
		}
		if (of !== undefined) collector.add(of);
		entry.resume();
	}
}

/** A header as an entry; nothing for one that is none of the root's own files: a path that leads out of it, or a note of the archiver. */
function entryOf({name, type, mode, uid, gid, size, linkname}: Header): Entry | undefined {
	const parts = name.split('/').filter((part) => part !== '' && part !== '.');
	if (parts.includes('..') || name.includes('\0')) return undefined;
	// A hard link is another name of a file that came before: it leads there from the root.
	const target = type === 'link' ? `/${linkname ?? ''}` : (linkname ?? undefined);
	return {
		path: parts.join('/'),
		type: types[type ?? 'file'] ?? 'other',
		size: size ?? 0,
		...(mode === undefined ? {} : {mode: mode & 0o7777}),
		...(uid === undefined ? {} : {uid}),
		...(gid === undefined ? {} : {gid}),
		...(target === undefined ? {} : {target}),
	};
}

/** Lets pieces pass after a look at each. */
function through(look: (piece: Buffer) => void): Transform {
	return new Transform({
		highWaterMark: 1 << 20,
		transform(piece: Buffer, _encoding, done) {
			try {
				look(piece);
				done(undefined, piece);
			} catch (error) {
				done(error instanceof Error ? error : new Error(String(error)));
			}
		},
	});
}

/** Node learned zstd later than the versions that we support. */
function unzstd(): Transform {
	const unpacked: Buffer[] = [];
	const decompress = new Decompress((piece) => unpacked.push(Buffer.from(piece)));
	const pass = (stream: Transform) => {
		for (const piece of unpacked.splice(0)) stream.push(piece);
	};
	return new Transform({
		transform(piece: Buffer, _encoding, done) {
			try {
				decompress.push(piece);
				pass(this);
				done();
			} catch (error) {
				done(error instanceof Error ? error : new Error(String(error)));
			}
		},
		flush(done) {
			try {
				decompress.push(new Uint8Array(0), true);
				pass(this);
				done();
			} catch (error) {
				done(error instanceof Error ? error : new Error(String(error)));
			}
		},
	});
}

/** Size and hash alone. */
async function hashOf(handle: FileHandle): Promise<{readonly size: number; readonly sha256: string}> {
	const hash = createHash('sha256');
	let size = 0;
	for await (const piece of handle.createReadStream({start: 0, autoClose: false, highWaterMark: 1 << 20})) {
		size += (piece as Buffer).length;
		hash.update(piece as Buffer);
	}
	return {size, sha256: hash.digest('hex')};
}
