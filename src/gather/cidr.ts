/** How much of the internet address ranges let in. */

import type {Reach} from '../evidence/reach.ts';
import {publicAddresses} from '../limits/address-space.ts';
import {unknownPart} from './template/defaults.ts';

/** Addresses from the first to the last. */
type Range = {readonly family: 4 | 6; readonly from: bigint; readonly to: bigint};

const bits = {4: 32, 6: 128} as const;

/** The largest blocks that IANA gave to one organisation (IPv4), or gives to a registry (IPv6). */
const largest = {4: 2n ** 24n, 6: 2n ** 116n} as const;

/** The range of a CIDR; nothing for what is none. A prefix of 0 takes in everything, whatever stands before it. */
export function rangeOf(cidr: string): Range | undefined {
	const [, address = '', written = ''] = /^([\da-fA-F.:]*|.*…)\/(\d{1,3})$/s.exec(cidr.trim()) ?? [];
	const family = address.includes(':') ? 6 : 4;
	const prefix = Number(written);
	if (written === '' || prefix > bits[family]) return undefined;
	const size = 2n ** BigInt(bits[family] - prefix);
	if (prefix === 0) return {family, from: 0n, to: size - 1n};
	const value = address.includes(unknownPart) ? undefined : family === 4 ? ipv4Of(address) : ipv6Of(address);
	if (value === undefined) return undefined;
	const from = value - (value % size);
	return {family, from, to: from + size - 1n};
}

function ipv4Of(address: string): bigint | undefined {
	const octets = address.split('.');
	if (octets.length !== 4 || octets.some((octet) => !/^\d{1,3}$/.test(octet) || Number(octet) > 255)) return undefined;
	return octets.reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
}

function ipv6Of(address: string): bigint | undefined {
	const [head = '', tail, ...more] = address.split('::');
	const groups = (text: string) => (text === '' ? [] : text.split(':'));
	const before = groups(head);
	const after = groups(tail ?? '');
	const missing = 8 - before.length - after.length;
	const all = tail === undefined ? before : [...before, ...new Array<string>(Math.max(0, missing)).fill('0'), ...after];
	if (more.length > 0 || all.length !== 8 || all.some((group) => !/^[\da-f]{1,4}$/i.test(group))) return undefined;
	return all.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

const publicRanges: Readonly<Record<4 | 6, readonly Range[]>> = {
	4: united(
		without(
			publicAddresses.ipv4.flatMap((cidr) => rangeOf(cidr) ?? []),
			publicAddresses.ipv4Private.flatMap((cidr) => rangeOf(cidr) ?? []),
		),
	),
	6: united(publicAddresses.ipv6.flatMap((cidr) => rangeOf(cidr) ?? [])),
};

/** The same addresses as ranges in order that do not touch. */
function united(ranges: readonly Range[]): readonly Range[] {
	const found: Range[] = [];
	for (const range of ranges.toSorted((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0))) {
		const last = found.at(-1);
		if (last === undefined || range.from > last.to + 1n) found.push(range);
		else if (range.to > last.to) found[found.length - 1] = {...last, to: range.to};
	}
	return found;
}

/** How many addresses are in both; each of them in order and without overlaps. */
function sizeOfBoth(ones: readonly Range[], others: readonly Range[]): bigint {
	let size = 0n;
	for (let at = 0, beside = 0; at < ones.length && beside < others.length; ) {
		const [one, other] = [ones[at], others[beside]];
		if (one === undefined || other === undefined) break;
		const [from, to] = [one.from > other.from ? one.from : other.from, one.to < other.to ? one.to : other.to];
		if (from <= to) size += to - from + 1n;
		if (one.to < other.to) at++;
		else beside++;
	}
	return size;
}

/** What is left of ranges. */
function without(ranges: readonly Range[], taken: readonly Range[]): readonly Range[] {
	return taken.reduce<readonly Range[]>(
		(left, {from, to}) =>
			left.flatMap((range) => {
				if (to < range.from || from > range.to) return [range];
				return [...(from > range.from ? [{...range, to: from - 1n}] : []), ...(to < range.to ? [{...range, from: to + 1n}] : [])];
			}),
		ranges,
	);
}

/** How far ranges of one family reach together. */
export function reachOf(ranges: readonly Range[]): Reach {
	const [first] = ranges;
	if (first === undefined) return 'some';
	const space = publicRanges[first.family];
	const reached = sizeOfBoth(space, united(ranges));
	if (reached === sizeOf(space)) return 'everyone';
	return reached > largest[first.family] ? 'wide' : 'some';
}

/** How far the ranges of both families reach, at most; what is no CIDR reaches nobody. */
export function reachOfAll(cidrs: readonly string[]): Reach {
	const ranges = cidrs.flatMap((cidr) => rangeOf(cidr) ?? []);
	const reaches = ([4, 6] as const).map((family) => reachOf(ranges.filter((range) => range.family === family)));
	return (['everyone', 'wide'] as const).find((reach) => reaches.includes(reach)) ?? 'some';
}

function sizeOf(ranges: readonly Range[]): bigint {
	return ranges.reduce((sum, {from, to}) => sum + (to - from + 1n), 0n);
}

/** Whether no address of the range is used on the internet. */
export function isPrivate(cidr: string): boolean {
	const range = rangeOf(cidr);
	return range !== undefined && sizeOf(without(publicRanges[range.family], [range])) === sizeOf(publicRanges[range.family]);
}
