/** Every sentence of the submission's texts, in its place and with what stands around it. */

import type {Text} from '../contract.ts';
import type {Block, Document} from '../evidence/document.ts';
import type {Sentence, TextKind} from '../evidence/sentence.ts';
import {type Cut, sentencesOf} from '../language/sentence/in-context.ts';
import {spanOf} from '../tree.ts';
import {decoded, type Replacement, rewritten, sliceOf} from './policy-texts/stretches.ts';
import {leaveOut, type UnreadParts} from './unread.ts';

/** Marks of Markdown's blocks. Its inline marks prove nothing: `s3:*` has stars too. */
const markdownBlocks = /^ {0,3}(?:#{1,6}\s\S|```|~~~)|^[^|\n\r\u2028\u2029]*\|.*\n {0,3}\|?\s*:?-{3,}/m;
/** Lines of wrapped text are of about one length, and go on in lower case. */
const wrapped = /[^\s.:;!?]\s{0,50}\n\s{0,50}\p{Ll}/gu;

/** The sentences of a text that is a field of a listing or template, or comes alone; what is beyond the bounds of a document is noted in `unread`. */
export async function sentencesOfText(text: Text, kind: TextKind, unread: UnreadParts): Promise<readonly Sentence[]> {
	return located(sentencesOf(await blocksOf(text, unread)), kind);
}

/** The sentences of a document. */
export function sentencesOfDocument({blocks, file}: Document): readonly Sentence[] {
	// A file of changes may be another project's, and speaks of what was.
	if (!/(?:^|[/_-])(?:change|release|news|history)[^/]*$/i.test(file)) return located(sentencesOf(blocks), 'readme');
	return located(sentencesOf(blocks), 'release-notes').map((sentence) => ({...sentence, apart: sentence.apart ?? 'changelog'}));
}

function located(cuts: readonly Cut[], kind: TextKind): readonly Sentence[] {
	return cuts.map(({block, start, end, value: _, ...around}) => ({text: onPage(sliceOf(block, start, end), block), kind, role: block.role, ...around}));
}

function onPage(text: Text, {place: {page}}: Block): Text {
	return page === undefined ? text : {...text, place: {...text.place, page}};
}

async function blocksOf(text: Text, unread: UnreadParts): Promise<readonly Block[]> {
	const {value, place} = text;
	const isMarkdown = markdownBlocks.test(value);
	// In a field a line break ends what is said, unless the text is wrapped.
	const breaks = isMarkdown || (value.match(wrapped)?.length ?? 0) > 2 ? [] : [...value.matchAll(/(?<!\n)\r?\n(?!\r?\n)/g)];
	const apart = rewritten(
		text.runs === undefined ? {...text, runs: [[0, place.range?.[0] ?? 0, (place.range?.[0] ?? 0) + value.length]]} : text,
		breaks.map(({index, 0: found}): Replacement => ({start: index, end: index + found.length, text: '\n\n'})),
	);
	const marked = isMarkdown ? await (await import('../read/documents/markdown.ts')).readMarkdown(apart.value, place.file) : undefined;
	// What can't be read as Markdown to its end is as it stands.
	const isRead = marked !== undefined && marked.faults.length === 0;
	const {document, faults} = isRead ? marked : (await import('../read/documents/plain-text.ts')).readPlainText(apart.value, place.file);
	for (const {message, range} of faults) leaveOut(unread, spanOf(apart, ...range), message);
	return (document?.blocks ?? []).map(
		(block): Block => ({...decoded(apart, block.value, block.runs ?? []), role: block.role, ...(block.level === undefined ? {} : {level: block.level})}),
	);
}
