/** Which edges of the instrumented code an input takes, and which texts it is compared with. */

/** Edges of all code that may be instrumented. */
const mostEdges = 1 << 19;
/** Pairs kept of texts that were compared. */
const mostPairs = 256;
const longestCompared = 100;

/** A text that was met, empty where it was none, and the one that would have been equal. */
export type Compared = {readonly met: string; readonly wanted: string};

/** The counters of one thread. */
export type Counters = {
	/** Forgets the last input. */
	reset(): void;
	/** How many edges, or times that an edge was taken in a new order of magnitude, no input before has shown; they count as shown from now on. */
	fresh(): number;
	/** What the last input shows: a number for each edge and order of magnitude. */
	features(): readonly number[];
	/** Edges taken so far, and all that there are. */
	readonly taken: number;
	readonly all: number;
	readonly compared: readonly Compared[];
};

/** How often an edge was taken, as an order of magnitude. */
const magnitudes = Uint8Array.from({length: 256}, (_, times) => {
	if (times < 4) return [0, 1, 2, 4][times] ?? 0;
	return times < 8 ? 8 : times < 16 ? 16 : times < 32 ? 32 : times < 128 ? 64 : 128;
});

/**
 * Installs the counters that instrumented modules write to, which must be there before such a module is loaded. The comparisons are those of Jazzer's
 * plugin: each hands both sides over and takes the answer.
 */
export function installCounters(): Counters {
	const times = new Uint8Array(mostEdges);
	const words = new Uint32Array(times.buffer);
	const shown = new Uint8Array(mostEdges);
	const compared: Compared[] = [];
	let next = 0;
	let all = 0;
	let taken = 0;
	const note = (one: unknown, other: unknown) => {
		const [met, wanted] = [typeof one === 'string' ? one : '', typeof other === 'string' ? other : ''];
		if (met === wanted || met.length > longestCompared || wanted.length > longestCompared) return;
		compared[next++ % mostPairs] = {met, wanted};
	};
	Object.assign(globalThis, {
		shelfreadyEdges(count: number): Uint8Array {
			if (all + count > mostEdges) throw new Error(`more than ${mostEdges} edges`);
			all += count;
			return times.subarray(all - count, all);
		},
		Fuzzer: {
			tracer: {
				traceStrCmp(one: unknown, other: unknown, operator: string): boolean {
					note(one, other);
					return isSo(one, other, operator);
				},
				traceNumberCmp: isSo,
				traceAndReturn(_one: unknown, other: unknown): unknown {
					return other;
				},
			},
		},
	});
	return {
		reset() {
			times.fill(0, 0, all);
		},
		fresh() {
			let fresh = 0;
			for (let word = 0; word * 4 < all; word++) {
				if (words[word] === 0) continue;
				for (let edge = word * 4; edge < word * 4 + 4; edge++) {
					const magnitude = magnitudes[times[edge] ?? 0] ?? 0;
					const before = shown[edge] ?? 0;
					if (magnitude === 0 || (before & magnitude) !== 0) continue;
					if (before === 0) taken++;
					shown[edge] = before | magnitude;
					fresh++;
				}
			}
			return fresh;
		},
		features() {
			const features: number[] = [];
			for (let edge = 0; edge < all; edge++) {
				const magnitude = magnitudes[times[edge] ?? 0] ?? 0;
				if (magnitude !== 0) features.push(edge * 256 + magnitude);
			}
			return features;
		},
		get taken() {
			return taken;
		},
		get all() {
			return all;
		},
		compared,
	};
}

function isSo(one: unknown, other: unknown, operator: string): boolean {
	switch (operator) {
		case '===':
			return one === other;
		case '!==':
			return one !== other;
		case '==':
			// biome-ignore lint/suspicious/noDoubleEquals: it is what the instrumented code says
			return one == other;
		case '!=':
			// biome-ignore lint/suspicious/noDoubleEquals: it is what the instrumented code says
			return one != other;
		case '<':
			return Number(one) < Number(other);
		case '<=':
			return Number(one) <= Number(other);
		case '>':
			return Number(one) > Number(other);
		default:
			return Number(one) >= Number(other);
	}
}
