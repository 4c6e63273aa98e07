/** Which role each launch of a template gives to its instances. */

import type {Identity, InstanceRole} from '../../evidence/iam.ts';
import type {Resource, Template} from '../../evidence/template.ts';
import {get} from '../../tree.ts';
import {listedTokens, namesIn} from '../symbolic.ts';
import {profileRoles, type ScopeOf} from './identities.ts';

/** Where a launch names its instance profile: by logical id, name or ARN. */
const profilePaths: Readonly<Record<string, readonly (readonly string[])[]>> = {
	'AWS::EC2::Instance': [['IamInstanceProfile']],
	'AWS::AutoScaling::LaunchConfiguration': [['IamInstanceProfile']],
	'AWS::EC2::LaunchTemplate': [
		['LaunchTemplateData', 'IamInstanceProfile', 'Arn'],
		['LaunchTemplateData', 'IamInstanceProfile', 'Name'],
	],
};

/** Every profile that a launch may have, each with the roles of the template that it holds. */
export function instanceRolesOf({file, resources, parameters}: Template, identities: readonly Identity[], scopeOf: ScopeOf): readonly InstanceRole[] {
	const byId = new Map(resources.map((resource) => [anyRound(resource.logicalId), resource]));
	const own = new Map(identities.map((identity) => [identity.logicalId, identity]));
	const isParameter = new Set(parameters.map(({name}) => name));
	const rolesOf = rolesByProfile(own, scopeOf);
	return resources.flatMap((launch) => {
		const paths = Object.hasOwn(profilePaths, launch.type) ? (profilePaths[launch.type] ?? []) : [];
		const tokens = paths.flatMap((path) => listedTokens(get(launch.properties, ...path), scopeOf(launch))).filter(({text}) => text !== '');
		const profiles = tokens.map((token): InstanceRole => {
			const [name = ''] = namesIn(token.text);
			const profile = byId.get(anyRound(name));
			const base = {file, launch: launch.logicalId, token};
			if (profile?.type === 'AWS::IAM::InstanceProfile') {
				return {...base, from: 'template', roles: rolesOf(profile)};
			}
			return {...base, from: isParameter.has(name) || token.parameter !== undefined ? 'parameter' : profile === undefined ? 'outside' : 'template', roles: []};
		});
		const first = new Map<string, InstanceRole>();
		for (const profile of profiles) {
			const key = JSON.stringify([profile.token.place, profile.from]);
			if (!first.has(key)) first.set(key, profile);
		}
		return [...first.values()];
	});
}

/** A logical id whatever its loop calls its variable: `Profile${N}` and `Profile${Name}` are made for the same rounds. */
function anyRound(logicalId: string): string {
	return logicalId.replace(/\$\{[^${}]*\}/g, '${}');
}

/** The roles that a profile holds, read once for all that name it. */
function rolesByProfile(own: ReadonlyMap<string, Identity>, scopeOf: ScopeOf): (profile: Resource) => readonly Identity[] {
	const known = new Map<Resource, readonly Identity[]>();
	return (profile) => {
		const roles = known.get(profile) ?? [...new Set(profileRoles(profile, scopeOf(profile)))].flatMap((role) => own.get(role) ?? []);
		known.set(profile, roles);
		return roles;
	};
}
