/** What command lines of Windows run: programs, and the scripts and texts that shells are given. */

import {append} from '../../../../append.ts';
import type {Place, Text} from '../../../../contract.ts';
import {type FileSystem, textAt} from '../../../../filesystem.ts';
import {utf16} from '../../../../read/registry/hive.ts';
import type {Act} from '../../shell/acts.ts';
import {flat, mostLong, originOf, type Source, sourceOf, spaced, textOf, type Value, written} from '../../shell/values.ts';
import {leaveOutOfRoot} from '../../unread.ts';
import {actsOfCmd} from './cmd.ts';
import {actsOfPowerShell} from './powershell.ts';
import {actOf, imagePath, isTooDeep, most, programOf, type Reader, type Standing} from './reader.ts';
import {lineWords, translated} from './translate.ts';

/** A reader of one root's command texts. */
export function readerOf(system: FileSystem): Reader {
	const reader: Reader = {system, visited: new Set(), left: most.acts, again: most.again, long: mostLong, run: (words, at) => run(reader, words, at)};
	return reader;
}

/** Where a command line that no script holds stands. */
export function standingAt(place: Place): Standing {
	return {script: place.file, folder: '', place, depth: 0, conditional: false, from: []};
}

/** What a command line runs, as Windows itself starts it: the program's path may have blanks and no quotation marks. */
export function actsOfLine(reader: Reader, line: Value, place: Place): readonly Act[] {
	const source = sourceOf(expandedLine(line, place));
	const bare = /^\s{0,20}(?!")(?<path>[^"\n]{1,400}?\.(?:exe|com|cmd|bat|ps1|vbs))(?=\s|$)/di.exec(source.text);
	const [start, end] = bare?.indices?.groups?.['path'] ?? [0, 0];
	const words =
		bare === null ? lineWords(source.slice(0, source.text.length)) : [source.slice(start, end), ...lineWords(source.slice(end, source.text.length))];
	// What follows cmd /c is a text, with its own quotation marks.
	const shell = programOf(flat(words[0] ?? [])) === 'cmd' ? /\s\/[ck]\s{0,20}/i.exec(source.text) : null;
	if (shell !== null)
		return actsOfCmd(reader, stripped(sourceOf(source.slice(shell.index + shell[0].length, source.text.length))), {...standingAt(place), depth: 1});
	return run(reader, words, standingAt(place));
}

/** `%ProgramFiles%` and the like, as the system expands them. */
function expandedLine(line: Value, place: Place): Value {
	const source = sourceOf(line);
	const found: Value[number][] = [];
	let done = 0;
	for (const match of source.text.matchAll(
		/^\\SystemRoot(?=\\)|%(programfiles(?:\(x86\))?|programw6432|programdata|systemroot|windir|systemdrive|public|allusersprofile)%/gi,
	)) {
		append(found, source.slice(done, match.index));
		found.push({origin: 'fixed', text: folders[(match[1] ?? 'systemroot').toLowerCase()] ?? '', place});
		done = match.index + match[0].length;
	}
	return done === 0 ? line : [...found, ...source.slice(done, source.text.length)];
}

const folders: Readonly<Record<string, string>> = {
	programfiles: 'C:\\Program Files',
	programw6432: 'C:\\Program Files',
	'programfiles(x86)': 'C:\\Program Files (x86)',
	programdata: 'C:\\ProgramData',
	allusersprofile: 'C:\\ProgramData',
	systemroot: 'C:\\Windows',
	windir: 'C:\\Windows',
	systemdrive: 'C:',
	public: 'C:\\Users\\Public',
};

/** cmd takes off the marks around the whole. */
function stripped(source: Source): Source {
	const text = source.text.trimEnd();
	return /^"[\s\S]*"$/.test(text) ? sourceOf(source.slice(1, text.length - 1)) : source;
}

/** What a script of the image does; nothing where its text is not held, or was read before. */
export function actsOfScript(reader: Reader, path: string, at: Standing): readonly Act[] | undefined {
	const text = textAt(reader.system, path);
	if (text === undefined || isTooDeep(reader, at.depth, at.place)) return undefined;
	if (reader.visited.has(path)) return [];
	reader.visited.add(path);
	const folder = `C:\\${path.slice(0, path.lastIndexOf('/') + 1).replaceAll('/', '\\')}`;
	const within: Standing = {...at, script: text.place.file, folder, depth: at.depth + 1, place: {file: text.place.file}, from: [], outputs: []};
	const source = sourceOf(written(text));
	if (/\.ps1$/i.test(path)) return actsOfPowerShell(reader, source, within);
	return /\.(?:cmd|bat)$/i.test(path) ? actsOfCmd(reader, source, within) : undefined;
}

/** A text of PowerShell or of cmd.exe that no script holds. */
export function actsOfText(reader: Reader, text: Text, language: 'powershell' | 'cmd'): readonly Act[] {
	const source = sourceOf(written(text));
	const at = standingAt(text.place);
	return language === 'powershell' ? actsOfPowerShell(reader, source, at) : actsOfCmd(reader, source, at);
}

