/** Which answers hold for as long as the files are the same, and on which days. */

import * as z from 'zod';
import type {Outcome} from '../outcome.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** Days on which an answer holds, `YYYY-MM-DD`. Without `from` and `until` on every day. */
export const lasting = z.object({
	from: day.optional(),
	until: day.optional(),
	/** The day by the machine's clock, where that was looked at too: cfn-lint does for the runtimes of Lambda functions, whatever day is asked for. */
	clock: z.string().optional(),
});

/** As `lasting` reads it. */
export type Lasting = z.infer<typeof lasting>;

/** Days ahead for which it is found out whether a report stays the same. */
export const daysAhead = 31;

/** Milliseconds. A reader that gives up for want of time takes longer, so that what is below hangs on no clock. */
const shortestLimit = 4_000;

/** How problems begin that hang on the machine: its time, its memory, its disk, a part of ours that broke. */
const passing = /^(?:takes more than|takes too much|could not be read|must not be read|does not exist|cfn-lint did not judge it|the rule broke)/;
const passingEvidence = /^no \w{1,40} (?:evidence|could be gathered)/;
/** How problems begin that the listing of a folder tells of, and that its digest stands for. */
const listed = /^(?:is a link|is neither a file nor a folder|more than|a second)/;

/** How a check went. */
export type Course = {
	readonly folder: string;
	readonly outcomes: readonly Outcome[];
	readonly milliseconds: number;
	/** The machine's day before and after it. */
	readonly clocks: readonly [before: string, after: string];
};

/** The machine's day, by its time zone. */
export function clockOf(date: Date = new Date()): string {
	return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

/** How long an answer holds; nothing where it may come otherwise the next time: what failed once may not fail again. */
export function lastingOf({folder, outcomes, milliseconds, clocks: [before, after]}: Course): Lasting | undefined {
	const problems = outcomes.flatMap((outcome) => outcome.problems.map((problem) => isOfFiles(problem, outcome, folder)));
	if (problems.includes(false) || (problems.length > 0 && milliseconds > shortestLimit)) return undefined;
	const ends: string[] = [];
	for (const {holds} of outcomes) {
		if (holds === undefined) return undefined;
		if (holds.until !== undefined) ends.push(holds.until);
	}
	const [until] = ends.toSorted();
	const from = outcomes[0]?.today;
	const looksAtClock = outcomes.some(({artifacts}) =>
		artifacts.some(({kind, text}) => kind === 'template' && text !== undefined && /Lambda|Serverless/i.test(text)),
	);
	if (looksAtClock && before !== after) return undefined;
	return {...(until === undefined || from === undefined ? {} : {from, until}), ...(looksAtClock ? {clock: after} : {})};
}

/** Whether a problem is one of the submission's files as they are. */
function isOfFiles({file, message}: Outcome['problems'][number], {artifacts}: Outcome, folder: string): boolean {
	if (passing.test(message) || passingEvidence.test(message)) return false;
	if (file === folder || listed.test(message)) return true;
	return artifacts.some((artifact) => artifact.file === file || (artifact.kind === 'root' && file.startsWith(`${artifact.file}/`)));
}

/** Whether an answer holds on a day. */
export function holdsOn({from, until, clock}: Lasting, today: string, now: string = clockOf()): boolean {
	if (clock !== undefined && clock !== now) return false;
	return (from === undefined || from <= today) && (until === undefined || today <= until);
}
