/** Tar archives whose bytes hang on nothing but what is in them. */

import {type Header, pack} from 'tar-stream';

/** An entry: a file by its content, another kind by `type`. */
export type TarEntry = Partial<Pick<Header, 'mode' | 'uid' | 'gid' | 'type' | 'linkname'>> & {readonly name: string; readonly content?: string | Uint8Array};

/** What marks an archive's end. */
export const tarEnd = Buffer.alloc(1024);

/** The entries as they stand in an archive, without its end. */
export async function tarOf(entries: readonly TarEntry[]): Promise<Buffer> {
	const packing = pack();
	for (const {content = '', ...header} of entries) packing.entry({mtime: new Date(Date.UTC(2026, 10, 1)), ...header}, Buffer.from(content));
	packing.finalize();
	const pieces: Buffer[] = [];
	for await (const piece of packing as AsyncIterable<Buffer>) pieces.push(piece);
	return Buffer.concat(pieces).subarray(0, -tarEnd.length);
}
