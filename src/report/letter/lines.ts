/** Lines of the letter. */

import type {Finding} from '../../outcome.ts';
import {flow, painter} from '../text/flow.ts';
import {flat} from '../text/visible.ts';

const width = 78;
/** Characters of a quotation. */
const longestQuote = 160;

/** A text in lines, indented; its further lines by `more` columns more. */
export function say(indent: number, text: string, more = 0): readonly string[] {
	return flow([{text}], {width, first: indent, rest: indent + more, paint: painter(false)});
}

/** A heading. */
export function underlined(text: string): readonly string[] {
	return [text, '-'.repeat(text.length)];
}

/** Cut where it is longer than anybody reads. */
export function clipped(text: string): string {
	return text.length <= longestQuote ? text : `${text.slice(0, longestQuote - 1)}…`;
}

/** What to do. The help of another tool's finding says what its rule looks for, not how to mend it. */
export function todoOf({help, message, rule, passedOnBy}: Finding): string {
	return passedOnBy === undefined ? help : `Mend what ${rule} reports: ${message}`;
}

type Placed = Pick<Finding, 'place' | 'start'>;

/** `gateway.yaml, line 8`. */
export function placeOf(finding: Placed): string {
	return [fileOf(finding), ...spotsOf(finding)].join(', ');
}

/** The file that a finding is in. */
export function fileOf({place: {file}}: Placed): string {
	return file === '' ? 'The submission as a whole' : flat(file);
}

/** Where in it: the line; in a PDF the page, since its lines are nobody's; the logical id where there is no line. */
export function spotsOf({place: {page, logicalId}, start}: Placed): readonly string[] {
	if (page !== undefined) return [`page ${page}`];
	if (start !== undefined) return [`line ${start.line}`];
	return logicalId === undefined ? [] : [logicalId];
}
