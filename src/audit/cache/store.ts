/**
 * A folder of kept texts, each under a key. An entry is a file, written beside and renamed, so that processes may share the folder; it begins with the
 * digest of its key and content, so that what is damaged, cut off or laid there by another name is no entry.
 */

import {createHash, randomBytes} from 'node:crypto';
import {accessSync, constants, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gunzipSync, gzipSync} from 'node:zlib';

/** A store. Neither call throws: what can't be read is not there, and what can't be written is not kept. */
export type Store = {
	get(key: string): string | undefined;
	put(key: string, text: string): void;
	/** Deletes what was used longest ago, until the store is within its bound again. */
	trim(): void;
};

/** Bytes of one entry, unpacked. Larger ones are not kept. */
const mostEntryBytes = 64 * 1024 ** 2;
const digestBytes = 32;
/** Milliseconds after which a use is noted again. */
const noted = 86_400_000;
/** Share of the bound that is left when it was gone over. */
const afterTrim = 0.8;

/** Opens a store; `mostBytes` on the disk, `now` in milliseconds since 1970. Throws where the folder can't be made. */
export function openStore(folder: string, mostBytes: number, now: () => number = Date.now): Store {
	// Reports quote what is submitted.
	mkdirSync(folder, {recursive: true, mode: 0o700});
	accessSync(folder, constants.R_OK | constants.W_OK);
	const fileOf = (key: string) => join(folder, key.slice(0, 2), key.slice(2));
	return {
		get(key) {
			try {
				const file = fileOf(key);
				const bytes = readFileSync(file);
				const packed = bytes.subarray(digestBytes);
				if (!digestOf(key, packed).equals(bytes.subarray(0, digestBytes))) return undefined;
				const text = gunzipSync(packed, {maxOutputLength: mostEntryBytes}).toString('utf8');
				const time = now();
				if (time - statSync(file).mtimeMs > noted) utimesSync(file, time / 1000, time / 1000);
				return text;
			} catch {
				return undefined;
			}
		},
		put(key, text) {
			if (text.length > mostEntryBytes / 4) return;
			const packed = gzipSync(text, {level: 4});
			const beside = join(folder, `new.${randomBytes(8).toString('hex')}`);
			try {
				mkdirSync(join(folder, key.slice(0, 2)), {recursive: true, mode: 0o700});
				writeFileSync(beside, Buffer.concat([digestOf(key, packed), packed]), {mode: 0o600});
				renameSync(beside, fileOf(key));
			} catch {
				rmSync(beside, {force: true});
			}
		},
		trim() {
			try {
				trim(folder, mostBytes, now());
			} catch {
				// Another process may be at it.
			}
		},
	};
}

function digestOf(key: string, packed: Uint8Array): Buffer {
	return createHash('sha256').update(`${key}\n`).update(packed).digest();
}

function trim(folder: string, mostBytes: number, now: number): void {
	const files: {readonly path: string; readonly size: number; readonly used: number}[] = [];
	for (const entry of readdirSync(folder, {withFileTypes: true})) {
		const path = join(folder, entry.name);
		// Left by a process that was killed.
		if (entry.isFile() && entry.name.startsWith('new.') && now - (statSync(path, {throwIfNoEntry: false})?.mtimeMs ?? now) > noted) rmSync(path, {force: true});
		if (!entry.isDirectory() || !/^[\da-f]{2}$/.test(entry.name)) continue;
		for (const name of readdirSync(path)) {
			const found = statSync(join(path, name), {throwIfNoEntry: false});
			if (found?.isFile() === true) files.push({path: join(path, name), size: found.size, used: found.mtimeMs});
		}
	}
	let held = files.reduce((sum, {size}) => sum + size, 0);
	if (held <= mostBytes) return;
	for (const {path, size} of files.toSorted((a, b) => a.used - b.used)) {
		if (held <= mostBytes * afterTrim) return;
		rmSync(path, {force: true});
		held -= size;
	}
}
