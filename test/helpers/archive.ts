import {mkdtemp, open, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {ExecutionContext} from 'ava';
import type {Input, Read} from '../../src/artifact.ts';
import type {FileSystem} from '../../src/filesystem.ts';
import {readArtifact} from '../../src/read/artifact.ts';
import {newTarReader, type TarReader} from '../../src/read/filesystem/tar.ts';
import {newArchiveCollector} from '../../src/read/filesystem/top-folder.ts';
import {loadFile} from '../../src/read/load.ts';

/** What a header may say; all but the name has a default. */
export type Fields = {
	readonly flag?: string;
	readonly size?: number | Buffer;
	readonly mode?: number;
	readonly uid?: number;
	readonly gid?: number;
	readonly linkName?: string | Buffer;
	readonly magic?: string;
	readonly prefix?: string;
	/** Bytes that are written over the finished header before the checksum is made. */
	readonly patch?: (block: Buffer) => void;
};

/** A tar header of 512 bytes with the right checksum. */
export function header(name: string | Buffer, fields: Fields = {}): Buffer {
	const {flag = '0', size = 0, mode = 0o644, uid = 0, gid = 0, linkName = '', magic = 'ustar\0' + '00', prefix = '', patch} = fields;
	const block = Buffer.alloc(512);
	Buffer.from(name).copy(block, 0, 0, 100);
	block.write(mode.toString(8).padStart(7, '0'), 100, 'latin1');
	block.write(uid.toString(8).padStart(7, '0'), 108, 'latin1');
	block.write(gid.toString(8).padStart(7, '0'), 116, 'latin1');
	if (typeof size === 'number') block.write(size.toString(8).padStart(11, '0'), 124, 'latin1');
	else size.copy(block, 124, 0, 12);
	block.write('00000000000', 136, 'latin1');
	block.write(flag, 156, 'latin1');
	Buffer.from(linkName).copy(block, 157, 0, 100);
	block.write(magic, 257, 'latin1');
	block.write(prefix, 345, 'latin1');
	patch?.(block);
	return withSum(block);
}

/** Sets the checksum of a header. */
export function withSum(block: Buffer): Buffer {
	block.fill(0x20, 148, 156);
	const sum = block.reduce((total, byte) => total + byte, 0);
	block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
	return block;
}

/** Content padded to whole blocks. */
function padded(content: string | Buffer): Buffer {
	const bytes = Buffer.from(content);
	return Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

/** A file with its header. */
export function file(name: string | Buffer, content: string | Buffer, fields: Fields = {}): Buffer {
	return Buffer.concat([header(name, {size: Buffer.byteLength(content), ...fields}), padded(content)]);
}

/** A pax header with records, as `x` before one entry or `g` before all that follow. */
export function pax(records: readonly (readonly [string, string])[], flag: 'x' | 'g' = 'x'): Buffer {
	const lines = records.map(([key, value]) => {
		const rest = ` ${key}=${value}\n`;
		let length = Buffer.byteLength(rest) + 1;
		while (String(length).length + Buffer.byteLength(rest) !== length) length++;
		return `${length}${rest}`;
	});
	return file('PaxHeaders/x', lines.join(''), {flag});
}

/** Blocks with the mark of an archive's end. */
export function archive(...blocks: readonly Buffer[]): Buffer {
	return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** A Zstandard frame of blocks that are not compressed, or of one byte that repeats. */
export function zstdFrame(blocks: readonly (Buffer | {readonly byte: number; readonly times: number})[], {window = 0x50, flags = 0} = {}): Buffer {
	const parts: Buffer[] = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, flags, window])];
	for (const [index, block] of blocks.entries()) {
		const [type, size, bytes] = Buffer.isBuffer(block) ? [0, block.length, block] : [1, block.times, Buffer.of(block.byte)];
		const head = Buffer.alloc(3);
		head.writeUIntLE((size << 3) | (type << 1) | Number(index === blocks.length - 1), 0, 3);
		parts.push(head, bytes);
	}
	return Buffer.concat(parts);
}

/** The least that a Linux root is recognised by. */
export const linux: readonly Buffer[] = [
	file('etc/passwd', 'root:x:0:0::/root:/bin/sh\n'),
	header('usr/', {flag: '5', mode: 0o755}),
	header('var/', {flag: '5', mode: 0o755}),
];

/** Reads an archive that is in memory, in pieces of so many bytes; nothing of it is kept beyond the call, as with buffers that are used again. */
export function readInPieces(bytes: Buffer, size: number): {readonly system: FileSystem; readonly tar: TarReader; readonly fault?: string} {
	const collector = newArchiveCollector();
	const tar = newTarReader(collector);
	let fault: string | undefined;
	try {
		for (let at = 0; at < bytes.length; at += size) {
			const piece = Buffer.from(bytes.subarray(at, at + size));
			tar.push(piece);
			piece.fill(0x2a);
		}
		tar.end();
	} catch (error) {
		fault = error instanceof Error ? error.message : String(error);
	}
	return {system: collector.choose().done('root.tar', 'tar'), tar, ...(fault === undefined ? {} : {fault})};
}

/** Writes bytes to a file and reads it as a file of a submission is read. */
export async function load(t: ExecutionContext, bytes: Uint8Array, {name = 'root.tar', asRoot = false} = {}): Promise<Input> {
	const folder = await mkdtemp(join(tmpdir(), 'shelfready-'));
	t.teardown(() => rm(folder, {recursive: true, force: true}));
	const path = join(folder, 'file');
	await writeFile(path, bytes);
	const handle = await open(path, 'r');
	try {
		return await loadFile(handle, name, bytes.length, {asRoot});
	} finally {
		await handle.close();
	}
}

/** What is made of bytes as a file of a submission. */
export async function seen(t: ExecutionContext, bytes: Uint8Array, options: {readonly name?: string; readonly asRoot?: boolean} = {}): Promise<Read> {
	return readArtifact(await load(t, bytes, options));
}

/** The texts of what is held, by path. */
export function textsOf({contents}: FileSystem): Readonly<Record<string, string>> {
	return Object.fromEntries([...contents].map(([path, bytes]) => [path, Buffer.from(bytes).toString()]));
}
