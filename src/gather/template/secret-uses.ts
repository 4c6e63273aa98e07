/** Where parameters are used as secrets: in properties, environment variables and commands. */

import {append} from '../../append.ts';
import type {Text} from '../../contract.ts';
import type {Resource} from '../../evidence/template.ts';
import {secretProperties} from '../../limits/secrets.ts';
import {get, type SourceNode, stringOf} from '../../tree.ts';
import {leaveOut, tooManyValues, type UnreadParts} from '../unread.ts';
import {branchesOf, callOf} from '../values.ts';
import {markEnd, markedIn, markStart} from './flat-text.ts';
import {isSwitch, type SecretKind, secretNamed, wordsOf} from './secret-words.ts';

/** A use; a `sure` one is no matter of a name that the seller chose. */
export type SecretUse = {readonly parameter: string; readonly kind: SecretKind; readonly sure: boolean};

/** A value with the name that it goes by: a property's, an environment variable's, an option's. */
export type NamedValue = {readonly name: string; readonly node: SourceNode; readonly kind: SecretKind | undefined; readonly sure: boolean};

/** Nodes of one resource that are read; aliases can make a tree endless. */
const maxNodes = 20_000;

/** Pairs by which lists name values: `{Name: DB_PASSWORD, Value: …}`. */
const nameKeys = ['Name', 'OptionName', 'Key', 'EnvName', 'ParameterName'];
const valueKeys = new Set(['Value', 'DefaultValue', 'ParameterValue']);

const mark = new RegExp(`${markStart}([^${markStart}${markEnd}]+)${markEnd}`, 'g');

/** Each value of a resource's properties, and of the credentials in its metadata, with its name; what is beyond the bounds is noted in `unread`. */
export function* namedValuesOf({properties, node, place}: Resource, unread: UnreadParts): Generator<NamedValue> {
	const whenCut = () => leaveOut(unread, place, tooManyValues(maxNodes));
	yield* namedIn(properties, '', whenCut);
	yield* namedIn(get(node, 'Metadata', 'AWS::CloudFormation::Init'), '', whenCut);
	// What stands there is for AWS's S3 where it is keys.
	yield* namedIn(get(node, 'Metadata', 'AWS::CloudFormation::Authentication'), 'AWS', whenCut);
}

function* namedIn(root: SourceNode | undefined, around: string, whenCut: () => void): Generator<NamedValue> {
	const stack: (readonly [SourceNode, string])[] = root === undefined ? [] : [[root, '']];
	let left = maxNodes;
	for (let next = stack.pop(); next !== undefined; next = stack.pop(), left--) {
		if (left <= 0) return whenCut();
		const [node, name] = next;
		const parts: (readonly [SourceNode, string])[] = [];
		for (const branch of branchesOf(node)) {
			if (branch.kind === 'map' && callOf(branch) === undefined) {
				// A value that names where the secret is kept is none.
				const pointed = ['SECRETS_MANAGER', 'PARAMETER_STORE'].includes(stringOf(get(branch, 'Type')) ?? '');
				const given = pointed ? undefined : nameKeys.map((key) => stringOf(get(branch, key))).find((text) => text !== undefined);
				for (const {key, value} of branch.entries) {
					// The name of an SSM parameter is a path.
					parts.push([value, given !== undefined && valueKeys.has(key) ? given.slice(given.lastIndexOf('/') + 1) : key]);
				}
			} else if (branch.kind === 'sequence')
				append(
					parts,
					branch.items.slice(0, maxNodes).map((item): readonly [SourceNode, string] => [item, name]),
				);
			else yield {name, node: branch, ...kindOfName(name, around)};
		}
		for (const part of parts.toReversed()) stack.push(part);
	}
}

function kindOfName(name: string, around: string): Pick<NamedValue, 'kind' | 'sure'> {
	if (Object.hasOwn(secretProperties.keys, name)) return {kind: secretProperties.keys[name], sure: true};
	const words = wordsOf(name);
	const kind = isSwitch(words) ? undefined : secretNamed(words, around);
	return {kind, sure: kind === 'aws-key'};
}

/** The parameters that a value with a secret's name is made of. References to Secrets Manager are no secrets. */
export function usesIn({kind, sure}: NamedValue, text: string): readonly SecretUse[] {
	if (kind === undefined || text.includes('{{resolve:') || text.startsWith('resolve:')) return [];
	// Of a text like {"username": …, "password": …} each part's own name tells.
	if (kind === 'secret' && text.replace(mark, '').trim() !== '') return [];
	return markedIn(text).map((parameter) => ({parameter, kind, sure}));
}

/** Characters of a line that are read to either side of a parameter. */
const reach = 300;

/** Variables of one script that are followed, and places where each is. */
const maxVariables = 50;
const maxPlaces = 500;

