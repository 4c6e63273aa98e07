/** Weights that a linear judge learned, as a file and as bytes that are ready to use. */

/** What was learned: one weight a label for each feature, as 8-bit multiples of `step`. */
export type Learned = {
	readonly labels: readonly string[];
	readonly bias: readonly number[];
	readonly step: number;
	/** One a line. */
	readonly features: string;
	/** Base64, feature after feature. */
	readonly weights: string;
};

/** Learned weights, ready to score. */
export type LinearTable = {
	/** The log-odds of each label for what has these features, each once. */
	score(features: readonly string[]): readonly number[];
};

/**
 * What was learned, as bytes that are ready to use: eighty thousand features in a map of strings take as long to make as Node to start.
 * Little-endian: five 32-bit numbers (`magic`, labels, features, slots, units of JSON), the bias and step as JSON, padded to four bytes;
 * then a slot for each hash (the feature's number, one up; 0 is free), the second hash of each feature, and the weights.
 */
export function packed({labels, bias, step, features, weights}: Learned): Uint8Array {
	const names = features.split('\n');
	const slots = new Uint32Array(2 ** Math.ceil(Math.log2(names.length * 1.5)));
	const checks = new Uint32Array(names.length);
	for (const [index, name] of names.entries()) {
		const [hash, check] = hashesOf(name);
		let slot = hash & (slots.length - 1);
		while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
		slots[slot] = index + 1;
		checks[index] = check;
	}
	const numbers = JSON.stringify({bias, step});
	const json = Buffer.from(numbers.padEnd(Math.ceil(numbers.length / 4) * 4));
	const head = Uint32Array.of(magic, labels.length, names.length, slots.length, json.length);
	return Buffer.concat([bytesOf(head), json, bytesOf(slots), bytesOf(checks), Buffer.from(weights, 'base64')]);
}

const magic = 0x31_4c_46_53;
/** Five numbers. */
const headSize = 20;
const broken = 'a table of learned weights is broken';

/**
 * Makes what was packed ready to score.
 * @throws where the bytes are not what `packed` writes: the installation is broken
 */
export function linearTableOf(bytes: Uint8Array): LinearTable {
	if (bytes.length < headSize) throw new Error(broken);
	// Numbers of 32 bits are read where they lie; `slice` of a Buffer would not move them.
	const {buffer, byteOffset: start} = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes);
	const [mark, size = 0, count = 0, room = 0, jsonSize = 0] = new Uint32Array(buffer, start, 5);
	const slotsAt = start + headSize + jsonSize;
	if (mark !== magic || bytes.length !== headSize + jsonSize + 4 * (room + count) + size * count) throw new Error(broken);
	const {bias, step} = JSON.parse(Buffer.from(buffer, start + headSize, jsonSize).toString()) as Pick<Learned, 'bias' | 'step'>;
	const slots = new Uint32Array(buffer, slotsAt, room);
	const checks = new Uint32Array(buffer, slotsAt + 4 * room, count);
	const weights = new Int8Array(buffer, slotsAt + 4 * (room + count), size * count);
	const numberOf = (feature: string): number | undefined => {
		const [hash, check] = hashesOf(feature);
		for (let slot = hash & (room - 1); ; slot = (slot + 1) & (room - 1)) {
			const number = slots[slot] ?? 0;
			if (number === 0) return undefined;
			if (checks[number - 1] === check) return number - 1;
		}
	};
	return {
		score(having) {
			const sums = new Float64Array(size);
			let met = 0;
			for (const feature of having) {
				const number = numberOf(feature);
				if (number === undefined) continue;
				met++;
				for (let label = 0; label < size; label++) sums[label] = (sums[label] ?? 0) + (weights[number * size + label] ?? 0);
			}
			const factor = step / Math.sqrt(Math.max(1, met));
			return [...sums].map((sum, label) => sum * factor + (bias[label] ?? 0));
		},
	};
}

/** Two independent hashes of 32 bits: FNV-1a, and the same with another prime and start, both mixed at the end as MurmurHash3 does. */
function hashesOf(feature: string): readonly [number, number] {
	let first = 0x81_1c_9d_c5;
	let second = 0x9e_37_79_b9;
	for (let index = 0; index < feature.length; index++) {
		const unit = feature.charCodeAt(index);
		first = Math.imul(first ^ unit, 0x01_00_01_93);
		second = Math.imul(second ^ unit, 0x85_eb_ca_6b);
		second ^= second >>> 15;
	}
	return [mixed(first), mixed(second)];
}

function mixed(hash: number): number {
	let one = hash ^ (hash >>> 16);
	one = Math.imul(one, 0x85_eb_ca_6b);
	one ^= one >>> 13;
	one = Math.imul(one, 0xc2_b2_ae_35);
	return (one ^ (one >>> 16)) >>> 0;
}

function bytesOf(numbers: Uint32Array): Uint8Array {
	return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
