/** What substitutions of sed and perl write into sshd's settings about log-in by password, where the setting's name stands in a group that they take over. */

import {append} from '../../append.ts';
import type {PasswordCommand, Resource} from '../../evidence/template.ts';
import {type Act, wordsOf} from '../root/shell/acts.ts';
import {flat, placeOf} from '../root/shell/values.ts';
import type {Job} from '../root/startup/job.ts';
import {after} from '../root/startup/ssh-changes.ts';

/** Characters of one expression that are read, and ways to fill in its groups. */
const most = {length: 2_000, ways: 50};

/** The commands that turn log-in by password on in this way. */
export function substitutedLoginsOf(jobs: readonly Job[], resources: readonly Resource[]): readonly PasswordCommand[] {
	const byId = new Map(resources.map((resource) => [resource.logicalId, resource]));
	return jobs.flatMap(({by, acts}) => {
		const resource = byId.get(by);
		if (resource === undefined) return [];
		return acts.flatMap((act) =>
			act.args.flatMap((arg): readonly PasswordCommand[] => {
				const isOn = substituted(act, flat(arg)).some((text) => /\bPasswordAuthentication[ \t"'=]{1,4}yes\b/i.test(text));
				return isOn ? [{kind: 'password-login', resource, place: placeOf(arg) ?? act.place}] : [];
			}),
		);
	});
}

/** What `s/pattern/replacement/` writes with its groups filled in, as far as these are plain words; nothing where it takes none over. */
export function substituted(act: Act, expression: string): readonly string[] {
	if (!/^(?:g?sed|perl)$/.test(act.program) || expression.length > most.length) return [];
	const isExtended = act.program === 'perl' || wordsOf(act).some((word) => /^-\w{0,5}[Er]|^--regexp-extended$/.test(word));
	const found: string[] = [];
	for (const {index, 0: begin, 1: delimiter = ''} of expression.matchAll(/(?:^|[\s;{/])s([/|#,@!:])/g)) {
		const [pattern, middle] = upTo(expression, index + begin.length, delimiter);
		const [replacement] = upTo(expression, middle + 1, delimiter);
		if (!/[\\$][1-9]/.test(replacement)) continue;
		const groups = groupsOf(pattern, isExtended).map((group) => group.split(isExtended ? '|' : '\\|'));
		let ways = [replacement];
		for (const [at, words] of groups.slice(0, 9).entries())
			ways = ways.flatMap((text) => words.map((word) => text.replaceAll(`\\${at + 1}`, word).replaceAll(`$${at + 1}`, word))).slice(0, most.ways);
		append(found, ways);
	}
	return found;
}

/** The text from an offset to the next delimiter without a backslash, and where that stands. */
function upTo(text: string, start: number, delimiter: string): readonly [string, number] {
	const behind = after(text, start, delimiter);
	const at = behind < 0 ? text.length : behind - 1;
	return [text.slice(start, at), at];
}

/** The groups of a pattern, in the order of their opening brackets. */
function groupsOf(pattern: string, isExtended: boolean): readonly string[] {
	const found: string[] = [];
	const open: {readonly number: number; readonly start: number}[] = [];
	for (let at = 0; at < pattern.length; at++) {
		const isEscaped = pattern[at] === '\\';
		if (isEscaped) at++;
		const letter = pattern[at] ?? '';
		if (isEscaped === isExtended || !/[()]/.test(letter)) continue;
		if (letter === '(') {
			open.push({number: found.length, start: at + 1});
			found.push('');
		} else {
			const own = open.pop();
			if (own !== undefined) found[own.number] = pattern.slice(own.start, isEscaped ? at - 1 : at);
		}
	}
	return found;
}
