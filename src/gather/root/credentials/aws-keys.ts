/** Access keys of AWS accounts: ids with the secrets beside them, either alone, and what waits for them. */

import type {Text} from '../../../contract.ts';
import type {AwsKeyRequest} from '../../../evidence/credential.ts';
import {awsKeyId, awsSecret} from '../../../limits/tokens.ts';
import {cut} from '../lines.ts';
import {entropyOf, type Found, isSample, mostOfFile, type RootText, varietyOf} from './found.ts';
import {isOpen} from './values.ts';

/** Characters to either side of an id in which its secret stands. */
const reach = 400;
/** A setting of a secret access key: the name, and the 40 characters. */
const namedSecret =
	/(?<![\w.-])((?:[\w.-]{0,40}[_.-])?(?:aws_?)?(?:secret_?access_?key|secretaccesskey|aws_?secret(?:_?key)?|s3_?secret(?:_?key)?))["'\])]{0,3}(?:[ \t]{0,8}(?:=>|[:=,])|[ \t])[ \t]{0,8}["']?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/gi;

/** The AWS keys that stand in a text; AWS's own examples are none. */
export function awsKeysIn({text, standing}: RootText): readonly Found[] {
	const {value} = text;
	const found: Found[] = [];
	const paired = new Set<number>();
	const isDoubted = standing !== 'own';
	const because = isDoubted ? {doubt: 'its path is that of a test, an example or a package'} : {};
	if (value.includes('AKIA') || value.includes('ASIA')) {
		for (const {0: id, index} of value.matchAll(awsKeyId)) {
			if (found.length >= mostOfFile) break;
			if (isSample(id) || varietyOf(id) < 9) continue;
			const secretAt = secretNear(value, index, id.length);
			const shown = cut(text, index, index + id.length).place;
			if (secretAt !== undefined) paired.add(secretAt);
			else if (isDoubted) continue;
			const isTemporary = id.startsWith('ASIA');
			const doubt = isTemporary
				? {doubt: 'a temporary key expires after 36 hours at most'}
				: secretAt === undefined
					? {doubt: 'the secret that belongs to it does not stand beside it'}
					: because;
			const what = `the ${isTemporary ? 'temporary ' : ''}AWS access key ${id.slice(0, 4)}…${id.slice(-4)}${secretAt === undefined ? '' : ' with its secret'}`;
			found.push({kind: 'aws-key', what, place: secretAt === undefined ? shown : cut(text, secretAt, secretAt + 40).place, shown, ...doubt});
		}
	}
	if (isDoubted || !/secret/i.test(value)) return found;
	for (const {0: whole, 1: name = '', 2: secret = '', index} of value.matchAll(namedSecret)) {
		const start = index + whole.length - secret.length;
		if (found.length >= mostOfFile) break;
		if (!isSecret(secret) || paired.has(start)) continue;
		found.push({
			kind: 'aws-key',
			what: `a secret access key of AWS, in setting ${name}`,
			place: cut(text, start, start + 40).place,
			shown: cut(text, index, index + name.length).place,
		});
	}
	return found;
}

/** Where the secret of an id begins: the 40 characters next to it that were drawn. */
function secretNear(value: string, index: number, length: number): number | undefined {
	const from = Math.max(0, index - reach);
	const around = value.slice(from, index + length + reach);
	const starts = [...around.matchAll(awsSecret)].filter(({0: secret}) => isSecret(secret)).map((match) => from + match.index);
	// What follows an id belongs to it rather than what comes before.
	return starts.find((start) => start > index) ?? starts.at(-1);
}

/** Whether 40 characters of base 64 were drawn: hashes are hexadecimal, paths and names are words. */
function isSecret(secret: string): boolean {
	return !isSample(secret) && !/^[0-9a-f]+$/i.test(secret) && /\d/.test(secret) && /[a-z]/.test(secret) && /[A-Z]/.test(secret) && entropyOf(secret) > 4;
}

/** Settings that wait for the keys of an AWS account: their names, and what stands there. */
const keySetting =
	/^[ \t]*(?:export[ \t]+|-[ \t]+)?["']?((?:[\w.-]{0,40}[_.-])?(?:aws|s3)[_.]?(?:secret_?access_?key|access_?key_?id|secret_?key|access_?key))["']?[ \t]*[:=][ \t]*([^\n]{0,200})$/gim;

/** Words of scripts that ask whoever installs for keys of an AWS account. */
const prompts =
	/\bread\s(?:[^\n|;&]{0,80}\s)?-\w*p\s+["'][^"'\n]{0,60}\b(?:AWS|Amazon|IAM)\b[^"'\n]{0,40}\b(?:access|secret)[ _-]?(?:access[ _-]?)?key[^"'\n]{0,40}["']|\baws\s+configure(?=[ \t]*(?:$|[;&|#]|--profile))|\bRead-Host\s+["'][^"'\n]{0,60}\bAWS\b[^"'\n]{0,40}\b(?:access|secret)[ -]?key[^"'\n]{0,40}["']/gim;

/** Where the seller's settings wait for keys of an AWS account, and scripts ask for them. */
export function awsKeyRequestsIn({text, path, standing}: RootText, isScript: boolean): readonly AwsKeyRequest[] {
	if (standing !== 'own' || !/aws|s3|amazon/i.test(text.value)) return [];
	const requests = isScript
		? [...text.value.matchAll(prompts)].filter(({index}) => !isCommented(text, index)).map(({0: words, index}) => request('prompt', index, words))
		: [];
	const settings = [...text.value.matchAll(keySetting)].flatMap(({0: whole, 1: name = '', 2: value = '', index}) =>
		isOpen(value) ? [request('setting', index + whole.indexOf(name), name)] : [],
	);
	function request(kind: AwsKeyRequest['kind'], start: number, words: string): AwsKeyRequest {
		return {kind, path, name: words, place: cut(text, start, start + words.length).place};
	}
	return [...requests, ...settings].slice(0, mostOfFile);
}

function isCommented({value}: Text, index: number): boolean {
	const start = Math.max(value.lastIndexOf('\n', index) + 1, index - reach);
	return /^\s*(?:#|\/\/|rem\s)/i.test(value.slice(start, index + 1)) || beginsQuoted(value.slice(start, index));
}

/** What stands in an echoed text is told to the reader, not run. */
function beginsQuoted(before: string): boolean {
	return /\b(?:echo|printf|Write-Host)\s/.test(before);
}
