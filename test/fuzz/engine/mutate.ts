/** Bytes to bytes that are a little different. */

import type {Compared} from './counters.ts';
import type {Random} from './random.ts';

/** What changes may draw on. */
export type Stock = {
	readonly words: readonly string[];
	readonly compared: readonly Compared[];
	/** Another input, to take parts of. */
	readonly other: Buffer;
	readonly longest: number;
};

type Change = (bytes: Buffer, random: Random, stock: Stock) => Buffer;

const numbers = [
	'0',
	'-1',
	'1',
	'2',
	'9',
	'10',
	'127',
	'255',
	'256',
	'65535',
	'65536',
	'2147483648',
	'4294967295',
	'9007199254740993',
	'1e308',
	'0.1',
	'-0',
	'00',
	'0x1f',
];
const signs = [
	'\0',
	'\t',
	'\n',
	'\r\n',
	'\r',
	' ',
	'"',
	"'",
	'`',
	'{',
	'}',
	'[',
	']',
	'(',
	')',
	'<',
	'>',
	'&',
	'*',
	'!',
	'|',
	'#',
	':',
	'- ',
	',',
	'\\',
	'\ufeff',
	'\u2028',
	'\ud83d',
	'é',
	'💥',
	'%',
	'$',
	'=',
	'__proto__',
	'constructor',
];
const pairs = [
	['[', ']'],
	['{"a":', '}'],
	['(', ')'],
	['<b>', '</b>'],
	['<table><tr><td>', '</td></tr></table>'],
	['> ', ''],
	['- ', ''],
	['*', '*'],
	['${', '}'],
] as const;
/** What the most of a change that repeats a part comes to. */
const mostRepeats = 3000;

