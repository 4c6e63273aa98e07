/** Marks of credentials in the bytes of any file, so that a file outside of the held folders is held when it has one. */

import {tokenFormats} from '../../limits/tokens.ts';

/** What is in every key, in ids of AWS keys, in log-ins of tools and in answer files of Windows Setup, and what the tokens of services begin with. */
const marks = [
	...['PRIVATE KEY', 'OpenVPN Static key', 'PuTTY-User-Key-File-', 'AKIA', '_authToken', 'client-key-data', 'microsoft-com:unattend'],
	...tokenFormats.map(({mark}) => mark),
];

/** Bytes of a mark that are looked at first. */
const width = 4;

/** Four bytes of a mark, and where in it they stand. */
type Window = {readonly mark: Buffer; readonly at: number};

/** How far the search may move on from two bytes; none where they may end a window. */
const shifts = new Uint8Array(1 << 16).fill(width - 1);
/** Windows by their last two bytes. */
const windows: (readonly Window[])[] = [];
for (const mark of marks) {
	// Shorter ones are found in files that are held for another reason.
	if (mark.length < width) continue;
	const window: Window = {mark: Buffer.from(mark, 'latin1'), at: rarest(mark)};
	for (let last = 1; last < width; last++) {
		const pair = window.mark.readUInt16BE(window.at + last - 1);
		shifts[pair] = Math.min(shifts[pair] ?? 0, width - 1 - last);
		if (last === width - 1) windows[pair] = [...(windows[pair] ?? []), window];
	}
}

/** Where a mark is least like common text: small letters and spaces are most of it. */
function rarest(mark: string): number {
	const starts = Array.from({length: mark.length - width + 1}, (_, at) => at);
	const commonness = (at: number) => (mark.slice(at, at + width) + mark.slice(at + 2, at + width)).replace(/[^a-z ]/g, '').length;
	return starts.toSorted((a, b) => commonness(a) - commonness(b))[0] ?? 0;
}

/** Bytes at the beginning in which a NUL says that a file is no text. */
const beginning = 1024;

/**
 * Whether a file holds a mark. Cheap, since every small file of the image goes through it: all marks are looked for at once (Wu and Manber),
 * where `indexOf` would take a pass for each.
 */
export function hasMark(bytes: Buffer): boolean {
	if (isKeyStore(bytes)) return true;
	if (bytes.subarray(0, beginning).includes(0)) return false;
	for (let last = width - 1; last < bytes.length; ) {
		const pair = ((bytes[last - 1] ?? 0) << 8) | (bytes[last] ?? 0);
		const shift = shifts[pair] ?? 0;
		if (shift === 0 && endsMark(bytes, last, pair)) return true;
		last += shift === 0 ? 1 : shift;
	}
	return false;
}

function endsMark(bytes: Buffer, last: number, pair: number): boolean {
	return (windows[pair] ?? []).some(({mark, at}) => {
		const start = last - width + 1 - at;
		return start >= 0 && mark.compare(bytes, start, Math.min(start + mark.length, bytes.length)) === 0;
	});
}

/** Whether a file begins as keys do in binary form: DER, or the key stores of Java. */
function isKeyStore(bytes: Buffer): boolean {
	const [first, second] = bytes;
	if (first === 0x30) return second === 0x80 || second === 0x81 || second === 0x82 || second === 0x83 || second === bytes.length - 2;
	return (first === 0xfe && second === 0xed) || (first === 0xce && second === 0xce);
}
