/** Whom trust and resource policies let in, when their conditions and Deny statements have had their say. */

import type {Admission, Condition, PolicyDocument, Principal, Statement, Token} from '../../evidence/iam.ts';
import {actionPattern} from '../../iam/actions.ts';
import {isFixed, isWithin, turnedRound} from '../../iam/denial.ts';
import {arnFields, coversPattern, hasHole} from '../../iam/pattern.ts';
import {scopesNothing} from '../../iam/values.ts';
import {type Issuer, sharedIssuers} from '../../limits/issuers.ts';
import type {SymbolScope} from '../symbolic.ts';
import {principalOf} from './documents.ts';

type Scope = Pick<SymbolScope, 'parameters'>;

/** Whom one value of a condition lets through: everyone; somebody of whom nothing bad is known; or who is named. */
type Passage = {readonly is: 'everyone' | 'some'} | {readonly is: 'named'; readonly token: Token; readonly whom: Admission['whom']};

/** One test that a request must pass; one of these is enough to pass it. */
type Guard = readonly Passage[];

/** Whether a condition on a key can say whom a policy is for. */
type SaysWho = RegExp;

/** In a trust policy only who calls counts: a network or a secret word is no name. */
const ofTrust: SaysWho = /^aws:(?:Principal(?:Account|Arn|OrgID|OrgPaths)|SourceA(?:ccount|rn)|SourceOrgID)$/i;

/** Keys that say who calls, on whose behalf, or from which network. Any account may tag its own principals as it likes. */
const ofResource: SaysWho =
	/^aws:(?:Principal(?:Account|Arn|Org|ServiceName|IsAWSService)|Source|VpcSource|Vpce|Via|Called|UserId)|^kms:(?:CallerAccount|ViaService)|^s3:DataAccessPoint|^sns:Endpoint|^elasticfilesystem:/i;

/** Deny statements that are held against what is allowed, and texts in one of them; of more, nobody is kept out. */
const mostDenials = 50;
const mostTokens = 500;

/** Whom each Allow statement of a trust or resource policy lets in; `providers` are the hosts of identity providers that the template makes, by logical id. */
export function admissionsOf(
	{statements}: PolicyDocument,
	kind: 'trust' | 'resource',
	scope: Scope,
	providers: ReadonlyMap<string, string> = new Map(),
): readonly Admission[] {
	const denials = statements.filter(({effect}) => effect === 'Deny').slice(0, mostDenials);
	const keys = kind === 'trust' ? ofTrust : ofResource;
	return statements.flatMap((statement) => {
		if (statement.effect === 'Deny') return [];
		const guards = guardsIn(statement, denials);
		const ofAll = (condition: Condition) => passagesOf(condition, keys, scope);
		const base = {statement, keys: statement.conditions.map(({key}) => key)};
		return principalsIn(statement).flatMap(({kind: principal, whom, token}): readonly Admission[] => {
			const made = principal === 'Federated' ? providers.get(/^\$\{(\w{1,255})(?:\.Arn)?\}$/.exec(token.text.trim())?.[1] ?? '') : undefined;
			const issuer = principal === 'Federated' ? issuerOf(made ?? token.text) : undefined;
			if (made !== undefined && issuer === undefined) return [{...base, token, whom: {is: 'provider', host: made}}];
			if (issuer === undefined && (whom.is !== 'everyone' || principal === 'Service')) return [{...base, token, whom}];
			const found = issuer === undefined ? guards('', ofAll) : guards(issuer.host, (condition) => claimPassages(condition, issuer, scope));
			const all: Admission['whom'] = issuer === undefined ? whom : {is: 'issuer', issuer: issuer.host};
			return found === undefined ? [] : admittedBy(found, {token, whom: all}).map((admitted) => ({...base, ...admitted}));
		});
	});
}

