/** IAM policies that a text writes out as JSON, sound or garbled. */

import type {Text} from '../../contract.ts';
import {parseJson} from '../../read/json.ts';
import {leaveOut, type UnreadParts} from '../unread.ts';
import {deepest, mendJson} from './mending.ts';
import {policyIn} from './statements.ts';
import {rewritten, sliceOf} from './stretches.ts';

/** A policy found in a text, before it is known where the text stands. `start` and `end` count in the text that was searched. */
export type Found = NonNullable<ReturnType<typeof policyIn>> & {readonly start: number; readonly end: number; readonly complete: boolean};

/** Units of one policy. IAM takes 6,144 characters, white space apart. */
const longestPolicy = 100_000;
export const mostPolicies = 500;
/** What is said of policies that are not looked for. */
export const tooManyPolicies = `this text holds more, or longer, IAM policies than one check reads (${mostPolicies}); those from here on were not looked at: make several files of it`;

/** What is said of a policy that is not read to its end. */
export function tooLongPolicy(most: number): string {
	return `this IAM policy is longer than ${most} characters; its end was not looked at: IAM takes 6,144 characters of a managed policy`;
}

/** Between a policy's brace and its statements stand a version and an id. */
const reach = 4000;
const mostOpeners = 3;

const keyword = /\b(?<name>Statement|Effect)\b\\{0,2}["'“”’″]?\s{0,20}[:=]/gi;

/**
 * Whole policies in order, as they stand. With `mend`, those that are not quite JSON too, and statements that stand by themselves. What is
 * beyond the bounds is noted in `unread`.
 */
export function jsonPoliciesIn(text: Text, mend: boolean, unread: UnreadParts): readonly Found[] {
	const {value} = text;
	const found: Found[] = [];
	let from = 0;
	// What is read again and again is bounded, so that a text of nothing but openings takes linear time.
	const budget = {left: 4 * value.length + 2 * longestPolicy};
	for (const {index, groups} of value.matchAll(keyword)) {
		// A statement by itself comes last, since what is not quite JSON as a whole often holds one that is.
		if (index < from || (!mend && groups?.['name']?.toLowerCase() === 'effect')) continue;
		if (budget.left <= 0 || found.length >= mostPolicies) {
			// What is left of those that stand there as they should is read again with those to mend.
			if (mend) leaveOut(unread, sliceOf(text, index, index + (groups?.['name']?.length ?? 0)).place, tooManyPolicies);
			break;
		}
		for (const open of openersBefore(value, index, from)) {
			const policy = soundAt(text, open, budget, unread) ?? (mend ? mendedAt(text, open, index, budget, unread) : undefined);
			if (policy === undefined) continue;
			found.push(policy);
			from = policy.end;
			break;
		}
	}
	return found;
}

/** The braces that are open at an offset, innermost first. */
function openersBefore(value: string, offset: number, lowest: number): readonly number[] {
	const openers: number[] = [];
	let closed = 0;
	for (let index = offset - 1; index >= Math.max(lowest, offset - reach) && openers.length < mostOpeners; index--) {
		const code = value.charCodeAt(index);
		if (code === 125) closed++;
		else if (code === 123 && closed > 0) closed--;
		else if (code === 123) openers.push(index);
	}
	return openers;
}

function soundAt(text: Text, open: number, budget: {left: number}, unread: UnreadParts): Found | undefined {
	const end = endOf(text.value, open);
	budget.left -= (end ?? open + longestPolicy) - open;
	if (end === undefined) return undefined;
	const slice = sliceOf(text, open, end);
	const {root, faults} = parseJson(slice.value);
	const policy = root === undefined || faults.length > 0 ? undefined : policyIn(slice, root, unread);
	return policy === undefined ? undefined : {...policy, start: open, end, complete: true};
}

/** Where the object that opens at an offset ends, by JSON's own rules. */
function endOf(value: string, open: number): number | undefined {
	let depth = 0;
	for (let index = open, inString = false; index < value.length && index < open + longestPolicy; index++) {
		const code = value.charCodeAt(index);
		if (inString) {
			if (code === 92) index++;
			else if (code === 34) inString = false;
		} else if (code === 34) inString = true;
		else if (code === 123) {
			if (++depth > deepest) return undefined;
		} else if (code === 125 && --depth === 0) return index + 1;
	}
	return undefined;
}

function mendedAt(text: Text, open: number, reached: number, budget: {left: number}, unread: UnreadParts): Found | undefined {
	const {replacements, end, complete, cut} = mendJson(text.value, open, longestPolicy);
	budget.left -= end - open;
	if (end <= reached) return undefined;
	const slice = rewritten(
		sliceOf(text, open, end),
		replacements.map(({start, end: to, text: words}) => ({start: start - open, end: to - open, text: words})),
	);
	const {root} = parseJson(slice.value);
	const policy = root === undefined ? undefined : policyIn(slice, root, unread);
	if (cut && policy !== undefined) leaveOut(unread, sliceOf(text, open, open + 1).place, tooLongPolicy(longestPolicy));
	return policy === undefined ? undefined : {...policy, start: open, end, complete};
}
