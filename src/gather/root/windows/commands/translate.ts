/** Commands of Windows as the ones of Linux that do the same, so that what judges those judges them too. */

import {append} from '../../../../append.ts';
import type {Place} from '../../../../contract.ts';
import {flat, sourceOf, type Value} from '../../shell/values.ts';

/** What a command's words come to: other words, with files that it writes. */
export type Translated = {readonly words: readonly Value[]; readonly outputs?: readonly {readonly path: Value; readonly append: boolean}[]};

type Arguments = {
	/** The value of the first of these options that is there; PowerShell takes any beginning of a name that is the only one. */
	option(...names: readonly string[]): Value | undefined;
	/** Arguments that are neither options nor their values. */
	readonly operands: readonly Value[];
	readonly all: readonly Value[];
	word(text: string): Value;
};

/** Options of PowerShell's commands that stand alone. */
const switches =
	/^-(?:useb\w*|used\w*|Force|AsPlainText|PassThru|Wait|NoNewWindow|Append|NoClobber|PasswordNeverExpires|UserMayNotChangePassword|AccountNeverExpires|Disabled|AsSecureString|Asynchronous|Confirm|WhatIf|Verbose|Recurse|NoNewline|AllowClobber|SkipPublisherCheck|UseSsl|BodyAsHtml|Quiet)$/i;

/** Reads the words behind a command as PowerShell does. */
function argumentsOf(words: readonly Value[], place: Place): Arguments {
	const named = new Map<string, Value>();
	const operands: Value[] = [];
	for (let at = 1; at < words.length; at++) {
		const word = flat(words[at] ?? []);
		if (!/^-[A-Za-z]/.test(word)) operands.push(words[at] ?? []);
		else if (!switches.test(word) && words[at + 1] !== undefined && !/^-[A-Za-z]{2}/.test(flat(words[at + 1] ?? [])))
			named.set(word.slice(1).toLowerCase(), words[++at] ?? []);
	}
	return {
		option(...names) {
			for (const name of names) for (const [own, value] of named) if (own === name || (own.length >= 3 && name.startsWith(own))) return value;
			return undefined;
		},
		operands,
		all: words.slice(1),
		word: (text) => [{origin: 'fixed', text, place}],
	};
}

type Translator = (given: Arguments) => Translated | undefined;

/** Options that only the programs of other systems have: under their names PowerShell 5 has its own command. */
const isProgram = ({all}: Arguments) => all.some((word) => /^(?:--|-[a-zA-Z]$|-[fsSLkOqd]{2,6}o?$)/.test(flat(word)));

/** `Invoke-WebRequest` and `Invoke-RestMethod`. */
const request: Translator = (given) => {
	if (isProgram(given)) return undefined;
	const {option, operands, word} = given;
	const url = option('uri', 'url') ?? operands[0];
	if (url === undefined) return undefined;
	const [file, verb, body, sent] = [option('outfile'), option('method'), option('body'), option('infile')];
	return {
		words: [
			word('curl'),
			url,
			...(file === undefined ? [] : [word('-o'), file]),
			...(verb === undefined ? [] : [word('-X'), word(flat(verb).toUpperCase())]),
			...(body === undefined ? [] : [word('-d'), body]),
			...(sent === undefined ? [] : [word('-T'), sent]),
		],
	};
};

const evaluate: Translator = ({option, operands, word}) => ({
	words: [word('eval'), ...[option('command') ?? operands[0] ?? []].filter((value) => value.length > 0)],
});

/** `Set-Content` and its like: text that goes to a file. */
const writes =
	(append: boolean): Translator =>
	({option, operands, all, word}) => {
		const path = option('path', 'literalpath', 'filepath') ?? operands[0];
		if (path === undefined) return undefined;
		const value = option('value') ?? (option('path', 'literalpath') === undefined ? operands[1] : operands[0]);
		return {
			words: [word('echo'), ...(value === undefined ? [] : [value])],
			outputs: [{path, append: append || all.some((own) => /^-append$/i.test(flat(own)))}],
		};
	};

