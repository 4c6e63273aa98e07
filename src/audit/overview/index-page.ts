/** `index.html`: the catalogue at a glance, and the way to each report. Tables and charts need no script; searching the submissions does. */

import {icon} from '../../report/html/icons.ts';
import {html, type Markup} from '../../report/html/markup.ts';
import {plural} from '../../report/words.ts';
import type {Summary} from '../tally.ts';
import {editionsSection, familiesSection, sinceSection} from './compared.ts';
import {indexScript} from './index-script.ts';
import {overTime} from './over-time.ts';
import {packed} from './packed.ts';
import {formatPage} from './page.ts';
import type {RowList} from './rows.ts';
import {failedTable, policiesTable, rulesTable, type Spots, say, section, worstTable} from './tables.ts';

/** The reports of a run: where those are that the tables name, and the rows of all. */
export type Drawn = {readonly spots: Spots; readonly rows: RowList};

/** The page. Without `drawn`, as for a run that was stopped, it has the tables alone. */
export async function formatIndex(summary: Summary, drawn?: Drawn): Promise<string> {
	const {submissions, tool} = summary;
	const spots: Spots = drawn?.spots ?? new Map();
	const parts: readonly (readonly [id: string, label: string, part: Markup | undefined])[] = [
		['since', 'Since', sinceSection(summary)],
		['history', 'Over time', overTime(summary.history)],
		['policies', 'Policies', policiesTable(summary)],
		['rules', 'Rules', rulesTable(summary)],
		['worst', 'Most errors', worstTable(summary, spots)],
		['families', 'Families', familiesSection(summary, spots)],
		['editions', 'Editions', editionsSection(summary, spots)],
		['failed', 'Failed', failedTable(summary, spots)],
		['submissions', 'Submissions', drawn && submissionsPart(drawn.rows)],
	];
	const there = parts.filter(([, , part]) => part !== undefined);
	const body = html`${head(summary, drawn === undefined)}
<div class="layout">
<nav class="contents" aria-label="Contents"><ul>${there.map(([id, label]) => html`<li><a href="#${id}">${label}</a></li>`)}</ul></nav>
<main id="main" tabindex="-1">${there.map(([, , part]) => part)}</main>
</div>
${drawn && (await packed('data', drawn.rows.json()))}`;
	return formatPage({
		title: `${plural(submissions.withErrors, 'submission')} with errors of ${submissions.checked + submissions.failed} – shelfready audit`,
		skip: html`<a class="skip" href="#main">Skip to the tables</a>`,
		body,
		...(drawn === undefined ? {} : {script: indexScript}),
		tool,
	});
}

function head({submissions, findings, edition, today, tool}: Summary, isCut: boolean): Markup {
	const {checked, failed, withErrors, withProblems} = submissions;
	const total = (kind: 'error' | 'warning' | 'note' | 'satisfied' | 'not-assessed', count: number, word: string) =>
		html`<li class="${kind}${count === 0 && ' zero'}">${icon(kind)}<b>${say(count)}</b> ${word}</li>`;
	return html`<header class="head">
<p class="brand">Audit with ${tool.name} ${tool.version}</p>
<h1>${say(checked + failed)} ${checked + failed === 1 ? 'submission' : 'submissions'}</h1>
<dl class="facts"><div><dt>Policies</dt><dd>${edition ?? 'the editions that the submissions name'}</dd></div><div><dt>As of</dt><dd><time datetime="${today}">${today}</time></dd></div></dl>
${isCut && html`<p class="standing bad">${icon('error')}The run was stopped before its end. The same command goes on from there, and draws the reports then.</p>`}
${(failed > 0 || withProblems > 0) && html`<p class="standing bad">${icon('error')}${[...(failed > 0 ? [`${say(failed)} failed: nothing of them was checked`] : []), ...(withProblems > 0 ? [`${say(withProblems)} could not be checked in full`] : [])].join('; ')}.</p>`}
<div class="totals">
<section aria-label="Totals of submissions"><ul>${total('error', withErrors, 'with errors')}${total('satisfied', checked - withErrors, 'without errors')}${total('not-assessed', failed, 'failed')}</ul></section>
<section aria-label="Totals of findings"><ul>${total('error', findings.errors, findings.errors === 1 ? 'error' : 'errors')}${total('warning', findings.warnings, findings.warnings === 1 ? 'warning' : 'warnings')}${total('note', findings.notes, findings.notes === 1 ? 'note' : 'notes')}</ul></section>
</div>
</header>`;
}

function submissionsPart(rows: RowList): Markup {
	const choice = (value: string, label: string) => html`<option value="${value}">${label}</option>`;
	return section(
		'submissions',
		'All submissions',
		html`<p class="lead unscripted">Searching needs the page’s script. Without it, results.ndjson has a line for each submission.</p>
<form id="filters" class="scripted" hidden aria-label="Filter the submissions">
<label class="search">Name<input type="search" name="text" autocomplete="off" spellcheck="false"></label>
<label>State<select name="state">${choice('', 'all')}${choice('errors', 'with errors')}${choice('problems', 'not checked in full')}${choice('failed', 'failed')}${choice('sound', 'without errors')}${choice('clean', 'without errors and warnings')}</select></label>
<label>Rule<select name="rule">${choice('', 'all')}</select></label>
<label>Policy violated or for review<select name="policy">${choice('', 'all')}</select></label>
<label>Order<select name="order">${choice('', 'most errors first')}${choice('policies', 'most policies violated')}${choice('name', 'by name')}</select></label>
<div class="result"><span id="shown" role="status">The rows are unpacked.</span><button type="button" id="clear">Clear filters</button></div>
</form>
<div class="wide scripted" hidden role="region" aria-label="Submissions" tabindex="0"><table class="rows"><caption class="unseen">Submissions</caption><thead><tr><th scope="col">Submission</th><th scope="col">State</th><th scope="col" class="num">Errors</th><th scope="col" class="num">Warnings</th><th scope="col" class="num">Notes</th><th scope="col" class="num">Policies violated</th><th scope="col" class="num">For review</th></tr></thead><tbody id="rows"></tbody></table></div>
<button type="button" id="more" hidden>Show more</button>`,
		rows.left() > 0 &&
			html`<p class="cut">${say(rows.left())} submissions with fewer errors are not listed here, to keep this page small. Their reports are in the folder reports, their lines in results.ndjson.</p>`,
	);
}
