/** How submissions come to results: by threads of this process, or by other processes. */

import type {JudgedBy} from './answer.ts';
import type {Uncached} from './cache/uncached.ts';
import type {Said} from './result.ts';

/** What holds for all submissions of a run. `run` is this run's alone: it stays the same when the run is gone on with. */
type RunSettings = JudgedBy & {readonly run: string};

/**
 * Checks the submissions and calls `end` once for each, while its folder is still there. Folders that were made for a submission go when it is done.
 * Ends early where it is stopped. Throws where the catalogue can't be read on, and what `end` throws.
 */
export type Checking = (
	items: AsyncGenerator<Uncached, void, void>,
	settings: RunSettings,
	end: (item: Uncached, said: Said) => Promise<void>,
) => Promise<void>;

/** The module of a thread that checks, by `WorkerSettings`. */
export const checkEntry = new URL('./audit-worker.js', import.meta.url);
