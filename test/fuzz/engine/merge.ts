/** The kept corpus: of all inputs a few that together show most of what all show. */

import {rmSync} from 'node:fs';
import {inputsIn, isFound, keep, keptFolderOf, loadTarget} from './corpus.ts';
import type {Counters} from './counters.ts';

/** Bytes and inputs of the kept corpus of one target, and bytes of one input of it. */
const mostBytes = 30_000;
const mostInputs = 60;
const mostEach = 10_000;

type Candidate = {readonly bytes: Buffer; readonly features: readonly number[]};

/**
 * Chooses what is kept from what was, what grew and the seeds, and says what it comes to. What was found stays in any case. The counters must be there
 * before any target.
 */
export async function merge(name: string, module: string, grown: string, counters: Counters): Promise<string> {
	const target = await loadTarget(module);
	const kept = keptFolderOf(name);
	const before = inputsIn(kept).filter(({file}) => !isFound(file));
	const all = [...before, ...inputsIn(grown), ...target.seeds().map((bytes) => ({bytes: Buffer.from(bytes)}))];
	const candidates: Candidate[] = [];
	for (const {bytes} of all.filter(({bytes}) => bytes.length <= mostEach)) {
		counters.reset();
		try {
			await target.run(Uint8Array.from(bytes), false);
			candidates.push({bytes, features: counters.features()});
		} catch {
			// It was told of where it was found.
		}
	}
	const chosen = chosenOf(candidates);
	for (const {file} of before) rmSync(file);
	for (const bytes of chosen) keep(kept, bytes);
	return `${name}: ${chosen.length} inputs of ${chosen.reduce((sum, {length}) => sum + length, 0)} bytes, from ${candidates.length}`;
}

/** One after the other the candidate that shows most that is new, for its size. Where nothing is counted, the first ones. */
function chosenOf(candidates: readonly Candidate[]): readonly Buffer[] {
	if (candidates.every(({features}) => features.length === 0)) return candidates.slice(0, mostInputs).map(({bytes}) => bytes);
	const shown = new Set<number>();
	const chosen: Buffer[] = [];
	let size = 0;
	while (chosen.length < mostInputs) {
		let best: {readonly candidate: Candidate; readonly worth: number} | undefined;
		for (const candidate of candidates) {
			if (size + candidate.bytes.length > mostBytes) continue;
			const worth = candidate.features.filter((feature) => !shown.has(feature)).length / Math.sqrt(candidate.bytes.length + 100);
			if (worth > (best?.worth ?? 0)) best = {candidate, worth};
		}
		if (best === undefined) break;
		chosen.push(best.candidate.bytes);
		size += best.candidate.bytes.length;
		for (const feature of best.candidate.features) shown.add(feature);
	}
	return chosen;
}
