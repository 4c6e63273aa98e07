/** Whether a text is a report or a baseline of ours, which the next one may replace where it lies among what is checked. Pure text. */

/** How those begin that begin alike, and what else stands near their beginning. Any space is one blank. */
const beginnings: readonly (readonly [string, ...string[]])[] = [
	['{ "schemaVersion": 1, "tool": { "name": "shelfready"'],
	['{ "schemaVersion": 1, "findings": ['],
	['{ "$schema": ', '"runs": [ { "tool": { "driver": { "name": "shelfready"'],
	['<?xml ', '<testsuites> <testsuite ', ' package="shelfready"'],
	['<!-- shelfready -->'],
	['<!doctype html>', ' – shelfready</title>'],
	['A forecast by shelfready '],
	['## What changed between the releases '],
];

/** What the others have near their end: the totals, or that the log has the rest. */
const endings = [
	/^(?:No findings|No new findings|Nothing was checked|Nothing was compared|No change in permissions)\b/m,
	/^\d+ errors?(?: \(\d+ of growth\))?,/m,
	/^::notice title=shelfready::/m,
];

/** Characters of a text at its beginning and its end that are needed to tell. */
export const needed = 4_000;

/** Whether the text that begins and ends like this is one. */
export function isReport(head: string, tail: string): boolean {
	const begun = head.replace(/\s+/g, ' ');
	// Colours may have been asked for.
	const plain = tail.replace(/\u001b\[[\d;]*m/g, '');
	return (
		beginnings.some(([first, ...others]) => begun.startsWith(first) && others.every((part) => begun.includes(part))) ||
		endings.some((pattern) => pattern.test(plain))
	);
}
