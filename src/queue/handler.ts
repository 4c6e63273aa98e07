/**
 * One submission of many, for a function in a cloud (`shelfready/handler`): an AWS Lambda function that a Step Functions Distributed Map calls for each item.
 * It checks as a worker of a queue does.
 * @module shelfready/handler
 */

import {createWriteStream} from 'node:fs';
import {open, rm} from 'node:fs/promises';
import {availableParallelism} from 'node:os';
import {join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import * as z from 'zod';
import {inlineItem, itemOf} from '../audit/ndjson.ts';
import {edition, readResult, type Said} from '../audit/result.ts';
import type {Edition} from '../contract.ts';
import {megabytes} from '../read/bounds.ts';
import {packingOf} from '../read/filesystem/packing.ts';
import {temporaryFolder} from '../temporary.ts';
import {checkArchive} from './archive.ts';
import {lineOf, mostStored} from './job.ts';
import {type CheckedBy, type Lanes, newLanes} from './lanes.ts';
import {piecesOf, s3Client} from './s3.ts';

const bucket = z.string().regex(/^[\w.:/-]{3,255}$/);
const shared = {
	edition: edition.optional(),
	today: z
		.string()
		.regex(/^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?$/)
		.transform((text) => text.slice(0, 10))
		.pipe(z.iso.date()),
	seconds: z.number().positive().max(840).default(300),
	output: z.strictObject({bucket, prefix: z.string().max(500).default('')}).optional(),
};
const event = z.union([
	z.strictObject({bucket, key: z.string().min(1).max(1024), ...shared}),
	z.strictObject({item: inlineItem.refine(({path}) => path === undefined, 'must have its files in it'), ...shared}),
]);

/** What the handler is given. */
export type HandlerEvent = (
	| {
			/** An archive on S3: tar, also packed by gzip or zstd, with the submission's files or with its folder. */
			readonly bucket: string;
			readonly key: string;
	  }
	/** A line of an NDJSON catalogue with its files in it. */
	| {readonly item: {readonly id: string | number; readonly files: Readonly<Record<string, string | {readonly base64: string}>>}}
) & {
	/** Wins over what the submission says. */
	readonly edition?: Edition;
	/** The day as of which dates are judged, `YYYY-MM-DD`; of a time, its day in UTC. */
	readonly today: string;
	/** Most seconds for the check. Default 300. */
	readonly seconds?: number;
	/** Where the result's line goes; it is answered whole where this is missing. */
	readonly output?: {readonly bucket: string; readonly prefix?: string};
};

/** What the handler answers: the result as in `results.ndjson`, or its totals and where it is. */
export type HandlerAnswer =
	| Readonly<Record<string, unknown>>
	| {
			readonly submission: string;
			readonly status: 'checked' | 'failed';
			readonly error?: string;
			readonly summary?: {readonly errors: number; readonly warnings: number; readonly notes: number};
			readonly result: {readonly bucket: string; readonly key: string};
	  };

/** What of Lambda's context is used. */
export type HandlerContext = {getRemainingTimeInMillis(): number};

/** Settings of the S3 client that tests need: an address in place of AWS's own. */
const endpointVariable = 'SHELFREADY_S3_ENDPOINT';
/** Milliseconds beside the check, to fetch and to store. */
const margin = 30_000;

/** Kept from one call to the next. */
let lanes: Lanes | undefined;
let client: ReturnType<typeof s3Client> | undefined;

/**
 * Checks one submission. What is wrong with it is an answer; what is wrong with the event, the function or S3 is thrown, so that the caller tries again.
 * @example {"bucket": "submissions", "key": "2026/godwit.tar.gz", "today": "2026-11-26", "output": {"bucket": "results", "prefix": "run-7"}}
 */
export async function handler(given: HandlerEvent, context?: HandlerContext): Promise<HandlerAnswer> {
	const read = event.safeParse(given);
	if (!read.success) throw new Error(`the event is not as documented: ${z.prettifyError(read.error).slice(0, 500)}`);
	const {edition, today, seconds, output} = read.data;
	const left = context?.getRemainingTimeInMillis() ?? Number.POSITIVE_INFINITY;
	if (left < seconds * 1000 + margin)
		throw new Error(
			`the function has ${Math.floor(left / 1000)} s left and the check may take ${seconds} s: give the function more, or the event fewer seconds`,
		);
	const folder = temporaryFolder('shelfready-');
	try {
		const by = {edition, today, seconds};
		const {submission, said} = 'key' in read.data ? await checkObject(read.data, folder, by) : await checkInline(read.data.item, folder, by);
		const line = lineOf(submission, said);
		return output === undefined
			? (JSON.parse(line) as Readonly<Record<string, unknown>>)
			: await putLine('key' in read.data ? read.data.key : submission, submission, line, output);
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
}

/** Ends what is kept from one call to the next. Lambda needs no call of it: it ends the whole process. */
export async function close(): Promise<void> {
	await lanes?.close();
	lanes = undefined;
	(await client)?.client.destroy();
	client = undefined;
}

type Checked = {readonly submission: string; readonly said: Said};

async function checkObject({bucket: Bucket, key: Key}: {readonly bucket: string; readonly key: string}, folder: string, by: CheckedBy): Promise<Checked> {
	const submission = Key.replace(/\.(?:tar(?:\.gz|\.zst)?|tgz)$/i, '');
	const {sdk, client: s3} = await openS3();
	const file = join(folder, 'archive');
	const answer = await s3.send(new sdk.GetObjectCommand({Bucket, Key}));
	if ((answer.ContentLength ?? 0) > mostStored) return {submission, said: {error: `it is larger than ${megabytes(mostStored)}`}};
	await pipeline(bounded(piecesOf(answer.Body)), createWriteStream(file));
	const packing = packingOf(await headOf(file), true);
	if (packing === undefined) return {submission, said: {error: 'it is no tar archive, plain or packed by gzip or zstd'}};
	return {submission, said: ended(await checkArchive({file, packing, folder: join(folder, 'submission'), mayBeWrapped: true}, opened(), by))};
}

async function checkInline(given: z.infer<typeof inlineItem>, folder: string, by: CheckedBy): Promise<Checked> {
	const item = itemOf(given, folder, join(folder, 'submission'));
	const said = 'error' in item ? item : ended(await opened().check(item.folder, by));
	return {submission: item.key, said: 'error' in said ? {error: said.error} : said};
}

/** `name`: the whole key, since `godwit.tar` and `godwit.tgz` may lie side by side. */
async function putLine(
	name: string,
	submission: string,
	line: string,
	{bucket: Bucket, prefix}: {readonly bucket: string; readonly prefix: string},
): Promise<HandlerAnswer> {
	const {sdk, client: s3} = await openS3();
	const Key = `${prefix === '' ? '' : `${prefix.replace(/\/+$/, '')}/`}${name}.json`;
	await s3.send(new sdk.PutObjectCommand({Bucket, Key, Body: line, ContentType: 'application/json'}));
	const result = readResult(line);
	return {
		submission,
		status: result?.status ?? 'failed',
		...(result?.status === 'failed' ? {error: result.error.slice(0, 500)} : {}),
		...(result?.status === 'checked' ? {summary: result.report.summary} : {}),
		result: {bucket: Bucket, key: Key},
	};
}

function opened(): Lanes {
	lanes ??= newLanes({threads: availableParallelism(), most: 1});
	return lanes;
}

function openS3(): ReturnType<typeof s3Client> {
	client ??= s3Client(process.env[endpointVariable]);
	return client;
}

function ended(said: Said | 'stopped'): Said {
	if (said === 'stopped') throw new Error('the function was closed');
	return said;
}

async function* bounded(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, void> {
	let bytes = 0;
	for await (const piece of pieces) {
		bytes += piece.length;
		if (bytes > mostStored) throw new Error(`S3 gives more than ${megabytes(mostStored)}`);
		yield piece;
	}
}

async function headOf(file: string): Promise<Buffer> {
	const handle = await open(file, 'r');
	try {
		const {buffer, bytesRead} = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await handle.close();
	}
}
