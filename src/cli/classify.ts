/** `shelfready classify`: single texts, NDJSON in and out, line by line in the same order. */

import * as z from 'zod';
import {linesOf} from '../audit/lines.ts';
import {classify} from '../classify.ts';
import {whyUnreadable} from '../read/folder.ts';
import {reasonOf} from '../reason.ts';
import {inertJson} from '../report/inert.ts';
import {refuse} from './terminal.ts';

const kinds = ['long-description', 'usage-instructions', 'readme', 'release-notes', 'support', 'highlights'] as const;

/** One line of input; further keys are let pass. */
const line = z.object({
	id: z.union([z.string(), z.number()]).optional(),
	text: z.string().max(1_000_000),
	context: z.enum(kinds).optional(),
	licensing: z.enum(['paid', 'byol', 'free']).optional(),
});

/** Bytes. A longer line is no text of a listing; it is passed over as it comes by. */
const longestLine = 8_000_000;

/** Answers the exit status: 2 where a line could not be judged, or not in full. */
export async function runClassify(file: string | undefined): Promise<number> {
	const input = file === undefined || file === '-' ? process.stdin : file;
	try {
		// An error is told where the stream is watched; `drain` would not come after it.
		return (await classifyLines(input, (text) => new Promise((done) => process.stdout.write(text, (error) => done(error == null))))) ? 0 : 2;
	} catch (error) {
		return refuse(`${file ?? 'standard input'}: ${whyUnreadable(error)}`);
	}
}

/** Answers whether every line could be judged in full. It stops where `write` answers that nobody reads on. */
export async function classifyLines(input: string | AsyncIterable<Buffer>, write: (text: string) => Promise<boolean>): Promise<boolean> {
	let sound = true;
	for await (const {number, bytes} of linesOf(input, longestLine)) {
		const text = bytes?.toString('utf8');
		if (text?.trim() === '') continue;
		const answer = await answerOf(text?.replace(/^\ufeff/, ''), number);
		sound &&= !('error' in answer || 'incomplete' in answer);
		if (!(await write(`${inertJson(JSON.stringify(answer))}\n`))) break;
	}
	return sound;
}

async function answerOf(text: string | undefined, number: number): Promise<object> {
	if (text === undefined) return {line: number, error: `longer than ${longestLine} bytes`};
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch (error) {
		return {line: number, error: `no JSON: ${reasonOf(error)}`};
	}
	const read = line.safeParse(json);
	if (!read.success) return {line: number, error: read.error.issues.map(({path, message}) => `${path.join('.') || 'line'}: ${message}`).join('; ')};
	const {id, ...request} = read.data;
	try {
		return {...(id === undefined ? {} : {id}), ...(await classify(request))};
	} catch (error) {
		return {
			line: number,
			error: `could not be judged: ${reasonOf(error)}; this is a fault of shelfready, please report it`,
		};
	}
}
