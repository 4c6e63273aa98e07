/** The sentences of a document's blocks, each with the words around it that a reader has in mind. */

import type {Block} from '../../evidence/document.ts';
import type {Apart} from '../../evidence/sentence.ts';
import {commandSpans, sentenceSpans} from '../sentence-ends.ts';

/** A sentence of a block. `start` and `end` count in the block's value. */
export type Cut = {
	readonly block: Block;
	readonly start: number;
	readonly end: number;
	readonly value: string;
	readonly apart?: Apart;
	readonly heading?: string;
	readonly lead?: string;
	readonly previous?: string;
	readonly next?: string;
};

/** Units of a lead or heading that count: what stands before the thing. Without a limit a long one would be read for each item below it. */
const longestLead = 600;

type Draft = {-readonly [Key in keyof Cut]: Cut[Key]};

/** Words of licences, which are another's. */
const licenceText =
	/\b(?:permission is hereby granted|redistributions? of source code|licensed under the (?:apache|mit|bsd|gnu|mozilla)|without warrant(?:y|ies) of any kind|"as is"|“as is”|gnu (?:affero |lesser )?general public license|all rights reserved|copyright (?:\(c\)|©) ?\d{4})/i;
/** Headings below which words are of another time. */
const changelogHeading =
	/^(?:change ?log|changes|history|release history|version history|what(?:'|’)s new|release notes?)\b|^(?:version\s+|v)?\d+\.\d+[\w.+-]*(?:\s|$)/i;

/** Cuts blocks into sentences. Linear in their length. */
export function sentencesOf(blocks: readonly Block[]): readonly Cut[] {
	const cuts: Draft[] = [];
	const headings: string[] = [];
	/** The lead of each depth of list: index 0 is the paragraph before it. */
	let leads: string[] = [];
	let previous: Draft | undefined;
	let table: Table = {headers: [], cells: 0, row: ''};
	for (const [index, block] of blocks.entries()) {
		const {role, value} = block;
		if (role !== 'table-cell' && role !== 'table-header') table = {headers: [], cells: 0, row: ''};
		if (role === 'heading' || role === 'title') {
			headings.length = Math.min(headings.length, Math.max(0, (block.level ?? 1) - 1));
			headings[(block.level ?? 1) - 1] = value.slice(0, longestLead);
			leads = [];
			previous = undefined;
		}
		const heading = headings.filter((one) => one !== undefined && one !== value).at(-1);
		table = advance(table, block);
		const lead = leadOf(block, leads, table);
		const apart = apartOf(block, headings);
		if (role === 'paragraph' || role === 'title' || role === 'heading')
			previous = role === 'paragraph' && blocks[index - 1]?.role === 'paragraph' ? previous : undefined;
		const spans = role === 'code' ? commandSpans(value) : sentenceSpans(value);
		for (const [start, end] of spans) {
			const cut: Draft = {block, start, end, value: value.slice(start, end)};
			if (apart !== undefined) cut.apart = apart;
			if (heading !== undefined) cut.heading = heading;
			if (lead !== undefined && lead !== previous?.value) cut.lead = lead;
			if (previous !== undefined) {
				cut.previous = previous.value;
				previous.next = cut.value;
			}
			cuts.push(cut);
			previous = cut;
		}
		if (role === 'paragraph') leads = [(previous?.value ?? '').slice(-longestLead)];
		if (role === 'list-item') leads = [...leads.slice(0, block.level ?? 1), value.slice(-longestLead)];
		if (role === 'table-cell' || role === 'table-header') previous = undefined;
	}
	return cuts;
}

type Table = {readonly headers: readonly string[]; readonly cells: number; readonly row: string};

function advance(table: Table, {role, value}: Block): Table {
	if (role === 'table-header') return {headers: [...table.headers, value], cells: 0, row: ''};
	if (role !== 'table-cell') return table;
	const width = table.headers.length;
	return {headers: table.headers, cells: table.cells + 1, row: width > 0 && table.cells % width === 0 ? value : table.row};
}

function leadOf({role, level = 1, value}: Block, leads: readonly string[], {headers, cells, row}: Table): string | undefined {
	if (role === 'list-item') return leads.slice(0, level).at(-1);
	if (role === 'code') return leads.at(-1);
	if (role !== 'table-cell') return undefined;
	const header = headers.length === 0 ? '' : (headers[(cells - 1) % headers.length] ?? '');
	return [row === value ? '' : row.slice(0, longestLead), header.slice(0, longestLead)].filter((part) => part !== '').join(': ') || undefined;
}

function apartOf({role, value}: Block, headings: readonly string[]): Apart | undefined {
	if (role === 'code') return 'code';
	if (role === 'quotation') return 'quotation';
	if (licenceText.test(value)) return 'licence';
	return headings.some((heading) => heading !== undefined && changelogHeading.test(heading)) ? 'changelog' : undefined;
}
