/** How submissions become lines of the results: by threads of this process, or by other processes. */

import type {Edition} from '../contract.ts';
import type {Item} from './catalogue.ts';

/** What holds for all submissions of a run. */
export type RunSettings = {
	/** Of this run alone: it stays the same when the run is gone on with. */
	readonly run: string;
	/** Wins over what submissions say. */
	readonly edition?: Edition;
	/** The day as of which dates are judged, `YYYY-MM-DD`. */
	readonly today: string;
};

/**
 * Checks the submissions and calls `end` once for each, with its line of the results. Folders that were made for a submission go when it is done.
 * Ends early where it is stopped. Throws where the catalogue can't be read on, and what `end` throws.
 */
export type Checking = (items: AsyncGenerator<Item, void, void>, settings: RunSettings, end: (key: string, line: string) => Promise<void>) => Promise<void>;

/** The module of a thread that checks, by `WorkerSettings`. */
export const checkEntry = new URL('./audit-worker.js', import.meta.url);
