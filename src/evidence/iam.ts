/** IAM as a template writes it: identities with all that they are granted, and the policies of resources. */

import type {Place} from '../contract.ts';

/** A condition of the template that must hold, or must not, for something to be there. */
export type Clause = {readonly condition: string; readonly holds: boolean};

/** A text of a policy: an action, an ARN, a principal. What is not known stands in it as `${name}`. */
export type Token = {
	readonly text: string;
	readonly place: Place;
	/** The parameter whose default or allowed value it is. */
	readonly parameter?: string;
	readonly clauses: readonly Clause[];
};

/** One `operator: {key: values}` of a statement's `Condition`. */
export type Condition = {readonly operator: string; readonly key: string; readonly place: Place; readonly values: readonly Token[]};

/** A principal of a trust or resource policy: `AWS`, `Service`, `Federated`, `CanonicalUser`, or `*`. */
export type Principal = {readonly kind: string; readonly token: Token};

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
export type PolicyDocument = {readonly statements: readonly Statement[]; readonly unread: readonly {readonly place: Place; readonly why: string}[]};

/** A policy that an identity has. Statements of an AWS managed policy lie at the place that names it. */
export type PolicySource = PolicyDocument & {
	readonly kind: 'inline' | 'customer-managed' | 'aws-managed';
	/** Name of an AWS managed policy, logical id of the others. */
	readonly name: string;
	readonly place: Place;
};

/** A user, group or role of the template, or a managed policy that no identity of the template has. */
export type Identity = {
	readonly kind: 'role' | 'user' | 'group' | 'policy';
	readonly file: string;
	readonly logicalId: string;
	readonly place: Place;
	readonly policies: readonly PolicySource[];
	readonly boundary?: PolicySource;
	readonly trust?: PolicyDocument;
	/** Whether an instance profile of the template holds it. */
	readonly onInstances: boolean;
	/** All of a service, or more, on all that it holds. */
	readonly wide: readonly Grant[];
	/** Single actions on all that they work on. */
	readonly unscoped: readonly Unscoped[];
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
	/** Services that a role may be passed to, where `iam:PassedToService` says so. */
	readonly passedTo: readonly string[];
};

/** Actions of one class that a statement allows on more than it names, by one resource token. */
export type Unscoped = Pick<Grant, 'policy' | 'statement' | 'resource' | 'reach' | 'weaklyFenced' | 'passedTo'> & {
	readonly class: ActionClass;
	/** As AWS writes them. */
	readonly actions: readonly string[];
};

/** A known way to gain rights that an identity's grants add up to. */
export type Escalation = {
	/** Id at pathfinding.cloud: `iam-005`. */
	readonly id: string;
	readonly category: string;
	/** For each action that the path takes, the token that grants it, in the path's order. */
	readonly witness: readonly {readonly action: string; readonly token: Token}[];
};

/** A condition key that an action does not honour. */
export type DeadCondition = {
	readonly statement: Statement;
	readonly condition: Condition;
	readonly actions: readonly string[];
	/** `closed`: the actions are never allowed; `open`: the condition is passed over. */
	readonly effect: 'closed' | 'open';
	/** Whether no action of the statement honours it. */
	readonly all: boolean;
};

/** A policy of a resource: who may use a bucket, queue, topic, key, secret or function. */
export type ResourcePolicy = PolicyDocument & {readonly file: string; readonly logicalId: string; readonly type: string; readonly place: Place};

/** All of IAM in a submission's templates. */
export type Iam = {readonly identities: readonly Identity[]; readonly resourcePolicies: readonly ResourcePolicy[]};
