/** Which language a program is in, and the program that an interpreter is given. */

import {resolve, textAt} from '../../../filesystem.ts';
import type {Language} from '../program/tokens.ts';
import {type Act, baseOf, lineOf, operandsOf, wordsOf} from './acts.ts';
import {isFirst, type Shell} from './shell.ts';
import {flat, type Source, sourceOf, sourceOfText, textOf} from './values.ts';

const interpreters: readonly (readonly [Language, RegExp])[] = [
	['python', /^(?:python|pypy)[\d.]*$/],
	['perl', /^perl[\d.]*$/],
	['ruby', /^j?ruby[\d.]*$/],
	['node', /^(?:node|nodejs|bun|deno)$/],
];

function languageBy(program: string): Language | undefined {
	return interpreters.find(([, pattern]) => pattern.test(program))?.[0];
}

/** The language of a program, by its first line. */
export function languageOf(text: string): Language | undefined {
	const [, path = '', next = ''] = /^#!\s{0,4}(\S{1,200})(?:[ \t]{1,4}(?:-S[ \t]{1,4})?(\S{1,100}))?/.exec(text) ?? [];
	const program = baseOf(path);
	return languageBy(program === 'env' ? next : program);
}

/** Whether a text is one that a shell runs, by its first line; without one, the shell that starts it runs it itself. */
export function isShellScript(text: string): boolean {
	const first = /^#!\s{0,4}(\S{1,200})(?:[ \t]{1,4}(\S{1,100}))?/.exec(text);
	if (first === null) return !text.slice(0, 1000).includes('\0');
	const [, interpreter = '', argument = ''] = first;
	return (
		/(?:^|\/)(?:(?:ba|da|a|k|z)?sh|init-d-script|openrc-run|runscript)$/.test(interpreter) ||
		(/\/env$/.test(interpreter) && /^(?:ba|da|a|k|z)?sh$/.test(argument))
	);
}

/** Options of interpreters behind which a word of their own stands. */
const interpreterValues = /^-(?:W|X|I|r|M|m)$|^--(?:require|import|loader|env-file)$/;
/** Consoles of frameworks, which take a program as text. */
const consoles: readonly (readonly [Language, RegExp])[] = [
	['python', /^(?:django-admin|manage\.py|flask|python[\d.]*) .*\bshell\b|^(?:django-admin|manage\.py) shell\b/],
	['ruby', /^(?:rails|gitlab-rails|bundle) .*\b(?:runner|console)\b/],
];

/** A program of another language than the shell's. */
export type Program = {
	readonly source: Source;
	readonly language: Language;
	/** The file that it stands in. */
	readonly file: string;
};

/** An interpreter, or the console of a framework. */
export type Interpreter = {readonly language: Language; readonly isConsole: boolean};

/** The interpreter that a command runs; nothing where it runs another program. */
export function interpreterOf(act: Act): Interpreter | undefined {
	const line = lineOf(act);
	const framework = consoles.find(([, pattern]) => pattern.test(line))?.[0];
	const language = framework ?? languageBy(act.program);
	return language === undefined ? undefined : {language, isConsole: framework !== undefined};
}

/** The program that an interpreter is given as a text, an input or a file. Nothing where it is not known, or is a file that was read before: once is enough. */
export function givenProgram(shell: Shell, act: Act, {language, isConsole}: Interpreter): Program | undefined {
	const {args, input, script} = act;
	const inline = args.findIndex((arg) => /^(?:-[a-zA-Z]{0,4}[ceE]|--eval|--command|runner)$/.test(flat(arg)));
	const text = inline < 0 ? undefined : args[inline + 1];
	if (text !== undefined) return {source: sourceOf(text), language, file: script};
	const fed = input === undefined ? undefined : {source: sourceOf(input), language, file: script};
	if (isConsole) return fed;
	if (language === 'python' && wordsOf(act).includes('-m')) return undefined;
	const path = textOf(operandsOf(act, interpreterValues)[0]);
	return path === undefined || path === '-' ? fed : programAt(shell, path, language);
}

function programAt(shell: Shell, named: string, language: Language): Program | undefined {
	const path = named.includes('/') ? resolve(shell.system, named) : undefined;
	const text = path === undefined ? undefined : textAt(shell.system, path);
	if (path === undefined || text === undefined || !isFirst(shell, path)) return undefined;
	return {source: sourceOfText(text), language, file: text.place.file};
}
