/**
 * Sketches of texts and templates, from which it can be estimated how much two have in common: MinHash over shingles, a byte of each minimum.
 * Origin: A. Broder, On the resemblance and containment of documents, 1997 (https://doi.org/10.1109/SEQUEN.1997.666900); bytes of minima:
 * P. Li and A. C. König, b-Bit minwise hashing, 2010 (https://arxiv.org/abs/0910.3349)
 */

import type {SourceNode} from '../tree.ts';
import {entriesOf, entryOf, stringOf} from '../tree.ts';
import type {SketchKind} from './families.ts';

/** Bytes of a sketch, one for each minimum. */
export const sketchBytes = 128;

/** What less is made of than this many parts is like too much else. */
const fewestParts: Readonly<Record<SketchKind, number>> = {template: 12, text: 25};
/** Parts of a template, and characters of a text, that are looked at. */
const mostParts = 20_000;
const mostCharacters = 400_000;
/** Words of a shingle. */
const shingle = 3;
/** Characters of a value that stands for itself; a longer one is taken line by line. */
const longestValue = 40;
/** Times that a part counts which comes again. */
const mostTimes = 8;

const mix = (hash: number): number => {
	const one = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	const two = Math.imul(one ^ (one >>> 13), 0xc2b2ae35);
	return (two ^ (two >>> 16)) >>> 0;
};

/** Factors and addends of the hash functions, the same on every machine. */
const factors = Uint32Array.from({length: sketchBytes}, (_, index) => mix(2 * index + 1) | 1);
const addends = Uint32Array.from({length: sketchBytes}, (_, index) => mix(0x9e3779b9 + index));

/** A sketch of parts; nothing where there are too few. */
function sketchOf(parts: ReadonlySet<string>, fewest: number): Uint8Array | undefined {
	if (parts.size < fewest) return undefined;
	const minima = new Uint32Array(sketchBytes).fill(0xffffffff);
	for (const part of parts) {
		const hash = hashOf(part);
		for (let index = 0; index < sketchBytes; index++) {
			const value = mix(Math.imul(hash, factors[index] ?? 1) + (addends[index] ?? 0));
			if (value < (minima[index] ?? 0)) minima[index] = value;
		}
	}
	return Uint8Array.from(minima, (value) => mix(value + 1) & 0xff);
}

/** FNV-1a over the UTF-16 units. http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(text: string): number {
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
	return mix(hash);
}

/** Share of parts that two have in common, 0 to 1, estimated: of bytes, one in 256 agrees by chance. */
export function similarity(one: Uint8Array, other: Uint8Array): number {
	let same = 0;
	for (let index = 0; index < sketchBytes; index++) if (one[index] === other[index]) same++;
	return Math.max(0, (same / sketchBytes - 1 / 256) / (1 - 1 / 256));
}

/** The sketch of a text: three words at a time, whatever its numbers and names are. */
export function sketchOfText(text: string): Uint8Array | undefined {
	const words = wordsOf(text);
	const parts = new Set<string>();
	for (let index = 0; index + shingle <= words.length; index++) parts.add(words.slice(index, index + shingle).join(' '));
	return sketchOf(parts, fewestParts.text);
}

/** Lower-case words; numbers, and names that stand inside of any sentence with a capital, are each one and the same word. */
function wordsOf(text: string): readonly string[] {
	const found = [...text.slice(0, mostCharacters).matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’]*/gu)];
	const isInside = (index: number) => /[\p{L}\p{N},;)"] ?$/u.test(text.slice(Math.max(0, index - 2), index));
	const names = new Set(found.flatMap(({0: word, index}) => (/^\p{Lu}/u.test(word) && isInside(index) ? [word] : [])));
	const words: string[] = [];
	for (const [word] of found) {
		const plain = names.has(word) ? '@' : /\d/.test(word) ? '0' : word.toLowerCase();
		// A name of several words, or a number with its parts, is one.
		if ((plain === '@' || plain === '0') && words.at(-1) === plain) continue;
		words.push(plain);
	}
	return words;
}

/** The sketch of a template: what is set where, whatever resources and parameters are called. */
export function sketchOfTemplate(tree: SourceNode): Uint8Array | undefined {
	const times = new Map<string, number>();
	const parts = new Set<string>();
	const add = (part: string) => {
		const count = (times.get(part) ?? 0) + 1;
		times.set(part, count);
		if (count <= mostTimes && parts.size < mostParts) parts.add(`${part}#${count}`);
	};
	for (const {key, value} of entriesOf(tree)) {
		if (!sections.has(key)) collect(value, key, add);
		else
			for (const {value: item} of entriesOf(value)) {
				const type = stringOf(entryOf(item, 'Type')?.value) ?? '';
				collect(item, `${key}/${type}`, add);
			}
	}
	return sketchOf(parts, fewestParts.template);
}

/** Sections whose keys are names that the author gave. */
const sections: ReadonlySet<string> = new Set(['Resources', 'Parameters', 'Outputs', 'Conditions', 'Mappings', 'Rules']);

/** Deeper than a template nests; what lies below is passed over. */
const deepest = 60;

function collect(node: SourceNode, path: string, add: (part: string) => void, depth = 0): void {
	if (depth > deepest) return;
	if (node.kind === 'map') {
		if (node.entries.length === 0) add(`${path}={}`);
		for (const {key, value} of node.entries) {
			if (refers.has(key)) add(`${path}=${key}${key === 'Fn::GetAtt' ? attributeOf(value) : ''}`);
			else collect(value, `${path}/${key}`, add, depth + 1);
		}
	} else if (node.kind === 'sequence') for (const item of node.items) collect(item, `${path}/*`, add, depth + 1);
	else if (typeof node.value === 'string' && node.value.length > longestValue) for (const line of node.value.split('\n')) addLine(line, path, add);
	else add(`${path}=${plainValue(String(node.value))}`);
}

function addLine(line: string, path: string, add: (part: string) => void): void {
	const text = plainValue(line.trim().slice(0, 200));
	if (text !== '') add(`${path}=${text}`);
}

/** Intrinsics whose argument is a name in the template. */
const refers: ReadonlySet<string> = new Set(['Ref', 'Fn::GetAtt', 'Condition', 'DependsOn']);

function attributeOf(node: SourceNode): string {
	const last = node.kind === 'sequence' ? stringOf(node.items.at(-1)) : stringOf(node)?.split('.').slice(1).join('.');
	return `.${last ?? ''}`;
}

/** A value whose numbers and names of the template count alike. */
function plainValue(value: string): string {
	return value
		.replace(/\$\{[^}]{0,200}\}/g, '$')
		.replace(/\d+/g, '0')
		.toLowerCase();
}
