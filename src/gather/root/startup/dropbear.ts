/** Dropbear as jobs start it: what lets passwords in is said by its options alone. https://man.archlinux.org/man/dropbear.8 */

import type {Dropbear} from '../../../evidence/startup.ts';
import {wordsOf} from '../shell/acts.ts';
import {originOf, placeOf} from '../shell/values.ts';
import {type Job, plain, startingActs} from './job.ts';

/** Options that take a value. */
const valued = 'bcdDGIKlpPrTW';

/** The servers, each by the command that starts it. */
export function dropbearsOf(jobs: readonly Job[]): readonly Dropbear[] {
	return startingActs(jobs).flatMap(({job, act}): readonly Dropbear[] => {
		if (act.program !== 'dropbear') return [];
		const flags = flagsOf(wordsOf(act));
		if (flags.has('h') || flags.has('V')) return [];
		const passwords = !flags.has('s');
		const isKnown = act.args.every((arg) => originOf(arg) === 'fixed');
		const rootPasswords = passwords && !flags.has('w') && !flags.has('g');
		return [{job: plain(job), passwords, rootPasswords, isKnown, place: placeOf(act.args.flat()) ?? act.place}];
	});
}

/** The letters of all options: dropbear reads them one by one, `-sp 22` as `-s -p 22` too. */
function flagsOf(words: readonly string[]): ReadonlySet<string> {
	const flags = new Set<string>();
	for (let index = 0; index < words.length; index++) {
		const word = words[index] ?? '';
		if (!word.startsWith('-')) continue;
		for (let at = 1; at < word.length; at++) {
			const letter = word.charAt(at);
			flags.add(letter);
			if (!valued.includes(letter)) continue;
			if (at === word.length - 1) index++;
			break;
		}
	}
	return flags;
}
