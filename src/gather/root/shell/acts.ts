/** A command as it is run: the program behind `sudo`, `nohup` and the like, and what its arguments come to. */

import type {Place} from '../../../contract.ts';
import type {ProgramPassword} from '../program/read.ts';
import type {Frame, Joint} from './syntax/tree.ts';
import {flat, type Source, sourceOf, spaced, unknownMark, type Value} from './values.ts';

/** A file that a command writes. */
export type Output = {readonly path: Value; readonly append: boolean};

/** One program that is run, or may be. */
export type Act = {
	/** The last part of its path: `chpasswd`. Empty where a variable names it. */
	readonly program: string;
	/** As it is called: `/usr/sbin/chpasswd`. */
	readonly path: string;
	readonly args: readonly Value[];
	/** What a here-document, a here-string or a pipe feeds it, where that is known. */
	readonly input?: Value;
	/** Files that it reads by `<`. */
	readonly inputs: readonly Value[];
	readonly outputs: readonly Output[];
	/** Programs whose output it reads. */
	readonly from: readonly Act[];
	/** From the program's name to the last word. */
	readonly place: Place;
	readonly joint: Joint;
	readonly negated: boolean;
	readonly frame?: Frame;
	/** Its output becomes a word. */
	readonly captured: boolean;
	/** Whether it is run in some cases alone, or as a function. */
	readonly conditional: boolean;
	/** Variables that are set for it alone, and those of the first accounts (`limits/first-accounts.ts`). */
	readonly environment: ReadonlyMap<string, Value>;
	/** The file that it stands in. */
	readonly script: string;
	/** Where it is a call of a program's library and no program of its own: the password that it gives. */
	readonly password?: ProgramPassword;
};

/** What is the same of all commands that no shell has read. */
export const plainCall: Pick<Act, 'inputs' | 'outputs' | 'from' | 'joint' | 'negated' | 'environment'> = {
	inputs: [],
	outputs: [],
	from: [],
	joint: ';',
	negated: false,
	environment: new Map(),
};

/** The arguments as flat texts. */
export function wordsOf({args}: Pick<Act, 'args'>): readonly string[] {
	return args.map(flat);
}

/** Program and arguments as one line, unknown parts as a mark. */
export function lineOf(act: Act): string {
	return [act.program, ...wordsOf(act)].join(' ');
}

/** The value of an option, in its forms `-p x`, `-px`, `--password x`, `--password=x`; the last one where it is repeated. */
export function optionOf({args}: Pick<Act, 'args'>, ...names: readonly string[]): Value | undefined {
	let found: Value | undefined;
	for (const [index, arg] of args.entries()) {
		const word = flat(arg);
		for (const name of names) {
			if (word === name) found = args[index + 1];
			else if (name.startsWith('--') && word.startsWith(`${name}=`)) found = sourceOf(arg).slice(name.length + 1, word.length);
			else if (/^-\w$/.test(name) && word.startsWith(name) && word.length > 2) found = sourceOf(arg).slice(2, word.length);
		}
	}
	return found;
}

/** Arguments that are no options, and no values of the given options. */
export function operandsOf({args}: Pick<Act, 'args'>, takesValue: RegExp = /^$/): readonly Value[] {
	const found: Value[] = [];
	for (let index = 0; index < args.length; index++) {
		const word = flat(args[index] ?? []);
		if (word === '--') return [...found, ...args.slice(index + 1)];
		if (word.startsWith('-') && word.length > 1) index += takesValue.test(word) ? 1 : 0;
		else found.push(args[index] ?? []);
	}
	return found;
}

/** What a list of words runs. */
type Invocation =
	| {readonly kind: 'program'; readonly path: Value; readonly args: readonly Value[]}
	/** A script given as text. */
	| {readonly kind: 'text'; readonly source: Source}
	/** A script given as file, in a shell of its own or in this one. */
	| {readonly kind: 'file'; readonly path: Value; readonly args: readonly Value[]; readonly own: boolean}
	| {readonly kind: 'nothing'};

