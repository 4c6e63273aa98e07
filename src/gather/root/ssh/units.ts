/** The command lines by which an instance starts sshd: of systemd units with their drop-ins and variables, or of the settings of older init systems. */

import {type FileSystem, textAt} from '../../../filesystem.ts';
import {iniSettings} from '../ini.ts';
import {systemUnits, type Unit} from '../startup/units.ts';
import {type CommandWord, filled, offsetIn, type Variables, wordOf, wordsOf} from './command-words.ts';

/** A way to start sshd: the words after the program's name, and whether it is on. */
export type Start = {readonly unit: string; readonly words: readonly CommandWord[]; readonly state: 'enabled' | 'masked' | 'unknown'};

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
	const {units, started} = systemUnits(system);
	const starts: Start[] = [];
	for (const unit of [...units.values()].toSorted((a, b) => rank(a.name) - rank(b.name))) {
		if (starts.length >= mostUnits) break;
		const {name, masked} = unit;
		const isUsual = usualUnits.includes(name);
		if (!name.endsWith('.service') || (!started.has(name) && !isUsual)) continue;
		const words = masked ? undefined : commandLine(system, unit);
		if (masked && isUsual) starts.push({unit: name, words: [], state: 'masked'});
		else if (words !== undefined) starts.push({unit: name, words, state: started.has(name) ? 'enabled' : 'unknown'});
	}
	// A server that its own socket starts is told once.
	const others = [...started].flatMap(([name, {by}]) => (otherServers.test(name) && !otherServers.test(by) && units.get(name)?.masked !== true ? [name] : []));
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

/** The words after the program in a unit's ExecStart; nothing where it starts no sshd. */
function commandLine(system: FileSystem, {settings}: Unit): readonly CommandWord[] | undefined {
	const valuesOf = (key: string) => settings.get(`Service.${key}`) ?? [];
	const own = new Map<string, CommandWord>();
	for (const value of valuesOf('Environment')) for (const word of wordsOf(wordOf(value))) keep(own, word);
	const files = valuesOf('EnvironmentFile').flatMap(({value}) => [...variablesOf(system, value.replace(/^-/, '').replace(/^\/+/, ''))]);
	for (const command of valuesOf('ExecStart')) {
		const [program, ...rest] = wordsOf(wordOf(command));
		if (program !== undefined && /(?:^|\/)sshd$/.test(program.text.replace(/^[-@:+!|]+/, ''))) return filled(rest, new Map([...own, ...files]));
	}
	return undefined;
}

/** `NAME=value` lines of a file of variables, quotes taken away. */
function variablesOf(system: FileSystem, path: string): Variables {
	const variables = new Map<string, CommandWord>();
	const text = textAt(system, path);
	for (const {key, value} of text === undefined ? [] : iniSettings(text)) {
		const name = /^(?:export\s+)?(\w{1,200})$/.exec(key)?.[1];
		if (name !== undefined) variables.set(name, withoutQuotes(wordOf(value)));
	}
	return variables;
}

/** Keeps a word `NAME=value`. */
function keep(variables: Map<string, CommandWord>, word: CommandWord): void {
	const name = /^(\w{1,200})=/.exec(word.text)?.[1];
	if (name !== undefined) variables.set(name, withoutQuotes(part(word, name.length + 1)));
}

function withoutQuotes(word: CommandWord): CommandWord {
	const {text} = word;
	return text.length >= 2 && /^(["']).*\1$/s.test(text) ? part(word, 1, text.length - 1) : word;
}

/** A stretch of a word. */
function part(word: CommandWord, start: number, end = word.text.length): CommandWord {
	return {file: word.file, text: word.text.slice(start, end), start: offsetIn(word, start), ...(word.at === undefined ? {} : {at: word.at.slice(start, end)})};
}
