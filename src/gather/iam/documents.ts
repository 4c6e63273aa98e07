/** Policy documents, as templates write them and as AWS's managed policies are kept. */

import type {Place} from '../../contract.ts';
import type {Clause, Condition, PolicyDocument, Principal, Statement, Token} from '../../evidence/iam.ts';
import {entriesOf, type MapNode, placeOf, type SourceNode} from '../../tree.ts';
import {choicesOf, listed, listedTokens, merged, type SymbolScope} from '../symbolic.ts';
import {callOf} from '../values.ts';

const nothing: PolicyDocument = {statements: [], unread: []};

/** Statements of one policy that are read. IAM itself allows 10,240 characters. */
const mostStatements = 500;

/** Reads a policy document under the conditions that it stands under. */
export function documentOf(node: SourceNode | undefined, scope: SymbolScope, clauses: readonly Clause[] = []): PolicyDocument {
	const documents = [...choicesOf(node, clauses)].map(({node: choice, clauses: held}): PolicyDocument => {
		if (choice.kind !== 'map' || callOf(choice) !== undefined) return unreadable(choice, scope, 'the policy is made by an expression that is not followed');
		return statementsOf(memberOf(choice, 'Statement'), scope, held);
	});
	return joinedDocuments(documents);
}

/** Several documents as one. */
export function joinedDocuments(documents: readonly PolicyDocument[]): PolicyDocument {
	return {statements: documents.flatMap(({statements}) => statements).slice(0, mostStatements), unread: documents.flatMap(({unread}) => unread)};
}

function unreadable(node: SourceNode, scope: SymbolScope, why: string): PolicyDocument {
	return {...nothing, unread: [{place: placeOf(scope.file, node, scope.logicalId), why}]};
}

function statementsOf(node: SourceNode | undefined, scope: SymbolScope, clauses: readonly Clause[]): PolicyDocument {
	return joinedDocuments(
		[...listed(node, clauses)].map(({node: item, clauses: held}) => {
			if (item.kind !== 'map') return unreadable(item, scope, 'a statement is no object');
			if (callOf(item) !== undefined) return unreadable(item, scope, 'a statement is made by an expression that is not followed');
			const effects = listedTokens(memberOf(item, 'Effect'), scope, held);
			const statements = effects.flatMap((effect): readonly Statement[] => {
				const name = effect.text.toLowerCase();
				const under = merged(held, effect.clauses);
				// An effect that is not known is taken for the worse one.
				return under === undefined ? [] : [statementOf(item, name === 'deny' ? 'Deny' : 'Allow', scope, under)];
			});
			return {statements, unread: []};
		}),
	);
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
		conditions: [...conditionsOf(memberOf(node, 'Condition'), scope, clauses)],
		clauses,
	};
}

function* principalsOf(node: SourceNode | undefined, scope: SymbolScope, clauses: readonly Clause[]): Generator<Principal> {
	for (const {node: choice, clauses: held} of choicesOf(node, clauses)) {
		if (choice.kind !== 'map' || callOf(choice) !== undefined)
			for (const token of listedTokens(choice, scope, held)) yield {kind: token.text === '*' ? '*' : 'AWS', token};
		else for (const {key, value} of choice.entries) for (const token of listedTokens(value, scope, held)) yield {kind: key, token};
	}
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
	if (typeof value === 'string') return tokens(value).map((token) => ({kind: value === '*' ? '*' : 'AWS', token}));
	return Object.entries(value ?? {}).flatMap(([kind, names]) => tokens(names).map((token) => ({kind, token})));
}

function field(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function listOf(value: unknown): readonly unknown[] {
	if (value === undefined) return [];
	return Array.isArray(value) ? value : [value];
}
