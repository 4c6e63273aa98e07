/** The pages of reports, `reports/0001.html` and on: fifty to a page, drawn by the page's script, so that writing one costs little. */

import {mkdir, readdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {html, type Markup} from '../../report/html/markup.ts';
import type {Tool} from '../../report/json.ts';
import {isBeside, writeWhole} from '../../whole-file.ts';
import type {EditionsShown, FindingShown, Reported} from '../reports.ts';
import {packed} from './packed.ts';
import {formatPage} from './page.ts';
import {type PackedEditions, type PackedFinding, type PackedReport, type PackedReports, reportScript} from './report-script.ts';
import {newTexts, shownName, type Texts} from './texts.ts';

/** Where a report is drawn: the number of its page from 1, and the fragment that it is called by. */
export type Spot = {readonly page: number; readonly key: string};

/** Reports of one page, and units of text after which it is full. */
const most = {reports: 50, units: 2_000_000};
/** What is shown of one submission. */
const mostOf = {findings: 300, problems: 50, artifacts: 100, policies: 200, changes: 60};
/** Units of a text that are shown. */
const longest = {short: 200, message: 800, help: 1600, excerpt: 600, reason: 500};

/** The writer of the pages. `add` may wait for the page before. */
export type ReportPages = {add(result: Reported): Promise<Spot>; end(): Promise<void>};

/** Writes pages into a folder, in place of those of an earlier run. */
export async function openReportPages(folder: string, tool: Tool): Promise<ReportPages> {
	await mkdir(folder, {recursive: true});
	let page = 1;
	let texts = newTexts();
	let reports: PackedReport[] = [];
	let entries: Entry[] = [];
	let keys = new Set<string>();
	let writing = Promise.resolve();

	/** While one page is packed and written, the next is read; no more than that is held. */
	const write = async () => {
		const full: PackedReports = {texts: texts.all, reports};
		const [listed, number] = [entries, page++];
		texts = newTexts();
		reports = [];
		entries = [];
		keys = new Set();
		await writing;
		writing = writePage(join(folder, nameOf(number)), full, listed, {number, tool});
		// Whoever waits for it is told; until then a failure is not one that nobody handles.
		writing.catch(() => {});
	};
	return {
		async add(result) {
			const name = shownName(result.submission);
			let key = name;
			for (let count = 2; keys.has(key); count++) key = `${name}~${count}`;
			keys.add(key);
			entries.push(entryOf(result, name, key));
			reports.push(packedReport(result, texts, name, key));
			const spot = {page, key};
			if (reports.length === most.reports || texts.size() > most.units) await write();
			return spot;
		},
		async end() {
			if (reports.length > 0) await write();
			await writing;
			for (const name of await readdir(folder)) {
				const number = /^(\d{4,})\.html$/.exec(name)?.[1];
				// What a killed run left half written goes too.
				if (isBeside(name, /^\d{4,}\.html$/) || (number !== undefined && Number(number) >= page)) await rm(join(folder, name));
			}
		},
	};
}

/** A report's address from the folder of results. */
export function addressOf({page, key}: Spot): string {
	return `reports/${nameOf(page)}#${encodeURIComponent(key)}`;
}

function nameOf(page: number): string {
	return `${String(page).padStart(4, '0')}.html`;
}

function packedReport(result: Reported, texts: Texts, name: string, key: string): PackedReport {
	const calls = {name: texts.of(name, name.length), key: texts.of(key, key.length)};
	const none = {error: -1, edition: -1, today: -1, counts: [0, 0, 0, 0], problems: [], findings: [], left: 0, policies: [], artifacts: [], more: 0} as const;
	if (result.status === 'failed') return {...none, ...calls, error: texts.of(result.error, longest.message)};
	const {edition, today, summary, waived, problems, findings, policies, artifacts} = result.report;
	const missing = problems.length - mostOf.problems;
	return {
		...calls,
		error: -1,
		edition: texts.of(edition, longest.short),
		today: texts.of(today, longest.short),
		counts: [summary.errors, summary.warnings, summary.notes, waived?.length ?? 0],
		problems: [
			...problems.slice(0, mostOf.problems).map(({file, message}) => [texts.of(file, longest.short), texts.of(message, longest.message)] as const),
			...(missing > 0 ? [[texts.of(`${missing} more problems`, longest.short), texts.of('they are in results.ndjson', longest.short)] as const] : []),
		],
		findings: findings.slice(0, mostOf.findings).map((finding) => packedFinding(finding, texts)),
		left: Math.max(0, findings.length - mostOf.findings),
		policies: policies.slice(0, mostOf.policies).map(({id, verdict, reason, wanting}) => {
			const said = wanting !== undefined && reason.endsWith(wanting) ? reason.slice(0, -wanting.length).replace(/[;:]\s*$/, '') : reason;
			return [texts.of(id, longest.short), texts.of(verdict, longest.short), texts.of(said, longest.reason), texts.of(wanting, longest.reason)] as const;
		}),
		artifacts: artifacts.slice(0, mostOf.artifacts).map(({file, kind}) => [texts.of(file, longest.short), texts.of(kind, longest.short)] as const),
		more: Math.max(0, artifacts.length - mostOf.artifacts),
		...(result.editions === undefined ? {} : {editions: packedEditions(result.editions, texts)}),
	};
}

function packedEditions({to, counts, added, removed, regraded, verdicts}: EditionsShown, texts: Texts): PackedEditions {
	const word = (text: string) => texts.of(text, longest.short);
	type Changed = EditionsShown['added'][number];
	const line = (said: string, {severity, rule, file, message}: Changed) =>
		[word(said), word(severity), word(rule), word(file), texts.of(message, longest.message)] as const;
	const changes = [
		...added.map((finding) => line('added', finding)),
		...regraded.map((finding) => line(`becomes ${finding.to}`, finding)),
		...removed.map((finding) => line('gone', finding)),
	].slice(0, mostOf.changes);
	return {
		to: word(to),
		changes,
		verdicts: verdicts.slice(0, mostOf.policies).map(({policy, from, to: then}) => [word(policy), word(from), word(then)] as const),
		left: Math.max(0, counts.added + counts.removed + counts.graver + counts.milder - changes.length),
	};
}

function packedFinding({rule, policy, severity, message, help, source, subject, place, excerpt, otherEdition}: FindingShown, texts: Texts): PackedFinding {
	const {file, page, logicalId, start} = place;
	const where = [...(page === undefined ? [] : [`page ${page}`]), ...(start === undefined ? [] : [`${start.line}:${start.column}`])].join(', ');
	const other = otherEdition && `Under ${otherEdition.edition}: ${otherEdition.severity === 'off' ? 'not asked' : otherEdition.severity}`;
	return [
		texts.of(severity, longest.short),
		texts.of(rule, longest.short),
		texts.of(policy, longest.short),
		texts.of(message, longest.message),
		texts.of(help || undefined, longest.help),
		texts.of(source, longest.short),
		texts.of(file, longest.short),
		texts.of(where || undefined, longest.short),
		texts.of(logicalId, longest.short),
		texts.of(subject || undefined, longest.short),
		texts.of(excerpt || undefined, longest.excerpt),
		texts.of(other, longest.short),
	];
}

type Entry = {readonly name: string; readonly key: string; readonly said: string};

function entryOf(result: Reported, name: string, key: string): Entry {
	if (result.status === 'failed') return {name, key, said: 'failed'};
	const {errors, warnings, notes} = result.report.summary;
	return {name, key, said: `${errors} · ${warnings} · ${notes}`};
}

async function writePage(file: string, data: PackedReports, entries: readonly Entry[], {number, tool}: {number: number; tool: Tool}): Promise<void> {
	const body: Markup = html`<header class="head"><p class="brand"><a href="../index.html">Overview of the audit</a> · page ${number} of reports</p></header>
<div class="layout reports">
<nav class="others" aria-label="Reports of this page"><p class="brand">errors · warnings · notes</p><ul>
${entries.map(({name, key, said}) => html`<li><a href="#${encodeURIComponent(key)}"><span class="name">${name}</span> <span class="said">${said}</span></a></li>`)}
</ul></nav>
<main id="report" tabindex="-1"><h1>Page ${number} of reports</h1><p>The reports are drawn by this page’s script. They are in results.ndjson too, a line for each.</p></main>
</div>
${await packed('data', JSON.stringify(data))}`;
	const skip = html`<a class="skip" href="#report">Skip to the report</a>`;
	await writeWhole(file, formatPage({title: `Reports, page ${number} – shelfready`, skip, body, script: reportScript, tool}));
}
