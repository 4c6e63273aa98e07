/** The regular expressions of the product's source, found in what the compiler makes of it. */

import {readdirSync, readFileSync} from 'node:fs';
import {join, relative} from 'node:path';

/** What was found out of each pattern, by its text with flags: `linear`, a complexity, or `unknown: …`. */
export type Verdicts = Readonly<Record<string, string>>;

/** A literal, or the argument of a `new RegExp`, which is only known when it runs. */
export type Found = {readonly file: string; readonly pattern: string};

const folders = ['dist/src', 'dist/validators', 'packages/cfn-lint-wasm/dist/src', 'packages/listing-encoder/dist/src'];

/** Every literal below the folders of the product. */
export function patternsIn(root: string): readonly Found[] {
	return sourcesIn(root).flatMap(({file, code}) => literalsOf(code).map((pattern) => ({file, pattern})));
}

/** How many patterns each file makes when it runs. */
export function madePatternsIn(root: string): Readonly<Record<string, number>> {
	const counted = sourcesIn(root).map(({file, code}) => [file, [...code.matchAll(/\bRegExp\(/g)].length] as const);
	return Object.fromEntries(counted.filter(([, count]) => count > 0));
}

function sourcesIn(root: string): readonly {readonly file: string; readonly code: string}[] {
	return folders.flatMap((folder) =>
		readdirSync(join(root, folder), {recursive: true, encoding: 'utf8'})
			.filter((file) => file.endsWith('.js'))
			.map((file) => join(root, folder, file))
			.map((path) => ({file: relative(root, path).replace(/\.js$/, '.ts').replace('dist/', ''), code: readFileSync(path, 'utf8')})),
	);
}

/** The literals of a module's code: what begins with a slash where no value can end. */
export function literalsOf(code: string): readonly string[] {
	const found: string[] = [];
	/** Braces that are open inside of each template that is being read. */
	const templates: number[] = [];
	let before = '';
	// The first line may say what runs it.
	let at = code.startsWith('#!') ? endOr(code.indexOf('\n'), code) : 0;
	while (at < code.length) {
		const character = code.charAt(at);
		const next = code.charAt(at + 1);
		if (character === '/' && next === '/') at = endOr(code.indexOf('\n', at), code);
		else if (character === '/' && next === '*') at = endOr(code.indexOf('*/', at + 2), code) + 2;
		else if (character === '"' || character === "'") {
			at = stringEnd(code, at);
			before = character;
		} else if (character === '`' || (character === '}' && templates.at(-1) === 0)) {
			if (character === '}') templates.pop();
			at = templateEnd(code, at + 1);
			if (code.charAt(at - 1) === '{') {
				templates.push(0);
				before = '{';
			} else before = '`';
		} else if (character === '/' && beginsPattern(before, code, at)) {
			const end = patternEnd(code, at);
			found.push(code.slice(at, end));
			at = end;
			before = ')';
		} else {
			const depth = templates.length - 1;
			if (depth >= 0 && character === '{') templates[depth] = (templates[depth] ?? 0) + 1;
			if (depth >= 0 && character === '}') templates[depth] = (templates[depth] ?? 0) - 1;
			if (!/\s/.test(character)) before = character;
			at++;
		}
	}
	return found;
}

function endOr(at: number, code: string): number {
	return at < 0 ? code.length : at;
}

function beginsPattern(before: string, code: string, at: number): boolean {
	return (
		before === '' || '(,=:[!&|?{};+-*%<>~^'.includes(before) || /\b(?:return|typeof|case|in|of|yield|await|=>)\s*$/.test(code.slice(Math.max(0, at - 12), at))
	);
}

function stringEnd(code: string, start: number): number {
	for (let at = start + 1; at < code.length; at++) {
		if (code.charAt(at) === '\\') at++;
		else if (code.charAt(at) === code.charAt(start)) return at + 1;
	}
	return code.length;
}

/** Behind the closing backtick, or behind the `${` that interrupts. */
function templateEnd(code: string, start: number): number {
	for (let at = start; at < code.length; at++) {
		if (code.charAt(at) === '\\') at++;
		else if (code.charAt(at) === '`') return at + 1;
		else if (code.startsWith('${', at)) return at + 2;
	}
	return code.length;
}

function patternEnd(code: string, start: number): number {
	let inClass = false;
	for (let at = start + 1; at < code.length; at++) {
		const character = code.charAt(at);
		if (character === '\\') at++;
		else if (character === '[') inClass = true;
		else if (character === ']') inClass = false;
		else if (character === '/' && !inClass) {
			const flags = /^[a-z]*/.exec(code.slice(at + 1, at + 10))?.[0] ?? '';
			return at + 1 + flags.length;
		}
	}
	return code.length;
}
