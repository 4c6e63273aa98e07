import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {editions} from '../../src/policies/editions.ts';
import {policyIds} from '../../src/policies/ids.ts';
import {policies} from '../../src/policies/policies.ts';
import type {Policy} from '../../src/policies/policy.ts';
import {validators} from '../../validators/index.ts';
import {projectRoot} from '../helpers/project.ts';

/** A page in our words is a sentence or more; what goes into a report's line after "Not assessed: " is none. */
function faultsOf({editions: texts, wanting}: Policy): readonly string[] {
	const faults: string[] = [];
	for (const {id} of editions) {
		const {asks, change, source} = texts[id];
		if (!URL.canParse(source) || new URL(source).protocol !== 'https:') faults.push(`${id}: source is not an https URL`);
		if (asks === undefined && change === undefined) faults.push(`${id}: asks nothing and does not say why`);
		for (const text of [asks, change]) if (text !== undefined && !/^[A-Z].*\.$/.test(text)) faults.push(`${id}: not a sentence: ${text}`);
	}
	if (!/^needs .*[^.]$/.test(wanting)) faults.push('wanting does not read on from "Not assessed: "');
	return faults;
}

test('the catalogue has the ids of the contract, in its order', (t) => {
	t.deepEqual(
		policies.map(({id}) => id),
		[...policyIds],
	);
	t.is(new Set(policyIds).size, 44);
});

const file = join(projectRoot, '..', 'shared', 'contract', 'policies.json');
(existsSync(file) ? test : test.skip)('groups, evidence and order are those of the contract (left out where ../shared is not here)', (t) => {
	const contract = JSON.parse(readFileSync(file, 'utf8')) as {readonly policies: readonly {id: string; group: string; evidence: string[]}[]};
	t.deepEqual(
		policies.map(({id, group, evidence}) => ({id, group, evidence})),
		contract.policies.map(({id, group, evidence}) => ({id, group, evidence})) as never,
	);
});

for (const policy of policies) {
	test(`${policy.id}: is told in full`, (t) => {
		t.deepEqual(faultsOf(policy), []);
	});
}

test('every rule that settles a policy exists, belongs to it and can show it', (t) => {
	const rules = new Map(validators.map((rule) => [rule.id, rule]));
	for (const {id, settledBy} of policies) {
		for (const rule of settledBy) {
			t.is(rules.get(rule)?.policy, id, `${rule} settles ${id}`);
			t.is(typeof rules.get(rule)?.shows, 'function', `${rule} has no shows`);
		}
	}
});

test('a policy that is told badly is found out', (t) => {
	const [policy] = policies;
	if (policy === undefined) throw new Error('no policy');
	const broken: Policy = {
		...policy,
		editions: {'ami-2020': {asks: 'no capital', source: 'http://example.com'}, 'ami-2025': {source: 'https://example.com'}},
		wanting: 'The root file system.',
	};
	t.deepEqual(faultsOf(broken), [
		'ami-2020: source is not an https URL',
		'ami-2020: not a sentence: no capital',
		'ami-2025: asks nothing and does not say why',
		'wanting does not read on from "Not assessed: "',
	]);
});
