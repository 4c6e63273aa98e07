/** The rules of sudo, as sudoers(5) has them (https://www.sudo.ws/docs/man/sudoers.man/). */

import type {Place, Text} from '../../../contract.ts';
import {entriesIn, type FileSystem} from '../../../filesystem.ts';
import {isUnread, readAt} from './files.ts';
import type {Command, Rule, Who} from './rules.ts';

/** What the files of sudo say. */
export type Sudoers = {
	readonly rules: readonly Rule[];
	/** Those who are asked for no password, as `user alice`. */
	readonly open: ReadonlySet<string>;
	/** The main file; missing where there is none, so that sudo refuses everybody. */
	readonly place?: Place;
	/** Why the rules are not known in full. */
	readonly unknown?: string;
};

/** The first that is there is the main file: of most systems, of SUSE's newer ones, of FreeBSD. */
const mainFiles = ['etc/sudoers', 'usr/etc/sudoers', 'usr/local/etc/sudoers'];

/** sudo's own limit is 128 files deep; files that include each other multiply. */
const most = {files: 500, items: 200_000};

/** Reads the main file and all that it includes. */
export function sudoersOf(system: FileSystem): Sudoers {
	const main = mainFiles.find((path) => readAt(system, path) !== undefined);
	if (main === undefined) return {rules: [], open: new Set()};
	const {lines, unknown, place} = includedLines(system, main);
	const aliases = aliasesOf(lines);
	const settings = settingsOf(lines, aliases);
	const rules = lines.flatMap((line) => ruleOf(line, aliases, settings) ?? []);
	const why = unknown ?? (aliases.left < 0 ? 'the aliases of sudo are too many' : undefined);
	return {rules, open: settings.open, ...(place === undefined ? {} : {place}), ...(why === undefined ? {} : {unknown: why})};
}

