/** A catalogue as NDJSON: a submission a line, by the path of its folder or with its files in the line. */

import {dirname, join, resolve} from 'node:path';
import * as z from 'zod';
import {staysInside} from '../paths.ts';
import {megabytes} from '../read/bounds.ts';
import {isOfMachine, reasonOf} from '../reason.ts';
import {type Catalogue, type Item, longestId, type Opening} from './catalogue.ts';
import {type Line, linesOf} from './lines.ts';
import {piecesOf} from './pieces.ts';
import {newUnpacking} from './unpacked.ts';

/** Bytes. A longer line is passed over and counts as failed. */
const longestLine = 64 * 1024 ** 2;

const id = z
	.union([z.string(), z.number()])
	.transform(String)
	.refine(
		(text) => text.length <= longestId && staysInside(text),
		`must be a name of at most ${longestId} characters, none of them a control character, that leads nowhere else`,
	)
	.refine((text) => !/^line \d+$/.test(text), 'is how lines without an id are called');

function areFiles(given: unknown): boolean {
	if (given === undefined) return true;
	if (typeof given !== 'object' || given === null || Array.isArray(given)) return false;
	const values: readonly unknown[] = Object.values(given);
	return values.every((value) => typeof value === 'string' || (typeof value === 'object' && value !== null && 'base64' in value));
}

/** One line; further keys are let pass. */
export const inlineItem = z
	.object({
		id,
		path: z.string().min(1).optional(),
		files: z
			.unknown()
			// The record would pass over it.
			.refine((given) => typeof given !== 'object' || given === null || !Object.hasOwn(given, '__proto__'), 'must not hold a file named __proto__')
			// A schema would tell of every wrong one among thousands.
			.refine(areFiles, 'must be files by name, each a text or {"base64": …}')
			.pipe(z.record(z.string(), z.union([z.string(), z.object({base64: z.base64()})])).optional())
			.optional(),
	})
	.refine(({path, files}) => (path === undefined) !== (files === undefined), 'must have either path or files');

/** Opens it. Its lines are counted, and read again one by one. */
export async function ndjsonCatalogue(path: string, {signal}: Opening): Promise<Catalogue> {
	let total = 0;
	for await (const {bytes} of linesOf(piecesOf(path, signal), longestLine)) if (!isBlank(bytes)) total++;
	return {
		total,
		async *items(isDone, unpacked) {
			const seen = new Set<string>();
			for await (const line of linesOf(piecesOf(path, signal), longestLine)) {
				// Where it is stopped, the last line is a piece of one.
				if (signal?.aborted === true) return;
				if (isBlank(line.bytes)) continue;
				const named = `line ${line.number}`;
				const read = readLine(line);
				if ('error' in read) {
					if (!isDone(named)) yield {key: named, error: read.error};
				} else if (seen.has(read.id)) {
					if (!isDone(named)) yield {key: named, error: `the id ${JSON.stringify(read.id)} stands in an earlier line`};
				} else {
					seen.add(read.id);
					if (!isDone(read.id)) yield itemOf(read, dirname(path), join(unpacked, String(line.number)));
				}
			}
		},
	};
}

function isBlank(bytes: Buffer | undefined): boolean {
	return bytes !== undefined && bytes.length < 100 && bytes.toString('utf8').trim() === '';
}

function readLine({bytes}: Line): z.infer<typeof inlineItem> | {readonly error: string} {
	if (bytes === undefined) return {error: `the line is longer than ${megabytes(longestLine)}`};
	try {
		const read = inlineItem.safeParse(JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, '')));
		if (read.success) return read.data;
		const [first, ...others] = read.error.issues.map(({path, message}) => `${path.join('.') || 'the line'}: ${message}`);
		return {error: [first, ...others.slice(0, 4)].join('; ')};
	} catch (error) {
		return {error: `no JSON: ${reasonOf(error)}`};
	}
}

export function itemOf({id: key, path, files = {}}: z.infer<typeof inlineItem>, beside: string, folder: string): Item {
	if (path !== undefined) return {key, folder: resolve(beside, path), isOurs: false};
	const unpacking = newUnpacking(folder);
	try {
		for (const [file, content] of Object.entries(files)) unpacking.addFile(file, typeof content === 'string' ? content : Buffer.from(content.base64, 'base64'));
		return {key, folder, isOurs: true};
	} catch (error) {
		unpacking.drop();
		if (isOfMachine(error)) throw error;
		return {key, error: reasonOf(error)};
	}
}
