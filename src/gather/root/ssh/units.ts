/** The command lines by which an instance starts sshd: of systemd units with their drop-ins and variables, or of the settings of older init systems. */

import {type FileSystem, namesIn, resolve, textAt} from '../../../filesystem.ts';
import {type CommandWord, filled, offsetIn, type Variables, wordOf, wordsOf} from './command-words.ts';

/** A way to start sshd: the words after the program's name, and whether it is on. */
export type Start = {readonly unit: string; readonly words: readonly CommandWord[]; readonly state: 'enabled' | 'masked' | 'unknown'};

/** Folders of units, the first counts most. */
const unitFolders = ['etc/systemd/system', 'run/systemd/system', 'usr/local/lib/systemd/system', 'usr/lib/systemd/system', 'lib/systemd/system'];
/** Variables that older init systems give to sshd, by file. */
const settings = [
	{path: 'etc/default/ssh', names: ['SSHD_OPTS']},
	{path: 'etc/sysconfig/sshd', names: ['OPTIONS']},
	{path: 'etc/sysconfig/ssh', names: ['SSHD_OPTS']},
	{path: 'etc/conf.d/sshd', names: ['SSHD_OPTS', 'command_args']},
	{path: 'etc/rc.conf', names: ['sshd_flags']},
];
/** What starts sshd without systemd. */
const scripts = /^(?:etc\/rc[2-5S]?\.d\/(?:rc[2-5]\.d\/)?S\d+sshd?|etc\/runlevels\/[^/]+\/sshd|etc\/init\/ssh\.conf)$/;
/** Units that start sshd though they bear another name are looked at where they are on; these are anyway. */
const usualUnits = ['ssh.service', 'sshd.service'];
/** Other SSH servers: what they let in is not told here. */
const otherServers = /^(?:dropbear|tinyssh)/;
/** Services with sshd that are looked at. */
const mostUnits = 20;

/** All ways to start sshd; at least one, with no words, where none was found. */
export function startsOf(system: FileSystem): {readonly starts: readonly Start[]; readonly others: readonly string[]} {
	const wanted = wantedUnits(system);
	const names = [...new Set(unitFolders.flatMap((folder) => namesIn(system, folder)))].filter((name) => name.endsWith('.service'));
	const starts: Start[] = [];
	for (const name of names.toSorted((a, b) => rank(a) - rank(b))) {
		if (starts.length >= mostUnits) break;
		const isOn = wanted.has(name) || wanted.has(`${name.replace(/@?\.service$/, '')}.socket`);
		const isUsual = usualUnits.includes(name);
		if (!isOn && !isUsual) continue;
		const words = commandLine(system, name);
		if (words === 'masked') {
			if (isUsual) starts.push({unit: name, words: [], state: 'masked'});
		} else if (words !== undefined) starts.push({unit: name, words, state: isOn ? 'enabled' : 'unknown'});
	}
	const others = [...wanted].filter((name) => otherServers.test(name));
	const live = starts.filter(({state}) => state !== 'masked');
	if (live.length > 0) return {starts: distinct(live), others};
	if (starts.length > 0 && !isScripted(system)) return {starts: starts.slice(0, 1), others};
	return {starts: [{unit: '', words: oldWords(system), state: isScripted(system) ? 'enabled' : 'unknown'}], others};
}

function rank(name: string): number {
	const index = usualUnits.indexOf(name);
	return index < 0 ? usualUnits.length : index;
}

/** ssh.service and its alias sshd.service are one. */
function distinct(starts: readonly Start[]): readonly Start[] {
	const byWords = new Map<string, Start>();
	for (const start of starts) {
		const key = JSON.stringify(start.words.map(({text}) => text));
		const known = byWords.get(key);
		if (known === undefined || (known.state === 'unknown' && start.state === 'enabled'))
			byWords.set(key, known === undefined ? start : {...known, state: 'enabled'});
	}
	return [...byWords.values()];
}

/** Units that others want: the links in folders like `multi-user.target.wants`. An alias counts for what it leads to. */
function wantedUnits(system: FileSystem): ReadonlySet<string> {
	const wanted = new Set<string>();
	for (const folder of unitFolders) {
		for (const name of namesIn(system, folder)) {
			if (!/\.(?:wants|requires|upholds)$/.test(name)) continue;
			for (const unit of namesIn(system, `${folder}/${name}`)) {
				wanted.add(unit.replace(/@[^.]+\.service$/, '@.service'));
				const target = system.entries.get(`${resolve(system, `${folder}/${name}`)}/${unit}`)?.target;
				if (target !== undefined) wanted.add(target.slice(target.lastIndexOf('/') + 1));
			}
		}
	}
	return wanted;
}

