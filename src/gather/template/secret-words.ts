/** What names of parameters, properties, variables and options say about secrets. */

import type {Parameter} from '../../evidence/template.ts';

export type SecretKind = NonNullable<Parameter['sensitive']>;

/** Last words of a name that talk about a secret without being one: `PasswordLength`, `SecretArn`, `TokenExpiry`. */
const aboutSecrets = new Set(
	'age arn arns authentication auth attribute bucket changed characters chars column complexity count days description duration enabled encryption endpoint env expiration expired expiry field file folder format generation generator group header hint history id key kms label lambda lengths length location manager max method min mode name names option parameter parameters path period placeholder policy prefix prevention profile prompt reference region required reset retention reuse rotation rule schedule size source ssm state status stdin store strength suffix table tag template timeout ttl type uri url user username validity variable version'.split(
		' ',
	),
);

/** First words of a switch: `UsePassword`, `GeneratePassword`. */
const switches = new Set(
	'allow auto create disable enable enabled enforce force generate has is manage no permit random randomize require reset rotate show skip use with'.split(' '),
);

const passwordWords = new Set('password passwords passwd passphrase passcode pwd pass pw'.split(' '));

/** Names whose words, run together, end like this hold a secret. */
const secretEnding = /(?:secret|token|apikey|authkey|privatekey|secretkey|signingkey|encryptionkey|presharedkey|psk|credentials?)$/;

/** Endings that look like a secret and are public or mere names. */
const publicEnding =
	/(?:publickey|keyname|keypair|sshkey|kmskey|licen[cs]ekey|nexttoken|usetoken|bysecret|(?:client|request|creation|change|idempotency)token|metadatatoken)$/;

/** The words of a name, lower case: `DBMasterPassword2` is `db`, `master`, `password`. */
export function wordsOf(name: string): readonly string[] {
	const spaced = name
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
		.replace(/[^A-Za-z]+/g, ' ');
	return spaced
		.toLowerCase()
		.split(' ')
		.filter((word) => word !== '');
}

/** Whether a name ends in a word that talks about a secret, or about something else altogether: a key may be one. */
export function isAbout(words: readonly string[]): boolean {
	const last = words.at(-1) ?? '';
	return last !== 'key' && aboutSecrets.has(last);
}

/** Whether a name is that of a switch. */
export function isSwitch(words: readonly string[]): boolean {
	return words.length > 1 && switches.has(words[0] ?? '');
}

/** The secret that a name says it holds; what stands around it, a description or a line, may say that keys are AWS's. */
export function secretNamed(words: readonly string[], around = ''): SecretKind | undefined {
	const joined = words.join('');
	if (publicEnding.test(joined)) return undefined;
	if (isAwsKey(joined, around)) return 'aws-key';
	const last = words.at(-1) ?? '';
	// `Pass` and `PW` are words for a password only at the end: `DBPass`, not `PassThrough`.
	const at = words.findLastIndex((word, index) => passwordWords.has(word) && (!['pass', 'pw'].includes(word) || index === words.length - 1));
	if (at >= 0 && !words.slice(at + 1).some((word) => aboutSecrets.has(word))) return 'password';
	if (/(?:password|passwd|passphrase|pwd)$/.test(last) || /pass(?:word|phrase|code)$/.test(joined)) return 'password';
	return secretEnding.test(joined) ? 'secret' : undefined;
}

/** `AccessKey` and `SecretKey` alone are also words of other makers' storage, so that something around must say AWS. */
function isAwsKey(joined: string, around: string): boolean {
	if (/(?:secretaccesskey|accesskeyid|awsaccesskey|awssecretkey|awssecret|awssessiontoken|iamaccesskey|iamsecretkey)(?:id|value)?$/.test(joined)) return true;
	if (!/(?:accesskey|secretkey|sessiontoken)$/.test(joined)) return false;
	return /\b(?:AWS|IAM|Amazon|EC2|S3)(?:\b|Credential|Default)|\baws configure\b|\bs3(?:cmd|fs)\b/.test(around);
}
