/** The scoreboard of all policies: an overview by group, then each policy under its verdict. Short enough to read to its end. */

import type {Outcome, PolicyVerdict, Verdict} from '../../outcome.ts';
import {policies} from '../../policies/policies.ts';
import {settlerOf} from '../../policies/settling.ts';
import {flow, type Paint, type Piece, type Style} from './flow.ts';
import {displayWidth} from './visible.ts';

const verdicts = ['violated', 'review', 'satisfied', 'not-assessed'] as const satisfies readonly Verdict[];
const styles: Readonly<Record<Verdict, Style>> = {violated: 'error', review: 'warning', satisfied: 'good', 'not-assessed': 'faint'};
const headings: Readonly<Record<Verdict, string>> = {
	violated: 'Violated',
	review: 'For a person to look at',
	satisfied: 'Satisfied: the evidence shows it',
	'not-assessed': 'Not assessed',
};

/** Columns that a group's counts want beside its name; narrower terminals have them below it. */
const roomForCounts = 40;

/** The scoreboard's lines. */
export function formatScoreboard(outcome: Outcome, width: number, paint: Paint): readonly string[] {
	const say = (first: number, rest: number, ...pieces: readonly Piece[]) => flow(pieces, {width, first, rest, paint});
	const lines = [paint('strong', `Policies (${outcome.edition})`), ...overview(outcome.policies, width, paint)];
	const hasRoot = outcome.artifacts.some(({kind}) => kind === 'root');
	for (const verdict of verdicts) {
		const own = outcome.policies.filter((line) => line.verdict === verdict);
		if (own.length === 0) continue;
		lines.push('', paint(styles[verdict], `${headings[verdict]} (${own.length})`));
		if (verdict === 'not-assessed')
			lines.push(...notAssessed(own, hasRoot, say), ...say(2, 4, {text: 'More on one: shelfready explain <policy>', style: 'faint'}));
		else for (const {id, reason} of own) lines.push(...say(2, 4, {text: `${id}:`}, {text: reason, style: 'faint'}));
	}
	return lines;
}

/** A line for each group: how many of its policies have which verdict. */
function overview(lines: readonly PolicyVerdict[], width: number, paint: Paint): readonly string[] {
	const groupOf = new Map(policies.map(({id, group}) => [id, group]));
	const groups = [...new Set(lines.map(({id}) => groupOf.get(id) ?? ''))];
	const longest = Math.max(...groups.map(displayWidth));
	return groups.flatMap((group) => {
		const counts = verdicts
			.map((verdict) => ({verdict, count: lines.filter((line) => groupOf.get(line.id) === group && line.verdict === verdict).length}))
			.filter(({count}) => count > 0);
		const pieces = counts.map(({verdict, count}, index) => ({
			text: `${count} ${verdict.replace('-', ' ')}${index < counts.length - 1 ? ',' : ''}`,
			style: styles[verdict],
		}));
		if (width < longest + roomForCounts) return flow([{text: `${group}:`}, ...pieces], {width, first: 2, rest: 4, paint});
		const rest = flow(pieces, {width, first: longest + 4, rest: longest + 4, paint});
		return rest.map((line, index) => (index === 0 ? `  ${group.padEnd(longest)}  ${line.trimStart()}` : line));
	});
}

type Say = (first: number, rest: number, ...pieces: readonly Piece[]) => readonly string[];

/** Policies that the same kind of evidence would settle share a line; those in which rules looked and found no fault have their own below it. */
function notAssessed(lines: readonly PolicyVerdict[], hasRoot: boolean, say: Say): readonly string[] {
	const groups = new Map<string, {unseen: string[]; clean: string[]}>();
	for (const {id, reason, wanting} of lines) {
		const settler = settlerOf(id, hasRoot);
		const key = wanting === undefined ? reason : settler === undefined ? wanting : `needs ${settler}`;
		const group = groups.get(key) ?? {unseen: [], clean: []};
		(wanting === undefined || wanting === reason ? group.unseen : group.clean).push(id);
		groups.set(key, group);
	}
	return [...groups].flatMap(([key, {unseen, clean}]) => [
		...say(2, 4, {text: key, style: 'faint'}),
		...(unseen.length === 0 ? [] : say(4, 4, {text: unseen.join(', ')})),
		...(clean.length === 0 ? [] : say(4, 6, {text: 'no fault found so far:', style: 'faint'}, {text: clean.join(', ')})),
	]);
}
