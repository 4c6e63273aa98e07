/** A document's text in the format that a vendor writes. */

import {docxOf, paragraph} from '../../test/helpers/docx.ts';
import {pdfOf} from '../../test/helpers/pdf.ts';
import type {Vendor} from './population.ts';

/** A text within HTML or XML. */
export function escapeMarkup(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A document of a title and a text in Markdown. What the format can't show of Markdown stays as it is written. */
export function documentOf(format: Vendor['document'], title: string, markdown: string): string | Uint8Array {
	const blocks = markdown.split(/\n{2,}/);
	if (format === 'md') return `# ${title}\n\n${markdown}\n`;
	if (format === 'adoc') return `= ${title}\n\n${markdown.replace(/^#+/gm, (marks) => '='.repeat(marks.length)).replace(/^```.*$/gm, '----')}\n`;
	if (format === 'txt') return `${title}\n${'='.repeat(title.length)}\n\n${markdown}\n`;
	if (format === 'docx') return docxOf([title, ...blocks].map((block) => paragraph(escapeMarkup(block.replaceAll('\n', ' ')))).join(''));
	if (format === 'pdf') return pdfOfBlocks([title, ...blocks]);
	const body = blocks.map((block) => (block.startsWith('#') ? `<h2>${escapeMarkup(block.replace(/^#+ /, ''))}</h2>` : `<p>${escapeMarkup(block)}</p>`));
	return `<!DOCTYPE html>\n<html lang="en"><head><title>${title}</title></head>\n<body>\n<h1>${title}</h1>\n${body.join('\n')}\n</body></html>\n`;
}

const lineUnits = 95;
const linesPerPage = 50;

/** The font has no encoding of its own: characters beyond ASCII become a question mark. */
function pdfOfBlocks(blocks: readonly string[]): Uint8Array {
	const fold = (text: string) => text.replace(/[^\n\x20-\x7e]/g, '?').match(new RegExp(`[^\\n]{1,${lineUnits}}(?= |\\n|$)|[^\\n]{1,${lineUnits}}`, 'g')) ?? [];
	const lines = blocks.flatMap((text) => [...fold(text), '']);
	const pages = Array.from({length: Math.ceil(lines.length / linesPerPage)}, (_, page) => lines.slice(page * linesPerPage, (page + 1) * linesPerPage));
	return pdfOf(pages.map((page) => page.map((line, index) => ({text: line.trim(), y: 740 - index * 13, size: 10}))));
}
