/**
 * Whether formulas over a template's parameters can all hold at once: backtracking over the few values that tell them apart,
 * within a budget, so that no template makes it run for long.
 */

/** A statement on variables. Formulas may share parts; a shared part is judged once for each try. */
export type Formula =
	| {readonly kind: 'constant'; readonly holds: boolean}
	/** A variable has a value. */
	| {readonly kind: 'is'; readonly variable: string; readonly value: string}
	/** Two variables have one value. */
	| {readonly kind: 'same'; readonly one: string; readonly other: string}
	/** Something that is not understood: it may hold or not, but everywhere alike. */
	| {readonly kind: 'free'; readonly name: string}
	| {readonly kind: 'not'; readonly of: Formula}
	| {readonly kind: 'and'; readonly of: readonly Formula[]}
	| {readonly kind: 'or'; readonly of: readonly Formula[]};

/** What always holds. */
export const always: Formula = {kind: 'constant', holds: true};
/** What never holds. */
export const never: Formula = {kind: 'constant', holds: false};

/** All of them hold. */
export function allOf(formulas: readonly Formula[]): Formula {
	const of = formulas.filter((formula) => formula !== always);
	if (of.includes(never)) return never;
	const [only] = of;
	return only === undefined ? always : of.length === 1 ? only : {kind: 'and', of};
}

/** At least one of them holds. */
export function anyOf(formulas: readonly Formula[]): Formula {
	const of = formulas.filter((formula) => formula !== never);
	if (of.includes(always)) return always;
	const [only] = of;
	return only === undefined ? never : of.length === 1 ? only : {kind: 'or', of};
}

/** It does not hold. */
export function notOf(formula: Formula): Formula {
	return formula === always ? never : formula === never ? always : formula.kind === 'not' ? formula.of : {kind: 'not', of: formula};
}

/** Steps that are left; each is one part of a formula looked at. Shared by searches that together must end soon. */
export type Budget = {left: number};

/** What a search came to: with `guesses`, only by choosing freely what is not understood. */
export type Answer = {readonly possible: 'yes' | 'no' | 'unknown'; readonly guesses: boolean};

/**
 * The values that a variable may have: those of `closed` where there is such a list, else all texts but those that `takes` refuses.
 * `guessed` where the variable stands for an expression that is not understood.
 */
export type Domain = {readonly closed?: readonly string[]; readonly takes?: (text: string) => boolean; readonly guessed?: boolean};

/** A value that no formula mentions. No text of a template equals a symbol, whatever it says. */
const other = Symbol('a value that is not mentioned');

type Choice = string | typeof other | boolean;

/** One try: what was chosen so far, and what each part comes to by it. */
type Search = {readonly formulas: readonly Formula[]; readonly domains: ReadonlyMap<string, readonly Choice[]>; readonly budget: Budget};

/** Whether all formulas can hold at once. */
export function satisfy(formulas: readonly Formula[], domainOf: (variable: string) => Domain, budget: Budget): Answer {
	const domains = domainsOf(formulas, domainOf, budget);
	if (domains === undefined) return {possible: 'unknown', guesses: false};
	const chosen = new Map<string, Choice>();
	const possible = search({formulas, domains, budget}, chosen);
	// A value that is not mentioned needs no guess: that there is one is all that is said. Nor does it that two buyers' texts agree.
	const guesses = [...chosen].some(([name, choice]) => name.startsWith(freeMark) || (choice !== other && domainOf(name).guessed === true));
	return {possible, guesses: possible === 'yes' && guesses};
}

/** The variables of formulas, free statements not counted. */
export function variablesOf(formulas: readonly Formula[], budget: Budget): ReadonlySet<string> {
	const names = new Set<string>();
	for (const part of partsOf(formulas, budget)) {
		if (part.kind === 'is') names.add(part.variable);
		else if (part.kind === 'same') names.add(part.one).add(part.other);
		else if (part.kind === 'free') names.add(freeName(part.name));
	}
	return names;
}

/** Free statements are kept apart from variables of the same name. */
const freeMark = '?';

function freeName(name: string): string {
	return `${freeMark}${name}`;
}

