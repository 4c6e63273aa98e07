/** Every fact that a validator may ask for. Gathered once, before any validator runs; never changed after. */

import type {Edition, Text} from './contract.ts';
import type {Accounts} from './evidence/accounts.ts';
import type {Binding} from './evidence/binding.ts';
import type {CredentialSearch} from './evidence/credential.ts';
import type {Disks} from './evidence/disks.ts';
import type {Document} from './evidence/document.ts';
import type {Iam} from './evidence/iam.ts';
import type {Image} from './evidence/image.ts';
import type {Judged} from './evidence/judgement.ts';
import type {LintedTemplate} from './evidence/linted.ts';
import type {ChangeSet, Listing, ListingField, Offer, ShapeFault} from './evidence/listing.ts';
import type {OsRelease} from './evidence/os-release.ts';
import type {PolicyTexts} from './evidence/policy-text.ts';
import type {ProductFiles} from './evidence/product-file.ts';
import type {Remains} from './evidence/remains.ts';
import type {RootRegions} from './evidence/root-regions.ts';
import type {Scans} from './evidence/scan.ts';
import type {SshServer} from './evidence/ssh.ts';
import type {Startup} from './evidence/startup.ts';
import type {SyntaxMark, Template} from './evidence/template.ts';
import type {RemoteDesktop, WindowsAccounts, WindowsKeys, WindowsPasswords, WindowsSystem} from './evidence/windows.ts';

export type * from './evidence/accounts.ts';
export type * from './evidence/binding.ts';
export type * from './evidence/credential.ts';
export type * from './evidence/disks.ts';
export type * from './evidence/document.ts';
export type * from './evidence/iam.ts';
export type * from './evidence/image.ts';
export type * from './evidence/judgement.ts';
export type * from './evidence/linted.ts';
export type * from './evidence/listing.ts';
export type * from './evidence/os-release.ts';
export type * from './evidence/policy-text.ts';
export type * from './evidence/product-file.ts';
export type * from './evidence/reach.ts';
export type * from './evidence/remains.ts';
export type * from './evidence/root-regions.ts';
export type * from './evidence/scan.ts';
export type * from './evidence/sentence.ts';
export type * from './evidence/ssh.ts';
export type * from './evidence/startup.ts';
export type * from './evidence/template.ts';
export type * from './evidence/unread.ts';
export type * from './evidence/windows.ts';
export type {NamedPort} from './limits/ports.ts';
export type {Trigger} from './limits/startup.ts';
export type {FieldName} from './limits.ts';

/** How the buyer is licensed: `byol` buyers bring a licence bought elsewhere. */
export type Licensing = 'paid' | 'byol' | 'free';

/** What is known of the submission as a whole, from `shelfready.yaml` or the command line. Always there. */
export type Submission = {
	readonly edition: Edition;
	/** The day as of which age and dates are judged, `YYYY-MM-DD`. */
	readonly today: string;
	readonly licensing?: Licensing;
	readonly deliveryMethods?: readonly ('single-ami' | 'cloudformation')[];
	/** The paths of all artifacts, so that a rule can say whether a named file came along. */
	readonly files: readonly string[];
};

