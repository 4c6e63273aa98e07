/** A lock file, so that two runs do not write into one folder at once. */

import {link, readFile, readlink, rename, rm, writeFile} from 'node:fs/promises';
import {hostname} from 'node:os';
import * as z from 'zod';

/** `boot`, `space` and `start` are missing where the system does not tell: of Linux's boot, of the namespace of process ids, of the process's start. */
const holder = z.object({
	pid: z.int().positive(),
	host: z.string(),
	boot: z.string().optional(),
	space: z.string().optional(),
	start: z.string().optional(),
});

/** Who this process is. */
async function self(): Promise<z.infer<typeof holder>> {
	const [boot, space, start] = await Promise.all([
		readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => undefined),
		readlink('/proc/self/ns/pid').catch(() => undefined),
		startOf(process.pid),
	]);
	return {
		pid: process.pid,
		host: hostname(),
		...(boot === undefined ? {} : {boot}),
		...(space === undefined ? {} : {space}),
		...(start === undefined ? {} : {start}),
	};
}

/** When a process was started, in ticks since the boot: ids are given again. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
async function startOf(pid: number): Promise<string | undefined> {
	const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
	// The name, in brackets, may hold spaces and brackets itself.
	return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
}

/** The locks that this very process holds. A killed run may have had the same id as this one: in a container all have. */
const held = new Set<string>();

/** Takes the lock and answers what gives it back. One whose process is gone is taken over. Throws where another run holds it. */
export async function lock(file: string): Promise<() => Promise<void>> {
	// Written beside and linked, so that no other run ever sees an empty one.
	const own = `${file}.${process.pid}`;
	const me = await self();
	const mine = JSON.stringify(me);
	await writeFile(own, mine);
	try {
		for (let attempt = 0; attempt < 3; attempt++) {
			try {
				await link(own, file);
				held.add(file);
				return async () => {
					held.delete(file);
					if ((await readFile(file, 'utf8').catch(() => '')) === mine) await rm(file, {force: true});
				};
			} catch (error) {
				if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
			}
			const text = await readFile(file, 'utf8').catch(() => undefined);
			if (text === undefined) continue;
			const by = await liveHolder(text, me, held.has(file));
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

/** The holder in words, unless it is surely gone. Of processes that can't be looked at, on another machine or in another container, nothing is sure. */
async function liveHolder(text: string, me: z.infer<typeof holder>, isHeldHere: boolean): Promise<string | undefined> {
	const {pid, host, boot, space, start} = parse(text) ?? {};
	if (pid === undefined || host === undefined) return undefined;
	const words = `process ${pid} on ${host}`;
	if (host !== me.host) return words;
	if (boot !== undefined && me.boot !== undefined && boot !== me.boot) return undefined;
	if (space !== undefined && me.space !== undefined && space !== me.space) return words;
	if (start !== undefined) return (await startOf(pid)) === start && (pid !== process.pid || isHeldHere) ? words : undefined;
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
