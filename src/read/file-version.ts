/** The version of a Windows program, as its version resource has it. */

/** The first structure of a version resource: its name, then after padding its signature. */
const name = Buffer.from('VS_VERSION_INFO\0', 'utf16le');
const signature = 0xfeef04bd;

/**
 * The product version as four numbers (`[10, 0, 20348, 1]`); nothing where the program has none.
 * Origin: https://learn.microsoft.com/windows/win32/api/verrsrc/ns-verrsrc-vs_fixedfileinfo
 */
export function fileVersion(bytes: Uint8Array): readonly [number, number, number, number] | undefined {
	const program = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (program.toString('latin1', 0, 2) !== 'MZ') return undefined;
	for (let at = program.indexOf(name); at >= 0; at = program.indexOf(name, at + 2)) {
		// Padding aligns it to four bytes of the resource, which itself may lie anywhere.
		for (const start of [at + name.length, at + name.length + 2]) {
			if (start + 24 > program.length || program.readUInt32LE(start) !== signature) continue;
			const [high, low] = [program.readUInt32LE(start + 16), program.readUInt32LE(start + 20)];
			return [high >>> 16, high & 0xffff, low >>> 16, low & 0xffff];
		}
	}
	return undefined;
}
