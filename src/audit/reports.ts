/** The reports in `results.ndjson`, one after the other, as far as pictures and tables show them. */

import * as z from 'zod';
import {linesOf} from './lines.ts';

const severity = z.enum(['error', 'warning', 'note']);
const verdict = z.enum(['violated', 'review', 'satisfied', 'not-assessed']);
const position = z.object({line: z.number(), column: z.number()});

const finding = z.object({
	rule: z.string(),
	policy: z.string(),
	severity,
	confidence: z.number().optional(),
	message: z.string(),
	help: z.string().optional(),
	source: z.string().optional(),
	subject: z.string().optional(),
	place: z.object({
		file: z.string(),
		page: z.number().optional(),
		logicalId: z.string().optional(),
		start: position.optional(),
		end: position.optional(),
	}),
	excerpt: z.string().optional(),
	otherEdition: z.object({edition: z.string(), severity: z.enum(['error', 'warning', 'note', 'off'])}).optional(),
	fix: z.object({safe: z.boolean().optional()}).optional(),
	fingerprint: z.string().optional(),
});

const report = z.object({
	tool: z.object({name: z.string(), version: z.string()}),
	edition: z.string(),
	today: z.string().optional(),
	artifacts: z.array(z.object({file: z.string(), kind: z.string(), sha256: z.string().optional()})),
	findings: z.array(finding),
	policies: z.array(
		z.object({
			id: z.string(),
			verdict,
			reason: z.string(),
			wanting: z.string().optional(),
			findings: z.array(z.number()).optional(),
		}),
	),
	waived: z.array(z.unknown()).optional(),
	problems: z.array(z.object({file: z.string(), message: z.string()})),
	summary: z.object({errors: z.number(), warnings: z.number(), notes: z.number()}),
});

const changed = z.object({rule: z.string(), severity, file: z.string(), message: z.string()});

const editions = z.object({
	to: z.string(),
	counts: z.object({added: z.number(), removed: z.number(), graver: z.number(), milder: z.number()}),
	added: z.array(changed),
	removed: z.array(changed),
	regraded: z.array(changed.extend({to: severity})),
	verdicts: z.array(z.object({policy: z.string(), from: verdict, to: verdict})),
});

const product = z.object({id: z.string().optional(), title: z.string().optional(), version: z.string().optional()});

const result = z.discriminatedUnion('status', [
	z.object({
		submission: z.string(),
		status: z.literal('checked'),
		report,
		product: product.optional().catch(undefined),
		editions: editions.optional().catch(undefined),
	}),
	z.object({submission: z.string(), status: z.literal('failed'), error: z.string()}),
]);

/** What a submission came to, with its report. */
export type Reported = z.infer<typeof result>;

/** A report, as far as it is shown. */
export type ReportShown = z.infer<typeof report>;

/** What the other edition would alter in a submission. */
export type EditionsShown = z.infer<typeof editions>;

/** A finding, as far as it is shown. */
export type FindingShown = z.infer<typeof finding>;

/** Bytes of a line; the log bears no longer ones. */
const longestLine = 512 * 1024 ** 2;

/** The results of a run in the order in which they ended. A line that is none, such as one half written, is passed over, and its number told. */
export async function* reportsIn(file: string, onPassedOver?: (line: number) => void): AsyncGenerator<Reported, void, void> {
	for await (const {number, bytes} of linesOf(file, longestLine)) {
		const read = bytes === undefined ? undefined : parse(bytes.toString('utf8'));
		if (read === undefined) onPassedOver?.(number);
		else yield read;
	}
}

function parse(line: string): Reported | undefined {
	try {
		return result.safeParse(JSON.parse(line)).data;
	} catch {
		return undefined;
	}
}
