/** The report as Markdown for a comment on a pull request: totals, findings folded by file, problems, the policies as a table. */

import {positionAt} from '../locate.ts';
import type {Finding, Outcome} from '../outcome.ts';
import type {ReportContext} from './context.ts';
import {grouped} from './grouped.ts';
import {codeBlock, escaped, table, uncalled} from './markdown.ts';
import {painter} from './text/flow.ts';
import {frame} from './text/frame.ts';
import {type LinesOf, linesIn} from './text/lines.ts';
import {flat} from './text/visible.ts';
import {whereIn} from './where.ts';
import {graverUnderOther, plural, severities, totalsOf, verdicts, verdictsOf} from './words.ts';
import {xmlText} from './xml.ts';

/** Stands first, so that a bot finds its comment again and replaces it. */
export const marker = '<!-- shelfready -->';

/** Characters. GitHub takes comments of 65,536. */
const longest = 60_000;
/** Columns of a code frame. */
const width = 100;
const mostProblems = 20;
/** Characters of a reason in the table. */
const longestReason = 240;

/** Formats the outcome of a run. Ends with a newline and has at most 60,000 characters. */
export function formatComment(outcome: Outcome, context: ReportContext): string {
	const {findings, edition, today} = outcome;
	const whereIs = whereIn(outcome, context.repository);
	const nameOf = (file: string) => {
		const {path, inside} = whereIs(file);
		return file === '' ? 'The submission as a whole' : path === undefined || inside !== undefined ? file : path;
	};
	const before = [head(outcome, context), ...asides(outcome)];
	const after = [
		...problems(outcome, nameOf, linesIn(outcome.artifacts)),
		policyTable(outcome),
		`<sub>${context.tool.name} ${context.tool.version}, ${plural(context.validators.length, 'rule')}, ${edition}, as of ${today}</sub>`,
	];
	const room = longest - [...before, ...after].reduce((sum, block) => sum + block.length + 2, 1_000);
	const {files, left} = fitting(findings, nameOf, linesIn(outcome.artifacts), room);
	const cut =
		left.length === 0
			? []
			: [
					`_${plural(left.length, 'more finding')} (${totalsOf(left)}) would make this comment too long. All are in the other reports, the text report for one._`,
				];
	return `${[...before, ...files, ...cut, ...after].join('\n\n')}\n`;
}

function head(outcome: Outcome, {repository}: ReportContext): string {
	const {findings, policies, edition} = outcome;
	const of = repository === undefined || repository.base === '' ? '' : ` in ${code(repository.base)}`;
	return [
		marker,
		`## shelfready: ${findings.length === 0 ? `no ${outcome.known.length === 0 ? '' : 'new '}findings` : totalsOf(findings)}${of}`,
		'',
		`Policies (${edition}): ${verdictsOf(policies)}.`,
	].join('\n');
}

/** A line for each of what is not shown in full. */
function asides({findings, waived, waivers, baseline = 'the baseline', known, gone}: Outcome): readonly string[] {
	const graver = graverUnderOther(findings);
	const idle = waivers.filter(({state}) => state !== 'used');
	return [
		...(graver === undefined ? [] : [`${escaped(graver)}.`]),
		...(known.length === 0 ? [] : [`Known from ${code(clipped(baseline))}: ${plural(known.length, 'finding')}, which AWS would see all the same.`]),
		...(gone.length === 0 ? [] : [`Gone since ${code(clipped(baseline))}: ${plural(gone.length, 'finding')}.`]),
		...(waived.length === 0 ? [] : [`Waived: ${plural(waived.length, 'finding')}.`]),
		...(idle.length === 0
			? []
			: [
					`Idle waivers: ${idle
						.slice(0, mostProblems)
						.map(({waiver: {rule}, state}) => `${code(clipped(rule))} (${state})`)
						.join(', ')}${idle.length > mostProblems ? ` and ${idle.length - mostProblems} more` : ''}.`,
				]),
	];
}

