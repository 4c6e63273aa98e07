/** Keeps the page small enough to open and to send, whatever a submission holds: every list has a bound, and says what it left out. */

import {html, type Markup, markupText} from './markup.ts';

/** A list as far as it fits. */
export type Bounded = {readonly shown: readonly Markup[]; readonly left: number};

/** Renders items until the bytes are spent or `most` are there. */
export function bounded<Item>(
	items: readonly Item[],
	{bytes, most = Number.POSITIVE_INFINITY}: {bytes: number; most?: number},
	render: (item: Item) => Markup,
): Bounded {
	const shown: Markup[] = [];
	let spent = 0;
	for (const item of items) {
		if (shown.length >= most) break;
		const markup = render(item);
		spent += bytesOf(markup);
		if (spent > bytes) break;
		shown.push(markup);
	}
	return {shown, left: items.length - shown.length};
}

/** Bytes that markup takes in the page. */
export function bytesOf(markup: Markup): number {
	return Buffer.byteLength(markupText(markup));
}

/** The sentence on what a list left out; nothing where it is whole. */
export function leftOut(left: number, noun: string, nouns = `${noun}s`): Markup | undefined {
	if (left === 0) return undefined;
	return html`<p class="cut">${left} more ${left === 1 ? `${noun} is` : `${nouns} are`} not printed, to keep this page small; <code>--format json</code> has all of them.</p>`;
}
