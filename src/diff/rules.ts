/** Statements of policies as they hold in one world, and whether one set of them covers what another allows. */

import {type PolicySource, type Principal, type Statement, shownOf, type Token} from '../evidence/iam.ts';
import {placeholders} from '../gather/sub.ts';
import {actionPattern, expandAction} from '../iam/actions.ts';
import {actionOf} from '../iam/data.ts';
import {isStar, matchesPattern} from '../iam/pattern.ts';
import {type Renaming, renamedIn} from './canonical.ts';
import {canonicalKey, canonicalOperator, type Held, implies} from './conditions.ts';
import {isFixed, type Names} from './names.ts';
import {shapeOf, worksOn} from './works-on.ts';
import {type Formulas, isThere, type World} from './worlds.ts';

/** A statement with what of it holds in a world. Texts are canonical: partitions, letters and names of the other release do not count. */
export type Rule = {
	readonly statement: Statement;
	readonly policy: PolicySource | undefined;
	/** Whether it speaks of all actions but those named. */
	readonly isComplement: boolean;
	readonly actions: readonly Named[];
	readonly isAllBut: boolean;
	readonly resources: readonly Named[];
	/** `*` for everyone; none in a policy that has no principals. A `NotPrincipal` is one that begins with `!`. */
	readonly principals: readonly Named[];
	readonly conditions: readonly Held[];
};

/** A token with its canonical text, and the parameter that it is a value of, by its new name. */
type Named = {
	readonly token: Token;
	readonly text: string;
	readonly parameter?: string;
	/** Of a resource that is an ARN: what it is held against the reference by. */
	readonly shape?: string;
};

/** Work that a comparison may still take, so that no template keeps it for ever. */
export type Budget = {left: number};

/** Thrown where a comparison takes more work than any real template asks for. */
class TooMuch extends Error {
	override readonly name = 'TooMuch';
}

/** Counts work, and ends it when there has been too much. */
export function spend(budget: Budget, work = 1): void {
	budget.left -= work;
	if (budget.left < 0) throw new TooMuch('it is too large to be compared in full');
}

/** A statement, and the policy that it is of. */
export type Sourced = {readonly statement: Statement; readonly policy?: PolicySource};

/** What stands in texts of a release: what its names stand for and are called, and its conditions. */
export type Reading = {readonly renamed: Renaming; readonly formulas: Formulas; readonly names: Names};

/** The rules of statements in a world; of all worlds at once without one. */
export function rulesIn(statements: readonly Sourced[], reading: Reading, world: World | undefined): readonly Rule[] {
	const {renamed, formulas, names} = reading;
	const isHeld = ({clauses}: Pick<Token, 'clauses'>) => world === undefined || isThere(clauses, formulas, world);
	return statements.flatMap(({statement, policy}): readonly Rule[] => {
		if (!isHeld(statement)) return [];
		const named = (tokens: readonly Token[], textOf: (text: string) => string): readonly Named[] =>
			tokens.filter(isHeld).map((token) => ({
				token,
				text: textOf(renamedText(token.text.trim(), reading)),
				...(token.parameter === undefined ? {} : {parameter: renamed(token.parameter)}),
			}));
		const shaped = (resource: Named): Named => {
			const shape = shapeOf(writtenOut(resource.token.text.trim(), names), names.isOneStep);
			return shape === undefined ? resource : {...resource, shape};
		};
		const isComplement = statement.notActions.length > 0;
		const actions = named(isComplement ? statement.notActions : statement.actions, actionPattern);
		const isAllBut = statement.notResources.length > 0;
		const written = isAllBut ? named(statement.notResources, resourceText) : named(statement.resources, resourceText).map(shaped);
		const isWritten = statement.resources.length + statement.notResources.length > 0;
		if ((actions.length === 0 && !isComplement) || (isWritten && written.length === 0 && !isAllBut)) return [];
		const principals = principalsOf(statement, (tokens) => tokens.filter(({token}) => isHeld(token)), reading);
		if (principals === undefined) return [];
		const conditions = statement.conditions.flatMap((condition): readonly Held[] => {
			const values = condition.values.filter(isHeld);
			if (values.length === 0 && condition.values.length > 0) return [];
			const texts = values.map(({text}) => resourceText(renamedText(text, reading)));
			const operator = canonicalOperator(
				condition.operator,
				values.every(({text}) => isFixed(text, names)),
			);
			const key = canonicalKey(condition.key, isComplement ? [] : statement.actions);
			return [{condition, operator, key, values: [...new Set(texts)].toSorted()}];
		});
		// A trust policy names no resource: it is about the role itself.
		const resources = isWritten ? written : [{token: {text: '*', place: statement.place, clauses: statement.clauses}, text: '*'}];
		return [{statement, policy, isComplement, actions, isAllBut, resources, principals, conditions}];
	});
}

