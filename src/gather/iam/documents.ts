/** Policy documents, as templates write them and as AWS's managed policies are kept. */

import type {Place} from '../../contract.ts';
import type {Condition, PolicyDocument, Principal, Statement, Token} from '../../evidence/iam.ts';
import type {Clause} from '../../evidence/template.ts';
import {arnFields, hasHole, isStar} from '../../iam/pattern.ts';
import {entriesOf, type MapNode, placeOf, type SourceNode} from '../../tree.ts';
import {choicesOf, leaveRest, listed, listedTokens, merged, type SymbolScope, tooMuch} from '../symbolic.ts';
import {firstOf} from '../unread.ts';
import {callOf} from '../values.ts';

const nothing: PolicyDocument = {statements: [], unread: []};

/** Statements of one policy that are read. IAM itself allows 10,240 characters. */
const mostStatements = 500;

/** Conditions of one statement that are read: without the others it allows no less. */
const mostConditions = 100;

/** Reads a policy document under the conditions that it stands under. */
export function documentOf(node: SourceNode | undefined, scope: SymbolScope, clauses: readonly Clause[] = []): PolicyDocument {
	const documents = [...choicesOf(node, clauses)].map(({node: choice, clauses: held}): PolicyDocument => {
		if (choice.kind !== 'map' || callOf(choice) !== undefined) return unreadable(choice, scope, 'the policy is made by an expression that is not followed');
		return statementsOf(memberOf(choice, 'Statement'), scope, held);
	});
	return firstStatements(joinedDocuments(documents), scope);
}

/** Several documents as one. */
export function joinedDocuments(documents: readonly PolicyDocument[]): PolicyDocument {
	return {statements: documents.flatMap(({statements}) => statements), unread: documents.flatMap(({unread}) => unread)};
}

/** The statements of a policy that are kept; that there are more is noted. */
function firstStatements({statements, unread}: PolicyDocument, scope: SymbolScope): PolicyDocument {
	return {statements: firstOf(scope.budget.unread, statements, mostStatements, ({place}) => place, tooMuch), unread};
}

function unreadable(node: SourceNode, scope: SymbolScope, why: string): PolicyDocument {
	return {...nothing, unread: [{place: placeOf(scope.file, node, scope.logicalId), why}]};
}

function statementsOf(node: SourceNode | undefined, scope: SymbolScope, clauses: readonly Clause[]): PolicyDocument {
	const documents = [...listed(node, clauses)].map(({node: item, clauses: held, rest}) => {
		if (rest === true) leaveRest(scope, placeOf(scope.file, item, scope.logicalId));
		if (item.kind !== 'map') return unreadable(item, scope, 'a statement is no object');
		if (callOf(item) !== undefined) return unreadable(item, scope, 'a statement is made by an expression that is not followed');
		const effects = listedTokens(memberOf(item, 'Effect'), scope, held);
		const statements = effects.flatMap((effect): readonly Statement[] => {
			const name = effect.text.toLowerCase();
			const under = merged(held, effect.clauses);
			// An effect that is not known is taken for the worse one.
			return under === undefined ? [] : [statementOf(item, name === 'deny' ? 'Deny' : 'Allow', scope, under)];
		});
		return {statements, unread: statements.flatMap(({actions}) => unknownIn(actions))};
	});
	return firstStatements(joinedDocuments(documents), scope);
}

/** Actions that nothing in the template tells, not even a default. */
function unknownIn(actions: readonly Token[]): PolicyDocument['unread'] {
	const told = new Set(actions.flatMap(({place, text}) => (hasHole(text) ? [] : [place.range])));
	return actions.flatMap(({place, text}) => (hasHole(text) && !told.has(place.range) ? [{place, why: `the action ${text} is not told`}] : []));
}

function statementOf(node: MapNode, effect: Statement['effect'], scope: SymbolScope, clauses: readonly Clause[]): Statement {
	const tokens = (key: string) => listedTokens(memberOf(node, key), scope, clauses);
	const notPrincipals = [...principalsOf(memberOf(node, 'NotPrincipal'), scope, clauses)];
	return {
		effect,
		place: placeOf(scope.file, node, scope.logicalId),
		actions: tokens('Action'),
		notActions: tokens('NotAction'),
		resources: tokens('Resource'),
		notResources: tokens('NotResource'),
		principals: [...principalsOf(memberOf(node, 'Principal'), scope, clauses)],
		...(notPrincipals.length === 0 ? {} : {notPrincipals}),
		conditions: firstConditions(conditionsOf(memberOf(node, 'Condition'), scope, clauses), scope),
		clauses,
	};
}

