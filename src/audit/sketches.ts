/** The sketches of a submission: of its templates, its documents, and the long texts of its listing. */

import type {Text} from '../contract.ts';
import {type Gathered, isAbsent} from '../evidence.ts';
import type {Outcome} from '../outcome.ts';
import type {SketchKind} from './families.ts';
import {sketchOfTemplate, sketchOfText} from './sketch.ts';

/** A sketch as a result line carries it. */
export type SketchedText = {readonly kind: SketchKind; readonly file: string; readonly pointer?: string /** Base64. */; readonly sketch: string};

/** Of one submission. */
const mostSketches = 16;

/** The first sixteen, templates before texts. What is too short has none. */
export function sketchesOf({artifacts, gathered}: Pick<Outcome, 'artifacts' | 'gathered'>): readonly SketchedText[] {
	const sketches: SketchedText[] = [];
	const add = (kind: SketchKind, at: {readonly file: string; readonly pointer?: string}, sketch: Uint8Array | undefined) => {
		if (sketch !== undefined) sketches.push({kind, ...at, sketch: Buffer.from(sketch).toString('base64')});
	};
	for (const artifact of artifacts)
		if (artifact.kind === 'template' && sketches.length < mostSketches) add('template', {file: artifact.file}, sketchOfTemplate(artifact.tree));
	for (const artifact of artifacts)
		if (artifact.kind === 'docs' && sketches.length < mostSketches)
			add('text', {file: artifact.file}, sketchOfText(artifact.document.blocks.map(({value}) => value).join('\n')));
	for (const {value, place} of listingTexts(gathered))
		if (sketches.length < mostSketches) add('text', {file: place.file, ...(place.pointer === undefined ? {} : {pointer: place.pointer})}, sketchOfText(value));
	return sketches;
}

function listingTexts({listings, usageInstructions}: Gathered): readonly Text[] {
	return [
		...(isAbsent(listings) ? [] : listings.flatMap(({longDescription}) => longDescription ?? [])),
		...(isAbsent(usageInstructions) ? [] : usageInstructions.map(({text}) => text)),
	];
}
