/** PDF to blocks. Places count in the extracted text (lines as on the page, a blank line between blocks) and name the page. */

import {maxPages, maxTextBytes, megabytes} from '../bounds.ts';
import {type BlockList, type DocumentRead, newBlockList} from './block-list.ts';
import {bodySizeOf, type Item, type Line, linesOf, paragraphsOf, roleOf} from './pdf-layout.ts';
import {addText, newPieces} from './pieces.ts';

/** The parts of pdf.js that are used: its own types bring in the browser's. */
type Page = {getTextContent(): Promise<{readonly items: readonly object[]}>; cleanup(): unknown};
type Pdf = {readonly numPages: number; getPage(number: number): Promise<Page>; destroy?(): unknown};

export async function readPdf(bytes: Uint8Array, file: string): Promise<DocumentRead> {
	const {getDocumentProxy} = await import('unpdf');
	const list = newBlockList(file);
	let pdf: Pdf;
	try {
		// A copy, because pdf.js takes the buffer for its own. `verbosity: 0`, because it prints warnings on standard output.
		pdf = await getDocumentProxy(new Uint8Array(bytes), {verbosity: 0, isEvalSupported: false, useSystemFonts: false, disableFontFace: true, enableXfa: false});
	} catch (error) {
		return {faults: [{message: whyNot(error), range: [0, 0]}]};
	}
	try {
		const pages = await linesOfPages(pdf, list);
		const text = addBlocks(list, pages);
		if (list.blocks.length === 0) list.fault('holds no text that can be read: its pages may be scanned pictures');
		return {document: {file, format: 'pdf', blocks: list.blocks, pages: pdf.numPages}, text, faults: list.faults};
	} finally {
		await pdf.destroy?.();
	}
}

function whyNot(error: unknown): string {
	const name = error instanceof Error ? error.name : '';
	if (name === 'PasswordException') return 'is protected by a password and was not read';
	return `is not a PDF that can be opened: ${error instanceof Error ? error.message : 'broken file'}`;
}

async function linesOfPages(pdf: Pdf, list: BlockList): Promise<readonly (readonly Line[])[]> {
	const pages: (readonly Line[])[] = [];
	let length = 0;
	for (let number = 1; number <= pdf.numPages; number++) {
		if (number > maxPages) {
			list.fault(`has ${pdf.numPages} pages; those after page ${maxPages} were not read`);
			break;
		}
		if (length > maxTextBytes) {
			list.fault(`holds more than ${megabytes(maxTextBytes)} of text; what follows page ${number - 1} was not read`);
			break;
		}
		try {
			const page = await pdf.getPage(number);
			const {items} = await page.getTextContent();
			const lines = linesOf(items.flatMap(toItem));
			length += lines.reduce((sum, {text}) => sum + text.length, 0);
			pages.push(lines);
			page.cleanup();
		} catch (error) {
			list.fault(`page ${number} could not be read: ${error instanceof Error ? error.message : 'broken page'}`);
			pages.push([]);
		}
	}
	return pages;
}

/** pdf.js mixes text items with marks of marked content, which have no `str`. */
function toItem(raw: object): readonly Item[] {
	if (!('str' in raw) || typeof raw.str !== 'string' || !('transform' in raw) || !Array.isArray(raw.transform)) return [];
	const [, , c = 0, d = 0, x = 0, y = 0] = raw.transform.map(Number);
	const width = 'width' in raw && typeof raw.width === 'number' ? raw.width : 0;
	return [{text: raw.str, x, y, width, size: Math.round(Math.hypot(c, d) * 2) / 2, endsLine: 'hasEOL' in raw && raw.hasEOL === true}];
}

/** Adds the blocks of all pages and answers the text that their places count in. */
function addBlocks(list: BlockList, pages: readonly (readonly Line[])[]): string {
	const bodySize = bodySizeOf(pages);
	const extracted: string[] = [];
	let length = 0;
	for (const [index, lines] of pages.entries()) {
		for (const paragraph of paragraphsOf(lines)) {
			const [role, level, skip] = roleOf(paragraph, bodySize);
			const text = paragraph.map((line) => line.text).join('\n');
			const pieces = newPieces();
			addText(pieces, text, skip, text.length);
			for (const run of pieces.runs) {
				run[1] += length;
				run[2] += length;
			}
			// A page's own number is no text of the document.
			if (!/^(?:\d{1,4}|[ivxlc]{1,6})$/.test(text)) list.add(role, pieces, {page: index + 1, ...(level === undefined ? {} : {level})});
			extracted.push(text, '\n\n');
			length += text.length + 2;
		}
	}
	return extracted.join('');
}
