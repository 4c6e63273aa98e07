/** A line of `results.ndjson`, and what of it counts in the summary. */

import * as z from 'zod';
import type {Lasting} from './lasting.ts';

const severity = z.enum(['error', 'warning', 'note']);
const verdict = z.enum(['violated', 'review', 'satisfied', 'not-assessed']);
/** An edition, as our own files and those of a queue name it. */
export const edition = z.enum(['ami-2020', 'ami-2025']);
const change = z.object({policy: z.string(), from: verdict, to: verdict});
const count = z.int().min(0);

/** What of a report two runs are compared by. */
export const comparedKeys = {
	tool: z.object({version: z.string()}),
	edition,
	today: z.string(),
	artifacts: z.array(z.object({file: z.string(), sha256: z.string(), kind: z.string().optional()})),
	findings: z.array(
		z.object({
			rule: z.string(),
			severity,
			message: z.string(),
			fingerprint: z.string().optional(),
			place: z.object({file: z.string(), pointer: z.string().optional()}),
		}),
	),
	policies: z.array(z.object({id: z.string(), verdict})),
};

// No line is taken for a result that a later run could not be compared with.
const report = z.object({
	...comparedKeys,
	problems: z.array(z.unknown()),
	summary: z.object({errors: z.number(), warnings: z.number(), notes: z.number()}),
});

/** Keys that earlier versions did not write. What is wrong in one is passed over: the report counts. */
export const further = {
	product: z.object({id: z.string().optional(), title: z.string().optional(), version: z.string().optional()}).optional().catch(undefined),
	/** What each finding of the report is known again by: 16 hex digits of its content and 16 of what stands around it, one after the other. */
	marks: z
		.string()
		.regex(/^(?:[\da-f]{32})*$/)
		.optional()
		.catch(undefined),
	editions: z
		.object({
			from: edition,
			to: edition,
			counts: z.object({added: count, removed: count, graver: count, milder: count}),
			verdicts: z.array(change),
			marks: z.object({from: z.string(), to: z.string()}),
		})
		.optional()
		.catch(undefined),
	sketches: z
		.array(z.object({kind: z.enum(['template', 'text']), file: z.string(), pointer: z.string().optional(), sketch: z.string()}))
		.optional()
		.catch(undefined),
};

const result = z.discriminatedUnion('status', [
	z.object({submission: z.string(), status: z.literal('checked'), report, ...further}),
	z.object({submission: z.string(), status: z.literal('failed'), error: z.string()}),
]);

/** A result, as far as summaries look at it. */
export type Result = z.infer<typeof result>;

/**
 * What came of a submission: the JSON of its report, and of the further keys of its line; or why there is none. `lasting` is missing where another
 * check of the same files may come to something else.
 */
export type Said = {readonly report: string; readonly further?: string | undefined; readonly lasting?: Lasting | undefined} | {readonly error: string};

/** Reads a line; nothing where it is not one that was written whole. */
export function readResult(line: string): Result | undefined {
	try {
		return result.safeParse(JSON.parse(line)).data;
	} catch {
		return undefined;
	}
}

/** Units of a reason; what is wrong is quoted in some, and may be long. */
const longestError = 2_000;

/** The line of a submission, with its line feed. */
export function formatResult(submission: string, answer: Said): string {
	const name = JSON.stringify(submission);
	if ('error' in answer) return `{"submission":${name},"status":"failed","error":${JSON.stringify(answer.error.slice(0, longestError))}}\n`;
	return `{"submission":${name},"status":"checked","report":${answer.report}${answer.further === undefined ? '' : `,${answer.further}`}}\n`;
}
