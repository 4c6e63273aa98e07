/** The report for people: findings by file with code frames, waivers, problems, the scoreboard, totals. Pure: it returns the text. */

import {positionAt} from '../locate.ts';
import type {Finding, Outcome} from '../outcome.ts';
import {formatFinding, nothingSaid} from './text/finding.ts';
import {flow, type Paint, type Piece, painter} from './text/flow.ts';
import {type LinesOf, linesIn} from './text/lines.ts';
import {formatScoreboard} from './text/scoreboard.ts';
import {visible} from './text/visible.ts';
import {graverUnderOther, plural, some} from './words.ts';

export type TextOptions = {
	/** Columns of the terminal; at least 20 are used. */
	readonly width: number;
	readonly color: boolean;
	/** Only errors, problems and totals. */
	readonly quiet: boolean;
	/** How many rules the run was made with. */
	readonly rules: number;
};

/** Formats the outcome of a run. Ends with a newline. */
export function formatText(outcome: Outcome, {width: wanted, color, quiet, rules}: TextOptions): string {
	const width = Math.max(20, wanted);
	const paint = painter(color);
	const say = (first: number, rest: number, ...pieces: readonly Piece[]) => flow(pieces, {width, first, rest, paint});
	const linesOf = linesIn(outcome.artifacts);
	// With nothing read, 44 policies without evidence would bury the one line that helps.
	const isBare = outcome.artifacts.every(({kind}) => kind === 'unknown' || kind === 'script') && outcome.findings.length === 0;
	const blocks = [
		...formatFindings(quiet ? outcome.findings.filter(({severity}) => severity === 'error') : outcome.findings, linesOf, width, paint),
		...(quiet ? [] : [formatWaivers(outcome, linesOf, say, paint)]),
		formatProblems(outcome, linesOf, say, paint),
		...(quiet || isBare ? [] : [formatIdleRules(outcome, rules, say), formatScoreboard(outcome, width, paint)]),
		formatTotals(outcome, {rules, quiet, isBare}, say),
	];
	return `${blocks
		.filter((block) => block.length > 0)
		.map((block) => block.join('\n'))
		.join('\n\n')}\n`;
}

type Say = (first: number, rest: number, ...pieces: readonly Piece[]) => readonly string[];

/** One block a file for its heading and first finding, and one for each further finding. */
function formatFindings(findings: readonly Finding[], linesOf: LinesOf, width: number, paint: Paint): readonly (readonly string[])[] {
	let said = nothingSaid();
	return findings.map((finding) => {
		const {file} = finding.place;
		const isFirst = said.previous?.place.file !== file;
		if (isFirst) said = nothingSaid();
		const body = formatFinding(finding, {lines: linesOf(file), width, paint, said});
		return isFirst ? [paint('strong', file === '' ? 'The submission as a whole' : visible(file)), '', ...body] : body;
	});
}

/** How much was waived, and the waivers that no longer do what they were written for. */
function formatWaivers({waived, waivers, notAssessed}: Outcome, linesOf: LinesOf, say: Say, paint: Paint): readonly string[] {
	const lines: string[] = [];
	const idle = new Set(notAssessed.map(({rule}) => rule));
	const seen = new Map<string, number>();
	for (const {rule, waiver} of waived) {
		const line = `${rule}: ${waiver.reason}${waiver.until === undefined ? '' : ` (until ${waiver.until})`}`;
		seen.set(line, (seen.get(line) ?? 0) + 1);
	}
	for (const [line, count] of seen) lines.push(...say(2, 4, {text: `${count} ×`, style: 'faint'}, {text: line}));
	for (const {waiver, state, findings} of waivers) {
		if (state === 'used') continue;
		const starts = waiver.within === undefined || waiver.place.range === undefined ? undefined : linesOf(waiver.place.file)?.starts;
		const at = starts === undefined ? '' : ` at ${waiver.place.file}:${positionAt(starts, waiver.place.range?.[0] ?? 0).line}`;
		const about = `${waiver.rule}${waiver.subject === undefined ? '' : ` (${waiver.subject})`}${at}`;
		const word =
			state === 'expired'
				? `waiver expired on ${waiver.until ?? '?'}: ${about}; ${findings === 0 ? 'nothing matches it any more' : `${plural(findings, 'finding')} counted again`}`
				: `waiver unused: ${about}; ${idle.has(waiver.rule) ? 'its rule lacked what it reads' : 'no finding matches it, take it out'}`;
		lines.push(...say(2, 4, {text: word, style: 'warning'}));
	}
	if (lines.length === 0) return [];
	return [paint('strong', waived.length === 0 ? 'Waivers' : `Waived: ${plural(waived.length, 'finding')}`), ...lines];
}

