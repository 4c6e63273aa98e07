/**
 * PyYAML, and so CloudFormation's tools, take continuation lines of a quoted text or a flow collection at any indentation; strict readers
 * do not. Such lines are read as if they were indented, and every offset is led back to the file.
 */

import {EVENT_ID, type Event} from 'js-yaml';

/** What an attempt to read gives: events, or where and why it stopped. */
export type Attempt = {readonly events: readonly Event[]} | {readonly reason: string; readonly at: number};

/** Blanks added before one line: where in the file, where in the padded text. */
type Pad = {readonly at: number; readonly padded: number};

const width = 256;

/** Characters that may be read again in vain, all attempts together. */
const budget = 10_000_000;

/** Reads again with lines indented for as long as that is all that is wrong; nothing when something else is. */
export function readIndented(
	text: string,
	failed: {readonly reason: string; readonly at: number},
	read: (text: string) => Attempt,
): readonly Event[] | undefined {
	const pads: Pad[] = [];
	let padded = text;
	let attempt: Attempt = failed;
	for (let left = budget; !('events' in attempt); left -= padded.length) {
		if (left < 0 || attempt.reason !== 'deficient indentation') return undefined;
		const line = Math.max(padded.lastIndexOf('\n', attempt.at - 1), padded.lastIndexOf('\r', attempt.at - 1)) + 1;
		if (line === pads.at(-1)?.padded) return undefined;
		pads.push({at: line - pads.length * width, padded: line});
		padded = `${padded.slice(0, line)}${' '.repeat(width)}${padded.slice(line)}`;
		attempt = read(padded);
	}
	return attempt.events.map((event) => moved(event, (offset) => sourceOffset(pads, offset)));
}

function sourceOffset(pads: readonly Pad[], offset: number): number {
	const index = pads.findLastIndex(({padded}) => padded <= offset);
	const pad = pads[index];
	return pad === undefined ? offset : Math.max(pad.at, offset - (index + 1) * width);
}

function moved(event: Event, move: (offset: number) => number): Event {
	if (event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) return event;
	const anchor = {anchorStart: move(event.anchorStart), anchorEnd: move(event.anchorEnd)};
	if (event.type === EVENT_ID.ALIAS) return {...event, ...anchor};
	const props = {...anchor, tagStart: move(event.tagStart), tagEnd: move(event.tagEnd)};
	if (event.type === EVENT_ID.SCALAR) return {...event, ...props, valueStart: move(event.valueStart), valueEnd: move(event.valueEnd)};
	return {...event, ...props, start: move(event.start)};
}
