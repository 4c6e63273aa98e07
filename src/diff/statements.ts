/** Two sets of statements, compared in every world: what one allows or denies that the other does not. */

import type {PolicyDocument, Statement} from '../evidence/iam.ts';
import type {Clause} from '../evidence/template.ts';
import {type Budget, type Cell, type Reading, rulesIn, type Sourced, uncovered} from './rules.ts';
import {byDefaults, isThere, type World, worldsOf} from './worlds.ts';

/** Statements of one release, and how they are read. */
export type Statements = {readonly statements: readonly Sourced[]; readonly reading: Reading};

/** What one set has over the other, each way; `all` is false where not every combination of conditions was tried. */
export type Compared = {
	readonly allowGained: readonly Cell[];
	readonly allowLost: readonly Cell[];
	readonly denyGained: readonly Cell[];
	readonly denyLost: readonly Cell[];
	readonly all: boolean;
};

/** Compares statements of the old release with those of the new one. */
export function compareStatements(old: Statements, next: Statements, budget: Budget): Compared {
	const {worlds, all} = worldsOf([old, next].map(({statements, reading}) => ({clauses: clauseSets(statements), formulas: reading.formulas})));
	const distinct = distinctWorlds(worlds, old, next);
	const over = (mine: Statements, others: Statements, effect: Statement['effect']) => cellsOver(of(mine, effect), of(others, effect), distinct, budget);
	return {
		allowGained: over(next, old, 'Allow'),
		allowLost: over(old, next, 'Allow'),
		denyGained: over(next, old, 'Deny'),
		denyLost: over(old, next, 'Deny'),
		all,
	};
}

function of({statements, reading}: Statements, effect: Statement['effect']): Statements {
	return {statements: statements.filter(({statement}) => statement.effect === effect), reading};
}

/** Every set of clauses that stands in statements. */
function* clauseSets(statements: readonly Sourced[]): Generator<readonly Clause[]> {
	for (const {statement} of statements) {
		yield statement.clauses;
		const {actions, notActions, resources, notResources, principals, notPrincipals = [], conditions} = statement;
		for (const {clauses} of [...actions, ...notActions, ...resources, ...notResources]) yield clauses;
		for (const {token} of [...principals, ...notPrincipals]) yield token.clauses;
		for (const {values} of conditions) for (const {clauses} of values) yield clauses;
	}
}

/** One world of each kind: most differ in conditions that change nothing here. */
function distinctWorlds(worlds: readonly World[], ...sets: readonly Statements[]): readonly World[] {
	const kinds = new Map<string, World>();
	const asked = sets.map(({statements, reading}) => {
		const unique = new Map([...clauseSets(statements)].map((clauses) => [JSON.stringify(clauses), clauses]));
		return {clauses: [...unique.values()], reading};
	});
	for (const world of worlds) {
		const kind = asked.flatMap(({clauses, reading}) => clauses.map((held) => (isThere(held, reading.formulas, world) ? '1' : '0'))).join('');
		if (!kinds.has(kind)) kinds.set(kind, world);
	}
	return [...kinds.values()];
}

function cellsOver(mine: Statements, others: Statements, worlds: readonly World[], budget: Budget): readonly Cell[] {
	if (mine.statements.length === 0) return [];
	const index = new Map(mine.statements.map(({statement}, at) => [statement, at]));
	const anyWorld = rulesIn(others.statements, others.reading, undefined);
	const found = new Map<string, Cell>();
	for (const world of worlds) {
		const rules = rulesIn(mine.statements, mine.reading, world);
		const against = rulesIn(others.statements, others.reading, world);
		for (const cell of uncovered(rules, against, anyWorld, budget)) {
			const {rule, action, resource, principal, names} = cell;
			const key = JSON.stringify([index.get(rule.statement), action?.text, resource.text, principal?.text]);
			const before = found.get(key);
			found.set(key, before === undefined ? {...cell, isByDefault: world === byDefaults} : {...before, names: [...new Set([...before.names, ...names])]});
		}
	}
	return [...found.values()];
}

/** The statements of a document, under further conditions of the template. */
export function statementsOf({statements}: PolicyDocument, clauses: readonly Clause[]): readonly Sourced[] {
	return statements.map((statement) => ({statement: under(statement, clauses)}));
}

/** A statement that stands under further conditions of the template. */
export function under(statement: Statement, clauses: readonly Clause[]): Statement {
	return clauses.length === 0 ? statement : {...statement, clauses: [...statement.clauses, ...clauses]};
}
