/** Reading template parts: texts as CloudFormation takes them. */

import type {Located, Text} from '../../contract.ts';
import {looseStringOf, placeOf, type SourceNode, textOf} from '../../tree.ts';

/** A scalar as text: a number or boolean as it is spelt. */
export function looseTextOf(file: string, node: SourceNode | undefined, logicalId: string): Text | undefined {
	const text = textOf(file, node, logicalId);
	if (text !== undefined) return text;
	const value = looseStringOf(node);
	if (value === undefined || node === undefined) return undefined;
	const [start, end] = node.range;
	return {value, place: placeOf(file, node, logicalId), ...(end - start === value.length ? {runs: [[0, start, end]]} : {})};
}

/** A whole number, also one in quotes. */
function wholeNumberOf(node: SourceNode | undefined): number | undefined {
	const text = looseStringOf(node);
	return text !== undefined && /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** `true` and `false`, also in quotes. */
export function locatedBoolean(file: string, node: SourceNode | undefined, logicalId: string): Located<boolean> | undefined {
	if (node?.kind !== 'scalar') return undefined;
	const word = typeof node.value === 'boolean' ? String(node.value) : String(node.value ?? '').toLowerCase();
	return word === 'true' || word === 'false' ? {value: word === 'true', place: placeOf(file, node, logicalId)} : undefined;
}

/** A whole number with its place. */
export function locatedNumber(file: string, node: SourceNode | undefined, logicalId: string): Located<number> | undefined {
	const value = wholeNumberOf(node);
	return value === undefined || node === undefined ? undefined : {value, place: placeOf(file, node, logicalId)};
}
