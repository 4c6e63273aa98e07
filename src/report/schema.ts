/**
 * The shape of the JSON report, schemaVersion 1. Not loaded by the command: `scripts/schemas.ts` makes the published JSON Schema from it,
 * and tests hold reports to that. Objects stay open, as the contract allows reports to gain keys.
 */

import * as z from 'zod';
import {artifactKinds} from '../artifact.ts';
import {policyIds} from '../policies/ids.ts';
import type {Named} from './named.ts';

const edition = z.enum(['ami-2020', 'ami-2025']);
const severity = z.enum(['error', 'warning', 'note']);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const text = z.string().min(1);

const position = z
	.looseObject({line: z.number().int().min(1), column: z.number().int().min(1)})
	.describe('Lines and columns start at 1; columns count UTF-16 units; an end is exclusive.');

const place = z.looseObject({
	file: z.string().describe('Path inside the submission.'),
	page: z.number().int().min(1).optional().describe('Page of a PDF.'),
	pointer: z.string().optional().describe('JSON pointer (RFC 6901); short CloudFormation tags count as their long form.'),
	logicalId: z.string().optional().describe('The CloudFormation resource or parameter.'),
	start: position.optional(),
	end: position.optional(),
});

const fix = z.looseObject({
	description: text,
	safe: z.boolean().optional().describe('Whether `--fix` applies it.'),
	edits: z.array(z.looseObject({file: text, start: position, end: position, text: z.string()})),
});

const findingKeys = {
	rule: text,
	policy: z.enum(policyIds),
	severity,
	confidence: z.number().min(0).max(1).optional(),
	message: text.describe('What is wrong.'),
	help: z.string().describe('What to do next.'),
	source: z.url().describe('Where AWS says so.'),
	subject: z.string().describe('What it is about; waivers name it.'),
	place,
	excerpt: z.string().describe('The exact source text at the place, cut with … after 400 characters; empty for a place without a range.'),
	otherEdition: z
		.looseObject({edition, severity: z.enum(['error', 'warning', 'note', 'off'])})
		.optional()
		.describe('How the other edition would judge it, where it differs.'),
	fix: fix.optional(),
	fingerprint: z.string().optional().describe('Knows the finding again when its line has moved; the number behind the colon counts those that are alike.'),
};

/** The report. */
export const reportSchema = z
	.looseObject({
		schemaVersion: z.literal(1),
		tool: z.looseObject({name: text, version: text}),
		edition,
		today: day.describe('The day as of which dates were judged.'),
		artifacts: z.array(
			z.looseObject({
				file: text,
				kind: z.enum(artifactKinds),
				detail: z.string().describe('What it was taken for.'),
				sha256: z.string().regex(/^[0-9a-f]{64}$/),
			}),
		),
		findings: z.array(z.looseObject(findingKeys)).describe('In order of file, place, rule.'),
		policies: z.array(
			z.looseObject({
				id: z.enum(policyIds),
				verdict: z.enum(['violated', 'review', 'satisfied', 'not-assessed']),
				reason: text,
				wanting: z.string().optional().describe('Which evidence would settle it.'),
				findings: z.array(z.number().int().min(0)).describe('Indexes into findings.'),
			}),
		),
		notAssessed: z.array(z.looseObject({rule: text, reason: text})).describe('Rules that could not look, and why.'),
		waived: z.array(z.looseObject({...findingKeys, waiver: z.looseObject({reason: text, until: day.optional()})})),
		waivers: z.array(
			z.looseObject({
				rule: text,
				subject: z.string().optional(),
				reason: text,
				until: day.optional(),
				state: z.enum(['used', 'unused', 'expired']),
				findings: z.number().int().min(0),
				place: place.optional(),
			}),
		),
		baseline: z.string().optional().describe('What known and gone are told by: the name of a file, or of a git revision.'),
		known: z.array(z.looseObject(findingKeys)).optional().describe('Findings that were there before. They are not among findings, but count in verdicts.'),
		gone: z
			.array(z.looseObject({rule: text, severity, file: z.string(), subject: z.string(), excerpt: z.string()}))
			.optional()
			.describe('Findings that were there before and are no more.'),
		problems: z.array(z.looseObject({file: z.string(), message: text, place: place.optional()})).describe('What kept the job from being done in full.'),
		summary: z.looseObject({errors: z.number().int().min(0), warnings: z.number().int().min(0), notes: z.number().int().min(0)}),
	})
	.meta({title: 'shelfready report', description: 'What `shelfready check --format json` prints, schemaVersion 1. New keys may come; those here stay.'});

/**
 * The JSON report of a check, schemaVersion 1, as data. Keys may be added in later versions; those here stay.
 * @interface
 */
export type Report = Named<z.infer<typeof reportSchema>>;

/** A finding as the JSON report has it. */
export type ReportFinding = Report['findings'][number];