/** All lines in the order in which sudo reads them. */
function includedLines(
	system: FileSystem,
	main: string,
): {readonly lines: readonly Text[]; readonly unknown: string | undefined; readonly place: Place | undefined} {
	const lines: Text[] = [];
	const folders = new Map<string, readonly string[]>();
	let [files, unknown, place] = [0, undefined as string | undefined, undefined as Place | undefined];
	const read = (path: string, depth: number): void => {
		const found = readAt(system, path);
		if (found === undefined) return;
		if (isUnread(found)) unknown ??= found.unknown;
		else if (++files > most.files || depth > 128) unknown ??= 'the files of sudo include each other';
		else {
			place ??= found.place;
			for (const line of logicalLines(found)) {
				const include = /^[@#]include(dir)?[ \t]+(\S.*)$/.exec(line.value);
				if (include === null) lines.push(line);
				else {
					const target = pathOf(include[2] ?? '', path);
					for (const inside of include[1] === undefined ? [target] : listed(target)) read(inside, depth + 1);
				}
			}
		}
	};
	const listed = (folder: string): readonly string[] => {
		if (system.unread.has(folder)) unknown ??= `${folder} was not read: ${system.unread.get(folder)}`;
		const names = folders.get(folder) ?? entriesIn(system, folder).flatMap(({path, type}) => (type !== 'folder' && isTaken(path) ? [path] : []));
		folders.set(folder, names);
		return names;
	};
	read(main, 0);
	return {lines, unknown, place};
}

/** sudo passes over the files of package managers and editors: names with a dot in them or a tilde at the end. */
function isTaken(path: string): boolean {
	const name = path.slice(path.lastIndexOf('/') + 1);
	return !name.includes('.') && !name.endsWith('~');
}

/** A path as an include names it, quoted or with escapes; a relative one begins at the folder of the file that names it. */
function pathOf(written: string, from: string): string {
	const path = written
		.trim()
		.replace(/^"(.*)"$/, '$1')
		.replace(/\\(.)/g, '$1');
	return path.startsWith('/') ? path.slice(1) : `${from.slice(0, from.lastIndexOf('/') + 1)}${path}`;
}

/** Lines with those that they go on in, without comments and blanks around them. A comment does not go on, whatever it ends with. */
function logicalLines(text: Text): readonly Text[] {
	const lines: Text[] = [];
	let parts: string[] = [];
	let begin = 0;
	for (let start = 0; start <= text.value.length; ) {
		const newline = text.value.indexOf('\n', start);
		const next = newline < 0 ? text.value.length + 1 : newline + 1;
		const raw = text.value.slice(start, next - 1);
		const end = /^\s*[#@]include/.test(raw) && parts.length === 0 ? raw.length : commentStart(raw);
		const goesOn = end === raw.length && /\\\r?$/.test(raw) && next <= text.value.length;
		// Blanks in the stead of what is left out keep all offsets.
		parts.push(goesOn ? raw.replace(/\\\r?$/, (tail) => ' '.repeat(tail.length + 1)) : raw.slice(0, end));
		if (!goesOn) {
			const whole = parts.join('');
			const indent = whole.length - whole.trimStart().length;
			const value = whole.trim();
			const base = (text.place.range?.[0] ?? 0) + begin + indent;
			if (value !== '') lines.push({value, place: {file: text.place.file, range: [base, base + value.length]}});
			parts = [];
			begin = next;
		}
		start = next;
	}
	return lines;
}

/** Where a comment begins. A `#` before digits is a user id where a user may stand: first of the line, or after a comma. */
function commentStart(line: string): number {
	let before = '';
	for (let at = 0; at < line.length; at++) {
		const character = line.charAt(at);
		if (character === '\\') at++;
		else if (character === '#' && (at === 0 || /\s/.test(line.charAt(at - 1))) && !((before === '' || before === ',') && /\d/.test(line.charAt(at + 1))))
			return at;
		if (!/\s/.test(character)) before = character;
	}
	return line.length;
}

/** The pieces between separators that stand outside of quotes and brackets. */
function pieces(text: string, separator: ',' | '='): readonly string[] {
	const found: string[] = [];
	let [start, depth, isQuoted] = [0, 0, false];
	for (let at = 0; at < text.length; at++) {
		const character = text.charAt(at);
		if (character === '\\') at++;
		else if (character === '"') isQuoted = !isQuoted;
		else if (isQuoted) continue;
		else if (character === '(') depth++;
		else if (character === ')') depth = Math.max(0, depth - 1);
		else if (character === separator && depth === 0) {
			found.push(text.slice(start, at).trim());
			start = at + 1;
		}
	}
	return [...found, text.slice(start).trim()];
}

/** Aliases by name; `left` counts down what may still be spelled out. */
type Aliases = {
	readonly users: ReadonlyMap<string, string>;
	readonly runAs: ReadonlyMap<string, string>;
	readonly commands: ReadonlyMap<string, string>;
	readonly spelled: Map<string, readonly Who[]>;
	left: number;
};

function aliasesOf(lines: readonly Text[]): Aliases {
	const maps = {User: new Map<string, string>(), Runas: new Map<string, string>(), Cmnd: new Map<string, string>()};
	for (const {value} of lines) {
		const [, kind, rest = ''] = /^(User|Runas|Cmnd|Cmd)_Alias\s(.*)$/.exec(value) ?? [];
		if (kind === undefined) continue;
		const map = kind === 'User' || kind === 'Runas' ? maps[kind] : maps.Cmnd;
		const names = [...rest.matchAll(/(?:^|:)\s*([A-Z][A-Z\d_]*)\s*=/g)];
		for (const [index, {0: head, 1: name = '', index: at}] of names.entries())
			map.set(name, rest.slice(at + head.length, names[index + 1]?.index ?? rest.length).trim());
	}
	return {users: maps.User, runAs: maps.Runas, commands: maps.Cmnd, spelled: new Map(), left: most.items};
}

/** A list of users with its aliases spelled out. */
function whoOf(list: readonly string[], aliases: Aliases, open: readonly string[] = []): readonly Who[] {
	return list.flatMap((written): readonly Who[] => {
		const marks = /^!*/.exec(written)?.[0].length ?? 0;
		const isNegated = marks % 2 === 1;
		const name = written
			.slice(marks)
			.trim()
			.replace(/^"(.*)"$/, '$1')
			.replace(/^%"(.*)"$/, '%$1')
			.replace(/\\(.)/g, '$1');
		const alias = aliases.users.get(name);
		if (alias !== undefined && !open.includes(name) && open.length < 50) {
			const spelled = aliases.spelled.get(name) ?? whoOf(pieces(alias, ','), aliases, [...open, name]);
			aliases.spelled.set(name, spelled);
			aliases.left -= spelled.length;
			return aliases.left < 0 ? [] : isNegated ? spelled.map((who) => ({...who, isNegated: !who.isNegated})) : spelled;
		}
		if (name === 'ALL') return [{isNegated, kind: 'all', value: ''}];
		if (/^%#\d+$/.test(name)) return [{isNegated, kind: 'gid', value: String(Number(name.slice(2)))}];
		if (/^#\d+$/.test(name)) return [{isNegated, kind: 'uid', value: String(Number(name.slice(1)))}];
		if (/^%[^:]/.test(name)) return [{isNegated, kind: 'group', value: name.slice(1)}];
		return name === '' || /^[+%]/.test(name) ? [] : [{isNegated, kind: 'user', value: name}];
	});
}

/** Settings that decide whether a rule asks for a password, and for whose. */
type Settings = {readonly isOpen: boolean; readonly open: ReadonlySet<string>; readonly asksForRoots: boolean};

function settingsOf(lines: readonly Text[], aliases: Aliases): Settings {
	const open = new Set<string>();
	let [isOpen, asksForRoots] = [false, false];
	for (const {value} of lines) {
		const [, list, rest = ''] = /^Defaults(?::(\S+))?\s(.*)$/.exec(value) ?? [];
		const flags = new Set(pieces(rest, ','));
		if (flags.has('!authenticate')) {
			if (list === undefined) isOpen = true;
			else for (const {kind, value: name} of whoOf(list.split(','), aliases)) open.add(`${kind} ${name}`);
		}
		if (list === undefined && ['targetpw', 'rootpw', 'runaspw'].some((flag) => flags.has(flag))) asksForRoots = true;
	}
	return {isOpen, open, asksForRoots};
}

function ruleOf(text: Text, aliases: Aliases, settings: Settings): Rule | undefined {
	if (/^(?:Defaults|(?:User|Runas|Host|Cmnd|Cmd)_Alias)\b/.test(text.value)) return undefined;
	const [left = '', ...right] = pieces(text.value, '=');
	if (right.length === 0) return undefined;
	const names = pieces(left, ',');
	// The users end with the first piece that has two words: the second is where the hosts begin.
	const end = names.findIndex((name) => /[^\\\s]\s+\S/.test(unquoted(name)));
	const [, last = '', host = ''] = /^("[^"]*"|%"[^"]*"|(?:\\.|[^\\\s])+)\s+(.*)$/.exec(names[end] ?? '') ?? [];
	if (end < 0 || last === '') return undefined;
	const who = whoOf([...names.slice(0, end), last], aliases);
	const isEverywhere = [host, ...names.slice(end + 1)].includes('ALL');
	const commands = commandsOf(text.value.slice(text.value.indexOf('=') + 1), settings, aliases);
	return {text, who, commands: isEverywhere ? commands : commands.map((command) => (command.kind === 'all' ? {...command, kind: 'some'} : command))};
}

/** A name with what is quoted or escaped in it made one word. */
function unquoted(name: string): string {
	return name.replace(/"[^"]*"/g, 'q').replace(/\\./g, 'e');
}

const tag = /^(?:(NO)?PASSWD|[A-Z_]+):\s*/;
const option = /^(?:ROLE|TYPE|CWD|CHROOT|TIMEOUT|NOTBEFORE|NOTAFTER|PRIVS|LIMITPRIVS|APPARMOR_PROFILE)=\S+\s*/;

/** What counts of commands: the last word on all of them, and whether there are others. */
function summed(commands: readonly Command[]): readonly Command[] {
	const last = (isWanted: (command: Command) => boolean) => commands.filter(isWanted).slice(-1);
	return [...last(({kind}) => kind === 'some'), ...last(({kind}) => kind !== 'some')];
}

/** What stands right of the `=`. Tags and the user to run as hold on for the commands that follow. */
function commandsOf(text: string, {isOpen, asksForRoots}: Pick<Settings, 'isOpen' | 'asksForRoots'>, aliases: Aliases): readonly Command[] {
	let [isPasswordless, isRoot] = [isOpen, true];
	const commands = pieces(text, ',').flatMap((piece): readonly Command[] => {
		let rest = piece;
		const runAs = /^\(([^)]*)\)\s*/.exec(rest);
		if (runAs !== null) {
			isRoot = isRootAmong(runAs[1] ?? '', aliases);
			rest = rest.slice(runAs[0].length);
		}
		for (let found = option.exec(rest); found !== null; found = option.exec(rest)) rest = rest.slice(found[0].length);
		for (let found = tag.exec(rest); found !== null; found = tag.exec(rest)) {
			if (/PASSWD/.test(found[0])) isPasswordless = found[1] === 'NO';
			rest = rest.slice(found[0].length);
		}
		if (rest === '') return [];
		// Where root's password is asked for, and root has none, such a rule lets nobody through.
		if (asksForRoots && !isPasswordless) return [];
		if (/^!\s*ALL\b/.test(rest)) return [{kind: 'none', isPasswordless}];
		const isAll = isRoot && (/^ALL(?:\s*:|$)/.test(rest) || isAllAlias(rest, aliases));
		return rest.startsWith('!') ? [] : [{kind: isAll ? 'all' : 'some', isPasswordless}];
	});
	return summed(commands);
}

/** `(ALL : ALL)`, `(root)`, `(:adm)`: whether root is among the users to run as. */
function isRootAmong(runAs: string, {runAs: aliases}: Aliases): boolean {
	const users = (runAs.split(':')[0] ?? '').split(',').map((name) => name.trim());
	if (users.every((name) => name === '')) return !runAs.includes(':') || runAs.trim() === ':';
	const named = users.flatMap((name) => (aliases.has(name) ? pieces(aliases.get(name) ?? '', ',') : [name]));
	return named.some((name) => /^(?:ALL|root|#0)$/.test(name)) && !named.some((name) => /^!\s*(?:root|#0)$/.test(name));
}

function isAllAlias(name: string, {commands}: Aliases): boolean {
	let current = name;
	for (let depth = 0; depth < 20; depth++) {
		const list = pieces(commands.get(current) ?? '', ',');
		if (list.includes('ALL')) return true;
		const next = list.find((item) => commands.has(item));
		if (next === undefined) return false;
		current = next;
	}
	return false;
}

/** A rule as cloud-init's settings give it, without the user: `ALL=(ALL) NOPASSWD:ALL`. */
export function ruleWithoutUser(text: Text): Rule | undefined {
	const at = text.value.indexOf('=');
	if (at < 0) return undefined;
	const none: Aliases = {users: new Map(), runAs: new Map(), commands: new Map(), spelled: new Map(), left: 0};
	return {text, who: [], commands: commandsOf(text.value.slice(at + 1), {isOpen: false, asksForRoots: false}, none)};
}
