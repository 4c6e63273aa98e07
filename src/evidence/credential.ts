import type {Place} from '../contract.ts';

/**
 * What a credential is: a private key, a key of an AWS account, a token of a service, a log-in in a file made for it, a password in a
 * setting or command, one in the answers of an installer, one in a history.
 */
export type CredentialKind = 'private-key' | 'aws-key' | 'token' | 'login' | 'password' | 'answer' | 'history';

/** A credential that lies in a root file system. */
export type Credential = {
	readonly kind: CredentialKind;
	/** What it is, with its article and without the secret: `an RSA private key`, `the password of setting DB_PASSWORD`. */
	readonly what: string;
	/** The file, from the root. */
	readonly path: string;
	/** The secret's own characters; the file alone where that is binary. */
	readonly place: Place;
	/** What names it and may be printed: the setting, the id of the key, the first line of a key, the beginning of a token. */
	readonly shown: Place;
	/** The user that the file belongs to, by name or by number. */
	readonly owner?: string;
	/** Why it may be none, or open nothing, as the end of a sentence. */
	readonly doubt?: string;
	/** It stands first in every list of passwords that is tried. */
	readonly isDefault?: true;
	/** Where a package drew it: who did, and how an instance comes to one of its own. */
	readonly made?: {readonly by: string; readonly anew: string};
};

/** A history of commands with lines in it. */
export type History = {
	readonly path: string;
	/** Whose: `the shell`, `the MySQL client`. */
	readonly of: string;
	readonly lines: number;
	/** Its first line. */
	readonly place: Place;
	readonly owner?: string;
};

/** A place of the product's for keys of an AWS account: a setting that waits for one, or a script that asks for one. */
export type AwsKeyRequest = {
	readonly kind: 'setting' | 'prompt';
	readonly path: string;
	/** The setting's name, or the words that ask. */
	readonly name: string;
	/** Where they stand. */
	readonly place: Place;
};

/** What a root file system was found to hold of credentials. */
export type CredentialSearch = {
	/** The root file system, as the submission names it. */
	readonly root: string;
	readonly credentials: readonly Credential[];
	readonly histories: readonly History[];
	readonly awsKeyRequests: readonly AwsKeyRequest[];
	/** Files that were searched. */
	readonly searched: number;
	/** Whether every file that may matter could be read, so that nothing found means nothing there. */
	readonly whole: boolean;
};
