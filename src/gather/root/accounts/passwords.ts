/** What the password field of an account lets in. */

import type {Text} from '../../../contract.ts';
import type {Hash} from '../../../evidence/accounts.ts';
import {defaultPasswords} from '../../../limits/accounts.ts';
import {cut} from '../lines.ts';
import {trialOf} from './crypt.ts';

/** How the fields of each scheme of crypt(5) begin. Whatever begins otherwise is matched by nothing that is typed. */
const schemes: readonly (readonly [form: RegExp, name: string])[] = [
	[/^\$1\$/, 'MD5'],
	[/^\$2[abxy]?\$/, 'bcrypt'],
	[/^\$3\$/, 'NT'],
	[/^\$5\$/, 'SHA-256'],
	[/^\$6\$/, 'SHA-512'],
	[/^\$7\$/, 'scrypt'],
	[/^\$y\$/, 'yescrypt'],
	[/^\$gy\$/, 'gost-yescrypt'],
	[/^\$sha1\$/, 'SHA-1'],
	[/^\$md5[$,]/, 'Sun MD5'],
	[/^\$[a-zA-Z\d-]{1,16}\$/, 'unknown'],
	[/^_[./\dA-Za-z]{19}$/, 'extended DES'],
	[/^[./\dA-Za-z]{13}$/, 'DES'],
];

/** The scheme of a hashed password; nothing for what is none. */
export function schemeOf(field: string): string | undefined {
	return schemes.find(([form]) => form.test(field))?.[1];
}

/** The hash behind the marks that lock a field: `!`, `*`, FreeBSD's `*LOCKED*`. */
export function behindLock(field: Text): Text {
	const marks = /^(?:\*LOCKED\*|[!*])*/.exec(field.value)?.[0].length ?? 0;
	return cut(field, marks, field.value.length);
}

/** A hash, and whose it is. */
export type Owned = {readonly text: Text; readonly scheme: string; readonly account: string};

/** Rounds that are spent on one image: about two seconds. */
const mostRounds = 600_000;

/** Tries known passwords, the likeliest first on all hashes, until the rounds are spent. In the order of the hashes. */
export function triedHashes(owned: readonly Owned[]): readonly Hash[] {
	let left = mostRounds;
	const trials = owned.map(({text, account}) => ({trial: trialOf(text.value), own: account, found: undefined as Hash['found'], isTried: true}));
	const words = ['', undefined, ...defaultPasswords.words];
	for (const word of words) {
		for (const state of trials) {
			const {trial, own, found} = state;
			const password = word ?? own;
			if (trial === undefined || found !== undefined || (word !== undefined && word !== '' && word === own)) continue;
			if (trial.rounds > left) {
				state.isTried = false;
				continue;
			}
			left -= trial.rounds;
			if (trial.matches(password)) state.found = password === '' ? 'empty' : 'default';
		}
	}
	return owned.map(({text, scheme}, index) => {
		const {trial, found, isTried = false} = trials[index] ?? {};
		return {text, scheme, ...(found === undefined ? {} : {found}), isTried: trial !== undefined && isTried};
	});
}
