/** Validators from outside: their shape is held to the contract before they run, and each hit of theirs when it comes. */

import * as z from 'zod';
import {append} from '../append.ts';
import type {AnyValidator, Hit} from '../contract.ts';
import {evidenceKeys} from '../evidence.ts';
import {policyIds} from '../policies/ids.ts';
import {reasonOf} from '../reason.ts';
import {ruleIdOf} from './selection.ts';
import {suggestion} from './suggestion.ts';

const text = z.string('must be a text').min(1, 'must not be empty');
const anyText = z.string('must be a text');
const severity = z.enum(['error', 'warning', 'note'], 'must be error, warning or note');
const gradeInEdition = z.enum(['error', 'warning', 'note', 'off'], 'must be error, warning, note or off');
const file = z.union([
	anyText,
	z.object({
		text: anyText.exactOptional(),
		link: anyText.exactOptional(),
		registry: anyText.exactOptional(),
		mode: z.number().exactOptional(),
		uid: z.number().exactOptional(),
		gid: z.number().exactOptional(),
	}),
]);

/** One of a list of names, with the nearest where it is none. */
function named<const Names extends readonly [string, ...string[]]>(what: string, names: Names) {
	return z.enum(names, {
		error: ({input}) => (typeof input === 'string' ? `there is no ${what} ${JSON.stringify(input)}${suggestion(input, names)}` : `must name a ${what}`),
	});
}

function functionOf<Type>() {
	return z.custom<Type>((value) => typeof value === 'function', 'must be a function');
}

const evidence = z.array(named('evidence', evidenceKeys), 'must be a list of evidence');

/** A validator as the contract has it, types forgotten. */
const validatorSchema = z.strictObject(
	{
		id: anyText.regex(/^[a-z\d][a-z\d-]*\/[a-z\d][a-z\d-]*$/, 'must be family/name, of small letters, digits and hyphens'),
		aliases: z.array(text, 'must be a list of ids').exactOptional(),
		passesOn: text.exactOptional(),
		policy: named('policy', policyIds),
		severity: z.union(
			[severity, z.strictObject({'ami-2020': gradeInEdition, 'ami-2025': gradeInEdition})],
			'must be error, warning or note, or one of these or off for each of ami-2020 and ami-2025',
		),
		about: text,
		why: anyText.exactOptional(),
		source: z.url({protocol: /^https?$/, error: 'must be the URL of the page that states the norm'}),
		reads: evidence,
		mayRead: evidence.exactOptional(),
		messages: z.record(
			z.string(),
			z.strictObject({message: text, help: anyText}, 'must be {message, help}'),
			'must be an object of {message, help}, by the ids that check yields',
		),
		options: z
			.record(
				z.string(),
				z.strictObject({
					about: text,
					default: z.union([z.number(), z.boolean(), z.string(), z.array(z.string())], 'must be a number, true or false, or a text'),
				}),
			)
			.exactOptional(),
		examples: z.array(
			z.strictObject({
				name: text,
				files: z.record(z.string(), anyText),
				root: z.record(z.string(), file).exactOptional(),
				expect: z.array(z.strictObject({message: text, at: anyText, subject: anyText.exactOptional()})),
			}),
			'must be a list of examples; [] will do',
		),
		check: functionOf<AnyValidator['check']>(),
		shows: functionOf<NonNullable<AnyValidator['shows']>>().exactOptional(),
	},
	{error: (issue) => (issue.code === 'unrecognized_keys' ? `${issue.keys.join(', ')}: a validator has no such part` : 'must be a validator, an object')},
);

const offset = z.int('must be whole numbers').min(0, 'must not be below 0');
const range = z
	.tuple([offset, offset], 'must be [start, end]')
	.refine(([start, end]) => start <= end, 'must not end before it starts')
	.readonly();
const edit = z.union(
	[
		z.object({file: anyText, range, text: anyText}),
		z.object({file: anyText, range, value: anyText}),
		z.object({file: anyText, insert: z.object({key: anyText, value: anyText}), into: offset, before: offset}),
		z.object({file: anyText, remove: range, from: offset}),
	],
	'must be an edit: {file, range, text}',
);

