/** All findings by file, with the filters. Errors are the last to be shortened or left out where there are too many. */

import type {Severity} from '../../contract.ts';
import type {Finding} from '../../outcome.ts';
import {grouped} from '../grouped.ts';
import {plural} from '../words.ts';
import {bounded, bytesOf} from './bounded.ts';
import {briefFinding, type FindingContext, fullFinding} from './finding.ts';
import {badge} from './icons.ts';
import {html, type Markup} from './markup.ts';
import type {Passage} from './passages.ts';
import {countsOf, type View} from './view.ts';
import {clip, fileName, path} from './words.ts';

/** Bytes for findings in full, and for those in one line. */
const budget = {full: 560_000, brief: 380_000};

/** Options of a filter; a submission of thousands of files is searched by text. */
const mostOptions = 300;

/** The part of the page, and the findings that stand in it: only these can be linked to. */
export type FindingsPart = {readonly section: Markup; readonly printed: ReadonlySet<Finding>};

/** Renders the findings. */
export function findingsPart(view: View, passages: ReadonlyMap<string, readonly Passage[]>): FindingsPart {
	const {findings} = view.outcome;
	const byFile = grouped(findings, ({place}) => place.file);
	const files = new Map([...byFile.keys()].map((file, index) => [file, index]));
	const headings = new Map([...byFile].map(([file, own]) => [file, headingOf(file, own.length, files.get(file) ?? 0)]));
	const rendered = renderedWithin(findings, {view, files, passages}, headings);
	const printed = new Set(rendered.keys());
	const left = findings.length - printed.size;
	const sections = [...byFile].map(([file, own]) => fileSection(own, rendered, headings.get(file), files.get(file) ?? 0));
	const section = html`<section id="findings" aria-labelledby="findings-title">
<h2 id="findings-title">Findings</h2>
${findings.length === 0 ? html`<p>${view.outcome.problems.length === 0 ? 'No rule found a fault in what was read.' : 'No rule found a fault in what could be read; not all could.'} That settles the policies alone that are “satisfied”: see the <a href="#policies">policies</a>.</p>` : filters(view, byFile, left)}
${left > 0 && html`<p class="cut">${plural(left, 'finding')} of ${findings.length} ${left === 1 ? 'is' : 'are'} not printed, to keep this page small: <code>--format json</code> has all of them. ${leftBySeverity(findings, printed)}</p>`}
${sections}
<p id="none" hidden>No finding matches the filters.</p>
</section>`;
	return {section, printed};
}

/** Errors first: each gets its full form while there is room, then a line, then nothing. */
function renderedWithin(findings: readonly Finding[], context: FindingContext, headings: ReadonlyMap<string, Markup>): ReadonlyMap<Finding, Markup> {
	const rendered = new Map<Finding, Markup>();
	const headed = new Set<string>();
	/** Bytes of a finding, with those of its file's heading where it brings that along. */
	const cost = ({place: {file}}: Finding, markup: Markup) => {
		const heading = headed.has(file) ? undefined : headings.get(file);
		return bytesOf(markup) + (heading === undefined ? 0 : bytesOf(heading));
	};
	let [full, brief] = [context.view.room(budget.full), context.view.room(budget.brief)];
	for (const severity of ['error', 'warning', 'note'] as const) {
		for (const finding of findings) {
			if (finding.severity !== severity) continue;
			const whole = full > 0 ? fullFinding(finding, context) : undefined;
			if (whole !== undefined && cost(finding, whole) <= full) {
				full -= cost(finding, whole);
				rendered.set(finding, whole);
				headed.add(finding.place.file);
				continue;
			}
			// What follows is not to be longer than what comes first.
			full = 0;
			const short = brief > 0 ? briefFinding(finding, context) : undefined;
			if (short === undefined || cost(finding, short) > brief) {
				brief = 0;
				continue;
			}
			brief -= cost(finding, short);
			rendered.set(finding, short);
			headed.add(finding.place.file);
		}
	}
	return rendered;
}

function leftBySeverity(findings: readonly Finding[], printed: ReadonlySet<Finding>): string {
	const counts = countsOf(findings.filter((finding) => !printed.has(finding)));
	return `Left out: ${plural(counts.error, 'error')}, ${plural(counts.warning, 'warning')}, ${plural(counts.note, 'note')}.`;
}

function headingOf(file: string, count: number, index: number): Markup {
	const findings = plural(count, 'finding');
	return html`<h3 id="file-${index}-title"><span class="name">${path(fileName(file))}</span> <small data-count="${findings}">${findings}</small></h3>`;
}

function fileSection(findings: readonly Finding[], rendered: ReadonlyMap<Finding, Markup>, heading: Markup | undefined, index: number): Markup | undefined {
	const shown = findings.flatMap((finding) => rendered.get(finding) ?? []);
	const left = findings.length - shown.length;
	if (shown.length === 0) return undefined;
	return html`<section class="file" id="file-${index}" aria-labelledby="file-${index}-title">
${heading}
${shown}
${left > 0 && html`<p class="cut">${plural(left, 'finding')} of this file ${left === 1 ? 'is' : 'are'} not printed.</p>`}
</section>`;
}

/** Hidden until the script that makes them work shows them. */
function filters(view: View, byFile: ReadonlyMap<string, readonly Finding[]>, left: number): Markup {
	const {findings} = view.outcome;
	const counts = countsOf(findings);
	const severities: readonly Severity[] = ['error', 'warning', 'note'];
	const groups = [...grouped(findings, ({policy}) => view.policies.get(policy)?.group ?? '').keys()];
	const rules = [...new Set(findings.map(({rule}) => clip(rule, 120)))].toSorted();
	return html`<form id="filters" hidden aria-label="Filter the findings">
<fieldset><legend>Severity</legend>${severities.map((severity) => html`<label class="check"><input type="checkbox" name="severity" value="${severity}">${badge(severity)} <span data-of="${severity}">${counts[severity]}</span></label>`)}</fieldset>
${choice(
	view,
	'group',
	'Policy group',
	groups.map((group) => [group, group]),
)}
${choice(
	view,
	'file',
	'File',
	[...byFile.keys()].map((file, index) => [String(index), clip(fileName(file), 120)]),
)}
${choice(
	view,
	'rule',
	'Rule',
	rules.map((rule) => [rule, rule]),
)}
<label class="search">Text<input type="search" name="text" autocomplete="off" spellcheck="false"></label>
<div class="result"><p id="shown" role="status" aria-live="polite" data-left="${left}">${plural(findings.length, 'finding')}</p>
<button type="button" id="clear">Clear filters</button></div>
</form>`;
}

function choice(view: View, name: string, label: string, options: readonly (readonly [value: string, label: string])[]): Markup {
	const {shown, left} = bounded(
		options,
		{bytes: view.room(30_000), most: mostOptions},
		([value, text]) => html`<option value="${value}" data-label="${text}">${text}</option>`,
	);
	return html`<label>${label}<select name="${name}"><option value="">All</option>${shown}${left > 0 && html`<option disabled>${left} more: search by text</option>`}</select></label>`;
}
