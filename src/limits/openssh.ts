/**
 * What OpenSSH's server does by default and how it reads its configuration. Read 2026-11-26 in https://man.openbsd.org/sshd_config,
 * https://www.openssh.com/releasenotes.html and servconf.c of OpenSSH 7.7, 9.2 and 9.7.
 */

import type {Sourced} from './pages.ts';

const read = '2026-11-26';

/** The manual page of sshd's configuration. */
export const sshdManual = 'https://man.openbsd.org/sshd_config';

/** A version of OpenSSH: 9.2 is `[9, 2]`. */
export type OpensshVersion = readonly [major: number, minor: number];

/** Levels of Include inside each other before sshd refuses its configuration (`SERVCONF_MAX_DEPTH`). */
export const mostIncludes = {depth: 16, source: sshdManual, read} as const satisfies Sourced & {readonly depth: number};

/** Where a relative path of Include begins. */
export const sshFolder = 'etc/ssh';

/** The configuration that sshd opens without `-f`, in the order in which distributions look: SUSE has its own below /usr/etc. */
export const sshdConfigs: Sourced & {readonly paths: readonly string[]} = {
	paths: ['etc/ssh/sshd_config', 'usr/etc/ssh/sshd_config', 'usr/local/etc/ssh/sshd_config'],
	source: 'https://en.opensuse.org/openSUSE:Packaging_UsrEtc',
	read,
};

/** Since 8.7 ChallengeResponseAuthentication is another name of KbdInteractiveAuthentication; before, either of both turned it on. */
export const keyboardAliasSince: Sourced & {readonly version: OpensshVersion} = {
	version: [8, 7],
	source: 'https://www.openssh.com/txt/release-8.7',
	read,
};

/** Since 7.0 root may not log in with a password by default. */
export const rootByKeySince: Sourced & {readonly version: OpensshVersion} = {version: [7, 0], source: 'https://www.openssh.com/txt/release-7.0', read};

/** The values without a directive, in lists joined by a blank. */
export const sshdDefaults = {
	PasswordAuthentication: 'yes',
	KbdInteractiveAuthentication: 'yes',
	PermitRootLogin: 'prohibit-password',
	PermitEmptyPasswords: 'no',
	PubkeyAuthentication: 'yes',
	HostbasedAuthentication: 'no',
	AuthenticationMethods: 'any',
	AuthorizedKeysFile: '.ssh/authorized_keys .ssh/authorized_keys2',
	AuthorizedKeysCommand: 'none',
	TrustedUserCAKeys: 'none',
	UsePAM: 'no',
	AllowUsers: '',
	DenyUsers: '',
	AllowGroups: '',
	DenyGroups: '',
	Port: '22',
} as const;

/** A distribution whose sshd is built with other defaults. */
type PatchedDefaults = Sourced & {
	/** Matches `ID` of os-release. */
	readonly id: RegExp;
	/** Matches `VERSION_ID`. */
	readonly version: RegExp;
	readonly defaults: {readonly [Directive in keyof typeof sshdDefaults]?: string};
};

/** The distributions with other defaults. Debian's and Ubuntu's sshd has none for what is judged here: their package writes a sshd_config. */
export const patchedDefaults: readonly PatchedDefaults[] = [
	{
		id: /^(?:rhel|centos|ol|scientific)$/,
		version: /^[67](?:\.|$)/,
		defaults: {PermitRootLogin: 'yes'},
		source: 'https://github.com/oamg/leapp-repository/tree/main/repos/system_upgrade/el7toel8/actors/opensshpermitrootlogincheck',
		read,
	},
	{
		id: /^amzn$/,
		version: /^(?:2|201[0-9]\.\d+)$/,
		defaults: {PermitRootLogin: 'yes'},
		source: 'https://github.com/oamg/leapp-repository/tree/main/repos/system_upgrade/el7toel8/actors/opensshpermitrootlogincheck',
		read,
	},
	{
		id: /^freebsd$/,
		version: /^/,
		defaults: {UsePAM: 'yes', PasswordAuthentication: 'no', PermitRootLogin: 'no'},
		source: 'https://man.freebsd.org/cgi/man.cgi?query=sshd_config&sektion=5',
		read,
	},
];

/** Options of the program `sshd` that take an argument. */
export const sshdArguments: Sourced & {readonly letters: string} = {letters: 'CEbcfghkopu', source: 'https://man.openbsd.org/sshd', read};

/** Criteria that Match knows in ssh_config alone: sshd refuses them. */
export const clientCriteria: Sourced & {readonly names: readonly string[]} = {
	names: ['canonical', 'final', 'exec', 'originalhost', 'localuser', 'localnetwork', 'tagged'],
	source: 'https://man.openbsd.org/ssh_config#Match',
	read,
};

/** Programs that bring authorized keys and come with the distribution or from AWS: EC2 Instance Connect, SSSD, systemd, OpenSSH itself. */
export const knownKeyCommands: Sourced & {readonly names: RegExp} = {
	names: /\/(?:eic_run_authorized_keys|sss_ssh_authorizedkeys|userdbctl|ssh-keycat)$/,
	source: 'https://github.com/aws/aws-ec2-instance-connect-config',
	read,
};

/** PAM modules that ask for a password. */
export const passwordModules: Sourced & {readonly names: RegExp} = {
	names: /(?:^|\/)pam_(?:unix|unix2|unix_auth|pwdb|sss|ldap|krb5|winbind|userdb|userpass|tcb|systemd_home|kanidm)(?:\.so)?$/,
	source: 'https://www.linux-pam.org/Linux-PAM-html/sag-module-reference.html',
	read,
};

/** Since 22.3 cloud-init writes `PasswordAuthentication` into its own drop-in where sshd_config includes the folder; before, into sshd_config itself. */
export const cloudInitDropInSince = {
	version: [22, 3] as OpensshVersion,
	path: 'etc/ssh/sshd_config.d/50-cloud-init.conf',
	include: 'Include /etc/ssh/sshd_config.d/*.conf',
	source: 'https://docs.cloud-init.io/en/latest/reference/modules.html#set-passwords',
	read,
} as const;
