/** The baseline file: findings that were accepted as they stood one day, so that only new ones are told. JSON, sorted, fit for version control. */

import * as z from 'zod';
import {entryOf} from './known.ts';
import type {BaselineEntry, Finding} from './outcome.ts';
import {reasonOf} from './reason.ts';

const digest = z.string().regex(/^[0-9a-f]{16}$/);

/** The file's shape, schemaVersion 1. Keys beyond it are let pass. */
const schema = z.object({
	schemaVersion: z.literal(1),
	findings: z
		.array(
			z.object({
				rule: z.string(),
				severity: z.enum(['error', 'warning', 'note']),
				file: z.string(),
				subject: z.string(),
				excerpt: z.string(),
				content: digest,
				context: digest,
			}),
		)
		.max(1_000_000),
});

/** Reads a baseline; or says why it can't be read, in words that begin with the file's name. */
export function parseBaseline(text: string, file: string): {readonly entries: readonly BaselineEntry[]} | {readonly errors: readonly string[]} {
	let json: unknown;
	try {
		json = JSON.parse(text.replace(/^\ufeff/, ''));
	} catch (error) {
		return {errors: [`${file}: is no baseline: ${reasonOf(error)}`]};
	}
	const read = schema.safeParse(json);
	if (read.success) return {entries: read.data.findings};
	const [issue] = read.error.issues;
	return {
		errors: [`${file}: is no baseline of this version: ${faultIn(issue?.path.join('.') ?? '')}; --write-baseline ${file} writes a new one`],
	};
}

function faultIn(path: string): string {
	if (path === '') return 'it is no object with schemaVersion and findings';
	return path === 'schemaVersion' ? 'its schemaVersion is not 1' : `its ${path} is not as a run writes it`;
}

/** Units. What an entry quotes is for those who read the file. */
const longestExcerpt = 120;

/** A baseline of findings, in an order that does not change when lines move. */
export function formatBaseline(findings: readonly Finding[]): string {
	const entries = findings.map(entryOf).map((entry) => ({...entry, excerpt: entry.excerpt.slice(0, longestExcerpt)}));
	const order = (entry: BaselineEntry) => [entry.file, entry.rule, entry.subject, entry.content, entry.context].join('\0');
	const sorted = entries.map((entry) => [order(entry), entry] as const).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
	return `${JSON.stringify({schemaVersion: 1, findings: sorted.map(([, entry]) => entry)}, undefined, '\t')}\n`;
}