function run(reader: Reader, words: readonly Value[], at: Standing): readonly Act[] {
	const [head, ...args] = words;
	if (head === undefined || reader.left <= 0 || isTooDeep(reader, at.depth, at.place)) return [];
	const path = flat(head);
	const name = programOf(path);
	const deeper: Standing = {...at, depth: at.depth + 1};
	if (name === 'cmd') return readGiven(reader, shellText(args, /^\/[ck]$/i), actsOfCmd, deeper) ?? [actOf(reader, path, args, at)];
	if (name === 'powershell' || name === 'pwsh') return powerShell(reader, path, args, deeper);
	const file = imagePath(reader.system, path, at.folder);
	const script = file === undefined ? undefined : actsOfScript(reader, file, at);
	if (script !== undefined) return [actOf(reader, path, args, at), ...script];
	if (name === 'msiexec') return installer(reader, path, args, at);
	const other = translated(name, words, at.place);
	if (other === undefined) return [actOf(reader, path, args, at)];
	const standing = {...at, ...(other.outputs === undefined ? {} : {outputs: other.outputs})};
	const own = flat(other.words[0] ?? []);
	// A text that is evaluated may be one that stands there.
	const evaluated = own === 'eval' ? other.words[1] : undefined;
	if (evaluated !== undefined && originOf(evaluated) === 'fixed' && flat(evaluated) !== '') {
		const inner = readGiven(reader, evaluated, actsOfPowerShell, deeper);
		if (inner !== undefined) return inner;
	}
	const isProgram = /^(?:curl|eval|echo|unzip|aws|mail|Install-\w+)$/.test(own);
	return isProgram ? [actOf(reader, own, other.words.slice(1), standing)] : run(reader, other.words, deeper);
}

/** The text behind an option, as one text. */
function shellText(args: readonly Value[], option: RegExp): Value | undefined {
	const at = args.findIndex((word) => option.test(flat(word)));
	return at < 0 || args[at + 1] === undefined ? undefined : spaced(args.slice(at + 1));
}

/**
 * What a text that a command is given runs; nothing where there is none, or where it is longer than what is left: then the command stands for it.
 * Texts within texts and those of variables come again and again, so that they count by their length.
 */
function readGiven(
	reader: Reader,
	text: Value | undefined,
	read: (reader: Reader, source: Source, at: Standing) => readonly Act[],
	at: Standing,
): readonly Act[] | undefined {
	if (text === undefined) return undefined;
	const source = sourceOf(text);
	if (source.text.length > reader.again) {
		reader.again = 0;
		return undefined;
	}
	reader.again -= source.text.length;
	return read(reader, source, at);
}

const mostEncoded = 100_000;

/** `powershell -File x`, `-Command …`, `-EncodedCommand …`, which may be cut short; without one of them the rest is a command. */
function powerShell(reader: Reader, path: string, args: readonly Value[], at: Standing): readonly Act[] {
	for (let index = 0; index < args.length; index++) {
		const word = flat(args[index] ?? []);
		const next = args[index + 1];
		if (isOption(word, 'file') && next !== undefined) {
			const file = imagePath(reader.system, flat(next), at.folder);
			return (file === undefined ? undefined : actsOfScript(reader, file, at)) ?? [actOf(reader, path, args.slice(index + 1), at)];
		}
		if ((isOption(word, 'encodedcommand') || isOption(word, 'ec')) && next !== undefined) return encoded(reader, next, at) ?? [actOf(reader, path, args, at)];
		if (isOption(word, 'command')) return readGiven(reader, spaced(args.slice(index + 1)), actsOfPowerShell, at) ?? [actOf(reader, path, args, at)];
		// Options with a value of their own.
		if (
			/^[-/](?:ex(?:e\w*)?|ep|version|v|windowstyle|w(?:i\w*)?|psconsolefile|inputformat|if|outputformat|of|configurationname|workingdirectory|wd)$/i.test(word)
		)
			index++;
		else if (!/^[-/]/.test(word)) {
			const file = imagePath(reader.system, word, at.folder);
			const script = file === undefined ? undefined : actsOfScript(reader, file, at);
			return script ?? readGiven(reader, spaced(args.slice(index)), actsOfPowerShell, at) ?? [actOf(reader, path, args, at)];
		}
	}
	return [actOf(reader, path, args, at)];
}

/** Whether a word is this option, of which PowerShell takes any beginning. */
function isOption(word: string, name: string): boolean {
	return /^[-/]./.test(word) && name.startsWith(word.slice(1).toLowerCase());
}

/** A text in Base64, of UTF-16. What it says has no place of its own. */
function encoded(reader: Reader, value: Value, at: Standing): readonly Act[] | undefined {
	const text = textOf(value) ?? '';
	const place = value[0]?.place ?? at.place;
	if (text.length > mostEncoded)
		leaveOutOfRoot(reader.system, place, `a command in Base64 is longer than ${mostEncoded} characters and was not looked at: write it as a script`);
	if (text.length > mostEncoded || !/^[A-Za-z0-9+/=]{8,}$/.test(text)) return [];
	const said: Value = [
		{origin: 'fixed', text: utf16(Buffer.from(text, 'base64')), place: {file: place.file, ...(place.range === undefined ? {} : {range: place.range})}},
	];
	return readGiven(reader, said, actsOfPowerShell, {...at, place});
}

/** `msiexec /i https://…` fetches what it installs. */
function installer(reader: Reader, path: string, args: readonly Value[], at: Standing): readonly Act[] {
	const from = args.find((word) => /^https?:\/\//i.test(flat(word)));
	if (from === undefined) return [actOf(reader, path, args, at)];
	const fetch = actOf(reader, 'curl', [from], {...at, captured: true});
	return [fetch, actOf(reader, path, args, {...at, from: [fetch]})];
}
