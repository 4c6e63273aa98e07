/** sshd's configuration to steps: what its lines say, with the files that they include in their place. */

import type {Place, Text} from '../../../contract.ts';
import type {SshDirective, SshSetting} from '../../../evidence/ssh.ts';
import type {FileSystem} from '../../../filesystem.ts';
import {mostIncludes, sshFolder} from '../../../limits/openssh.ts';
import {type Criterion, criteriaOf} from './criteria.ts';
import {glob, open} from './files.ts';
import {argumentsOf, delimited, type Line, stretch} from './words.ts';

/** A directive as it is kept here. Before OpenSSH 8.7 ChallengeResponseAuthentication is one of its own; of ListenAddress the ports matter. */
export type Directive = SshDirective | 'ChallengeResponseAuthentication' | 'ListenAddress';

/** A line that sets a directive. */
export type SetStep = {
	readonly kind: 'set';
	readonly directive: Directive;
	readonly words: readonly string[];
	readonly place: Place;
	/** `/etc/ssh/sshd_config line 12`. */
	readonly by: string;
	readonly source: Exclude<SshSetting['source'], 'default'>;
	/** Whether it may stand in the main part alone. */
	readonly isGlobal: boolean;
	/** Whether the file adds nothing to it: `-p`, unlike `-o Port=`. */
	readonly isFinal?: true;
};

/** A line that begins a Match block. */
export type MatchStep = {readonly kind: 'match'; readonly criteria: readonly Criterion[] | 'all' | 'never'; readonly line: Text; readonly by: string};

/** One step of a configuration; `enter` and `leave` are the ends of an included file. */
export type Step = SetStep | MatchStep | {readonly kind: 'enter' | 'leave'};

/** A line for which sshd would not start. */
export type Refusal = {readonly place: Place; readonly reason: string};

/** A configuration that was read. */
export type Configuration = {readonly steps: readonly Step[]; readonly refusals: readonly Refusal[]; readonly doubts: readonly string[]};

/** Bounds of ours: a real configuration has some 100 lines in some 5 files. */
const most = {lines: 200_000, files: 2000, refusals: 100};

type Kind = 'flag' | 'root' | 'list' | 'append' | 'one' | 'rest';
type Keyword = {readonly directive: Directive; readonly kind: Kind; readonly isGlobal?: true};

const keywords: Readonly<Record<string, Keyword>> = {
	passwordauthentication: {directive: 'PasswordAuthentication', kind: 'flag'},
	kbdinteractiveauthentication: {directive: 'KbdInteractiveAuthentication', kind: 'flag'},
	challengeresponseauthentication: {directive: 'KbdInteractiveAuthentication', kind: 'flag'},
	skeyauthentication: {directive: 'KbdInteractiveAuthentication', kind: 'flag'},
	permitrootlogin: {directive: 'PermitRootLogin', kind: 'root'},
	permitemptypasswords: {directive: 'PermitEmptyPasswords', kind: 'flag'},
	pubkeyauthentication: {directive: 'PubkeyAuthentication', kind: 'flag'},
	dsaauthentication: {directive: 'PubkeyAuthentication', kind: 'flag', isGlobal: true},
	hostbasedauthentication: {directive: 'HostbasedAuthentication', kind: 'flag'},
	authenticationmethods: {directive: 'AuthenticationMethods', kind: 'list'},
	authorizedkeysfile: {directive: 'AuthorizedKeysFile', kind: 'list'},
	authorizedkeyscommand: {directive: 'AuthorizedKeysCommand', kind: 'rest'},
	trustedusercakeys: {directive: 'TrustedUserCAKeys', kind: 'one'},
	usepam: {directive: 'UsePAM', kind: 'flag', isGlobal: true},
	allowusers: {directive: 'AllowUsers', kind: 'append'},
	denyusers: {directive: 'DenyUsers', kind: 'append'},
	allowgroups: {directive: 'AllowGroups', kind: 'append'},
	denygroups: {directive: 'DenyGroups', kind: 'append'},
	port: {directive: 'Port', kind: 'append', isGlobal: true},
	listenaddress: {directive: 'ListenAddress', kind: 'append', isGlobal: true},
};

