/** What words come to: parameter expansion, command substitution and field splitting (POSIX, Shell Command Language, 2.6). */

import type {Act} from './acts.ts';
import {isAway, printOf} from './redirections.ts';
import type {Scope} from './scope.ts';
import {most} from './shell.ts';
import type {Command, Piece, Word} from './syntax/tree.ts';
import {tooDeep, tooLong} from './unread.ts';
import {bounded, type Part, placeOfStretch, type Source, sliceOf, textOf, type Value} from './values.ts';

/** What a word is evaluated with. */
export type Evaluation = {
	/** The text that the word stands in. */
	readonly source: Source;
	readonly scope: Scope;
	/** Lists within lists (`most.depth`). */
	readonly depth: number;
	/** Runs the commands of a substitution at a depth. Gives the programs whose output nobody in them reads; without it nothing is run. */
	readonly substitute?: (commands: readonly Command[], depth: number) => readonly Act[];
	/** Is told of what is left out, from an offset on. */
	readonly whenCut?: (at: number, why: string) => void;
};

/** What a word comes to. Programs of substitutions are run on the way. */
export function evaluate(word: Word, evaluation: Evaluation): Value {
	const [only] = word.pieces;
	const whole = only !== undefined && word.pieces.length === 1 ? pieceOf(only, evaluation) : word.pieces.flatMap((piece) => pieceOf(piece, evaluation));
	const value = bounded(whole);
	if (value !== whole) evaluation.whenCut?.(word.start, tooLong);
	return value;
}

function pieceOf(piece: Piece, evaluation: Evaluation): Value {
	const {source, scope, depth, substitute} = evaluation;
	const {start, end} = piece;
	const place = placeOfStretch(source, start, end);
	const unknown: Value = [{origin: 'unknown', text: '', place}];
	switch (piece.kind) {
		case 'text':
			return piece.value.length === end - start ? source.slice(start, end) : [{origin: 'fixed', text: piece.value, place}];
		case 'output': {
			if (substitute === undefined) return unknown;
			if (depth >= most.depth) {
				evaluation.whenCut?.(start, tooDeep);
				return unknown;
			}
			const value = substitute(piece.commands, depth + 1)
				.filter(({outputs}) => !outputs.some(isAway))
				.flatMap((act) => printOf(act, scope));
			return trimmed(value.length === 0 ? readIn(piece.commands, evaluation, place) : value);
		}
		case 'variable':
			return variable(piece, evaluation) ?? unknown;
		default:
			return unknown;
	}
}

/** `$(< file)`. */
function readIn(commands: readonly Command[], {source, scope, depth}: Evaluation, place: Part['place']): Value {
	const target = commands[0]?.redirections.find(({operator}) => operator === '<')?.target;
	const path = target === undefined ? undefined : textOf(evaluate(target, {source, scope, depth}));
	return (path === undefined ? undefined : scope.files.get(path)) ?? [{origin: 'unknown', text: '', place}];
}

/** The output of a command substitution, without the line ends that it ends with (2.6.3). */
export function trimmed(value: Value): Value {
	const last = value.at(-1);
	return last !== undefined && last.origin === 'fixed' && /^\n+$/.test(last.text) ? value.slice(0, -1) : value;
}

/** Parameter expansion (2.6.2); nothing where the variable is not known. */
function variable(piece: Piece & {readonly kind: 'variable'}, evaluation: Evaluation): Value | undefined {
	const {scope, source, depth} = evaluation;
	const {name, fallback, altered} = piece;
	const place = placeOfStretch(source, piece.start, piece.end);
	if (name === 'RANDOM' || name === 'SRANDOM') return [{origin: 'random', text: '', place}];
	const known = /^[1-9]$/.test(name) ? scope.positional.values?.[Number(name) - 1] : scope.variables.get(name);
	if (known === undefined && name === 'HOSTNAME') return [{origin: 'host', text: '', place, about: 'host name'}];
	if (fallback !== undefined && (known === undefined || textOf(known) === '')) {
		const value = evaluate(fallback, {...evaluation, depth: depth + 1});
		return known === undefined ? value.map((part) => ({...part, assumed: true as const})) : value;
	}
	if (known === undefined || altered !== true) return known;
	// A piece of something drawn is still drawn; a piece of something written is not known.
	return known.map((part) => (part.origin === 'fixed' ? {...part, origin: 'unknown' as const, text: ''} : part));
}

/** Field splitting (2.6.5). Unquoted variables come apart at blanks; only settings of options and the like are worth following. */
export function fieldsOf(word: Word, value: Value, source: Source): readonly Value[] {
	const [only] = word.pieces;
	if (word.pieces.length !== 1 || only?.kind !== 'variable' || source.slice(only.start, only.start + 1)[0]?.text !== '$' || only.start !== word.start)
		return [value];
	const text = textOf(value);
	if (text === undefined || !/\s/.test(text)) return [value];
	return [...text.matchAll(/\S+/g)].map((match) => sliceOf(value, match.index, match.index + match[0].length));
}
