/** The shape of `shelfready.yaml`. The published JSON Schema is made from it; rule ids and options are checked against the rules themselves. */

import * as z from 'zod';
import {artifactKinds} from '../artifact.ts';
import {policyIds} from '../policies/ids.ts';
import {isDay} from './day.ts';
import {type parameterKeys, textKinds} from './own-candidates.ts';

const text = z.string().trim().min(1);
const kind = z.enum(artifactKinds);
const severity = z.enum(['error', 'warning', 'note', 'off']);
const url = text.describe('The URL in the listing that means this file.');

/** RE2 has no pattern of use that is longer. */
const pattern = z.string().min(1).max(1_000);

/** What is a fault of a value. */
const valueTests = {
	matches: pattern.optional().describe('A fault where this regular expression (RE2) is found.'),
	mustMatch: pattern.optional().describe('A fault where this regular expression (RE2) is not found.'),
	missing: z.literal(true).optional().describe('A fault where there is no value.'),
};

/** The keys of each part, so that an unknown one can be told its nearest neighbour. */
export const keys = {
	artifact: {kind: kind.optional().describe('What the file is.'), url: url.optional()},
	listedArtifact: {path: text.describe('Path inside the submission.'), kind: kind.optional(), url: url.optional()},
	rule: {
		severity: severity.optional(),
		options: z
			.record(z.string(), z.union([z.number(), z.boolean(), z.string(), z.array(z.string())]))
			.optional()
			.describe('Settings that the rule names in its page.'),
	},
	waiver: {
		rule: text.describe('Id of the rule whose findings are accepted.'),
		subject: text.optional().describe("A finding's subject, logical id, JSON pointer or file; all of the rule's findings when missing."),
		reason: text.describe('Why it is accepted.'),
		until: z
			.string()
			.refine(isDay, 'must be a day of the calendar, written YYYY-MM-DD')
			.meta({format: 'date', description: 'The last day on which it holds, YYYY-MM-DD.'})
			.optional(),
	},
	ownRule: {
		id: z
			.string()
			.regex(/^own\/[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be own/ and a name in small letters, with hyphens')
			.describe('own/ and a name.'),
		policy: z.enum(policyIds).describe('The policy that it belongs to: shelfready policies lists them.'),
		severity: z.enum(['error', 'warning', 'note']),
		find: z.union([
			z.strictObject({in: z.union([z.enum(textKinds), z.array(z.enum(textKinds)).min(1)]), matches: pattern}),
			z.strictObject({resource: text, property: text.describe('Keys joined by dots, without positions in lists.'), ...valueTests}),
			z.strictObject({
				parameter: pattern.describe('What names of parameters match.'),
				key: z.enum(['Type', 'Default', 'Description', 'AllowedPattern', 'ConstraintDescription'] satisfies (keyof typeof parameterKeys)[]),
				...valueTests,
			}),
		]),
		message: text.describe('What is wrong; {subject} and {found} stand for what was found.'),
		help: text.describe('What to do next.'),
		source: z
			.url({protocol: /^https?$/})
			.optional()
			.describe("Where the norm is stated; the policy's own page when missing."),
	},
} as const;

const byPath = z.record(z.string(), z.union([kind, z.strictObject(keys.artifact)]));
const asList = z.array(z.strictObject(keys.listedArtifact));

/** The settings at the top of the file. */
export const rootKeys = {
	licensing: z.enum(['paid', 'byol', 'free']).optional().describe('How buyers are licensed.'),
	deliveryMethods: z
		.array(z.enum(['single-ami', 'cloudformation']))
		.min(1)
		.optional()
		.describe('How the product is delivered.'),
	edition: z.enum(['ami-2020', 'ami-2025']).optional().describe("The state of AWS's AMI policies to judge by."),
	artifacts: z
		.union([byPath, asList])
		.optional()
		.describe('What a file is, where recognising it by its content goes wrong, and which URL of the listing means it.'),
	rules: z
		.record(z.string(), z.union([severity, z.strictObject(keys.rule)]))
		.optional()
		.describe('Severity and options by rule id.'),
	ownRules: z.array(z.strictObject(keys.ownRule)).max(200).optional().describe('Rules of your own, as data.'),
	waivers: z.array(z.strictObject(keys.waiver)).optional().describe('Findings that are accepted. Unused and expired waivers are reported.'),
} as const;

/** `shelfready.yaml`. */
export const configSchema = z.strictObject(rootKeys).meta({title: 'shelfready.yaml', description: 'Settings of shelfready for one submission.'});

/** The file's data once it has the right shape. */
export type ConfigData = z.infer<typeof configSchema>;

/** A rule of one's own, as data. */
export type OwnRuleData = NonNullable<ConfigData['ownRules']>[number];
