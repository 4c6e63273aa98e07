/** What an expression, or a whole resource, refers to. */

import {entryOf, itemsOf, looseStringOf, type SourceNode, stringOf} from '../tree.ts';
import {firstParts} from './first-parts.ts';
import {placeholders} from './sub.ts';

/** Nodes that are looked through for the names in an expression, and in a resource; aliases can make either endless. */
const mostOfExpression = 5_000;
const mostOfResource = 20_000;

/** Names that an expression refers to by `Ref` or inside `Fn::Sub`, each once, in order; `whenCut` is called where it is too large to be read to its end. */
export function referencesOf(node: SourceNode, whenCut?: () => void): readonly string[] {
	const names = new Set<string>();
	for (const part of firstParts(node, mostOfExpression, whenCut)) for (const name of referredBy(part)) names.add(name);
	return [...names];
}

/** The logical ids and parameters that a node refers to, by `Ref`, `Fn::GetAtt` or inside `Fn::Sub`, each once, in order. */
export function namesUnder(node: SourceNode | undefined): ReadonlySet<string> {
	const names = new Set<string>();
	for (const part of node === undefined ? [] : firstParts(node, mostOfResource)) {
		const attribute = entryOf(part, 'Fn::GetAtt')?.value;
		const written = stringOf(attribute) ?? looseStringOf(itemsOf(attribute)[0]);
		for (const name of [...referredBy(part), ...(written === undefined ? [] : [written])]) names.add(logicalIdOf(name));
	}
	return names;
}

/** `Bucket` of `Bucket.Arn`. */
export function logicalIdOf(name: string): string {
	return name.replace(/\..*$/, '');
}

/** The names in one `Ref` or `Fn::Sub`. */
function referredBy(part: SourceNode): readonly string[] {
	const reference = stringOf(entryOf(part, 'Ref')?.value);
	const sub = entryOf(part, 'Fn::Sub')?.value;
	const text = stringOf(sub?.kind === 'sequence' ? sub.items[0] : sub);
	const placed = text === undefined ? [] : placeholders(text).flatMap((piece) => ('name' in piece ? [piece.name] : []));
	return [...(reference === undefined ? [] : [reference]), ...placed];
}
