/** The user data of launching resources, as the pieces of text that stand in the file. */

import {append} from '../../append.ts';
import type {Text} from '../../contract.ts';
import type {Resource, UserData} from '../../evidence/template.ts';
import {entriesOf, keyPlaceOf, type SourceNode, itemsOf as sequenceItems, textOf} from '../../tree.ts';
import {leaveOut, type UnreadParts} from '../unread.ts';
import {callOf, entriesAt, type Scope} from '../values.ts';

const userDataPaths: ReadonlyMap<string, readonly string[]> = new Map(
	Object.entries({
		'AWS::AutoScaling::LaunchConfiguration': ['UserData'],
		'AWS::EC2::Instance': ['UserData'],
		'AWS::EC2::LaunchTemplate': ['LaunchTemplateData', 'UserData'],
		'AWS::EC2::SpotFleet': ['SpotFleetRequestConfigData', 'LaunchSpecifications', '*', 'UserData'],
	}),
);

/** Nodes of one expression that are looked at; aliases can make it endless. */
const maxNodes = 5_000;

/** The user data of a resource: one for an instance or launch template, several for a fleet; what is beyond the bounds is noted in `unread`. */
export function userDataOf(resource: Resource, {file}: Scope, unread: UnreadParts): readonly UserData[] {
	const path = userDataPaths.get(resource.type);
	if (path === undefined) return [];
	return [...entriesAt(resource.properties, path)].map((entry) => {
		const place = keyPlaceOf(file, entry, resource.logicalId);
		const whenCut = () =>
			leaveOut(unread, place, `this user data is put together from more than ${maxNodes} parts; what comes after them was not looked at: write it as one text`);
		return {resource, place, texts: textsOf(file, entry.value, resource.logicalId, whenCut), surely: isPlain(entry.value)};
	});
}

/** What the user data of a resource is made of. */
export function userDataNodesOf({type, properties}: Resource): readonly SourceNode[] {
	const path = userDataPaths.get(type);
	return path === undefined ? [] : [...entriesAt(properties, path)].map(({value}) => value);
}

/** The literal texts of an expression in their order; names of parameters, attributes and conditions are none. */
function textsOf(file: string, root: SourceNode, logicalId: string, whenCut: () => void): readonly Text[] {
	const texts: Text[] = [];
	const stack: SourceNode[] = [root];
	let left = maxNodes;
	for (let node = stack.pop(); node !== undefined; node = stack.pop(), left--) {
		if (left <= 0) {
			whenCut();
			break;
		}
		const text = textOf(file, node, logicalId);
		if (text !== undefined) texts.push(text);
		else {
			// One by one: a spread of a hundred thousand items is more arguments than a call takes.
			const parts = partsOf(node).slice(0, maxNodes);
			for (const part of parts.toReversed()) stack.push(part);
		}
	}
	return texts;
}

/** Text in its own characters, under one `Fn::Base64`, with no branch to choose. */
function isPlain(root: SourceNode): boolean {
	const stack: SourceNode[] = [root];
	let left = maxNodes;
	let base64 = false;
	for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
		const key = callOf(node)?.key;
		if (left-- <= 0 || key === 'Fn::If') return false;
		base64 ||= key === 'Fn::Base64';
		append(stack, partsOf(node).slice(0, maxNodes));
	}
	return base64;
}

function partsOf(node: SourceNode): readonly SourceNode[] {
	const call = callOf(node);
	if (call === undefined) return node.kind === 'sequence' ? node.items : [];
	switch (call.key) {
		case 'Fn::Base64':
			return [call.value];
		case 'Fn::If':
			return sequenceItems(call.value).slice(1);
		case 'Fn::Join':
			return sequenceItems(call.value).slice(1);
		case 'Fn::Sub': {
			const [template, variables] = call.value.kind === 'sequence' ? call.value.items : [call.value];
			return [...(template === undefined ? [] : [template]), ...entriesOf(variables).map(({value}) => value)];
		}
		default:
			return [];
	}
}
