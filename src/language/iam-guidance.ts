/** What a standalone option's usage instructions say about the IAM role that the buyer creates. */

import {has, words} from './frames.ts';
import {passagesOf} from './passages.ts';

/** `none`: no role is named. `mention`: one is, without how to create it or what it may do. `guided`: both are told. */
export type IamGuidance = {
	readonly level: 'none' | 'mention' | 'guided';
	/** A grant of everything that the text tells to give, and its range. */
	readonly broad?: {readonly name: string; readonly range: readonly [start: number, end: number]};
};

const role = words('iam, role, instance profile, #role');
const make = words('create, attach, choose, add, assign, select, give, grant, make, define, set up, associate, pass, use');
const rolePart = words('iam role, role, instance profile, policy, #role, #iam-policy, permission, permissions');
/** Roles that people have in the application, or that play one. */
const otherRole = words('admin role, administrator role, user role, user roles, viewer, editor, play a role, plays a role, role based, rbac, database role');
/** Managed policies that give (nearly) everything, and wildcards for all actions. The quotes around a lone star are of JSON. */
const broadGrant = /\b(?:AdministratorAccess|PowerUserAccess|IAMFullAccess)\b|"?\bActions?"?\s*[:=]\s*\[?\s*"?\*"?|(?<![\w:/*])\*:\*/g;
const refusal = words('not, no, never, neither, nor, without, avoid, instead of, rather than, cannot, too broad, too much, more than, unlike');
/** An AWS managed policy, by its name: `AmazonSSMManagedInstanceCore`, `CloudWatchAgentServerPolicy`. */
const managedPolicy = /\b(?:Amazon|AWS|CloudWatch)[A-Z]\w{5,}/;

/** Reads a text for IAM guidance. */
export function iamGuidanceIn(text: string): IamGuidance {
	const sentences = passagesOf(text).sentences.filter((sentence) => !has(sentence, otherRole));
	const named = sentences.some((sentence) => has(sentence, role));
	const made = sentences.some((sentence) => has(sentence, make) && has(sentence, rolePart));
	const actions = sentences.some((sentence) => sentence.tags.has('#action') || managedPolicy.test(sentence.text));
	const broad = broadIn(
		text,
		sentences.filter((sentence) => has(sentence, refusal)).map((sentence) => sentence.text),
	);
	return {level: named ? (made && actions ? 'guided' : 'mention') : 'none', ...(broad === undefined ? {} : {broad})};
}

/** The first broad grant that stands outside of sentences which refuse it. */
function broadIn(text: string, refusing: readonly string[]): IamGuidance['broad'] {
	const flat = text.replaceAll(/\s/g, ' ');
	const refused = refusing.flatMap((sentence): (readonly [number, number])[] => {
		const start = flat.indexOf(sentence);
		return start < 0 ? [] : [[start, start + sentence.length]];
	});
	for (const match of text.matchAll(broadGrant)) {
		const start = match.index;
		if (!refused.some(([from, to]) => start >= from && start < to)) return {name: match[0], range: [start, start + match[0].length]};
	}
	return undefined;
}