/** The findings that fit, folded by file in the order of the report; the worst are taken in first. */
function fitting(findings: readonly Finding[], nameOf: (file: string) => string, linesOf: LinesOf, room: number) {
	const byFile = grouped(findings, ({place}) => place.file);
	const fold = (file: string, blocks: readonly string[]) => {
		const name = file === '' ? xmlText(nameOf(file)) : `<code>${uncalled(xmlText(flat(nameOf(file))))}</code>`;
		return [`<details>\n<summary>${name}: ${totalsOf(byFile.get(file) ?? [])}</summary>`, ...blocks, '</details>'].join('\n\n');
	};
	const taken = new Map<string, Map<Finding, string>>();
	let used = 0;
	for (const severity of severities)
		for (const finding of findings) {
			if (finding.severity !== severity) continue;
			// No finding is as short as this.
			if (room - used < 150) break;
			const {file} = finding.place;
			const block = formatFinding(finding, linesOf);
			const cost = block.length + 2 + (taken.has(file) ? 0 : fold(file, []).length + 2);
			if (used + cost > room) continue;
			used += cost;
			taken.set(file, (taken.get(file) ?? new Map()).set(finding, block));
		}
	const files = [...byFile].flatMap(([file, own]) => {
		const blocks = taken.get(file);
		return blocks === undefined
			? []
			: [
					fold(
						file,
						own.flatMap((finding) => blocks.get(finding) ?? []),
					),
				];
	});
	return {files, left: findings.filter((finding) => taken.get(finding.place.file)?.has(finding) !== true)};
}

function formatFinding({severity, message, rule, help, source, place, start, end}: Finding, linesOf: LinesOf): string {
	// Lines of a PDF are lines of what was taken out of it.
	const at = place.page !== undefined ? `page ${place.page}` : start !== undefined ? `line ${start.line}` : escaped(place.logicalId ?? '');
	const lines = linesOf(place.file);
	const framed =
		lines === undefined || start === undefined || end === undefined
			? []
			: [codeBlock('', frame(lines, start, end, {width, indent: 0, paint: painter(false), style: severity}).join('\n'))];
	const link = /^https:\/\/[^\s<>()]+$/.test(source) ? `[Source](${source})` : escaped(source);
	return [`**${severity}** ${at === '' ? '' : `${at}: `}${escaped(message)} ${code(rule)}`, ...framed, `${help === '' ? '' : `${escaped(help)} `}${link}`].join(
		'\n\n',
	);
}

function problems({problems: all}: Outcome, nameOf: (file: string) => string, linesOf: LinesOf): readonly string[] {
	if (all.length === 0) return [];
	const items = all.slice(0, mostProblems).map(({file, message, place}) => {
		const starts = linesOf(file)?.starts;
		const line = starts === undefined || place?.range === undefined ? '' : `, line ${positionAt(starts, place.range[0]).line}`;
		return `- ${code(clipped(nameOf(file)))}${line}: ${escaped(clipped(message))}`;
	});
	const more = all.length > mostProblems ? [`- and ${all.length - mostProblems} more`] : [];
	return [['### Not checked in full', '', ...items, ...more].join('\n')];
}

function policyTable({policies}: Outcome): string {
	const rows = verdicts.flatMap((verdict) =>
		policies.filter((policy) => policy.verdict === verdict).map(({id, reason}) => [verdict, code(id), escaped(clipped(reason))]),
	);
	return `<details>\n<summary>Policies</summary>\n\n${table(['verdict', 'policy', 'why'], rows)}\n\n</details>`;
}

function clipped(text: string): string {
	// What is made visible grows by that.
	const shown = flat(text);
	return shown.length <= longestReason ? shown : `${shown.slice(0, longestReason - 1)}…`;
}

/** A span of code: nothing in it is Markdown, a mention or HTML. */
function code(text: string): string {
	const shown = flat(text);
	const fence = '`'.repeat(1 + Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length)));
	return fence.length === 1 ? `\`${shown}\`` : `${fence} ${shown} ${fence}`;
}
