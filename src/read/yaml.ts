/** YAML text to a tree with exact ranges. Fast where the text is sound; where it is not, what can be read is read. */

import {type Event, parseEvents, YAMLException} from 'js-yaml';
import {type Fault, type Mark, maxDepth, type Parsed} from './parsed.ts';
import {buildTree} from './yaml/build.ts';
import {type Attempt, readIndented} from './yaml/repair.ts';
import {tabMarks, withoutTabs} from './yaml/tabs.ts';

/** Faults that are told of one file: one slip makes a parser stumble many times. */
const maxFaults = 5;

/** Reads YAML as CloudFormation takes it (YAML 1.1, short tags as their long form). Never throws. */
export async function parseYaml(text: string): Promise<Parsed> {
	const fast = readEvents(text);
	if ('events' in fast) return finish(text, buildTree(text, fast.events));
	if (fast.tooDeep) return {faults: [fast.fault], marks: []};
	const blank = withoutTabs(text);
	const untabbed = blank === text ? undefined : readUntabbed(text, blank);
	if (untabbed !== undefined) return untabbed;
	// The recovering parser takes 20 ms to load, and most files never need it.
	const {recoverEvents} = await import('./yaml/recover.ts');
	const recovered = recoverEvents(blank);
	const parsed = buildTree(blank, recovered.events);
	const tabs = blank === text ? [] : tabFaults(tabMarks(text, parsed.root));
	const found = [...tabs, ...recovered.faults];
	return finish(text, parsed, found.length === 0 || recovered.events.length === 0 ? [fast.fault, ...found] : found);
}

/** Reads sound YAML; nothing for text with a fault. For asking whether a text is YAML at all. */
export function parseSoundYaml(text: string): Parsed | undefined {
	const read = readEvents(text);
	const parsed = 'events' in read ? finish(text, buildTree(text, read.events)) : undefined;
	return parsed?.faults.length === 0 ? parsed : undefined;
}

/** A text that is sound but for tabs as indentation is read with blanks in their stead; nothing for other faults. */
function readUntabbed(text: string, blank: string): Parsed | undefined {
	const read = readEvents(blank);
	if (!('events' in read)) return undefined;
	const parsed = buildTree(blank, read.events);
	const faults = tabFaults(tabMarks(text, parsed.root));
	return faults.length === 0 ? undefined : finish(text, parsed, faults);
}

function tabFaults(marks: readonly Mark[]): readonly Fault[] {
	return marks.map(({range}) => ({message: 'not YAML: tabs are not allowed as indentation', range}));
}

function finish(text: string, parsed: Parsed, faults: readonly Fault[] = []): Parsed {
	const byteOrderMark: readonly Mark[] = text.startsWith('\uFEFF') ? [{kind: 'byte-order-mark', range: [0, 1], subject: 'U+FEFF'}] : [];
	return {
		...parsed,
		faults: [...faults, ...parsed.faults].toSorted(byStart).slice(0, maxFaults),
		marks: [...byteOrderMark, ...parsed.marks, ...tabMarks(text, parsed.root)].toSorted(byStart),
	};
}

function byStart(a: Fault | Mark, b: Fault | Mark): number {
	return a.range[0] - b.range[0];
}

/** The events of a sound text, or the first fault. */
export function readEvents(text: string): {readonly events: readonly Event[]} | {readonly fault: Fault; readonly tooDeep: boolean} {
	const attempt = tryEvents(text);
	if ('events' in attempt) return attempt;
	const events = readIndented(text, attempt, tryEvents);
	if (events !== undefined) return {events};
	const at = Math.min(attempt.at, text.length);
	const range = [at, Math.min(at + 1, text.length)] as const;
	const tooDeep = attempt.reason === tooDeepReason || attempt.reason.includes('maxDepth');
	return {fault: {message: tooDeep ? tooDeepReason : `not YAML: ${attempt.reason}`, range}, tooDeep};
}

const tooDeepReason = `nested deeper than ${maxDepth} levels`;

function tryEvents(text: string): Attempt {
	try {
		return {events: parseEvents(text, {maxDepth: maxDepth * 2})};
	} catch (error) {
		// Nothing but a stack that ran out: the parser throws its own exceptions for all else.
		if (!(error instanceof YAMLException)) return {reason: tooDeepReason, at: 0};
		return {reason: error.reason, at: error.mark?.position ?? 0};
	}
}
