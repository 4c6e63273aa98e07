/** One file read: recognised by what it holds, never by its name alone. */

import {createHash} from 'node:crypto';
import type {ArtifactKind, Input, Read} from '../artifact.ts';

/** Reads one file. Never throws: what can't be read ends in `problems`. */
export async function readArtifact({file, bytes}: Input, kind?: ArtifactKind): Promise<Read> {
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	return {artifact: {file, sha256, kind: 'unknown', detail: kind ?? 'not recognised', marks: []}, problems: []};
}
