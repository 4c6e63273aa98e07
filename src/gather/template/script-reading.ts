/** What scripts of a template run, and what in them is only said: comments, printed texts, and files that nothing runs. */

import {append} from '../../append.ts';
import type {Place} from '../../contract.ts';
import {type Act, baseOf, wordsOf} from '../root/shell/acts.ts';
import {isShellScript} from '../root/shell/interpreters.ts';
import {outputOf} from '../root/shell/outputs.ts';
import {actsOf, actsOfWords} from '../root/shell/run.ts';
import {isSpent, type Shell} from '../root/shell/shell.ts';
import {commentsIn} from '../root/shell/syntax/commands.ts';
import {leaveRest} from '../root/shell/unread.ts';
import {flat, placeOfStretch, sourceOf, unknownMark, type Value} from '../root/shell/values.ts';

/** Scripts that scripts write or feed to shells, inside each other. */
const maxDepth = 6;

/** What writing a text to one more file costs, in characters that are read once more. */
const writingCost = 50;

/** What files are given, by path. */
type Files = Map<string, {readonly parts: Value[number][]; readonly isScript: boolean}>;

/** What scripts do. */
export type Reading = {
	readonly acts: Act[];
	/** Stretches that are only said. Some may be run all the same: a variable that is printed before it is run. */
	readonly said: Place[];
	/** Stretches that programs are given, which wins. */
	readonly run: Place[];
};

/** A reading of nothing yet. */
export function newReading(): Reading {
	return {acts: [], said: [], run: []};
}

