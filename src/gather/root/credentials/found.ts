/** What the searches of one file give, and the file as they see it. */

import type {Text} from '../../../contract.ts';
import type {Credential} from '../../../evidence/credential.ts';
import {cut} from '../lines.ts';
import type {Standing} from './standing.ts';

/** A credential before it is known whose file it lies in. */
export type Found = Pick<Credential, 'kind' | 'what' | 'place' | 'shown' | 'doubt' | 'isDefault'>;

/** Credentials of one kind in one file that are told; where there are as many, the search is not taken for whole. */
export const mostOfFile = 30;

/** A text file of the root. */
export type RootText = {
	/** From the root. */
	readonly path: string;
	readonly standing: Standing;
	readonly text: Text;
};

/** Characters of a token that may be printed: enough to find it, too few to use it. */
const printed = 8;

/** The beginning of a secret that has nothing else to be called by. */
export function beginningOf(text: Text, start: number, end: number): Text['place'] {
	return cut(text, start, Math.min(end, start + Math.min(printed, Math.floor((end - start) / 3)))).place;
}

/** Distinct characters of a text. */
export function varietyOf(value: string): number {
	return new Set(value).size;
}

/** A password that is not surely in force: to be among the first that everybody tries is one doubt more. */
export function doubted({isDefault: _, ...found}: Found, doubt = 'it is so well known that it may wait to be replaced'): Found {
	return {doubt, ...found};
}

/** Bits that a character of a text carries, by how often each stands in it: 4 for random hexadecimal digits, near 5 for 40 random letters. */
export function entropyOf(value: string): number {
	const counts = new Map<string, number>();
	for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
	let bits = 0;
	for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
	return bits;
}

/** Whether a long secret was typed as a sample rather than drawn: runs of one character, of the alphabet or of digits, or a word that says so. */
export function isSample(value: string): boolean {
	return /(.)\1{5}|example|sample|dummy|placeholder|redacted|(?:your|my)[_-]|xxxx|0123456|1234567|abcdefg|deadbeef/i.test(value) || varietyOf(value) < 6;
}
