/** Where the lines of a log lie, so that one can be read without the others. */

import type {FileHandle} from 'node:fs/promises';
import {nameIn} from './compared-line.ts';
import {linesOf} from './lines.ts';
import {longestLine} from './log.ts';

/** A line's bytes in the file. */
export type Span = {readonly start: number; readonly length: number};

/** The lines of a log by submission, in its order; one that is torn is left out. */
export async function indexOf(file: string): Promise<Map<string, Span>> {
	const spans = new Map<string, Span>();
	let start = 0;
	for await (const {bytes, end, isWhole} of linesOf(file, longestLine)) {
		const name = isWhole && bytes !== undefined ? nameIn(bytes) : undefined;
		if (name !== undefined) spans.set(name, {start, length: end - start - 1});
		start = end;
	}
	return spans;
}

/** Reads a line, without its line feed. */
export async function readSpan(log: FileHandle, {start, length}: Span): Promise<Buffer> {
	const {buffer} = await log.read(Buffer.allocUnsafe(length), 0, length, start);
	return buffer;
}
