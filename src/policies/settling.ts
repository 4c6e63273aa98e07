/** What would settle each policy, in a few words: the scoreboard groups by it. The policy's own `wanting` says it in full. */

import type {PolicyId} from './ids.ts';

const settlers = {
	root: "the AMI's root file system",
	scan: 'scan results',
	image: 'DescribeImages output',
	listing: 'the whole listing with its templates',
	launch: 'a launch in an AWS account',
	person: "a person's judgement",
	word: 'your word: the files do not say',
} as const;

const settledBy: Readonly<Record<PolicyId, keyof typeof settlers>> = {
	'security.vulnerabilities': 'scan',
	'security.malware': 'scan',
	'security.scanned-before-submission': 'scan',
	'security.key-pair-authentication': 'root',
	'security.no-embedded-credentials': 'root',
	'security.no-aws-keys-from-users': 'root',
	'security.role-from-template': 'word',
	'security.least-privilege': 'person',
	'security.single-ami-iam-guidance': 'person',
	'security.ssh-password-authentication-off': 'root',
	'access.os-administration': 'root',
	'access.no-authorized-credentials': 'root',
	'access.no-fixed-passwords': 'root',
	'access.prompted-before-change': 'person',
	'access.no-seller-access': 'root',
	'access.outside-access-off': 'root',
	'access.linux-root-login-off': 'root',
	'access.linux-sudo-user': 'root',
	'access.linux-root-password': 'root',
	'access.windows-ec2config': 'root',
	'access.windows-ec2launch': 'root',
	'access.windows-no-guests': 'root',
	'customer.no-registration': 'person',
	'customer.no-undisclosed-collection': 'person',
	'usage.no-limits': 'person',
	'usage.no-trial-or-prerelease': 'person',
	'usage.paid-equivalent': 'word',
	'usage.launch-compatible': 'launch',
	'usage.no-required-user-data': 'launch',
	'usage.self-contained': 'launch',
	'usage.fulfilment-on-marketplace': 'person',
	'usage.no-outside-launch': 'person',
	'usage.no-redirects': 'person',
	'architecture.source-region': 'word',
	'architecture.hvm': 'image',
	'architecture.64-bit': 'image',
	'architecture.ebs-backed': 'image',
	'architecture.file-system': 'root',
	'architecture.unencrypted': 'root',
	'architecture.freebsd-from-linux': 'word',
	'architecture.region-agnostic': 'launch',
	'delivery.single-ami': 'listing',
	'delivery.template-requirements': 'launch',
	'delivery.listing-requirements': 'listing',
};

/** What would settle a policy, in a few words. */
export function settlerOf(id: PolicyId): string {
	return settlers[settledBy[id]];
}
