/** Which rules run: names on the command line and in `shelfready.yaml` to rules. */

import type {AnyValidator} from '../contract.ts';

/** The id of the rule that a name means: its own, one that it had before, or one of another tool's that a validator passes on. */
export function ruleIdOf(name: string, validators: readonly AnyValidator[]): string | undefined {
	return passingOn(name, validators) === undefined ? ownIdOf(name, validators) : name;
}

/** The validator that a name in `shelfready.yaml` is about, where it is its own or that of a rule whose findings it passes on. */
export function validatorOf(name: string, validators: readonly AnyValidator[]): AnyValidator | undefined {
	return passingOn(name, validators) ?? named(name, validators);
}

/** The validator that passes on the findings of another tool's rule of this name. */
function passingOn(name: string, validators: readonly AnyValidator[]): AnyValidator | undefined {
	return validators.find(({passesOn}) => passesOn !== undefined && name.startsWith(`${passesOn}/`) && name.length > passesOn.length + 1);
}

function named(name: string, validators: readonly AnyValidator[]): AnyValidator | undefined {
	return validators.find(({id, aliases}) => id === name || aliases?.includes(name));
}

function ownIdOf(name: string, validators: readonly AnyValidator[]): string | undefined {
	return named(name, validators)?.id;
}

/** Rules that run, those that were asked for by their very name, and what is wrong with the names. */
export type Selection = {readonly validators: readonly AnyValidator[]; readonly named: readonly string[]; readonly errors: readonly string[]};

/** Narrows the rules to `only` (all when empty) less `skip`. `listing/*` stands for a whole family. */
export async function select(validators: readonly AnyValidator[], only: readonly string[], skip: readonly string[]): Promise<Selection> {
	const [wanted, unwanted] = [only, skip].map((names) => new Set(names.flatMap((name) => matching(name, validators))));
	const unknown = (names: readonly string[]) => names.filter((name) => matching(name, validators).length === 0);
	return {
		validators: validators.filter(({id}) => (only.length === 0 || wanted?.has(id)) && !unwanted?.has(id)),
		named: only.flatMap((name) => ownIdOf(name, validators) ?? []),
		errors: [...(await errorsOf('--only', unknown(only), validators)), ...(await errorsOf('--skip', unknown(skip), validators))],
	};
}

function matching(name: string, validators: readonly AnyValidator[]): readonly string[] {
	if (name.endsWith('/*')) return validators.map(({id}) => id).filter((id) => id.startsWith(name.slice(0, -1)));
	const id = ownIdOf(name, validators);
	return id === undefined ? [] : [id];
}

/** What finds the nearest name takes a tenth of a run's start to load, so only a misspelt one loads it. */
async function errorsOf(flag: string, names: readonly string[], validators: readonly AnyValidator[]): Promise<readonly string[]> {
	if (names.length === 0) return [];
	const {unknownFamily, unknownRule} = await import('./suggestion.ts');
	const ids = validators.map(({id}) => id);
	return names.map((name) => {
		const by = passingOn(name, validators);
		if (by !== undefined)
			return `${flag}: ${name} is a rule of ${by.passesOn}, which runs as a whole: name ${by.id}, or set "${name}: off" under rules in shelfready.yaml`;
		return `${flag}: ${name.endsWith('/*') ? unknownFamily(name, ids) : unknownRule(name, ids)}`;
	});
}
