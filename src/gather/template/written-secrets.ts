/** Passwords and keys that stand in a template, in a resource's properties or anywhere in its texts. */

import type {Resource, WrittenSecret} from '../../evidence/template.ts';
import {type MapNode, placeOf, spanOf, textOf} from '../../tree.ts';
import {firstParts} from '../first-parts.ts';
import {leaveOut, tooLargeTemplate, type UnreadParts} from '../unread.ts';
import {type Defaults, type Settled, settledOf, unknownPart} from './defaults.ts';
import {flatTextOf, markEnd, markedIn, markStart} from './flat-text.ts';
import {settingsIn} from './password-commands.ts';
import {type NamedValue, namedValuesOf} from './secret-uses.ts';

/** Nodes of one template that are searched for keys. */
const maxNodes = 200_000;

/** The passwords and keys of one resource's properties: texts and entries of mappings. A parameter's default is another matter. */
export function writtenSecretsIn(resource: Resource, defaults: Defaults, names: ReadonlySet<string>): readonly WrittenSecret[] {
	return [...namedValuesOf(resource, defaults.unread)].flatMap((named): readonly WrittenSecret[] => {
		if (named.kind === undefined) return [];
		const written = settledOf(named.node, defaults).filter(
			(settled) => !isDefault(settled) && !settled.text.value.includes(unknownPart) && isSecret(settled, named),
		);
		const found = written.map(({text}): WrittenSecret => ({resource, property: named.name, place: text.place, sure: named.sure}));
		if (found.length > 0 || !named.sure) return found;
		const guessed = named.kind === 'password' ? guessedFrom(named, defaults) : [];
		if (guessed.length > 0)
			return [{resource, property: named.name, place: placeOf(defaults.file, named.node, resource.logicalId), sure: false, guessedFrom: guessed}];
		// A secret may be a text of which one part alone is a password: {"username": "${User}", "password": "…"}.
		const flat = flatTextOf(named.node, defaults, names);
		return settingsIn(flat).map((place) => ({resource, property: named.name, place, sure: false}));
	});
}

/** Pseudo parameters that are no secret: whoever sees a bill, an address or a name of a resource knows them. The id of a stack holds a drawn part. */
const open: ReadonlySet<string> = new Set(['AWS::AccountId', 'AWS::Partition', 'AWS::Region', 'AWS::StackName', 'AWS::URLSuffix']);

/** The open pseudo parameters that a value is made of; none where it is made of anything else that is not written down. */
function guessedFrom({node}: NamedValue, defaults: Defaults): readonly string[] {
	const {value} = flatTextOf(node, defaults, open);
	const isWhole = !value.includes(`${markStart}${markEnd}`) && !value.includes(unknownPart) && !value.includes('{{resolve:');
	return isWhole ? [...new Set(markedIn(value))] : [];
}

/** A parameter's default, or a text made with one; what a parent template hands down is written there. */
function isDefault({text, parameter, given}: Settled): boolean {
	return parameter !== undefined || (given && text.runs === undefined);
}

function isSecret({text: {value: written}}: Settled, {kind, sure}: NamedValue): boolean {
	const value = written.trim();
	// A placeholder that the application replaces itself stands in angle brackets by custom.
	if (/^(?:|\{\s*\}|<.*>|true|false|resolve:.*)$/is.test(value)) return false;
	// Ids of access keys are found wherever they stand.
	if (kind === 'aws-key') return /^[A-Za-z0-9/+=]{40}$/.test(value);
	if (sure) return true;
	if (value.length < 4 || /\s|[$`%<>{}()]/.test(value) || /^[/~.]|:\/\/|^arn:|^AWS_|\.(?:json|txt|pem|key|ya?ml|conf|cfg|ini|env)$/i.test(value)) return false;
	// Words alone may be anything: a mode, a type, the name of a field.
	return kind === 'password'
		? !/^(?:[A-Za-z]*(?:password|passwd|secret|string)|none|null|optional|required|enabled?|disabled?|auto|random|generated?|header|basic|plaintext|changed?)$/i.test(
				value,
			)
		: /\d/.test(value) && /[A-Za-z]/.test(value) && value.length >= 8;
}

/** Ids of access keys anywhere in a template; AWS's own example ends in EXAMPLE. What is beyond the bound is noted in `unread`. */
export function writtenKeysIn(file: string, root: MapNode, resources: readonly Resource[], unread: UnreadParts): readonly WrittenSecret[] {
	const owners = new Map(resources.map((resource) => [resource.node.pointer, resource]));
	const found: WrittenSecret[] = [];
	for (const node of firstParts(root, maxNodes, (beyond) => leaveOut(unread, placeOf(file, beyond), tooLargeTemplate(maxNodes)))) {
		const text = textOf(file, node);
		if (text === undefined || !/AKIA|ASIA/.test(text.value)) continue;
		for (const {index, 0: id} of text.value.matchAll(/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g)) {
			const resource = owners.get(node.pointer.split('/').slice(0, 3).join('/'));
			if (!id.endsWith('EXAMPLE'))
				found.push({...(resource === undefined ? {} : {resource}), property: id, place: spanOf(text, index, index + id.length), sure: true});
		}
	}
	return found;
}
