/** The lines of a submission's files, for code frames. */

import {lineStartsOf} from '../../locate.ts';
import type {Outcome} from '../../outcome.ts';
import type {Lines} from './frame.ts';

/** Answers the lines of a file, by its name in the outcome; nothing where it has no text. */
export type LinesOf = (file: string) => Lines | undefined;

/** Counts the lines of each file once, when it is first asked for. */
export function linesIn(artifacts: Outcome['artifacts']): LinesOf {
	const texts = new Map(artifacts.map(({file, text}) => [file, text]));
	const counted = new Map<string, Lines | undefined>();
	return (file) => {
		if (!counted.has(file)) {
			const text = texts.get(file);
			counted.set(file, text === undefined ? undefined : {text, starts: lineStartsOf(text)});
		}
		return counted.get(file);
	};
}
