/** What both scripts begin with: the data that `packed` put into the page. Runs in a browser, and uses nothing from outside of itself. */

import type {Page} from './browser.ts';

declare const document: Page;

/** Parses the data of an element. */
export async function unpack(id: string): Promise<unknown> {
	const bytes = Uint8Array.from(atob(document.getElementById(id)?.textContent ?? ''), (unit) => unit.charCodeAt(0));
	return JSON.parse(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text());
}

/** The text of a script: a function that is called with `unpack`. */
export function scriptOf(run: (from: typeof unpack) => void): string {
	return `(${run.toString()})(${unpack.toString()});`;
}
