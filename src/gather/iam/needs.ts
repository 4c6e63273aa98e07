/** What instances are seen to call, held against what their roles allow. */

import type {GuidanceGap, Identity, InstanceRole, Need, Token, UnusedGrant} from '../../evidence/iam.ts';
import type {ApiCall, PolicyTexts} from '../../evidence/policy-text.ts';
import {classOf} from '../../iam/classes.ts';
import {actionOf} from '../../iam/data.ts';
import {namedBy, openActions} from '../../iam/grants.ts';

/** Calls that scripts of a launch surely make and its role does not allow, on whatever resource. Roles that could not be read to the end are left out. */
export function needsOf(instanceRoles: readonly InstanceRole[], {calls}: PolicyTexts): readonly Need[] {
	return instanceRoles.flatMap((instanceRole) => {
		const {launch, file, roles} = instanceRole;
		const [role] = roles;
		if (role === undefined || roles.length > 1 || !isReadable(role)) return [];
		const made = calls.filter(({origin, sure, call}) => sure && origin.from === 'script' && origin.logicalId === launch && call.place.file === file);
		return made.flatMap((call): Need[] => {
			const name = `${call.service}:${call.action}`;
			const action = actionOf(name);
			// AWS does not know the action: the call is not understood. Callers need no right to ask who they are.
			if (action === undefined || action.name === 'sts:GetCallerIdentity' || allows(role, action.name)) return [];
			return [{launch, role, action: action.name, call: call.call}];
		});
	});
}

function isReadable({policies, inCutTemplate}: Identity): boolean {
	if (inCutTemplate) return false;
	return policies.every(({unread, statements}) => unread.length === 0 && statements.every(({actions}) => !actions.some(({text}) => text.includes('${'))));
}

function allows({policies, boundary}: Identity, action: string): boolean {
	const name = action.toLowerCase();
	return (
		openActions(policies, boundary)(name) &&
		policies.some(({statements}) => statements.some((statement) => statement.effect === 'Allow' && namedBy(statement)(name)))
	);
}

/**
 * Actions that an instance's role names and that no script, document or instruction calls or speaks of. Said only of roles some of whose
 * actions are seen: where nothing is seen, the program inside the AMI makes the calls. Not said where a template is cut: the calls may be in the rest of it.
 */
export function unusedOf(instanceRoles: readonly InstanceRole[], {calls, actions}: PolicyTexts): readonly UnusedGrant[] {
	const seen = new Set([
		...calls.map(({service, action}: ApiCall) => `${service}:${action}`.toLowerCase()),
		...actions.flatMap((text) => text.actions.map(({value}) => value.toLowerCase())),
	]);
	const roles = rolesOf(instanceRoles);
	if (roles.some(({inCutTemplate}) => inCutTemplate)) return [];
	return roles.flatMap((role): UnusedGrant[] => {
		const named = role.policies
			.filter(({kind}) => kind !== 'aws-managed')
			.flatMap(({statements}) => statements.filter(({effect}) => effect === 'Allow').flatMap((statement) => statement.actions));
		// What agents do is called by no script of the seller's.
		const written = named.filter(({text}) => {
			const action = actionOf(text);
			return action !== undefined && classOf(action) !== 'agent-write';
		});
		const unused = written.filter(({text}) => !seen.has(text.toLowerCase()));
		return unused.length === 0 || unused.length === written.length ? [] : [{role, tokens: unused}];
	});
}

/** Each role once, however many launches have it. */
function rolesOf(instanceRoles: readonly InstanceRole[]): readonly Identity[] {
	return [...new Map(instanceRoles.flatMap(({roles}) => roles.map((role) => [`${role.file} ${role.logicalId}`, role] as const))).values()];
}

/** Holds the role that standalone instructions write out against the one role that the templates give to instances. */
export function guidanceGapsOf(identities: readonly Identity[], instanceRoles: readonly InstanceRole[]): readonly GuidanceGap[] {
	const roles = rolesOf(instanceRoles);
	const [role] = roles;
	if (role === undefined || roles.length > 1 || !isReadable(role)) return [];
	return identities.flatMap((guidance): GuidanceGap[] => {
		const {kind, origin, place} = guidance;
		if (kind !== 'guidance' || origin?.from !== 'usage-instructions' || origin.option !== 'standalone') return [];
		const asked = actionTokens(guidance);
		// Prose may name some actions as examples; a policy that is written out is meant to be all.
		if (!guidance.policies.some(({statements}) => statements.some(({resources}) => resources.length > 0))) return [];
		const more = asked.filter(({text}) => !allows(role, text));
		const less = [...new Set(actionTokens(role).map(({text}) => text))].filter((text) => !allows(guidance, text));
		return more.length + less.length === 0 ? [] : [{role, more, less, place}];
	});
}

/** The single actions that an identity is allowed by name. */
function actionTokens({policies}: Identity): readonly Token[] {
	const statements = policies.filter(({kind}) => kind !== 'aws-managed').flatMap((policy) => policy.statements);
	return statements.filter(({effect}) => effect === 'Allow').flatMap(({actions}) => actions.filter(({text}) => actionOf(text) !== undefined));
}
