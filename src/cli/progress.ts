/** The progress line: only on a terminal, only when a run takes long, gone when it ends. */

import {visible} from '../report/text/visible.ts';

/** Milliseconds that a run may take without a word. */
const patience = 400;
/** Milliseconds between two lines about the same file. */
const pace = 100;

export type Progress = {
	readonly report: (file: string, done: number, total: number) => void;
	/** How far one big file or folder has been read; without a total in entries. */
	readonly reading: (file: string, done: number, total: number | undefined) => void;
	readonly end: () => void;
};

/** A progress line on a stream. */
export function progressOn(stream: {readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown}, now: () => number): Progress {
	const begun = now();
	let shown = false;
	let last = begun;
	const write = (line: string) => {
		shown = true;
		stream.write(`\r\u001B[2K${line.slice(0, (stream.columns ?? 80) - 1)}`);
	};
	const mayWrite = () => stream.isTTY === true && now() - begun >= patience;
	return {
		report(file, done, total) {
			if (mayWrite()) write(`reading ${done + 1} of ${total}: ${visible(file)}`);
		},
		reading(file, done, total) {
			if (!mayWrite() || now() - last < pace) return;
			last = now();
			write(`reading ${total === undefined ? `entry ${done}` : `${Math.floor((100 * done) / Math.max(total, 1))} %`} of ${visible(file)}`);
		},
		end() {
			if (shown) stream.write('\r\u001B[2K');
		},
	};
}

/** The progress line of an audit, on a terminal: how many are done, how many a second, and the time left. */
export function auditProgressOn(
	stream: {readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown},
	now: () => number,
): {readonly report: (done: number, before: number, total: number) => void; readonly end: () => void} {
	const begun = now();
	let last = begun - pace;
	return {
		report(done, before, total) {
			if (stream.isTTY !== true || now() - last < pace) return;
			last = now();
			const rate = (1000 * done) / Math.max(last - begun, 1);
			const left = done === 0 ? '' : `, ${rate.toFixed(1)} a second, ${duration(Math.max(total - before - done, 0) / rate)} left`;
			stream.write(`\r\u001B[2K${`${before + done} of ${total} submissions${left}`.slice(0, (stream.columns ?? 80) - 1)}`);
		},
		end() {
			if (stream.isTTY === true) stream.write('\r\u001B[2K');
		},
	};
}

/** Seconds as people say them. */
function duration(seconds: number): string {
	if (seconds < 60) return `${Math.ceil(seconds)} s`;
	if (seconds < 3600) return `${Math.ceil(seconds / 60)} min`;
	return `${Math.floor(seconds / 3600)} h ${Math.ceil((seconds % 3600) / 60)} min`;
}
