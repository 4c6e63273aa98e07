/** The files that a command is to write, held against those that it reads and against each other: no report takes the place of what it is about. */

import {open, realpath, stat} from 'node:fs/promises';
import {relative, sep} from 'node:path';
import {isInside} from '../paths.ts';
import {isPassedOver} from '../read/folder.ts';
import {isReport, needed} from '../report/recognise.ts';
import {placeOf} from '../whole-file.ts';

/** A file that is to be written, and the option that names it. */
export type Output = {
	readonly flag: string;
	readonly file: string;
	/** A file that is read and may be replaced by this one all the same. */
	readonly over?: string | undefined;
};

/** What is read: files and folders of the submission, folders of which every file is read, and what else the options name. */
export type Reading = {readonly submission: readonly string[]; readonly roots?: readonly string[]; readonly others?: readonly (string | undefined)[]};

/** Why the files must not be written, each reason in words. What can't be written at all is told when it is tried. */
export async function whyNotWritten(outputs: readonly Output[], {submission, roots = [], others = []}: Reading): Promise<readonly string[]> {
	const read = await placesOf([...submission, ...roots, ...others.flatMap((path) => path ?? [])]);
	const whole = new Set(await placesOf(roots));
	const written = new Map<string, Output>();
	const reasons: string[] = [];
	for (const output of outputs) {
		const {flag, file, over} = output;
		const place = await placeOf(file).catch(() => undefined);
		const found = place === undefined ? undefined : await stat(place).catch(() => undefined);
		// A device or a pipe takes several, and holds nothing that could be lost.
		if (place === undefined || (found !== undefined && !found.isFile())) continue;
		const before = written.get(place);
		written.set(place, output);
		const [replaced] = over === undefined ? [] : await placesOf([over]);
		if (before !== undefined) reasons.push(`${flag} ${file}: ${before.flag} ${before.file} is the same file; name another`);
		else if (found !== undefined && place !== replaced && (await isRead(place, read, whole)))
			reasons.push(`${flag} ${file}: what is there is read by this very command, and would be lost; name another file`);
	}
	return reasons;
}

async function isRead(place: string, read: readonly string[], whole: ReadonlySet<string>): Promise<boolean> {
	if (read.includes(place)) return true;
	const folder = read.find((path) => isInside(path, place) && (whole.has(path) || !relative(path, place).split(sep).some(isPassedOver)));
	// Whoever checks a folder again and again, and has the report in it, loses nothing.
	return folder !== undefined && !(await isReplaceable(place));
}

/** Whether a file is empty, or a report of an earlier run. */
async function isReplaceable(place: string): Promise<boolean> {
	const handle = await open(place, 'r').catch(() => undefined);
	if (handle === undefined) return false;
	try {
		const {size} = await handle.stat();
		const textAt = async (position: number) => {
			const {buffer, bytesRead} = await handle.read(Buffer.alloc(needed), 0, needed, position);
			return buffer.toString('utf8', 0, bytesRead);
		};
		return size === 0 || isReport(await textAt(0), await textAt(Math.max(0, size - needed)));
	} finally {
		await handle.close();
	}
}

/** Real paths of what is there. */
async function placesOf(paths: readonly string[]): Promise<readonly string[]> {
	const places = await Promise.all(paths.map((path) => realpath(path).catch(() => undefined)));
	return places.filter((place) => place !== undefined);
}
