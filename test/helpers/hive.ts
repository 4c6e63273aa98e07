/** Registry hives for tests, written from what `reg export` prints: `[Key\Path]`, then `"name"="text"`, `"name"=dword:0000000a` or `"name"=hex:01,02`. */

type Key = {readonly keys: Map<string, Key>; readonly values: Map<string, {readonly type: number; readonly data: Buffer}>};

const newKey = (): Key => ({keys: new Map(), values: new Map()});

/** The hive of a registry text. `stale` gives it the mark of changes that wait in a transaction log. */
export function hiveOf(text: string, {stale = false} = {}): Buffer {
	const root = newKey();
	let key = root;
	for (const line of text.split(/\r?\n/)) {
		const path = /^\[(.*)\]$/.exec(line)?.[1];
		if (path !== undefined) {
			key = root;
			for (const step of path.split('\\')) {
				const next = key.keys.get(step) ?? newKey();
				key.keys.set(step, next);
				key = next;
			}
		}
		const [, name, written] = /^"((?:[^"\\]|\\.)*)"=(.*)$/.exec(line) ?? [];
		if (name !== undefined && written !== undefined) key.values.set(name.replace(/\\(.)/g, '$1'), dataOf(written));
	}
	return write(root, stale);
}

function dataOf(written: string): {readonly type: number; readonly data: Buffer} {
	const [, text] = /^"(.*)"$/.exec(written) ?? [];
	if (text !== undefined) return {type: 1, data: Buffer.from(`${text.replace(/\\(.)/g, '$1')}\0`, 'utf16le')};
	const [, kind = '', digits = ''] = /^(dword|hex):(.*)$/.exec(written) ?? [];
	if (kind === 'hex') return {type: 3, data: Buffer.from(digits.replaceAll(',', ''), 'hex')};
	const data = Buffer.alloc(4);
	data.writeUInt32LE(Number.parseInt(digits, 16));
	return {type: 4, data};
}

const baseBytes = 4096;
const nowhere = 0xffffffff;
/** A key's fixed part and the name `ROOT`. */
const rootBytes = 0x4c + 4;

/** Lays the cells out in one bin, after each other. */
function write(root: Key, stale: boolean): Buffer {
	const cells: Buffer[] = [];
	let end = 32;
	const cell = (content: Buffer): number => {
		const size = Math.ceil((content.length + 4) / 8) * 8;
		const bytes = Buffer.alloc(size);
		bytes.writeInt32LE(-size);
		content.copy(bytes, 4);
		cells.push(bytes);
		end += size;
		return end - size;
	};
	const offsets = (list: readonly number[]): number => {
		const bytes = Buffer.alloc(list.length * 4);
		for (const [index, offset] of list.entries()) bytes.writeUInt32LE(offset, index * 4);
		return list.length === 0 ? nowhere : cell(bytes);
	};
	// The root lies first, as Windows has it; its content follows when its children are written.
	const rootAt = cell(Buffer.alloc(rootBytes));
	// One empty security descriptor for all keys, which points to itself.
	const descriptor = Buffer.alloc(0x14 + 0x14);
	descriptor.write('sk');
	for (const [offset, value] of [
		[4, end],
		[8, end],
		[0xc, 1],
		[0x10, 0x14],
	] as const)
		descriptor.writeUInt32LE(value, offset);
	descriptor.writeUInt16LE(1, 0x14);
	descriptor.writeUInt16LE(0x8000, 0x16);
	const security = cell(descriptor);
	const writeKey = (name: string, {keys, values}: Key, isRoot: boolean): number => {
		const children = [...keys]
			.toSorted(([a], [b]) => (a.toUpperCase() < b.toUpperCase() ? -1 : 1))
			.map(([child, key]) => [child, writeKey(child, key, false)] as const);
		const leaf = Buffer.alloc(4 + children.length * 8);
		leaf.write('lh');
		leaf.writeUInt16LE(children.length, 2);
		for (const [index, [child, offset]] of children.entries()) {
			leaf.writeUInt32LE(offset, 4 + index * 8);
			leaf.writeUInt32LE(hashOf(child), 8 + index * 8);
		}
		const list = offsets([...values].map(([value, {type, data}]) => writeValue(value, type, data)));
		const content = Buffer.alloc(0x4c + name.length);
		content.write('nk');
		content.writeUInt16LE(isRoot ? 0x2c : 0x20, 2);
		content.writeUInt32LE(isRoot ? nowhere : rootAt, 0x10);
		content.writeUInt32LE(children.length, 0x14);
		content.writeUInt32LE(children.length === 0 ? nowhere : cell(leaf), 0x1c);
		content.writeUInt32LE(nowhere, 0x20);
		content.writeUInt32LE(values.size, 0x24);
		content.writeUInt32LE(list, 0x28);
		content.writeUInt32LE(security, 0x2c);
		content.writeUInt32LE(nowhere, 0x30);
		content.writeUInt16LE(name.length, 0x48);
		content.write(name, 0x4c, 'latin1');
		if (!isRoot) return cell(content);
		content.copy(cells[0] ?? content, 4);
		return rootAt;
	};
	const writeValue = (name: string, type: number, data: Buffer): number => {
		const content = Buffer.alloc(0x14 + name.length);
		content.write('vk');
		content.writeUInt16LE(name.length, 2);
		content.writeUInt32LE(data.length <= 4 ? data.length + 0x80000000 : data.length, 4);
		if (data.length <= 4) data.copy(content, 8);
		else content.writeUInt32LE(cell(data), 8);
		content.writeUInt32LE(type, 0xc);
		content.writeUInt16LE(1, 0x10);
		content.write(name, 0x14, 'latin1');
		return cell(content);
	};
	const at = writeKey('ROOT', root, true);
	return framed(cells, end, at, stale);
}

function framed(cells: readonly Buffer[], end: number, root: number, stale: boolean): Buffer {
	const size = Math.ceil((end + 8) / 4096) * 4096;
	const bin = Buffer.alloc(size);
	bin.write('hbin');
	bin.writeUInt32LE(size, 8);
	Buffer.concat(cells).copy(bin, 32);
	// The rest of the bin is one free cell.
	bin.writeInt32LE(size - end, end);
	const base = Buffer.alloc(baseBytes);
	base.write('regf');
	base.writeUInt32LE(stale ? 2 : 1, 4);
	base.writeUInt32LE(1, 8);
	base.writeUInt32LE(1, 0x14);
	base.writeUInt32LE(5, 0x18);
	base.writeUInt32LE(1, 0x20);
	base.writeUInt32LE(root, 0x24);
	base.writeUInt32LE(size, 0x28);
	base.writeUInt32LE(1, 0x2c);
	let sum = 0;
	for (let offset = 0; offset < 508; offset += 4) sum ^= base.readUInt32LE(offset);
	base.writeUInt32LE(sum >>> 0, 508);
	return Buffer.concat([base, bin]);
}

/** The hash of a name in a list of kind `lh`. */
function hashOf(name: string): number {
	let hash = 0;
	for (const letter of name.toUpperCase()) hash = (Math.imul(hash, 37) + letter.charCodeAt(0)) >>> 0;
	return hash;
}
