/** What would settle each policy, in a few words: the scoreboard groups by it. The policy's own `wanting` says it in full. */

import type {PolicyId} from './ids.ts';

const settlers = {
	root: "the AMI's root file system",
	windows: "the root file system of the AMI's Windows, with its registry hives",
	accounts: "the AMI's root file system, read as root",
	scan: 'scan results that name the AMI',
	guidance: 'a listing with a standalone and a CloudFormation option, and the template of the second',
	role: 'a template that creates the role and gives it to its instances',
	need: 'word on what the product must be allowed to do, which no file shows',
	language: 'word on what the texts leave unsaid; the rules on texts can show a breach only',
	image: 'DescribeImages output',
	listing: 'a complete listing: a change set that creates the product, or its DescribeEntity answer',
	trace: 'proof that no template launches another AMI, which this version does not give',
	launch: 'a launch in an AWS account, in every Region that is offered',
	word: 'what no file of a submission can show: make sure of it yourself',
} as const;

const settledBy: Readonly<Record<PolicyId, keyof typeof settlers>> = {
	'security.vulnerabilities': 'scan',
	'security.malware': 'scan',
	'security.scanned-before-submission': 'scan',
	'security.key-pair-authentication': 'root',
	'security.no-embedded-credentials': 'word',
	'security.no-aws-keys-from-users': 'word',
	'security.role-from-template': 'role',
	'security.least-privilege': 'need',
	'security.single-ami-iam-guidance': 'guidance',
	'security.ssh-password-authentication-off': 'root',
	'access.os-administration': 'root',
	'access.no-authorized-credentials': 'accounts',
	'access.no-fixed-passwords': 'root',
	'access.prompted-before-change': 'language',
	'access.no-seller-access': 'root',
	'access.outside-access-off': 'root',
	'access.linux-root-login-off': 'root',
	'access.windows-ec2config': 'windows',
	'access.windows-ec2launch': 'windows',
	'access.windows-no-guests': 'windows',
	'access.linux-sudo-user': 'accounts',
	'access.linux-root-password': 'accounts',
	'customer.no-registration': 'language',
	'customer.no-undisclosed-collection': 'language',
	'usage.no-limits': 'language',
	'usage.no-trial-or-prerelease': 'language',
	'usage.paid-equivalent': 'word',
	'usage.launch-compatible': 'launch',
	'usage.no-required-user-data': 'language',
	'usage.self-contained': 'language',
	'usage.fulfilment-on-marketplace': 'language',
	'usage.no-outside-launch': 'language',
	'usage.no-redirects': 'language',
	'architecture.source-region': 'word',
	'architecture.hvm': 'image',
	'architecture.64-bit': 'image',
	'architecture.ebs-backed': 'image',
	'architecture.file-system': 'root',
	'architecture.unencrypted': 'root',
	'architecture.freebsd-from-linux': 'word',
	'architecture.region-agnostic': 'launch',
	'delivery.single-ami': 'trace',
	'delivery.template-requirements': 'launch',
	'delivery.listing-requirements': 'listing',
};

/** Those that a root file system which came along does not bring any more. */
const ofRoot: readonly string[] = ['root', 'windows', 'accounts'] satisfies (keyof typeof settlers)[];

/** What would settle a policy, in a few words; nothing where that came along, so that only the policy's own words say what is left. */
export function settlerOf(id: PolicyId, hasRoot = false): string | undefined {
	return hasRoot && ofRoot.includes(settledBy[id]) ? undefined : settlers[settledBy[id]];
}
