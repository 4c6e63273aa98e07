/** A submission's folder as one file: a packed tar archive, with the same bytes for the same files. */

import {createHash} from 'node:crypto';
import {constants, createWriteStream} from 'node:fs';
import {lstat, open, readdir, realpath} from 'node:fs/promises';
import {basename, join, relative, sep} from 'node:path';
import {Transform} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {createGzip} from 'node:zlib';
import {type Pack, pack} from 'tar-stream';
import {mostFileBytes} from '../audit/unpacked.ts';
import {isInside} from '../paths.ts';
import {maxFiles, megabytes} from '../read/bounds.ts';
import {isRootFolder} from '../read/filesystem/recognise.ts';
import {isPassedOver} from '../read/folder.ts';
import {codeOf} from '../reason.ts';

/** The packed submission. `sha256` in hexadecimal. */
export type Packed = {readonly bytes: number; readonly sha256: string};

/** One thing in a submission, by its path in it. */
type Part = {readonly path: string} & ({readonly file: string; readonly size: number} | {readonly folder: true} | {readonly target: string});

/**
 * Packs a folder into a file.
 * @throws {Error} for what can't be packed, and beyond `most` bytes
 */
export async function packFolder(folder: string, file: string, most: number): Promise<Packed> {
	const hash = createHash('sha256');
	let bytes = 0;
	const measure = new Transform({
		transform(piece: Buffer, _encoding, done) {
			bytes += piece.length;
			hash.update(piece);
			if (bytes > most) done(new Error(`packed it is larger than ${megabytes(most)}`));
			else done(null, piece);
		},
	});
	const archive = pack();
	const written = pipeline(archive, createGzip(), measure, createWriteStream(file));
	// Told below, where the parts are given.
	written.catch(() => {});
	try {
		for await (const part of partsOf(folder)) await Promise.race([add(archive, part), written]);
		archive.finalize();
	} catch (error) {
		archive.destroy();
		await written.catch(() => {});
		throw error;
	}
	await written;
	return {bytes, sha256: hash.digest('hex')};
}

async function add(archive: Pack, part: Part): Promise<void> {
	// Nothing that hangs on the machine goes in: no times, owners or modes.
	const header = {name: part.path, mode: 0o644, mtime: new Date(0), uid: 0, gid: 0};
	const put = (of: Parameters<Pack['entry']>[0]) =>
		new Promise<void>((resolve, reject) => archive.entry(of, '', (error) => (error ? reject(error) : resolve())));
	if ('folder' in part) return put({...header, type: 'directory'});
	if ('target' in part) return put({...header, type: 'symlink', linkname: part.target});
	if (part.size === 0) return put({...header, size: 0});
	// What has turned into a link is not followed; what has grown since it was measured is cut.
	const handle = await open(part.file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
	try {
		await pipeline(handle.createReadStream({end: part.size - 1, autoClose: false}), archive.entry({...header, size: part.size}));
	} finally {
		await handle.close();
	}
}

async function* partsOf(root: string): AsyncGenerator<Part, void, void> {
	const base = await realpath(root);
	let count = 0;
	async function* walk(folder: string): AsyncGenerator<Part, void, void> {
		const entries = (await readdir(folder, {withFileTypes: true})).toSorted((a, b) => (a.name < b.name ? -1 : 1));
		const inFolder = (path: string) => readdir(join(folder, path)).catch(() => []);
		const pathOf = (full: string) => relative(base, full).split(sep).join('/');
		if (
			await isRootFolder(
				entries.map(({name}) => name),
				inFolder,
			)
		)
			throw new Error(`${pathOf(folder) || 'it'} is a root file system, whose owners and modes a queue does not carry: put it in as a tar archive`);
		for (const entry of entries) {
			if (isPassedOver(entry.name)) continue;
			if (++count > maxFiles + 1) throw new Error(`more than ${maxFiles} files`);
			const full = join(folder, entry.name);
			const path = pathOf(full);
			if (entry.isDirectory()) {
				yield {path, folder: true};
				yield* walk(full);
			} else if (entry.isSymbolicLink()) yield {path, target: await targetOf(full, base)};
			else if (entry.isFile()) {
				const {size} = await lstat(full);
				if (size > mostFileBytes) throw new Error(`${path} is larger than ${megabytes(mostFileBytes)}, which a queue does not carry`);
				yield {path, file: full, size};
			} else throw new Error(`${path} is neither a file nor a folder`);
		}
	}
	yield* walk(base);
}

/** Where a link leads, as far as a check tells it: what lies elsewhere must look the same on every machine. */
async function targetOf(link: string, base: string): Promise<string> {
	try {
		const target = await realpath(link);
		const inside = relative(base, target).split(sep);
		return isInside(base, target) && !inside.some(isPassedOver) ? relative(join(link, '..'), target).split(sep).join('/') || '.' : '/';
	} catch (error) {
		const code = codeOf(error);
		if (code === 'ENOENT' || code === 'ENOTDIR') return '.missing';
		// It leads in a circle, and so does a link to itself.
		if (code === 'ELOOP') return basename(link);
		throw error;
	}
}
