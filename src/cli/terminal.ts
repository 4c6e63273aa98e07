/** What the command knows of the terminal that it writes to. */

import {inertText} from '../report/inert.ts';
import {visible} from '../report/text/visible.ts';

const narrowest = 20;
const widest = 200;
const usual = 100;

/** Whether to paint: `--no-color` and `NO_COLOR` say no, `FORCE_COLOR` says yes, else a terminal that can. */
export function hasColor(stream: {readonly isTTY?: boolean | undefined}, flag: boolean, env: NodeJS.ProcessEnv): boolean {
	if (!flag || isSet(env['NO_COLOR'])) return false;
	const forced = env['FORCE_COLOR'];
	if (forced !== undefined) return !['0', 'false'].includes(forced);
	return stream.isTTY === true && env['TERM'] !== 'dumb';
}

/** Columns to write in: the terminal's, else `COLUMNS`, else 100. */
export function widthOf(stream: {readonly columns?: number | undefined}, env: NodeJS.ProcessEnv): number {
	const told = Number(env['COLUMNS']);
	const columns = stream.columns ?? (Number.isInteger(told) && told > 0 ? told : usual);
	return Math.min(widest, Math.max(narrowest, columns));
}

function isSet(value: string | undefined): boolean {
	return value !== undefined && value !== '';
}

/** Writes trouble or news to standard error, a line or several. They quote what files hold, which is neither obeyed by a terminal nor by GitHub's runner. */
export function tell(text: string): void {
	process.stderr.write(`${inertText(text.split('\n').map(visible).join('\n'))}\n`);
}

/** Says why a job was not begun, and answers the status for it. */
export function refuse(...reasons: readonly string[]): 2 {
	for (const reason of reasons) tell(`shelfready: ${visible(reason)}`);
	return 2;
}
