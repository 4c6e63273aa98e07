/** Which parameters ask for something secret: by their names and descriptions, and by the places that their values go to. */

import type {Parameter} from '../../evidence/template.ts';
import type {SecretUse} from './secret-uses.ts';
import {isAbout, isSwitch, type SecretKind, secretNamed, wordsOf} from './secret-words.ts';

/** Parameters, each with what it asks for that must stay secret. */
export function withSensitivity(parameters: readonly Parameter[], uses: readonly SecretUse[]): readonly Parameter[] {
	const byName = new Map<string, SecretUse[]>();
	for (const use of uses) {
		const own = byName.get(use.parameter) ?? [];
		byName.set(use.parameter, own);
		own.push(use);
	}
	return parameters.map((parameter) => {
		const sensitive = sensitivityOf(parameter, byName.get(parameter.name) ?? []);
		return sensitive === undefined ? parameter : {...parameter, sensitive};
	});
}

function sensitivityOf(parameter: Parameter, uses: readonly SecretUse[]): SecretKind | undefined {
	const {name, default: fallback, allowedValues, noEcho} = parameter;
	const type = parameter.type?.value ?? 'String';
	const description = parameter.description?.value ?? '';
	// AWS's own names, and what lies in SSM, are no secrets.
	if (type.includes('AWS::') || fallback?.value.startsWith('arn:') === true) return undefined;
	const text = type === 'String' && allowedValues.length === 0;
	if (text && (isAwsKeyPattern(parameter) || describesAwsKey(description))) return 'aws-key';
	const choices = allowedValues.map(({value}) => value);
	// What goes into a password is one, be it a number or one of a few.
	if (uses.some(({sure}) => sure) && !choices.some((value) => /^(?:true|false|yes|no|none|)$/i.test(value))) return strongest(uses);
	if (describesName(description) && !uses.some(({kind}) => kind === 'aws-key')) return undefined;
	// Otherwise a choice among written values is no secret, and numbers and lists are none either.
	if (!text) return undefined;
	const words = wordsOf(name);
	if (isSwitch(words)) return undefined;
	const named = secretNamed(words, description);
	if (named !== undefined) return named;
	// The name of a file or user may well go into an option that is called after the password.
	const used = isAbout(words) ? undefined : strongest(uses);
	// Who hides a value from the console holds it for a secret, whatever its name.
	const told = !isAbout(words) && (noEcho?.value === true || describesPassword(description));
	return used ?? (told ? 'secret' : undefined);
}

function strongest(uses: readonly SecretUse[]): SecretKind | undefined {
	const kinds = new Set(uses.map(({kind}) => kind));
	return (['aws-key', 'password', 'secret'] as const).find((kind) => kinds.has(kind));
}

/** Whether a description speaks of the name of something before it speaks of a secret: "ARN of the secret that holds the password". */
function describesName(text: string): boolean {
	const name = text.search(/\b(?:ARN|name|path|URL|URI|id) (?:of|for|to)\b/i);
	const secret = text.search(/passw|passphrase|secret|token|credential|\bkey\b/i);
	return name >= 0 && (secret < 0 || name < secret);
}

/** A pattern that admits only ids of access keys, or only secret access keys; or such an id by default. */
function isAwsKeyPattern({allowedPattern, default: fallback}: Parameter): boolean {
	const pattern = allowedPattern?.value ?? '';
	return (
		/^\^?\(?(?:\?:)?\(?(?:AKIA|ASIA|A\[KS\])/.test(pattern) ||
		/^\^?\(?\[(?=[^\]]*\/)(?=[^\]]*\+)[^\]]+\]\{40\}\)?\$?$/.test(pattern) ||
		/^(?:AKIA|ASIA)[A-Z0-9]{16}$/.test(fallback?.value ?? '')
	);
}

/** A description that asks for an AWS key, whatever the parameter's name. */
function describesAwsKey(text: string): boolean {
	// "Name of the access key", "needs no access key": about a key, without asking for one.
	if (/\b(?:name|arn|alias|not?|never|without)\b/i.test(text)) return false;
	return /\b(?:(?:AWS|IAM|Amazon)(?: \w{1,20})? access key|(?:AWS|IAM|Amazon)(?: \w{1,20})? secret key|secret access key|access key id)\b/i.test(text);
}

/** A description whose first words ask for a password: "Password of the administrator", "Enter the database password". */
function describesPassword(text: string): boolean {
	return (
		/^(?:(?:please|enter|type|choose|set|specify|provide|give|pick|define|your|an?|the|its|initial|new|strong|secure)\s+)*(?:[\w-]+\s+){0,3}(?:password|passphrase|passcode)\b(?!\s+(?:\w*length|polic|authenticat|expir|rotat|age\b|files?\b|managers?\b|log-?in|hint|reset|protect|complex|secret|based|is\b|or\b|if\b))/i.test(
			text.slice(0, 200),
		) &&
		!/^(?:[\w-]+\s+){0,4}(?:whether|if|user\s?names?|number|how|name|length|no|not|without|enable|disable|allow|use|turn|generate|should|arn|path|url|when)\b/i.test(
			text.slice(0, 200),
		)
	);
}