function formatProblems({problems}: Outcome, linesOf: LinesOf, say: Say, paint: Paint): readonly string[] {
	if (problems.length === 0) return [];
	const lines = problems.flatMap(({file, message, place}) => {
		const starts = linesOf(file)?.starts;
		const position = place?.range === undefined || starts === undefined ? undefined : positionAt(starts, place.range[0]);
		return say(2, 4, {text: `${file}${position === undefined ? '' : `:${position.line}:${position.column}`}:`, style: 'strong'}, {text: message});
	});
	return [paint('error', `Not checked in full: ${plural(problems.length, 'problem')}`), ...lines];
}

/** The rules that lacked their evidence: a report without a listing must not look like that of a sound listing. */
function formatIdleRules({notAssessed}: Outcome, rules: number, say: Say): readonly string[] {
	if (notAssessed.length === 0) return [];
	const counts = new Map<string, number>();
	for (const {reason} of notAssessed) counts.set(reason, (counts.get(reason) ?? 0) + 1);
	const byCount = [...counts].toSorted(([, a], [, b]) => b - a);
	const lines = byCount.flatMap(([reason, count]) => say(2, 4, {text: `${plural(count, 'rule')}:`}, {text: reason, style: 'faint'}));
	return [...say(0, 2, {text: `Did not run: ${notAssessed.length} of ${plural(rules, 'rule')}`, style: 'strong'}), ...lines];
}

/** Errors among more warnings and notes than this are hard to find. */
const mostBeside = 10;

function formatTotals(
	{findings, artifacts, edition, today, waived, baseline = 'the baseline', known, gone, problems}: Outcome,
	{rules, quiet, isBare}: {rules: number; quiet: boolean; isBare: boolean},
	say: Say,
): readonly string[] {
	const count = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).length;
	const [errors, warnings, notes] = [count('error'), count('warning'), count('note')];
	const files = new Set(findings.map(({place}) => place.file)).size;
	const totals: readonly Piece[] =
		findings.length === 0
			? [
					isBare
						? {text: 'Nothing was checked'}
						: {text: known.length > 0 ? 'No new findings' : 'No findings', style: problems.length === 0 ? 'good' : undefined},
				]
			: [
					{text: `${plural(errors, 'error')},`, style: errors > 0 ? 'error' : undefined},
					{text: `${plural(warnings, 'warning')},`, style: warnings > 0 ? 'warning' : undefined},
					{text: plural(notes, 'note'), style: notes > 0 ? 'note' : undefined},
					{text: `in ${plural(files, 'file')}`},
				];
	const total = [...say(0, 2, ...totals, ...(waived.length === 0 ? [] : [{text: `(${waived.length} waived)`}]))];
	if (known.length > 0)
		total.push(
			...say(0, 2, {text: `${plural(known.length, 'more finding')} known from ${baseline}; a reviewer at AWS sees them all the same`, style: 'warning'}),
		);
	if (gone.length > 0)
		total.push(...say(0, 2, {text: `${plural(gone.length, 'finding')} of ${baseline} ${gone.length === 1 ? 'is' : 'are'} gone`, style: 'good'}));
	const graver = graverUnderOther(findings);
	if (graver !== undefined) total.push(...say(0, 2, {text: graver, style: 'warning'}));
	if (quiet) return total;
	const hidden = errors > 0 && warnings + notes > mostBeside ? say(0, 2, {text: 'For the errors alone: --quiet', style: 'faint'}) : [];
	const kinds = [...new Set(artifacts.map(({kind}) => kind))].filter((kind) => kind !== 'unknown').toSorted();
	const counts = kinds.map((kind) => `${kind} ${artifacts.filter((artifact) => artifact.kind === kind).length}`);
	const unknown = artifacts.filter(({kind}) => kind === 'unknown').map(({file}) => file);
	const left = unknown.length === 0 ? [] : [`not recognised ${unknown.length} (${some(unknown, 5)})`];
	const read = `${plural(artifacts.length, 'file')} read: ${[...counts, ...left].join(', ') || 'none'}; ${plural(rules, 'rule')}, ${edition}, as of ${today}`;
	return [...total, ...say(0, 2, {text: read, style: 'faint'}), ...hidden];
}
