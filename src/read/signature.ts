/** What a file's first bytes say it is. */

/** `kind` is for what the reader acts on; the rest is only named. */
export type Signature = {readonly kind: 'pdf' | 'zip' | 'tar' | 'disk' | 'other'; readonly detail: string};

const magics: readonly (readonly [hex: string, detail: string])[] = [
	['d0cf11e0a1b11ae1', 'old Microsoft Office document (this version does not read it; save it as DOCX or PDF)'],
	['7b5c727466', 'RTF document (this version does not read it; save it as DOCX or PDF)'],
	['52617221', 'RAR archive'],
	['377abcaf271c', '7-Zip archive'],
	['425a68', 'bzip2 archive'],
	['fd377a585a00', 'xz archive'],
	['7f454c46', 'ELF program'],
	['4d5a', 'Windows program'],
	['cafebabe', 'Java class'],
	['53514c69746520666f726d6174', 'SQLite database'],
	['774f4646', 'web font'],
	['774f4632', 'web font'],
	['00000100', 'icon'],
	['424d', 'BMP image'],
	['49492a00', 'TIFF image'],
	['4d4d002a', 'TIFF image'],
	['4f676753', 'Ogg media'],
	['1a45dfa3', 'WebM video'],
	['494433', 'MP3 audio'],
];

const disks: readonly (readonly [hex: string, detail: string])[] = [
	['514649fb', 'QCOW2 disk image'],
	['4b444d56', 'VMDK disk image'],
	['636f6e6563746978', 'VHD disk image'],
	['7668647866696c65', 'VHDX disk image'],
	['58465342', 'disk image with an XFS file system'],
];

/** A disk as its bytes lie there, by its file system or its table of partitions. */
function rawDisk(bytes: Uint8Array): string | undefined {
	if (latin1(bytes, 512, 520) === 'EFI PART') return 'disk image with a GPT partition table';
	// Fields of the superblock besides the magic number, which is short: a first inode, a state, a revision.
	if (bytes.length >= 2048 && bytes[1080] === 0x53 && bytes[1081] === 0xef && bytes[1083] === 0 && (bytes[1100] ?? 9) <= 1)
		return 'disk image with an ext file system';
	return isMbr(bytes) ? 'disk image with an MBR partition table' : undefined;
}

/** Boot sectors of other things end like this as well: the four entries must be sound, and one in use. */
function isMbr(bytes: Uint8Array): boolean {
	if (bytes.length <= 512 || bytes[510] !== 0x55 || bytes[511] !== 0xaa) return false;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const entries = [446, 462, 478, 494].map((at) => ({
		state: view.getUint8(at),
		type: view.getUint8(at + 4),
		start: view.getUint32(at + 8, true),
		length: view.getUint32(at + 12, true),
	}));
	const isSound = entries.every(({state, type, start, length}) => (state === 0 || state === 0x80) && (type === 0 || (start > 0 && length > 0)));
	return isSound && entries.some(({type}) => type !== 0);
}

/** Recognises bytes by their signature; nothing for text and for what is not known. */
export function signatureOf(bytes: Uint8Array): Signature | undefined {
	// The PDF header may stand anywhere in the first 1,024 bytes.
	if (latin1(bytes, 0, 1024).includes('%PDF-')) return {kind: 'pdf', detail: 'PDF document'};
	const hex = Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
	if (hex.startsWith('504b0304') || hex.startsWith('504b0506')) return {kind: 'zip', detail: 'ZIP archive'};
	if (latin1(bytes, 257, 262) === 'ustar') return {kind: 'tar', detail: 'tar archive'};
	if (hex.startsWith('1f8b')) return {kind: 'tar', detail: 'gzip archive'};
	if (hex.startsWith('28b52ffd') || /^5.2a4d18/.test(hex)) return {kind: 'tar', detail: 'zstd archive'};
	const disk = disks.find(([magic]) => hex.startsWith(magic) && !isPlain(bytes, magic))?.[1] ?? rawDisk(bytes);
	if (disk !== undefined) return {kind: 'disk', detail: disk};
	const image = imageOf(bytes, hex);
	if (image !== undefined) return {kind: 'other', detail: image};
	if (latin1(bytes, 4, 8) === 'ftyp') return {kind: 'other', detail: 'MP4 video'};
	const known = magics.find(([magic]) => hex.startsWith(magic));
	return known === undefined || isPlain(bytes, known[0]) ? undefined : {kind: 'other', detail: known[1]};
}

/** A short magic number made of letters (`BM`, `MZ`, `BZh`, `ID3`) may as well start a text: then a NUL must follow soon. */
function isPlain(bytes: Uint8Array, magic: string): boolean {
	return magic.length <= 8 && !magic.startsWith('7f') && !bytes.subarray(0, 512).includes(0);
}

function imageOf(bytes: Uint8Array, hex: string): string | undefined {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (hex.startsWith('89504e470d0a1a0a')) return sized('PNG image', bytes.length >= 24 ? [view.getUint32(16), view.getUint32(20)] : undefined);
	if (hex.startsWith('47494638')) return sized('GIF image', bytes.length >= 10 ? [view.getUint16(6, true), view.getUint16(8, true)] : undefined);
	if (hex.startsWith('ffd8ff')) return sized('JPEG image', jpegSize(view));
	if (hex.startsWith('52494646') && latin1(bytes, 8, 12) === 'WEBP') return 'WebP image';
	return undefined;
}

function sized(name: string, size: readonly [width: number, height: number] | undefined): string {
	return size === undefined ? name : `${name}, ${size[0]} x ${size[1]}`;
}

/** Goes from segment to segment up to the frame header, which has the size. */
function jpegSize(view: DataView): readonly [number, number] | undefined {
	for (let at = 2; at + 9 <= view.byteLength && view.getUint8(at) === 0xff; ) {
		const marker = view.getUint8(at + 1);
		const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
		if (isFrame) return [view.getUint16(at + 7), view.getUint16(at + 5)];
		at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
	}
	return undefined;
}

/** Bytes as characters, for looking for ASCII marks. */
function latin1(bytes: Uint8Array, start: number, end: number): string {
	return String.fromCharCode(...bytes.subarray(start, end));
}
