/** What resources of two releases run with: their roles and security groups, by profiles, launch templates and network interfaces too. */

import type {Token} from '../evidence/iam.ts';
import type {Clause, Resource} from '../evidence/template.ts';
import {merged, namesIn} from '../gather/symbolic.ts';
import {attachments} from '../limits/attachments.ts';
import {canonicalTexts, type Side, tokensAlong} from './side.ts';
import {whenOf} from './worlds.ts';

/** A role or security group that a resource names, and the conditions under which it has it. */
export type Attached = {
	readonly token: Token;
	readonly clauses: readonly Clause[];
	/** By its new name; nothing where it is none of the template's. */
	readonly id?: string;
	readonly resource?: Resource;
	/** Whether it is the buyer who names it. */
	readonly isBuyers: boolean;
};

type Paths = readonly (readonly string[])[];

/** A resource in both releases, and what it runs with in each. */
export type Runner = {readonly was: Resource; readonly is: Resource; readonly before: readonly Attached[]; readonly after: readonly Attached[]};

/** Resources that both releases have, each as it was and as it is. */
export function runnersOf(old: Side, next: Side): readonly Pick<Runner, 'was' | 'is'>[] {
	const before = new Map(old.template.resources.map((resource) => [old.renamed(resource.logicalId), resource]));
	return next.template.resources.flatMap((is) => {
		const was = before.get(is.logicalId);
		return was === undefined || was.type !== is.type ? [] : [{was, is}];
	});
}

/** What a resource itself runs with. */
type Reader = (resource: Resource, side: Side) => readonly Attached[];

function pathsOf(table: Readonly<Record<string, Paths>>, {type}: Resource): Paths {
	return Object.hasOwn(table, type) ? (table[type] ?? []) : [];
}

function namedAt(resource: Resource, side: Side, paths: Paths): readonly Attached[] {
	const scope = side.scopeOf(resource);
	return paths
		.flatMap((path) => tokensAlong(resource, side, path))
		.flatMap((token): readonly Attached[] => {
			if (token.text === '') return [];
			const names = namesIn(token.text).filter((name) => !name.startsWith('AWS::'));
			const id = names.find((name) => side.resourceOf.has(name));
			const found = id === undefined ? undefined : side.resourceOf.get(id);
			const isBuyers = token.parameter !== undefined || names.some((name) => scope.parameterOf.has(name));
			const of = {token, clauses: token.clauses, isBuyers};
			return [id === undefined || found === undefined ? of : {...of, id: side.renamed(id), resource: found}];
		});
}

/** The instance profiles that a resource names. */
export function profilesOf(resource: Resource, side: Side): readonly Resource[] {
	return namedAt(resource, side, pathsOf(attachments.profiles, resource)).flatMap((named) => named.resource ?? []);
}

/** The roles that a resource runs with itself. */
export const rolesOf: Reader = (resource, side) => {
	const named = namedAt(resource, side, pathsOf(attachments.profiles, resource)).flatMap((profile) =>
		profile.resource?.type === 'AWS::IAM::InstanceProfile' ? through(profile, namedAt(profile.resource, side, [['Roles', '*']])) : [profile],
	);
	const roles = [...named, ...namedAt(resource, side, pathsOf(attachments.roles, resource))];
	const own = side.identities.find(({logicalId, kind}) => logicalId === resource.logicalId && kind === 'role');
	// SAM makes a role of its own for a function that names none.
	if (roles.length === 0 && own !== undefined && resource.type.startsWith('AWS::Serverless::'))
		return [
			{token: {text: resource.logicalId, place: resource.place, clauses: []}, clauses: [], id: side.renamed(resource.logicalId), resource, isBuyers: false},
		];
	return roles.map((role) => (side.identities.some(({logicalId}) => logicalId === role.resource?.logicalId) ? role : fromElsewhere(role)));
};

/** The security groups that a resource is in itself. */
export const groupsOf: Reader = (resource, side) =>
	namedAt(resource, side, pathsOf(attachments.groups, resource))
		// A VPC's own group lets in nobody but its members.
		.filter(({token}) => !token.text.endsWith('.DefaultSecurityGroup}'))
		.map((group) => (group.resource?.type === 'AWS::EC2::SecurityGroup' ? group : fromElsewhere(group)));

/** What another resource answers, such as a nested stack, is none of the template's. */
function fromElsewhere({token, clauses, isBuyers}: Attached): Attached {
	return {token, clauses, isBuyers};
}

/** What is named by what is named, under the conditions of both. */
function through(outer: Attached, inner: readonly Attached[]): readonly Attached[] {
	return inner.flatMap((one) => {
		const clauses = merged(outer.clauses, one.clauses);
		return clauses === undefined ? [] : [{...one, token: {...one.token, place: outer.token.place}, clauses}];
	});
}

/** What a resource runs with in both releases, where that is not the same; its own, or else its launch template's. */
export function runnerOf(old: Side, next: Side, was: Resource, is: Resource, read: Reader): Runner | undefined {
	const [before, after] = [read(was, old), read(is, next)];
	const launches = [namedAt(was, old, pathsOf(attachments.launches, was)), namedAt(is, next, pathsOf(attachments.launches, is))] as const;
	const isSame = (one: readonly Attached[], other: readonly Attached[]) => keyOf(one, old) === keyOf(other, next);
	// What a launch template itself gains is told of it.
	if (isSame(before, after) && isSame(...launches)) return undefined;
	const inherited = (named: readonly Attached[], side: Side) =>
		// What a launch template from elsewhere says is taken for what the buyer says.
		named.flatMap((launch) => (launch.resource === undefined ? [{...launch, isBuyers: true}] : through(launch, read(launch.resource, side))));
	const runner: Runner = {
		was,
		is,
		before: before.length > 0 ? before : inherited(launches[0], old),
		after: after.length > 0 ? after : inherited(launches[1], next),
	};
	return isSame(runner.before, runner.after) ? undefined : runner;
}

function keyOf(attached: readonly Attached[], side: Side): string {
	const keys = attached.map(({id, token, clauses}) => `${id ?? textOf(token, side)} ${whenOf(clauses)}`);
	return [...new Set(keys)].toSorted().join('\n');
}

/** A token as both releases would spell it. */
export function textOf(token: Token, side: Side): string {
	return canonicalTexts([token], side)[0] ?? '';
}

/** Those that are none of the template's: nobody knows here what they allow. */
export function unknownIn(attached: readonly Attached[], side: Side): ReadonlySet<string> {
	return new Set(attached.filter(({id}) => id === undefined).map(({token}) => textOf(token, side)));
}
