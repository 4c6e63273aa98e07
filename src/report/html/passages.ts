/** The texts of a submission that people read (listing texts, usage instructions, documents), by where they stand in their files. */

import type {Place, Run, Text} from '../../contract.ts';
import type {BlockRole} from '../../evidence/document.ts';
import {isAbsent} from '../../evidence.ts';
import type {FieldName} from '../../limits.ts';
import type {Outcome} from '../../outcome.ts';
import {grouped} from '../grouped.ts';

/** A text of its own: a field of a listing, or one block of a document. */
export type Passage = {
	/** What it belongs to: a field's name, or the document. */
	readonly title: string;
	readonly file: string;
	/** The nearest heading above a block of a document. */
	readonly heading?: string;
	readonly text: Text;
	readonly range: readonly [start: number, end: number];
};

/** Fields that hold prose, and how people call them. */
const proseFields: Readonly<Partial<Record<FieldName, string>>> = {
	shortDescription: 'Short description',
	longDescription: 'Long description',
	highlight: 'Highlight',
	supportDescription: 'Support description',
	releaseNotes: 'Release notes',
	upgradeInstructions: 'Upgrade instructions',
	optionShortDescription: 'Short description of a delivery option',
	optionLongDescription: 'Long description of a delivery option',
	usageInstructions: 'Usage instructions',
	offerDescription: 'Offer description',
	refundPolicy: 'Refund policy',
};

/** Blocks of documents in which a code frame tells more. */
const notProse: readonly BlockRole[] = ['code'];

/** Every passage, by file, in the order of the file. */
export function passagesOf({gathered: {listingFields, documents}}: Outcome): ReadonlyMap<string, readonly Passage[]> {
	const found: Passage[] = [];
	for (const {name, text} of isAbsent(listingFields) ? [] : listingFields) {
		const title = Object.hasOwn(proseFields, name) ? proseFields[name] : undefined;
		if (text?.place.range !== undefined && title !== undefined) found.push({title, file: text.place.file, text, range: text.place.range});
	}
	for (const {file, blocks} of isAbsent(documents) ? [] : documents) {
		let heading: string | undefined;
		for (const block of blocks) {
			if (block.role === 'heading' || block.role === 'title') heading = block.value;
			if (block.place.range === undefined || notProse.includes(block.role)) continue;
			found.push({title: 'Document', file, text: block, range: block.place.range, ...(heading === undefined || heading === block.value ? {} : {heading})});
		}
	}
	return grouped(
		found.toSorted((one, other) => one.range[0] - other.range[0]),
		({file}) => file,
	);
}

/** The passage that a place lies in, if it lies in one. */
export function passageAt(passages: ReadonlyMap<string, readonly Passage[]>, {file, range}: Place): Passage | undefined {
	if (range === undefined) return undefined;
	return passages.get(file)?.find((passage) => passage.range[0] <= range[0] && range[1] <= passage.range[1]);
}

/** Where a stretch of a file stands in the decoded text. What lies in an escape counts as the whole character. */
export function decodedRange({value, runs, place}: Text, [start, end]: readonly [number, number]): readonly [start: number, end: number] {
	if (runs === undefined) {
		const [from, to] = place.range ?? [0, 0];
		// Only where nothing was decoded do offsets count alike.
		return to - from === value.length ? [start - from, end - from] : [0, value.length];
	}
	const from = decodedOffset(value, runs, start, false);
	return [from, Math.max(from, decodedOffset(value, runs, end, true))];
}

/** One end of a stretch, by binary search: a text may have a run for each of its characters. */
function decodedOffset(value: string, runs: readonly Run[], source: number, isEnd: boolean): number {
	let [low, high] = [0, runs.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		const begins = runs[middle]?.[1] ?? 0;
		if (begins < source || (begins === source && !isEnd)) low = middle + 1;
		else high = middle;
	}
	const run = runs[low - 1];
	if (run === undefined) return 0;
	const [at, sourceStart, sourceEnd] = run;
	const next = runs[low]?.[0] ?? value.length;
	if (source >= sourceEnd) return next;
	if (next - at === sourceEnd - sourceStart) return at + source - sourceStart;
	return isEnd ? next : at;
}

/** The paragraphs of a text: what blank lines part. Each as start and end. */
export function paragraphsOf(value: string): readonly (readonly [start: number, end: number])[] {
	const found: (readonly [number, number])[] = [];
	let start = 0;
	for (const gap of value.matchAll(/\n[^\S\n]*\n\s*/g)) {
		found.push([start, gap.index]);
		start = gap.index + gap[0].length;
	}
	found.push([start, value.length]);
	return found.filter(([from, to]) => value.slice(from, to).trim() !== '');
}
