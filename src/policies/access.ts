import {pages} from '../limits.ts';
import {notConfirmed, policies2020, policies2025} from './editions.ts';
import type {Policy} from './policy.ts';

/** Who can get into a running instance, and how. */
const generalPolicies: readonly Policy[] = [
	{
		id: 'access.os-administration',
		group: 'Accessibility',
		editions: {
			'ami-2020': {
				asks: 'Buyers can administer the operating system, to patch it, audit it and read its logs: over SSH on Linux, over RDP on Windows.',
				source: policies2020,
			},
			'ami-2025': {
				asks: 'Buyers can reach the instance over the network and administer it; on Linux they can gain full privileges.',
				change:
					"The digest of the text of May 2025 and today's listing checklist word it this way; that SSH and RDP are named is known from January 2023 alone.",
				source: pages.checklist,
			},
		},
		evidence: ['root', 'listing', 'docs', 'template'],
		settledBy: [],
		wanting:
			"needs the AMI's root file system (--root), to see that sshd or Remote Desktop is on and open to the buyer's administrator; no rule shows that in full",
		besidesRoot: "needs a launch, to see that the buyer's administrator gets in over SSH or Remote Desktop; files can only show what hinders it",
	},
	{
		id: 'access.no-authorized-credentials',
		group: 'Accessibility',
		editions: {
			'ami-2020': {asks: 'The AMI holds no password and no public key that lets somebody in, such as an authorized_keys file.', source: policies2020},
			'ami-2025': {
				asks: 'The AMI holds no authorized public key for SSH and no password of a system user or service, not even hashed.',
				change: 'Since 1 May 2025 hashed passwords are named too.',
				source: policies2025,
			},
		},
		evidence: ['root'],
		settledBy: ['root/no-account-password', 'root/no-authorized-keys'],
		wanting: "needs the AMI's whole root file system (--root), read as root: its password files, the homes, the settings of sshd and cloud-init",
	},
	{
		id: 'access.no-fixed-passwords',
		group: 'Accessibility',
		editions: {
			'ami-2020': {
				asks: 'No administrative access has a fixed password: each instance gets a random one, or uses its instance id.',
				source: policies2020,
			},
			'ami-2025': {
				asks: 'No administrative access has a fixed password. Passwords are barred for services of the instance, but for few exceptions with a strong random one for each instance.',
				change:
					"Since 1 May 2025 passwords as such are barred, so the instance id as password is very doubtful, though an example in AWS's page on usage instructions still shows it.",
				source: policies2025,
			},
		},
		evidence: ['template', 'listing', 'docs', 'root'],
		settledBy: [],
		wanting:
			"needs the AMI's root file system (--root), to see how the first password is made; a root file system, listing, templates and documents can only show a breach",
		besidesRoot: 'needs word on how each first password is made; the root file system, listing, templates and documents can only show a breach',
	},
	{
		id: 'access.prompted-before-change',
		group: 'Accessibility',
		editions: {
			'ami-2020': {
				asks: 'The product asks the administrator for the random password before it lets them set credentials of their own.',
				source: policies2020,
			},
			'ami-2025': {
				asks: 'Where a password is allowed at all, it is a one-time password that its owner gives and changes at the first login.',
				change:
					'Since 1 May 2025 administrative passwords are barred but for Windows; whether the sentence on asking for the random password survives is not confirmed.',
				source: policies2025,
			},
		},
		evidence: ['listing', 'docs'],
		settledBy: [],
		wanting: "needs a person's reading of the usage instructions and documents on the first login; this version has no rule that can show it",
	},
	{
		id: 'access.no-seller-access',
		group: 'Accessibility',
		editions: {
			'ami-2020': {asks: "You have no access to buyers' running instances: no account, key, tunnel or trust of your AWS account.", source: policies2020},
			'ami-2025': {
				asks: "You have no access to buyers' running instances. A buyer may switch support access on.",
				source: policies2025,
			},
		},
		evidence: ['root', 'template', 'listing', 'docs'],
		settledBy: [],
		wanting: "needs the AMI's root file system (--root), to look for accounts, keys and remote-access agents; files can only show a breach",
		besidesRoot: 'needs word that nobody of yours can get in; the root file system, templates and documents can only show a breach',
	},
	{
		id: 'access.outside-access-off',
		group: 'Accessibility',
		editions: {
			'ami-2020': {asks: 'Whatever outside access is built in stays off until the buyer switches it on.', source: policies2020},
			'ami-2025': {asks: 'Support access is off until the buyer explicitly switches it on.', source: policies2025},
		},
		evidence: ['root', 'template', 'listing', 'docs'],
		settledBy: [],
		wanting: "needs the AMI's root file system (--root), to see which services start by themselves; files can only show a breach",
		besidesRoot: 'needs word on what each service of the product lets in; the root file system, templates and documents can only show a breach',
	},
];

