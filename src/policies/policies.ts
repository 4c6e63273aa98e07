/** The catalogue of the 44 policies, in the contract's order. */

import type {Policy} from './policy.ts';

const page = 'https://docs.aws.amazon.com/marketplace/latest/userguide/product-and-ami-policies.html';

export const policies: readonly Policy[] = [
	{
		id: 'security.vulnerabilities',
		group: 'Security',
		editions: {'ami-2020': {asks: 'no known vulnerability in the AMI', source: page}, 'ami-2025': {asks: 'no known vulnerability in the AMI', source: page}},
		evidence: ['scan'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'security.malware',
		group: 'Security',
		editions: {'ami-2020': {asks: 'no malware or virus in the AMI', source: page}, 'ami-2025': {asks: 'no malware or virus in the AMI', source: page}},
		evidence: ['scan'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'security.scanned-before-submission',
		group: 'Security',
		editions: {
			'ami-2020': {asks: 'the self-service AMI scan ran before submission, on this AMI, and passed', source: page},
			'ami-2025': {asks: 'the self-service AMI scan ran before submission, on this AMI, and passed', source: page},
		},
		evidence: ['scan'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'security.key-pair-authentication',
		group: 'Security',
		editions: {
			'ami-2020': {asks: 'every log-in to the instance uses a key pair; never a password, even one generated, reset or chosen at launch', source: page},
			'ami-2025': {asks: 'every log-in to the instance uses a key pair; never a password, even one generated, reset or chosen at launch', source: page},
		},
		evidence: ['template', 'listing', 'docs', 'root'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'security.no-embedded-credentials',
		group: 'Security',
		editions: {
			'ami-2020': {
				asks: 'no password, key pair, authentication or security key, or other credential in the AMI (nor in the template or documents that ship with it)',
				source: page,
			},
			'ami-2025': {
				asks: 'no password, key pair, authentication or security key, or other credential in the AMI (nor in the template or documents that ship with it)',
				source: page,
			},
		},
		evidence: ['root', 'template', 'docs'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'security.no-aws-keys-from-users',
		group: 'Security',
		editions: {
			'ami-2020': {asks: 'users are never asked for AWS access or secret keys, and none are used', source: page},
			'ami-2025': {asks: 'users are never asked for AWS access or secret keys, and none are used', source: page},
		},
		evidence: ['template', 'listing', 'docs', 'root'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'security.role-from-template',
		group: 'Security',
		editions: {
			'ami-2020': {
				asks: "a product that needs the buyer's account gets it through an IAM role that the CloudFormation template creates and associates with the instance that it launches",
				source: page,
			},
			'ami-2025': {
				asks: "a product that needs the buyer's account gets it through an IAM role that the CloudFormation template creates and associates with the instance that it launches",
				source: page,
			},
		},
		evidence: ['template', 'listing', 'docs'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'security.least-privilege',
		group: 'Security',
		editions: {
			'ami-2020': {asks: 'the IAM roles that templates or instructions create are minimally privileged', source: page},
			'ami-2025': {asks: 'the IAM roles that templates or instructions create are minimally privileged', source: page},
		},
		evidence: ['template', 'listing', 'docs'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'security.single-ami-iam-guidance',
		group: 'Security',
		editions: {
			'ami-2020': {
				asks: 'where single-AMI launch is enabled beside a CloudFormation delivery method, the usage instructions say clearly how to create a minimally privileged IAM role',
				source: page,
			},
			'ami-2025': {
				asks: 'where single-AMI launch is enabled beside a CloudFormation delivery method, the usage instructions say clearly how to create a minimally privileged IAM role',
				source: page,
			},
		},
		evidence: ['listing', 'docs', 'template'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'security.ssh-password-authentication-off',
		group: 'Security',
		editions: {
			'ami-2020': {asks: "sshd's effective PasswordAuthentication is no", source: page},
			'ami-2025': {asks: "sshd's effective PasswordAuthentication is no", source: page},
		},
		evidence: ['root', 'template', 'docs'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'access.os-administration',
		group: 'Accessibility',
		editions: {
			'ami-2020': {asks: 'the customer can administer the operating system: SSH on Linux, RDP on Windows', source: page},
			'ami-2025': {asks: 'the customer can administer the operating system: SSH on Linux, RDP on Windows', source: page},
		},
		evidence: ['root', 'listing', 'docs', 'template'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'access.no-authorized-credentials',
		group: 'Accessibility',
		editions: {
			'ami-2020': {asks: 'no authorized passwords or authorized keys in the AMI', source: page},
			'ami-2025': {asks: 'no authorized passwords or authorized keys in the AMI', source: page},
		},
		evidence: ['root'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'access.no-fixed-passwords',
		group: 'Accessibility',
		editions: {
			'ami-2020': {asks: 'administrative access never has a fixed password: it is randomized, or the instance id', source: page},
			'ami-2025': {asks: 'administrative access never has a fixed password: it is randomized, or the instance id', source: page},
		},
		evidence: ['template', 'listing', 'docs', 'root'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'access.prompted-before-change',
		group: 'Accessibility',
		editions: {
			'ami-2020': {asks: 'the administrator is asked for the randomized password before setting own credentials', source: page},
			'ami-2025': {asks: 'the administrator is asked for the randomized password before setting own credentials', source: page},
		},
		evidence: ['listing', 'docs'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'access.no-seller-access',
		group: 'Accessibility',
		editions: {
			'ami-2020': {asks: 'the seller has no access to running instances (accounts, keys, tunnels, cross-account trust)', source: page},
			'ami-2025': {asks: 'the seller has no access to running instances (accounts, keys, tunnels, cross-account trust)', source: page},
		},
		evidence: ['root', 'template', 'listing', 'docs'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'access.outside-access-off',
		group: 'Accessibility',
		editions: {
			'ami-2020': {asks: 'any outside access built in is off until the customer enables it', source: page},
			'ami-2025': {asks: 'any outside access built in is off until the customer enables it', source: page},
		},
		evidence: ['root', 'template', 'listing', 'docs'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'access.linux-root-login-off',
		group: 'Accessibility: Linux',
		editions: {
			'ami-2020': {asks: "root can't log in remotely with a password", source: page},
			'ami-2025': {asks: "root can't log in remotely with a password", source: page},
		},
		evidence: ['root', 'docs'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'access.linux-sudo-user',
		group: 'Accessibility: Linux',
		editions: {
			'ami-2020': {asks: 'administration goes through a user account with sudo, not root', source: page},
			'ami-2025': {asks: 'administration goes through a user account with sudo, not root', source: page},
		},
		evidence: ['root', 'listing', 'docs'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'access.linux-root-password',
		group: 'Accessibility: Linux',
		editions: {
			'ami-2020': {asks: "root's password is not blank or null", source: page},
			'ami-2025': {asks: "root's password is not blank or null", source: page},
		},
		evidence: ['root'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'access.windows-ec2config',
		group: 'Accessibility: Windows',
		editions: {
			'ami-2020': {
				asks: 'Windows Server 2012 R2 and older: newest Ec2ConfigService with Ec2SetPassword, Ec2WindowsActivate and Ec2HandleUserData enabled',
				source: page,
			},
			'ami-2025': {
				asks: 'Windows Server 2012 R2 and older: newest Ec2ConfigService with Ec2SetPassword, Ec2WindowsActivate and Ec2HandleUserData enabled',
				source: page,
			},
		},
		evidence: ['root'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'access.windows-ec2launch',
		group: 'Accessibility: Windows',
		editions: {
			'ami-2020': {asks: 'Windows Server 2016 and newer: EC2Launch', source: page},
			'ami-2025': {asks: 'Windows Server 2016 and newer: EC2Launch', source: page},
		},
		evidence: ['root'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'access.windows-no-guests',
		group: 'Accessibility: Windows',
		editions: {
			'ami-2020': {asks: 'no guest accounts and no remote desktop users', source: page},
			'ami-2025': {asks: 'no guest accounts and no remote desktop users', source: page},
		},
		evidence: ['root', 'docs'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'customer.no-registration',
		group: 'Customer information',
		editions: {
			'ami-2020': {asks: 'no registration with the seller and no identifying information to use the product (BYOL products excepted)', source: page},
			'ami-2025': {asks: 'no registration with the seller and no identifying information to use the product (BYOL products excepted)', source: page},
		},
		evidence: ['listing', 'docs', 'template'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'customer.no-undisclosed-collection',
		group: 'Customer information',
		editions: {
			'ami-2020': {asks: "customer data is required, collected or exported only with the customer's knowledge and express consent", source: page},
			'ami-2025': {asks: "customer data is required, collected or exported only with the customer's knowledge and express consent", source: page},
		},
		evidence: ['listing', 'docs', 'template', 'root'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'usage.no-limits',
		group: 'Product usage',
		editions: {
			'ami-2020': {asks: 'no restriction by time, number of users or otherwise', source: page},
			'ami-2025': {asks: 'no restriction by time, number of users or otherwise', source: page},
		},
		evidence: ['listing', 'docs'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'usage.no-trial-or-prerelease',
		group: 'Product usage',
		editions: {
			'ami-2020': {asks: 'not a beta, pre-release, trial or evaluation product', source: page},
			'ami-2025': {asks: 'not a beta, pre-release, trial or evaluation product', source: page},
		},
		evidence: ['listing', 'docs'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'usage.paid-equivalent',
		group: 'Product usage',
		editions: {
			'ami-2020': {asks: 'a Developer, Community or BYOL edition has an equivalent paid version on AWS Marketplace', source: page},
			'ami-2025': {asks: 'a Developer, Community or BYOL edition has an equivalent paid version on AWS Marketplace', source: page},
		},
		evidence: ['listing', 'docs'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'usage.launch-compatible',
		group: 'Product usage',
		editions: {
			'ami-2020': {asks: 'the product launches from the website or by CloudFormation', source: page},
			'ami-2025': {asks: 'the product launches from the website or by CloudFormation', source: page},
		},
		evidence: ['listing', 'template'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'usage.no-required-user-data',
		group: 'Product usage',
		editions: {
			'ami-2020': {asks: 'launched from the website, it needs no customer or user data at instance creation', source: page},
			'ami-2025': {asks: 'launched from the website, it needs no customer or user data at instance creation', source: page},
		},
		evidence: ['listing', 'docs', 'template'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'usage.self-contained',
		group: 'Product usage',
		editions: {
			'ami-2020': {asks: 'the AMI holds everything that a buyer needs, client applications included', source: page},
			'ami-2025': {asks: 'the AMI holds everything that a buyer needs, client applications included', source: page},
		},
		evidence: ['listing', 'docs', 'template'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'usage.fulfilment-on-marketplace',
		group: 'Product usage',
		editions: {
			'ami-2020': {asks: 'fulfilment never leaves AWS Marketplace (BYOL products excepted)', source: page},
			'ami-2025': {asks: 'fulfilment never leaves AWS Marketplace (BYOL products excepted)', source: page},
		},
		evidence: ['listing', 'docs', 'template'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'usage.no-outside-launch',
		group: 'Product usage',
		editions: {
			'ami-2020': {asks: 'no subscription API and no launch from outside AWS Marketplace', source: page},
			'ami-2025': {asks: 'no subscription API and no launch from outside AWS Marketplace', source: page},
		},
		evidence: ['listing', 'docs'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'usage.no-redirects',
		group: 'Product usage',
		editions: {
			'ami-2020': {
				asks: 'no language that redirects users to other cloud platforms, additional products or upsell services not on AWS Marketplace',
				source: page,
			},
			'ami-2025': {
				asks: 'no language that redirects users to other cloud platforms, additional products or upsell services not on AWS Marketplace',
				source: page,
			},
		},
		evidence: ['listing', 'docs', 'template', 'root'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'architecture.source-region',
		group: 'Architecture',
		editions: {'ami-2020': {asks: 'the source AMI is in us-east-1', source: page}, 'ami-2025': {asks: 'the source AMI is in us-east-1', source: page}},
		evidence: ['image', 'listing', 'template'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'architecture.hvm',
		group: 'Architecture',
		editions: {'ami-2020': {asks: 'HVM virtualization', source: page}, 'ami-2025': {asks: 'HVM virtualization', source: page}},
		evidence: ['image'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'architecture.64-bit',
		group: 'Architecture',
		editions: {'ami-2020': {asks: 'x86_64 or arm64', source: page}, 'ami-2025': {asks: 'x86_64 or arm64', source: page}},
		evidence: ['image'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'architecture.ebs-backed',
		group: 'Architecture',
		editions: {
			'ami-2020': {asks: 'the root device is EBS, not instance store (S3)', source: page},
			'ami-2025': {asks: 'the root device is EBS, not instance store (S3)', source: page},
		},
		evidence: ['image'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'architecture.file-system',
		group: 'Architecture',
		editions: {
			'ami-2020': {asks: 'Ext2, Ext3, Ext4, Xfs, Vfat, Lvm or NTFS', source: page},
			'ami-2025': {asks: 'Ext2, Ext3, Ext4, Xfs, Vfat, Lvm or NTFS', source: page},
		},
		evidence: ['root', 'scan'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'architecture.unencrypted',
		group: 'Architecture',
		editions: {
			'ami-2020': {asks: 'no encrypted file system or snapshot', source: page},
			'ami-2025': {asks: 'no encrypted file system or snapshot', source: page},
		},
		evidence: ['image', 'root'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'architecture.freebsd-from-linux',
		group: 'Architecture',
		editions: {
			'ami-2020': {asks: 'a FreeBSD product is built from a Linux-based OS', source: page},
			'ami-2025': {asks: 'a FreeBSD product is built from a Linux-based OS', source: page},
		},
		evidence: ['image', 'listing'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'architecture.region-agnostic',
		group: 'Architecture',
		editions: {
			'ami-2020': {asks: 'one build runs in every Region: nothing tied to one Region, no per-Region builds', source: page},
			'ami-2025': {asks: 'one build runs in every Region: nothing tied to one Region, no per-Region builds', source: page},
		},
		evidence: ['template', 'image', 'root', 'docs'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'delivery.single-ami',
		group: 'CloudFormation delivery',
		editions: {
			'ami-2020': {asks: "a single-AMI product's template launches instances from one AMI only, the product's own", source: page},
			'ami-2025': {asks: "a single-AMI product's template launches instances from one AMI only, the product's own", source: page},
		},
		evidence: ['template', 'listing'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'delivery.template-requirements',
		group: 'CloudFormation delivery',
		editions: {
			'ami-2020': {asks: 'the documented requirements on delivery templates', source: page},
			'ami-2025': {asks: 'the documented requirements on delivery templates', source: page},
		},
		evidence: ['template', 'listing'],
		settledBy: [],
		wanting: 'no evidence',
	},
	{
		id: 'delivery.listing-requirements',
		group: 'Listing',
		editions: {
			'ami-2020': {asks: 'the documented fields, lengths and formats of listing metadata', source: page},
			'ami-2025': {asks: 'the documented fields, lengths and formats of listing metadata', source: page},
		},
		evidence: ['listing'],
		settledBy: [],
		wanting: 'no evidence',
	},
];
