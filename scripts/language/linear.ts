/** Multi-label logistic regression over sparse binary features, by AdaGrad. Time grows linearly with the examples. */

import type {Learned} from '../../src/language/linear-table.ts';

/** One weight a label, by feature; `bias` one a label. */
export type Linear = {readonly labels: readonly string[]; readonly bias: Float64Array; readonly weights: Map<string, Float32Array>};

export type Example = {readonly features: readonly string[]; readonly targets: ReadonlySet<string>; readonly weight?: number};

/** Trains from scratch; the order of examples is shuffled with a fixed seed, so the same examples give the same weights. */
export function train(examples: readonly Example[], labels: readonly string[], {epochs = 8, rate = 0.3, decay = 2e-6, least = 2} = {}): Linear {
	const count = new Map<string, number>();
	for (const {features} of examples) for (const feature of features) count.set(feature, (count.get(feature) ?? 0) + 1);
	const index = new Map([...count].filter(([, times]) => times >= least).map(([feature], position) => [feature, position]));
	const size = labels.length;
	const weights = new Float32Array(index.size * size);
	const squares = new Float32Array(index.size * size).fill(1e-6);
	const bias = new Float64Array(size).fill(-4);
	const biasSquares = new Float64Array(size).fill(1e-6);
	const rows = examples.map(({features, targets, weight = 1}) => ({
		at: Int32Array.from(features.flatMap((feature) => index.get(feature) ?? [])),
		wanted: labels.map((label) => (targets.has(label) ? 1 : 0)),
		weight,
	}));
	const random = seeded(7);
	for (let epoch = 0; epoch < epochs; epoch++) {
		shuffle(rows, random);
		for (const {at, wanted, weight} of rows) {
			const norm = 1 / Math.sqrt(Math.max(1, at.length));
			for (let label = 0; label < size; label++) {
				let sum = bias[label] ?? 0;
				for (const feature of at) sum += (weights[feature * size + label] ?? 0) * norm;
				const slope = (1 / (1 + Math.exp(-sum)) - (wanted[label] ?? 0)) * weight;
				if (Math.abs(slope) < 1e-4) continue;
				biasSquares[label] = (biasSquares[label] ?? 0) + slope * slope;
				bias[label] = (bias[label] ?? 0) - (rate * slope) / Math.sqrt(biasSquares[label] ?? 1);
				for (const feature of at) {
					const cell = feature * size + label;
					const step = slope * norm + decay * (weights[cell] ?? 0);
					squares[cell] = (squares[cell] ?? 0) + step * step;
					weights[cell] = (weights[cell] ?? 0) - (rate * step) / Math.sqrt(squares[cell] ?? 1);
				}
			}
		}
	}
	return {labels, bias, weights: new Map([...index].map(([feature, at]) => [feature, weights.slice(at * size, at * size + size)]))};
}

/** The log-odds of each label. */
export function score({labels, bias, weights}: Linear, features: readonly string[]): number[] {
	const sums = new Float64Array(labels.length);
	let met = 0;
	for (const feature of features) {
		const row = weights.get(feature);
		if (row === undefined) continue;
		met++;
		for (let label = 0; label < sums.length; label++) sums[label] = (sums[label] ?? 0) + (row[label] ?? 0);
	}
	const norm = 1 / Math.sqrt(Math.max(1, met));
	return [...sums].map((sum, label) => sum * norm + (bias[label] ?? 0));
}

/** Weights smaller than this change nothing. */
const leastWeight = 0.05;

/** Weights as a file. */
export function learnedOf({labels, bias, weights}: Linear): Learned {
	const kept = [...weights].filter(([, row]) => row.some((weight) => Math.abs(weight) >= leastWeight));
	const top = kept.reduce((most, [, row]) => Math.max(most, ...row.map(Math.abs)), 0);
	const step = top / 127;
	const bytes = Buffer.from(Int8Array.from(kept.flatMap(([, row]) => [...row].map((weight) => Math.round(weight / step)))).buffer);
	return {
		labels,
		bias: [...bias].map((one) => Number(one.toFixed(4))),
		step: Number(step.toPrecision(6)),
		features: kept.map(([feature]) => feature).join('\n'),
		weights: bytes.toString('base64'),
	};
}

/** Mulberry32. */
export function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let value = Math.imul(state ^ (state >>> 15), 1 | state);
		value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
		return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
	};
}

export function shuffle<Item>(items: Item[], random: () => number): void {
	for (let index = items.length - 1; index > 0; index--) {
		const other = Math.floor(random() * (index + 1));
		const [a, b] = [items[index], items[other]];
		if (a === undefined || b === undefined) continue;
		items[index] = b;
		items[other] = a;
	}
}
