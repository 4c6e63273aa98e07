/** What makes a tree a CloudFormation template. */

import {entriesOf, entryOf, type SourceNode, stringOf} from '../tree.ts';

const sections = new Set([
	'AWSTemplateFormatVersion',
	'Conditions',
	'Description',
	'Globals',
	'Hooks',
	'Mappings',
	'Metadata',
	'Outputs',
	'Parameters',
	'Resources',
	'Rules',
	'Transform',
]);

/**
 * Whether a tree is a CloudFormation (or SAM) template. A key named `Resources` is not enough: other tools use that name too.
 * A template whose resources are broken still counts when the rest shows what it is.
 */
export function isTemplate(root: SourceNode): boolean {
	if (root.kind !== 'map') return false;
	if (entryOf(root, 'AWSTemplateFormatVersion') !== undefined) return true;
	if (entriesOf(entryOf(root, 'Resources')?.value).some(({key, value}) => key.startsWith('Fn::ForEach::') || hasResourceType(value))) return true;
	if (!root.entries.every(({key}) => sections.has(key))) return false;
	if (isTransform(entryOf(root, 'Transform')?.value)) return entryOf(root, 'Resources') !== undefined;
	return (
		entryOf(root, 'Resources') !== undefined &&
		entriesOf(entryOf(root, 'Parameters')?.value).some(({value}) => stringOf(entryOf(value, 'Type')?.value) !== undefined)
	);
}

/** Whether a map has any section of a template: the least that a file must hold to be read as one when the configuration says so. */
export function hasSection(root: SourceNode): boolean {
	return entriesOf(root).some(({key}) => sections.has(key));
}

/** `AWS::EC2::Instance`, `Custom::Thing`, `Acme::Net::Thing::MODULE`. */
function hasResourceType(node: SourceNode): boolean {
	return /^\w+::\w/.test(stringOf(entryOf(node, 'Type')?.value) ?? '');
}

function isTransform(node: SourceNode | undefined): boolean {
	const names = node?.kind === 'sequence' ? node.items : node === undefined ? [] : [node];
	return names.some((name) => (stringOf(name) ?? '').startsWith('AWS::'));
}
