/** One file read: recognised by what it holds, never by its name alone. */

import {createHash} from 'node:crypto';
import type {ArtifactKind, Input, Read} from '../artifact.ts';
import {entryOf, itemsOf} from '../tree.ts';
import {parseJson} from './json.ts';

/** Reads one file. Never throws: what can't be read ends in `problems`. */
export async function readArtifact({file, bytes}: Input, kind?: ArtifactKind): Promise<Read> {
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	const text = new TextDecoder().decode(bytes);
	const {root: tree} = parseJson(text);
	const base = {file, sha256, text, marks: []};
	if (entryOf(tree, 'EntityType') !== undefined && tree !== undefined)
		return {artifact: {...base, kind: 'listing', form: 'entity', tree, detail: 'DescribeEntity answer'}, problems: []};
	if (
		tree !== undefined &&
		(entryOf(tree, 'ChangeSet') ?? entryOf(tree, 'changeSet') ?? entryOf(tree, 'ChangeType') ?? entryOf(itemsOf(tree)[0], 'ChangeType')) !== undefined
	)
		return {artifact: {...base, kind: 'listing', form: 'change-set', tree, detail: 'StartChangeSet request'}, problems: []};
	return {artifact: {file, sha256, kind: 'unknown', detail: kind ?? 'not recognised', marks: []}, problems: []};
}
