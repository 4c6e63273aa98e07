/** cfn-lint kept alive from one check to the next: its start costs as much as many templates. */

import {startLinter} from './cfn-lint.ts';

/** A linter for many checks. `start` is what a check takes; whoever made it closes it. */
export type KeptLinter = {readonly start: typeof startLinter; close(): Promise<void>};

/** A linter that starts with the first template. */
export function keptLinter(): KeptLinter {
	let started: ReturnType<typeof startLinter> | undefined;
	return {
		async start() {
			started ??= startLinter();
			// A check ends the linter that it was given.
			return {...(await started), close: async () => {}};
		},
		async close() {
			await (await started?.catch(() => undefined))?.close();
		},
	};
}
