/** What is known of the ways to create a stack, and whether formulas can hold in one of them. */

import {type Answer, allOf, always, type Budget, type Domain, type Formula, never, satisfy, variablesOf} from './satisfy.ts';

/** All that is known of the ways to create a stack with those nested in it: a memory that grows as conditions are read. */
export type Worlds = {
	readonly budget: Budget;
	readonly domains: Map<string, Domain>;
	readonly conditions: Map<string, Formula>;
	readonly equalities: Map<string, Formula>;
	/** What holds in every world: assertions of rules, look-ups that succeed. */
	readonly constraints: {readonly formula: Formula; variables?: ReadonlySet<string>}[];
	readonly answers: Map<Formula, Answer>;
	/** One object for each two formulas that were asked about together. */
	readonly conjunctions: Map<Formula, Map<Formula, Formula>>;
};

/** Steps for all questions on one stack together, and for one of them: some tenths of a second, however the template is made. */
const allSteps = 4_000_000;
const stepsPerAnswer = 400_000;

/** No worlds read yet. */
export function worldsOf(): Worlds {
	return {
		budget: {left: allSteps},
		domains: new Map(),
		conditions: new Map(),
		equalities: new Map(),
		constraints: [],
		answers: new Map(),
		conjunctions: new Map(),
	};
}

/** Whether all formulas can hold at once, in keeping with all constraints that bear on them. */
export function answerOf(worlds: Worlds, formulas: readonly Formula[]): Answer {
	const formula = formulas.reduce((left, right) => both(worlds, left, right), always);
	if (formula === always) return {possible: 'yes', guesses: false};
	if (formula === never) return {possible: 'no', guesses: false};
	const known = worlds.answers.get(formula);
	if (known !== undefined) return known;
	const budget = {left: Math.min(stepsPerAnswer, worlds.budget.left)};
	const before = budget.left;
	const answer = satisfy(withConstraints(worlds, formula, budget), (variable) => worlds.domains.get(variable) ?? {}, budget);
	worlds.budget.left -= before - budget.left;
	worlds.answers.set(formula, answer);
	return answer;
}

function both({conjunctions}: Worlds, left: Formula, right: Formula): Formula {
	if (left === right) return left;
	const byRight = conjunctions.get(left) ?? new Map<Formula, Formula>();
	conjunctions.set(left, byRight);
	const known = byRight.get(right) ?? allOf([left, right]);
	byRight.set(right, known);
	return known;
}

/** The formula and the constraints on its variables, on the variables of those, and so on. */
function withConstraints({constraints}: Worlds, formula: Formula, budget: Budget): readonly Formula[] {
	const formulas = [formula];
	const reached = new Set(variablesOf(formulas, budget));
	const left = new Set(constraints);
	for (let grew = true; grew && left.size > 0 && budget.left > 0; ) {
		grew = false;
		for (const constraint of left) {
			constraint.variables ??= variablesOf([constraint.formula], budget);
			budget.left--;
			if (![...constraint.variables].some((name) => reached.has(name))) continue;
			for (const name of constraint.variables) reached.add(name);
			formulas.push(constraint.formula);
			left.delete(constraint);
			grew = true;
		}
	}
	return formulas;
}

/** Takes in what holds in every world. */
export function constrain({constraints}: Worlds, formula: Formula): void {
	if (formula !== always) constraints.push({formula});
}

/** A variable has a value. */
export function isOf(worlds: Worlds, variable: string, value: string): Formula {
	return interned(worlds, {kind: 'is', variable, value});
}

/** One object for each comparison, so that formulas share it. */
export function interned({equalities}: Worlds, formula: Extract<Formula, {kind: 'is' | 'same'}>): Formula {
	const key = formula.kind === 'is' ? JSON.stringify([formula.variable, formula.value]) : JSON.stringify([formula.one, formula.other, '']);
	const known = equalities.get(key) ?? formula;
	equalities.set(key, known);
	return known;
}
