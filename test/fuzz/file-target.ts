/** Targets that read one file of a submission from its bytes to its findings. */

import type {CheckRequest} from '../../src/check.ts';
import type {DocumentRead} from '../../src/read/documents/block-list.ts';
import type {Target} from './engine/target.ts';
import {assertRead, checked} from './oracles.ts';

type FileTarget = Omit<Target, 'run' | 'longest'> &
	Pick<CheckRequest, 'kinds'> & {
		readonly longest?: number;
		/** The document's reader, where a check calls it in a thread of its own, in which no edges are counted. */
		readonly read?: (bytes: Uint8Array, file: string) => DocumentRead | Promise<DocumentRead>;
	};

/** A target that checks a submission of one file of this name. */
export function fileTarget(file: string, {kinds, read, ...target}: FileTarget): Target {
	return {
		longest: 20_000,
		...target,
		async run(bytes, thorough) {
			// Readers may keep what they get.
			if (read !== undefined) assertRead(await read(Uint8Array.from(bytes), file), bytes.length);
			await checked([{file, bytes}], thorough, kinds === undefined ? {} : {kinds});
		},
	};
}
