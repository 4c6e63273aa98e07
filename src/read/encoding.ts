/** Bytes to text. UTF-8 with or without a byte order mark, UTF-16 with one. */

/** The text of a file, or why it has none: `binary` is plainly no text, `fault` says what is wrong with what should be one. */
export type Decoded = {readonly text: string} | {readonly binary: true} | {readonly fault: string};

/** How much of a file is looked at to tell text from binary. */
const sampleBytes = 8192;

/** Decodes bytes. A byte order mark stays the text's first character: CloudFormation's readers take it badly, so the YAML and JSON readers name it. */
export function decode(bytes: Uint8Array): Decoded {
	const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
	if (utf16 !== undefined) {
		try {
			return {text: new TextDecoder(utf16, {fatal: true, ignoreBOM: true}).decode(bytes)};
		} catch {
			return {fault: 'not valid UTF-16: save it as UTF-8'};
		}
	}
	if (isUnmarkedUtf16(bytes)) return {fault: 'UTF-16 without a byte order mark: save it as UTF-8'};
	if (isBinary(bytes)) return {binary: true};
	try {
		return {text: new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes)};
	} catch {
		return {fault: `not valid UTF-8 (first at byte ${firstInvalid(bytes)}): save it as UTF-8`};
	}
}

/** ASCII in UTF-16: every other byte is NUL, and the others hold printable characters and white space alone. */
function isUnmarkedUtf16(bytes: Uint8Array): boolean {
	const sample = bytes.subarray(0, Math.min(bytes.length - (bytes.length % 2), sampleBytes));
	const first = sample[0] === 0 ? 1 : 0;
	return sample.length >= 8 && sample.every((byte, index) => (index % 2 === first ? (byte >= 32 && byte < 127) || (byte >= 9 && byte <= 13) : byte === 0));
}

/** Text has no NUL and next to no other control characters; many bytes that are not UTF-8 point at a binary format as well. */
export function isBinary(bytes: Uint8Array): boolean {
	const sample = bytes.subarray(0, sampleBytes);
	let control = 0;
	for (const byte of sample) {
		if (byte === 0) return true;
		if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27) control++;
	}
	const replaced = new TextDecoder().decode(sample).split('\ufffd').length - 1;
	return control > sample.length / 50 || replaced > sample.length / 4;
}

/** Offset of the first character that is not UTF-8: by halves, as the decoder does not tell. */
function firstInvalid(bytes: Uint8Array): number {
	let low = 0;
	let high = bytes.length;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if (isValid(bytes.subarray(0, middle), true)) low = middle;
		else high = middle - 1;
	}
	// Up to three bytes before it may belong to the same character.
	for (let start = low; start >= Math.max(0, low - 3); start--) if (isValid(bytes.subarray(0, start), false)) return start;
	return low;
}

function isValid(bytes: Uint8Array, stream: boolean): boolean {
	try {
		new TextDecoder('utf-8', {fatal: true}).decode(bytes, {stream});
		return true;
	} catch {
		return false;
	}
}
