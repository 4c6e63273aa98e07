/** The scoreboard of all policies: an overview by group, then each policy under its verdict. Short enough to read to its end. */

import type {Outcome, PolicyVerdict, Verdict} from '../../outcome.ts';
import {policies} from '../../policies/policies.ts';
import {wantedIn} from '../wanted.ts';
import {verdictHeadings, verdicts} from '../words.ts';
import {flow, type Paint, type Piece, type Style} from './flow.ts';
import {displayWidth} from './visible.ts';

const styles: Readonly<Record<Verdict, Style>> = {violated: 'error', review: 'warning', satisfied: 'good', 'not-assessed': 'faint'};

/** Columns that a group's counts want beside its name; narrower terminals have them below it. */
const roomForCounts = 40;

/** The scoreboard's lines. */
export function formatScoreboard(outcome: Outcome, width: number, paint: Paint): readonly string[] {
	const say = (first: number, rest: number, ...pieces: readonly Piece[]) => flow(pieces, {width, first, rest, paint});
	const lines = [paint('strong', `Policies (${outcome.edition})`), ...overview(outcome.policies, width, paint)];
	for (const verdict of verdicts) {
		const own = outcome.policies.filter((line) => line.verdict === verdict);
		if (own.length === 0) continue;
		lines.push('', paint(styles[verdict], `${verdictHeadings[verdict]} (${own.length})`));
		if (verdict === 'not-assessed') lines.push(...notAssessed(outcome, say), ...say(2, 4, {text: 'More on one: shelfready explain <policy>', style: 'faint'}));
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
function notAssessed(outcome: Outcome, say: Say): readonly string[] {
	return wantedIn(outcome).flatMap(({reason, unseen, clean}) => [
		...say(2, 4, {text: reason, style: 'faint'}),
		...(unseen.length === 0 ? [] : say(4, 4, {text: unseen.join(', ')})),
		...(clean.length === 0 ? [] : say(4, 6, {text: 'no fault found so far:', style: 'faint'}, {text: clean.join(', ')})),
	]);
}
