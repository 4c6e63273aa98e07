/** Which rules run: names on the command line and in `shelfready.yaml` to rules. */

import type {AnyValidator} from '../contract.ts';
import {suggestion} from './suggestion.ts';

/** The id of the rule that a name means: its own, or one that it had before. */
export function ruleIdOf(name: string, validators: readonly AnyValidator[]): string | undefined {
	return validators.find(({id, aliases}) => id === name || aliases?.includes(name))?.id;
}

/** Why a name means no rule, with the nearest one that there is. */
export function unknownRule(name: string, validators: readonly AnyValidator[]): string {
	return `there is no rule ${JSON.stringify(name)}${suggestion(
		name,
		validators.map(({id}) => id),
	)}`;
}

/** Rules that run, those that were asked for by their very name, and what is wrong with the names. */
export type Selection = {readonly validators: readonly AnyValidator[]; readonly named: readonly string[]; readonly errors: readonly string[]};

/** Narrows the rules to `only` (all when empty) less `skip`. `listing/*` stands for a whole family. */
export function select(validators: readonly AnyValidator[], only: readonly string[], skip: readonly string[]): Selection {
	const errors: string[] = [];
	const idsOf = (names: readonly string[], flag: string) => {
		const ids = new Set<string>();
		for (const name of names) {
			const found = matching(name, validators);
			if (found.length === 0) errors.push(`${flag}: ${name.endsWith('/*') ? unknownFamily(name, validators) : unknownRule(name, validators)}`);
			for (const id of found) ids.add(id);
		}
		return ids;
	};
	const wanted = idsOf(only, '--only');
	const unwanted = idsOf(skip, '--skip');
	const named = only.flatMap((name) => ruleIdOf(name, validators) ?? []);
	return {validators: validators.filter(({id}) => (only.length === 0 || wanted.has(id)) && !unwanted.has(id)), named, errors};
}

function matching(name: string, validators: readonly AnyValidator[]): readonly string[] {
	if (name.endsWith('/*')) return validators.map(({id}) => id).filter((id) => id.startsWith(name.slice(0, -1)));
	const id = ruleIdOf(name, validators);
	return id === undefined ? [] : [id];
}

function unknownFamily(name: string, validators: readonly AnyValidator[]): string {
	const families = [...new Set(validators.map(({id}) => `${id.slice(0, id.indexOf('/'))}/*`))];
	return `there is no rule family ${JSON.stringify(name)}${suggestion(name, families)}${families.length === 0 ? '' : `; there are ${families.join(', ')}`}`;
}
