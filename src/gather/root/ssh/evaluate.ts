/**
 * What is in effect for a log-in. As sshd does, the configuration is gone through twice: for the main part, where the first value of a directive wins,
 * and for the Match blocks of the log-in, whose first values outweigh those of the main part.
 */

import {type Connection, holdFor} from './criteria.ts';
import type {Directive, MatchStep, Refusal, SetStep, Step} from './read.ts';

/** A value that was set. */
export type Found = Pick<SetStep, 'words' | 'place' | 'by' | 'source'>;

/** The values that are set; those that stay out have their default. */
export type Values = ReadonlyMap<Directive, Found>;

const lists: readonly Directive[] = ['AllowUsers', 'DenyUsers', 'AllowGroups', 'DenyGroups', 'Port'];

/** The main part, after what the command line sets; with the lines that may not stand where they do. */
export function mainValues(steps: readonly Step[], before: readonly SetStep[]): {readonly values: Values; readonly refusals: readonly Refusal[]} {
	const values = new Map<Directive, Found>();
	const refusals: Refusal[] = [];
	for (const step of before) take(values, step);
	const finals = new Set(before.flatMap(({directive, isFinal}) => (isFinal === true ? [directive] : [])));
	go(steps, undefined, (step, active) => {
		if (finals.has(step.directive)) return;
		if (active) take(values, step);
		else if (step.isGlobal) refusals.push({place: step.place, reason: `${step.directive} may not stand in a Match block`});
	});
	return {values, refusals};
}

/** What the Match blocks of a log-in set, and which of them are its own. */
export function matchValues(steps: readonly Step[], connection: Connection): {readonly values: Values; readonly blocks: ReadonlySet<MatchStep>} {
	const values = new Map<Directive, Found>();
	const blocks = new Set<MatchStep>();
	go(
		steps,
		connection,
		(step, active) => {
			if (active && !step.isGlobal) take(values, step);
		},
		(step) => void blocks.add(step),
	);
	return {values, blocks};
}

function take(values: Map<Directive, Found>, step: SetStep): void {
	const {directive, words} = step;
	const known = values.get(directive);
	if (known === undefined) values.set(directive, step);
	else if (lists.includes(directive)) values.set(directive, {...known, words: [...known.words, ...words]});
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
