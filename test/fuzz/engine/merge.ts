/** The kept corpus: of all inputs the small ones that together show what all show. */

import {rmSync} from 'node:fs';
import {inputsIn, isFound, keep, keptFolderOf, loadTarget} from './corpus.ts';
import type {Counters} from './counters.ts';

/** Bytes of the kept corpus of one target, and of one input of it. */
const mostBytes = 30_000;
const mostEach = 4000;

/** Chooses what is kept from what was and what grew, and says what it comes to. What was found stays in any case. The counters must be there before any target. */
export async function merge(name: string, module: string, grown: string, counters: Counters): Promise<string> {
	counters.forget();
	const target = await loadTarget(module);
	const kept = keptFolderOf(name);
	const read = async (bytes: Uint8Array): Promise<number> => {
		counters.reset();
		await target.run(Uint8Array.from(bytes), false);
		return counters.fresh();
	};
	const before = inputsIn(kept).filter(({file}) => !isFound(file));
	const seeds = target.seeds().map((bytes) => ({file: '', bytes: Buffer.from(bytes)}));
	const candidates = [...before, ...inputsIn(grown), ...seeds]
		.filter(({bytes}) => bytes.length <= mostEach)
		.toSorted((a, b) => a.bytes.length - b.bytes.length);
	const chosen: Buffer[] = [];
	let size = 0;
	for (const {bytes} of candidates) {
		if (size + bytes.length > mostBytes) break;
		if ((await read(bytes).catch(() => 0)) === 0) continue;
		chosen.push(bytes);
		size += bytes.length;
	}
	for (const {file} of before) rmSync(file);
	for (const bytes of chosen) keep(kept, bytes);
	return `${name}: ${chosen.length} inputs of ${size} bytes, from ${candidates.length}`;
}
