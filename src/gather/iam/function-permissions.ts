/** `AWS::Lambda::Permission`, as the statement that it adds to the policy of its function. */

import type {Condition, Statement, Token} from '../../evidence/iam.ts';
import type {Resource} from '../../evidence/template.ts';
import {entryOf, get, placeOf} from '../../tree.ts';
import {listedTokens, type SymbolScope} from '../symbolic.ts';
import {principalOf} from './documents.ts';

/** Properties that narrow it, as the conditions that Lambda makes of them. */
const conditionOf: Readonly<Record<string, readonly [operator: string, key: string]>> = {
	SourceArn: ['ArnLike', 'aws:SourceArn'],
	SourceAccount: ['StringEquals', 'aws:SourceAccount'],
	PrincipalOrgID: ['StringEquals', 'aws:PrincipalOrgID'],
	EventSourceToken: ['StringEquals', 'lambda:EventSourceToken'],
};

/** The statement of one permission. */
export function permissionStatement({place, properties}: Resource, scope: SymbolScope): Statement {
	const tokens = (name: string): readonly Token[] => listedTokens(get(properties, name), scope);
	const conditions = Object.entries(conditionOf).flatMap(([property, [operator, key]]): readonly Condition[] => {
		const entry = entryOf(properties, property);
		const values = tokens(property);
		// Left out by `AWS::NoValue`, it narrows nothing.
		return entry === undefined || values.length === 0 ? [] : [{operator, key, place: placeOf(scope.file, entry.value, scope.logicalId), values}];
	});
	const isService = ({text}: Token) => /\.(?:amazonaws|amazon)\.com|URLSuffix/.test(text);
	return {
		effect: 'Allow',
		place,
		actions: tokens('Action'),
		notActions: [],
		resources: tokens('FunctionName'),
		notResources: [],
		principals: tokens('Principal').map((token) => principalOf(isService(token) ? 'Service' : 'AWS', token, scope)),
		conditions,
		clauses: [],
	};
}
