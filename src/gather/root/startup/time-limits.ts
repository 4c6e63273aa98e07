/** Bounds in time: licence files with an end, and jobs that stop a service some day. */

import type {Text} from '../../../contract.ts';
import type {TimeLimit} from '../../../evidence/startup.ts';
import {type FileSystem, textAt} from '../../../filesystem.ts';
import {cut} from '../lines.ts';
import {type Act, lineOf, operandsOf} from '../shell/acts.ts';
import {flat} from '../shell/values.ts';
import {isOfSession, type Job, plain} from './jobs.ts';

/** Files that hold a licence by their name; texts of free licences and those of libraries are sorted out below. */
const licenceFile =
	/^(?:etc|opt|srv|root|home|var\/(?:lib|www)|usr\/local|app|data|program(?: files(?: \(x86\))?|data)(?!\/(?:microsoft|amazon|windows)))\/(?:[^/]+\/){0,8}[^/]*(?:licen[cs]e|entitlement|activation)[^/]*$|\.lic$/i;
const library = /(?:^|\/)(?:node_modules|site-packages|dist-packages|vendor|gems|doc|docs|licenses|licences|legal|third[_-]party|man|go\/pkg)\//i;
const legalText =
	/\b(?:Permission is hereby granted|GNU (?:LESSER |AFFERO )?GENERAL PUBLIC|Apache License|Redistribution and use|WITHOUT WARRANTY|Creative Commons)\b/i;
/** Characters of one file that are looked at. */
const longest = 100_000;

const date = '(?<date>\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.](?:\\d{1,2}|[A-Za-z]{3})[-/.]\\d{4}|[A-Za-z]{3,9} \\d{1,2},? \\d{4}|\\d{10}(?:\\d{3})?\\b)';
const ends = new RegExp(
	`\\b(?:licen[cs]e[ _-]?)?(?:expir(?:y|es|ation|ing)?(?:[ _-]?(?:date|on|at|time|day))?|valid[ _-]?(?:until|to|thru|through|till)|end[ _-]?date|not[ _-]?after)["'\\]]{0,3}[ \\t]{0,20}[:=>]?[ \\t]{0,20}["']?${date}`,
	'dgi',
);
const flexLm = new RegExp(`^[ \\t]{0,20}(?:INCREMENT|FEATURE)[ \\t]{1,20}\\S{1,100}[ \\t]{1,20}\\S{1,100}[ \\t]{1,20}\\S{1,40}[ \\t]{1,20}${date}`, 'dgm');
const trial =
	/["'<]?\b(?:(?:licen[cs]e[ _-]?)?(?:type|edition|plan|kind|mode|tier))["'\]]{0,3}[ \t]{0,20}[:=>][ \t]{0,20}["']?(?<word>trial|evaluation|eval|demo)\b|["'](?:is[_-]?)?trial["'][ \t]{0,20}:[ \t]{0,20}(?<flag>true)\b/dgi;

/** Bounds in licence files and in scheduled jobs. */
export function timeLimitsOf(system: FileSystem, jobs: readonly Job[]): readonly TimeLimit[] {
	const files = [...system.contents.keys()].filter((path) => licenceFile.test(path) && !library.test(path));
	return [...files.flatMap((path) => [...limitsIn(textAt(system, path))]), ...jobs.flatMap((job) => [...stopsIn(job)])];
}

function* limitsIn(text: Text | undefined): Generator<TimeLimit> {
	if (text === undefined || text.value.length > longest || text.value.includes('\0') || legalText.test(text.value)) return;
	for (const pattern of [ends, flexLm])
		for (const match of [...text.value.matchAll(pattern)].slice(0, 20)) {
			const [start, end] = match.indices?.groups?.['date'] ?? [0, 0];
			if (isNear(match.groups?.['date'] ?? '')) yield {how: 'licence-end', value: text.value.slice(start, end), place: cut(text, start, end).place};
		}
	for (const match of [...text.value.matchAll(trial)].slice(0, 5)) {
		const groups = match.indices?.groups;
		const [start, end] = groups?.['word'] ?? groups?.['flag'] ?? [0, 0];
		yield {
			how: 'trial-licence',
			value: match[0]
				.replace(/^["'<]+/, '')
				.replace(/\s+/g, ' ')
				.slice(0, 60),
			place: cut(text, start, end).place,
		};
	}
}

/** Licences without an end are often dated to the end of the century. */
function isNear(written: string): boolean {
	const year = /^\d{10}/.test(written) ? new Date(Number(written.slice(0, 10)) * 1000).getUTCFullYear() : Number(/\d{4}/.exec(written)?.[0] ?? 0);
	return year >= 2000 && year < 2090;
}

/** Signs of an age or a day that a job looks at. */
const age = /-mtime \+?\d|-ctime \+?\d|-mmin \+?\d{4,}|\bdate \S{0,10}(?:-d\b|\+%s)|stat \S{0,10}-\S{0,3}c ?%[XYZW]|\b86400\b|trial|expir/i;

/** Commands of one job that stop something and are looked at. */
const mostStops = 50;

/** A scheduled job, or one that waits for days, which stops something and does not start it again. */
function* stopsIn(job: Job): Generator<TimeLimit> {
	if (job.off !== undefined || isOfSession(job)) return;
	const waitsDays = job.acts.some(({program, args}) => program === 'sleep' && /^\d{1,4}d$|^\d{6,}$/.test(flat(args[0] ?? [])));
	const stops = job.acts.filter((act) => stoppedBy(act) !== undefined);
	for (const act of stops.slice(0, mostStops)) {
		const stopped = stoppedBy(act) ?? '';
		const isRestarted = job.acts.some((other) => other !== act && /\b(?:start|restart|up|unpause)\b/.test(lineOf(other)) && lineOf(other).includes(stopped));
		const looksAtAge = act.conditional && job.acts.some((other) => other.script === act.script && other !== act && age.test(lineOf(other)));
		if (!isRestarted && ((job.trigger === 'schedule' && looksAtAge) || waitsDays))
			yield {how: 'stop', value: lineOf(act).slice(0, 100).replaceAll('\uE000', '…'), place: act.place, job: plain(job)};
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