/** A text as the new release has its names, with ARNs written out. */
function renamedText(text: string, {renamed, names}: Reading): string {
	return mapped(writtenOut(text, names), (name) => `\${${renamedIn(name, renamed)}}`);
}

/** A text with the ARN that it begins with written out. */
function writtenOut(text: string, {arnOf}: Names): string {
	return mapped(text, (name, index) => {
		const known = arnOf(name);
		// In the midst of a text no ARN makes sense, but another of a resource's names does.
		return known === undefined || (index > 0 && known.startsWith('arn:')) ? `\${${name}}` : known;
	});
}

function mapped(text: string, of: (name: string, index: number) => string): string {
	if (!text.includes('${')) return text;
	return placeholders(text)
		.map((piece, index) => ('name' in piece ? of(piece.name, index) : piece.text))
		.join('');
}

/** An ARN's partition follows from where the stack is; `${AWS::Partition}` is what a template should write. */
function resourceText(text: string): string {
	const flat = text.replace(/^arn:(?:aws|aws-cn|aws-us-gov|\$\{AWS::Partition\}):/, 'arn:aws:');
	return isStar(flat) ? '*' : flat;
}

/** Nothing where a statement names principals, but none of them in this world. */
function principalsOf(statement: Statement, held: (principals: readonly Principal[]) => readonly Principal[], reading: Reading): readonly Named[] | undefined {
	const text = ({kind, token}: Principal) => principalText(kind, renamedText(token.text.trim(), reading));
	const {notPrincipals = []} = statement;
	const [first] = notPrincipals;
	if (first !== undefined) {
		const left = held(notPrincipals).map(text).toSorted();
		return [{token: first.token, text: `!${left.join('|')}`}];
	}
	if (statement.principals.length === 0) return [];
	const principals = held(statement.principals).map((principal) => ({token: principal.token, text: text(principal)}));
	return principals.length === 0 ? undefined : principals;
}

/** An account is the same by its number and by its root's ARN; a service's domain follows from the partition. */
function principalText(kind: string, text: string): string {
	if (text === '*') return '*';
	const account = /^(\d{12}|\$\{[^}]+\})$/.exec(text);
	if (kind === 'AWS' && account !== null) return `arn:aws:iam::${text}:root`;
	return kind === 'Service' ? text.replace(/\.(?:\$\{AWS::URLSuffix\}|amazonaws\.com\.cn)$/, '.amazonaws.com').toLowerCase() : resourceText(text);
}

/** What of a rule other rules do not cover. */
export type Cell = {
	readonly rule: Rule;
	/** The action's token; nothing for `NotAction`. */
	readonly action: Named | undefined;
	readonly resource: Named;
	readonly principal: Named | undefined;
	/** Names of the actions that are not covered, as AWS writes them; the token's own text where it is not known, or covered in no part. */
	readonly names: readonly string[];
	/** How many actions the token stands for. */
	readonly total: number;
	/** Which part of the other rules does not reach: the first that would have to be otherwise. */
	readonly cause: Cause;
	/** The rule of the other side that comes nearest. */
	readonly rival: Rule | undefined;
	/** Whether it is only found where buyers leave the parameters at their defaults, which are others than they were. */
	readonly isByDefault?: boolean;
};

type Cause = 'clause' | 'condition' | 'resource' | 'principal' | 'action';

/** The cells of rules that others do not cover; `anyWorld` are the others with all conditions of the template left out. */
export function* uncovered(rules: readonly Rule[], others: readonly Rule[], anyWorld: readonly Rule[], budget: Budget): Generator<Cell> {
	for (const rule of rules)
		for (const principal of rule.principals.length === 0 ? [undefined] : rule.principals) {
			const cells: Cell[] = [];
			const working = new Set<Named | undefined>();
			for (const resource of rule.resources)
				for (const action of rule.isComplement ? [undefined] : rule.actions) {
					spend(budget, 1 + others.length);
					const near = others.filter((other) => reaches(other, rule, resource, principal, budget));
					if (near.some((other) => namesWhole(other, rule, action, budget))) continue;
					const {names, total, isKnown} = actionsOf(rule, action);
					const left = names.filter((name) => {
						spend(budget, near.length);
						return !near.some((other) => namesAction(other, name.toLowerCase()));
					});
					if (isKnown && left.length === 0) continue;
					const ofUse = left.filter((name) => canWork(name, resource, budget));
					if (ofUse.length > 0 || left.length === 0) working.add(action);
					const told = left.length === names.length || ofUse.length === 0 ? left : ofUse;
					const sample = (told[0] ?? action?.text ?? '').toLowerCase();
					cells.push({rule, action, resource, principal, names: told, total, ...causeOf(rule, resource, principal, sample, others, anyWorld, budget)});
				}
			// What an action can't work on is told along with what it can, as the statement has it, but is nothing by itself.
			yield* cells.filter(({action}) => working.has(action));
		}
}

