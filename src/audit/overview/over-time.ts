/** The history of runs: small charts, and the same numbers as a table. */

import type {Severity} from '../../contract.ts';
import {badge} from '../../report/html/icons.ts';
import {html, type Markup} from '../../report/html/markup.ts';
import {clip, wide} from '../../report/html/words.ts';
import {severities} from '../../report/words.ts';
import type {RunTotals} from '../history.ts';
import {heads, number, say, section} from './tables.ts';

/** Runs that a chart shows: the latest. */
const mostRuns = 60;

const size = {width: 560, height: 190, left: 48, right: 124, top: 12, bottom: 26};

/** The section; nothing before there are two runs to compare. */
export function overTime(history: readonly RunTotals[] | undefined): Markup | undefined {
	if (history === undefined || history.length < 2) return undefined;
	const runs = history.slice(-mostRuns);
	const left = history.length - runs.length;
	return section(
		'history',
		'Over time',
		html`<div class="charts">${findingsChart(runs)}${submissionsChart(runs)}</div>
${policiesOverTime(runs)}
<details><summary>The same as a table</summary>${wide(
			'Runs',
			html`<table><caption class="unseen">Runs</caption>${heads('Day', 'Version', 'Edition', '#Submissions', '#With errors', '#Failed', '#Errors', '#Warnings', '#Notes')}<tbody>${runs.map(
				({today, version, edition, checked, failed, withErrors, findings}) =>
					html`<tr><th scope="row">${clip(today, 40)}</th><td>${clip(version, 40)}</td><td>${edition ?? 'their own'}</td>${[checked + failed, withErrors, failed, findings.errors, findings.warnings, findings.notes].map(number)}</tr>`,
			)}</tbody></table>`,
		)}</details>`,
		left > 0 && html`<p class="cut">${say(left)} earlier runs are not drawn: summary.json has all of them.</p>`,
	);
}

/** Policies with a line of their own. */
const mostPolicies = 12;

/** The policies that changed most: in how many submissions each was violated. */
function policiesOverTime(runs: readonly RunTotals[]): Markup | undefined {
	const ids = new Set(runs.flatMap(({violated}) => Object.keys(violated)));
	const changes = [...ids].map((id) => {
		const counts = runs.map(({violated}) => violated[id] ?? 0);
		return {id, counts, first: counts[0] ?? 0, last: counts.at(-1) ?? 0};
	});
	const moved = changes.filter(({first, last}) => first !== last).toSorted((a, b) => Math.abs(b.last - b.first) - Math.abs(a.last - a.first));
	if (moved.length === 0) return undefined;
	const rows = moved.slice(0, mostPolicies).map(({id, counts, first, last}) => {
		const top = Math.max(...counts);
		const points = counts.map((count, at) => `${((at / (counts.length - 1)) * 116 + 2).toFixed(1)},${(22 - (count / top) * 20).toFixed(1)}`).join(' ');
		const difference = last > first ? `+${say(last - first)}` : `−${say(first - last)}`;
		return html`<tr><th scope="row"><code>${clip(id, 200)}</code></th><td><svg class="spark" viewBox="0 0 120 24" aria-hidden="true"><polyline class="line ${last > first ? 'worse' : 'better'}" points="${points}"/></svg></td>${number(first)}${number(last)}<td class="num">${difference}</td></tr>`;
	});
	return html`<h3>Policies that moved most</h3>${wide('Policies that moved most', html`<table><caption class="unseen">Submissions that violate a policy, in the first of these runs and now</caption>${heads('Policy', 'Submissions that violate it', '#First', '#Now', '#Difference')}<tbody>${rows}</tbody></table>`)}`;
}

const lines: readonly {readonly kind: Severity; readonly of: 'errors' | 'warnings' | 'notes'}[] = [
	{kind: 'error', of: 'errors'},
	{kind: 'warning', of: 'warnings'},
	{kind: 'note', of: 'notes'},
];

function findingsChart(runs: readonly RunTotals[]): Markup {
	const top = ceilingOf(Math.max(...runs.flatMap(({findings}) => lines.map(({of}) => findings[of]))));
	const x = xOf(runs.length, false);
	const y = (value: number) => size.height - size.bottom - (value / top) * (size.height - size.bottom - size.top);
	const ends = apart(lines.map(({of}) => y(runs.at(-1)?.findings[of] ?? 0)));
	const drawn = lines.map(({kind, of}, index) => {
		const points = runs.map(({findings}, at) => `${x(at).toFixed(1)},${y(findings[of]).toFixed(1)}`).join(' ');
		const last = runs.at(-1)?.findings[of] ?? 0;
		return html`<polyline class="line ${kind}" points="${points}"/><circle class="${kind}" r="3.2" cx="${x(runs.length - 1).toFixed(1)}" cy="${y(last).toFixed(1)}"/><text class="value" x="${size.width - size.right + 10}" y="${((ends[index] ?? 0) + 4).toFixed(1)}">${say(last)} ${of}</text>`;
	});
	return chart('Findings', `Errors, warnings and notes of ${runs.length} runs`, html`${axes(runs, top, y, x)}${drawn}`, severities);
}

