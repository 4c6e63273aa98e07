/** Reads located values out of a file's tree. Whatever is missing or of another type is simply not there. */

import type {Located, Place, Text} from '../../contract.ts';
import {entryOf, get, itemsOf, keyPlaceOf, placeOf, type SourceNode, textOf} from '../../tree.ts';
import {integerOf} from './walk.ts';

type Path = readonly (string | number)[];

/** Reading functions for one file. */
export type Reader = {
	readonly file: string;
	text(node: SourceNode | undefined, ...path: Path): Text | undefined;
	texts(node: SourceNode | undefined, ...path: Path): readonly Text[];
	integer(node: SourceNode | undefined, ...path: Path): Located<number> | undefined;
	/** The key under which a property stands; the object's first character where it does not. */
	key(node: SourceNode, name: string): Place;
	/** The first character of a value: what to point at when an object without a key lacks something. */
	start(node: SourceNode): Place;
};

export function readerOf(file: string): Reader {
	const start = (node: SourceNode): Place => ({...placeOf(file, node), range: [node.range[0], Math.min(node.range[0] + 1, node.range[1])]});
	return {
		file,
		start,
		text: (node, ...path) => textOf(file, get(node, ...path)),
		texts: (node, ...path) => itemsOf(get(node, ...path)).flatMap((item) => textOf(file, item) ?? []),
		integer(node, ...path) {
			const found = get(node, ...path);
			const value = integerOf(found);
			return found === undefined || value === undefined ? undefined : {value, place: placeOf(file, found)};
		},
		key(node, name) {
			const entry = entryOf(node, name);
			return entry === undefined ? start(node) : keyPlaceOf(file, entry);
		},
	};
}

/** The same fields without those that are undefined, as exact optional properties ask. */
export function given<Fields extends Readonly<Record<string, unknown>>>(fields: Fields): {readonly [Key in keyof Fields]?: Exclude<Fields[Key], undefined>} {
	const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
	// The filter took out what the type takes out.
	return Object.fromEntries(entries) as {readonly [Key in keyof Fields]?: Exclude<Fields[Key], undefined>};
}
