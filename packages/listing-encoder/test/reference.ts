/** The encoder by its plain formulas in 64-bit floats, over the same 8-bit weights: slow, and easy to read. */

import type {Manifest} from '../src/encoder.ts';

const width = 384;
const inner = 1536;
const heads = 12;
const depth = 32;
const longest = 208;

type Matrix = readonly (readonly number[])[];
type Linear = {readonly weights: Matrix; readonly bias: readonly number[]};

/** What the formulas give for tokens, of which `from` to `to` are the sentence's own. */
export function referenceOf(bytes: Buffer, {words, layers, outputs}: Manifest) {
	let at = 0;
	const floats = (count: number) => {
		const found = Array.from({length: count}, (_, index) => bytes.readFloatLE(at + index * 4));
		at += count * 4;
		return found;
	};
	const wordScale = floats(Math.ceil(words / 4) * 4);
	const wordsAt = at;
	at += words * width;
	const position = floats(longest * width);
	const type = floats(2 * width);
	const norm = [floats(width), floats(width)] as const;
	const linear = (input: number, output: number): Linear => {
		const [scale, bias] = [floats(output), floats(output)];
		const start = at;
		at += input * output;
		return {bias, weights: scale.map((factor, row) => Array.from({length: input}, (_, column) => bytes.readInt8(start + row * input + column) * factor))};
	};
	const stack = Array.from({length: layers}, () => ({
		q: linear(width, width),
		k: linear(width, width),
		v: linear(width, width),
		o: linear(width, width),
		norm1: [floats(width), floats(width)] as const,
		up: linear(width, inner),
		down: linear(inner, width),
		norm2: [floats(width), floats(width)] as const,
	}));
	const head = Array.from({length: outputs}, () => floats(3 * width));
	const headBias = floats(Math.ceil(outputs / 4) * 4);
	const span = floats(width);
	const [spanBias = 0] = floats(4);
	const early = floats(3 * width);
	const [earlyBias = 0] = floats(4);

	return (
		ids: readonly number[],
		types: readonly number[],
		from: number,
		to: number,
	): {readonly early: number; readonly outputs: readonly number[]; readonly carriers: readonly number[]} => {
		const pool = (rows: Matrix) => {
			const own = rows.slice(from, to);
			return [
				...(rows[0] ?? []),
				...columns((index) => own.reduce((sum, row) => sum + (row[index] ?? 0), 0) / Math.max(1, own.length)),
				...columns((index) => own.reduce((top, row) => Math.max(top, row[index] ?? 0), own.length > 0 ? -1e9 : 0)),
			];
		};
		let first = 0;
		let x: Matrix = ids.map((id, token) => {
			const row = Array.from(
				{length: width},
				(_, index) =>
					bytes.readInt8(wordsAt + id * width + index) * (wordScale[id] ?? 0) +
					(position[token * width + index] ?? 0) +
					(type[(types[token] ?? 0) * width + index] ?? 0),
			);
			return normalised(row, norm);
		});
		for (const [index, layer] of stack.entries()) {
			if (index === 2) first = dot(early, pool(x)) + earlyBias;
			const mixed = attended(apply(layer.q, x), apply(layer.k, x), apply(layer.v, x));
			x = added(x, apply(layer.o, mixed)).map((row) => normalised(row, layer.norm1));
			const wide = apply(layer.up, x).map((row) => row.map((value) => 0.5 * value * (1 + erf(value / Math.SQRT2))));
			x = added(x, apply(layer.down, wide)).map((row) => normalised(row, layer.norm2));
		}
		const pooled = pool(x);
		return {
			early: first,
			outputs: head.map((row, index) => dot(row, pooled) + (headBias[index] ?? 0)),
			carriers: x.slice(from, to).map((row) => dot(row, span) + spanBias),
		};
	};
}

function columns(value: (index: number) => number): readonly number[] {
	return Array.from({length: width}, (_, index) => value(index));
}

function dot(a: readonly number[], b: readonly number[]): number {
	return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

function apply({weights, bias}: Linear, x: Matrix): Matrix {
	return x.map((row) => weights.map((weight, index) => dot(weight, row) + (bias[index] ?? 0)));
}

function added(a: Matrix, b: Matrix): Matrix {
	return a.map((row, token) => row.map((value, index) => value + (b[token]?.[index] ?? 0)));
}

function normalised(row: readonly number[], [weight, bias]: readonly [readonly number[], readonly number[]]): readonly number[] {
	const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
	const square = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / row.length;
	return row.map((value, index) => ((value - mean) / Math.sqrt(square + 1e-12)) * (weight[index] ?? 0) + (bias[index] ?? 0));
}

function attended(q: Matrix, k: Matrix, v: Matrix): Matrix {
	return q.map((asking) => {
		const made: number[] = [];
		for (let head = 0; head < heads; head++) {
			const part = (row: readonly number[]) => row.slice(head * depth, (head + 1) * depth);
			const products = k.map((row) => dot(part(asking), part(row)) / Math.sqrt(depth));
			const top = Math.max(...products);
			const weights = products.map((product) => Math.exp(product - top));
			const sum = weights.reduce((all, weight) => all + weight, 0);
			for (let index = 0; index < depth; index++)
				made.push(v.reduce((all, row, token) => all + ((weights[token] ?? 0) / sum) * (row[head * depth + index] ?? 0), 0));
		}
		return made;
	});
}

/** The error function by its series; its arguments here are small. */
function erf(x: number): number {
	if (Math.abs(x) > 5) return Math.sign(x);
	let [sum, term] = [x, x];
	for (let n = 1; n < 150; n++) {
		term *= (-x * x) / n;
		sum += term / (2 * n + 1);
	}
	return (2 / Math.sqrt(Math.PI)) * sum;
}
