/** One finding: what is wrong and what to do, the source with the place marked, and what else is known of it. */

import {isAbsent} from '../../evidence.ts';
import type {Finding, Outcome, WaivedFinding} from '../../outcome.ts';
import {fixed} from './fix.ts';
import {frame} from './frame.ts';
import {badge} from './icons.ts';
import {html, link, type Markup} from './markup.ts';
import {decodedRange, type Passage, paragraphsOf, passageAt} from './passages.ts';
import {markedParagraph} from './prose.ts';
import {type View, whereOf} from './view.ts';
import {clip} from './words.ts';

/** What a finding is shown with. `files` numbers the files for the filters; `passages` are the texts that people read. */
export type FindingContext = {readonly view: View; readonly files: ReadonlyMap<string, number>; readonly passages: ReadonlyMap<string, readonly Passage[]>};

/** A finding in full. */
export function fullFinding(finding: Finding, context: FindingContext): Markup {
	const {view} = context;
	const {message, help, source, severity, rule, fix} = finding;
	const anchor = view.anchorOf(finding);
	return html`<article class="finding ${severity}" id="${anchor}" ${data(finding, context)}>
<h4>${badge(severity)} <span class="message">${clip(message, 1200)}</span></h4>
<p class="where">${placeOf(finding)}<code class="rule">${clip(rule, 120)}</code><a class="anchor" href="#${anchor}" aria-label="Link to this finding">#</a></p>
${sourceOf(finding, context)}
${help !== '' && html`<p class="help"><b>What to do:</b> ${clip(help, 3200)}</p>`}
${fix !== undefined && fixed(fix, view.linesOf)}
<p class="meta">${facts(finding, view)}<span>${link(clip(source, 500), 'Source')}<span class="address"> ${clip(source, 500)}</span></span></p>
</article>`;
}

/** A finding in one line, where the page would grow too large. */
export function briefFinding(finding: Finding, context: FindingContext): Markup {
	const {severity, message, rule} = finding;
	return html`<div class="finding brief ${severity}" id="${context.view.anchorOf(finding)}" ${data(finding, context)}>${badge(severity)} ${clip(message, 160)} <span class="where">${placeOf(finding)}<code class="rule">${clip(rule, 120)}</code></span></div>`;
}

/** What the filters go by. */
function data({severity, rule, place, policy}: Finding, {view, files}: FindingContext): Markup {
	return html`data-severity="${severity}" data-group="${view.policies.get(policy)?.group ?? ''}" data-file="${files.get(place.file) ?? 0}" data-rule="${clip(rule, 120)}"`;
}

function placeOf(finding: Finding): Markup {
	const where = whereOf(finding);
	const {logicalId} = finding.place;
	const isNamed = logicalId !== undefined && finding.start !== undefined;
	return html`${where !== '' && html`<span class="place">${where}</span>`}${isNamed && html`<span class="logical">${clip(logicalId, 200)}</span>`}`;
}

/** The marked paragraph for what stands in a text for people, else the code frame; nothing for a place without a range. */
function sourceOf(finding: Finding, {view, passages}: FindingContext): Markup | undefined {
	const {place, severity} = finding;
	if (place.range === undefined) return undefined;
	const passage = passageAt(passages, place);
	if (passage !== undefined) return paragraphOf(finding, passage, view.outcome);
	const lines = view.linesOf(place.file);
	return lines === undefined ? undefined : frame(lines, place.range, severity);
}

function paragraphOf(finding: Finding, {text, title, heading}: Passage, outcome: Outcome): Markup {
	const {place, severity} = finding;
	const range = decodedRange(text, place.range ?? [0, 0]);
	const around = paragraphsOf(text.value).filter(([start, end]) => start < range[1] && end > range[0]);
	const start = around[0]?.[0] ?? range[0];
	const end = around.at(-1)?.[1] ?? range[1];
	const strong = wordsOf(finding, outcome).map((words) => decodedRange(text, words));
	return html`<figure class="passage"><figcaption>${title}${heading !== undefined && html`, under “${clip(heading, 120)}”`}</figcaption><p>${markedParagraph(text.value, [start, end], [{range, severity}], strong)}</p></figure>`;
}

/** The words that carry a judgement of the sentence that the finding is about. */
function wordsOf({rule, place}: Finding, {gathered: {judged}}: Outcome): readonly (readonly [number, number])[] {
	if (!rule.startsWith('language/') || isAbsent(judged)) return [];
	return judged.judgements.flatMap(({sentence, words}) => {
		const isSame = sentence.text.place.file === place.file && sentence.text.place.range?.[0] === place.range?.[0];
		return isSame && words.place.range !== undefined ? [words.place.range] : [];
	});
}

function facts(finding: Finding, {rules, outcome: {edition}}: View): Markup {
	const {rule, passedOnBy, policy, confidence, otherEdition, fingerprint, subject} = finding;
	const about = rules.get(passedOnBy ?? rule)?.about;
	const other = otherEdition?.severity === 'off' ? 'not asked' : otherEdition?.severity;
	return html`${about !== undefined && html`<span class="about">Rule: ${about}</span>`}
<span>Policy: <a href="#p-${policy}">${policy}</a></span>
${subject !== '' && html`<span>About: <code>${clip(subject, 160)}</code></span>`}
${confidence !== undefined && html`<span>Confidence: ${Math.round(confidence * 100)} %</span>`}
${otherEdition !== undefined && html`<span class="other">Under ${otherEdition.edition}: <b>${other}</b> (here, ${edition}: ${finding.severity})</span>`}
<span>Fingerprint: <code>${fingerprint}</code></span>
`;
}

/** A waived finding: what it says, where, and why it was set aside. */
export function waivedFinding({severity, message, rule, place, start, waiver}: WaivedFinding): Markup {
	const where = whereOf({place, ...(start === undefined ? {} : {start})});
	return html`<li>${badge(severity)} ${clip(message, 600)} <span class="where"><span class="place">${clip(place.file, 200)}${where !== '' && ` ${where}`}</span><code class="rule">${clip(rule, 120)}</code></span><br>Waived: ${clip(waiver.reason, 600)}${waiver.until !== undefined && ` (until ${waiver.until})`}</li>`;
}
