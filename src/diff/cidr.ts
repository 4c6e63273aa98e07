/** Address ranges. */

type Range = {readonly bits: 32 | 128; readonly first: bigint; readonly prefix: number};

/** Whether one range lies within another. Texts that are no range are within themselves alone. */
export function isWithin(inner: string, outer: string): boolean {
	if (inner === outer) return true;
	const [one, other] = [rangeOf(inner), rangeOf(outer)];
	if (one === undefined || other === undefined || one.bits !== other.bits || one.prefix < other.prefix) return false;
	const shift = BigInt(other.bits - other.prefix);
	return one.first >> shift === other.first >> shift;
}

/** Whether a text is a range of everything: `0.0.0.0/0` or `::/0`. */
export function isWholeInternet(text: string): boolean {
	return rangeOf(text)?.prefix === 0;
}

/** Ranges that were read before: each is held against many others. */
const known = new Map<string, Range | undefined>();
const mostKnown = 5000;

function rangeOf(text: string): Range | undefined {
	if (known.has(text)) return known.get(text);
	if (known.size >= mostKnown) known.clear();
	const range = readRange(text);
	known.set(text, range);
	return range;
}

function readRange(text: string): Range | undefined {
	const [address = '', length] = text.trim().split('/');
	const bits = address.includes(':') ? 128 : 32;
	const first = bits === 32 ? v4(address) : v6(address);
	const prefix = length === undefined ? bits : /^\d{1,3}$/.test(length) ? Number(length) : -1;
	return first === undefined || prefix < 0 || prefix > bits ? undefined : {bits, first, prefix};
}

function v4(text: string): bigint | undefined {
	const parts = text.split('.');
	if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
	return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function v6(text: string): bigint | undefined {
	const halves = text.split('::');
	if (halves.length > 2) return undefined;
	const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
	const missing = 8 - head.length - tail.length;
	if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
	const groups = [...head, ...new Array<string>(missing).fill('0'), ...tail];
	if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
	return groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}
