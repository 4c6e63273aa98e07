/** Word documents (DOCX) to blocks. Places count in the extracted text: one line a paragraph, in reading order. */

import {unzipSync} from 'fflate';
import type {BlockRole} from '../../evidence/document.ts';
import {maxNesting, maxTextBytes, maxUnpackedBytes, megabytes} from '../bounds.ts';
import {type DocumentRead, newBlockList, tooDeep} from './block-list.ts';
import {stylesOf} from './docx-styles.ts';
import {addText, newPieces, type Pieces} from './pieces.ts';
import {attributeOf, type XmlToken, xmlTokens} from './xml.ts';

const main = 'word/document.xml';
/** The parts that hold text of their own, in the order of reading. */
const isTextPart = (name: string) => /^word\/(?:document|footnotes|endnotes)\.xml$/.test(name);

/** What a ZIP archive holds, told by its table of contents alone: `DOCX`, or what else it seems to be. */
export function contentOf(bytes: Uint8Array): string {
	const names = new Set<string>();
	const count = entryCounter(bytes);
	try {
		unzipSync(bytes, {
			filter({name}) {
				count();
				names.add(name);
				return false;
			},
		});
	} catch {
		return 'broken ZIP archive';
	}
	if (names.has(main)) return 'DOCX';
	if (names.has('xl/workbook.xml')) return 'Excel workbook';
	if (names.has('ppt/presentation.xml')) return 'PowerPoint presentation';
	if (names.has('META-INF/MANIFEST.MF')) return 'Java archive';
	if (names.has('mimetype')) return 'OpenDocument or EPUB file (this version does not read it; save it as DOCX or PDF)';
	return `ZIP archive of ${names.size} ${names.size === 1 ? 'file' : 'files'}`;
}

/** Reads a DOCX. Text that a tracked change deleted, and field codes, are not text. */
export function readDocx(bytes: Uint8Array, file: string): DocumentRead {
	const list = newBlockList(file);
	const parts = unpack(bytes);
	if (typeof parts === 'string') return {faults: [{message: parts, range: [0, 0]}]};
	const xml = (name: string) => new TextDecoder().decode(parts[name] ?? new Uint8Array());
	const roleOf = stylesOf(xml('word/styles.xml'));
	const extracted: string[] = [];
	let length = 0;
	for (const name of [main, 'word/footnotes.xml', 'word/endnotes.xml']) {
		const isWhole = paragraphsOf(xml(name), ({text, style, listLevel, cell}) => {
			if (length > maxTextBytes) return;
			const source = `${text}\n`;
			const start = length;
			extracted.push(source);
			length += source.length;
			const [role, level] = roleOfParagraph(roleOf(style), listLevel, cell);
			const pieces: Pieces = newPieces();
			addText(pieces, source, 0, source.length - 1);
			for (const run of pieces.runs) {
				run[1] += start;
				run[2] += start;
			}
			list.add(role, pieces, level === undefined ? {} : {level});
		});
		if (!isWhole) list.fault(tooDeep);
	}
	if (length > maxTextBytes) list.fault(`holds more than ${megabytes(maxTextBytes)} of text; what follows was not read`);
	if (list.blocks.length === 0) list.fault('holds no text');
	return {document: {file, format: 'docx', blocks: list.blocks}, text: extracted.join(''), faults: list.faults};
}

/** Bytes of an entry in the table of contents, without its name. */
const entryBytes = 46;

/** Throws once more entries were met than the archive has room for: where its table ends, the library goes on to as many as the archive claims. */
function entryCounter(bytes: Uint8Array): () => void {
	let left = bytes.length / entryBytes;
	return () => {
		if (--left < 0) throw new Error('its table of contents claims more entries than there are');
	};
}

/** The parts that are read, or why they can't be. The sizes that the archive claims bound what is unpacked. */
function unpack(bytes: Uint8Array): Readonly<Record<string, Uint8Array>> | string {
	let tooBig: string | undefined;
	const count = entryCounter(bytes);
	try {
		const parts = unzipSync(bytes, {
			filter({name, originalSize}) {
				count();
				if (!isTextPart(name) && name !== 'word/styles.xml') return false;
				if (originalSize > maxUnpackedBytes) tooBig = `its part ${name} unpacks to ${megabytes(originalSize)}: the limit is ${megabytes(maxUnpackedBytes)}`;
				return tooBig === undefined;
			},
		});
		if (tooBig !== undefined) return tooBig;
		return parts[main] === undefined || parts[main].length === 0 ? 'is not a DOCX file that can be opened: it has no text part' : parts;
	} catch (error) {
		return `is not a DOCX file that can be opened: ${error instanceof Error ? error.message : 'broken archive'}`;
	}
}

type Role = readonly [role: BlockRole, level?: number];

function roleOfParagraph(styled: Role | undefined, listLevel: number | undefined, cell: 'table-header' | 'table-cell' | undefined): Role {
	if (cell !== undefined) return [cell];
	if (styled !== undefined && styled[0] !== 'list-item') return styled;
	if (listLevel !== undefined) return ['list-item', listLevel];
	return styled ?? ['paragraph'];
}

type Paragraph = {text: string; style: string; listLevel?: number; cell: 'table-header' | 'table-cell' | undefined};

/** Calls back for each paragraph, outer ones after those of the text boxes in them. Answers false when nested beyond the limit. */
function paragraphsOf(xml: string, onParagraph: (paragraph: Paragraph) => void): boolean {
	const open: Paragraph[] = [];
	const rows: number[] = [];
	let silent = 0;
	for (const token of xmlTokens(xml)) {
		const current = open.at(-1);
		if (['mc:Fallback', 'w:del', 'w:moveFrom', 'w:instrText', 'w:pPrChange'].includes(token.name)) {
			silent += token.kind === 'open' ? 1 : token.kind === 'close' ? -1 : 0;
			continue;
		}
		if (silent > 0) continue;
		if (token.name === 'w:tbl' && token.kind === 'open') rows.push(0);
		else if (token.name === 'w:tbl') rows.pop();
		else if (token.name === 'w:tr' && token.kind === 'open') rows.push((rows.pop() ?? 0) + 1);
		else if (token.name === 'w:p' && token.kind === 'open') {
			const row = rows.at(-1);
			open.push({text: '', style: '', cell: row === undefined ? undefined : row === 1 ? 'table-header' : 'table-cell'});
		} else if (token.name === 'w:p' && token.kind === 'close') {
			if (current !== undefined) onParagraph(current);
			open.pop();
		} else if (current !== undefined) inParagraph(current, token);
		if (open.length > maxNesting || rows.length > maxNesting) return false;
	}
	return true;
}

function inParagraph(paragraph: Paragraph, token: XmlToken): void {
	switch (token.name) {
		case 'w:t':
			if (token.kind === 'open') paragraph.text += token.text;
			break;
		case 'w:tab':
		case 'w:br':
		case 'w:cr':
			if (token.kind === 'empty') paragraph.text += ' ';
			break;
		case 'w:noBreakHyphen':
			paragraph.text += '-';
			break;
		case 'w:pStyle':
			paragraph.style = attributeOf(token.attributes, 'w:val') ?? '';
			break;
		case 'w:numPr':
			paragraph.listLevel ??= 1;
			break;
		case 'w:ilvl':
			paragraph.listLevel = 1 + (Number(attributeOf(token.attributes, 'w:val')) || 0);
			break;
	}
}
