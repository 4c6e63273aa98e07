/**
 * The report as one HTML page for the people who review a submission. It needs nothing but itself: style and script are in it, its policy
 * (`Content-Security-Policy`) lets nothing else in, and without the script only the filters are missing. Pure: it returns the text.
 */

import type {Outcome} from '../outcome.ts';
import {evidenceSection} from './html/evidence.ts';
import {findingsPart} from './html/findings.ts';
import {nameOf, pageHead} from './html/head.ts';
import {html, type Markup, markupText} from './html/markup.ts';
import {pageAround} from './html/page.ts';
import {passagesOf} from './html/passages.ts';
import {rightsSection} from './html/rights/section.ts';
import {scoreboard} from './html/scoreboard.ts';
import {script} from './html/script.ts';
import {style} from './html/style.ts';
import {textsSection} from './html/texts.ts';
import {type PageContext, type View, viewOf} from './html/view.ts';
import {waiversSection} from './html/waivers.ts';
import {plural} from './words.ts';

/** Bytes of a page. Larger ones are slow to open and too large for some mailboxes. */
const largest = 1_500_000;

/** Formats the outcome of a run. Ends with a newline; below 1.5 MB, whatever the submission holds. */
export function formatHtml(outcome: Outcome, context: PageContext): string {
	let page = '';
	// The first is large enough for what people submit. What is hostile, text that escaping makes six times as long, gets less.
	for (const share of [1, 0.6, 0.3]) {
		page = markupText(pageOf(viewOf(outcome, context, share)));
		if (Buffer.byteLength(page) < largest) break;
	}
	return page;
}

function pageOf(view: View): Markup {
	const {outcome, context} = view;
	const passages = passagesOf(outcome);
	const {section: findings, printed} = findingsPart(view, passages);
	const waivers = waiversSection(view);
	const body = html`<a class="skip" href="#main">Skip to the policies</a>
${pageHead(view)}
<div class="layout">
${contents(outcome, waivers !== undefined)}
<main id="main" tabindex="-1">
${scoreboard(view, printed)}
${findings}
${waivers}
${rightsSection(view)}
${textsSection(view, passages, printed)}
${evidenceSection(view)}
</main>
</div>`;
	return pageAround({title: titleOf(outcome), style, body, script, tool: context.tool});
}

/** What a window or a printed page is called: problems first, so that no tab looks clean that is not. */
function titleOf(outcome: Outcome): string {
	const errors = outcome.findings.filter(({severity}) => severity === 'error').length;
	const standing = outcome.problems.length > 0 ? 'not checked in full, ' : '';
	return `${nameOf(outcome)}: ${standing}${plural(errors, 'error')} – shelfready`;
}

function contents({findings, problems, waived}: Outcome, hasWaivers: boolean): Markup {
	return html`<nav class="contents" aria-label="Contents"><ul>
${problems.length > 0 && html`<li><a href="#problems">Problems <span>${problems.length}</span></a></li>`}
<li><a href="#policies">Policies</a></li>
<li><a href="#findings">Findings <span>${findings.length}</span></a></li>
${hasWaivers && html`<li><a href="#waivers">Waived <span>${waived.length}</span></a></li>`}
<li><a href="#rights">Roles</a></li>
<li><a href="#texts">Texts</a></li>
<li><a href="#evidence">Evidence</a></li>
</ul></nav>`;
}
