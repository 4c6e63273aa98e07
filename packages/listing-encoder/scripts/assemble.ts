/** The base encoder's words and what was learned on top of it, as one file in the order that `kernel/encoder.c` reads. */

/** A tensor, row after row; 8-bit integers or 32-bit floats. */
type Tensor = {readonly shape: readonly number[]; readonly data: Float32Array | Int8Array};
/** Tensors by name. */
export type Tensors = ReadonlyMap<string, Tensor>;

const width = 384;
const longest = 208;

/**
 * Reads a safetensors file (https://github.com/huggingface/safetensors) of 32-bit floats and 8-bit integers; other tensors are left out.
 */
export function readSafetensors(bytes: Uint8Array): Tensors {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const length = Number(view.getBigUint64(0, true));
	// A file of ours, and one whose hash is pinned.
	const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Readonly<
		Record<string, {readonly dtype?: string; readonly shape: readonly number[]; readonly data_offsets: readonly [number, number]}>
	>;
	const tensors = new Map<string, Tensor>();
	for (const [name, {dtype, shape, data_offsets: offsets}] of Object.entries(header)) {
		// Copied, since the file's tensors need not lie at multiples of four.
		const part = new Uint8Array(bytes.subarray(8 + length + (offsets?.[0] ?? 0), 8 + length + (offsets?.[1] ?? 0)));
		if (dtype === 'F32') tensors.set(name, {shape, data: new Float32Array(part.buffer)});
		if (dtype === 'I8') tensors.set(name, {shape, data: new Int8Array(part.buffer)});
	}
	return tensors;
}

/**
 * Rounds the base's word vectors to 8 bits, one scale a word, and puts what was learned behind them.
 * @throws where a tensor is missing
 */
export function assemble(
	base: Tensors,
	learned: Tensors,
): {readonly model: Uint8Array; readonly words: number; readonly layers: number; readonly outputs: number} {
	const parts: Uint8Array[] = [];
	const get = (tensors: Tensors, name: string): Tensor => {
		const found = tensors.get(name);
		if (found === undefined) throw new Error(`the tensor ${name} is missing`);
		return found;
	};
	const bytes = ({buffer}: Float32Array | Int8Array) => parts.push(new Uint8Array(buffer));
	const floats = (data: Tensor['data'], count = data.length) => {
		const padded = new Float32Array(count);
		padded.set(data.subarray(0, count));
		bytes(padded);
	};
	const word = get(base, 'embeddings.word_embeddings.weight');
	const words = word.shape[0] ?? 0;
	const {scales, rounded} = roundRows(word.data, words);
	floats(scales, Math.ceil(words / 4) * 4);
	bytes(rounded);
	floats(get(base, 'embeddings.position_embeddings.weight').data, longest * width);
	for (const name of ['type', 'norm', 'norm.bias']) floats(get(learned, name).data);
	let layers = 0;
	for (; learned.has(`${layers}.q`); layers++) {
		const linear = (name: string) => {
			for (const part of ['scale', 'bias']) floats(get(learned, `${layers}.${name}.${part}`).data);
			bytes(get(learned, `${layers}.${name}`).data);
		};
		for (const name of ['q', 'k', 'v', 'o']) linear(name);
		for (const part of ['ln1', 'ln1.bias']) floats(get(learned, `${layers}.${part}`).data);
		for (const name of ['f', 'g']) linear(name);
		for (const part of ['ln2', 'ln2.bias']) floats(get(learned, `${layers}.${part}`).data);
	}
	const head = get(learned, 'head');
	const outputs = head.shape[0] ?? 0;
	floats(head.data);
	floats(get(learned, 'head.bias').data, Math.ceil(outputs / 4) * 4);
	floats(get(learned, 'span').data);
	floats(get(learned, 'span.bias').data, 4);
	floats(get(learned, 'early').data);
	floats(get(learned, 'early.bias').data, 4);
	return {model: new Uint8Array(Buffer.concat(parts)), words, layers, outputs};
}

function roundRows(data: Tensor['data'], count: number): {readonly scales: Float32Array; readonly rounded: Int8Array} {
	const scales = new Float32Array(count);
	const rounded = new Int8Array(count * width);
	for (let row = 0; row < count; row++) {
		const values = data.subarray(row * width, (row + 1) * width);
		let top = 0;
		for (const value of values) top = Math.max(top, Math.abs(value));
		const scale = top === 0 ? 1 : top / 127;
		scales[row] = scale;
		for (const [column, value] of values.entries()) rounded[row * width + column] = Math.round(value / scale);
	}
	return {scales, rounded};
}
