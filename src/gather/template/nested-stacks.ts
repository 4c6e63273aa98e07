/** Stacks inside a template, and the files that they mean. */

import type {NestedStack, Resource} from '../../evidence/template.ts';
import {entriesOf, get, keyPlaceOf, placeOf, type SourceNode, stringOf} from '../../tree.ts';
import {matchFile, segmentsOf} from '../file-match.ts';
import {referencesOf} from '../references.ts';
import {type Piece, piecesOf} from '../sub.ts';
import {branchesOf, concatenated, type Scope, valuesOf} from '../values.ts';

/** What a template URL may be matched to. */
export type Targets = {readonly files: readonly string[]; readonly urls: Readonly<Record<string, string>>};

/** The nested stack that a resource is; nothing for other types. */
export function nestedStackOf(resource: Resource, scope: Scope, {files, urls}: Targets): NestedStack | undefined {
	if (resource.type !== 'AWS::CloudFormation::Stack') return undefined;
	const {file} = scope;
	const {logicalId} = resource;
	const node = get(resource.properties, 'TemplateURL');
	const parameters = entriesOf(get(resource.properties, 'Parameters')).map((entry) => ({
		name: entry.key,
		place: keyPlaceOf(file, entry, logicalId),
		node: entry.value,
	}));
	if (node === undefined) return {resource, urlParameters: [], parameters};
	const values = valuesOf(node, scope);
	const path = pathOf(node);
	const fileName = path.at(-1);
	const named = values
		.map((value) => (value.from === 'literal' && Object.hasOwn(urls, value.text) ? urls[value.text] : undefined))
		.find((target) => target !== undefined);
	const others = files.filter((candidate) => candidate !== file);
	const target = named ?? matchFile(path, others);
	return {
		resource,
		url: {node, place: placeOf(file, node, logicalId), values},
		urlParameters: referencesOf(node).filter((name) => scope.parameters.has(name)),
		...(fileName === undefined ? {} : {fileName}),
		...(target === undefined ? {} : {file: target}),
		parameters,
	};
}

/** The path segments at the end of a URL that can be read off; none when the branches of an `Fn::If` differ. */
function pathOf(node: SourceNode): readonly string[] {
	const paths = [...branchesOf(node)].map((branch) => segmentsOf(readableEnd(branch)));
	const [first = []] = paths;
	return paths.every((path) => path.join('/') === first.join('/')) ? first : [];
}

/** The text after the last part that is not written here: `nested/vpc.yaml` of `https://${Bucket}/${Prefix}nested/vpc.yaml`. */
function readableEnd(node: SourceNode): string {
	const text = stringOf(node);
	if (text !== undefined) return text;
	const pieces: readonly Piece[] = piecesOf(node) ?? [];
	const from = pieces.findLastIndex((piece) => !('text' in piece)) + 1;
	return concatenated(pieces.slice(from).map((piece) => ('text' in piece ? piece.text : ''))) ?? '';
}
