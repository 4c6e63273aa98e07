/** A CloudFormation template, read into the parts that delivery rules judge. */

import type {Located, Place, Text} from '../contract.ts';
import type {NamedPort} from '../limits/ports.ts';
import type {MapNode, SourceNode} from '../tree.ts';
import type {Credential} from './credential.ts';
import type {Reach} from './reach.ts';
import type {AddedAccess, Fetch, PasswordSetting, RemoteAccess, Sending, SshChange, StartupJob} from './startup.ts';
import type {Unread} from './unread.ts';

/** A condition of the template that must hold, or must not, for something to be there. */
export type Clause = {readonly condition: string; readonly holds: boolean};

/** Something in a file's notation that CloudFormation, or a reader, takes badly. */
export type SyntaxMark = {
	readonly kind: 'duplicate-key' | 'tab' | 'alias' | 'anchor' | 'merge-key' | 'unknown-tag' | 'comment-in-json' | 'trailing-comma' | 'byte-order-mark';
	readonly place: Place;
	/** The key, the anchor's name, the tag. */
	readonly subject: string;
	/** What the file is: rules on template notation leave other files alone. */
	readonly artifact: 'template' | 'listing' | 'image' | 'config' | 'scan' | 'unknown';
};

/** A template parameter. */
export type Parameter = {
	readonly name: string;
	/** The name's own token. */
	readonly place: Place;
	readonly type?: Text;
	/** A `Default` as CloudFormation takes it: always text. */
	readonly default?: Text;
	readonly description?: Text;
	readonly constraintDescription?: Text;
	readonly allowedPattern?: Text;
	readonly allowedValues: readonly Text[];
	readonly noEcho?: Located<boolean>;
	readonly minLength?: Located<number>;
	readonly maxLength?: Located<number>;
	/** What it asks for that must stay secret: a password, keys of an AWS account, or another secret such as a token. Judged by name and use. */
	readonly sensitive?: 'password' | 'aws-key' | 'secret';
	/** Whether every parent template gives it a value, so that its default is never used. */
	readonly given?: boolean;
	readonly node: MapNode;
};

/** Whether a parameter's values stay out of reports: CloudFormation hides them, or they are to be secret. */
export function isHidden({noEcho, sensitive}: Pick<Parameter, 'noEcho' | 'sensitive'>): boolean {
	return noEcho?.value === true || sensitive !== undefined;
}

/** A template resource. */
export type Resource = {
	readonly logicalId: string;
	/** The logical id's own token. */
	readonly place: Place;
	/** Empty when the template gives no text there. */
	readonly type: string;
	readonly typePlace: Place;
	readonly condition?: Text;
	readonly properties?: MapNode;
	readonly node: MapNode;
};

/**
 * One thing that a value may come to, with the token that says so. `Fn::If` and parameters with allowed values give several.
 * Unknown stays unknown: `why` names what could not be followed.
 */
export type Value = {readonly place: Place; readonly node: SourceNode} & (
	| {readonly from: 'literal'; readonly text: string}
	| {readonly from: 'parameter'; readonly parameter: string}
	| {readonly from: 'mapping'; readonly mapping: string}
	| {readonly from: 'dynamic-reference'; readonly text: string}
	| {readonly from: 'pseudo-parameter'; readonly name: string}
	| {readonly from: 'attribute'; readonly logicalId: string; readonly attribute: string}
	| {readonly from: 'no-value'}
	| {readonly from: 'unknown'; readonly why: string}
);

/** A place where the template says which AMI to launch: `ImageId` of an instance, launch template, launch configuration, fleet… */
export type ImageUse = {
	readonly resource: Resource;
	/** The `ImageId` value. */
	readonly node: SourceNode;
	readonly place: Place;
	readonly values: readonly Value[];
};

