/** How the process ends: what could not be written, and a job that never came to its end, are told, and give the status 2. */

import {fstatSync, writeSync} from 'node:fs';
import {codeOf, whyUnwritable} from '../reason.ts';
import {tell} from './terminal.ts';

/** What fails where the reader has seen enough (`| head`), which is no fault. */
const closed: ReadonlySet<string | undefined> = new Set(['EPIPE', 'ERR_STREAM_DESTROYED']);

/** Bears that standard output or standard error can't be written. */
export function watchStreams(): void {
	let isLost = false;
	for (const stream of [process.stdout, process.stderr]) writeInFull(stream);
	process.stdout.on('error', (error) => {
		if (closed.has(codeOf(error)) || isLost) return;
		isLost = true;
		tell(`shelfready: standard output can't be written: ${whyUnwritable(error)}`);
	});
	process.stderr.on('error', (error) => {
		// There is nowhere left to say it.
		if (!closed.has(codeOf(error))) isLost = true;
	});
	// The status of the job may be set after a stream has failed.
	process.once('exit', () => {
		if (isLost) process.exitCode = 2;
	});
}

/** Where a stream is a file, Node takes what the system writes for all, though the disk may have had room for a part; older ones throw where it has none. */
function writeInFull(stream: Omit<NodeJS.WriteStream, 'fd'> & {readonly fd?: number}): void {
	const {fd} = stream;
	// In a thread they go by way of the process's own.
	if (fd === undefined) return;
	const found = fstatSync(fd);
	if (!found.isFile() && (!found.isCharacterDevice() || stream.isTTY)) return;
	stream._write = (chunk: Uint8Array, _encoding, done) => {
		try {
			for (let at = 0; at < chunk.length; ) at += writeSync(fd, chunk, at);
		} catch (error) {
			done(error instanceof Error ? error : new Error(String(error)));
			return;
		}
		done();
	};
}

/** Tells where the process ends although the job has not; answers what is to be called when it has. Code of the user's may end it, or wait for nothing. */
export function watchJob(argv: readonly string[]): () => void {
	let hasEnded = false;
	process.once('exit', (status) => {
		if (hasEnded || status === 2) return;
		const isTheirs = argv.some((word) => /^--validators(?:=|$)/.test(word));
		const why = isTheirs ? 'a module of --validators ended it, or waits for what never comes' : 'this is a fault of shelfready, please report it';
		tell(`shelfready: the process ended before the job was done: ${why}`);
		process.exitCode = 2;
	});
	return () => {
		hasEnded = true;
	};
}