/** Text that is a command line of its own, behind an option or at the end. */
const runsText =
	(...names: readonly string[]): Translator =>
	({option, operands, word}) => {
		const text = option(...names) ?? operands.at(-1);
		return text === undefined || text.length === 0 ? undefined : {words: [word('cmd'), word('/c'), text]};
	};

const installs =
	(name: string): Translator =>
	({option, operands, word}) => {
		const what = option('name') ?? operands[0];
		return what === undefined ? undefined : {words: [word(name), word('install'), what]};
	};

const downloads: Translator = ({option, operands, word}) => {
	const [from, to] = [option('source') ?? operands[0], option('destination') ?? operands[1]];
	return from === undefined ? undefined : {words: [word('curl'), from, ...(to === undefined ? [] : [word('-o'), to])]};
};

const bucketPath = (bucket: Value, key: Value | undefined, word: Arguments['word']): Value => [...word('s3://'), ...bucket, ...word('/'), ...(key ?? [])];

/** A program and its arguments, as `Start-Process` and tasks take them. */
const starts =
	(program: readonly string[], rest: readonly string[]): Translator =>
	({option, operands}) => {
		const path = option(...program) ?? operands[0];
		const given = option(...rest) ?? (option(...program) === undefined ? operands[1] : operands[0]);
		return path === undefined ? undefined : {words: [path, ...(given === undefined ? [] : lineWords(given))]};
	};

/** `sc create x binPath= "…" start= auto`. */
const controls: Translator = ({all, word}) => {
	const at = all.findIndex((own) => /^binpath=/i.test(flat(own)));
	const own = all[at] ?? [];
	const text = /^binpath=$/i.test(flat(own)) ? all[at + 1] : sourceOf(own).slice('binpath='.length, flat(own).length);
	const isStarted = all.some(
		(value, index) =>
			/^start=(?:auto|delayed-auto|boot|system)?$/i.test(flat(value)) &&
			(/=.+/.test(flat(value)) || /^(?:auto|delayed-auto)$/i.test(flat(all[index + 1] ?? []))),
	);
	return at < 0 || text === undefined || !isStarted ? undefined : {words: [word('cmd'), word('/c'), text]};
};

