/** Folders for files in passing, made where the system has such. */

import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {codeOf, whyUnwritable} from './reason.ts';

/** Makes one. @throws {Error} where it can't, in words. */
export function temporaryFolder(prefix: string): string {
	try {
		return mkdtempSync(join(tmpdir(), prefix));
	} catch (error) {
		const why = codeOf(error) === 'ENOENT' ? 'it does not exist' : whyUnwritable(error);
		throw new Error(`files in passing can't be kept in ${tmpdir()}: ${why}; TMPDIR names another folder`);
	}
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Works with one, which goes at the end, and when a signal or the process ends the work before. `stopped` then ends what else is at work in it. */
export async function withTemporaryFolder<Result>(prefix: string, work: (folder: string, stopped: AbortSignal) => Promise<Result>): Promise<Result> {
	const folder = temporaryFolder(prefix);
	const stopping = new AbortController();
	// A program that is being ended may still write a file or two.
	const remove = () => rmSync(folder, {recursive: true, force: true, maxRetries: 5, retryDelay: 50});
	const stop = (signal: NodeJS.Signals) => {
		stopping.abort();
		try {
			remove();
		} finally {
			// Now that nobody listens, it ends the process as it would have.
			process.kill(process.pid, signal);
		}
	};
	for (const signal of signals) process.once(signal, stop);
	process.once('exit', remove);
	try {
		return await work(folder, stopping.signal);
	} finally {
		for (const signal of signals) process.off(signal, stop);
		process.off('exit', remove);
		remove();
	}
}
