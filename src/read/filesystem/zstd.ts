/**
 * Zstandard. fzstd decodes the blocks; frames are walked here, since fzstd trusts them: it takes as much memory as a frame's header asks
 * for, and moves that much with every block. Node's own, which came with 22.15, stops without a word after the first frame.
 * Origin: https://www.rfc-editor.org/rfc/rfc8878 (read 2026-11-26)
 */

import {Decompress} from 'fzstd';
import {megabytes} from '../bounds.ts';

/** What the standard asks every decoder for; `zstd -19` stays within, `--ultra` and `--long` do not. */
const mostWindow = 8 << 20;
const mostBlock = 128 << 10;
/** Bytes moved for each byte read or written, and for nothing: blocks of 32 kB need 256, and real ones have 128 kB. */
const moves = {each: 256, free: 4 * 1024 ** 3};

const frameMagic = 0xfd2fb528;
/** Sixteen magic numbers stand for frames to be skipped. */
const skippedMagic = 0x184d2a5;

const noSum = Buffer.alloc(4);

type Frame = {readonly decoder: Decompress; readonly window: number; readonly hasChecksum: boolean; header: Buffer | undefined};

/** Unpacks as pieces come. All calls throw for what is no Zstandard. The sink's bytes last as long as it likes. */
export type Unzstd = {
	push(piece: Buffer): void;
	/** The same, block by block: each brings the sink 128 kB at most, where a piece of a few bytes may hold gigabytes. It must be gone through to its end. */
	steps(piece: Buffer): Generator<void, void, void>;
	/** Says that no more bytes come. */
	end(): void;
};

/** Starts to unpack. */
export function newUnzstd(sink: (piece: Buffer) => void): Unzstd {
	let rest: Buffer = Buffer.alloc(0);
	let skip = 0;
	let frame: Frame | undefined;
	const work = {done: 0, moved: 0};

	function emit(bytes: Uint8Array): void {
		work.done += bytes.length;
		if (bytes.length > 0) sink(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
	}

	function spend(window: number): void {
		work.moved += window;
		if (work.moved > moves.free + moves.each * work.done) throw new Error('its Zstandard blocks are too small to be unpacked in any sensible time');
	}

	/** How many bytes the next thing in the frame takes; 0 where they have not all come. */
	function step(bytes: Buffer): number {
		if (frame === undefined) return begin(bytes);
		if (bytes.length < 3) return 0;
		const head = bytes.readUIntLE(0, 3);
		const [isLast, type, size] = [(head & 1) === 1, (head >> 1) & 3, head >> 3];
		if (type === 3 || size > mostBlock) throw new Error('it is not valid Zstandard: a block of no known kind');
		const length = 3 + (type === 1 ? 1 : size);
		if (bytes.length < length) return 0;
		const {decoder, window, hasChecksum, header} = frame;
		spend(window);
		// What is shorter than any header the decoder keeps for later.
		const block = length < 18 ? Buffer.from(bytes.subarray(0, length)) : bytes.subarray(0, length);
		frame.header = undefined;
		if (isLast) {
			frame = undefined;
			skip = hasChecksum ? 4 : 0;
		}
		// The decoder only wants to see that the checksum has come; nothing compares it.
		const whole = [...(header === undefined ? [] : [header]), block, ...(isLast && hasChecksum ? [noSum] : [])];
		decoder.push(whole.length === 1 ? block : Buffer.concat(whole), isLast);
		return length;
	}

	function begin(bytes: Buffer): number {
		if (bytes.length < 8) return 0;
		const magic = bytes.readUInt32LE(0);
		if (magic >>> 4 === skippedMagic) {
			skip = bytes.readUInt32LE(4);
			return 8;
		}
		if (magic !== frameMagic) throw new Error('it is not valid Zstandard: no frame where one must begin');
		const flags = bytes[4] ?? 0;
		const isSingle = ((flags >> 5) & 1) === 1;
		const sizeBytes = flags >> 6 === 0 ? Number(isSingle) : 1 << (flags >> 6);
		const start = 5 + Number(!isSingle) + ((flags & 3) === 3 ? 4 : flags & 3);
		if (bytes.length < start + sizeBytes) return 0;
		if ((flags & 3) !== 0 && bytes.subarray(start - ((flags & 3) === 3 ? 4 : flags & 3), start).some((byte) => byte !== 0))
			throw new Error('it was packed with a Zstandard dictionary, which is not here');
		const window = isSingle ? sizeAt(bytes, start, sizeBytes) : windowOf(bytes[5] ?? 0);
		if (window > mostWindow)
			throw new Error(
				`it was packed with a Zstandard window of ${megabytes(window)}, of which at most ${megabytes(mostWindow)} are taken: pack it without --long and --ultra`,
			);
		spend(window);
		frame = {decoder: new Decompress(emit), window, hasChecksum: (flags & 4) !== 0, header: Buffer.from(bytes.subarray(0, start + sizeBytes))};
		return start + sizeBytes;
	}

	function* steps(piece: Buffer): Generator<void, void, void> {
		work.done += piece.length;
		let bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
		for (;;) {
			const past = Math.min(skip, bytes.length);
			skip -= past;
			bytes = bytes.subarray(past);
			const length = skip > 0 ? 0 : step(bytes);
			if (length === 0) break;
			bytes = bytes.subarray(length);
			yield;
		}
		// The piece is its reader's again when the call ends.
		rest = Buffer.from(bytes);
	}

	return {
		push(piece) {
			for (const _ of steps(piece));
		},
		steps,
		end() {
			if (frame !== undefined || rest.length > 0 || skip > 0) throw new Error('it is cut off');
		},
	};
}

function sizeAt(bytes: Buffer, start: number, length: number): number {
	if (length === 8) return Number(bytes.readBigUInt64LE(start));
	return length === 2 ? bytes.readUInt16LE(start) + 256 : bytes.readUIntLE(start, length);
}

function windowOf(descriptor: number): number {
	const base = 2 ** (10 + (descriptor >> 3));
	return base + (base / 8) * (descriptor & 7);
}
