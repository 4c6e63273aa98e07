/** The 44 policies by group: verdict, why, which evidence is missing, and the findings behind it. */

import type {Severity} from '../../contract.ts';
import type {Finding, PolicyVerdict, Verdict} from '../../outcome.ts';
import {grouped} from '../grouped.ts';
import {plural} from '../words.ts';
import {badge, icon, verdictWords} from './icons.ts';
import {html, type Markup} from './markup.ts';
import type {View} from './view.ts';
import {capital, clip, head} from './words.ts';

/** Links from one policy to its findings. */
const mostLinks = 10;

const verdicts = ['violated', 'review', 'satisfied', 'not-assessed'] as const satisfies readonly Verdict[];

const severities = ['error', 'warning', 'note'] as const satisfies readonly Severity[];

/** The part of the page. Links lead to the findings that are printed. */
export function scoreboard(view: View, printed: ReadonlySet<Finding>): Markup {
	const {policies, edition} = view.outcome;
	const groups = [...grouped(policies, ({id}) => view.policies.get(id)?.group ?? '')];
	return html`<section id="policies" aria-labelledby="policies-title">
<h2 id="policies-title">Policies</h2>
<p class="lead">The ${policies.length} policies for AMI products, as ${edition} words them. “Satisfied” is said only where evidence shows it; without evidence a policy is “not assessed”.</p>
<table class="overview"><caption>Verdicts by policy group</caption><thead><tr><th scope="col">Group</th>${verdicts.map((verdict) => html`<th scope="col">${badge(verdict)}</th>`)}</tr></thead>
<tbody>${groups.map(([group, lines]) => html`<tr><th scope="row"><a href="#group-${idOf(group)}">${group}</a></th>${verdicts.map((verdict) => cell(lines, verdict))}</tr>`)}
<tr class="sum"><th scope="row">All</th>${verdicts.map((verdict) => cell(policies, verdict))}</tr></tbody></table>
${groups.map(([group, lines]) => groupTable(group, lines, view, printed))}
</section>`;
}

/** A group's name as part of an id. */
export function idOf(group: string): string {
	return group.toLowerCase().replace(/[^a-z]+/g, '-');
}

function cell(lines: readonly PolicyVerdict[], verdict: Verdict): Markup {
	const count = lines.filter((line) => line.verdict === verdict).length;
	return count === 0 ? html`<td class="zero">0</td>` : html`<td class="${verdict}">${icon(verdict)}${count}</td>`;
}

function groupTable(group: string, lines: readonly PolicyVerdict[], view: View, printed: ReadonlySet<Finding>): Markup {
	const counts = verdictCounts(lines).filter(({count}) => count > 0);
	const isOpen = lines.some(({verdict}) => verdict === 'violated' || verdict === 'review');
	return html`<details class="group" id="group-${idOf(group)}"${isOpen && html` open`}>
<summary><h3>${group}</h3> ${counts.map(({verdict, word, count}) => html`<span class="count ${verdict}">${icon(verdict)}${count} ${word}</span>`)}</summary>
<table class="policies"><caption class="unseen">Policies of the group ${group}</caption><thead><tr><th scope="col">Verdict</th><th scope="col">Policy</th><th scope="col">Why</th></tr></thead>
<tbody>${lines.map((line) => row(line, view, printed))}</tbody></table></details>`;
}

function row({id, verdict, reason, wanting, findings}: PolicyVerdict, view: View, printed: ReadonlySet<Finding>): Markup {
	const {edition} = view.outcome;
	const asks = view.policies.get(id)?.editions[edition].asks ?? `${edition} does not ask for this.`;
	const said = wanting !== undefined && reason.endsWith(wanting) ? reason.slice(0, -wanting.length).replace(/;\s*$/, '') : reason;
	return html`<tr id="p-${id}" class="${verdict}"><td>${badge(verdict)}</td><th scope="row"><code>${id}</code><span class="asks">${asks}</span></th><td>
${said !== '' && html`<p>${capital(clip(said, 600))}</p>`}
${wanting !== undefined && html`<p class="missing"><b>Missing evidence:</b> ${clip(wanting.replace(/^needs /, ''), 900)}</p>`}
${links(findings, view, printed)}</td></tr>`;
}

function links(indexes: readonly number[], view: View, printed: ReadonlySet<Finding>): Markup | undefined {
	const found = indexes.flatMap((index) => view.outcome.findings[index] ?? []);
	const findings = severities.flatMap((severity) => found.filter((finding) => finding.severity === severity));
	if (findings.length === 0) return undefined;
	const linked = findings.filter((finding) => printed.has(finding)).slice(0, mostLinks);
	const left = findings.length - linked.length;
	return html`<ul class="links">${linked.map((finding) => html`<li class="${finding.severity}">${icon(finding.severity)}<a href="#${view.anchorOf(finding)}"><span class="unseen">${finding.severity}: </span>${head(nameOf(finding), 50)}</a></li>`)}${left > 0 && html`<li>and ${plural(left, 'more finding')}</li>`}</ul>`;
}

function nameOf({rule, subject, place: {logicalId}}: Finding): string {
	const about = subject === '' ? (logicalId ?? '') : subject;
	const [, name = rule] = rule.split('/');
	return about === '' ? name : `${name}: ${about}`;
}

/** How many policies have a verdict. */
export function verdictCounts(policies: readonly PolicyVerdict[]): readonly {readonly verdict: Verdict; readonly word: string; readonly count: number}[] {
	return verdicts.map((verdict) => ({verdict, word: verdictWords[verdict], count: policies.filter((line) => line.verdict === verdict).length}));
}