const partWords = {error: 'with errors', 'not-assessed': 'failed', satisfied: 'without errors'} as const;

function submissionsChart(runs: readonly RunTotals[]): Markup {
	const parts = runs.map(
		({checked, failed, withErrors}) =>
			[
				{kind: 'error', count: withErrors},
				{kind: 'not-assessed', count: failed},
				{kind: 'satisfied', count: checked - withErrors},
			] as const,
	);
	const top = ceilingOf(Math.max(...parts.map((own) => own.reduce((sum, {count}) => sum + count, 0))));
	const x = xOf(runs.length, true);
	const y = (value: number) => size.height - size.bottom - (value / top) * (size.height - size.bottom - size.top);
	const width = Math.min(34, ((size.width - size.left - size.right) / runs.length) * 0.7);
	const drawn = parts.map((own, at) => {
		let below = 0;
		return own.map(({kind, count}) => {
			const [high, low] = [y(below + count), y(below)];
			below += count;
			return (
				count > 0 &&
				html`<rect class="${kind}" x="${(x(at) - width / 2).toFixed(1)}" y="${high.toFixed(1)}" width="${width.toFixed(1)}" height="${(low - high).toFixed(1)}"/>`
			);
		});
	});
	const last = parts.at(-1) ?? [];
	const label = last.toReversed().map(({kind, count}, index) => {
		const [left, base] = [size.width - size.right + 6, size.top + 12 + index * 16];
		return html`<rect class="${kind}" x="${left}" y="${base - 8}" width="9" height="9"/><text class="value" x="${left + 14}" y="${base}">${say(count)} ${partWords[kind]}</text>`;
	});
	return chart(
		'Submissions',
		`Submissions with errors, failed and without errors of ${runs.length} runs`,
		html`${axes(runs, top, y, x)}<g class="bars">${drawn}${label}</g>`,
	);
}

function chart(title: string, told: string, drawn: Markup, legend: readonly Severity[] = []): Markup {
	return html`<figure><figcaption>${title} ${legend.map((severity) => html`${badge(severity)} `)}</figcaption><svg class="chart" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${told}">${drawn}</svg></figure>`;
}

function axes(runs: readonly RunTotals[], top: number, y: (value: number) => number, x: (index: number) => number): Markup {
	const right = size.width - size.right;
	const marks = [0, top / 2, top].map(
		(value) =>
			html`<path class="axis" d="M${size.left} ${y(value).toFixed(1)}H${right}"/><text x="${size.left - 6}" y="${(y(value) + 4).toFixed(1)}" text-anchor="end">${say(value)}</text>`,
	);
	// As many days as have room.
	const step = Math.max(1, Math.ceil(runs.length / 4));
	const days = runs.map(
		({today}, index) =>
			(runs.length - 1 - index) % step === 0 && html`<text x="${x(index).toFixed(1)}" y="${size.height - 8}" text-anchor="middle">${clip(today, 12)}</text>`,
	);
	return html`${marks}${days}`;
}

/** The middle of each run's place. Bars keep half a place from either end. */
function xOf(count: number, isBars: boolean): (index: number) => number {
	const width = size.width - size.left - size.right;
	if (isBars) return (index) => size.left + ((index + 0.5) / count) * width;
	return (index) => size.left + (count === 1 ? 0.5 : index / (count - 1)) * width;
}

/** The next round number that halves well. */
function ceilingOf(value: number): number {
	if (value <= 2) return 2;
	const power = 10 ** Math.floor(Math.log10(value));
	return [1, 2, 4, 6, 8, 10].map((step) => step * power).find((step) => step >= value && step % 2 === 0) ?? 10 * power;
}

/** Heights of labels, pushed apart so that none covers another. */
function apart(heights: readonly number[]): readonly number[] {
	const order = heights.map((_, index) => index).toSorted((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0));
	const placed = [...heights];
	let last = Number.NEGATIVE_INFINITY;
	for (const index of order) {
		last = Math.max(heights[index] ?? 0, last + 14);
		placed[index] = last;
	}
	return placed;
}
