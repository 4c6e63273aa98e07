/** Rules on who may act as root, whatever program they are for: the last that matches counts. */

import type {Text} from '../../../contract.ts';
import type {SudoRight} from '../../../evidence/accounts.ts';

/** One name of a rule's list of users. */
export type Who = {readonly isNegated: boolean; readonly kind: 'user' | 'uid' | 'group' | 'gid' | 'all'; readonly value: string};

/** What a rule lets its users run: everything as root, everything but that, or some commands or other users. */
export type Command = {readonly kind: 'all' | 'none' | 'some'; readonly isPasswordless: boolean};

/** One rule. */
export type Rule = {readonly text: Text; readonly who: readonly Who[]; readonly commands: readonly Command[]};

/** An account, as rules match it. */
type Subject = {
	readonly name: string;
	readonly uid?: number | undefined;
	readonly groups: {readonly names: readonly string[]; readonly gids: readonly number[]};
};

/** Where a rule names somebody. */
type Mention = {readonly rule: number; readonly item: number; readonly isNegated: boolean};

/** Rules that are looked at for all accounts together: a system of 100 accounts with 1,000 rules for everybody stays below. */
const mostLooks = 1_000_000;

/** Finds what rules give an account. */
export type RightsFinder = {
	rightOf(subject: Subject, more?: readonly Rule[]): SudoRight | undefined;
	/** Whether some accounts were not looked at, since they and the rules are too many. */
	isSpent(): boolean;
};

/** Finds rules by what they name, so that many accounts and many rules stay cheap. `open` names those who are asked for no password, as `user alice`. */
export function rightsFinder(rules: readonly Rule[], open: ReadonlySet<string> = new Set()): RightsFinder {
	let left = mostLooks;
	const mentions = new Map<string, Mention[]>();
	for (const [rule, {who}] of rules.entries()) {
		for (const [item, {kind, value, isNegated}] of who.entries()) {
			const key = `${kind} ${value}`;
			const known = mentions.get(key);
			if (known === undefined) mentions.set(key, [{rule, item, isNegated}]);
			else known.push({rule, item, isNegated});
		}
	}
	return {
		isSpent: () => left < 0,
		rightOf({name, uid, groups}, more = []) {
			const keys = [
				`user ${name}`,
				...(uid === undefined ? [] : [`uid ${uid}`]),
				...groups.names.map((group) => `group ${group}`),
				...groups.gids.map((gid) => `gid ${gid}`),
				'all ',
			];
			const lists = keys.flatMap((key) => [mentions.get(key) ?? []]);
			for (const {length} of lists) left -= length;
			if (left < 0) return undefined;
			const last = new Map<number, Mention>();
			for (const mention of lists.flat()) {
				const known = last.get(mention.rule);
				if (known === undefined || known.item < mention.item) last.set(mention.rule, mention);
			}
			const matching = [...last.values()].filter(({isNegated}) => !isNegated).toSorted((a, b) => a.rule - b.rule);
			const right = rightOf([...matching.flatMap(({rule}) => rules[rule] ?? []), ...more]);
			return right !== undefined && keys.some((key) => open.has(key)) ? {...right, isPasswordless: true} : right;
		},
	};
}

function rightOf(rules: readonly Rule[]): SudoRight | undefined {
	let full: SudoRight | undefined;
	let some: SudoRight | undefined;
	for (const {text: rule, commands} of rules) {
		for (const {kind, isPasswordless} of commands) {
			if (kind === 'all') full = {isFull: true, isPasswordless, rule};
			else if (kind === 'none') full = undefined;
			else some = {isFull: false, isPasswordless, rule};
		}
	}
	return full ?? some;
}
