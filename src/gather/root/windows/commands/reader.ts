/** What the readers of Windows' command texts share: what they know of a script, and programs as acts. */

import type {Place} from '../../../../contract.ts';
import type {FileSystem} from '../../../../filesystem.ts';
import {type Act, type Output, plainCall} from '../../shell/acts.ts';
import {counted, type Source, unknownMark, type Value} from '../../shell/values.ts';
import {leaveOutOfRoot} from '../../unread.ts';
import {pathOf} from '../paths.ts';

/** Bounds for hostile scripts: programs of one root, scripts and blocks within each other, characters of one text, and of all texts that commands are given. */
export const most = {acts: 60_000, depth: 24, text: 400_000, again: 2_000_000};

/** A reader of one root's command texts. */
export type Reader = {
	readonly system: FileSystem;
	/** Scripts that were read: once is enough. */
	readonly visited: Set<string>;
	left: number;
	/** Characters of texts that commands may still be given. */
	again: number;
	/** Characters that long words may still come to (`counted`). */
	long: number;
	/** What words run: the program as it is, or the script or text that it is given. */
	run(words: readonly Value[], at: Standing): readonly Act[];
};

/** Where a command stands. */
export type Standing = {
	/** The file that it stands in. */
	readonly script: string;
	/** The folder of that script on the instance, with `\` at its end; empty where it lies in no file of the image. */
	readonly folder: string;
	readonly place: Place;
	readonly depth: number;
	/** Whether it is run in some cases alone. */
	readonly conditional: boolean;
	/** Programs whose output it reads. */
	readonly from: readonly Act[];
	readonly input?: Value;
	readonly outputs?: readonly Output[];
	/** Its output becomes a word. */
	readonly captured?: boolean;
};

/** Whether commands stand more levels inside each other than are followed, which is then noted. */
export function isTooDeep({system}: Reader, depth: number, place: Place): boolean {
	const isOver = depth >= most.depth;
	if (isOver)
		leaveOutOfRoot(
			system,
			place,
			'commands, scripts or blocks stand more levels inside each other here than one check follows; not all of them were looked at: write them as scripts of their own',
		);
	return isOver;
}

/** Whether a text of commands is longer than is read, which is then noted. */
export function isTooLong({system}: Reader, {text}: Source, place: Place): boolean {
	const isOver = text.length > most.text;
	if (isOver) leaveOutOfRoot(system, place, `a script here is longer than ${most.text} characters and was not looked at: make several scripts of it`);
	return isOver;
}

/** A program that is run. */
export function actOf(reader: Reader, path: string, args: readonly Value[], at: Standing): Act {
	reader.left--;
	return {
		...plainCall,
		program: programOf(path),
		path,
		args: args.map((word) => counted(word, reader)),
		...(at.input === undefined ? {} : {input: at.input}),
		outputs: at.outputs ?? [],
		from: at.from,
		place: at.place,
		captured: at.captured === true,
		conditional: at.conditional,
		script: at.script,
	};
}

/** The name of a program: the last part of its path in small letters, without `.exe`. Empty where it is not known. */
export function programOf(path: string): string {
	const base = path.slice(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1).toLowerCase();
	return base.includes(unknownMark) ? '' : base.replace(/\.(?:exe|com)$/, '');
}

/** Variables of the system by their usual values, so that paths can be followed into the image. */
const usual: Readonly<Record<string, string>> = {
	systemdrive: 'C:',
	homedrive: 'C:',
	systemroot: 'C:\\Windows',
	windir: 'C:\\Windows',
	programdata: 'C:\\ProgramData',
	allusersprofile: 'C:\\ProgramData',
	programfiles: 'C:\\Program Files',
	programw6432: 'C:\\Program Files',
	'programfiles(x86)': 'C:\\Program Files (x86)',
	commonprogramfiles: 'C:\\Program Files\\Common Files',
	public: 'C:\\Users\\Public',
};

/** What a variable of the environment comes to, where the image tells. */
export function environmentValue(name: string, place: Place): Value {
	const lower = name.toLowerCase();
	if (lower === 'computername' || lower === 'userdnsdomain' || lower === 'logonserver') return [{origin: 'host', text: '', place, about: 'host name'}];
	if (lower === 'random') return [{origin: 'random', text: '', place}];
	const known = Object.hasOwn(usual, lower) ? usual[lower] : undefined;
	return [known === undefined ? {origin: 'unknown', text: '', place} : {origin: 'fixed', text: known, place}];
}

/** The path in the image of one on the instance's first volume; nothing where there is none. `folder` is where relative ones begin. */
export function imagePath(system: FileSystem, path: string, folder: string): string | undefined {
	const plain = path.replaceAll('/', '\\').replace(/^\\\\[?.]\\/, '');
	const isWhole = /^(?:[A-Za-z]:)?\\/.test(plain);
	if (path.includes(unknownMark) || (!isWhole && folder === '') || /^(?![Cc]:)[A-Za-z]:/.test(plain)) return undefined;
	const parts: string[] = [];
	for (const part of `${isWhole ? '' : folder}${plain}`.replace(/^[A-Za-z]:/, '').split('\\')) {
		if (part === '..') parts.pop();
		else if (part !== '' && part !== '.') parts.push(part);
	}
	return pathOf(system, parts.join('/'));
}

/** A stretch of a text without the blanks around it. */
export function trimmed({text}: Source, start: number, end: number): readonly [start: number, end: number] {
	let [from, to] = [start, end];
	while (from < to && /\s/.test(text.charAt(from))) from++;
	while (to > from && /\s/.test(text.charAt(to - 1))) to--;
	return [from, to];
}

/** The place of a stretch. */
export function stretchPlace(source: Source, start: number, end: number, fallback: Place): Place {
	const parts = source.slice(start, end);
	const [first, last] = [parts[0]?.place, parts.at(-1)?.place];
	if (first?.range === undefined || last?.range === undefined) return first ?? fallback;
	return first.file === last.file && last.range[1] >= first.range[0] ? {...first, range: [first.range[0], last.range[1]]} : first;
}