/** What the commands and texts of a script do with parameters, directly or by a variable; what is beyond the bounds is noted in `unread`. */
export function usesInScript({value, place}: Text, unread: UnreadParts): readonly SecretUse[] {
	const uses: SecretUse[] = [];
	const variables = new Map<string, string>();
	for (const match of value.matchAll(mark)) {
		const [whole, parameter = ''] = match;
		const [before, after] = aroundOf(value, match.index, match.index + whole.length);
		const kind = kindOfContext(before, after);
		if (kind !== undefined) uses.push({parameter, ...kind});
		const variable = /(?:^|[\s;&({$])(\w{1,60})\s{0,2}=\s{0,2}["']?$/.exec(before)?.[1];
		if (variable === undefined) continue;
		if (variables.size < maxVariables || variables.has(variable)) variables.set(variable, parameter);
		else
			leaveOut(
				unread,
				place,
				`this script puts parameters into more than ${maxVariables} variables; what it does with the others was not looked at: make several scripts of it`,
			);
	}
	for (const [variable, parameter] of variables) {
		const places = value.matchAll(new RegExp(`(?:\\$\\{?!?${variable}\\b\\}?|%${variable}%)`, 'gi'));
		let left = maxPlaces;
		for (const match of places) {
			if (left-- <= 0) {
				leaveOut(
					unread,
					place,
					`this script names the variable ${variable} more than ${maxPlaces} times; what it does with it later was not looked at: make several scripts of it`,
				);
				break;
			}
			const kind = kindOfContext(...aroundOf(value, match.index, match.index + match[0].length));
			if (kind !== undefined) uses.push({parameter, ...kind});
		}
	}
	return uses;
}

/** The line before and after a part of it. */
function aroundOf(text: string, start: number, end: number): readonly [before: string, after: string] {
	const before = text.slice(Math.max(0, start - reach), start);
	const after = text.slice(end, end + reach);
	const stop = after.indexOf('\n');
	// Branches of one condition stand one after the other: what is before the first is before all.
	const line = before.slice(before.lastIndexOf('\n') + 1).replace(new RegExp(`(?:${markStart}[^${markEnd}]*${markEnd})+$`), '');
	return [line, stop < 0 ? after : after.slice(0, stop)];
}

/** Commands that take a password where a name does not say so. */
const passwordBefore: readonly RegExp[] = [
	/\bnet(?:\.exe)?\s+user\s+["']?[\w.-]+["']?\s+["']?$/i,
	/\bConvertTo-SecureString\s+(?:-String\s+)?["']?$/i,
	/\b(?:IDENTIFIED\s+(?:WITH\s+\w+\s+)?BY|WITH\s+(?:ENCRYPTED\s+)?PASSWORD)\s+["']$/i,
	/\b(?:mysql|mysqladmin|mysqldump|mariadb)\b[^|;&]*\s-p["']?$/,
	/\bsshpass\s+-p\s*["']?$/,
	/\bhtpasswd\s+-\w*b\w*\s[^|;&]*\s["']?$/,
	/\b(?:username\s+[\w.-]+|enable)\s+(?:password|secret)\s+$/i,
	/\bcurl\b[^|;]*\s(?:-u|--user)\s*["']?[\w.@-]+:$/,
];

/** What takes a password from the left. */
const passwordAfter: readonly (readonly [before: RegExp, after: RegExp])[] = [
	[/\becho\s[^|;&]*:["']?$/, /^["']?\s*\|\s*(?:sudo\s+)?(?:\/usr\/s?bin\/)?chpasswd\b/],
	[/\bchpasswd\s[^|;&]*<<<\s*["']?[\w.-]+:$/, /^/],
	[/\b(?:echo|printf)\s[^|;&]*$/, /^[^|;&]{0,20}\|\s*(?:sudo\s+)?(?:passwd\b|[^|;&]*--password-stdin\b|[^|;&]*\bpassw?(?:or)?d\s+--stdin)/],
	[/:\/\/[\w.-]*:$/, /^@/],
	[/\becho\s[^|;&]*$/, /^["']?\s*>{1,2}\s*\S*(?:passw(?:or)?d|passphrase)/i],
];

function kindOfContext(before: string, after: string): Pick<SecretUse, 'kind' | 'sure'> | undefined {
	if (/^\s*(?:#|\/\/|::|rem\s)/i.test(before)) return undefined;
	if (/\baws_(?:access_key_id|secret_access_key|session_token)["']?[\s=:]+["']?$/i.test(before)) return {kind: 'aws-key', sure: true};
	if (/\becho\s+["']?$/.test(before) && /^:.*>\s*\S*passwd-s3fs\b/.test(after)) return {kind: 'aws-key', sure: true};
	if (/\becho\s+["']?\S+:$/.test(before) && /^["']?\s*>\s*\S*passwd-s3fs\b/.test(after)) return {kind: 'aws-key', sure: true};
	if (passwordBefore.some((pattern) => pattern.test(before)) || passwordAfter.some(([left, right]) => left.test(before) && right.test(after)))
		return {kind: 'password', sure: true};
	// name=…, "name": "…", <name>…, --name …
	const name =
		/(?:^|[^\w.-])-{0,2}([A-Za-z_][\w.-]{0,80})\\?["']?\s{0,5}(?:=>|:=|[:=])\s{0,5}\\?["']?$/.exec(before)?.[1] ??
		/<([A-Za-z_][\w.-]{0,80})>$/.exec(before)?.[1] ??
		/(?:^|\s)--?([A-Za-z][\w-]{1,80})\s{1,5}["']?$/.exec(before)?.[1];
	const words = wordsOf(name?.slice(name.lastIndexOf('.') + 1) ?? '');
	const kind = isSwitch(words) ? undefined : secretNamed(words, before);
	return kind === undefined ? undefined : {kind, sure: kind === 'aws-key'};
}
