/** The pieces that `Fn::Sub` and `Fn::Join` put together. */

import {entriesOf, itemsOf, looseStringOf, type SourceNode, stringOf} from '../tree.ts';

/** Literal text, a `${name}` of `Fn::Sub`, or an expression that `Fn::Join` joins or a `Fn::Sub` variable stands for. */
export type Piece = {readonly text: string} | {readonly name: string} | {readonly node: SourceNode};

/** The pieces of a `Fn::Sub` or `Fn::Join`, in order; nothing when the node is neither, or misses its text. */
export function piecesOf(node: SourceNode): readonly Piece[] | undefined {
	const [only] = entriesOf(node);
	if (only?.key === 'Fn::Sub') return subPieces(only.value);
	if (only?.key === 'Fn::Join') return joinPieces(only.value);
	return undefined;
}

function subPieces(value: SourceNode): readonly Piece[] | undefined {
	const text = stringOf(value.kind === 'sequence' ? value.items[0] : value);
	if (text === undefined) return undefined;
	const variables = new Map(entriesOf(itemsOf(value)[1]).map((entry) => [entry.key, entry.value]));
	return placeholders(text).map((piece) => {
		const variable = 'name' in piece ? variables.get(piece.name) : undefined;
		if (variable === undefined) return piece;
		const literal = looseStringOf(variable);
		return literal === undefined ? {node: variable} : {text: literal};
	});
}

/** A `Fn::Sub` text cut at its `${…}`; `${!x}` is the text `${x}`. A name may hold a loop's variable: `${Host${N}.Arn}`. */
export function placeholders(text: string): readonly ({readonly text: string} | {readonly name: string})[] {
	const pieces: ({readonly text: string} | {readonly name: string})[] = [];
	let at = 0;
	for (const match of text.matchAll(/\$\{([^${}]*|\w*\$\{\w+\}[\w.]*)\}/g)) {
		if (match.index > at) pieces.push({text: text.slice(at, match.index)});
		const name = (match[1] ?? '').trim();
		pieces.push(name.startsWith('!') ? {text: `\${${name.slice(1)}}`} : {name});
		at = match.index + match[0].length;
	}
	if (at < text.length || pieces.length === 0) pieces.push({text: text.slice(at)});
	return pieces;
}

function joinPieces(value: SourceNode): readonly Piece[] | undefined {
	const [delimiter, list] = itemsOf(value);
	const between = looseStringOf(delimiter);
	if (between === undefined || list?.kind !== 'sequence') return undefined;
	return list.items.flatMap((item, index): Piece[] => {
		const literal = looseStringOf(item);
		const piece: Piece = literal === undefined ? {node: item} : {text: literal};
		return index === 0 || between === '' ? [piece] : [{text: between}, piece];
	});
}