/** An `AWS::CloudFormation::Stack` of a template. */
export type NestedStack = {
	readonly resource: Resource;
	readonly url?: {readonly node: SourceNode; readonly place: Place; readonly values: readonly Value[]};
	/** Parameter names that the URL's expression refers to. */
	readonly urlParameters: readonly string[];
	/** The last path segment of the URL, when it can be read off. */
	readonly fileName?: string;
	/** The submission's own file of that name. */
	readonly file?: string;
	/** `Parameters` handed down: name to value node. */
	readonly parameters: readonly {readonly name: string; readonly place: Place; readonly node: SourceNode}[];
};

/** An address range that a security-group rule lets in: written there or in a prefix list, or given by a mapping or a parameter. */
export type IngressSource = {
	/** As it comes to; `…` stands for what buyers give themselves. */
	readonly cidr: string;
	/** The token that says so; a parent template's, where the range is handed down from there. */
	readonly place: Place;
	/** The parameter whose default, or only allowed value, stands at the place. */
	readonly parameter?: string;
	/** The `AWS::EC2::PrefixList` that it is an entry of. */
	readonly prefixList?: string;
	/** Those of the rule's sensitive ports that are open to it. */
	readonly ports: readonly NamedPort[];
	readonly reach: Reach;
	/** Other ranges of the same group that make it reach everyone: `128.0.0.0/1` beside `0.0.0.0/1`. */
	readonly together: readonly string[];
};

/** Ports that a security-group rule opens, and to whom. Missing ports with protocol `-1` mean all. */
export type IngressRule = {
	readonly resource: Resource;
	readonly place: Place;
	readonly protocol?: string;
	readonly fromPort?: number;
	readonly toPort?: number;
	/** The parameter whose default gives a port, when one does. */
	readonly portParameters: readonly string[];
	/** The ports among them that serve administration or data; where AWS names some of these, those alone. */
	readonly sensitivePorts: readonly NamedPort[];
	/** The address ranges that it lets in when buyers keep every default. */
	readonly sources: readonly IngressSource[];
	/** Types of the resources that refer to the security group; none when nothing here does. */
	readonly usedBy: readonly string[];
	/** Whether something may listen there: a load balancer answers on its listeners' ports alone, and a function on none. */
	readonly answered: boolean;
};

/** A parameter's default, or only allowed value, that lets an address range in to ports for administration or data. */
export type OpenDefault = Pick<IngressSource, 'cidr' | 'place' | 'ports' | 'together'> & {
	readonly parameter: string;
	/** The logical ids of the rules' resources, the first twenty. */
	readonly groups: readonly string[];
	/** `private` where no packet from the internet comes from there. */
	readonly reach: IngressSource['reach'] | 'private';
	/** Whether one of the rules opens a port that AWS names, where something may listen. */
	readonly sure: boolean;
};

/** User data of a launching resource: the text as written, intrinsics left as `${…}`. */
export type UserData = {
	readonly resource: Resource;
	readonly place: Place;
	/** The literal pieces, each mapped to the file. */
	readonly texts: readonly Text[];
	/** Whether all pieces end up in one text, unencoded as they stand here: no `Fn::If` chooses among them. */
	readonly surely: boolean;
};

/** One value inside a resource's `Properties`: a scalar or an expression. Both branches of an `Fn::If` count. */
export type PropertyValue = {
	readonly resource: Resource;
	/** Keys from `Properties` down, joined by dots, list positions left out: `LaunchTemplateData.KeyName`. */
	readonly path: string;
	readonly place: Place;
	readonly values: readonly Value[];
	/** Names that the expression refers to by `Ref` or in `Fn::Sub`, however deep. */
	readonly mentions: readonly string[];
};

/** A resource, or one part of it, that says how an instance is launched. */
export type Launch = {
	readonly resource: Resource;
	/** What `KeyName` may come to; missing where the key is not there. */
	readonly keyName?: readonly Value[];
	/** What `MetadataOptions.HttpTokens` may come to; missing where the key is not there. */
	readonly httpTokens?: readonly Value[];
	/** Whether it takes what it leaves out from a launch template. */
	readonly inherits: boolean;
	/** The launch template of this template that it takes it from. */
	readonly launchTemplate?: string;
};

