/** The progress line: only on a terminal, only when a run takes long, gone when it ends. */

import {visible} from '../report/text/visible.ts';

/** Milliseconds that a run may take without a word. */
const patience = 400;

export type Progress = {readonly report: (file: string, done: number, total: number) => void; readonly end: () => void};

/** A progress line on a stream. */
export function progressOn(stream: {readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown}, now: () => number): Progress {
	const begun = now();
	let shown = false;
	return {
		report(file, done, total) {
			if (stream.isTTY !== true || now() - begun < patience) return;
			shown = true;
			const line = `reading ${done + 1} of ${total}: ${visible(file)}`;
			stream.write(`\r\u001B[2K${line.slice(0, (stream.columns ?? 80) - 1)}`);
		},
		end() {
			if (shown) stream.write('\r\u001B[2K');
		},
	};
}
