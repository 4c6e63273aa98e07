/** Targets that read one file of a submission from its bytes to its findings. */

import type {CheckRequest} from '../../src/check.ts';
import type {Target} from './engine/target.ts';
import {checked} from './oracles.ts';

/** A target that checks a submission of one file of this name. */
export function fileTarget(
	file: string,
	{kinds, ...target}: Omit<Target, 'run' | 'longest'> & Pick<CheckRequest, 'kinds'> & {readonly longest?: number},
): Target {
	return {
		longest: 20_000,
		...target,
		async run(bytes, thorough) {
			await checked([{file, bytes}], thorough, kinds === undefined ? {} : {kinds});
		},
	};
}
