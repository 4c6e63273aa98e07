/** Nodes as texts that are equal when they mean the same: notation, order of keys and the way an expression is spelt do not count. */

import {piecesOf} from '../gather/sub.ts';
import {childOf, stepsOf} from '../gather/template/clauses.ts';
import {callOf} from '../gather/values.ts';
import {itemsOf, looseStringOf, type SourceNode, stringOf} from '../tree.ts';

/** What a name of one release is called in the other. */
export type Renaming = (name: string) => string;

/** Names as they are. */
export const asIs: Renaming = (name) => name;

/** The canonical text of a node, with the names that it refers to renamed. */
export function canonicalOf(node: SourceNode | undefined, renamed: Renaming = asIs): string {
	if (node === undefined) return '';
	if (node.kind === 'scalar') return JSON.stringify(looseStringOf(node) ?? null);
	if (node.kind === 'sequence') return `[${node.items.map((item) => canonicalOf(item, renamed)).join(',')}]`;
	const call = callOf(node);
	if (call?.key === 'Ref') return `ref(${renamed(stringOf(call.value) ?? '')})`;
	if (call?.key === 'Fn::GetAtt')
		return attribute(
			stringOf(call.value) ??
				itemsOf(call.value)
					.map((item) => looseStringOf(item) ?? canonicalOf(item, renamed))
					.join('.'),
			renamed,
		);
	if (call?.key === 'Fn::Sub' || call?.key === 'Fn::Join') {
		const joined = canonicalPieces(node, renamed);
		if (joined !== undefined) return joined;
	}
	const last = new Map(node.entries.map((entry) => [entry.key, entry.value]));
	const members = [...last].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${JSON.stringify(key)}:${canonicalOf(value, renamed)}`);
	return `{${members.join(',')}}`;
}

function attribute(name: string, renamed: Renaming): string {
	return `att(${renamedIn(name, renamed)})`;
}

/** `Logical.Attribute` with its logical id renamed. */
export function renamedIn(name: string, renamed: Renaming): string {
	const [logicalId = '', ...rest] = name.split('.');
	return [renamed(logicalId), ...rest].join('.');
}

/** Neighbouring texts are one; a text alone is a scalar, an expression alone is itself. */
function canonicalPieces(node: SourceNode, renamed: Renaming): string | undefined {
	const pieces = piecesOf(node);
	if (pieces === undefined) return undefined;
	const parts: string[] = [];
	let text = '';
	for (const piece of pieces) {
		if ('text' in piece) {
			text += piece.text;
			continue;
		}
		if (text !== '') parts.push(JSON.stringify(text));
		text = '';
		if ('node' in piece) parts.push(canonicalOf(piece.node, renamed));
		else parts.push(piece.name.includes('.') ? attribute(piece.name, renamed) : `ref(${renamed(piece.name)})`);
	}
	if (text !== '') parts.push(JSON.stringify(text));
	if (parts.length === 0) return '""';
	return parts.length === 1 ? (parts[0] ?? '') : `cat(${parts.join(',')})`;
}

/** The node at a JSON pointer of a tree, as places carry it. */
export function nodeAt(root: SourceNode, pointer: string | undefined): SourceNode | undefined {
	return stepsOf(pointer ?? '').reduce<SourceNode | undefined>(childOf, root);
}
