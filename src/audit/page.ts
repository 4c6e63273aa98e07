/** `index.html`: the summary as one small page without scripts. */

import {html, type Markup, markupText, verbatim} from '../report/html/markup.ts';
import type {Summary} from './tally.ts';

const style =
	'body{font:1rem/1.5 system-ui,sans-serif;margin:2rem;max-width:70rem}table{border-collapse:collapse;margin:1rem 0}th,td{border-bottom:1px solid #8888;padding:.2rem .8rem;text-align:left}td.n{text-align:right}';

/** The page. */
export function formatPage({submissions, findings, policies, rules, worst, failed, today, edition, tool}: Summary): string {
	const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>shelfready audit</title>
<style>${verbatim(style)}</style>
</head>
<body>
<h1>Audit of ${submissions.checked + submissions.failed} submissions</h1>
<p>${submissions.checked} checked, ${submissions.withErrors} of them with errors, ${submissions.withProblems} not in full; ${submissions.failed} failed. ${findings.errors} errors, ${findings.warnings} warnings, ${findings.notes} notes. ${tool.name} ${tool.version}, ${edition ?? 'editions as the submissions say'}, as of ${today}.</p>
${table(
	'Policies',
	['policy', 'violated', 'review', 'satisfied', 'not assessed'],
	policies.map(({id, verdicts}) => [id, verdicts.violated, verdicts.review, verdicts.satisfied, verdicts['not-assessed']]),
)}
${table(
	'Rules',
	['rule', 'severity', 'findings', 'submissions'],
	rules.map((rule) => [rule.rule, rule.severity, rule.findings, rule.submissions]),
)}
${table(
	'Most errors',
	['submission', 'errors', 'warnings', 'notes'],
	worst.map(({submission, errors, warnings, notes}) => [submission, errors, warnings, notes]),
)}
${table(
	'Failed',
	['submission', 'reason'],
	failed.map(({submission, error}) => [submission, error]),
)}
</body>
</html>
`;
	return markupText(page);
}

function table(title: string, heads: readonly string[], rows: readonly (readonly (string | number)[])[]): Markup {
	if (rows.length === 0) return html``;
	return html`<h2>${title}</h2>
<table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map(
		(row) => html`<tr>${row.map((cell) => (typeof cell === 'number' ? html`<td class="n">${cell}</td>` : html`<td>${cell}</td>`))}</tr>
`,
	)}</tbody></table>`;
}
