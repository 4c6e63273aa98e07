/** Conditions of statements, and whether one that is met means that another is, however they are spelt. */

import type {Condition, Token} from '../evidence/iam.ts';
import {expandAction} from '../iam/actions.ts';
import type {Action} from '../iam/data.ts';
import {matchesPattern} from '../iam/pattern.ts';
import {isWithin} from './cidr.ts';

/** A condition with the values that hold in the world. */
export type Held = {readonly condition: Condition; readonly operator: string; readonly key: string; readonly values: readonly string[]};

/** An operator's parts: `ForAnyValue:`, what it compares, and whether a request without the key passes. */
type Operator = {readonly of: string; readonly base: string; readonly ifExists: boolean};

const operatorParts = /^((?:foranyvalue|forallvalues):)?([a-z]+?)(ifexists)?$/;

function partsOf(operator: string): Operator {
	const [, of = '', base = operator, ifExists] = operatorParts.exec(operator) ?? [];
	return {of, base, ifExists: ifExists !== undefined};
}

/** Where no wildcard stands, these compare as those do; AWS's ArnEquals is ArnLike in any case. */
const exact: Readonly<Record<string, string>> = {
	stringlike: 'stringequals',
	stringnotlike: 'stringnotequals',
	arnlike: 'stringequals',
	arnnotlike: 'stringnotequals',
};
const alike: Readonly<Record<string, string>> = {arnequals: 'arnlike', arnnotequals: 'arnnotlike'};

/** An operator in the spelling that others are compared with. */
export function canonicalOperator(operator: string, isWithoutWildcard: boolean): string {
	const lower = operator.toLowerCase();
	const {of, base, ifExists} = partsOf(lower);
	const name = alike[base] ?? base;
	return `${of}${isWithoutWildcard ? (exact[name] ?? name) : name}${ifExists ? 'ifexists' : ''}`;
}

/** `ec2:ResourceTag/x` is `aws:ResourceTag/x` to every action that knows both, or neither. */
export function canonicalKey(key: string, actions: readonly Token[]): string {
	const lower = key.toLowerCase();
	const [, service, tag] = /^([a-z\d-]{1,40}):resourcetag\/(.+)$/.exec(lower) ?? [];
	if (service === undefined || service === 'aws' || actions.length === 0) return lower;
	const named = actions.map(({text}) => expandAction(text));
	const isSame = named.every(
		({actions: all, unknown}) => !unknown && all.every((action) => action.service === service && knows(action, service) === knows(action, 'aws')),
	);
	return isSame ? `aws:resourcetag/${tag}` : lower;
}

function knows({keys}: Action, prefix: string): boolean {
	return keys.some((key) => key.startsWith(`${prefix}:resourcetag/`));
}

/** Operators that are met wherever those of the key are, with values that are within theirs. */
const stricter: Readonly<Record<string, readonly string[]>> = {
	stringequals: ['stringlike', 'stringequalsignorecase', 'arnlike'],
	// A `*` of ArnLike ends at a colon.
	arnlike: ['stringlike'],
	stringnotlike: ['stringnotequals', 'arnnotlike'],
	stringnotequalsignorecase: ['stringnotequals'],
};

/** Whether one condition that is met means that the other is. */
export function implies(given: Held, wanted: Held): boolean {
	if (given.key !== wanted.key) return false;
	const [one, other] = [partsOf(given.operator), partsOf(wanted.operator)];
	if (one.of !== other.of || (one.ifExists && !other.ifExists)) return false;
	if (one.base !== other.base && stricter[one.base]?.includes(other.base) !== true) return false;
	const {base} = other;
	if (/^(?:string|arn|numeric|date)not|^notip/.test(base))
		return wanted.values.every((value) => given.values.some((left) => left === value || includes(one.base, left, value)));
	if (/^(?:numeric|date|bool|null|binary)/.test(base)) return given.values.join() === wanted.values.join();
	return given.values.every((value) => wanted.values.some((allowed) => allowed === value || includes(base, allowed, value)));
}

/** Whether a value of a condition takes in another. */
function includes(base: string, wide: string, narrow: string): boolean {
	if (/ip/.test(base)) return isWithin(narrow, wide);
	if (base.endsWith('ignorecase')) return wide.toLowerCase() === narrow.toLowerCase();
	return /like/.test(base) && matchesPattern(wide, narrow);
}

/** Whether a condition only asks for other values of the same. */
export function isSameQuestion(one: Held, other: Held): boolean {
	return one.key === other.key && one.operator === other.operator;
}
