/** A catalogue as a tar archive, also packed: read in passing, one submission on the disk after the other. */

import {newTarReader, type Sink} from '../read/filesystem/tar.ts';
import type {Packing} from '../read/filesystem/unpack.ts';
import type {Catalogue, Item, Opening} from './catalogue.ts';
import {piecesOf} from './pieces.ts';
import {newSubmissions} from './tar-submissions.ts';
import {newSurvey} from './tar-survey.ts';

/** Opens it. It is read twice: once for what it holds, once for the submissions. */
export async function tarCatalogue(path: string, packing: Packing, {signal, tell}: Opening): Promise<Catalogue> {
	const {sink, found} = newSurvey();
	try {
		for await (const _ of passThrough(path, packing, sink, signal));
	} catch {
		// It breaks again at the same place when it is read for good, and what stands before is checked.
	}
	const survey = found();
	if (survey.words !== undefined && signal?.aborted !== true) tell?.(survey.words);
	return {
		total: survey.total,
		async *items(isDone, unpacked) {
			const ready: Item[] = [];
			const {sink: submissions, end} = newSubmissions(survey, isDone, unpacked, (item) => ready.push(item));
			try {
				for await (const _ of passThrough(path, packing, submissions, signal)) yield* ready.splice(0);
			} catch (error) {
				yield* ready.splice(0);
				throw error;
			}
			// The submission that it stopped in is not whole.
			if (signal?.aborted === true) return;
			end();
			yield* ready;
		},
	};
}

/** Feeds the archive to the sink, an entry at a time, until it is stopped. Throws where it can't be read on. */
async function* passThrough(path: string, packing: Packing, sink: Sink, signal: AbortSignal | undefined): AsyncGenerator<void, void, void> {
	const tar = newTarReader(sink);
	for await (const piece of piecesOf(path, signal, packing)) yield* tar.steps(piece);
	if (signal?.aborted !== true) tar.end();
}