function* principalsOf(node: SourceNode | undefined, scope: SymbolScope, clauses: readonly Clause[]): Generator<Principal> {
	for (const {node: choice, clauses: held} of choicesOf(node, clauses)) {
		const named = choice.kind !== 'map' || callOf(choice) !== undefined ? [{key: 'AWS', value: choice}] : choice.entries;
		for (const {key, value} of named) for (const token of listedTokens(value, scope, held)) yield principalOf(key, token, scope);
	}
}

/** A principal by its kind and text. */
export function principalOf(kind: string, token: Token, {parameters}: Pick<SymbolScope, 'parameters'>): Principal {
	const text = token.text.trim();
	const name = kind === 'AWS' ? (arnFields(text)?.[4] ?? text) : text;
	const [, hole] = /^\$\{([^}]*)\}$/.exec(name) ?? [];
	if (isStar(text) || isStar(name)) return {kind, token, whom: {is: 'everyone'}};
	if (kind !== 'AWS') return {kind, token, whom: {is: kind === 'Service' ? 'service' : 'unknown'}};
	if (/^\d{12}$/.test(name)) return {kind, token, whom: {is: 'account', account: name}};
	// What is referred to in a template is of the same account.
	if (hole !== undefined) return {kind, token, whom: parameters.has(hole) ? {is: 'parameter', parameter: hole} : {is: 'own'}};
	return {kind, token, whom: {is: 'unknown'}};
}

function firstConditions(conditions: Iterable<Condition>, scope: SymbolScope): readonly Condition[] {
	const found: Condition[] = [];
	for (const condition of conditions) {
		if (found.length >= mostConditions) {
			leaveRest(scope, condition.place);
			break;
		}
		found.push(condition);
	}
	return found;
}

function* conditionsOf(node: SourceNode | undefined, scope: SymbolScope, clauses: readonly Clause[]): Generator<Condition> {
	for (const {node: choice, clauses: held} of choicesOf(node, clauses))
		for (const operator of entriesOf(choice))
			for (const {node: keys, clauses: under} of choicesOf(operator.value, held))
				for (const {key, keyRange, value} of entriesOf(keys))
					yield {
						operator: operator.key,
						key,
						place: {...placeOf(scope.file, value, scope.logicalId), range: keyRange},
						values: listedTokens(value, scope, under),
					};
}

/** A member by name; IAM takes the names in any case. */
function memberOf(node: MapNode, name: string): SourceNode | undefined {
	return node.entries.findLast(({key}) => key.toLowerCase() === name.toLowerCase())?.value;
}

/** Reads a document that is plain JSON; all of it is said to stand at one place. */
export function plainDocument(document: unknown, place: Place, clauses: readonly Clause[]): PolicyDocument {
	return {statements: listOf(field(document, 'Statement')).map((statement) => plainStatement(statement, place, clauses)), unread: []};
}

function plainStatement(statement: unknown, place: Place, clauses: readonly Clause[]): Statement {
	const tokens = (value: unknown): readonly Token[] => listOf(value).map((text) => ({text: String(text), place, clauses}));
	const conditions = Object.entries(field(statement, 'Condition') ?? {}).flatMap(([operator, keys]) =>
		Object.entries(keys ?? {}).map(([key, values]): Condition => ({operator, key, place, values: tokens(values)})),
	);
	return {
		effect: field(statement, 'Effect') === 'Deny' ? 'Deny' : 'Allow',
		place,
		actions: tokens(field(statement, 'Action')),
		notActions: tokens(field(statement, 'NotAction')),
		resources: tokens(field(statement, 'Resource')),
		notResources: tokens(field(statement, 'NotResource')),
		principals: plainPrincipals(field(statement, 'Principal'), tokens),
		...(field(statement, 'NotPrincipal') === undefined ? {} : {notPrincipals: plainPrincipals(field(statement, 'NotPrincipal'), tokens)}),
		conditions,
		clauses,
	};
}

/** None in a policy of an identity. */
function plainPrincipals(value: unknown, tokens: (value: unknown) => readonly Token[]): readonly Principal[] {
	const named = typeof value === 'string' ? [['AWS', value] as const] : Object.entries(value ?? {});
	return named.flatMap(([kind, names]) => tokens(names).map((token) => principalOf(kind, token, {parameters: new Set()})));
}

function field(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function listOf(value: unknown): readonly unknown[] {
	if (value === undefined) return [];
	return Array.isArray(value) ? value : [value];
}
