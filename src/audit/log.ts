/** `results.ndjson`: only ever appended to, a whole line at a time. What a killed run left half written is cut off when the next one opens it. */

import {open} from 'node:fs/promises';
import {linesOf} from './lines.ts';
import {type Result, readResult} from './result.ts';

/** The log, open for writing. */
export type Log = {
	/** Resolves when the lines are on the disk. Calls may overlap. Rejects when one could not be written, as do all after it. */
	append(line: string): Promise<void>;
	close(): Promise<void>;
};

/** Bytes of a line. A report comes to less: its findings are bounded. */
export const longestLine = 512 * 1024 ** 2;

/**
 * Opens the log and tells of each result in it. A last line that is torn is removed.
 * @throws where a line before the last is damaged, and where the file can't be read or written
 */
export async function openLog(file: string, onResult: (result: Result) => void): Promise<Log> {
	const handle = await open(file, 'a+');
	try {
		let sound = 0;
		let torn: number | undefined;
		for await (const {number, bytes, end, isWhole} of linesOf(file, longestLine)) {
			if (torn !== undefined) throw new Error(`line ${torn} of ${file} is damaged: take it out, and its submission is checked again`);
			const result = isWhole && bytes !== undefined ? readResult(bytes.toString('utf8')) : undefined;
			if (result === undefined) torn = number;
			else {
				onResult(result);
				sound = end;
			}
		}
		if (torn !== undefined) await handle.truncate(sound);
	} catch (error) {
		await handle.close();
		throw error;
	}
	let waiting: {readonly line: string; readonly done: () => void; readonly failed: (reason: unknown) => void}[] = [];
	let writing: Promise<void> | undefined;
	let failure: {readonly reason: unknown} | undefined;

	/** Writes what waits until nothing does. The lines that come while others are on their way to the disk go there together. */
	async function writeAll(): Promise<void> {
		while (waiting.length > 0) {
			const lines = waiting;
			waiting = [];
			try {
				// A line behind a torn one would be lost, so that none is written after a failure.
				if (failure !== undefined) throw failure.reason;
				await handle.appendFile(lines.map(({line}) => line).join(''));
				await handle.datasync();
				for (const {done} of lines) done();
			} catch (reason) {
				failure ??= {reason};
				for (const {failed} of lines) failed(reason);
			}
		}
		writing = undefined;
	}

	return {
		append: (line) =>
			new Promise((done, failed) => {
				waiting.push({line, done, failed});
				writing ??= writeAll();
			}),
		async close() {
			await writing;
			await handle.close();
		},
	};
}
