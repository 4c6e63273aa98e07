/** OpenSSH's patterns and lists of them (match.c, addrmatch.c), and something that each list matches. */

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

/** Patterns of a list that are tried for something that it matches. */
const mostTried = 64;

/** A text that a list matches; nothing where none was found. */
export function textOf(list: string): string | undefined {
	const made = list
		.split(',', mostTried)
		.filter((part) => !part.startsWith('!'))
		.flatMap((pattern) => ['', 'x', 'someone'].map((filling) => pattern.replaceAll('*', filling).replaceAll('?', 'x')))
		.filter((text) => text !== '');
	return made.find((text) => listSays(text, list) === 'yes');
}

/** An address that a list matches; nothing where none was found. */
export function addressIn(list: string): string | undefined {
	const made = list
		.split(',', mostTried)
		.filter((part) => !part.startsWith('!'))
		.flatMap((part) => {
			const network = networkOf(part);
			if (network === undefined) return [part.replaceAll('*', '1').replaceAll('?', '1')];
			if (network === 'wrong') return [];
			const room = 2n ** BigInt(network.width - network.length);
			return [0n, 1n, room / 3n, room / 2n, room - 2n].filter((step) => step >= 0n && step < room).map((step) => written(network.bits + step, network.width));
		});
	return made.find((address) => addressSays(address, list) === 'yes');
}

function written(bits: bigint, width: 32 | 128): string {
	const part = width === 32 ? 8n : 16n;
	const parts = Array.from({length: width / Number(part)}, (_, index) => (bits >> (BigInt(width) - part * BigInt(index + 1))) & (2n ** part - 1n));
	return width === 32 ? parts.join('.') : parts.map((group) => group.toString(16)).join(':');
}
