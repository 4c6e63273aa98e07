/** Passwords that commands give, in scripts and histories. */

import type {Text} from '../../../contract.ts';
import {fixedPasswordsIn, isWritten} from '../../written-passwords.ts';
import {cut} from '../lines.ts';
import {type Found, mostOfFile} from './found.ts';
import {isOpen, passwordCertainty} from './values.ts';

/** Characters before a password that may be printed. */
const printed = 60;

/** Options by which clients take passwords; the group `value` is the password. Each reads one line, from a word on that is there. */
const options: readonly RegExp[] = [
	/\b(?:mysql|mysqladmin|mysqldump|mariadb|mariadb-admin|mariadb-dump)\b(?:[ \t]+[^\s|;&]{1,80}){0,12}?[ \t]-p["']?(?<value>[^\s"'|;&]{3,100})/dg,
	/[ \t]--(?:[\w-]{1,30}-)?pass(?:word|wd|phrase)?[= \t]["']?(?<value>[^\s"'|;&]{3,100})/dg,
	/\bsshpass[ \t]{1,5}-p[ \t]{0,5}["']?(?<value>[^\s"'|;&]{3,100})/dg,
	/\b(?:curl|wget|http)\b(?:[ \t]+[^\s|;&]{1,200}){0,12}?[ \t](?:-u|--user|-a)[ \t=]{1,3}["']?[\w.@+-]{1,60}:(?<value>[^\s"'|;&]{3,100})/dg,
	/\bdocker[ \t]+login\b(?:[ \t]+[^\s|;&]{1,100}){0,8}?[ \t]-p[ \t]{1,3}["']?(?<value>[^\s"'|;&]{3,100})/dg,
	/\bhtpasswd[ \t]+-\w{0,4}b\w{0,4}[ \t]+[^\s|;&]{1,200}[ \t]+[^\s|;&]{1,60}[ \t]+["']?(?<value>[^\s"'|;&]{3,100})/dg,
	/\bredis-cli\b(?:[ \t]+[^\s|;&]{1,100}){0,6}?[ \t]-a[ \t]{1,3}["']?(?<value>[^\s"'|;&]{3,100})/dg,
	/[ \t]-pass(?:in|out)?[ \t]{1,3}["']?pass:(?<value>[^\s"'|;&]{3,100})/dg,
	/\bsmbclient\b(?:[ \t]+[^\s|;&]{1,100}){0,6}?[ \t]-U[ \t]{0,3}["']?[\w.\\-]{1,60}%(?<value>[^\s"'|;&]{3,100})/dg,
	/\b(?:ALTER|CREATE)[ \t]+(?:USER|ROLE)[ \t]+[^\s;]{1,80}[^;\n]{0,80}?\bPASSWORD[ \t]{1,3}'(?<value>[^'\n]{3,100})'/dgi,
	/\bSET[ \t]+PASSWORD\b[^;\n]{0,100}?[=(][ \t]{0,3}'(?<value>[^'\n]{3,100})'/dgi,
];

/** The passwords that commands of a text give. */
export function commandsIn(text: Text): readonly Found[] {
	const given: {readonly start: number; readonly end: number; readonly from: number}[] = [];
	const located = {...text, runs: [[0, text.place.range?.[0] ?? 0, text.place.range?.[1] ?? text.value.length] as const]};
	for (const {place, before} of fixedPasswordsIn(located)) {
		const [start, end] = place.range ?? [0, 0];
		given.push({start, end, from: Math.max(commandStart(text.value, before.range?.[0] ?? start), start - printed)});
	}
	for (const pattern of options) {
		for (const match of text.value.matchAll(pattern)) {
			const [start, end] = match.indices?.groups?.['value'] ?? [0, 0];
			given.push({start, end, from: Math.max(match.index, start - printed)});
		}
	}
	const found: Found[] = [];
	let shownFrom = 0;
	for (const {start, end, ...one} of given.toSorted((a, b) => a.start - b.start)) {
		// What is shown of a line begins behind the password before.
		const from = Math.min(Math.max(one.from, shownFrom), start);
		shownFrom = Math.max(shownFrom, end);
		const value = text.value.slice(start, end);
		if (found.length >= mostOfFile) break;
		if (!isWritten(value) || isOpen(value) || passwordCertainty(value, '') === 'none' || isCommented(text.value, from) || isManual(text.value, start)) continue;
		if (found.some(({place}) => place.range?.[0] === start)) continue;
		const certainty = passwordCertainty(value, '');
		const doubt = certainty === 'known' ? {isDefault: true as const} : certainty === 'sure' ? {} : {doubt: 'it is a plain word, which may mean something else'};
		found.push({kind: 'password', what: 'a password in a command', place: cut(text, start, end).place, shown: cut(text, from, start).place, ...doubt});
	}
	return found;
}

/** Characters before an offset in which the beginning of its line is looked for: in a text without line ends the search of each would go through all of it. */
const reach = 1_000;

function lineStart(value: string, index: number): number {
	const from = Math.max(0, index - reach);
	return from + value.slice(from, index).lastIndexOf('\n') + 1;
}

/** Where the command that stands at an offset begins, in its line. */
function commandStart(value: string, index: number): number {
	const start = lineStart(value, index);
	const ahead = value.slice(start, index);
	const from = Math.max(...[';', '|', '&'].map((mark) => ahead.lastIndexOf(mark))) + 1;
	return start + from + (/^\s*/.exec(ahead.slice(from))?.[0].length ?? 0);
}

/** A line of a usage text, which is told to the reader and not run. */
function isManual(value: string, index: number): boolean {
	return /^\s*(?:usage|synopsis|examples?|e\.g\.)(?:[ \t]{0,3}:|[ \t])/i.test(value.slice(lineStart(value, index), index).slice(0, 100));
}

function isCommented(value: string, index: number): boolean {
	return /^\s*(?:#|\/\/|::|rem\s)/i.test(value.slice(lineStart(value, index), index + 2).slice(0, 100));
}
