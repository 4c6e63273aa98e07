/** Shapes that go with the words of severities and verdicts, so that neither is told by colour alone. Drawn once, used by reference. */

import type {Severity} from '../../contract.ts';
import type {Verdict} from '../../outcome.ts';
import {html, type Markup} from './markup.ts';

/** The drawings, to be put into the page once. */
export const icons: Markup = html`<svg width="0" height="0" class="icons" aria-hidden="true" focusable="false">
<symbol id="i-error" viewBox="0 0 16 16"><path d="M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z"/><path class="in" d="M5.4 5.4l5.2 5.2m0-5.2l-5.2 5.2"/></symbol>
<symbol id="i-warning" viewBox="0 0 16 16"><path d="M8 .9l7.4 13.6H.6z"/><path class="in" d="M8 5.8v4.1m0 1.6v1.2"/></symbol>
<symbol id="i-note" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7.2"/><path class="in" d="M8 7.2v4.6M8 4v1.3"/></symbol>
<symbol id="i-review" viewBox="0 0 16 16"><path d="M.2 8C2.6 4.2 5.2 2.5 8 2.5S13.4 4.2 15.8 8C13.4 11.8 10.8 13.5 8 13.5S2.6 11.8.2 8z"/><circle class="in" cx="8" cy="8" r="2.7"/></symbol>
<symbol id="i-satisfied" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7.2"/><path class="in" d="M4.6 8.3l2.4 2.4 4.4-5"/></symbol>
<symbol id="i-not-assessed" viewBox="0 0 16 16"><circle class="open" cx="8" cy="8" r="6.4"/></symbol>
</svg>`;

/** The words for verdicts. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
	violated: 'violated',
	review: 'review',
	satisfied: 'satisfied',
	'not-assessed': 'not assessed',
};

/** A drawing without its word. */
export function icon(name: Severity | Verdict): Markup {
	return html`<svg class="i" aria-hidden="true"><use href="#i-${name === 'violated' ? 'error' : name}"/></svg>`;
}

/** A severity or verdict as shape and word. */
export function badge(name: Severity | Verdict): Markup {
	const word = name in verdictWords ? verdictWords[name as Verdict] : name;
	return html`<span class="badge ${name}">${icon(name)}${word}</span>`;
}