/** Those whom a statement names; for `NotPrincipal` everyone, since all others are let in. */
function principalsIn({principals, notPrincipals = []}: Statement): readonly Principal[] {
	const [left] = notPrincipals;
	if (principals.length > 0 || left === undefined || notPrincipals.some(({whom}) => whom.is === 'everyone')) return principals;
	return [{kind: 'AWS', token: left.token, whom: {is: 'everyone'}}];
}

/** Who passes all guards. Where one lets nobody else's account through, none comes in; where nothing guards, all do. */
function admittedBy(guards: readonly Guard[], all: Pick<Admission, 'token' | 'whom'>): readonly Pick<Admission, 'token' | 'whom'>[] {
	const real = guards.filter((guard) => guard.length > 0 && !guard.some(({is}) => is === 'everyone'));
	if (real.length === 0) return [all];
	const isOwn = (passage: Passage) => passage.is === 'named' && passage.whom.is === 'own';
	if (real.some((guard) => guard.every(isOwn))) return [];
	const named = real.find((guard) => guard.some((passage) => passage.is === 'named' && !isOwn(passage))) ?? [];
	return named.flatMap((passage) => (passage.is === 'named' ? [{token: passage.token, whom: passage.whom}] : []));
}

/** How the conditions of a statement are read. */
type Reading = (condition: Condition) => Guard;

/** The guards of a statement by what they are about, each read once. Nothing where a Deny takes all of it away. */
function guardsIn(statement: Statement, denials: readonly Statement[]): (about: string, read: Reading) => readonly Guard[] | undefined {
	const known = new Map<string, readonly Guard[] | undefined>();
	return (about, read) => {
		if (!known.has(about)) known.set(about, guardsOf(statement, denials, read));
		return known.get(about);
	};
}

/** Each condition is a guard, and each Deny that covers the statement, turned round: whoever fails one of its tests is not denied. */
function guardsOf(statement: Statement, denials: readonly Statement[], read: Reading): readonly Guard[] | undefined {
	const guards = statement.conditions.map(read);
	for (const denial of denials) {
		if (!covers(denial, statement)) continue;
		const {conditions, notPrincipals = []} = denial;
		if (conditions.length + notPrincipals.length === 0) return undefined;
		const turned = conditions.map(turnedRound);
		guards.push([...notPrincipals.map(passageOf), ...turned.flatMap((condition): Guard => (condition === undefined ? [{is: 'everyone'}] : read(condition)))]);
	}
	return guards;
}

/** Whether a Deny surely is for all, or all but some, and for all that a statement allows. */
function covers(denial: Statement, allow: Statement): boolean {
	const within = allow.clauses;
	if ([denial, allow].some(({actions, resources, principals}) => actions.length + resources.length + principals.length > mostTokens)) return false;
	const isFor = (denial.notPrincipals?.length ?? 0) > 0 || denial.principals.some(({whom, token}) => whom.is === 'everyone' && isFixed(token, within));
	const isCovered = (outer: readonly Token[], inner: readonly Token[], read: (text: string) => string) =>
		inner.every(({text}) => outer.some((token) => isFixed(token, within) && coversPattern(read(token.text), read(text))));
	return (
		isFor &&
		isWithin(denial.clauses, within) &&
		denial.notResources.length + denial.notActions.length + allow.notActions.length + allow.notResources.length === 0 &&
		isCovered(denial.actions, allow.actions, actionPattern) &&
		isCovered(denial.resources, allow.resources, (text) => text.trim())
	);
}

function passageOf({token, whom}: Principal): Passage {
	if (whom.is === 'everyone') return {is: 'everyone'};
	return whom.is === 'service' || whom.is === 'unknown' ? {is: 'some'} : {is: 'named', token, whom};
}

const equals = /^(?:ForAnyValue:)?(?:String(?:Equals|EqualsIgnoreCase|Like)|Arn(?:Equals|Like))$/i;

