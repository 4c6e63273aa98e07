/** What texts and edits in place make of sshd's configuration: the directives about passwords and root that they set. */

import type {Place} from '../../../contract.ts';
import type {SshChange} from '../../../evidence/startup.ts';
import {flat, placeOf, sliceOf, unknownMark, type Value} from '../shell/values.ts';

const directives = {
	passwordauthentication: 'PasswordAuthentication',
	kbdinteractiveauthentication: 'KbdInteractiveAuthentication',
	challengeresponseauthentication: 'KbdInteractiveAuthentication',
	permitrootlogin: 'PermitRootLogin',
	permitemptypasswords: 'PermitEmptyPasswords',
	authenticationmethods: 'AuthenticationMethods',
} as const;

const named = /\b(?:(?:Password|KbdInteractive|ChallengeResponse)Authentication|PermitRootLogin|PermitEmptyPasswords|AuthenticationMethods)\b/gi;
/** What stands behind a name, in a text for sed too; `\uE000` is what is not known. */
const assigned = /^(?:[ \t=]|\\[st])+["']?([\w,-]{1,60}|\uE000)/;
/** Letters behind a name that are looked at. */
const mostBehind = 100;

/** A change before it is known whose it is. */
export type Change = Pick<SshChange, 'directive' | 'value' | 'how' | 'path' | 'place'>;

/** What a text sets. A file that is written whole has no other lines any more, but where a line of it is not known: that may set anything. */
export function* said(value: Value | undefined, how: SshChange['how'], path: string, place: Place): Generator<Change> {
	const isKnown = value !== undefined && !hasUnknownLine(flat(value));
	if (!isKnown) yield {how, path, value: 'unknown', place};
	const found = value === undefined ? [] : settingsIn(value);
	if (isKnown && how === 'write')
		for (const directive of new Set(Object.values(directives)))
			if (!found.some((one) => one.directive === directive)) yield {how, path, directive, value: 'removed', place};
	for (const {directive, value: to, place: at} of found) yield {how, path, directive, value: to, place: at ?? place};
}

/** Whether a line begins with what is not known; behind a written name it is the value of that directive alone. */
function hasUnknownLine(text: string): boolean {
	return text.split('\n').some((line) => line.trimStart().startsWith(unknownMark));
}

/** What an edit by sed or perl makes of the lines that it is about. */
export function* edited(script: Value | undefined, path: string, place: Place): Generator<Change> {
	const text = flat(script ?? []);
	const parts = substitutions(text);
	if (script === undefined || isOpen(text, parts)) return void (yield {how: 'edit', path, value: 'unknown', place});
	for (const {from, to, end} of parts) {
		const into = sliceOf(script, to, end);
		const made = all(into);
		for (const {isComment, directive, value, place: at} of made) yield {how: 'edit', path, directive, value: isComment ? 'removed' : value, place: at ?? place};
		if (made.length > 0) continue;
		// `s/\(PasswordAuthentication\) no/\1 yes/`, `/^PermitRootLogin/s/no/yes/`: the line is told by what is looked for.
		const word = /(?:^|[\s\d}=])(yes|no|prohibit-password|without-password|forced-commands-only|any|password|publickey|\uE000)(?![\w-])/i.exec(flat(into));
		const start = word === null ? 0 : word.index + word[0].length - (word[1]?.length ?? 0);
		const own = word === null ? into : sliceOf(into, start, start + (word[1]?.length ?? 0));
		const value = word?.[1] === unknownMark ? 'unknown' : (word?.[1]?.toLowerCase() ?? 'removed');
		for (const directive of directivesIn(text.slice(from, to))) yield {how: 'edit', path, directive, value, place: placeOf(own) ?? place};
	}
	if (parts.length > 0) return;
	if (/\/[Ig]{0,2}\s{0,5}d\b/.test(text))
		for (const directive of directivesIn(text)) yield {how: 'edit', path, directive, value: 'removed', place: placeOf(script) ?? place};
	// `$ a PasswordAuthentication yes`, `/^PasswordAuthentication/c\PasswordAuthentication yes`
	else
		for (const {directive, value, place: at} of settingsIn(script))
			yield {how: /\$\s{0,5}a/.test(text) ? 'append' : 'edit', path, directive, value, place: at ?? place};
}

