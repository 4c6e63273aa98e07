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
const longestLine = 512 * 1024 ** 2;

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
	let last = Promise.resolve();
	return {
		append(line) {
			const written = last.then(async () => {
				await handle.appendFile(line);
				await handle.datasync();
			});
			// Who called is told. A line behind a torn one would be lost, so that none is written after a failure.
			written.catch(() => {});
			last = written;
			return written;
		},
		async close() {
			await last.catch(() => {});
			await handle.close();
		},
	};
}
