/** What the overview and the pages of reports have in common. */

import {html, type Markup, markupText} from '../../report/html/markup.ts';
import {type PageParts as Parts, pageAround} from '../../report/html/page.ts';
import {style} from './style.ts';

/** A page's parts. `script` is the text of our own script; its data stands in `body`. */
export type PageParts = Omit<Parts, 'style'> & {readonly skip: Markup};

/** The page, in the overview's style. */
export function formatPage({skip, body, ...parts}: PageParts): string {
	return markupText(pageAround({...parts, style, body: html`${skip}\n${body}`}));
}