/** The name of a Region, zone or partition, written into the template. */
export type LocationLiteral = {
	/** A `zone-letter` is put behind the stack's Region to name a zone. */
	readonly kind: 'region' | 'zone' | 'zone-letter' | 'partition';
	/** As written: `us-east-1`, `us-east-1a`, `use1-az1`, `a`, `arn:aws:`. */
	readonly name: string;
	/** Its own characters. */
	readonly place: Place;
	/** The logical id, output or parameter that it stands in. */
	readonly owner: string;
	readonly where: 'resource' | 'script' | 'output' | 'default' | 'allowed-value';
	/** What it does to a stack elsewhere: it surely fails, it goes to the named place all the same, or that does no harm. */
	readonly elsewhere: 'fails' | 'differs' | 'works';
};

/** A `Fn::FindInMap` that looks the stack's Region up. */
export type RegionLookup = {
	readonly mapping: string;
	/** The mapping's name in the lookup. */
	readonly place: Place;
	readonly owner: string;
	readonly regions: readonly string[];
	/** Whether it is evaluated only under a condition. */
	readonly conditional: boolean;
};

/** Something that the commands of a resource (user data, `AWS::CloudFormation::Init`, documents, inline code) do about passwords and keys. */
export type PasswordCommand = {
	/** `likely-password` is a setting whose name says so, `key-creation` makes access keys of the buyer's account. */
	readonly kind: 'fixed-password' | 'likely-password' | 'password-login' | 'key-creation';
	readonly resource: Resource;
	/** The password, or the words that turn password log-ins on or make a key. */
	readonly place: Place;
	/** Whose password it is, where that can be read off. */
	readonly account?: string;
};

/** One AMI that a stack may launch: one source, in however many expressions and resources. */
export type LaunchedAmi = {
	/** As messages call it, to be read after "launches": `the AMI of parameter BastionAmi`. */
	readonly name: string;
	/** `unknown`: an attribute, an import, or anything else that cannot be followed. */
	readonly from: 'parameter' | 'mapping' | 'path' | 'literal' | 'unknown';
	/** The parameter of the outermost template that gives it. */
	readonly parameter?: string;
	/** Its path in Systems Manager. */
	readonly path?: string;
	/** The product on AWS Marketplace whose AMI the path names. */
	readonly product?: string;
	/** Whether the path is one of AWS's public parameters, other than a product's. */
	readonly ofAws: boolean;
};

/** A launch of one AMI, and one of another AMI that the same stack may make. Each pair is there in both orders. */
export type LaunchPair = {
	readonly resource: Resource;
	/** The `ImageId`, or the branch of it, that names the AMI. */
	readonly place: Place;
	readonly ami: LaunchedAmi;
	readonly beside: {readonly resource: Resource; readonly ami: LaunchedAmi};
	/**
	 * `sure`: in some stack both are launched, and they differ. `asked`: the buyer names both by parameters. `perhaps`: they may be
	 * one AMI, or what decides it is not understood. `undecided`: there are too many conditions to tell whether one stack launches both.
	 */
	readonly certainty: 'sure' | 'asked' | 'perhaps' | 'undecided';
};

/** The AMIs that one stack launches, those of nested stacks of the submission included. */
export type StackAmis = {
	/** Every AMI that some stack launches; the one that is most likely the product's first. */
	readonly amis: readonly LaunchedAmi[];
	/** The most that one stack launches at once. */
	readonly most: number;
	/** Whether `most` is more than a lower bound. */
	readonly counted: boolean;
	readonly pairs: readonly LaunchPair[];
};

/** A password or key that stands in the template, outside commands and parameters' defaults. */
export type WrittenSecret = {
	/** Missing for a key outside resources. */
	readonly resource?: Resource;
	/** What it is the value of, as it is called there; the key itself for the id of an access key. */
	readonly property: string;
	readonly place: Place;
	/** Whether that is more than a name that the seller chose. */
	readonly sure: boolean;
	/** Pseudo parameters that it is made of, which others know too: `AWS::StackName`; missing where it is written out. */
	readonly guessedFrom?: readonly string[];
};

