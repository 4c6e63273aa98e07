/**
 * Python's memory as it was after cfn-lint was loaded and had linted once: starting means copying it back. Pages that
 * hold only zeros are left out of the file.
 */

/** A run of pages that are in the file, one after the other. */
type Run = readonly [firstPage: number, pages: number];

/** What goes with the pages. `config` is Pyodide's own record of the JavaScript objects that Python's memory refers to. */
export type SnapshotIndex = {readonly size: number; readonly runs: readonly Run[]; readonly config: unknown};

const pageSize = 4096;
/** Of Pyodide's file: magic number, where the memory starts, the length of its JSON; then the build's id, then the JSON. */
const headSize = 48;

/** Takes Pyodide's memory snapshot apart into the pages that hold something and an index. */
export function packSnapshot(file: Uint8Array): {readonly index: SnapshotIndex; readonly pages: Uint8Array} {
	const head = new Uint32Array(file.buffer, file.byteOffset, headSize / 4);
	const [, start = 0, length = 0] = head;
	const config: unknown = JSON.parse(new TextDecoder().decode(file.subarray(headSize, headSize + length)));
	const memory = file.subarray(start);
	const words = new BigUint64Array(memory.buffer, memory.byteOffset, memory.length / 8);
	const runs: [number, number][] = [];
	for (let page = 0; page * pageSize < memory.length; page++) {
		const from = (page * pageSize) / 8;
		if (words.subarray(from, from + pageSize / 8).every((word) => word === 0n)) continue;
		const last = runs[runs.length - 1];
		if (last !== undefined && last[0] + last[1] === page) last[1]++;
		else runs.push([page, 1]);
	}
	const pages = new Uint8Array(runs.reduce((sum, [, count]) => sum + count, 0) * pageSize);
	let at = 0;
	for (const [first, count] of runs) {
		pages.set(memory.subarray(first * pageSize, (first + count) * pageSize), at);
		at += count * pageSize;
	}
	return {index: {size: memory.length, runs, config}, pages};
}

/** Copies the pages to their places in a fresh memory, whose other pages are taken to be as they were at the start. */
export function restoreSnapshot(memory: Uint8Array, {size, runs}: SnapshotIndex, pages: Uint8Array): void {
	let at = 0;
	let end = 0;
	for (const [first, count] of runs) {
		// The module's own data may lie where the snapshot has zeros.
		memory.fill(0, end, first * pageSize);
		end = (first + count) * pageSize;
		memory.set(pages.subarray(at, at + count * pageSize), first * pageSize);
		at += count * pageSize;
	}
	memory.fill(0, end, size);
}
