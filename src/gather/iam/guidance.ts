/** The roles that instructions and documents ask buyers to make, judged as those of a template are. */

import type {Place, Text} from '../../contract.ts';
import type {Condition, Identity, PolicySource, Principal, Statement, Token} from '../../evidence/iam.ts';
import type {PolicyTextOrigin, PolicyTexts, StatementText} from '../../evidence/policy-text.ts';
import {managedPolicy, managedPolicyNamed} from '../../iam/data.ts';
import {escalationsOf} from '../../iam/escalation.ts';
import {type Granted, grantsOf} from '../../iam/grants.ts';
import {someOf} from '../../language/lists.ts';
import {plainDocument} from './documents.ts';

/** How messages call the role that a text asks for. */
const names: Readonly<Record<PolicyTextOrigin['from'], string>> = {
	'usage-instructions': 'The role of the usage instructions',
	document: 'The role of this document',
	script: 'The role of this script',
	program: 'The role of this program',
};

/** One identity for each text that asks for anything: buyers make one role of it. */
export function guidedIdentities(texts: PolicyTexts): readonly Identity[] {
	const byText = new Map<string, {readonly origin: PolicyTextOrigin; readonly place: Place; readonly policies: PolicySource[]}>();
	const add = (origin: PolicyTextOrigin, policy: PolicySource) => {
		// What a script grants is not asked of the buyer.
		if (origin.from === 'script' || origin.from === 'program') return;
		const key = `${policy.place.file} ${JSON.stringify(origin)}`;
		const known = byText.get(key) ?? {origin, place: policy.place, policies: []};
		known.policies.push(policy);
		byText.set(key, known);
	};
	for (const {origin, kind, place, statements} of texts.policies)
		if (kind === 'identity') add(origin, {kind: 'inline', name: 'policy', place, statements: statements.map(statementOf), unread: []});
	for (const {origin, policy, written, stance} of texts.attachments) {
		const path = managedPolicyNamed(policy);
		if (stance !== 'asked' || path === undefined) continue;
		add(origin, {kind: 'aws-managed', name: path, place: written.place, ...plainDocument(managedPolicy(path), written.place, [])});
	}
	for (const {origin, actions, resources, stance} of texts.actions) {
		if (stance !== 'asked') continue;
		const [first] = actions;
		if (first === undefined) continue;
		// A sentence that names no resource may mean one that the reader knows; only all of a service is too much on anything.
		const named =
			resources.length > 0 ? resources : actions.filter(({value}) => value.endsWith(':*') || value === '*').map((action) => ({...action, value: '*'}));
		const statement = {
			...emptyStatement(first.place),
			actions: actions.map(tokenOf),
			resources: named.map(tokenOf),
			conditions: resources.length > 0 ? [] : [unreadCondition(first.place)],
		};
		add(origin, {kind: 'inline', name: 'policy', place: first.place, statements: [statement], unread: []});
	}
	return [...byText.values()].map(({origin, place, policies}): Identity => {
		const base = {kind: 'guidance', file: place.file, logicalId: names[origin.from], place, policies, onInstances: true, origin} as const;
		const granted = grantsOf(policies, undefined);
		return {...base, ...granted, tooWide: tooWideIn(granted), escalations: escalationsOf(policies, undefined, () => true)};
	});
}

/** Classes that a reviewer may let pass. */
const arguable = new Set(['write', 'data-read', 'permissions']);

function tooWideIn({wide, unscoped}: Granted): NonNullable<Identity['tooWide']> {
	return [
		...wide.map(({token, policy, weaklyFenced}) => ({
			place: token.place,
			grant: policy.kind === 'aws-managed' ? policy.name : token.text,
			sure: !weaklyFenced,
		})),
		...unscoped
			.filter(({class: weight, reach}) => weight !== 'agent-write' && reach === 'all')
			.map(({resource, actions, class: weight, weaklyFenced}) => ({
				place: resource.place,
				grant: `${someOf(actions)} on everything`,
				sure: !weaklyFenced && !arguable.has(weight),
			})),
	];
}

function emptyStatement(place: Place): Statement {
	return {
		effect: 'Allow',
		place,
		actions: [],
		notActions: [],
		resources: [],
		notResources: [],
		principals: [] satisfies readonly Principal[],
		conditions: [],
		clauses: [],
	};
}

function tokenOf({value, place}: Text): Token {
	return {text: value, place, clauses: []};
}

function statementOf({place, effect, actions, notActions, resources, notResources, condition}: StatementText): Statement {
	return {
		...emptyStatement(place),
		effect: effect?.value.toLowerCase() === 'deny' ? 'Deny' : 'Allow',
		actions: actions.map(tokenOf),
		notActions: notActions.map(tokenOf),
		resources: resources.map(tokenOf),
		notResources: notResources.map(tokenOf),
		conditions: condition === undefined ? [] : [unreadCondition(condition)],
	};
}

/** A condition whose key is not read: it narrows something, and who knows what. */
function unreadCondition(place: Place): Condition {
	return {operator: 'StringEquals', key: 'aws:…', place, values: []};
}
