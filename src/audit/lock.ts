/** A lock file, so that two runs do not write into one folder at once. */

import {link, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {hostname} from 'node:os';
import * as z from 'zod';

const holder = z.object({pid: z.int().positive(), host: z.string()});

/** The locks that this very process holds. A killed run may have had the same id as this one: in a container all have. */
const held = new Set<string>();

/** Takes the lock and answers what gives it back. One whose process is gone is taken over. Throws where another run holds it. */
export async function lock(file: string): Promise<() => Promise<void>> {
	// Written beside and linked, so that no other run ever sees an empty one.
	const own = `${file}.${process.pid}`;
	await writeFile(own, JSON.stringify({pid: process.pid, host: hostname()}));
	try {
		for (let attempt = 0; attempt < 3; attempt++) {
			try {
				await link(own, file);
				held.add(file);
				return async () => {
					held.delete(file);
					await rm(file, {force: true});
				};
			} catch (error) {
				if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
			}
			const text = await readFile(file, 'utf8').catch(() => undefined);
			if (text === undefined) continue;
			const by = liveHolder(text, held.has(file));
			if (by !== undefined) throw new Error(`another audit is at work there (${by}); where that is not so, delete ${file}`);
			await takeAway(file, text, `${own}.stale`);
		}
		throw new Error(`${file} could not be taken over`);
	} finally {
		await rm(own, {force: true});
	}
}

/** Takes a stale lock away, unless another run has put its own there meanwhile. */
async function takeAway(file: string, stale: string, aside: string): Promise<void> {
	await rename(file, aside).catch(() => {});
	const taken = await readFile(aside, 'utf8').catch(() => stale);
	if (taken !== stale) await link(aside, file).catch(() => {});
	await rm(aside, {force: true});
}

function liveHolder(text: string, isHeldHere: boolean): string | undefined {
	const {pid, host} = parse(text) ?? {};
	if (pid === undefined || host === undefined) return undefined;
	const words = `process ${pid} on ${host}`;
	// Of another machine's processes nothing is known.
	if (host !== hostname()) return words;
	if (pid === process.pid) return isHeldHere ? words : undefined;
	try {
		process.kill(pid, 0);
		return words;
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM' ? words : undefined;
	}
}

function parse(text: string): z.infer<typeof holder> | undefined {
	try {
		return holder.safeParse(JSON.parse(text)).data;
	} catch {
		return undefined;
	}
}
