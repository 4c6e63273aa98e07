/** HTML that is safe to print. It is made by the tag `html` alone, which escapes every text that goes in: what a submission holds never becomes markup. */

import {escapeUTF8} from 'entities/escape';
import {visible} from '../text/visible.ts';

const made = Symbol('markup');

/** Markup made by `html` or `verbatim`; nothing that is read from a file can be one. */
export type Markup = {readonly [made]: string};

/** What may stand in a template: texts and numbers are escaped, markup goes in as it is, `undefined` and `false` leave nothing. */
export type Part = Markup | string | number | undefined | false | readonly Part[];

/** Tag for templates of HTML. Texts may stand between tags and in quoted attributes. */
export function html(strings: readonly string[], ...parts: readonly Part[]): Markup {
	return verbatim(strings.map((string, index) => string + textOf(parts[index])).join(''));
}

/** Markup of our own making that is not to be escaped: the style sheet, the script. Never for anything that was read. */
export function verbatim(markup: string): Markup {
	return {[made]: markup};
}

/** The characters of markup, for the page and for counting them. */
export function markupText(markup: Markup): string {
	return markup[made];
}

function textOf(part: Part): string {
	if (part === undefined || part === false) return '';
	if (typeof part === 'string') return escapeUTF8(visible(part));
	if (typeof part === 'number') return String(part);
	return isMarkup(part) ? part[made] : part.map(textOf).join('');
}

function isMarkup(part: Markup | readonly Part[]): part is Markup {
	return made in part;
}

/** A link to a web page. What is no `http` or `https` address stays text. */
export function link(url: string, label: Part = url): Markup {
	if (!URL.canParse(url) || !['http:', 'https:'].includes(new URL(url).protocol)) return html`${label}`;
	return html`<a href="${url}" rel="noreferrer">${label}</a>`;
}
