import type {Place, Text} from '../contract.ts';

/**
 * The accounts of a root file system and every way into them that it shows: passwords, keys, the right to act as root.
 * Origin: https://man7.org/linux/man-pages/man5/shadow.5.html and https://man.freebsd.org/cgi/man.cgi?master.passwd(5)
 */
export type Accounts = {
	/** The root file system, as the submission names it. */
	readonly root: string;
	/** `bsd` where `master.passwd` is the password file. */
	readonly form: 'linux' | 'bsd';
	/** The file that lists the accounts. */
	readonly list: Place;
	/** By first appearance, as look-ups by name take them. */
	readonly accounts: readonly Account[];
	readonly keyFiles: readonly KeyFile[];
	/** Hashes that no log-in is checked against, or only after somebody unlocks them. */
	readonly strayHashes: readonly StrayHash[];
	readonly cloud: CloudInit;
	readonly sudo: SudoSetup;
	/** Why a part is not known in full; a part without an entry is. */
	readonly unknown: Readonly<Partial<Record<'passwords' | 'keys' | 'sudo' | 'cloud', string>>>;
};

/** A line of the password file. */
export type Account = {
	readonly name: Text;
	readonly uid: number;
	/** As it is written, `/home/admin`. */
	readonly home: string;
	/** Whether its shell takes commands; an empty field is `/bin/sh`. */
	readonly canLogIn: boolean;
	/** Below the first id of users, root apart; and `nobody`. */
	readonly isSystem: boolean;
	/** The user that buyers administer the instance through: cloud-init's default user or, where it names none, that of a base image. */
	readonly isBase: boolean;
	readonly password: Password;
	/** The day from which nobody can log in to it any more, `YYYY-MM-DD`. */
	readonly expires?: string;
	/** Whether the password must be changed at the next log-in. */
	readonly changeForced: boolean;
	readonly sudo?: SudoRight;
};

/** What a password field lets in. */
export type Password =
	/** The field is empty: no password is asked. `text` is the name and the empty field. */
	| {readonly state: 'blank'; readonly text: Text}
	| {readonly state: 'set'; readonly hash: Hash}
	/** Nothing that is typed matches: `!`, `*`, no line in the shadow file. */
	| {readonly state: 'locked'}
	/** The file that holds it could not be read. */
	| {readonly state: 'unknown'};

/** A hashed password. */
export type Hash = {
	/** The field. Never to be repeated in a message. */
	readonly text: Text;
	/** `SHA-512`, `yescrypt`, `DES`. */
	readonly scheme: string;
	/** What it is a hash of, where that was found: no password at all, or one that images are known to be shipped with. */
	readonly found?: 'empty' | 'default';
	/** Whether all known passwords were tried: not for slow schemes, and within a bound. */
	readonly isTried: boolean;
};

/** A hash that lies about. */
export type StrayHash = {
	readonly text: Text;
	readonly scheme: string;
	/** The account or group that it is for; empty where the file does not say. */
	readonly name: string;
	/** A locked account's field; a shadow line without an account; a group's; a copy of a password file; what an installer left, or the record of old passwords. */
	readonly kind: 'locked' | 'orphan' | 'group' | 'copy' | 'record';
	/** A mark before it keeps it from being used as it stands. */
	readonly isLocked: boolean;
};

/** A file, or a setting, that lets keys in. */
export type KeyFile = {
	/** `image/root/.ssh/authorized_keys`. */
	readonly file: string;
	/** Whom it lets keys in as: one account, whoever is made from the skeleton, each account, an account that is not there; or by cloud-init at the first start. */
	readonly holder: 'account' | 'skeleton' | 'everyone' | 'nobody' | 'cloud-init';
	/** The account, for `account` and `cloud-init`. */
	readonly account?: string;
	/** At least one. */
	readonly keys: readonly AuthorizedKey[];
};

/** A key that is let in. */
export type AuthorizedKey = {
	/** The line, without blanks around it. */
	readonly text: Text;
	/** `ssh-ed25519`. `ssh-import-id` for a name whose keys cloud-init fetches. */
	readonly type: string;
	/** What stands behind the key, mostly `user@host` or the name of an EC2 key pair. */
	readonly comment: string;
	/** Whether it signs for other keys (`cert-authority`, `TrustedUserCAKeys`). */
	readonly isAuthority: boolean;
	/** Whether the line is the one that cloud-init writes for root, which only says whom to log in as. */
	readonly isPlaceholder: boolean;
};

/** What an account may do through sudo or doas. */
export type SudoRight = {
	/** Every command, as root. */
	readonly isFull: boolean;
	/** Whether it works without a password. */
	readonly isPasswordless: boolean;
	/** The rule. */
	readonly rule: Text;
};

/** Whether there is sudo or doas at all, and its main file. */
export type SudoSetup = {readonly place?: Place};

/** What cloud-init's settings make at the first start. */
export type CloudInit = {
	/** Whether cloud-init is there and not switched off. */
	readonly isOn: boolean;
	/** The users that it makes. */
	readonly users: readonly CloudUser[];
	/** Passwords that it sets, the same on each instance; locked ones wait for somebody to unlock them. `place` is the key's, not the password's. */
	readonly passwords: readonly {readonly place: Place; readonly account: string; readonly form: 'hash' | 'plain'; readonly isLocked: boolean}[];
};

/** A user that cloud-init makes. */
export type CloudUser = {
	readonly name: Text;
	/** Whether the buyer's key goes to it. */
	readonly isDefault: boolean;
	readonly hasKeys: boolean;
	readonly hasPassword: boolean;
	readonly sudo?: SudoRight;
};