/** Whom a condition lets through, value by value. A key that may be missing, or must not match, keeps nobody out. */
function passagesOf({operator, key, values}: Condition, saysWho: SaysWho, scope: Scope): Guard {
	if (!saysWho.test(key) || scopesNothing(values)) return [{is: 'everyone'}];
	if (/^Bool$/i.test(operator)) return values.map(({text}) => ({is: text.toLowerCase() === 'true' ? 'some' : 'everyone'}));
	if (/^IpAddress$/i.test(operator)) return [{is: 'some'}];
	if (!equals.test(operator)) return [{is: 'everyone'}];
	const isPattern = /Like$|Arn/i.test(operator);
	return values.map((token): Passage => {
		if (!isPattern && /[*?]/.test(token.text)) return {is: 'some'};
		if (/Account$|SourceOwner$/i.test(key)) return named(token, token.text, scope);
		if (/Arn$/i.test(key)) return arnPassage(token, scope);
		if (/Org(?:ID|Paths)$/i.test(key)) return organizationPassage(token, scope);
		return {is: 'some'};
	});
}

/** The account of a value, as that of a principal. */
function named(token: Token, account: string, scope: Scope): Passage {
	return /[*?]/.test(account) ? {is: 'everyone'} : passageOf(principalOf('AWS', {...token, text: account}, scope));
}

function arnPassage(token: Token, scope: Scope): Passage {
	const text = token.text.trim();
	const [, , service, , account, resource = ''] = arnFields(text) ?? [];
	if (account === undefined) {
		const [found] = /(?<!\d)\d{12}(?!\d)/.exec(text) ?? [];
		return found === undefined && /[*?]/.test(text) ? {is: 'everyone'} : named(token, found ?? text, scope);
	}
	// The names of buckets are the world's: no account stands in their ARNs.
	if (service === 's3') return /^[*?]/.test(resource) ? {is: 'everyone'} : {is: 'some'};
	return account === '' ? {is: 'some'} : named(token, account, scope);
}

function organizationPassage(token: Token, scope: Scope): Passage {
	const [organization = ''] = token.text.trim().split('/');
	if (/^o-[a-z0-9]{10,32}$/.test(organization)) return {is: 'named', token, whom: {is: 'organization', organization}};
	return named(token, organization, scope);
}

/** The shared issuer that a provider stands for: `arn:aws:iam::111122223333:oidc-provider/gitlab.com`, or `accounts.google.com` by itself. */
function issuerOf(text: string): Issuer | undefined {
	const marker = 'oidc-provider/';
	const at = text.indexOf(marker);
	const host = (at < 0 ? text : text.slice(at + marker.length)).trim().toLowerCase();
	return sharedIssuers.find((issuer) => host === issuer.host || host.startsWith(`${issuer.host}/`));
}

/** Whom a condition on a token's claims lets through. */
function claimPassages({operator, key, values}: Condition, {host, claims, namesTenant}: Issuer, scope: Scope): Guard {
	const at = key.lastIndexOf(':');
	const isIts = key.slice(0, at).toLowerCase().startsWith(host) && claims.test(key.slice(at + 1).toLowerCase());
	// A token of theirs always has its claims.
	const name = operator.replace(/IfExists$/i, '');
	if (!isIts || !equals.test(name) || values.length === 0) return [{is: 'everyone'}];
	const isPattern = /Like$/i.test(name);
	return values.map((token): Passage => {
		if (!isPattern && /[*?]/.test(token.text)) return {is: 'some'};
		// Behind the claim's own word, as in `repo:` and `organization:`, stands whose it is.
		const tenant = token.text.trim().replace(/^[a-z_]{1,40}:/, '');
		if (tenant === '' || /^[*?]/.test(tenant)) return {is: 'everyone'};
		const [, hole] = /^\$\{([^}]{0,300})\}/.exec(tenant) ?? [];
		if (hole !== undefined) return scope.parameters.has(hole) ? {is: 'named', token, whom: {is: 'own'}} : {is: 'some'};
		if (!namesTenant || (hasHole(tenant) && !/^[^/:$]{1,200}[/:]/.test(tenant))) return {is: 'some'};
		return {is: 'named', token, whom: {is: 'tenant', issuer: host, tenant: token.text}};
	});
}
