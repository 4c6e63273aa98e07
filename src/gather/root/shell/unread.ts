/** What of scripts is more than is followed, noted for the report. */

import {leaveOutOfRoot} from '../unread.ts';
import type {Shell} from './shell.ts';
import {commandsIn} from './syntax/commands.ts';
import type {Grammar} from './syntax/scanner.ts';
import type {Command} from './syntax/tree.ts';
import type {Source} from './values.ts';

/** What is said of scripts, functions and substitutions inside each other. */
export const tooDeep = 'functions, scripts or substitutions stand more levels inside each other here than one check follows';

/** What is said of a word whose value is cut. */
export const tooLong = 'a text here comes to more characters, or is put together from more parts, than one check reads';

/** Notes that what stands from an offset on was not all followed. */
export function leaveRest({system}: Pick<Shell, 'system'>, source: Source, at: number, why: string): void {
	const [part] = source.slice(at, source.text.length);
	leaveOutOfRoot(system, part?.place ?? {file: system.file}, `${why}; not all from here on was looked at: make several scripts of it`);
}

/** The commands of a text; that they are too many, or nested too deep, is noted at the place from where on some were not read. */
export function commandsOf(shell: Shell, source: Source, grammar: Grammar = 'shell'): readonly Command[] {
	return commandsIn(source.text, grammar, (at) =>
		leaveRest(shell, source, at, 'this script has more commands, or more of them inside each other, than one check reads'),
	);
}
