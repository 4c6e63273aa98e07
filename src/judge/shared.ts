/** What the threads of a process find out of sentences together: each sentence is asked about by one of them, and what asks nothing is remembered by all. */

import {createHash, randomFillSync} from 'node:crypto';

/** Whose a sentence is: this thread's to ask about, in another's hands, or known to say nothing that is told. */
type Turn = 'mine' | 'taken' | 'silent';

/** Sentences by their keys, as all threads of the process see them. */
export type Shared = {
	/** Takes a sentence in hand where no thread has it. What is not given back stays taken. */
	take(key: string): Turn;
	/** Gives a sentence back; one that is `isSilent` stays known. What is told of another must be on its way to the other threads before. */
	give(key: string, isSilent: boolean): void;
};

/** Sentences for which there is room; the versions of thousands of products have so many. 8 bytes each. */
const usual = 2 ** 20;
/** Places in which a sentence may stand. */
const ways = 8;
/** 64-bit words before the places: a secret, so that no text is made to look like another's. */
const header = 2;

const inHand = 1n;
const silent = 2n;
const states = 3n;

/** Memory to be handed to each thread, with places for so many sentences: a multiple of 8. Its size never changes. */
export function newSharedMemory(places = usual): SharedArrayBuffer {
	const memory = new SharedArrayBuffer((header + places) * 8);
	const secret = new Uint8Array(header * 8);
	randomFillSync(secret);
	new Uint8Array(memory).set(secret);
	return memory;
}

/** The table in memory made by `newSharedMemory`. */
export function openShared(memory: SharedArrayBuffer): Shared {
	const table = new BigInt64Array(memory);
	const secret = new Uint8Array(memory).slice(0, header * 8);
	const sets = Math.floor((table.length - header) / ways);
	const hashOf = (key: string) => {
		const hash = createHash('sha256').update(secret).update(key).digest();
		return {first: header + (hash.readUInt32LE(8) % sets) * ways, victim: hash.readUInt8(12) % ways, mark: hash.readBigInt64LE(0) & ~states};
	};
	const slots = Array.from({length: ways}, (_, way) => way);
	const entryAt = (at: number) => Atomics.load(table, at);
	return {
		take(key) {
			const {first, victim, mark} = hashOf(key);
			// Another thread may take the place at the same time; then it is looked for again.
			for (let attempt = 0; attempt < ways; attempt++) {
				const entries = slots.map((way) => entryAt(first + way));
				const found = entries.find((entry) => entry !== 0n && (entry & ~states) === mark);
				if (found !== undefined) return (found & states) === silent ? 'silent' : 'taken';
				const free = entries.indexOf(0n);
				const way = free >= 0 ? free : (slots.map((step) => (victim + step) % ways).find((one) => ((entries[one] ?? 0n) & states) === silent) ?? -1);
				// All of them are in hand: two threads may ask the same.
				if (way < 0) return 'mine';
				const before = entries[way] ?? 0n;
				if (Atomics.compareExchange(table, first + way, before, mark | inHand) === before) return 'mine';
			}
			return 'mine';
		},
		give(key, isSilent) {
			const {first, mark} = hashOf(key);
			for (const way of slots) {
				const entry = entryAt(first + way);
				if (entry !== 0n && (entry & ~states) === mark) Atomics.compareExchange(table, first + way, entry, isSilent ? mark | silent : 0n);
			}
		},
	};
}
