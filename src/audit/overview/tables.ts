/** The tables of the overview: policies by verdict, rules, the worst submissions, those that failed. */

import {policies as catalogue} from '../../policies/policies.ts';
import {badge} from '../../report/html/icons.ts';
import {html, type Markup} from '../../report/html/markup.ts';
import {clip, head, path, wide} from '../../report/html/words.ts';
import {severities, verdicts} from '../../report/words.ts';
import type {Summary} from '../tally.ts';
import {addressOf, type Spot} from './report-pages.ts';
import {shownName} from './texts.ts';

/** Where the reports of submissions are, as far as they are known. */
export type Spots = ReadonlyMap<string, Spot>;

/** Rows that stand open; the others are folded. */
const open = {rules: 25, worst: 20, failed: 20};
/** Rules that are listed: submissions may bring their own. */
const mostRules = 1_000;

/** A number as people read it. */
export function say(count: number): string {
	return count.toLocaleString('en');
}

/** A submission's name, as a link to its report where there is one. */
export function submissionLink(submission: string, spots: Spots): Markup {
	const spot = spots.get(submission);
	const name = shownName(submission);
	return spot === undefined ? html`${name}` : html`<a href="${addressOf(spot)}">${name}</a>`;
}

/** A section with a heading. */
export function section(id: string, title: string, ...parts: readonly (Markup | false | undefined)[]): Markup {
	return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
${parts}</section>`;
}

/** A head cell. */
export function heads(...names: readonly string[]): Markup {
	return html`<thead><tr>${names.map((name) => (name.startsWith('#') ? html`<th scope="col" class="num">${name.slice(1)}</th>` : html`<th scope="col">${name}</th>`))}</tr></thead>`;
}

/** A cell with a number. */
export function number(count: number): Markup {
	return html`<td class="${count === 0 ? 'num zero' : 'num'}">${say(count)}</td>`;
}

/** A bar of parts, each with its share of the whole. What it shows stands in numbers beside it. */
function bar(parts: readonly {readonly kind: string; readonly count: number}[], whole: number): Markup {
	let at = 0;
	const rects = parts.map(({kind, count}) => {
		const width = whole === 0 ? 0 : (count / whole) * 100;
		const rect = width > 0 && html`<rect class="${kind}" x="${at.toFixed(2)}" width="${width.toFixed(2)}" height="12"/>`;
		at += width;
		return rect;
	});
	return html`<svg class="bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">${rects}</svg>`;
}

/** Policies, the most violated first, with what they ask. */
export function policiesTable({policies, edition}: Summary): Markup {
	const asks = new Map(
		catalogue.map(({id, editions}) => [
			id as string,
			(edition === undefined ? undefined : editions[edition].asks) ?? editions['ami-2025'].asks ?? editions['ami-2020'].asks,
		]),
	);
	const sorted = policies.toSorted((a, b) => b.verdicts.violated - a.verdicts.violated || b.verdicts.review - a.verdicts.review);
	const rows = sorted.map(({id, verdicts: counts}) => {
		const whole = verdicts.reduce((sum, verdict) => sum + counts[verdict], 0);
		const told = asks.get(id);
		return html`<tr><th scope="row"><code${(counts.violated > 0 || counts.review > 0) && html` data-filter="policy"`}>${id}</code>${told !== undefined && html`<span class="asks">${head(told, 180)}</span>`}</th><td>${bar(
			verdicts.map((verdict) => ({kind: verdict, count: counts[verdict]})),
			whole,
		)}</td>${verdicts.map((verdict) => number(counts[verdict]))}</tr>`;
	});
	const table = (own: readonly Markup[], caption: string) =>
		wide(
			caption,
			html`<table><caption class="unseen">${caption}</caption><thead><tr><th scope="col">Policy</th><th scope="col">Share</th>${verdicts.map((verdict) => html`<th scope="col" class="num">${badge(verdict)}</th>`)}</tr></thead><tbody>${own}</tbody></table>`,
		);
	const isOpen = ({verdicts: counts}: (typeof sorted)[number]) => counts.violated + counts.review > 0;
	const first = sorted.filter(isOpen).length;
	const rest = rows.slice(first);
	return section(
		'policies',
		'By policy',
		first === 0
			? html`<p class="lead">No submission violates a policy.</p>`
			: table(rows.slice(0, first), 'Submissions by verdict, the most violated policy first'),
		rest.length > 0 &&
			html`<details><summary>${rest.length} ${first === 0 ? '' : 'more '}that nothing violates</summary>${table(rest, 'Policies that no submission violates')}</details>`,
	);
}

/** Rules, the gravest and most frequent first. */
export function rulesTable({rules, submissions}: Summary): Markup | undefined {
	if (rules.length === 0) return undefined;
	const sorted = rules.toSorted(
		(a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || b.submissions - a.submissions || b.findings - a.findings,
	);
	const rows = sorted
		.slice(0, mostRules)
		.map(
			({rule, severity, findings, submissions: own}) =>
				html`<tr><th scope="row"><code data-filter="rule">${clip(rule, 200)}</code></th><td>${badge(severity)}</td><td>${bar([{kind: severity, count: own}], submissions.checked)}</td>${number(own)}${number(findings)}</tr>`,
		);
	return section(
		'rules',
		'By rule',
		...folded('Rules by severity', 'rule', ['Rule', 'Gravest', 'Share of submissions', '#Submissions', '#Findings'], rows, open.rules),
		sorted.length > mostRules && html`<p class="cut">${say(sorted.length - mostRules)} more rules: summary.json has all of them.</p>`,
	);
}

/** The submissions with most errors. */
export function worstTable({worst}: Summary, spots: Spots): Markup | undefined {
	const bad = worst.filter(({errors, warnings}) => errors + warnings > 0);
	if (bad.length === 0) return undefined;
	const most = Math.max(...bad.map(({errors, warnings, notes}) => errors + warnings + notes));
	const rows = bad.map(
		({submission, errors, warnings, notes}) =>
			html`<tr><th scope="row" class="why">${submissionLink(submission, spots)}</th><td>${bar(
				[
					{kind: 'error', count: errors},
					{kind: 'warning', count: warnings},
					{kind: 'note', count: notes},
				],
				most,
			)}</td>${number(errors)}${number(warnings)}${number(notes)}</tr>`,
	);
	return section(
		'worst',
		'Most errors',
		...folded('Submissions with most errors', 'submission', ['Submission', 'Findings', '#Errors', '#Warnings', '#Notes'], rows, open.worst),
	);
}

/** Those that could not be checked, and why. */
export function failedTable({failed, submissions}: Summary, spots: Spots): Markup | undefined {
	if (failed.length === 0) return undefined;
	const rows = failed.map(
		({submission, error}) => html`<tr><th scope="row" class="why">${submissionLink(submission, spots)}</th><td class="why">${path(clip(error, 300))}</td></tr>`,
	);
	const left = submissions.failed - failed.length;
	return section(
		'failed',
		'Failed',
		html`<p class="lead">Of these nothing was checked. They are not tried again until their lines are taken out of results.ndjson.</p>`,
		...folded('Submissions that failed', 'submission', ['Submission', 'Why'], rows, open.failed),
		left > 0 && html`<p class="cut">${say(left)} more failed: results.ndjson has all of them.</p>`,
	);
}

/** A table whose first rows stand open. `label` is its own among those of the page. */
export function folded(label: string, noun: string, names: readonly string[], rows: readonly Markup[], first: number): readonly Markup[] {
	const table = (own: readonly Markup[], caption: string) =>
		wide(caption, html`<table><caption class="unseen">${caption}</caption>${heads(...names)}<tbody>${own}</tbody></table>`);
	const many = noun.replace(/y$/, 'ie').concat('s');
	// One or two rows are not worth a fold.
	const at = rows.length <= first + 2 ? rows.length : first;
	const rest = rows.slice(at);
	return [
		table(rows.slice(0, at), label),
		...(rest.length === 0
			? []
			: [html`<details><summary>${`${rest.length} more ${rest.length === 1 ? noun : many}`}</summary>${table(rest, `${label}, continued`)}</details>`]),
	];
}