/** The statement that the unmentioned values of two variables are one. */
function sameName(one: string, another: string): string {
	return one < another ? `=${one} = ${another}` : `=${another} = ${one}`;
}

/** Every part of formulas, each once. */
function* partsOf(formulas: readonly Formula[], budget: Budget): Generator<Formula> {
	const seen = new Set<Formula>();
	const stack = [...formulas];
	for (let part = stack.pop(); part !== undefined; part = stack.pop()) {
		if (seen.has(part) || budget.left-- <= 0) continue;
		seen.add(part);
		yield part;
		if (part.kind === 'not') stack.push(part.of);
		else if (part.kind === 'and' || part.kind === 'or') for (const child of part.of) stack.push(child);
	}
}

/** The values that tell formulas apart, for each variable: those mentioned, and one that is not; nothing past the budget. */
function domainsOf(formulas: readonly Formula[], domainOf: (variable: string) => Domain, budget: Budget): ReadonlyMap<string, readonly Choice[]> | undefined {
	const mentioned = new Map<string, Set<string>>();
	const mention = (variable: string) => {
		const known = mentioned.get(variable);
		if (known !== undefined) return known;
		// A comparison of two variables mentions every value that one of them is limited to.
		const values = new Set<string>();
		mentioned.set(variable, values);
		return values;
	};
	const pairs: (readonly [string, string])[] = [];
	for (const part of partsOf(formulas, budget)) {
		if (part.kind === 'is') mention(part.variable).add(part.value);
		else if (part.kind === 'same') {
			for (const name of [part.one, part.other]) for (const value of domainOf(name).closed ?? []) mention(name).add(value);
			pairs.push([part.one, part.other]);
		}
	}
	share(mentioned, pairs, mention, budget);
	if (budget.left <= 0) return undefined;
	return new Map([...mentioned].map(([variable, values]) => [variable, choicesOf(values, domainOf(variable))]));
}

/** Variables that are compared mention each other's values. */
function share(
	mentioned: ReadonlyMap<string, ReadonlySet<string>>,
	pairs: readonly (readonly [string, string])[],
	mention: (variable: string) => Set<string>,
	budget: Budget,
): void {
	const size = () => [...mentioned.values()].reduce((sum, values) => sum + values.size, 0);
	for (let before = -1; before !== size() && budget.left > 0; ) {
		before = size();
		for (const [one, another] of pairs) {
			const both = new Set([...mention(one), ...mention(another)]);
			budget.left -= both.size;
			for (const value of both) {
				mention(one).add(value);
				mention(another).add(value);
			}
		}
	}
}

function choicesOf(mentioned: ReadonlySet<string>, {closed, takes}: Domain): readonly Choice[] {
	if (closed === undefined) return [...[...mentioned].filter((value) => takes?.(value) ?? true), other];
	const allowed = new Set(closed);
	const known = [...mentioned].filter((value) => allowed.has(value));
	return known.length < allowed.size ? [...known, other] : known;
}

/** Chooses values until all formulas hold, going back where one cannot. `chosen` ends as the choices that made them hold. */
function search(of: Search, chosen: Map<string, Choice>): Answer['possible'] {
	// Iterative, for a template may have more variables than calls fit the stack.
	const tries: {readonly name: string; readonly choices: readonly Choice[]; at: number}[] = [];
	for (;;) {
		const next = step(of, chosen);
		if (next === 'unknown' || next === 'yes') return next;
		if (next !== 'no') tries.push({...next, at: -1});
		for (;;) {
			const last = tries.at(-1);
			if (last === undefined) return 'no';
			const choice = last.choices[++last.at];
			if (choice !== undefined) {
				chosen.set(last.name, choice);
				break;
			}
			chosen.delete(last.name);
			tries.pop();
		}
	}
}

