/** The encoder: what each sentence asks of a buyer, as log-odds by label, and the words that say so. */

import {readFile} from 'node:fs/promises';
import {type Token, type Tokenizer, tokenizerOf} from './tokens.ts';

/** A sentence, and what stands around it. */
export type Input = {
	readonly text: string;
	/** What kind of text it stands in, in a word or two: `instructions`, `release notes`. */
	readonly kind: string;
	readonly heading?: string;
	readonly lead?: string;
	readonly previous?: string;
	readonly next?: string;
};

/** What the encoder says of a sentence. */
export type Answer = {
	/** The log-odds that anything is asked, after two of the six layers. */
	readonly early: number;
} & (Settled | Judged);

/** A sentence whose first answer was too low to go on. */
export type Settled = {readonly settled: true};

/** A sentence that went through all layers. */
export type Judged = {
	readonly settled: false;
	/** The log-odds of each label, in the order of `labels`: that it is violated, and that it is spoken of at all. */
	readonly violated: readonly number[];
	readonly about: readonly number[];
	/** The log-odds of each token of the sentence to be among the words that carry a violation. */
	readonly carriers: readonly {readonly start: number; readonly end: number; readonly odds: number}[];
};

export type Encoder = {
	readonly labels: readonly string[];
	/**
	 * Judges one sentence; milliseconds. Sentences longer than 96 tokens are judged by their first 96. Below `least` log-odds after two
	 * layers it stops, which takes a third of the time.
	 */
	judge(input: Input, least?: number): Answer;
};

/** The kernel's exports; see `kernel/encoder.c`. */
type Kernel = {
	readonly memory: WebAssembly.Memory;
	_initialize(): void;
	load(at: number, words: number, layers: number, outputs: number): void;
	judge(length: number, from: number, to: number, least: number): number;
	reserve(bytes: number): number;
	ids_at(): number;
	types_at(): number;
	answer_at(): number;
};

/** What the build writes beside the weights. */
export type Manifest = {readonly labels: readonly string[]; readonly words: number; readonly layers: number; readonly outputs: number};

const opening = 101;
const parting = 102;
/** Tokens of each part that the encoder was trained with. */
const most = {heading: 16, lead: 32, previous: 40, sentence: 96, next: 24};

/**
 * Loads the encoder: about 23 MB, some 100 ms.
 * @throws where its files are missing
 */
export async function openEncoder(folder: URL = new URL('./', import.meta.url)): Promise<Encoder> {
	const file = (name: string) => readFile(new URL(name, folder));
	const [manifest, vocabulary, weights, wasm] = await Promise.all([file('model.json'), file('vocabulary.txt'), file('model.bin'), file('encoder.wasm')]);
	// Our own files.
	const {labels, words, layers, outputs} = JSON.parse(manifest.toString()) as Manifest;
	const {instance} = await WebAssembly.instantiate(wasm as BufferSource);
	const kernel = instance.exports as unknown as Kernel;
	kernel._initialize();
	const at = kernel.reserve(weights.length);
	new Uint8Array(kernel.memory.buffer).set(weights, at);
	kernel.load(at, words, layers, outputs);
	const tokenize = tokenizerOf(vocabulary.toString());
	return {labels, judge: (input, least = Number.NEGATIVE_INFINITY) => judge(kernel, tokenize, input, least, labels.length, outputs)};
}

function judge(kernel: Kernel, tokenize: Tokenizer, input: Input, least: number, labels: number, outputs: number): Answer {
	const {ids, types, from, own} = sequenceOf(tokenize, input);
	new Int32Array(kernel.memory.buffer, kernel.ids_at(), ids.length).set(ids);
	new Int32Array(kernel.memory.buffer, kernel.types_at(), types.length).set(types);
	const isJudged = kernel.judge(ids.length, from, from + own.length, least) === 1;
	const [early = 0, ...answer] = new Float32Array(kernel.memory.buffer, kernel.answer_at(), 1 + outputs + own.length);
	if (!isJudged) return {early, settled: true};
	return {
		early,
		settled: false,
		violated: answer.slice(0, labels),
		about: answer.slice(labels, labels * 2),
		carriers: own.map(({start, end}, index) => ({start, end, odds: answer[outputs + index] ?? 0})),
	};
}

/** Kind, heading and lead; the sentence before; the sentence itself, of type 1; the one after. */
export function sequenceOf(
	tokenize: Tokenizer,
	{text, kind, heading, lead, previous, next}: Input,
): {readonly ids: readonly number[]; readonly types: readonly number[]; readonly from: number; readonly own: readonly Token[]} {
	const idsOf = (part: string | undefined) => (part === undefined || part === '' ? [] : tokenize(part).map(({id}) => id));
	const own = tokenize(text).slice(0, most.sentence);
	const before = [
		opening,
		...idsOf(kind),
		...idsOf(heading === undefined ? undefined : `: ${heading}`).slice(0, most.heading),
		...idsOf(lead === undefined ? undefined : `: ${lead}`).slice(-most.lead),
		parting,
		...idsOf(previous).slice(-most.previous),
		parting,
	];
	const after = next === undefined || next === '' ? [] : [...idsOf(next).slice(0, most.next), parting];
	const ids = [...before, ...own.map(({id}) => id), parting, ...after].slice(0, 208);
	const types = ids.map((_, index) => (index >= before.length && index <= before.length + own.length ? 1 : 0));
	return {ids, types, from: before.length, own};
}
