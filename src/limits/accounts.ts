/** Names that others set and that decide what an account of an AMI is: shells, users of base images, default passwords. */

import type {Sourced} from '../limits.ts';

/** Names of programs that end a session instead of taking commands. `git-shell` and the like take commands, though few. */
export const closedShells: Sourced & {readonly name: RegExp} = {
	name: /^(?:nologin|false|true|sync|shutdown|halt|null)$|nologin/,
	source: 'https://man7.org/linux/man-pages/man8/nologin.8.html',
	read: '2026-11-26',
};

/** Users that base images are administered through, where cloud-init's own settings do not name one. */
export const baseUsers: Sourced & {readonly names: readonly string[]} = {
	names: [
		'admin',
		'almalinux',
		'alpine',
		'arch',
		'bitnami',
		'centos',
		'cloud-user',
		'core',
		'debian',
		'ec2-user',
		'fedora',
		'freebsd',
		'opensuse',
		'oracle',
		'rocky',
		'ubuntu',
	],
	source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/managing-users.html',
	read: '2026-11-26',
};

/** Users that AWS's own agents make: they are reached through the buyer's account alone. */
export const agentUsers: Sourced & {readonly names: readonly string[]} = {
	names: ['ssm-user', 'ec2-instance-connect'],
	source: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-getting-started-ssm-user-permissions.html',
	read: '2026-11-26',
};

/** The command by which sshd gets the buyer's keys from the instance metadata: EC2 Instance Connect. */
export const buyerKeyCommands: Sourced & {readonly path: RegExp} = {
	path: /^\/(?:opt\/aws\/bin|usr\/share\/ec2-instance-connect|usr\/libexec\/ec2-instance-connect|usr\/bin)\/eic_run_authorized_keys$/,
	source: 'https://github.com/aws/aws-ec2-instance-connect-config',
	read: '2026-11-26',
};

/** The first user id that is no system account's, where `login.defs` does not say. */
export const firstUserId: Sourced & {readonly uid: number} = {
	uid: 1000,
	source: 'https://man7.org/linux/man-pages/man5/login.defs.5.html',
	read: '2026-11-26',
};

/**
 * Passwords that images and products are shipped with, those most often met first. The account's own name is tried too.
 * Few, since each costs some thousand rounds of a hash.
 */
export const defaultPasswords: Sourced & {readonly words: readonly string[]} = {
	words: [
		'password',
		'root',
		'admin',
		'changeme',
		'ubuntu',
		'toor',
		'vagrant',
		'ec2-user',
		'123456',
		'alpine',
		'Password1',
		'P@ssw0rd',
		'debian',
		'centos',
		'packer',
		'linux',
		'bitnami',
		'12345678',
		'123456789',
		'test',
		'user',
		'secret',
		'default',
		'welcome',
		'qwerty',
		'raspberry',
		'kali',
		'cloud',
		'admin123',
		'password123',
	],
	source: 'https://github.com/danielmiessler/SecLists/tree/master/Passwords/Default-Credentials',
	read: '2026-11-26',
};