const linuxPolicies: readonly Policy[] = [
	{
		id: 'access.linux-root-login-off',
		group: 'Accessibility: Linux',
		only: 'linux',
		editions: {
			'ami-2020': {asks: 'On Linux, nobody can log in from afar as root with a password.', source: policies2020},
			'ami-2025': {asks: 'On Linux, no superuser account can be logged in to from afar with a password.', source: policies2025},
		},
		evidence: ['root', 'docs'],
		settledBy: ['root/ssh-root-login'],
		wanting: "needs the AMI's root file system (--root), with all files that decide sshd's effective PermitRootLogin and PasswordAuthentication",
	},
	{
		id: 'access.linux-sudo-user',
		group: 'Accessibility: Linux',
		only: 'linux',
		editions: {
			'ami-2020': {asks: 'On Linux, administrators work through a user account with sudo, not as root, so that each act is on record.', source: policies2020},
			'ami-2025': {
				asks: 'On Linux, users can gain full privileges through sudo.',
				change:
					'The digest of the text of May 2025 says that users must be able to gain full privileges; the ban on working as root itself is not confirmed there.',
				source: policies2025,
			},
		},
		evidence: ['root', 'listing', 'docs'],
		settledBy: ['root/sudo-user'],
		wanting: "needs the AMI's whole root file system (--root), read as root: its users, the rules of sudo, the settings of cloud-init",
	},
	{
		id: 'access.linux-root-password',
		group: 'Accessibility: Linux',
		only: 'linux',
		editions: {
			'ami-2020': {asks: "On Linux, root's password is not empty.", source: policies2020},
			'ami-2025': {
				asks: 'No password is empty, least of all that of root.',
				change: 'Since 1 May 2025 empty passwords are barred for every service, not for root alone.',
				source: policies2025,
			},
		},
		evidence: ['root'],
		settledBy: ['root/root-password'],
		wanting: "needs the AMI's root file system (--root), read as root, with etc/shadow, and hashes that can be tried, best none",
	},
];

const windowsPolicies: readonly Policy[] = [
	{
		id: 'access.windows-ec2config',
		group: 'Accessibility: Windows',
		editions: {
			'ami-2020': {
				asks: 'Windows Server 2012 R2 and older run the newest Ec2ConfigService, with Ec2SetPassword, Ec2WindowsActivate and Ec2HandleUserData switched on.',
				source: policies2020,
			},
			'ami-2025': {
				asks: 'EC2Config is best avoided. Where it is used, it is the newest version, with Ec2SetPassword, Ec2WindowsActivate and Ec2HandleUserData switched on.',
				change: "Today's listing checklist asks for EC2Launch v2 from Windows Server 2012 on. How the policy page of May 2025 words it is not confirmed.",
				source: pages.checklist,
			},
		},
		evidence: ['root'],
		settledBy: ['root/ec2config-plugins', 'root/newest-ec2config'],
		wanting: "needs the root file system of the AMI's Windows (--root), with EC2Config's settings and the registry hives under Windows/System32/config",
	},
	{
		id: 'access.windows-ec2launch',
		group: 'Accessibility: Windows',
		editions: {
			'ami-2020': {asks: 'Windows Server 2016 and newer run EC2Launch.', source: policies2020},
			'ami-2025': {
				asks: 'Windows Server 2012 and newer run the newest EC2Launch v2, with a random administrator password and the user-data task; SSM is switched on again after Sysprep.',
				change: "Today's listing checklist asks for EC2Launch v2. How the policy page of May 2025 words it is not confirmed.",
				source: pages.checklist,
			},
		},
		evidence: ['root'],
		settledBy: ['root/windows-launch-agent', 'root/ec2launch-random-password'],
		wanting: "needs the root file system of the AMI's Windows (--root), with EC2Launch's settings and the registry hives under Windows/System32/config",
	},
	{
		id: 'access.windows-no-guests',
		group: 'Accessibility: Windows',
		editions: {
			'ami-2020': {asks: 'Windows has no guest accounts and no remote desktop users.', source: policies2020},
			'ami-2025': {
				asks: 'Windows has no guest accounts and no remote desktop users.',
				change: `Today's listing checklist says the same. ${notConfirmed}`,
				source: pages.checklist,
			},
		},
		evidence: ['root', 'docs'],
		settledBy: ['root/no-windows-guests', 'root/no-remote-desktop-users'],
		wanting: "needs the root file system of the AMI's Windows (--root), with the hive Windows/System32/config/SAM of an instance that was shut down cleanly",
	},
];

/** General, Linux and Windows, in the contract's order. */
export const accessPolicies: readonly Policy[] = [...generalPolicies, ...linuxPolicies, ...windowsPolicies];
