/** Which parameters ask for something secret: by their names, and by the properties that they flow into. */

import type {Parameter, PropertyValue} from '../../evidence/template.ts';
import {secretProperties} from '../../limits/secrets.ts';

/** Last words of a name that talk about a secret without being one: `PasswordLength`, `SecretArn`, `TokenExpiry`. */
const aboutSecrets = new Set(
	'age arn arns authentication auth bucket characters chars complexity count days description duration enabled encryption endpoint expiration expiry file folder format generation generator group hint history id key kms lambda lengths length location manager max method min mode name names option parameter parameters path period policy prefix profile region required reset retention rotation rule schedule size source ssm store strength suffix table tag timeout ttl type uri url user username validity version'.split(
		' ',
	),
);

/** First words of a switch: `UsePassword`, `GeneratePassword`. */
const switches = new Set(
	'allow auto create disable enable enabled enforce force generate has is random randomize require reset rotate show skip use with'.split(' '),
);

const passwordWords = new Set('password passwords passwd passphrase passcode pwd pass pw'.split(' '));

/** Names that end like this hold a secret; tried on the words run together. */
const secretEnding = /(?:secret|token|apikey|authkey|privatekey|secretkey|signingkey|encryptionkey|presharedkey|psk|credentials?)$/;

/** Endings that look like a secret and are public or mere names. */
const publicEnding = /(?:publickey|keyname|keypair|sshkey|kmskey|licen[cs]ekey|nexttoken|usetoken|bysecret)$/;

/** Parameters, each with what it asks for that must stay secret. */
export function withSensitivity(parameters: readonly Parameter[], properties: readonly PropertyValue[]): readonly Parameter[] {
	const uses = secretUses(properties);
	return parameters.map((parameter) => {
		const sensitive = sensitivityOf(parameter, uses);
		return sensitive === undefined ? parameter : {...parameter, sensitive};
	});
}

function sensitivityOf(parameter: Parameter, uses: ReadonlyMap<string, 'password' | 'secret'>): Parameter['sensitive'] {
	const type = parameter.type?.value ?? 'String';
	// A choice among written values is no secret, and numbers, AWS's own names and lists are none either.
	if (type !== 'String' || parameter.allowedValues.length > 0) return undefined;
	if (describesAwsKey(parameter)) return 'aws-key';
	const words = wordsOf(parameter.name);
	if (/\b(?:ARN|name|path|URL|URI|id) (?:of|for|to)\b/i.test(parameter.description?.value ?? '') || parameter.default?.value.startsWith('arn:'))
		return undefined;
	if (words.length > 1 && switches.has(words[0] ?? '')) return undefined;
	// Who hides a value from the console holds it for a secret, whatever its name.
	const last = words.at(-1) ?? '';
	const hidden = parameter.noEcho?.value === true && (last === 'key' || !aboutSecrets.has(last));
	return byName(words, parameter) ?? uses.get(parameter.name) ?? (hidden ? 'secret' : undefined);
}

function byName(words: readonly string[], {description}: Parameter): Parameter['sensitive'] {
	const joined = words.join('');
	if (publicEnding.test(joined)) return undefined;
	if (isAwsKey(joined, description?.value ?? '')) return 'aws-key';
	const last = words.at(-1) ?? '';
	// `Pass` and `PW` are words for a password only at the end: `DBPass`, not `PassThrough`.
	const at = words.findLastIndex((word, index) => passwordWords.has(word) && (!['pass', 'pw'].includes(word) || index === words.length - 1));
	if (at >= 0 && !words.slice(at + 1).some((word) => aboutSecrets.has(word))) return 'password';
	if (/(?:password|passwd)$/.test(last)) return 'password';
	return secretEnding.test(joined) ? 'secret' : undefined;
}

/** `AccessKey` and `SecretKey` alone are also words of other makers' storage, so that name or description must say AWS. */
function isAwsKey(joined: string, description: string): boolean {
	if (/(?:secretaccesskey|accesskeyid|awsaccesskey|awssecretkey|awssecret|awssessiontoken|iamaccesskey|iamsecretkey)(?:id|value)?$/.test(joined)) return true;
	if (!/(?:accesskey|secretkey|sessiontoken)$/.test(joined)) return false;
	return /\b(?:AWS|IAM|Amazon|EC2|S3)\b/.test(description);
}

/** Whatever its name: a parameter whose description asks for an AWS key, or whose pattern admits only key ids. */
function describesAwsKey({description, allowedPattern}: Parameter): boolean {
	if (/^\^?\(?(?:AKIA|ASIA)/.test(allowedPattern?.value ?? '')) return true;
	const text = description?.value ?? '';
	// "Name of the access key", "needs no access key": about a key, without asking for one.
	if (/\b(?:name|arn|alias|not?|never|without)\b/i.test(text)) return false;
	return /\b(?:(?:AWS|IAM|Amazon)(?: \w{1,20})? access key|secret access key|access key id)\b/i.test(text);
}

/** The parameters whose values go into properties that take secrets. */
function secretUses(properties: readonly PropertyValue[]): ReadonlyMap<string, 'password' | 'secret'> {
	const uses = new Map<string, 'password' | 'secret'>();
	for (const {path, values} of properties) {
		const key = path.slice(path.lastIndexOf('.') + 1);
		const kind = Object.hasOwn(secretProperties.keys, key) ? secretProperties.keys[key] : undefined;
		for (const value of kind === undefined ? [] : values) if (value.from === 'parameter' && kind !== undefined) uses.set(value.parameter, kind);
	}
	return uses;
}

/** The words of a name, lower case: `DBMasterPassword2` is `db`, `master`, `password`. */
function wordsOf(name: string): readonly string[] {
	const spaced = name
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
		.replace(/[^A-Za-z]+/g, ' ');
	return spaced
		.toLowerCase()
		.split(' ')
		.filter((word) => word !== '');
}
