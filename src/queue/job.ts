/** What goes through the queue. Whoever reaches Redis can put anything there, so that both sides read it by a schema. */

import {promisify} from 'node:util';
import {gunzip, gzip} from 'node:zlib';
import * as z from 'zod';
import {lasting} from '../audit/lasting.ts';
import {edition, formatResult, readResult, type Said} from '../audit/result.ts';

/** Bytes of a packed submission that travels in Redis. */
export const mostInline = 8 * 1024 ** 2;
/** Bytes of a packed submission in a store. */
export const mostStored = 1024 ** 3;
/** Bytes of what came of a submission, packed and not. */
export const mostPackedAnswer = 32 * 1024 ** 2;
const mostAnswer = 128 * 1024 ** 2;

const digest = z.string().regex(/^[\da-f]{64}$/);

/** Where a submission's bytes are: in the job, or in the store under their SHA-256. They are a tar archive, packed by gzip. */
const packed = z.union([z.strictObject({inline: z.base64().max(Math.ceil(mostInline / 3) * 4 + 4)}), z.strictObject({stored: digest})]);

const job = z.strictObject({
	version: z.string(),
	edition: edition.optional(),
	/** Another edition that it is judged by too. */
	compare: edition.optional(),
	today: z.iso.date(),
	/** Most seconds for the check. */
	seconds: z.number().positive().max(86_400),
	packed,
	/** Whether its result is put into the store whatever is there: what is there was found to be damaged. */
	anew: z.literal(true).optional(),
});

/** A submission to be checked. */
export type Job = z.infer<typeof job>;

/** Reads a job for a worker of `version`. Throws with words. */
export function readJob(data: unknown, version: string): Job {
	const read = job.safeParse(data);
	if (!read.success) {
		const [issue] = read.error.issues;
		throw new Error(`the job is not one of shelfready's: ${issue?.path.join('.') || 'it'}: ${issue?.message ?? ''}`);
	}
	if (read.data.version !== version) throw new Error(`the job is for shelfready ${read.data.version.slice(0, 40)}; this worker is ${version}`);
	return read.data;
}

const answer = z.union([
	z.strictObject({report: z.string(), further: z.string().optional(), lasting: lasting.optional()}),
	z.strictObject({error: z.string()}),
	z.strictObject({stored: digest}),
]);

/** What came of a submission, or where in the store that is. */
export type Answer = z.infer<typeof answer>;

/** An answer as bytes. */
export async function packAnswer(made: Answer): Promise<Buffer> {
	return promisify(gzip)(JSON.stringify(made));
}

/** Reads an answer. Throws with words. */
export async function unpackAnswer(bytes: Buffer): Promise<Answer> {
	if (bytes.length > mostPackedAnswer) throw new Error('the result is too large');
	const text = (await promisify(gunzip)(bytes, {maxOutputLength: mostAnswer})).toString('utf8');
	return answer.parse(JSON.parse(text));
}

/** The line of a submission. Throws where the report is none: nobody may write a second line, or another submission's. */
export function lineOf(key: string, made: Said): string {
	if ('report' in made) {
		JSON.parse(made.report);
		JSON.parse(`{${made.further ?? ''}}`);
	}
	const line = formatResult(key, made);
	if (line.indexOf('\n') !== line.length - 1 || readResult(line)?.submission !== key) throw new Error('the result is not one of shelfready');
	return line;
}
