/**
 * What is in effect for a log-in. As sshd does, the configuration is gone through twice: for the main part, where the first value of a directive wins,
 * and for the Match blocks of the log-in, whose first values outweigh those of the main part.
 */

import {append} from '../../../append.ts';
import {type Connection, holdFor} from './criteria.ts';
import type {Directive, MatchStep, Refusal, SetStep, Step} from './read.ts';

/** A value that was set. */
export type Found = Pick<SetStep, 'words' | 'place' | 'by' | 'source'>;

/** The values that are set; those that stay out have their default. */
export type Values = ReadonlyMap<Directive, Found>;

/** Directives that add up, where others keep their first value. */
const listed: readonly Directive[] = ['AllowUsers', 'DenyUsers', 'AllowGroups', 'DenyGroups', 'Port', 'ListenAddress'];
/** Words of one setting; a real list has some ten. */
const mostWords = 1000;

/** The main part, after what the command line sets; with the lines that may not stand where they do. */
export function mainValues(steps: readonly Step[], before: readonly SetStep[]): {readonly values: Values; readonly refusals: readonly Refusal[]} {
	const values = new Map<Directive, Found>();
	const lists = new Map<Directive, string[]>();
	const refusals: Refusal[] = [];
	for (const step of before) take(values, lists, step);
	const finals = new Set(before.flatMap(({directive, isFinal}) => (isFinal === true ? [directive] : [])));
	go(steps, undefined, (step, active) => {
		if (finals.has(step.directive)) return;
		if (active) take(values, lists, step);
		else if (step.isGlobal) refusals.push({place: step.place, reason: `${step.directive} may not stand in a Match block`});
	});
	return {values, refusals};
}

/** What the Match blocks of a log-in set, and which of them are its own. */
export function matchValues(steps: readonly Step[], connection: Connection): {readonly values: Values; readonly blocks: ReadonlySet<MatchStep>} {
	const values = new Map<Directive, Found>();
	const lists = new Map<Directive, string[]>();
	const blocks = new Set<MatchStep>();
	go(
		steps,
		connection,
		(step, active) => {
			if (active && !step.isGlobal) take(values, lists, step);
		},
		(step) => void blocks.add(step),
	);
	return {values, blocks};
}

/** The first value counts; lists grow, up to a bound of ours. */
function take(values: Map<Directive, Found>, lists: Map<Directive, string[]>, step: SetStep): void {
	const {directive, words} = step;
	if (!values.has(directive)) {
		const own = words.slice(0, mostWords);
		values.set(directive, {...step, words: own});
		if (listed.includes(directive)) lists.set(directive, own);
		return;
	}
	const list = lists.get(directive);
	if (list !== undefined && list.length < mostWords) append(list, words.slice(0, mostWords - list.length));
}

/** Goes through the steps, with what sshd keeps of Match blocks: whether lines are active, and in included files whether they ever may be. */
function go(
	steps: readonly Step[],
	connection: Connection | undefined,
	set: (step: SetStep, active: boolean) => void,
	matched: (step: MatchStep) => void = () => {},
): void {
	// Changed in place: a hostile file has a hundred thousand steps, gone through some hundred times.
	let state = {active: connection === undefined, matchOnly: connection !== undefined, never: false};
	const outer: (typeof state)[] = [];
	for (const step of steps) {
		if (step.kind === 'set') set(step, state.active);
		else if (step.kind === 'match') {
			const active = !state.never && speaksOf(step, connection);
			state.active = active;
			state.matchOnly = false;
			if (active) matched(step);
		} else if (step.kind === 'enter') {
			outer.push(state);
			state = {active: state.active, matchOnly: state.matchOnly, never: !state.matchOnly && !state.active};
		} else state = outer.pop() ?? state;
	}
}

/** `Match all` holds in the main part as well, and so ends a block before it. */
function speaksOf({criteria}: MatchStep, connection: Connection | undefined): boolean {
	if (criteria === 'never') return false;
	return criteria === 'all' || (connection !== undefined && holdFor(criteria, connection));
}