const changes: readonly Change[] = [
	// One byte.
	(bytes, random) => {
		const changed = Buffer.from(bytes);
		const at = random.below(bytes.length);
		changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
		return changed;
	},
	(bytes, random) => {
		const changed = Buffer.from(bytes);
		changed[random.below(bytes.length)] = random.of([0, 1, 10, 32, 127, 128, 255, random.below(256)]) ?? 0;
		return changed;
	},
	(bytes, random) => spliced(bytes, random.below(bytes.length + 1), 0, Buffer.from([random.below(256)])),
	// A part: taken out, repeated, moved, from elsewhere.
	(bytes, random) => spliced(bytes, random.below(bytes.length), 1 + random.below(Math.min(bytes.length, random.of([4, 16, 100, 2000]) ?? 4))),
	(bytes, random) => spliced(bytes, random.below(bytes.length + 1), 0, partOf(bytes, random, 200)),
	(bytes, random) => {
		const part = partOf(bytes, random, 40);
		const times = 2 + random.below(random.of([4, 40, mostRepeats]) ?? 4);
		return spliced(bytes, random.below(bytes.length + 1), 0, Buffer.alloc(part.length * times, part));
	},
	(bytes, random, {other}) => spliced(bytes, random.below(bytes.length + 1), 0, partOf(other, random, 500)),
	(bytes, random, {other}) => Buffer.concat([bytes.subarray(0, random.below(bytes.length + 1)), other.subarray(random.below(other.length + 1))]),
	// What means something.
	(bytes, random, {words}) => spliced(bytes, random.below(bytes.length + 1), 0, Buffer.from(random.of(words) ?? '')),
	(bytes, random, {words}) => {
		const [start, end] = wordAt(bytes, random.below(bytes.length));
		return spliced(bytes, start, end - start, Buffer.from(random.of(words) ?? ''));
	},
	(bytes, random, {compared}) => {
		const pair = random.of(compared);
		const at = pair === undefined ? -1 : bytes.indexOf(pair.met, random.below(bytes.length));
		return pair === undefined || at < 0 ? bytes : spliced(bytes, at, Buffer.byteLength(pair.met), Buffer.from(pair.wanted));
	},
	(bytes, random, {compared}) => {
		const pair = random.of(compared);
		return spliced(bytes, random.below(bytes.length + 1), 0, Buffer.from((random.below(2) === 0 ? pair?.met : pair?.wanted) ?? ''));
	},
	(bytes, random) => spliced(bytes, random.below(bytes.length + 1), 0, Buffer.from(random.of(signs) ?? '')),
	(bytes, random) => {
		const from = random.below(bytes.length);
		const found = /-?\d+(?:\.\d+)?/.exec(bytes.toString('latin1', from, from + 2000));
		return found === null ? bytes : spliced(bytes, from + found.index, found[0].length, Buffer.from(random.of(numbers) ?? ''));
	},
	(bytes, random) => {
		const [open, close] = random.of(pairs) ?? ['(', ')'];
		const depth = 1 + random.below(random.of([3, 50, 1500]) ?? 3);
		const start = random.below(bytes.length + 1);
		const part = bytes.subarray(start, start + random.below(60));
		return spliced(bytes, start, part.length, Buffer.concat([Buffer.from(open.repeat(depth)), part, Buffer.from(close.repeat(depth))]));
	},
	// Lines.
	(bytes, random) => {
		const [start, end] = lineAt(bytes, random.below(bytes.length));
		return spliced(bytes, start, end - start);
	},
	(bytes, random) => {
		const [start, end] = lineAt(bytes, random.below(bytes.length));
		const [to] = lineAt(bytes, random.below(bytes.length));
		return spliced(bytes, to, 0, bytes.subarray(start, end));
	},
	(bytes, random) => {
		const [start] = lineAt(bytes, random.below(bytes.length));
		return random.below(2) === 0
			? spliced(bytes, start, 0, Buffer.from(' '.repeat(1 + random.below(4))))
			: spliced(bytes, start, bytes[start] === 32 ? 1 + random.below(2) : 0);
	},
	(bytes, random, {other}) => {
		const [start, end] = lineAt(bytes, random.below(bytes.length));
		const [from, to] = lineAt(other, random.below(other.length));
		return spliced(bytes, start, end - start, other.subarray(from, to));
	},
	(bytes, random) => bytes.subarray(0, random.below(bytes.length)),
];

/** Makes one to a few changes, cut at the longest. */
export function mutated(bytes: Buffer, random: Random, stock: Stock): Buffer {
	let changed = bytes;
	for (let left = 1 << random.below(4); left > 0; left--) {
		if (changed.length === 0) changed = Buffer.from(random.of(stock.words) ?? 'a');
		changed = (random.of(changes) ?? truncated)(changed, random, stock);
		if (changed.length > stock.longest) changed = changed.subarray(0, stock.longest);
	}
	return changed;
}

const truncated: Change = (bytes, random) => bytes.subarray(0, random.below(bytes.length));

function spliced(bytes: Buffer, at: number, remove: number, insert: Buffer = Buffer.alloc(0)): Buffer {
	return Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]);
}

function partOf(bytes: Buffer, random: Random, longest: number): Buffer {
	const start = random.below(bytes.length);
	return bytes.subarray(start, start + 1 + random.below(longest));
}

function lineAt(bytes: Buffer, at: number): readonly [start: number, end: number] {
	const end = bytes.indexOf(10, at);
	return [at === 0 ? 0 : bytes.lastIndexOf(10, at - 1) + 1, end < 0 ? bytes.length : end + 1];
}

/** The letters, digits and the like around a byte. */
function wordAt(bytes: Buffer, at: number): readonly [start: number, end: number] {
	const isPart = (index: number) => /[\w:.-]/.test(String.fromCharCode(bytes[index] ?? 0));
	let [start, end] = [at, at];
	while (start > 0 && at - start < 100 && isPart(start - 1)) start--;
	while (end < bytes.length && end - at < 100 && isPart(end)) end++;
	return [start, end];
}
