/** IAM as a template writes it: identities with all that they are granted, and the policies of resources. */

import type {Fix, Place, Text} from '../contract.ts';
import type {PolicyTextOrigin} from './policy-text.ts';
import type {Clause} from './template.ts';
import type {Unread} from './unread.ts';

/** A text of a policy: an action, an ARN, a principal. What is not known stands in it as `${name}`. */
export type Token = {
	readonly text: string;
	readonly place: Place;
	/** The parameter whose default or allowed value it is. */
	readonly parameter?: string;
	/** What reports show in its place, where a parameter that stays hidden gives it: `${ExternalId}`. */
	readonly shown?: string;
	readonly clauses: readonly Clause[];
};

/** A token as reports show it. */
export function shownOf({text, shown}: Pick<Token, 'text' | 'shown'>): string {
	return shown ?? text;
}

/** One `operator: {key: values}` of a statement's `Condition`. */
export type Condition = {readonly operator: string; readonly key: string; readonly place: Place; readonly values: readonly Token[]};

/** A principal of a trust or resource policy: `AWS`, `Service`, `Federated`, `CanonicalUser`, or `*`. */
export type Principal = {
	readonly kind: string;
	readonly token: Token;
	/**
	 * Whom it lets in: everyone; the stack's own account or a part of the template; another account, by its number; one that a parameter
	 * names; or what is not known.
	 */
	readonly whom:
		| {readonly is: 'everyone' | 'own' | 'service' | 'unknown'}
		| {readonly is: 'account'; readonly account: string}
		| {readonly is: 'parameter'; readonly parameter: string};
};

/** One statement of a policy. */
export type Statement = {
	readonly effect: 'Allow' | 'Deny';
	readonly place: Place;
	readonly actions: readonly Token[];
	readonly notActions: readonly Token[];
	readonly resources: readonly Token[];
	readonly notResources: readonly Token[];
	readonly principals: readonly Principal[];
	/** Those of a `NotPrincipal`: it holds for all others. */
	readonly notPrincipals?: readonly Principal[];
	readonly conditions: readonly Condition[];
	/** Conditions of the template under which it is there. */
	readonly clauses: readonly Clause[];
};

/** A policy document; `unread` names the parts that could not be followed. */
export type PolicyDocument = {readonly statements: readonly Statement[]; readonly unread: readonly Unread[]};

/** A policy that an identity has. Statements of an AWS managed policy lie at the place that names it. */
export type PolicySource = PolicyDocument & {
	readonly kind: 'inline' | 'customer-managed' | 'aws-managed';
	/** Name of an AWS managed policy, logical id of the others. */
	readonly name: string;
	readonly place: Place;
};

/** Whom an Allow statement of a trust or resource policy lets in, when its conditions and the policy's Deny statements have had their say. */
export type Admission = {
	readonly statement: Statement;
	/** What says so: a principal or, beside a principal for everyone, the value of a condition. */
	readonly token: Token;
	/** Besides principals: an AWS organization; whoever gets a token of an issuer that serves everyone; one of those whom such an issuer serves. */
	readonly whom:
		| Principal['whom']
		| {readonly is: 'organization'; readonly organization: string}
		| {readonly is: 'issuer'; readonly issuer: string}
		| {readonly is: 'tenant'; readonly issuer: string; readonly tenant: string}
		/** Whoever gets a token of a provider that the template makes for a host that is written out. */
		| {readonly is: 'provider'; readonly host: string};
	/** Keys of the statement's conditions. */
	readonly keys: readonly string[];
	/** Whether it is not there while all parameters keep their defaults. */
	readonly offByDefault?: true;
};

/** A policy that says whom it lets in. */
export type AdmittingPolicy = PolicyDocument & {readonly admissions: readonly Admission[]};

/**
 * A user, group or role of the template, a managed policy that no identity of the template has, or the role that a text asks buyers to make
 * (`guidance`).
 */
export type Identity = {
	readonly kind: 'role' | 'user' | 'group' | 'policy' | 'guidance';
	/** Where the text of a guidance stands. */
	readonly origin?: PolicyTextOrigin;
	readonly file: string;
	/** For a guidance, words in its place. */
	readonly logicalId: string;
	readonly place: Place;
	readonly policies: readonly PolicySource[];
	readonly boundary?: PolicySource;
	readonly trust?: AdmittingPolicy;
	/** Whether an instance profile of the template holds it. */
	readonly onInstances: boolean;
	/** For a guidance: what no reviewer lets pass, surely or likely. */
	readonly tooWide?: readonly {readonly place: Place; readonly grant: string; readonly sure: boolean}[];
	/** For a role of instances: how usage instructions may tell to make it by hand. */
	readonly draft?: string;
	/** All of a service, or more, on all that it holds. */
	readonly wide: readonly Grant[];
	/** Single actions on all that they work on. */
	readonly unscoped: readonly Unscoped[];
	/** Whether its policies were too large to be judged to the end. */
	readonly cut: boolean;
	/** There where its template is cut: what is missing in its policies may be in the file. */
	readonly inCutTemplate?: true;
	readonly escalations: readonly Escalation[];
	readonly deadConditions: readonly DeadCondition[];
};

