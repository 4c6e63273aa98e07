/**
 * Windows registry hives (`regf`), read where they lie. Only lookups: no hive is unpacked, so a hostile one can't grow.
 * Format: https://github.com/msuhanov/regf/blob/master/Windows%20registry%20file%20format%20specification.md
 */

/** A hive that was opened. */
export type Hive = {
	readonly root: HiveKey;
	/** The last changes are in a transaction log beside the hive: what it says may be out of date. */
	readonly isStale: boolean;
	/** Whether what was read so far met a broken cell, or more cells than any lookup needs: what was not found may be there. */
	isBroken(): boolean;
};

/** A key. Names are compared without regard to case. */
export type HiveKey = {
	readonly name: string;
	/** The keys right below it. */
	keys(): readonly HiveKey[];
	/** The key at a path of names separated by `\`. */
	key(path: string): HiveKey | undefined;
	value(name: string): HiveValue | undefined;
	/** All values, by name; up to a bound. */
	values(): ReadonlyMap<string, HiveValue>;
};

/** A value's type (1 is text, 4 a number) and its bytes. */
export type HiveValue = {readonly type: number; readonly data: Uint8Array};

const baseBytes = 4096;
/** Where nothing is pointed to. */
const nowhere = 0xffffffff;
/** Cells that are looked at in one hive: a lookup needs some thousand. A hostile hive stops here. */
const mostCells = 3_000_000;
/** Lists of lists: Windows writes one level. */
const mostListDepth = 3;
/** Bytes of a key's name: Windows allows 255 characters. */
const longestKeyName = 510;
/** Values of one key that are listed. */
const mostValues = 2_000;
/** A bigger value lies in segments of this many bytes. */
const segmentBytes = 16_344;

/** Opens a hive; nothing for bytes that are none. */
export function openHive(bytes: Uint8Array): Hive | undefined {
	if (bytes.length < baseBytes || ascii(bytes, 0, 4) !== 'regf') return undefined;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const source: Source = {bytes, view, left: mostCells, isBroken: false};
	const root = keyAt(source, view.getUint32(0x24, true));
	if (root === undefined) return undefined;
	return {root, isStale: view.getUint32(4, true) !== view.getUint32(8, true), isBroken: () => source.isBroken || source.left <= 0};
}

/** Where the header says how many bytes of cells follow it. */
const cellsBytesAt = 0x28;

/** What is wrong with a hive as a whole, as the end of a sentence; nothing for a sound one. */
export function hiveDamage(bytes: Uint8Array): string | undefined {
	if (bytes.length < baseBytes || ascii(bytes, 0, 4) !== 'regf') return 'is damaged: it is no registry hive';
	const whole = baseBytes + new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(cellsBytesAt, true);
	if (bytes.length < whole) return `is damaged: of ${whole} bytes only ${bytes.length} are there`;
	return openHive(bytes) === undefined ? 'is damaged: its first key could not be read' : undefined;
}

/** The text of a value of type REG_SZ, REG_EXPAND_SZ or REG_MULTI_SZ (its first string). */
export function hiveText(value: HiveValue | undefined): string | undefined {
	if (value === undefined || ![1, 2, 7].includes(value.type)) return undefined;
	return utf16(value.data).split('\0')[0];
}

/** The number of a value of type REG_DWORD. */
export function hiveNumber(value: HiveValue | undefined): number | undefined {
	if (value?.type !== 4 || value.data.length < 4) return undefined;
	return new DataView(value.data.buffer, value.data.byteOffset, 4).getUint32(0, true);
}

/** UTF-16 as Windows writes it, without a byte order mark. */
export function utf16(bytes: Uint8Array): string {
	return new TextDecoder('utf-16le', {ignoreBOM: true}).decode(bytes.subarray(0, bytes.length - (bytes.length % 2)));
}

/** A hive's bytes, the cells that may still be looked at, and whether one was broken. */
type Source = {readonly bytes: Uint8Array; readonly view: DataView; left: number; isBroken: boolean};
/** A cell's content. */
type Cell = {readonly start: number; readonly end: number};

/** The cell that an offset names, where it lies in the hive whole and is in use. */
function cellAt(source: Source, offset: number): Cell | undefined {
	const {bytes, view} = source;
	const at = baseBytes + offset;
	const size = offset === nowhere || at + 8 > bytes.length ? 0 : -view.getInt32(at, true);
	if (source.left-- > 0 && size >= 8 && at + size <= bytes.length) return {start: at + 4, end: at + size};
	source.isBroken = true;
	return undefined;
}

function keyAt(source: Source, offset: number): HiveKey | undefined {
	const {bytes, view} = source;
	const cell = cellAt(source, offset);
	const isKey = cell !== undefined && cell.start + 0x4c <= cell.end && ascii(bytes, cell.start, 2) === 'nk';
	const start = cell?.start ?? 0;
	const nameEnd = isKey ? start + 0x4c + view.getUint16(start + 0x48, true) : 0;
	if (!isKey || nameEnd > cell.end) {
		source.isBroken = true;
		return undefined;
	}
	if (nameEnd - start - 0x4c > longestKeyName) {
		source.isBroken = true;
		return undefined;
	}
	const name = nameOf(bytes.subarray(start + 0x4c, nameEnd), (view.getUint16(start + 2, true) & 0x20) !== 0);
	const keys = () =>
		view.getUint32(start + 0x14, true) === 0
			? []
			: [...listed(source, view.getUint32(start + 0x1c, true), mostListDepth)].flatMap((child) => keyAt(source, child) ?? []);
	const key: HiveKey = {
		name,
		keys,
		key(path) {
			let found: HiveKey | undefined = key;
			for (const step of path.split('\\')) found = found?.keys().find((child) => isSame(child.name, step));
			return found;
		},
		value: (wanted) => valueAt(source, start, wanted),
		values: () => valuesAt(source, start),
	};
	return key;
}

