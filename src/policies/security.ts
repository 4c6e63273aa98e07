import {pages} from '../limits.ts';
import {notConfirmed, policies2020, policies2025, templates2020} from './editions.ts';
import type {Policy} from './policy.ts';

/** What the AMI must not carry, and how the product reaches the buyer's account. */
export const securityPolicies: readonly Policy[] = [
	{
		id: 'security.vulnerabilities',
		group: 'Security',
		editions: {
			'ami-2020': {asks: "Neither AWS's scanner nor AWS's security team knows of a vulnerability in the AMI.", source: policies2020},
			'ami-2025': {
				asks: "The AMI passes AWS's scanner without a known vulnerability. Its operating system and software are still supported, and the AMI was created at most two years ago.",
				change:
					'End-of-life software has been refused since August 2021; the age limit of two years came on 1 May 2025. A quotation from 2026, second-hand, puts the bar at unpatched vulnerabilities of critical or high severity; an earlier 2025 wording named any known vulnerability.',
				source: policies2025,
			},
		},
		evidence: ['scan'],
		settledBy: ['scan/no-critical-vulnerability'],
		wanting:
			"needs a recent vulnerability scan that names this AMI and found nothing: of Trivy or Grype in their own JSON, or the answer of AWS's own scan (DescribeAssessment); for ami-2025 also DescribeImages output, which has the age",
	},
	{
		id: 'security.malware',
		group: 'Security',
		editions: {
			'ami-2020': {asks: "Neither AWS's scanner nor AWS's security team finds malware or a virus in the AMI.", source: policies2020},
			'ami-2025': {asks: "AWS's scanner finds no malware in the AMI.", source: policies2025},
		},
		evidence: ['scan'],
		settledBy: ['scan/no-malware'],
		wanting:
			"needs a recent log of ClamAV on the whole root file system of this AMI, with the AMI's id in the log's name, or the answer of AWS's own scan (DescribeAssessment)",
	},
	{
		id: 'security.scanned-before-submission',
		group: 'Security',
		editions: {
			'ami-2020': {asks: "You ran AWS's self-service AMI scan on this very AMI before you submitted it, and it passed.", source: policies2020},
			'ami-2025': {
				asks: "AWS strongly recommends to test the version before you submit it (Test 'Add version' in the portal, or a change set with Intent VALIDATE). AWS scans the AMI at submission in any case, and goes on scanning listed products.",
				change: "The stand-alone scan page of the portal has given way to Test 'Add version', and what was a must is now a strong recommendation.",
				source: pages.submit,
			},
		},
		evidence: ['scan'],
		settledBy: ['scan/scanned-before-submission'],
		wanting:
			"needs the answer of AWS's own scan for this AMI (DescribeAssessment output), with the DescribeEntity answer that names the AMI behind its delivery option, or with the AMI's id in the file's name",
	},
	{
		id: 'security.key-pair-authentication',
		group: 'Security',
		editions: {
			'ami-2020': {
				asks: 'Every log-in to the instance uses a key pair. A password is not accepted, even one that is generated, reset or chosen at launch.',
				source: policies2020,
			},
			'ami-2025': {
				asks: "The instance's services take no passwords, even generated, reset or chosen at launch; empty ones never. Known exceptions: Windows administrator passwords that EC2Config or EC2Launch sets, and non-administrative access to an application that has no other way, with a strong random password for each instance that is used once and changed at the first login.",
				change:
					'Since 1 May 2025 the rule speaks of all services of the instance and names exceptions. The exceptions are known from a digest, not from the page itself.',
				source: policies2025,
			},
		},
		evidence: ['template', 'listing', 'docs', 'root'],
		settledBy: [],
		wanting:
			"needs proof that no service of the AMI takes passwords, which no file gives: the AMI's root file system (--root), listing, templates and documents can only show a breach",
		besidesRoot:
			'needs proof that no service of the AMI takes passwords, which no file gives: the root file system, listing, templates and documents can only show a breach',
	},
	{
		id: 'security.no-embedded-credentials',
		group: 'Security',
		editions: {
			'ami-2020': {
				asks: 'The AMI holds no password, key pair, authentication or security key, or other credential, for whatever reason. We hold templates and documents that ship with it to the same.',
				source: policies2020,
			},
			'ami-2025': {
				asks: 'No secret is built in: no password of a system user or service, not even hashed, no private key, no other credential. We hold templates and documents that ship with it to the same.',
				change: 'Since 1 May 2025 hashed passwords are named too.',
				source: policies2025,
			},
		},
		evidence: ['root', 'template', 'docs'],
		settledBy: [],
		wanting:
			"needs word from whoever built the AMI: rules look for keys, tokens, passwords and histories in its root file system (--root), in templates, in documents and in scanners' results, and can only show a breach",
	},
	{
		id: 'security.no-aws-keys-from-users',
		group: 'Security',
		editions: {
			'ami-2020': {asks: 'The product neither asks users for AWS access or secret keys nor uses such keys to reach AWS resources.', source: policies2020},
			'ami-2025': {
				asks: 'The product does not ask for AWS credentials. What it needs of AWS, it gets through the role of its instance.',
				source: policies2025,
			},
		},
		evidence: ['template', 'listing', 'docs', 'root'],
		settledBy: [],
		wanting:
			"needs a look at the product's own set-up screens: rules look at settings and scripts of the AMI's root file system (--root), at listing, templates and documents, and can only show a breach",
	},
	{
		id: 'security.role-from-template',
		group: 'Security',
		editions: {
			'ami-2020': {
				asks: "A product that works in the buyer's account gets its access through an IAM role. The CloudFormation template creates the role, launches the instance and ties the two together.",
				source: policies2020,
			},
			'ami-2025': {
				asks: 'A product that needs AWS services uses a minimally privileged IAM role that is assigned to the instance.',
				change: 'The text of May 2025, known in digest, asks for a role on the instance; that a CloudFormation template must create it is not confirmed there.',
				source: policies2025,
			},
		},
		evidence: ['template', 'listing', 'docs'],
		settledBy: ['iam/instance-role-from-template'],
		wanting: "needs a delivery template that creates the role and gives it to its instances, or word that the product does not use the buyer's account",
	},
	{
		id: 'security.least-privilege',
		group: 'Security',
		editions: {
			'ami-2020': {asks: 'IAM roles that your templates or instructions create allow only what the product needs.', source: templates2020},
			'ami-2025': {
				asks: 'IAM roles that your templates or instructions create allow only what the product needs: write access where it is needed alone, and the few actions that are called rather than all of a service.',
				change: 'The wording differs little: long-term access keys are named too, which a template must neither ask for nor create.',
				source: pages.cloudformation,
			},
		},
		evidence: ['template', 'listing', 'docs'],
		settledBy: [],
		wanting:
			"needs a person's judgement of what the product must be allowed to do: rules can show that a role is too wide, not that it is as small as it can be",
	},
	{
		id: 'security.single-ami-iam-guidance',
		group: 'Security',
		editions: {
			'ami-2020': {
				asks: 'Where buyers may launch the AMI alone beside a CloudFormation delivery, the usage instructions say clearly how to create a minimally privileged IAM role.',
				source: policies2020,
			},
			'ami-2025': {
				asks: 'Where buyers may launch the AMI alone beside a CloudFormation delivery, the usage instructions say clearly how to create a minimally privileged IAM role.',
				change: `The instance's role must be minimally privileged in any case. ${notConfirmed}`,
				source: pages.usage,
			},
		},
		evidence: ['listing', 'docs', 'template'],
		settledBy: [],
		wanting:
			"needs the listing with both delivery options, the template, and a person's reading of whether the guidance is clear; a rule can only show that it is missing",
	},
	{
		id: 'security.ssh-password-authentication-off',
		group: 'Security',
		editions: {
			'ami-2020': {asks: 'On Linux, sshd takes no passwords: its effective setting of PasswordAuthentication is no.', source: policies2020},
			'ami-2025': {
				asks: 'On Linux, sshd takes no passwords: its effective setting of PasswordAuthentication is no. Sshd listens on the port that you name for scanning.',
				change: "Since 1 May 2025, as the digest has it, AWS's scanner must also reach sshd on that port from 10.0.0.0/16 and 10.2.0.0/16.",
				source: policies2025,
			},
		},
		evidence: ['root', 'template', 'docs'],
		settledBy: ['root/ssh-passwords-off', 'root/ssh-keyboard-interactive-off'],
		wanting: "needs the AMI's root file system (--root), with all files that decide sshd's effective settings, drop-in files included",
	},
];
