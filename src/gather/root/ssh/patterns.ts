/** OpenSSH's patterns and lists of them (match.c, addrmatch.c), and texts that they match. */

import {type Address, addressOf, holds, type Network, networkOf} from './addresses.ts';
import {fits} from './wildcards.ts';

/** Characters of one pattern of a list; a longer one makes the whole list match nothing. */
const longestPattern = 1023;

/** Whether a text is of a pattern with `*` and `?`. Case counts. */
export function isOf(text: string, pattern: string): boolean {
	if (!pattern.includes('*') && !pattern.includes('?')) return text === pattern;
	return fits(
		text,
		pattern.length,
		(index) => pattern.charAt(index) === '*' || ((letter) => pattern.charAt(index) === '?' || pattern.charAt(index) === letter),
	);
}

/** What a list of patterns, divided by commas, says of a text: a negated pattern that matches outweighs all others. */
export function listSays(text: string, list: string): 'yes' | 'no' | 'never' {
	let found = false;
	for (const part of list.split(',')) {
		const negated = part.startsWith('!');
		const pattern = negated ? part.slice(1) : part;
		if (pattern.length > longestPattern) return 'no';
		if (!isOf(text, pattern)) continue;
		if (negated) return 'never';
		found = true;
	}
	return found ? 'yes' : 'no';
}

/** What a list says of the groups that an account is in. */
export function groupsAreOf(groups: readonly string[], list: string): boolean {
	const said = groups.map((group) => listSays(group, list));
	return said.includes('yes') && !said.includes('never');
}

/** What a list of addresses, networks and patterns says of an address; `wrong` where OpenSSH refuses the list. */
export function addressSays(address: string | undefined, list: string): 'yes' | 'no' | 'wrong' {
	const own: Address | undefined = address === undefined ? undefined : addressOf(address);
	let found = false;
	for (const part of list.split(',')) {
		const negated = part.startsWith('!');
		const text = negated ? part.slice(1) : part;
		if (text === '') return 'wrong';
		const network: Network | 'wrong' | undefined = networkOf(text);
		if (network === 'wrong') return 'wrong';
		const matches = network === undefined ? address !== undefined && isOf(address, text) : own !== undefined && holds(network, own);
		if (!matches) continue;
		if (negated) return 'no';
		found = true;
	}
	return found ? 'yes' : 'no';
}

/** Texts that the patterns of a list match, those that it negates too. */
export function textsOf(list: string, most: number): readonly string[] {
	return list
		.split(',', most)
		.flatMap((part) => {
			const pattern = part.replace(/^!/, '');
			return ['', 'x', 'someone'].map((filling) => pattern.replaceAll('*', filling).replaceAll('?', 'x'));
		})
		.filter((text) => text !== '');
}
