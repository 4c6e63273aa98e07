/** `shelfready audit`: signals, the progress line, the words at the end, the exit status. */

import {homedir} from 'node:os';
import {join, resolve} from 'node:path';
import {type Audited, type AuditRequest, audit} from '../audit/audit.ts';
import {defaultCache} from '../audit/cache/default-cache.ts';
import type {Checking} from '../audit/checking.ts';
import {exportResults} from '../audit/export/export.ts';
import type {ExportFormat} from '../audit/export/formats.ts';
import {dayOf} from '../config/day.ts';
import type {Edition} from '../contract.ts';
import {isInside} from '../paths.ts';
import {codeOf, isOfSystem, reasonOf, whyUnwritable} from '../reason.ts';
import {visible} from '../report/text/visible.ts';
import {plural} from '../report/words.ts';
import {editionsLine, familyLines, sinceLines} from './audit-words.ts';
import {auditProgressOn} from './progress.ts';
import type {QueueFlags} from './queue.ts';
import {refuse, tell} from './terminal.ts';

/** The flags of `audit`, as commander hands them on. */
export type AuditFlags = {
	readonly out: string;
	readonly workers?: number;
	readonly timeout?: number;
	readonly edition?: Edition;
	readonly since?: string;
	readonly export?: readonly ExportFormat[];
	readonly compareEdition?: Edition;
	/** The folder; false for none. */
	readonly cache?: string | false;
} & Partial<QueueFlags>;

/** Makes the tables of a folder of results anew, without its catalogue; answers the exit status. */
export async function runExport({out, export: tables}: AuditFlags): Promise<number> {
	if (tables === undefined) return refuse('give the catalogue, or --export to make the tables of a run that is in --out');
	try {
		const {submissions, damaged, firstDamaged, isWhole} = await exportResults(out, tables, told);
		process.stdout.write(`${plural(submissions, 'submission')}: ${submissions === 1 ? 'its' : 'their'} tables are in ${join(out, 'export')}\n`);
		const results = join(out, 'results.ndjson');
		if (!isWhole) told(`${out} holds a run that did not come to its end: the tables hold what it had come to`);
		if (damaged === 1) told(`line ${firstDamaged} of ${results} is damaged and not in the tables`);
		else if (damaged > 1) told(`${damaged} lines of ${results} are damaged and not in the tables, the first of them line ${firstDamaged}`);
		return isWhole && damaged === 0 ? 0 : 2;
	} catch (error) {
		if (isOfSystem(error) && (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR')) return refuse(`${out} holds no results.ndjson`);
		return refuse(whyNot(error, out));
	}
}

/** Tells what the user should know of a run: that it is waited for, or what is missing of it. */
function told(words: string): void {
	tell(`shelfready: ${visible(words)}`);
}

/** Audits, and answers the exit status. */
export async function runAudit(catalogue: string, flags: AuditFlags): Promise<number> {
	const {out, workers, timeout, edition, queue, since, compareEdition, cache, export: tables} = flags;
	if (edition !== undefined && edition === compareEdition) return refuse('--edition and --compare-edition are the same');
	if (queue === undefined && (flags.store ?? flags.queueCa ?? flags.queuePasswordFile) !== undefined)
		return refuse('--store, --queue-ca and --queue-password-file go with --queue');
	if (queue !== undefined && workers !== undefined) return refuse('with --queue, --workers is said to each shelfready worker');
	const stopping = new AbortController();
	const stop = () => stopping.abort();
	// A second signal ends it at once, as it would any program; the log bears that too.
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
	const progress = auditProgressOn(process.stderr, () => performance.now());
	const request = (checking: Checking | undefined): AuditRequest => ({
		catalogue,
		...(checking === undefined ? {} : {checking}),
		out,
		...(workers === undefined ? {} : {workers}),
		...(timeout === undefined ? {} : {seconds: timeout}),
		...(edition === undefined ? {} : {edition}),
		...(tables === undefined ? {} : {tables}),
		...(compareEdition === undefined ? {} : {compare: compareEdition}),
		...(since === undefined ? {} : {since}),
		...(cache === false ? {} : {cache: {folder: cache ?? defaultCache(process.env, process.platform, homedir()), isOptional: cache === undefined}}),
		today: dayOf(new Date()),
		signal: stopping.signal,
		tell: told,
		onProgress: progress.report,
	});
	try {
		const checking = queue === undefined ? undefined : await checkingOn({...flags, queue}, stopping.signal);
		const audited = await audit(request(checking)).finally(progress.end);
		say(audited, out, compareEdition);
		return statusOf(audited);
	} catch (error) {
		return refuse(whyNot(error, out));
	}
}

/** What the system says, which may name a file that only we know of, is told of the folder of the results, unless it lies elsewhere. */
function whyNot(error: unknown, out: string): string {
	if (!isOfSystem(error)) return reasonOf(error);
	const path = error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : out;
	return `${isInside(resolve(out), resolve(path)) ? out : path} can't be used: ${whyUnwritable(error)}`;
}

/** Workers of a queue in place of this process's threads. */
async function checkingOn(flags: AuditFlags & QueueFlags, signal: AbortSignal): Promise<Checking> {
	const [{openQueue, say}, {checkOnQueue}] = await Promise.all([import('./queue.ts'), import('../queue/producer.ts')]);
	return checkOnQueue({...(await openQueue(flags)), seconds: flags.timeout ?? 300, signal, tell: say});
}

function say(
	{summary: {submissions, since, editions, families}, before, now, cached, stopped, fault}: Audited,
	out: string,
	compared: Edition | undefined,
): void {
	if (fault !== undefined) refuse(fault);
	if (stopped || fault !== undefined) {
		tell(`shelfready: stopped after ${plural(before + now, 'submission')}; the same command goes on from there`);
		return;
	}
	const {checked, failed, withErrors, withProblems} = submissions;
	if (checked + failed === 0)
		refuse(
			'the catalogue holds no submission: it is a folder with a sub-folder for each, a tar of that, or NDJSON; one submission is looked at by `shelfready check`',
		);
	if (before > 0) tell(now === 0 ? 'shelfready: this run had ended before; nothing was left to do' : `shelfready: ${before} were done before, ${now} now`);
	if (cached > 0) tell(`shelfready: ${cached} of ${now} were unchanged and came from the cache`);
	const files = ['results.ndjson', 'summary.json', 'index.html', 'families.json', ...(since === undefined ? [] : ['changes.ndjson'])];
	const lines = [
		`${plural(checked + failed, 'submission')}: ${checked} checked, ${withErrors} of them with errors, ${withProblems} not in full; ${failed} failed`,
		...(since === undefined ? [] : sinceLines(since)),
		...(editions === undefined ? [] : [editionsLine(editions)]),
		...(compared !== undefined && editions === undefined ? [`no submission is judged by an edition other than ${compared} already: nothing was compared`] : []),
		...(families === undefined ? [] : familyLines(families)),
		`${files.slice(0, -1).join(', ')} and ${files.at(-1)} are in ${out}`,
	];
	process.stdout.write(`${lines.join('\n')}\n`);
}

function statusOf({summary: {submissions, findings}, stopped, fault}: Audited): 0 | 1 | 2 {
	if (stopped || fault !== undefined || submissions.failed > 0 || submissions.withProblems > 0 || submissions.checked === 0) return 2;
	return findings.errors > 0 ? 1 : 0;
}