function isScripted(system: FileSystem): boolean {
	if (/^[ \t]*sshd_enable=["']?YES/im.test(textAt(system, 'etc/rc.conf')?.value ?? '')) return true;
	return [...system.entries.keys()].some((path) => scripts.test(path));
}

function oldWords(system: FileSystem): readonly CommandWord[] {
	return settings.flatMap(({path, names}) => {
		const variables = variablesOf(system, path);
		return names.flatMap((name) => {
			const value = variables.get(name);
			return value === undefined ? [] : wordsOf(value);
		});
	});
}

/** A setting of a unit's section `[Service]`. */
type UnitLine = {readonly key: string; readonly value: CommandWord};

/** The words after the program in a unit's last ExecStart; `masked` where it is shut off, nothing where it starts no sshd. */
function commandLine(system: FileSystem, unit: string): readonly CommandWord[] | 'masked' | undefined {
	const folder = unitFolders.find((candidate) => namesIn(system, candidate).includes(unit));
	if (folder === undefined) return undefined;
	const entry = system.entries.get(`${resolve(system, folder)}/${unit}`);
	if (entry?.target === '/dev/null' || (entry?.type === 'file' && entry.size === 0)) return 'masked';
	let commands: CommandWord[] = [];
	const variables = new Map<string, CommandWord>();
	const fromFiles = new Map<string, CommandWord>();
	for (const path of [`${folder}/${unit}`, ...dropIns(system, unit)]) {
		for (const {key, value} of serviceLines(system, path)) {
			if (key === 'ExecStart' && value.text === '') commands = [];
			else if (key === 'ExecStart') commands.push(value);
			else if (key === 'Environment') for (const word of wordsOf(value)) keep(variables, word);
			else if (key === 'EnvironmentFile') {
				const file = value.text.replace(/^-/, '');
				for (const [name, text] of variablesOf(system, file.replace(/^\/+/, ''))) fromFiles.set(name, text);
			}
		}
	}
	const all: Variables = new Map([...variables, ...fromFiles]);
	for (const command of commands) {
		const [program, ...rest] = wordsOf(command);
		if (program !== undefined && /(?:^|\/)sshd$/.test(program.text.replace(/^[-@:+!|]+/, ''))) return filled(rest, all);
	}
	return undefined;
}

/** Files in `<unit>.d`, of all folders, in the order of their names; of two with one name the first folder's counts. */
function dropIns(system: FileSystem, unit: string): readonly string[] {
	const byName = new Map<string, string>();
	for (const folder of unitFolders)
		for (const name of namesIn(system, `${folder}/${unit}.d`)) if (name.endsWith('.conf') && !byName.has(name)) byName.set(name, `${folder}/${unit}.d/${name}`);
	return [...byName.keys()].toSorted().flatMap((name) => byName.get(name) ?? []);
}

function serviceLines(system: FileSystem, path: string): readonly UnitLine[] {
	const text = textAt(system, path);
	if (text === undefined) return [];
	const lines: UnitLine[] = [];
	let section = '';
	for (const line of joinedLines(wordOf(text))) {
		const header = /^\[([^\]]{1,100})\]$/.exec(line.text);
		if (header !== null) section = header[1] ?? '';
		const equals = line.text.indexOf('=');
		if (section !== 'Service' || header !== null || equals < 0) continue;
		lines.push({key: line.text.slice(0, equals).trim(), value: part(line, equals + 1)});
	}
	return lines;
}

/** `NAME=value` lines of a file of variables, quotes taken away. */
function variablesOf(system: FileSystem, path: string): Variables {
	const variables = new Map<string, CommandWord>();
	const text = textAt(system, path);
	if (text === undefined) return variables;
	for (const line of joinedLines(wordOf(text))) keep(variables, line);
	return variables;
}

function keep(variables: Map<string, CommandWord>, line: CommandWord): void {
	const [, before = '', name] = /^((?:export\s+)?(\w{1,200})=)/.exec(line.text) ?? [];
	if (name === undefined) return;
	const value = part(line, before.length);
	const quote = /^(["']).*\1$/s.test(value.text) && value.text.length >= 2 ? 1 : 0;
	variables.set(name, part(value, quote, value.text.length - quote));
}

/** A stretch of a word, without blanks at its ends. */
function part(word: CommandWord, from: number, to = word.text.length): CommandWord {
	let [start, end] = [from, to];
	while (start < end && ' \t\r'.includes(word.text.charAt(start))) start++;
	while (end > start && ' \t\r'.includes(word.text.charAt(end - 1))) end--;
	return {file: word.file, text: word.text.slice(start, end), start: offsetIn(word, start), ...(word.at === undefined ? {} : {at: word.at.slice(start, end)})};
}

/** Lines without comments and blanks at their ends, those that end in a backslash joined with the next. */
function joinedLines(whole: CommandWord): readonly CommandWord[] {
	const lines: CommandWord[] = [];
	let pieces: CommandWord[] = [];
	const close = () => {
		const [first] = pieces;
		if (first !== undefined && pieces.some(({text}) => text !== '')) lines.push(pieces.length === 1 ? first : joined(first, pieces));
		pieces = [];
	};
	let start = 0;
	for (const raw of whole.text.split('\n')) {
		const line = part(whole, start, start + raw.length);
		start += raw.length + 1;
		if (/^[#;]/.test(line.text)) continue;
		const goesOn = line.text.endsWith('\\');
		pieces.push(goesOn ? part(line, 0, line.text.length - 1) : line);
		if (!goesOn) close();
	}
	close();
	return lines;
}

/** Pieces of one file as one word, a blank between them. */
function joined(first: CommandWord, pieces: readonly CommandWord[]): CommandWord {
	const at: number[] = [];
	for (const piece of pieces) for (let index = 0; index <= piece.text.length; index++) at.push(offsetIn(piece, index));
	return {file: first.file, text: pieces.map(({text}) => text).join(' '), start: first.start, at: at.slice(0, -1)};
}
