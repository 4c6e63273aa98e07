/** Words and texts as the page prints them. */

import {html, type Markup} from './markup.ts';

/** A text as one line of at most so many units; what is cut is said. */
export function clip(text: string, most: number): string {
	const shown = text.slice(0, most).replace(/\s*[\r\n]\s*/g, ' ');
	return text.length <= most ? shown : `${whole(shown)}… (${text.length} characters in all)`;
}

/** The end of a text, without half a character in front. */
export function tail(text: string, most: number): string {
	return text.length <= most ? text : `…${text.slice(-most).replace(/^[\udc00-\udfff]/, '')}`;
}

/** The beginning of a text, without half a character at its end. */
export function head(text: string, most: number): string {
	return text.length <= most ? text : `${whole(text.slice(0, most))}…`;
}

function whole(text: string): string {
	return text.replace(/[\ud800-\udbff]$/, '');
}

/** The first letter as a capital. */
export function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** How files are called in headings: findings on no file are on the submission. */
export function fileName(file: string): string {
	return file === '' ? 'The submission as a whole' : file;
}

/** A table that scrolls by itself where it is wider than the page, by keyboard too. */
export function wide(label: string, table: Markup): Markup {
	return html`<div class="wide" role="region" aria-label="${label}" tabindex="0">${table}</div>`;
}

/** A path that may break after its slashes. */
export function path(file: string): Markup {
	const parts = clip(file, 400).split('/');
	return html`${parts.map((part, index) => (index === 0 ? part : html`/<wbr>${part}`))}`;
}
