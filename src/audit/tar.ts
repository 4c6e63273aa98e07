/** A catalogue as a tar archive, also packed: read in passing, one submission on the disk after the other. */

import {createReadStream} from 'node:fs';
import {pipeline} from 'node:stream/promises';
import {createGunzip} from 'node:zlib';
import {newTarReader, type Sink} from '../read/filesystem/tar.ts';
import type {Packing} from '../read/filesystem/unpack.ts';
import {newUnzstd} from '../read/filesystem/zstd.ts';
import type {Catalogue, Item} from './catalogue.ts';
import {newSubmissions} from './tar-submissions.ts';
import {newSurvey} from './tar-survey.ts';

/** Opens it. It is read twice: once for what it holds, once for the submissions. */
export async function tarCatalogue(path: string, packing: Packing): Promise<Catalogue> {
	const {sink, found} = newSurvey();
	try {
		for await (const _ of passThrough(path, packing, sink));
	} catch {
		// It breaks again at the same place when it is read for good, and what stands before is checked.
	}
	const {wrapper, total} = found();
	return {
		total,
		async *items(isDone, unpacked) {
			const ready: Item[] = [];
			const {sink: submissions, end} = newSubmissions(wrapper, isDone, unpacked, (item) => ready.push(item));
			try {
				for await (const _ of passThrough(path, packing, submissions)) yield* ready.splice(0);
			} catch (error) {
				yield* ready.splice(0);
				throw error;
			}
			end();
			yield* ready;
		},
	};
}

/** Feeds the archive to the sink, piece by piece. Throws where it can't be read on. */
async function* passThrough(path: string, packing: Packing, sink: Sink): AsyncGenerator<void, void, void> {
	const tar = newTarReader(sink);
	const unzstd = packing === 'zstd' ? newUnzstd((piece) => tar.push(piece)) : undefined;
	for await (const piece of packing === 'gzip' ? gunzipped(path) : (createReadStream(path) as AsyncIterable<Buffer>)) {
		if (unzstd === undefined) tar.push(piece);
		else unzstd.push(piece);
		yield;
	}
	unzstd?.end();
	tar.end();
}

function gunzipped(path: string): AsyncIterable<Buffer> {
	const gunzip = createGunzip();
	// What breaks shows where the unpacked side is read.
	pipeline(createReadStream(path), gunzip).catch(() => {});
	return gunzip as AsyncIterable<Buffer>;
}
