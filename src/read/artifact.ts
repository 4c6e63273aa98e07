/** One file read: recognised by what it holds, never by its name alone. */

import {createHash} from 'node:crypto';
import type {ArtifactKind, Input, Read} from '../artifact.ts';
import {get} from '../tree.ts';
import {parseJsonOrYaml} from './notation.ts';
import {isTemplate} from './template.ts';

/** Reads one file. Never throws: what can't be read ends in `problems`. */
export async function readArtifact({file, bytes}: Input, kind?: ArtifactKind): Promise<Read> {
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	const text = new TextDecoder().decode(bytes);
	const parsed = await parseJsonOrYaml(text);
	const {root} = parsed;
	const base = {
		file,
		sha256,
		text,
		marks: parsed.marks.map(({range, pointer, ...mark}) => ({
			...mark,
			artifact: 'template' as const,
			place: {file, range, ...(pointer === undefined ? {} : {pointer})},
		})),
	};
	if (root?.kind === 'map' && isTemplate(root))
		return {
			artifact: {
				...base,
				kind: 'template',
				detail: 'CloudFormation template',
				format: parsed.format,
				bytes: bytes.length,
				tree: root,
				broken: parsed.faults.length > 0,
			},
			problems: [],
		};
	if (root !== undefined && get(root, 'ChangeSet')?.kind === 'sequence')
		return {artifact: {...base, kind: 'listing', form: 'change-set', detail: 'StartChangeSet request', tree: root}, problems: []};
	if (root !== undefined && get(root, 'EntityType') !== undefined)
		return {artifact: {...base, kind: 'listing', form: 'entity', detail: 'DescribeEntity answer', tree: root}, problems: []};
	const isImage = root !== undefined && (get(root, 'Images') !== undefined || get(root, 'ImageId') !== undefined || get(root, 0, 'ImageId') !== undefined);
	if (isImage) return {artifact: {...base, kind: 'image', detail: 'DescribeImages answer', tree: root}, problems: []};
	return {artifact: {file, sha256, kind: 'unknown', detail: kind ?? 'not recognised', marks: []}, problems: []};
}