/** What a policy is judged by: how bad it is when not scoped. */
export type ActionClass =
	| 'pass-role'
	| 'assume-role'
	| 'privilege'
	| 'secret-read'
	| 'data-read'
	| 'permissions'
	| 'write'
	/** What agents on an instance do all day: logs, metrics, word to Systems Manager. */
	| 'agent-write'
	/** Reading of what holds no data, or what cannot be scoped. */
	| 'harmless';

/** An action that a statement allows on more than it names. */
export type Grant = {
	readonly policy: PolicySource;
	readonly statement: Statement;
	/** The action's token: `s3:*`, `s3:PutObject`. For `NotAction`, its first. */
	readonly token: Token;
	readonly resource: Token;
	/** `everything` is `*`, `complement` is `NotAction`. */
	readonly width: 'everything' | 'service' | 'complement' | 'some';
	/** `type` is everything of one resource type. */
	readonly reach: 'all' | 'type';
	/** Actions by class, as AWS writes them; without the harmless ones. */
	readonly actions: readonly {readonly name: string; readonly class: ActionClass}[];
	/** Whether a condition on the Region, the network or the caller stands there, which narrows no resource. */
	readonly weaklyFenced: boolean;
};

/** Actions of one class that a statement allows on more than it names, by one resource token. */
export type Unscoped = Pick<Grant, 'policy' | 'statement' | 'resource' | 'reach' | 'weaklyFenced'> & {
	readonly class: ActionClass;
	/** As AWS writes them. */
	readonly actions: readonly string[];
	/** Names the template's own resources in place of `*`, where those are all that the statement's actions work on. */
	readonly fix?: Fix;
};

/** A known way to gain rights that an identity's grants add up to. */
export type Escalation = {
	/** Id at pathfinding.cloud: `iam-005`. */
	readonly id: string;
	readonly category: string;
	/** Where its actions are allowed on the identity itself, and not on all others. */
	readonly own?: boolean;
	/** For each action that the path takes, the token that grants it, in the path's order. */
	readonly witness: readonly {readonly action: string; readonly token: Token}[];
};

/** A condition key that an action does not honour. */
export type DeadCondition = {
	readonly condition: Condition;
	readonly actions: readonly string[];
	/** `closed`: the actions are never allowed; `open`: the condition is passed over. */
	readonly effect: 'closed' | 'open';
	/** Whether no action of the statement honours it. */
	readonly all: boolean;
};

/** A policy of a resource: who may use a bucket, queue, topic, key, secret or function. */
export type ResourcePolicy = AdmittingPolicy & {readonly file: string; readonly logicalId: string; readonly type: string; readonly place: Place};

/** An instance profile that a launch may have. */
export type InstanceRole = {
	readonly file: string;
	/** Logical id of the instance, launch template or launch configuration. */
	readonly launch: string;
	/** What names the profile. */
	readonly token: Token;
	/** `outside` is a name that is written out, or comes from another stack. */
	readonly from: 'template' | 'parameter' | 'outside';
	/** The template's roles in it. */
	readonly roles: readonly Identity[];
};

/** A call that a launch's scripts make, which its role does not allow. */
export type Need = {
	readonly launch: string;
	readonly role: Identity;
	/** As AWS writes it. */
	readonly action: string;
	/** The words that call it. */
	readonly call: Text;
};

/** Actions of an instance's role that nothing in the submission calls. */
export type UnusedGrant = {readonly role: Identity; readonly tokens: readonly Token[]};

/** Where the role that standalone instructions ask for, and the template's role for the same instances, are not alike. */
export type GuidanceGap = {
	readonly role: Identity;
	/** Actions that the instructions ask for and the template's role does not allow. */
	readonly more: readonly Token[];
	/** Actions that the template's role names and the instructions do not ask for. */
	readonly less: readonly string[];
	/** Where the instructions ask. */
	readonly place: Place;
};

/** What a resource hands, outside of any policy, to an account that the template names, or to the holder of a key that stands in it. */
export type OutsideUse = {
	readonly file: string;
	readonly logicalId: string;
	readonly type: string;
	/** `copies`, `sends` and `calls` hand data out; the others let somebody in: to the network, to a resource, as a role, to an instance. */
	readonly how: 'copies' | 'sends' | 'calls' | 'connects' | 'shares' | 'trusts' | 'admits';
	/** For people: `account 111122223333`. */
	readonly to: string;
	readonly token: Token;
	/** Whether it is not there while all parameters keep their defaults. */
	readonly offByDefault?: true;
};

/** All of IAM in a submission's templates. */
export type Iam = {
	readonly identities: readonly Identity[];
	readonly resourcePolicies: readonly ResourcePolicy[];
	readonly instanceRoles: readonly InstanceRole[];
	readonly needs: readonly Need[];
	readonly unused: readonly UnusedGrant[];
	readonly guidanceGaps: readonly GuidanceGap[];
	readonly outside: readonly OutsideUse[];
	/** Parts of templates that are more than one check looks at; missing where there are none. */
	readonly unread?: readonly Unread[];
};
