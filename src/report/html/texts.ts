/** Listing texts, usage instructions and documents that have findings: their paragraphs, with the sentences marked and linked. */

import {isAbsent} from '../../evidence.ts';
import type {Finding} from '../../outcome.ts';
import {grouped} from '../grouped.ts';
import {plural} from '../words.ts';
import {bounded, leftOut} from './bounded.ts';
import {html, type Markup} from './markup.ts';
import {decodedRange, type Passage, paragraphsOf, passageAt} from './passages.ts';
import {type Mark, markedParagraph} from './prose.ts';
import type {View} from './view.ts';
import {clip, path} from './words.ts';

/** Bytes for all texts. */
const budget = 140_000;

/** Marks in one passage. */
const mostMarks = 200;

type Marked = {readonly passage: Passage; readonly marks: readonly Mark[]};

/** The part of the page. Links lead to the findings that are printed. */
export function textsSection(view: View, passages: ReadonlyMap<string, readonly Passage[]>, printed: ReadonlySet<Finding>): Markup {
	const {findings, gathered} = view.outcome;
	const found = new Map<Passage, Mark[]>();
	let unmarked = 0;
	for (const finding of findings) {
		const {place, severity, rule} = finding;
		const passage = passageAt(passages, place);
		if (passage === undefined || place.range === undefined) continue;
		const mark: Mark = {
			range: decodedRange(passage.text, place.range),
			severity,
			label: rule,
			...(printed.has(finding) ? {anchor: view.anchorOf(finding)} : {}),
		};
		const marks = found.get(passage) ?? [];
		if (marks.length < mostMarks) found.set(passage, [...marks, mark]);
		else unmarked++;
	}
	const texts = [...grouped(inOrder(passages, found), ({passage}) => (passage.title === 'Document' ? passage.file : passage)).values()];
	const shown = bounded(texts, {bytes: view.room(budget), most: 120}, textPart);
	const {judged} = gathered;
	const foreign = isAbsent(judged) ? [] : judged.foreign;
	return html`<section id="texts" aria-labelledby="texts-title">
<h2 id="texts-title">Texts with marked passages</h2>
${texts.length === 0 ? html`<p>No finding lies in a listing text, the usage instructions or a document.</p>` : html`<p class="lead">Each mark links to its finding. Paragraphs without a finding are left out.</p>`}
${isAbsent(judged) && html`<p>Sentences were not judged: ${judged.absent}.</p>`}
${foreign.length > 0 && html`<p>${plural(foreign.length, 'text')} in ${[...new Set(foreign.map(({language}) => language))].join(', ')} could not be judged: the rules on texts read English.</p>`}
${shown.shown}
${leftOut(shown.left, 'text')}
${leftOut(unmarked, 'mark')}
</section>`;
}

function inOrder(passages: ReadonlyMap<string, readonly Passage[]>, found: ReadonlyMap<Passage, readonly Mark[]>): readonly Marked[] {
	return [...passages.values()].flatMap((own) =>
		own.flatMap((passage) => {
			const marks = found.get(passage);
			return marks === undefined ? [] : [{passage, marks}];
		}),
	);
}

function textPart(parts: readonly Marked[]): Markup {
	const [first] = parts;
	if (first === undefined) return html``;
	const {title, file} = first.passage;
	let above: string | undefined;
	const rows = parts.flatMap((part) => {
		const {heading} = part.passage;
		const isNew = heading !== undefined && heading !== above;
		above = heading;
		return paragraphsWithMarks(part).map((row, index) => (isNew && index === 0 ? html`<p class="under">Under “${clip(heading, 160)}”</p>${row}` : row));
	});
	const paragraphs = bounded(rows, {bytes: 40_000}, (row) => row);
	return html`<section class="text"><h3>${title === 'Document' ? path(file) : html`${title} <small>${path(file)}</small>`}</h3>${paragraphs.shown}${leftOut(paragraphs.left, 'paragraph')}</section>`;
}

function paragraphsWithMarks({passage, marks}: Marked): readonly Markup[] {
	const {value} = passage.text;
	return paragraphsOf(value).flatMap(([start, end]) => {
		const own = marks.filter(({range}) => range[0] < end && range[1] > start);
		return own.length === 0 ? [] : [html`<p class="paragraph">${markedParagraph(value, [start, end], own)}</p>${footnotes(own)}`];
	});
}

/** A mark links to one finding; where several share a spot, all are named below. */
function footnotes(marks: readonly Mark[]): Markup | undefined {
	const linked = marks.filter(({anchor}) => anchor !== undefined);
	if (linked.length < 2) return undefined;
	return html`<p class="footnotes">Findings here: ${linked.slice(0, 16).map(({anchor, label}, index) => html`${index > 0 && ', '}<a href="#${anchor}">${label?.split('/')[1] ?? label}</a>`)}${linked.length > 16 && ` and ${linked.length - 16} more`}</p>`;
}
