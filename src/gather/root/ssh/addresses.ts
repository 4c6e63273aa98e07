/** IP addresses and networks as OpenSSH compares them (addr.c). */

/** An address as a number of 32 or 128 bits. */
export type Address = {readonly bits: bigint; readonly width: 32 | 128};

/** An address and how many of its bits count. */
export type Network = Address & {readonly length: number};

/** The address that a text writes; nothing where it is none. */
export function addressOf(text: string): Address | undefined {
	return text.includes(':') ? wide(text) : narrow(text);
}

function narrow(text: string): Address | undefined {
	const parts = text.split('.');
	if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
	return {bits: parts.reduce((bits, part) => bits * 256n + BigInt(part), 0n), width: 32};
}

function wide(text: string): Address | undefined {
	if (text.length > 45) return undefined;
	const halves = text.split('::');
	if (halves.length > 2) return undefined;
	const [left, right] = halves.map((half) => groupsOf(half));
	if (left === undefined || (halves.length === 2 && right === undefined)) return undefined;
	const missing = 8 - left.length - (right?.length ?? 0);
	if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
	const groups = [...left, ...new Array<bigint>(missing).fill(0n), ...(right ?? [])];
	return {bits: groups.reduce((bits, group) => bits * 65536n + group, 0n), width: 128};
}

/** The groups of one side of `::`; the last may be an address of four parts. */
function groupsOf(text: string): readonly bigint[] | undefined {
	if (text === '') return [];
	const groups: bigint[] = [];
	const parts = text.split(':');
	for (const [index, part] of parts.entries()) {
		const last = index === parts.length - 1 && part.includes('.') ? narrow(part) : undefined;
		if (last !== undefined) groups.push(last.bits >> 16n, last.bits & 65535n);
		else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`));
		else return undefined;
	}
	return groups;
}

/** The network that a text writes: nothing where it is none, `wrong` where its length does not fit the address or leaves bits of it over. */
export function networkOf(text: string): Network | 'wrong' | undefined {
	const slash = text.indexOf('/');
	const address = addressOf(slash < 0 ? text : text.slice(0, slash));
	if (address === undefined) return undefined;
	if (slash < 0) return {...address, length: address.width};
	const written = text.slice(slash + 1);
	if (!/^\d{1,9}$/.test(written) || Number(written) > 128) return undefined;
	const length = Number(written);
	if (length > address.width) return 'wrong';
	const rest = 2n ** BigInt(address.width - length);
	return address.bits % rest === 0n ? {...address, length} : 'wrong';
}

/** Whether a network holds an address. */
export function holds({bits, width, length}: Network, address: Address): boolean {
	const rest = BigInt(width - length);
	return width === address.width && bits >> rest === address.bits >> rest;
}
