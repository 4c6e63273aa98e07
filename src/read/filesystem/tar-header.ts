/** One header of a tar archive, and the records that pax puts before it. Formats: ustar, pax, GNU, and the v7 that they grew from. */

/** Bytes of a header, and of the unit that everything in an archive is padded to. */
export const blockBytes = 512;

/** What a header says of itself, before pax records and GNU's long names are laid over it. */
export type Header = {
	/** The type flag as a character: `0` file, `5` folder. */
	readonly flag: string;
	readonly name: string;
	readonly linkName: string;
	readonly size: number;
	readonly mode: number | undefined;
	readonly uid: number | undefined;
	readonly gid: number | undefined;
};

/** Reads a header; words that say why it is none. */
export function headerOf(block: Buffer): Header | string {
	if (!isSum(block)) return 'its checksum is wrong';
	const size = numberAt(block, 124, 12);
	if (size === undefined) return 'its size is no number';
	const name = textAt(block, 0, 100);
	// GNU's own headers hold other things where ustar has the beginning of a long name.
	const prefix = block.toString('latin1', 257, 263) === 'ustar\0' ? textAt(block, 345, 155) : '';
	return {
		flag: String.fromCharCode(block[156] ?? 0),
		name: prefix === '' ? name : `${prefix}/${name}`,
		linkName: textAt(block, 157, 100),
		size,
		mode: numberAt(block, 100, 8),
		uid: numberAt(block, 108, 8),
		gid: numberAt(block, 116, 8),
	};
}

/** Whether the checksum fits: the sum of all bytes, its own field counted as blanks. Some old programs summed signed bytes. */
function isSum(block: Buffer): boolean {
	const told = numberAt(block, 148, 8);
	let [sum, high] = [256, 0];
	for (let at = 0; at < blockBytes; at++) {
		if (at === 148) at = 156;
		const byte = block[at] ?? 0;
		sum += byte;
		high += byte >> 7;
	}
	return told === sum || told === sum - 256 * high;
}

/** A number in octal digits, or in GNU's binary form; nothing for other bytes and for numbers beyond 2^53. */
export function numberAt(block: Buffer, start: number, length: number): number | undefined {
	const first = block[start] ?? 0;
	if (first === 0x80) {
		let value = 0;
		for (let at = start + 1; at < start + length; at++) value = value * 256 + (block[at] ?? 0);
		return Number.isSafeInteger(value) ? value : undefined;
	}
	let [at, value] = [start, 0];
	const end = start + length;
	while (at < end && (block[at] === 0x20 || block[at] === 0)) at++;
	for (; at < end; at++) {
		const digit = (block[at] ?? 0) - 0x30;
		if (digit === -0x10 || digit === -0x30) break;
		if (digit < 0 || digit > 7) return undefined;
		value = value * 8 + digit;
	}
	return value;
}

/** The characters up to the first NUL. */
function textAt(block: Buffer, start: number, length: number): string {
	const end = block.subarray(start, start + length).indexOf(0);
	return nameOf(block.subarray(start, end < 0 ? start + length : start + end));
}

const utf8 = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});

/** A name as text. Bytes beyond ASCII in a name that is no UTF-8 are written `\xe9`, so that no two names become one. */
export function nameOf(bytes: Buffer): string {
	const plain = bytes.toString('latin1');
	if (!/[\x80-\xff]/.test(plain)) return plain;
	try {
		return utf8.decode(bytes);
	} catch {
		return plain.replaceAll(/[\x80-\xff]/g, (character: string) => `\\x${character.charCodeAt(0).toString(16)}`);
	}
}

/** Pax records (`27 path=a/long/name\n`) in their order, since those of sparse files repeat. What follows a broken one is left out. */
export function recordsOf(bytes: Buffer): readonly (readonly [key: string, value: string])[] {
	const records: [string, string][] = [];
	for (let at = 0; at < bytes.length; ) {
		const blank = bytes.indexOf(0x20, at);
		// No length has more digits than this.
		if (blank < 0 || blank - at > 10) break;
		const length = Number.parseInt(bytes.toString('latin1', at, blank), 10);
		const equals = bytes.indexOf(0x3d, blank);
		if (!(length > 0) || at + length > bytes.length || equals < 0 || equals >= at + length) break;
		records.push([bytes.toString('latin1', blank + 1, equals), nameOf(bytes.subarray(equals + 1, at + length - 1))]);
		at += length;
	}
	return records;
}