const rootValues = ['yes', 'no', 'prohibit-password', 'without-password', 'forced-commands-only'];

/** What one line says. */
type Said = Step | {readonly kind: 'include'; readonly patterns: readonly Text[]} | {readonly kind: 'refused'; readonly refusal: Refusal} | undefined;

/** Reads a line that is stripped of blanks. `keyboardAlias` is whether ChallengeResponseAuthentication is an alias. */
export function say(line: Line, by: string, keyboardAlias: boolean): Said {
	let read = delimited(line, 0);
	if (read?.word.value === '' && read.next !== undefined) read = delimited(line, read.next);
	if (read === undefined || read.word.value === '' || read.word.value.startsWith('#')) return undefined;
	const {word, next = line.text.length} = read;
	const refuse = (place: Place, reason: string): Said => ({kind: 'refused', refusal: {place, reason}});
	if (next >= line.text.length) return refuse(word.place, `${word.value} has no argument`);
	const name = word.value.toLowerCase();
	const keyword = Object.hasOwn(keywords, name) ? keywords[name] : undefined;
	if (keyword === undefined && name !== 'match' && name !== 'include' && !/["']/.test(line.text)) return undefined;
	const words = argumentsOf(line, next);
	if (words === undefined) return refuse(stretch(line, next, line.text.length).place, 'a quotation mark is left open');
	if (name === 'match') return match(line, next, by);
	if (name === 'include') return words.length === 0 ? refuse(word.place, 'Include names no file') : {kind: 'include', patterns: words};
	if (keyword === undefined) return undefined;
	const rest = keyword.kind === 'rest' ? [stretch(line, next, line.text.length)] : words;
	const fault = faultOf(keyword, rest);
	const [first = word] = rest;
	if (fault !== undefined) return refuse(first.place, `${word.value} ${fault}`);
	const isOld = !keyboardAlias && keyword.directive === 'KbdInteractiveAuthentication' && name !== 'kbdinteractiveauthentication';
	return {
		kind: 'set',
		directive: isOld ? 'ChallengeResponseAuthentication' : keyword.directive,
		words: rest.map(({value}) => normal(keyword.kind, value)),
		place: {file: line.file, range: [first.place.range?.[0] ?? 0, rest.at(-1)?.place.range?.[1] ?? 0]},
		by,
		source: 'file',
		isGlobal: isOld || keyword.isGlobal === true,
	};
}

function normal(kind: Kind, value: string): string {
	if (kind !== 'flag' && kind !== 'root') return value;
	const lower = value.toLowerCase();
	return lower === 'without-password' ? 'prohibit-password' : lower;
}

/** Why sshd refuses the arguments. */
function faultOf({kind, directive}: Keyword, words: readonly Text[]): string | undefined {
	const [first, second] = words;
	if (first === undefined || first.value === '') return 'has no argument';
	if ((kind === 'flag' || kind === 'root' || kind === 'one') && second !== undefined) return `has more than one argument: ${second.value}`;
	if (kind === 'flag' && !['yes', 'no'].includes(first.value.toLowerCase())) return `is ${first.value}, which is neither yes nor no`;
	if (kind === 'root' && !rootValues.includes(first.value.toLowerCase())) return `is ${first.value}, which it can't be`;
	if (kind === 'rest' && !first.value.startsWith('/') && first.value.toLowerCase() !== 'none') return 'is not an absolute path';
	if (directive === 'AuthenticationMethods' && second !== undefined && words.some(({value}) => value === 'any')) return 'names any beside others';
	if (kind === 'list' || kind === 'append') return words.some(({value}) => value === '') ? 'has an empty argument' : undefined;
	return undefined;
}

function match(line: Line, from: number, by: string): Said {
	const read = criteriaOf(line, from);
	if ('refusal' in read) return {kind: 'refused', refusal: read.refusal};
	return {kind: 'match', criteria: read.criteria, line: stretch(line, 0, read.end), by};
}

/** Reads a configuration file and all that it includes; `folder` is where relative paths of Include begin. */
export function readConfiguration(system: FileSystem, path: string, keyboardAlias: boolean, folder: string = sshFolder): Configuration {
	const steps: Step[] = [];
	const refusals: Refusal[] = [];
	const doubts = new Set<string>();
	let [lines, files] = [0, 0];
	const isFull = () => lines > most.lines || files > most.files || refusals.length > most.refusals;

	const readFile = (file: string, depth: number): void => {
		const opened = open(system, file);
		if ('fault' in opened) return void doubts.add(opened.fault);
		let number = 0;
		for (const line of linesOf(opened.text)) {
			number++;
			if (isFull()) return;
			lines++;
			if (line === undefined) continue;
			const said = say(line, `/${opened.path} line ${number}`, keyboardAlias);
			if (said === undefined) continue;
			if (said.kind === 'refused') {
				refusals.push(said.refusal);
				// A Match line that is refused still ends the block before it.
				if (/^match\b/i.test(line.text)) steps.push({kind: 'match', criteria: 'never', line: stretch(line, 0, line.text.length), by: ''});
			} else if (said.kind === 'include') include(said.patterns, depth);
			else {
				if (said.kind === 'match' && said.criteria !== 'all' && said.criteria !== 'never')
					for (const {kind, attribute} of said.criteria) if (kind === 'unknown') doubts.add(`Match ${attribute} is not known here`);
				steps.push(said);
			}
		}
	};
	const include = (patterns: readonly Text[], depth: number): void => {
		for (const pattern of patterns) {
			const found = glob(system, pattern.value.startsWith('/') ? pattern.value : `${folder}/${pattern.value.replace(/^__PROGRAMDATA__\/ssh\//i, '')}`);
			if (found.cut) doubts.add(`Include ${pattern.value} stands for too many files`);
			if (found.paths.length > 0 && depth >= mostIncludes.depth) {
				refusals.push({place: pattern.place, reason: `Include goes more than ${mostIncludes.depth} levels deep`});
				continue;
			}
			for (const path of found.paths) {
				files++;
				if (isFull()) return;
				steps.push({kind: 'enter'});
				readFile(path, depth + 1);
				steps.push({kind: 'leave'});
			}
		}
	};
	readFile(path, 0);
	if (isFull()) doubts.add('sshd_config is too long: what is after its first lines was not read');
	return {steps, refusals, doubts: [...doubts]};
}

/**
 * The lines as sshd holds them: without blanks at both ends, up to a NUL, after which the next line goes on. Nothing for blank lines and comments,
 * so that lines can be counted.
 */
function* linesOf({value, place: {file}}: Text): Iterable<Line | undefined> {
	let nul = value.indexOf('\0');
	for (let start = 0; start <= value.length; ) {
		const end = value.indexOf('\n', start);
		const stop = end < 0 ? value.length : end;
		if (nul >= 0 && nul < start) nul = value.indexOf('\0', start);
		if (nul >= 0 && nul < stop) {
			const {line, next} = pieces(value, file, start);
			yield line;
			start = next;
			continue;
		}
		let from = start;
		while (from < stop && ' \t\r'.includes(value.charAt(from))) from++;
		let to = stop;
		while (to > from && ' \t\r\n\f'.includes(value.charAt(to - 1))) to--;
		yield from === to || value.charAt(from) === '#' ? undefined : {file, text: value.slice(from, to), start: from};
		start = stop + 1;
	}
}

/** A line with NULs: what is after each is not seen, the line's end included. */
function pieces(value: string, file: string, start: number): {readonly line: Line | undefined; readonly next: number} {
	const at: number[] = [];
	let begin = start;
	for (;;) {
		const end = value.indexOf('\n', begin);
		const stop = end < 0 ? value.length : end;
		const nul = value.indexOf('\0', begin);
		const last = nul < 0 || nul >= stop;
		while (begin < stop && ' \t\r'.includes(value.charAt(begin))) begin++;
		for (let index = begin; index < (last ? stop : nul); index++) at.push(index);
		begin = stop + 1;
		if (last || begin > value.length) break;
	}
	while (at.length > 0 && ' \t\r\n\f'.includes(value.charAt(at.at(-1) ?? 0))) at.pop();
	const text = at.map((index) => value.charAt(index)).join('');
	const whole: Line = {file, text, start: at[0] ?? start, at};
	return {line: text === '' || text.startsWith('#') ? undefined : whole, next: begin};
}
