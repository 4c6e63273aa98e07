/** A file's lines as they come by: none is held but the one that is looked at. */

import {createReadStream} from 'node:fs';

/** A line. `bytes` is missing where it is longer than allowed. `end` is the offset behind its line feed; `isWhole` says whether there was one. */
export type Line = {readonly number: number; readonly bytes: Buffer | undefined; readonly end: number; readonly isWhole: boolean};

const lineFeed = 0x0a;

/** Reads a file, or the bytes of a stream, line by line. `longest` is in bytes. */
export async function* linesOf(source: string | AsyncIterable<Buffer>, longest: number): AsyncGenerator<Line, void, void> {
	let parts: Buffer[] = [];
	let [held, end, number] = [0, 0, 1];
	const take = (part: Buffer) => {
		held += part.length;
		if (held <= longest) parts.push(part);
		else parts = [];
	};
	const line = (isWhole: boolean): Line => {
		const made = {number: number++, bytes: held > longest ? undefined : Buffer.concat(parts), end, isWhole};
		parts = [];
		held = 0;
		return made;
	};
	for await (const chunk of typeof source === 'string' ? (createReadStream(source) as AsyncIterable<Buffer>) : source) {
		let start = 0;
		for (let at = chunk.indexOf(lineFeed); at >= 0; at = chunk.indexOf(lineFeed, start)) {
			take(chunk.subarray(start, at));
			end += at + 1 - start;
			start = at + 1;
			yield line(true);
		}
		take(chunk.subarray(start));
		end += chunk.length - start;
	}
	if (held > 0) yield line(false);
}