/** A private key, token or other log-in that stands in a text of a template. */
export type EmbeddedCredential = Pick<Credential, 'kind' | 'what' | 'doubt'> & {
	/** The logical id, parameter or other part of the template that it stands in. */
	readonly owner: string;
	/** What may be shown of it. */
	readonly place: Place;
};

/** A password that an instance gives to an account of its operating system when it starts. */
export type AccountPassword = {
	readonly job: StartupJob;
	/** To be read on from "gives": `account admin`. */
	readonly account: string;
	readonly origin: PasswordSetting['origin'] | 'empty';
	readonly system: 'linux' | 'windows';
	/** Whether no condition of the script or the template decides whether it is given. */
	readonly sure: boolean;
	/** Whether something keeps a drawn one, so that somebody may learn it. */
	readonly kept: boolean;
	/** Why it may let nobody in: the account's shell does not, or the commands turn passwords off in sshd. */
	readonly barred?: 'shell' | 'sshd';
	/** The command that sets it; of cloud-config the password. */
	readonly place: Place;
};

/** What the instances of a template do when they start, by their user data and `AWS::CloudFormation::Init`, as far as these tell. */
export type Bootstrap = {
	/** Stretches of scripts that are comments, printed, or written to files that nobody runs; in order and apart from each other. */
	readonly said: readonly Place[];
	/** `sure`: no condition of the script or the template decides whether it is done. */
	readonly remoteAccess: readonly (RemoteAccess & {readonly sure: boolean})[];
	readonly addedAccess: readonly (AddedAccess & {readonly sure: boolean})[];
	/** What the scripts make of sshd's configuration; of log-in by password that is on, the password commands tell as well. */
	readonly sshChanges: readonly (SshChange & {readonly sure: boolean})[];
	readonly sendings: readonly Sending[];
	readonly fetches: readonly Fetch[];
	readonly accountPasswords: readonly AccountPassword[];
};

/** What nothing is known of. */
export const noBootstrap: Bootstrap = {said: [], remoteAccess: [], addedAccess: [], sshChanges: [], sendings: [], fetches: [], accountPasswords: []};

/** One template of the submission. */
export type Template = {
	readonly file: string;
	readonly format: 'yaml' | 'json';
	/** Size of the file in bytes. */
	readonly bytes: number;
	readonly root: MapNode;
	readonly description?: Text;
	readonly transforms: readonly Text[];
	readonly parameters: readonly Parameter[];
	readonly resources: readonly Resource[];
	readonly mappings?: MapNode;
	readonly metadata?: MapNode;
	readonly imageUses: readonly ImageUse[];
	/** Missing where other templates of the submission nest this one: theirs has its launches. */
	readonly stackAmis?: StackAmis;
	readonly nestedStacks: readonly NestedStack[];
	readonly ingressRules: readonly IngressRule[];
	/** Those of this template's parameters, for rules here and in nested templates. */
	readonly openDefaults: readonly OpenDefault[];
	readonly userData: readonly UserData[];
	readonly properties: readonly PropertyValue[];
	readonly launches: readonly Launch[];
	readonly locations: readonly LocationLiteral[];
	readonly regionLookups: readonly RegionLookup[];
	readonly passwordCommands: readonly PasswordCommand[];
	readonly bootstrap: Bootstrap;
	readonly writtenSecrets: readonly WrittenSecret[];
	readonly credentials: readonly EmbeddedCredential[];
	/** Templates of the submission that nest this one. */
	readonly parents: readonly {readonly file: string; readonly logicalId: string}[];
	/** Which submission route it is written for, as its AMI ids show: a parameter (self-service), a mapping (product load form), or neither. */
	readonly flow: 'self-service' | 'product-load-form' | 'unclear';
	/** Whether parts could not be read, so that silence shows nothing. */
	readonly broken: boolean;
	/** Whether its text has a fault after which parts are not in the tree, or not where they belong: what is missing in it may be in the file. */
	readonly cut: boolean;
	/** Parts that are more than one check looks at; missing where there are none. */
	readonly unread?: readonly Unread[];
};
