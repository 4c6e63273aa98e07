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
export type Subject = {
	readonly name: string;
	readonly uid?: number | undefined;
	readonly groups: {readonly names: readonly string[]; readonly gids: readonly number[]};
};

/** Where a rule names somebody. */
type Mention = {readonly rule: number; readonly item: number; readonly isNegated: boolean};

/** Finds what the rules give an account, by what they name, so that many accounts and many rules stay cheap. */
export function rightsFinder(rules: readonly Rule[]): (subject: Subject, more?: readonly Rule[]) => SudoRight | undefined {
	const mentions = new Map<string, Mention[]>();
	for (const [rule, {who}] of rules.entries()) {
		for (const [item, {kind, value, isNegated}] of who.entries()) {
			const key = `${kind} ${value}`;
			const known = mentions.get(key);
			if (known === undefined) mentions.set(key, [{rule, item, isNegated}]);
			else known.push({rule, item, isNegated});
		}
	}
	return ({name, uid, groups}, more = []) => {
		const keys = [
			`user ${name}`,
			...(uid === undefined ? [] : [`uid ${uid}`]),
			...groups.names.map((group) => `group ${group}`),
			...groups.gids.map((gid) => `gid ${gid}`),
			'all ',
		];
		const last = new Map<number, Mention>();
		for (const mention of keys.flatMap((key) => mentions.get(key) ?? [])) {
			const known = last.get(mention.rule);
			if (known === undefined || known.item < mention.item) last.set(mention.rule, mention);
		}
		const matching = [...last.values()].filter(({isNegated}) => !isNegated).toSorted((a, b) => a.rule - b.rule);
		return rightOf([...matching.flatMap(({rule}) => rules[rule] ?? []), ...more]);
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