/** They print their words or their input. */
const printing = /^(?:echo|printf|logger|wall|write|cat|tee|:|true|banner|figlet|mailx?)$/;
/** They hand on what they read, or show it; nothing of it is run. */
const showing = /^(?:tee|cat|[ef]?grep|sed|[gmn]?awk|tr|sort|uniq|head|tail|logger|systemd-cat|wall|write|mailx?|base64|column|fold|fmt|less|more|wc)$/;
/** They do nothing with a file that would run it. */
const handling = /^(?:chown|chgrp|touch|rm|ls|stat|mkdir|dirname|basename|wc|test|\[|\[\[|read|source-highlight|restorecon|chcon)$/;
/** They run what they read as a script of a shell. */
const shells = /^(?:(?:ba|da|a|k|z)?sh|su|ssh|runuser)$/;
/** Places, and endings of names, of what is run by somebody. */
const program =
	/\/(?:systemd|s?bin|libexec|init\.d|rc\d?\.d|rc\.local|profile(?:\.d)?|autostart|hooks\.d|dispatcher\.d|update-motd\.d|scripts?|jobs|supervisord?(?:\.d)?|monit(?:\.d)?|logrotate\.d|sudoers\.d|user-data)(?:\/|$)|\/(?:ana)?cron(?:tab|\.\w{1,20})?(?:\/|$)|\/\.?(?:bash|zsh|ksh)?_?(?:rc|profile|login|bashrc|bash_profile|zshrc)$|\.(?:sh|bash|py|rb|pl|js|ps1|bat|cmd|service|timer|path|socket|desktop|command|aws|mk)$|(?:^|\/)(?:Makefile|Dockerfile|\.envrc|crontab)$/;
const notes = /^(?:\/dev\/(?:null|stderr|console|tty\w{0,4}|kmsg)|\/var\/log\/.*|&2)$/;

/** Whether a file of this path is run by somebody, as far as the path tells. */
export function isProgramPath(path: string): boolean {
	return program.test(path);
}

/** Reads a script of a shell, and what it writes and hands to other shells. */
export function readScript(shell: Shell, value: Value, file: string, into: Reading, depth = 0): void {
	const source = sourceOf(value);
	if (depth > 0) shell.again -= source.text.length;
	if (depth > maxDepth || isSpent(shell)) return leaveRest(shell, source, 0, 'scripts stand more levels inside each other here than one check reads');
	noteComments(value, into);
	readActs(shell, actsOf(shell, source, file), file, into, depth);
}

/** Reads a program that is started with these words, and the scripts that it is given. */
export function readWords(shell: Shell, words: readonly Value[], place: Place, into: Reading): void {
	readActs(shell, actsOfWords(shell, words, place), place.file, into, 0);
}

function readActs(shell: Shell, acts: readonly Act[], file: string, into: Reading, depth: number): void {
	const readers = readersOf(acts);
	append(into.acts, acts);
	const files: Files = new Map();
	const executed = namedIn(acts);
	for (const act of acts) {
		const isFed = act.program === 'cat' ? act.args.every((arg) => flat(arg) === '-') : act.program === 'tee' || !/^(?:echo|printf)$/.test(act.program);
		if (!printing.test(act.program)) {
			for (const value of act.args) append(into.run, textPlacesOf(value));
			if (act.input !== undefined && shells.test(act.program)) readScript(shell, act.input, file, into, depth + 1);
			continue;
		}
		const consumers = consumersOf(act, readers);
		if (act.captured || !consumers.every((own) => showing.test(own.program))) continue;
		const printed = isFed && act.input !== undefined ? act.input : act.program === 'cat' ? [] : act.args.flat();
		const targets = [act, ...consumers].flatMap(targetsOf);
		const content = isFed ? printed : outputOf(act, act.input);
		for (const path of targets) {
			// A text that goes to many files is read once more for each.
			shell.again -= writingCost + content.length;
			if (isSpent(shell)) return;
			append(contentOf(files, path, content), content);
		}
		if (targets.every((path) => !isRun(path, printed, files, executed))) append(into.said, textPlacesOf(printed));
	}
	for (const [path, {parts: content}] of files) {
		const text = flat(content);
		if (text.startsWith('#!') ? isShellScript(text) : executed.shell.has(baseOf(path))) readScript(shell, content, file, into, depth + 1);
		else if (isProgramPath(path) && !text.startsWith('#!')) noteComments(content, into);
	}
}

/** Notes the comments of a script of a shell, or of a file with comments like it. */
function noteComments(value: Value, into: Reading): void {
	const source = sourceOf(value);
	for (const [start, end] of commentsIn(source.text)) if (!source.text.startsWith('#!', start)) append(into.said, [placeOfStretch(source, start, end)]);
}

/** The content of a file so far; `next` comes behind it. */
function contentOf(files: Files, path: string, next: Value): Value[number][] {
	const known = files.get(path) ?? {parts: [], isScript: flat(next.slice(0, 3)).startsWith('#!')};
	files.set(path, known);
	return known.parts;
}

/** Who reads the output of each program. */
function readersOf(acts: readonly Act[]): ReadonlyMap<Act, readonly Act[]> {
	const readers = new Map<Act, Act[]>();
	for (const act of acts)
		for (const from of act.from) {
			const known = readers.get(from);
			if (known === undefined) readers.set(from, [act]);
			else known.push(act);
		}
	return readers;
}

/** Who reads the output of a program, and what these make of it, to the end of the pipe. */
function consumersOf(act: Act, readers: ReadonlyMap<Act, readonly Act[]>): readonly Act[] {
	const found = new Set(readers.get(act) ?? []);
	for (const own of found) for (const next of readers.get(own) ?? []) found.add(next);
	return [...found];
}

/** The files that a program's output goes to. */
function targetsOf(act: Act): readonly string[] {
	return [...act.outputs.map(({path}) => flat(path)), ...(act.program === 'tee' ? wordsOf(act).filter((word) => !word.startsWith('-')) : [])];
}

/** Whether what is written to a path is run, or may be: the path is not known, or somebody is told to run it. */
function isRun(path: string, printed: Value, files: Files, {all}: Named): boolean {
	if (notes.test(path)) return false;
	const base = baseOf(path);
	if (base === '' || base.includes(unknownMark)) return true;
	return isProgramPath(path) || all.has(base) || flat(printed.slice(0, 3)).startsWith('#!') || files.get(path)?.isScript === true;
}

/** Last parts of the paths that programs are given which may run them, and of those that shells are. */
type Named = {readonly all: ReadonlySet<string>; readonly shell: ReadonlySet<string>};

function namedIn(acts: readonly Act[]): Named {
	const all = new Set<string>();
	const shell = new Set<string>();
	for (const act of acts) {
		const words = wordsOf(act);
		if (printing.test(act.program) || handling.test(act.program) || showing.test(act.program)) continue;
		if (act.program === 'chmod' && !/[+=][rw]*x|^[0-7]{0,3}[1357][0-7]{0,2}$/.test(words[0] ?? '')) continue;
		for (const word of [act.path, ...words]) if (word !== '') all.add(baseOf(word.slice(word.lastIndexOf('=') + 1)));
		if (shells.test(act.program) || /^(?:\.|source)$/.test(act.program)) for (const word of words.slice(0, 3)) shell.add(baseOf(word));
	}
	all.delete('');
	shell.delete('');
	return {all, shell};
}

/** Where the written parts of a value stand. */
export function textPlacesOf(value: Value): readonly Place[] {
	return value.flatMap(({origin, text, place}) =>
		origin === 'fixed' && text !== '' && place.range !== undefined && place.range[1] > place.range[0] ? [place] : [],
	);
}

/** What is only said, in order and apart from each other: what overlaps with something that is run is left out. */
export function saidAlone({said, run}: Pick<Reading, 'said' | 'run'>): readonly Place[] {
	const taken = merged(run);
	return merged(said.filter((place) => !overlapsAny(taken, place)));
}

function merged(places: readonly Place[]): readonly Place[] {
	const found: Place[] = [];
	for (const place of places.toSorted((a, b) => (a.range?.[0] ?? 0) - (b.range?.[0] ?? 0))) {
		const last = found.at(-1);
		if (last?.range !== undefined && place.range !== undefined && place.range[0] <= last.range[1])
			found[found.length - 1] = {...last, range: [last.range[0], Math.max(last.range[1], place.range[1])]};
		else found.push(place);
	}
	return found;
}

/** Whether a place overlaps with one of several, which are in order and apart from each other. */
export function overlapsAny(places: readonly Place[], {range}: Place): boolean {
	if (range === undefined) return false;
	let [low, high] = [0, places.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((places[middle]?.range?.[0] ?? 0) < range[1]) low = middle + 1;
		else high = middle;
	}
	return (places[low - 1]?.range?.[1] ?? -1) > range[0];
}