/** Programs that run the rest of their words: options of theirs that take a value, and words of their own before the command. */
const wrappers: Readonly<Record<string, {readonly values?: RegExp; readonly own?: number}>> = {
	sudo: {values: /^-[ughpCrtTUDR]$|^--(?:user|group|host|prompt|chdir)$/},
	doas: {values: /^-[uC]$/},
	env: {values: /^-[uC]$/},
	nohup: {},
	exec: {values: /^-a$/},
	time: {values: /^-[of]$/},
	nice: {values: /^-n$/},
	ionice: {values: /^-[cnp]$/},
	setsid: {},
	command: {},
	builtin: {},
	stdbuf: {values: /^-[ioe]$/},
	timeout: {values: /^-[ks]$/, own: 1},
	flock: {values: /^-[wE]$/, own: 1},
	chrt: {own: 1},
	taskset: {own: 1},
	unshare: {},
	'systemd-run': {values: /^-[pMHEt]$|^--(?:unit|property|description|slice|on-\w+)$/},
	'systemd-cat': {values: /^-[tp]$/},
	'systemd-inhibit': {},
	chroot: {own: 1},
	xargs: {values: /^-[InLPdEsa]$/},
	gosu: {own: 1},
	'su-exec': {own: 1},
	setuser: {own: 1},
	setuid: {own: 1},
	busybox: {},
	'dumb-init': {},
	tini: {},
	screen: {values: /^-(?:S|c|e|h|p|s|t|T|dmS|DmS|dmLS)$/},
	daemonize: {values: /^-[acepoulE]$/},
	daemon: {values: /^-[nuplorF]$|^--(?:user|pidfile|name)$/},
	chpst: {values: /^-[uUeb/nmofcdr]$/},
	envdir: {own: 1},
	setpriv: {},
	logsave: {own: 1},
	chronic: {},
	sshpass: {values: /^-[pfdP]$/},
	npx: {values: /^(?:-p|--package)$/},
	bunx: {},
	pnpx: {},
};

const shells = /^(?:ba|da|a|k|z|mk)?sh$/;

/** Wrappers within wrappers that are followed. */
const mostWrappers = 8;

/** The program that words run in the end. */
export function invocationOf(words: readonly Value[]): Invocation {
	let rest = words;
	for (let level = 0; level < mostWrappers; level++) {
		const [path, ...args] = rest;
		if (path === undefined) return {kind: 'nothing'};
		const program = baseOf(flat(path));
		if (shells.test(program)) return shellOf(args) ?? {kind: 'program', path, args};
		if (program === 'eval') return {kind: 'text', source: sourceOf(spaced(args))};
		if (program === '.' || program === 'source')
			return args[0] === undefined ? {kind: 'nothing'} : {kind: 'file', path: args[0], args: args.slice(1), own: false};
		if (program === 'su' || program === 'runuser') {
			const text = optionOf({args}, '-c', '--command');
			if (text !== undefined) return {kind: 'text', source: sourceOf(text)};
			if (program === 'su' || optionOf({args}, '-u') === undefined) return {kind: 'program', path, args};
			rest = operandsOf({args}, /^-[ugG]$/);
			continue;
		}
		if (program === 'start-stop-daemon') {
			const started = optionOf({args}, '--exec', '-x', '--startas', '-a');
			const end = args.findIndex((arg) => flat(arg) === '--');
			if (started === undefined || args.some((arg) => /^(?:-K|--stop)$/.test(flat(arg)))) return {kind: 'program', path, args};
			rest = [started, ...(end < 0 ? [] : args.slice(end + 1))];
			continue;
		}
		const wrapper = Object.hasOwn(wrappers, program) ? wrappers[program] : undefined;
		if (wrapper === undefined || (program === 'command' && /^-[vV]$/.test(flat(args[0] ?? [])))) return {kind: 'program', path, args};
		const inner = behind(args, wrapper);
		if (program === 'flock' && flat(inner[0] ?? []) === '-c' && inner[1] !== undefined) return {kind: 'text', source: sourceOf(inner[1])};
		if (inner.length === 0) return {kind: 'program', path, args};
		rest = inner;
	}
	return {kind: 'nothing'};
}

/** The words behind a wrapper's options, settings and own words. */
function behind(args: readonly Value[], {values, own = 0}: {readonly values?: RegExp; readonly own?: number}): readonly Value[] {
	let at = 0;
	for (; at < args.length; at++) {
		const word = flat(args[at] ?? []);
		if (word === '--') {
			at++;
			break;
		}
		if (word.startsWith('-') && word.length > 1) at += values?.test(word) === true ? 1 : 0;
		else if (!/^[A-Za-z_]\w*=/.test(word)) break;
	}
	return args.slice(at + own);
}

/** What a shell runs: the text behind `-c`, or a file. */
function shellOf(args: readonly Value[]): Invocation | undefined {
	for (let at = 0; at < args.length; at++) {
		const word = flat(args[at] ?? []);
		const text = args[at + 1];
		if (/^-\w{0,6}c\w{0,6}$/.test(word)) return text === undefined ? undefined : {kind: 'text', source: sourceOf(text)};
		if (/^[-+]o$|^--(?:rcfile|init-file)$/.test(word)) at++;
		else if (word === '-s' || word === '-') return undefined;
		else if (!/^[-+]/.test(word)) return {kind: 'file', path: args[at] ?? [], args: args.slice(at + 1), own: true};
	}
	return undefined;
}

/** The last part of a path; empty where it is not known. */
export function baseOf(path: string): string {
	const base = path.slice(path.lastIndexOf('/') + 1);
	return base.includes(unknownMark) ? '' : base;
}
