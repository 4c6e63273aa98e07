import type {Place, Text} from '../contract.ts';
import type {SshChange} from './startup.ts';

/** The directives of sshd that are told. */
export type SshDirective =
	| 'PasswordAuthentication'
	| 'KbdInteractiveAuthentication'
	| 'PermitRootLogin'
	| 'PermitEmptyPasswords'
	| 'PubkeyAuthentication'
	| 'HostbasedAuthentication'
	| 'AuthenticationMethods'
	| 'AuthorizedKeysFile'
	| 'AuthorizedKeysCommand'
	| 'TrustedUserCAKeys'
	| 'UsePAM'
	| 'AllowUsers'
	| 'DenyUsers'
	| 'AllowGroups'
	| 'DenyGroups'
	| 'Port';

/** A directive's value that is in effect. Origin: https://man.openbsd.org/sshd_config */
export type SshSetting = {
	/** Yes, no and the like in lower case, `without-password` as `prohibit-password`; lists joined by a blank, empty where there is none. */
	readonly value: string;
	/** Where the value is written. Missing for a default. */
	readonly place?: Place;
	readonly source: 'file' | 'command line' | 'cloud-init' | 'default';
	/** What makes it so, to read on from "by": `/etc/ssh/sshd_config line 12`, `the default of OpenSSH 9.2`. */
	readonly by: string;
};

/** What a way to log in with a password comes to: it lets in by itself, only together with another way, never for AuthenticationMethods, or is off. */
export type SshWay = 'alone' | 'together' | 'barred' | 'off';

/** Those who log in to whom the same settings apply. */
export type SshClass = {
	/** `everybody`, `root` where no Match block changes something for it, or the Match line that speaks of them: `Match User deploy`. */
	readonly who: string;
	/** The Match line; missing for those of whom none speaks. */
	readonly match?: Text;
	/** Whether it is root whom these settings are for. */
	readonly root: boolean;
	/** Whether AllowUsers, DenyUsers, AllowGroups or DenyGroups shut them out. Told for root alone. */
	readonly shutOut: boolean;
	readonly settings: Readonly<Record<SshDirective, SshSetting>>;
	/** The way of PasswordAuthentication. */
	readonly password: SshWay;
	/** The way of keyboard-interactive authentication through PAM, where PAM asks for a password. */
	readonly keyboard: SshWay;
	/** Whether a key lets in: `barred` where AuthenticationMethods does not name it. */
	readonly key: 'on' | 'barred' | 'off';
};

/** A file outside of `~/.ssh` from which sshd takes keys. */
export type SshKeyFile = {
	readonly directive: 'AuthorizedKeysFile' | 'TrustedUserCAKeys';
	readonly setting: SshSetting;
	/** From the root: `/etc/ssh/keys/admin`. */
	readonly path: string;
	/** The keys in it, each at its type: `ssh-ed25519`. Empty where the file is not there. */
	readonly keys: readonly Text[];
	/** Whether the file is there but could not be read. */
	readonly unread: boolean;
};

/** A host that a program of AuthorizedKeysCommand asks for keys. */
export type SshKeyHost = {readonly program: string; readonly host: string; readonly place: Place};

/**
 * A change to the configuration on each instance that lets more in, or may: see `SshChange`. `isFirst` is whether sshd reads it before the line that
 * counts in the image, or in its place.
 */
export type SshBootChange = SshChange & {readonly isFirst: boolean};

/** An OpenSSH server of a root file system, by what is in effect on an instance after its first boot. */
export type SshServer = {
	/** The root file system, as the submission names it. */
	readonly root: string;
	/** Its configuration file. */
	readonly config: Place;
	/** `OpenSSH 9.2`, or `OpenSSH` where no version is known. */
	readonly version: string;
	/**
	 * Whether it starts: `masked` where its unit is shut off, `off` where the service of Windows does not start by itself, `unknown` where no link or
	 * script that starts it was found.
	 */
	readonly start: 'enabled' | 'masked' | 'off' | 'unknown';
	/** Whether it is OpenSSH for Windows, whose administrators are reached by Remote Desktop as well. */
	readonly isWindows: boolean;
	/** First everybody of whom no Match block speaks by name, then root, then whom each Match block speaks of, where it changes something for them. */
	readonly classes: readonly SshClass[];
	/** Whether PAM asks for a password when keyboard-interactive authentication goes through it; `lets in` where it permits all before it asks anything. */
	readonly pam: 'asks' | 'does not ask' | 'lets in' | 'unknown';
	/** Whether the password files show that no account has a password, and no job gives it one. */
	readonly isWithoutPasswords: boolean;
	readonly keyFiles: readonly SshKeyFile[];
	/** Hosts of others that programs of AuthorizedKeysCommand ask, as far as their texts tell. */
	readonly keyHosts: readonly SshKeyHost[];
	/** Lines for which sshd would not start, each with the reason. */
	readonly refusals: readonly {readonly place: Place; readonly reason: string}[];
	/** What jobs open in it on each instance, or may. */
	readonly bootChanges: readonly SshBootChange[];
	/** Why more or other settings may be in effect than is told; empty where all is known. */
	readonly doubts: readonly string[];
};
