/** A lock file, so that two runs do not write into one folder at once. */

import {randomBytes} from 'node:crypto';
import {link, open, readFile, readlink, rename, rm, stat, writeFile} from 'node:fs/promises';
import {hostname} from 'node:os';
import {setTimeout as pause} from 'node:timers/promises';
import * as z from 'zod';
import {codeOf} from '../reason.ts';

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

/** Milliseconds between two signs of life of a holder. */
const pulse = 10_000;
/** Milliseconds of silence after which a holder that can't be looked at is taken for gone. */
const silence = 60_000;
/** Milliseconds that such a holder is waited for: longer than one may be silent. */
const patience = 75_000;

/** What a wait for a lock is told by, and ended by. */
type Waiting = {readonly tell?: (words: string) => void; readonly signal?: AbortSignal};

/**
 * Takes the lock and answers what gives it back. One whose process is gone is taken over. A holder on another machine or in another container, which can't
 * be looked at, is waited for until it has been silent for a minute.
 * @throws {Error} where another run holds it, and where the signal ends the wait
 */
export async function lock(file: string, {tell, signal}: Waiting = {}): Promise<() => Promise<void>> {
	// Written beside and linked, so that no other run ever sees an empty one. In containers all processes may have the same id.
	const own = `${file}.${randomBytes(6).toString('hex')}`;
	const me = await self();
	const mine = JSON.stringify(me);
	const begun = performance.now();
	let isTold = false;
	try {
		for (let attempt = 0; attempt < 3; attempt++) {
			await writeFile(own, mine);
			try {
				await link(own, file);
				held.add(file);
				const beating = setInterval(() => void beat(file, mine).catch(() => {}), pulse).unref();
				return async () => {
					clearInterval(beating);
					held.delete(file);
					if ((await readFile(file, 'utf8').catch(() => '')) === mine) await rm(file, {force: true});
				};
			} catch (error) {
				if (codeOf(error) !== 'EEXIST') throw error;
			}
			const text = await readFile(file, 'utf8').catch(() => undefined);
			if (text === undefined) continue;
			const by = await liveHolder(text, me, held.has(file));
			if (by !== undefined && !(by.isElsewhere && (await silentFor(file, own)) > silence)) {
				if (!by.isElsewhere || performance.now() - begun > patience)
					throw new Error(`another audit is at work there (${by.words}); where that is not so, delete ${file}`);
				if (!isTold) tell?.(`another audit may be at work there (${by.words}); waiting up to ${patience / 1000} s for a sign of life`);
				isTold = true;
				await pause(1_000, undefined, signal === undefined ? {} : {signal}).catch(() => {
					throw new Error(`stopped while another audit may be at work there (${by.words})`);
				});
				attempt--;
				continue;
			}
			await takeAway(file, text, `${own}.stale`);
		}
		throw new Error(`${file} could not be taken over`);
	} finally {
		await rm(own, {force: true});
	}
}

/** A sign of life: the same bytes once more, so that the time is the file system's. Nothing is written into the lock of another that took over. */
async function beat(file: string, mine: string): Promise<void> {
	const handle = await open(file, 'r+');
	try {
		if ((await handle.readFile('utf8')) === mine) await handle.write(mine, 0);
	} finally {
		await handle.close();
	}
}

/** Milliseconds since a lock's last sign of life, by the file system's own clock: `own` was written just now. */
async function silentFor(file: string, own: string): Promise<number> {
	const [last, now] = await Promise.all([stat(file).catch(() => undefined), stat(own)]);
	return last === undefined ? 0 : now.mtimeMs - last.mtimeMs;
}

/** Takes a stale lock away, unless another run has put its own there meanwhile. */
async function takeAway(file: string, stale: string, aside: string): Promise<void> {
	await rename(file, aside).catch(() => {});
	const taken = await readFile(aside, 'utf8').catch(() => stale);
	if (taken !== stale) await link(aside, file).catch(() => {});
	await rm(aside, {force: true});
}

/** A holder in words. `isElsewhere`: on another machine or in another container, so that it can't be looked at. */
type Holder = {readonly words: string; readonly isElsewhere: boolean};

/** The holder, unless it is surely gone. */
async function liveHolder(text: string, me: z.infer<typeof holder>, isHeldHere: boolean): Promise<Holder | undefined> {
	const {pid, host, boot, space, start} = parse(text) ?? {};
	if (pid === undefined || host === undefined) return undefined;
	const elsewhere = {words: `process ${pid} on ${host}`, isElsewhere: true};
	const here = {...elsewhere, isElsewhere: false};
	if (host !== me.host) return elsewhere;
	if (boot !== undefined && me.boot !== undefined && boot !== me.boot) return undefined;
	if (space !== undefined && me.space !== undefined && space !== me.space) return elsewhere;
	if (start !== undefined) return (await startOf(pid)) === start && (pid !== process.pid || isHeldHere) ? here : undefined;
	if (pid === process.pid) return isHeldHere ? here : undefined;
	try {
		process.kill(pid, 0);
		return here;
	} catch (error) {
		return codeOf(error) === 'EPERM' ? here : undefined;
	}
}

function parse(text: string): z.infer<typeof holder> | undefined {
	try {
		return holder.safeParse(JSON.parse(text)).data;
	} catch {
		return undefined;
	}
}