/** A hit as the contract has it. */
const hitSchema = z.object(
	{
		message: text,
		place: z.object(
			{file: anyText, range: range.exactOptional(), pointer: anyText.exactOptional(), logicalId: anyText.exactOptional(), page: z.int().min(1).exactOptional()},
			'must be {file, range}',
		),
		subject: anyText,
		severity: severity.exactOptional(),
		confidence: z.number().min(0).max(1).exactOptional(),
		fix: z.object({description: text, safe: z.literal(true).exactOptional(), edits: z.array(edit)}).exactOptional(),
		foreign: z.object({rule: text, message: text, help: anyText, source: text}).exactOptional(),
		data: z.record(z.string(), z.union([z.string(), z.number()], 'must be a text or a number')).exactOptional(),
	},
	'must be {message, place, subject}',
);

/** What was brought: a validator, if it is one, and what errors call the place that it comes from (a file's name). */
export type Brought = {readonly from: string; readonly value: unknown};

/** Takes validators from outside in; or says, each error on a line, which are not of the contract's shape, name what there is not, or have an id that is taken. */
export function takeIn(
	brought: readonly Brought[],
	taken: readonly AnyValidator[],
): {readonly validators: readonly AnyValidator[]} | {readonly errors: readonly string[]} {
	const validators: AnyValidator[] = [];
	const errors: string[] = [];
	for (const {from, value} of brought) {
		const parsed = parsedAs(value, from);
		if ('errors' in parsed) {
			append(errors, parsed.errors);
			continue;
		}
		const {id, aliases = []} = parsed.data;
		const double = [id, ...aliases].filter((name) => ruleIdOf(name, [...taken, ...validators]) !== undefined);
		if (double.length > 0)
			append(
				errors,
				double.map((name) => `${from}: ${id}: there is a rule ${name} already`),
			);
		else validators.push(guarded(parsed.data, value));
	}
	return errors.length > 0 ? {errors} : {validators};
}

/** A validator by its shape. A getter or a proxy of the user's may throw when it is looked at. */
function parsedAs(value: unknown, from: string): {readonly data: z.infer<typeof validatorSchema>} | {readonly errors: readonly string[]} {
	try {
		const parsed = validatorSchema.safeParse(value);
		if (parsed.success) return parsed;
		const called = typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? `${from}: ${value.id}` : from;
		return {errors: parsed.error.issues.map((issue) => `${called}: ${worded(issue)}`)};
	} catch (error) {
		return {errors: [`${from}: throws when it is looked at: ${reasonOf(error)}`]};
	}
}

function worded({path, message}: z.core.$ZodIssue): string {
	return path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`;
}

/** The validator with functions whose answers are looked at: an answer of the wrong shape is a rule that broke, not a check that did. */
function guarded(validator: z.infer<typeof validatorSchema>, self: unknown): AnyValidator {
	const {check, shows, messages, passesOn} = validator;
	return {
		...validator,
		*check(seen: never, options: never) {
			const hits: unknown = check.call(self, seen, options);
			if (hits instanceof Promise) {
				// Nobody waits for it, so that its failure would end the process.
				hits.catch(() => {});
				throw new Error('check answers a promise; it may not wait');
			}
			if (!isIterable(hits)) throw new Error('check answers no list of hits');
			for (const hit of hits) yield hitOf(hit, messages, passesOn);
		},
		...(shows === undefined
			? {}
			: {
					shows(seen: never) {
						const shown: unknown = shows.call(self, seen);
						if (shown !== undefined && typeof shown !== 'string') throw new Error('shows answers neither a sentence nor undefined');
						return shown;
					},
				}),
	};
}

function isIterable(value: unknown): value is Iterable<unknown> {
	return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

function hitOf(value: unknown, messages: AnyValidator['messages'], passesOn: string | undefined): Hit {
	const parsed = hitSchema.safeParse(value);
	if (!parsed.success) throw new Error(`a hit is not as it must be: ${parsed.error.issues.map(worded).join('; ')}`);
	const hit = parsed.data;
	if (hit.foreign !== undefined) {
		if (passesOn === undefined) throw new Error('a hit has foreign, but the validator has no passesOn');
		return hit;
	}
	const words = Object.hasOwn(messages, hit.message) ? messages[hit.message] : undefined;
	if (words === undefined) throw new Error(`a hit has the message ${JSON.stringify(hit.message)}, which messages does not have`);
	const slots = [...`${words.message} ${words.help}`.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
	const unfilled = slots.find((name) => !Object.hasOwn(hit.data ?? {}, name));
	if (unfilled !== undefined) throw new Error(`a hit of the message ${JSON.stringify(hit.message)} has no ${unfilled} in its data`);
	return hit;
}