/** Whether all formulas hold by what is chosen, one fails, or what to choose next. */
function step(of: Search, chosen: ReadonlyMap<string, Choice>): 'yes' | 'no' | 'unknown' | {readonly name: string; readonly choices: readonly Choice[]} {
	const known = new Map<Formula, boolean | undefined>();
	let open: Formula | undefined;
	for (const formula of of.formulas) {
		const holds = truthIn(formula, {chosen, known, budget: of.budget}, 0);
		if (of.budget.left <= 0) return 'unknown';
		if (holds === false) return 'no';
		if (holds === undefined) open ??= formula;
	}
	if (open === undefined) return 'yes';
	return choiceFor(of, open, chosen, known);
}

/** The choices made, and what each part that was looked at comes to by them. */
type Try = {readonly chosen: ReadonlyMap<string, Choice>; readonly known: Map<Formula, boolean | undefined>; readonly budget: Budget};

/** Conditions that refer to each other in a longer chain than this are past the budget: the stack of calls is limited. */
const maxDepth = 1_500;

/** What a formula comes to by the choices made; undefined while that is open. */
function truthIn(formula: Formula, of: Try, depth: number): boolean | undefined {
	if (formula.kind === 'constant') return formula.holds;
	const {known, budget} = of;
	if (known.has(formula)) return known.get(formula);
	if (depth > maxDepth) budget.left = 0;
	if (budget.left-- <= 0) return undefined;
	const value = computed(formula, of, depth + 1);
	known.set(formula, value);
	return value;
}

function computed(formula: Exclude<Formula, {kind: 'constant'}>, of: Try, depth: number): boolean | undefined {
	const {chosen} = of;
	switch (formula.kind) {
		case 'is': {
			const choice = chosen.get(formula.variable);
			return choice === undefined ? undefined : choice === formula.value;
		}
		case 'free':
			return truthOf(chosen.get(freeName(formula.name)));
		case 'same': {
			const [one, another] = [chosen.get(formula.one), chosen.get(formula.other)];
			if (one === undefined || another === undefined) return undefined;
			// Two values that nothing mentions may be one or not.
			return one === other && another === other ? truthOf(chosen.get(sameName(formula.one, formula.other))) : one === another;
		}
		case 'not': {
			const value = truthIn(formula.of, of, depth);
			return value === undefined ? undefined : !value;
		}
		default: {
			const decides = formula.kind === 'or';
			let open = false;
			for (const part of formula.of) {
				const value = truthIn(part, of, depth);
				if (value === decides) return decides;
				open ||= value === undefined;
			}
			return open ? undefined : !decides;
		}
	}
}

function truthOf(choice: Choice | undefined): boolean | undefined {
	return typeof choice === 'boolean' ? choice : undefined;
}

/** Follows an open formula down to a variable, and the value that makes it hold first. */
function choiceFor(of: Search, from: Formula, chosen: ReadonlyMap<string, Choice>, known: ReadonlyMap<Formula, boolean | undefined>) {
	let formula = from;
	let wanted = true;
	for (;;) {
		switch (formula.kind) {
			case 'not':
				wanted = !wanted;
				formula = formula.of;
				continue;
			case 'and':
			case 'or': {
				// There is one, or the formula would not be open.
				const part: Formula | undefined = formula.of.find((candidate) => candidate.kind !== 'constant' && known.get(candidate) === undefined);
				if (part === undefined) return 'unknown';
				formula = part;
				continue;
			}
			case 'is':
				return {name: formula.variable, choices: ordered(of.domains.get(formula.variable) ?? [other], formula.value, wanted)};
			case 'same': {
				const {one, other: another} = formula;
				const open = [one, another].find((name) => !chosen.has(name));
				if (open === undefined) return {name: sameName(one, another), choices: [wanted, !wanted]};
				return {name: open, choices: ordered(of.domains.get(open) ?? [other], chosen.get(open === one ? another : one) ?? other, wanted)};
			}
			case 'free':
				return {name: freeName(formula.name), choices: [wanted, !wanted]};
			default:
				return 'unknown';
		}
	}
}

/** The choices with the one that is wanted first, or last. */
function ordered(choices: readonly Choice[], value: Choice, first: boolean): readonly Choice[] {
	const rest = choices.filter((choice) => choice !== value);
	const own = choices.filter((choice) => choice === value);
	return first ? [...own, ...rest] : [...rest.toReversed(), ...own];
}
