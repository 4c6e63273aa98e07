/** Which finding it is, whatever line it has moved to: what baselines and code scanning services know it again by. */

import {createHash} from 'node:crypto';
import type {Finding} from './outcome.ts';

/** Units of the text at a place that count from each of its ends: a place may be a whole file. */
const mostAtEnd = 2_000;

/** Units before and after a place that tell it from a twin. */
const around = 100;

type Unmarked = Omit<Finding, 'fingerprint' | 'content' | 'context'>;

/** A finding, the name of the message that it was worded from, and what filled its slots. */
export type Worded = {readonly finding: Unmarked; readonly message: string; readonly data: readonly (string | number)[]};

/**
 * Gives each finding its fingerprint: sixteen hex digits from rule, message, what fills it, file, logical id, subject and the text at the place, not its line,
 * and behind a colon which of those that are alike in all this it is, in the order of the report. The form is that of GitHub's
 * `primaryLocationLineHash`. `content` is the same without the file, and `context` stands for what is written around it.
 */
export function fingerprinted(worded: readonly Worded[], textOf: (file: string) => string | undefined): readonly Finding[] {
	const seen = new Map<string, number>();
	return worded.map(({finding, message, data}) => {
		const {rule, subject, place} = finding;
		const text = place.range === undefined ? undefined : textOf(place.file);
		const [start, end] = place.range ?? [0, 0];
		const content = digest([rule, message, ...data.map(lasting), place.logicalId ?? '', subject, text === undefined ? '' : ends(text.slice(start, end))]);
		const key = digest([place.file, content]);
		const ordinal = (seen.get(key) ?? 0) + 1;
		seen.set(key, ordinal);
		const beside = text === undefined ? [] : [text.slice(Math.max(0, start - around), start), text.slice(end, end + around)];
		return {...finding, fingerprint: `${key}:${ordinal}`, content, context: digest(beside.map(flat))};
	});
}

/** What fills a message, without what changes by the day: counts, ages and dates. */
function lasting(value: string | number): string {
	return typeof value === 'number' ? '' : value.replace(/\d{4}-\d{2}-\d{2}|\d+(?= (?:day|week|month|year)s?\b)/g, '');
}

/** Layout is no content. */
function flat(text: string): string {
	return text.replace(/\s+/g, ' ');
}

function ends(text: string): string {
	return text.length <= 2 * mostAtEnd ? flat(text) : `${text.length} ${flat(text.slice(0, mostAtEnd))} ${flat(text.slice(-mostAtEnd))}`;
}

function digest(parts: readonly string[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