const translators: readonly {readonly names: RegExp; readonly translate: Translator}[] = [
	{names: /^(?:invoke-webrequest|iwr|invoke-restmethod|irm|curl|wget)$/, translate: request},
	{names: /^(?:invoke-expression|iex)$/, translate: evaluate},
	{names: /^start-bitstransfer$/, translate: downloads},
	{
		names: /^bitsadmin$/,
		translate: ({all, word}) => {
			const at = all.findIndex((own) => /^https?:\/\//i.test(flat(own)));
			const [from, to] = [all[at], all[at + 1]];
			return from === undefined ? undefined : {words: [word('curl'), from, ...(to === undefined ? [] : [word('-o'), to])]};
		},
	},
	{
		names: /^certutil$/,
		translate: ({all, word}) => {
			const at = all.findIndex((own) => /^https?:\/\//i.test(flat(own)));
			const [from, to] = [all[at], all[at + 1]];
			return from === undefined || !all.some((own) => /^[-/]urlcache$/i.test(flat(own)))
				? undefined
				: {words: [word('curl'), from, ...(to === undefined ? [] : [word('-o'), to])]};
		},
	},
	{names: /^(?:start-process|saps|start)$/, translate: starts(['filepath'], ['argumentlist', 'args'])},
	{names: /^new-scheduledtaskaction$/, translate: starts(['execute'], ['argument'])},
	{names: /^new-service$/, translate: runsText('binarypathname')},
	{names: /^sc$/, translate: controls},
	{
		names: /^schtasks$/,
		translate: ({all, word}) => {
			const at = all.findIndex((own) => /^\/tr$/i.test(flat(own)));
			const text = all[at + 1];
			return at < 0 || text === undefined ? undefined : {words: [word('cmd'), word('/c'), text]};
		},
	},
	{
		names: /^nssm$/,
		translate: ({all}) => (/^install$/i.test(flat(all[0] ?? [])) && all[2] !== undefined ? {words: [all[2], ...all.slice(3).flatMap(lineWords)]} : undefined),
	},
	{
		names: /^wmic$/,
		translate: ({all, word}) => {
			const at = all.findIndex((own) => /^create$/i.test(flat(own)));
			const text = all[at + 1];
			return at < 1 || text === undefined ? undefined : {words: [word('cmd'), word('/c'), text]};
		},
	},
	{
		names: /^reg$/,
		translate: ({all, word}) => {
			const at = all.findIndex((own) => /^\/d$/i.test(flat(own)));
			const text = all[at + 1];
			const isRun = /^add$/i.test(flat(all[0] ?? [])) && /\\CurrentVersion\\Run(?:Once)?$/i.test(flat(all[1] ?? []));
			return isRun && at > 0 && text !== undefined ? {words: [word('cmd'), word('/c'), text]} : undefined;
		},
	},
	{names: /^(?:expand-archive)$/, translate: ({option, operands, word}) => ({words: [word('unzip'), ...[option('path', 'literalpath') ?? operands[0] ?? []]]})},
	{names: /^set-content$/, translate: writes(false)},
	{names: /^(?:add-content|ac)$/, translate: writes(true)},
	{names: /^out-file$/, translate: writes(false)},
	{names: /^install-module$/, translate: installs('Install-Module')},
	{names: /^install-package$/, translate: installs('Install-Package')},
	{names: /^install-script$/, translate: installs('Install-Script')},
	{
		names: /^(?:read-s3object|copy-s3object)$/,
		translate: ({option, word}) => {
			const [bucket, key, file] = [option('bucketname'), option('key', 'keyprefix'), option('file', 'localfile', 'folder', 'localfolder')];
			return bucket === undefined || file === undefined ? undefined : {words: [word('aws'), word('s3'), word('cp'), bucketPath(bucket, key, word), file]};
		},
	},
	{
		names: /^write-s3object$/,
		translate: ({option, word}) => {
			const [bucket, key, file] = [option('bucketname'), option('key', 'keyprefix'), option('file', 'folder', 'content')];
			return bucket === undefined ? undefined : {words: [word('aws'), word('s3'), word('cp'), file ?? word('-'), bucketPath(bucket, key, word)]};
		},
	},
	{
		names: /^send-mailmessage$/,
		translate: ({option, word}) => {
			const to = option('to');
			return to === undefined ? undefined : {words: [word('mail'), to, ...[option('body') ?? []], ...[option('subject') ?? []]]};
		},
	},
	{
		names: /^get-ec2instancemetadata$/,
		translate: ({option, word}) => {
			const [category = [], path] = [option('category'), option('path')];
			const known = /^instanceid$/i.test(flat(category))
				? '/meta-data/instance-id'
				: /^userdata$/i.test(flat(category))
					? '/user-data'
					: flat(path ?? word('/meta-data/other'));
			return {words: [word('curl'), word(`http://169.254.169.254/latest${known.startsWith('/') ? known : `/meta-data/${known}`}`)]};
		},
	},
];

/** The words of a command as another's; nothing for one that is what it is. */
export function translated(name: string, words: readonly Value[], place: Place): Translated | undefined {
	return translators.find(({names}) => names.test(name))?.translate(argumentsOf(words, place));
}

/** The words of a command line as programs get it: blanks part them, quotation marks hold them together. */
export function lineWords(line: Value): readonly Value[] {
	const source = sourceOf(line);
	return [...source.text.matchAll(/(?:"[^"]*"?|[^\s"])+/g)].map(({0: whole, index}) => unquoted(source.slice(index, index + whole.length)));
}

/** Without quotation marks, but for those behind a backslash, which stand for themselves. */
function unquoted(value: Value): Value {
	if (!value.some(({text}) => text.includes('"'))) return value;
	const source = sourceOf(value);
	const found: Value[number][] = [];
	let done = 0;
	for (const {index} of source.text.matchAll(/\\?"/g)) {
		append(found, source.slice(done, index));
		done = index + 1;
		if (source.text.charAt(index) !== '\\') continue;
		append(found, source.slice(index + 1, index + 2));
		done = index + 2;
	}
	return [...found, ...source.slice(done, source.text.length)];
}