/** Whether an action can do anything with a resource that a statement names. */
function canWork(name: string, {shape}: Named, budget: Budget): boolean {
	if (shape === undefined) return true;
	spend(budget);
	const action = actionOf(name);
	return action === undefined || worksOn(action, shape);
}

/** The part that would have to be otherwise for an action to be covered. */
function causeOf(
	rule: Rule,
	resource: Named,
	principal: Named | undefined,
	name: string,
	others: readonly Rule[],
	anyWorld: readonly Rule[],
	budget: Budget,
): Pick<Cell, 'cause' | 'rival'> {
	spend(budget, others.length + anyWorld.length);
	const here = others.filter((other) => namesAction(other, name));
	const find = (among: readonly Rule[], ...tests: readonly ((other: Rule) => boolean)[]) => among.find((other) => tests.every((test) => test(other)));
	const byPrincipal = (other: Rule) => coversPrincipal(other, principal);
	const byResource = (other: Rule) => coversResource(other, rule, resource, budget);
	const byConditions = (other: Rule) => coversConditions(other, rule);
	const elsewhere = find(
		anyWorld.filter((other) => namesAction(other, name)),
		byPrincipal,
		byResource,
		byConditions,
	);
	if (elsewhere !== undefined) return {cause: 'clause', rival: elsewhere};
	const conditioned = find(here, byPrincipal, byResource);
	if (conditioned !== undefined) return {cause: 'condition', rival: conditioned};
	const scoped = find(here, byPrincipal);
	if (scoped !== undefined) return {cause: 'resource', rival: scoped};
	if (principal !== undefined && here[0] !== undefined) return {cause: 'principal', rival: here[0]};
	return {cause: 'action', rival: others.find((other) => other.statement.effect === rule.statement.effect)};
}

function actionsOf(rule: Rule, action: Named | undefined): {readonly names: readonly string[]; readonly total: number; readonly isKnown: boolean} {
	if (action === undefined) {
		const names = expandAction('*')
			.actions.map(({name}) => name)
			.filter((name) => namesAction(rule, name.toLowerCase()));
		return {names, total: names.length, isKnown: true};
	}
	const {actions, unknown} = expandAction(action.text);
	return unknown ? {names: [shownOf(action.token)], total: 1, isKnown: false} : {names: actions.map(({name}) => name), total: actions.length, isKnown: true};
}

/** Whether a rule speaks of an action, by its name in lower case. */
export function namesAction({isComplement, actions}: Rule, name: string): boolean {
	return actions.some(({text}) => matchesPattern(text, name)) !== isComplement;
}

/** Whether a rule speaks of all that a token may ever stand for, without looking at single actions. */
function namesWhole(other: Rule, rule: Rule, action: Named | undefined, budget: Budget): boolean {
	spend(budget, other.actions.length);
	if (action === undefined) {
		if (!other.isComplement) return other.actions.some(({text}) => text === '*');
		return other.actions.every(({text}) => rule.actions.some((left) => matchesPattern(left.text, text)));
	}
	return !other.isComplement && other.actions.some(({text}) => text === action.text || matchesPattern(text, action.text));
}

function reaches(other: Rule, rule: Rule, resource: Named, principal: Named | undefined, budget: Budget): boolean {
	return coversPrincipal(other, principal) && coversResource(other, rule, resource, budget) && coversConditions(other, rule);
}

function coversPrincipal({principals}: Rule, principal: Named | undefined): boolean {
	if (principal === undefined) return true;
	return principals.some(({text}) => {
		if (text === '*' || text === principal.text) return true;
		if (text.startsWith('!')) {
			const left = text.slice(1).split('|');
			return principal.text.startsWith('!') ? left.every((name) => principal.text.slice(1).split('|').includes(name)) : !left.includes(principal.text);
		}
		// An account stands for all that is in it.
		return text.endsWith(':root') && principal.text.startsWith(text.slice(0, -'root'.length));
	});
}

function coversResource(other: Rule, rule: Rule, resource: Named, budget: Budget): boolean {
	spend(budget, other.resources.length * (1 + (resource.text.length >> 8)));
	if (rule.isAllBut) {
		if (!other.isAllBut) return other.resources.some(({text}) => text === '*');
		return other.resources.every(({text}) => rule.resources.some((left) => matchesPattern(left.text, text)));
	}
	if (other.isAllBut) return !other.resources.some(({text}) => matchesPattern(text, resource.text) || matchesPattern(resource.text, text));
	return other.resources.some(({text}) => text === resource.text || matchesPattern(text, resource.text) || isBuyersChoice(resource, text));
}

/** A parameter that any value may be given to covers each value, as long as none is a pattern. */
function isBuyersChoice({parameter, text}: Named, other: string): boolean {
	return parameter !== undefined && !text.includes('*') && other === `\${${parameter}}`;
}

/** Whether whatever meets the conditions of `rule` meets those of `other`. */
function coversConditions(other: Rule, rule: Rule): boolean {
	return other.conditions.every((wanted) => rule.conditions.some((given) => implies(given, wanted)));
}