/** Whether a script may be about any line: a command, a pattern or the name that is put in is not known. */
function isOpen(text: string, parts: readonly Substitution[]): boolean {
	let behind = 0;
	for (const {from, to, end} of parts) {
		if (text.slice(behind, to).includes(unknownMark)) return true;
		const isAnyLine = !/[a-z]{3}/i.test(text.slice(from, to));
		if (isAnyLine && hasUnknownLine(text.slice(to, end).replaceAll('\\n', '\n'))) return true;
		behind = end;
	}
	const rest = text.slice(behind);
	return rest.includes(unknownMark) && (parts.length > 0 || settingsOf(rest).length === 0);
}

type Setting = {
	readonly directive: NonNullable<SshChange['directive']>;
	readonly value: string;
	readonly isComment: boolean;
	readonly place: Place | undefined;
};

function settingsIn(value: Value): readonly Setting[] {
	return all(value).filter(({isComment}) => !isComment);
}

/** All settings in a text, those behind a comment's sign too; places are those of the values. */
function all(value: Value): readonly Setting[] {
	return settingsOf(flat(value)).map(({start, end, ...setting}) => ({...setting, place: placeOf(sliceOf(value, start, end))}));
}

function settingsOf(text: string): readonly (Omit<Setting, 'place'> & {readonly start: number; readonly end: number})[] {
	return [...text.matchAll(named)].flatMap(({0: name, index}) => {
		const directive = directiveOf(name);
		const begin = index + name.length;
		const [whole, to] = assigned.exec(text.slice(begin, begin + mostBehind)) ?? [];
		if (directive === undefined || whole === undefined || to === undefined) return [];
		const end = begin + whole.length;
		const before = text.slice(Math.max(0, index - mostBehind), index).trimEnd();
		return [{directive, value: to === unknownMark ? 'unknown' : to.toLowerCase(), isComment: before.endsWith('#'), start: end - to.length, end}];
	});
}

function directivesIn(text: string): ReadonlySet<Setting['directive']> {
	return new Set([...text.matchAll(named)].flatMap(([name]) => directiveOf(name) ?? []));
}

function directiveOf(name: string): Setting['directive'] | undefined {
	const lower = name.toLowerCase();
	return Object.entries(directives).find(([key]) => key === lower)?.[1];
}

/** `from` is where the address or pattern begins, `to` and `end` are the ends of what is put in. */
type Substitution = {readonly from: number; readonly to: number; readonly end: number};

function substitutions(text: string): readonly Substitution[] {
	const found: Substitution[] = [];
	for (let at = 0, from = 0; at < text.length; at++) {
		const mark = text.charAt(at + 1);
		if (text.charAt(at) !== 's' || /[\w\s\\]/.test(mark) || mark === '' || !isCommand(text, from, at)) continue;
		const to = after(text, at + 2, mark);
		const end = to < 0 ? -1 : after(text, to, mark);
		if (end < 0) break;
		found.push({from, to, end: end - 1});
		at = end;
		from = end;
	}
	return found;
}

/** Whether a command may begin: at the start, behind an address, a separator or a bracket. */
function isCommand(text: string, from: number, at: number): boolean {
	const before = text.slice(from, at).trimEnd();
	return before === '' || /[;{\n/IM$\d!,|]$/.test(before);
}

/** The offset behind the next mark that no backslash stands before; -1 where there is none. */
function after(text: string, from: number, mark: string): number {
	for (let at = from; at < text.length; at++) {
		if (text.charAt(at) === '\\') at++;
		else if (text.charAt(at) === mark) return at + 1;
	}
	return -1;
}
