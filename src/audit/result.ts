/** A line of `results.ndjson`, and what of it counts in the summary. */

import * as z from 'zod';

const report = z.object({
	findings: z.array(z.object({rule: z.string(), severity: z.enum(['error', 'warning', 'note'])})),
	policies: z.array(z.object({id: z.string(), verdict: z.enum(['violated', 'review', 'satisfied', 'not-assessed'])})),
	problems: z.array(z.unknown()),
	summary: z.object({errors: z.number(), warnings: z.number(), notes: z.number()}),
});

const result = z.discriminatedUnion('status', [
	z.object({submission: z.string(), status: z.literal('checked'), report}),
	z.object({submission: z.string(), status: z.literal('failed'), error: z.string()}),
]);

/** A result, as far as summaries look at it. */
export type Result = z.infer<typeof result>;

/** Reads a line; nothing where it is not one that was written whole. */
export function readResult(line: string): Result | undefined {
	try {
		return result.safeParse(JSON.parse(line)).data;
	} catch {
		return undefined;
	}
}

/** The line of a submission, with its line feed. `answer.report` is JSON. */
export function formatResult(submission: string, answer: {readonly report: string} | {readonly error: string}): string {
	const name = JSON.stringify(submission);
	return 'report' in answer
		? `{"submission":${name},"status":"checked","report":${answer.report}}\n`
		: `{"submission":${name},"status":"failed","error":${JSON.stringify(answer.error)}}\n`;
}
