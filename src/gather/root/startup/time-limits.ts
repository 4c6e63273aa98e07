/** Bounds in time: jobs that stop a service some day. */

import type {TimeLimit} from '../../../evidence/startup.ts';
import type {FileSystem} from '../../../filesystem.ts';
import {type Act, lineOf, operandsOf} from '../shell/acts.ts';
import {flat} from '../shell/values.ts';
import {firstOfRoot} from '../unread.ts';
import {isOfSession, type Job, plain} from './job.ts';

/** The stops of all jobs. */
export function timeLimitsOf(system: FileSystem, jobs: readonly Job[]): readonly TimeLimit[] {
	return jobs.flatMap((job) => [...stopsIn(system, job)]);
}

/** Signs of an age or a day that a job looks at. */
const age = /-mtime \+?\d|-ctime \+?\d|-mmin \+?\d{4,}|\bdate \S{0,10}(?:-d\b|\+%s)|stat \S{0,10}-\S{0,3}c ?%[XYZW]|\b86400\b|trial|expir/i;

/** Commands of one job that stop something and are looked at. */
const mostStops = 50;

/** A scheduled job, or one that waits for days, which stops something and does not start it again. */
function* stopsIn(system: FileSystem, job: Job): Generator<TimeLimit> {
	if (job.off !== undefined || isOfSession(job)) return;
	const waitsDays = job.acts.some(({program, args}) => program === 'sleep' && /^\d{1,4}d$|^\d{6,}$/.test(flat(args[0] ?? [])));
	const stops = job.acts.filter((act) => (waitsDays || (job.trigger === 'schedule' && act.conditional)) && stoppedBy(act) !== undefined);
	const why = `a job stops things in more than ${mostStops} places; those from here on were not looked at`;
	for (const act of firstOfRoot(system, stops, mostStops, ({place}) => place, why)) {
		const stopped = stoppedBy(act) ?? '';
		const isRestarted = job.acts.some((other) => other !== act && /\b(?:start|restart|up|unpause)\b/.test(lineOf(other)) && lineOf(other).includes(stopped));
		const looksAtAge = () => job.acts.some((other) => other.script === act.script && other !== act && age.test(lineOf(other)));
		if (!isRestarted && (waitsDays || looksAtAge())) yield {value: lineOf(act).slice(0, 100).replaceAll('\uE000', '…'), place: act.place, job: plain(job)};
	}
}

/** What a command stops; `instance` for the whole of it. */
function stoppedBy(act: Act): string | undefined {
	const [first, second] = operandsOf(act).map(flat);
	if (act.program === 'systemctl' && /^(?:stop|disable|mask)$/.test(first ?? '')) return second;
	if (act.program === 'service' && second === 'stop') return first;
	if (/^(?:docker|podman)$/.test(act.program) && /^(?:stop|kill|rm)$/.test(first ?? '')) return second;
	if (/^(?:shutdown|poweroff|halt)$/.test(act.program) || (act.program === 'systemctl' && /^(?:poweroff|halt)$/.test(first ?? ''))) return 'instance';
	return undefined;
}