/** The offsets of the keys that a list names; lists may hold lists. */
function* listed(source: Source, offset: number, depth: number): Generator<number> {
	const {bytes, view} = source;
	const cell = cellAt(source, offset);
	if (cell === undefined || depth === 0) return;
	const kind = ascii(bytes, cell.start, 2);
	const width = kind === 'lf' || kind === 'lh' ? 8 : kind === 'li' || kind === 'ri' ? 4 : 0;
	if (width === 0) return;
	const count = view.getUint16(cell.start + 2, true);
	for (let index = 0; index < count; index++) {
		const at = cell.start + 4 + index * width;
		if (at + width > cell.end || source.left-- <= 0) return;
		const child = view.getUint32(at, true);
		if (kind === 'ri') yield* listed(source, child, depth - 1);
		else yield child;
	}
}

function valueAt(source: Source, start: number, wanted: string): HiveValue | undefined {
	for (const {name, at} of namedValues(source, start)) if (isSame(name, wanted)) return readValue(source, at);
	return undefined;
}

function valuesAt(source: Source, start: number): ReadonlyMap<string, HiveValue> {
	const found = new Map<string, HiveValue>();
	for (const {name, at} of namedValues(source, start)) {
		const value = found.size < mostValues ? readValue(source, at) : undefined;
		if (value !== undefined) found.set(name, value);
	}
	return found;
}

function readValue(source: Source, at: number): HiveValue | undefined {
	const data = dataOf(source, at);
	return data === undefined ? undefined : {type: source.view.getUint32(at + 0xc, true), data};
}

/** The values of a key: their names, and where each lies. */
function* namedValues(source: Source, start: number): Generator<{readonly name: string; readonly at: number}> {
	const {bytes, view} = source;
	const count = view.getUint32(start + 0x24, true);
	const list = count === 0 ? undefined : cellAt(source, view.getUint32(start + 0x28, true));
	if (list === undefined) return;
	for (let at = list.start; at + 4 <= list.end && at < list.start + count * 4 && source.left > 0; at += 4) {
		const cell = cellAt(source, view.getUint32(at, true));
		if (cell === undefined || cell.start + 0x14 > cell.end || ascii(bytes, cell.start, 2) !== 'vk') continue;
		const nameEnd = cell.start + 0x14 + view.getUint16(cell.start + 2, true);
		if (nameEnd > cell.end) continue;
		// Names of values are long at times, and one may be listed again and again.
		source.left -= (nameEnd - cell.start) >> 6;
		yield {name: nameOf(bytes.subarray(cell.start + 0x14, nameEnd), (view.getUint16(cell.start + 0x10, true) & 1) !== 0), at: cell.start};
	}
}

/** A value's bytes: up to four lie in the value itself, many in segments. */
function dataOf(source: Source, start: number): Uint8Array | undefined {
	const {bytes, view} = source;
	const length = view.getUint32(start + 4, true);
	if (length >= 0x80000000) return length - 0x80000000 > 4 ? undefined : bytes.subarray(start + 8, start + 8 + length - 0x80000000);
	if (length === 0) return new Uint8Array(0);
	const cell = cellAt(source, view.getUint32(start + 8, true));
	if (cell === undefined) return undefined;
	if (length <= segmentBytes || ascii(bytes, cell.start, 2) !== 'db')
		return cell.start + length > cell.end ? undefined : bytes.subarray(cell.start, cell.start + length);
	return segments(source, cell, length);
}

function segments(source: Source, cell: Cell, length: number): Uint8Array | undefined {
	const {bytes, view} = source;
	if (length > bytes.length || cell.start + 8 > cell.end) return undefined;
	const list = cellAt(source, view.getUint32(cell.start + 4, true));
	if (list === undefined) return undefined;
	const data = new Uint8Array(length);
	let filled = 0;
	for (let at = list.start; filled < length; at += 4) {
		const part = at + 4 > list.end ? undefined : cellAt(source, view.getUint32(at, true));
		const size = Math.min(segmentBytes, length - filled);
		if (part === undefined || part.start + size > part.end) return undefined;
		data.set(bytes.subarray(part.start, part.start + size), filled);
		filled += size;
	}
	return data;
}

function nameOf(bytes: Uint8Array, isLatin: boolean): string {
	return isLatin ? new TextDecoder('latin1').decode(bytes) : utf16(bytes);
}

function isSame(a: string, b: string): boolean {
	return a.length === b.length && a.toUpperCase() === b.toUpperCase();
}

function ascii(bytes: Uint8Array, start: number, length: number): string {
	return String.fromCharCode(...bytes.subarray(start, start + length));
}
