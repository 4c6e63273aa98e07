/** A tar archive, plain or compressed, read in one pass as it streams by: its hash, its size, and what is held of the root file system in it. */

import {createHash} from 'node:crypto';
import type {FileHandle} from 'node:fs/promises';
import type {FileSystem} from '../../filesystem.ts';
import {reasonOf} from '../../reason.ts';
import {megabytes} from '../bounds.ts';
import {containerImage} from './recognise.ts';
import {newTarReader} from './tar.ts';
import {newArchiveCollector} from './top-folder.ts';
import {type Packing, unpacked} from './unpack.ts';

/** What an archive holds. */
export type Archive = {
	readonly size: number;
	/** Of the file as it lies there, packed. */
	readonly sha256: string;
	readonly system: FileSystem;
	/** What kept it from being read to its end: what came before is there. */
	readonly fault?: string;
	/** What was left out of what was read. */
	readonly leftOut?: string;
	/** What it is instead of a root file system's archive, in a few words; `unknown` where its beginning is not that of a tar archive. */
	readonly instead?: string;
	/** Names right in it where none is a folder as roots have it. */
	readonly noRoot?: readonly string[];
};

/** Bytes of an archive as it lies there; a bigger one is refused. */
export const maxArchiveBytes = 128 * 1024 ** 3;
/** Bytes that an archive may unpack to: more is no image of a disk that AWS Marketplace takes. */
const maxUnpackedBytes = 512 * 1024 ** 3;
/** Bytes that any archive may unpack to, whatever its ratio: an empty root packs well. */
const freelyUnpacked = 64 * 1024 ** 2;
/** A compressed archive that unpacks to more than this many times its size is a bomb; gzip can't do better than 1,032, and real images stay below 50. */
const maxRatio = 400;
const pieceBytes = 1 << 20;

/** Reads an archive to its end. Never throws for what it holds. `onBytes` is told how many bytes of the file have been read. */
export async function readArchive(handle: FileHandle, file: string, packing: Packing, onBytes?: (done: number) => void): Promise<Archive> {
	const hash = createHash('sha256');
	const collector = newArchiveCollector();
	const tar = newTarReader(collector);
	const counts = {size: 0, unpacked: 0};
	const pieces = newPieces(
		handle,
		(piece) => {
			counts.size += piece.length;
			if (counts.size > maxArchiveBytes) throw new Error('grows while it is read');
			hash.update(piece);
			onBytes?.(counts.size);
		},
		packing === 'plain',
	);
	let fault: string | undefined;
	try {
		for await (const piece of unpacked(pieces, packing)) {
			counts.unpacked += piece.length;
			if (counts.unpacked > maxUnpackedBytes) throw new Error(`it unpacks to more than ${megabytes(maxUnpackedBytes)}`);
			if (packing !== 'plain' && counts.unpacked > freelyUnpacked && counts.unpacked > counts.size * maxRatio)
				throw new Error(`it unpacks to more than ${maxRatio} times its size, as no real file system does`);
			tar.push(piece);
		}
		tar.end();
	} catch (error) {
		fault = `${reasonOf(error)}; ${collector.count} entries were read before`;
		if (!tar.ended) endQuietly(tar);
	}
	// What is left counts for the hash all the same.
	while ((await pieces.next()) !== undefined);
	const chosen = collector.choose();
	const {count, first} = tar.strays;
	const strays = count === 0 ? [] : [`${count} of its names lead out of it and were left out, the first is ${JSON.stringify(first)}`];
	const leftOut = [...(chosen.leftOut === undefined ? [] : [chosen.leftOut]), ...strays];
	const instead = tar.begun || counts.unpacked === 0 ? containerImage(chosen.tops) : 'unknown';
	return {
		size: counts.size,
		sha256: hash.digest('hex'),
		system: chosen.done(file, 'tar'),
		...(fault === undefined ? {} : {fault}),
		...(leftOut.length === 0 ? {} : {leftOut: leftOut.join('; ')}),
		...(instead === undefined ? {} : {instead}),
		...(chosen.isPart ? {} : {noRoot: [...chosen.tops]}),
	};
}

/** Reads a file from its beginning. While one piece is looked at, the next is read. A piece lasts until the next is asked for, or for good. */
function newPieces(handle: FileHandle, look: (piece: Buffer) => void, reuse: boolean): {next(): Promise<Buffer | undefined>} & AsyncIterable<Buffer> {
	const buffers = reuse ? [Buffer.allocUnsafeSlow(pieceBytes), Buffer.allocUnsafeSlow(pieceBytes)] : [];
	let [turn, position] = [0, 0];
	const read = () => {
		const reading = handle.read(buffers[turn++ % 2] ?? Buffer.allocUnsafeSlow(pieceBytes), 0, pieceBytes, position);
		// It is waited for when its turn comes; until then its failure is nobody's.
		reading.catch(() => {});
		return reading;
	};
	let ahead = read();
	let last: Promise<unknown> = Promise.resolve();
	const step = async () => {
		const {bytesRead, buffer} = await ahead;
		if (bytesRead === 0) return undefined;
		position += bytesRead;
		ahead = read();
		const piece = buffer.subarray(0, bytesRead);
		look(piece);
		return piece;
	};
	// A stream that broke may still be waiting for a piece when the rest is read for the hash.
	const next = () => {
		const asked = last.then(step);
		last = asked.catch(() => {});
		return asked;
	};
	return {
		next,
		async *[Symbol.asyncIterator]() {
			for (let piece = await next(); piece !== undefined; piece = await next()) yield piece;
		},
	};
}

/** Lets the entry that was being read be named as not read. */
function endQuietly(tar: {end(): void}): void {
	try {
		tar.end();
	} catch {
		// The fault is known.
	}
}
