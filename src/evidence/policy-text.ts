/** What texts ask of the buyer in IAM: policies written out, managed policies to attach, actions to allow, calls of AWS. */

import type {Place, Text} from '../contract.ts';
import type {Unread} from './unread.ts';

/** Where a text stands. Usage instructions say of which kind of delivery option; a script is that of a template's resource, a program a file of its own. */
export type PolicyTextOrigin =
	| {readonly from: 'usage-instructions'; readonly option: 'standalone' | 'template'}
	| {readonly from: 'document'}
	| {readonly from: 'program'}
	| {readonly from: 'script'; readonly logicalId: string};

/** One statement of a policy that a text writes out. Texts are those of the tokens, without their quotes. */
export type StatementText = {
	readonly place: Place;
	readonly sid?: Text;
	/** As written. IAM takes `Allow` and `Deny` alone. */
	readonly effect?: Text;
	readonly actions: readonly Text[];
	readonly notActions: readonly Text[];
	/** An expression of CloudFormation or Terraform counts as the text that it is written with. */
	readonly resources: readonly Text[];
	readonly notResources: readonly Text[];
	/** `Principal` or `NotPrincipal`, where it is there. */
	readonly principal?: Place;
	/** `Condition`, where it is there. */
	readonly condition?: Place;
};

/** A policy that a text writes out and does not warn against. */
export type PolicyText = {
	readonly origin: PolicyTextOrigin;
	/** From the first brace to the last; in YAML from the first key to the end of the last value. */
	readonly place: Place;
	readonly notation: 'json' | 'yaml';
	/** `trust` says who may take a role on, `resource` who may use a thing; `identity` what a role or user may do. */
	readonly kind: 'identity' | 'trust' | 'resource';
	readonly statements: readonly StatementText[];
	/** Whether its end was found. The statements of a policy that breaks off are those before. */
	readonly complete: boolean;
};

/**
 * `asked`: the words around it, the heading or the table's header, or the command, tell to give it.
 * `named`: it is only spoken of. What a text tells not to give is left out.
 */
export type Stance = 'asked' | 'named';

/** A policy that AWS manages, which a text tells to attach. */
export type AttachmentText = {
	readonly origin: PolicyTextOrigin;
	/** The policy's name, for example `AmazonS3FullAccess`, also where the text says it in words (`administrator access`). */
	readonly policy: string;
	/** The name, ARN or words as written. */
	readonly written: Text;
	readonly stance: Stance;
};

/** Actions that one sentence, list item or table cell names outside of any policy. */
export type ActionsText = {
	readonly origin: PolicyTextOrigin;
	readonly actions: readonly Text[];
	/** ARNs of the same sentence. Empty where it says the resource in words or not at all: that is not `*`. */
	readonly resources: readonly Text[];
	readonly stance: Stance;
};

/** A call of AWS in a command or a program, as the action that it needs. A command that needs several gives several. */
export type ApiCall = {
	readonly origin: PolicyTextOrigin;
	readonly by: 'command' | 'program';
	/** IAM's name of the service, for example `elasticloadbalancing`. */
	readonly service: string;
	/** IAM's name of the action, for example `GetObject`. IAM does not tell upper case from lower. */
	readonly action: string;
	/** The words of the command (`aws s3 cp`) or the called method. */
	readonly call: Text;
	/** Whether it surely needs the action: a copy between two variables may read or write. */
	readonly sure: boolean;
};

/** Everything of the kind in a submission, by file in the order written. */
export type PolicyTexts = {
	readonly policies: readonly PolicyText[];
	readonly attachments: readonly AttachmentText[];
	readonly actions: readonly ActionsText[];
	readonly calls: readonly ApiCall[];
	/** Parts that are more than one check looks at; missing where there are none. */
	readonly unread?: readonly Unread[];
};
