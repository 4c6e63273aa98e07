/** For how long an outcome holds: rules may ask what day it is. Nothing is assumed of them: they are run as of the days ahead. */

import {isDeepStrictEqual} from 'node:util';
import type {Gathered, Submission} from './evidence.ts';
import {isAbsent} from './evidence.ts';
import type {WaiverState} from './outcome.ts';
import {type RuleOptions, type RuleRun, run} from './run.ts';

/** What an outcome rests on. */
export type Resting = {
	readonly runs: readonly RuleRun[];
	readonly gathered: Gathered;
	readonly options: RuleOptions | undefined;
	readonly waivers: readonly WaiverState[];
};

const day = 86_400_000;

/**
 * The last day, `YYYY-MM-DD`, of the `ahead` next ones on which each rule says what it says today and each waiver holds that does; nothing where the
 * day was not asked for at all, so that the outcome holds on every day.
 */
export function holdsUntil({runs, gathered, options, waivers}: Resting, ahead: number): string | undefined {
	const {submission} = gathered;
	if (isAbsent(submission)) return undefined;
	const ends = waivers.flatMap(({waiver: {until}}) => until ?? []);
	const asking = runs.filter((ruleRun) => asksDay(ruleRun, gathered, submission, options));
	if (ends.length === 0 && asking.length === 0) return undefined;
	let last = submission.today;
	for (let count = 1; count <= ahead; count++) {
		const today = dayAfter(submission.today, count);
		if (ends.some((end) => end >= submission.today && end < today)) break;
		const then = {...gathered, submission: {...submission, today}};
		if (!asking.every((ruleRun) => isDeepStrictEqual(again(ruleRun, then, options), ruleRun))) break;
		last = today;
	}
	return last;
}

function again({validator}: RuleRun, gathered: Gathered, options: RuleOptions | undefined): RuleRun | undefined {
	return run([validator], gathered, options)[0];
}

/** Whether a rule looks at the day when it judges this evidence. */
function asksDay(ruleRun: RuleRun, gathered: Gathered, submission: Submission, options: RuleOptions | undefined): boolean {
	const {reads, mayRead = []} = ruleRun.validator;
	if (ruleRun.state === 'not-assessed' || ![...reads, ...mayRead].includes('submission')) return false;
	let asked = false;
	const watched: Submission = {
		...submission,
		get today() {
			asked = true;
			return submission.today;
		},
	};
	again(ruleRun, {...gathered, submission: watched}, options);
	return asked;
}

/** A day so many days after another. */
function dayAfter(from: string, count: number): string {
	return new Date(Date.parse(from) + count * day).toISOString().slice(0, 10);
}