/** All evidence, by key. */
export type Evidence = {
	readonly submission: Submission;
	/** Product listings: from a change set, a `DescribeEntity` answer or a saved page. */
	readonly listings: readonly Listing[];
	/** Every documented field of every listing and offer, flat, with its name: for rules that judge fields alike. */
	readonly listingFields: readonly ListingField[];
	/** What does not fit the documented shape of a request: missing, unknown or wrongly typed properties. */
	readonly shapeFaults: readonly ShapeFault[];
	readonly changeSets: readonly ChangeSet[];
	readonly offers: readonly Offer[];
	readonly templates: readonly Template[];
	/** What instructions, documents and scripts ask of buyers in IAM, and the calls of AWS that they show. */
	readonly policyTexts: PolicyTexts;
	/** Roles, users, groups and policies of the templates, with what they grant; those too that instructions and documents ask for. */
	readonly iam: Iam;
	/** What cfn-lint says of each template that it judged. */
	readonly lintedTemplates: readonly LintedTemplate[];
	/** Duplicate keys, tabs, anchors and the like, as the reader met them. */
	readonly syntaxMarks: readonly SyntaxMark[];
	/** Delivery options with the template file that they name. */
	readonly bindings: readonly Binding[];
	/** `DescribeImages` answers, one entry an image. */
	readonly images: readonly Image[];
	/** Results of scanners for vulnerabilities and malware, AWS's own included. */
	readonly scans: Scans;
	readonly documents: readonly Document[];
	/** What the sentences of all texts ask of buyers. */
	readonly judged: Judged;
	/** The operating system of each root file system. */
	readonly osReleases: readonly OsRelease[];
	/** What each root file system holds of credentials. */
	readonly credentialSearches: readonly CredentialSearch[];
	/** Each Windows, with AWS's launch agents in it. */
	readonly windowsSystems: readonly WindowsSystem[];
	/** The local accounts of each Windows. */
	readonly windowsAccounts: readonly WindowsAccounts[];
	/** The passwords that each Windows stores. */
	readonly windowsPasswords: readonly WindowsPasswords[];
	/** Whether each Windows takes connections by Remote Desktop. */
	readonly remoteDesktops: readonly RemoteDesktop[];
	/** The public keys that each Windows lets in over SSH. */
	readonly windowsKeys: readonly WindowsKeys[];
	/** The disks of each root file system: what it mounts, and what is encrypted. */
	readonly disks: readonly Disks[];
	/** The Regions that files of each root file system write out. */
	readonly rootRegions: readonly RootRegions[];
	/** The OpenSSH servers of each root file system, with the settings that are in effect. */
	readonly sshServers: readonly SshServer[];
	/** What starts by itself on each root file system. */
	readonly startups: readonly Startup[];
	/** What licences and settings of the product in each root file system say. */
	readonly productFiles: readonly ProductFiles[];
	/** The accounts of each root file system that has a password file. */
	readonly accounts: readonly Accounts[];
	/** What the instance that an image was built on left in each root file system. */
	readonly remains: readonly Remains[];
	/** The usage instructions of the listing, one a delivery option. */
	readonly usageInstructions: readonly UsageInstructions[];
};

/** One usage-instructions text, and what its delivery option brings along. */
export type UsageInstructions = {
	readonly text: Text;
	readonly kind: 'standalone' | 'template';
	/** The template that the option names, when it came along. */
	readonly template?: Template;
	/** What that template and all that it nests create. */
	readonly deployed?: Deployed;
};

/** The resources of a stack and its nested stacks. */
export type Deployed = {
	readonly resourceTypes: readonly string[];
	/** Whether every template was there and could be read, so that what is not named is not created. */
	readonly complete: boolean;
};

/** The name of a piece of evidence. */
export type EvidenceKey = keyof Evidence;

/**
 * The names of all evidence.
 * @internal
 */
export const evidenceKeys = [
	'submission',
	'listings',
	'listingFields',
	'shapeFaults',
	'changeSets',
	'offers',
	'templates',
	'policyTexts',
	'iam',
	'lintedTemplates',
	'syntaxMarks',
	'bindings',
	'images',
	'scans',
	'documents',
	'judged',
	'osReleases',
	'credentialSearches',
	'windowsSystems',
	'windowsAccounts',
	'windowsPasswords',
	'remoteDesktops',
	'windowsKeys',
	'productFiles',
	'disks',
	'rootRegions',
	'sshServers',
	'startups',
	'accounts',
	'remains',
	'usageInstructions',
] as const satisfies readonly EvidenceKey[];

/** Evidence that is not there, and the sentence that says which artifact would bring it. */
export type Absent = {
	readonly absent: string;
	/** What broke, where it is not for want of an artifact. */
	readonly fault?: string;
};

/** What the gatherers answer: each piece of evidence, or why it is absent. */
export type Gathered = {readonly [Key in EvidenceKey]: Evidence[Key] | Absent};

/**
 * Whether a gatherer found nothing.
 * @internal
 */
export function isAbsent(value: object): value is Absent {
	return 'absent' in value;
}
