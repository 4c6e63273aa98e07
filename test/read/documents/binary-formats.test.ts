import test from 'ava';
import {strToU8, zipSync} from 'fflate';
import {contentOf, readDocx} from '../../../src/read/documents/docx.ts';
import {readPdf} from '../../../src/read/documents/pdf.ts';
import {allMismapped, outline} from '../../helpers/documents.ts';
import {docxOf, paragraph} from '../../helpers/docx.ts';
import {type PdfLine, pdfOf} from '../../helpers/pdf.ts';

const guide: readonly (readonly PdfLine[])[] = [
	[
		{text: 'Larkspur Guide', y: 720, size: 22},
		{text: 'Larkspur keeps your queues in your own account', y: 690},
		{text: 'and never sends data out.', y: 677},
		{text: 'Open port 8443 (TLS).', y: 650},
		{text: '- one', y: 620},
		{text: '- two', y: 607},
	],
	[{text: 'Second page.', y: 720}],
];

test('PDF: paragraphs, headings and list items with their pages', async (t) => {
	const read = await readPdf(pdfOf(guide), 'a.pdf');
	t.deepEqual(read.faults, []);
	t.deepEqual(outline(read), [
		['heading 1', 'Larkspur Guide'],
		['paragraph', 'Larkspur keeps your queues in your own account and never sends data out.'],
		['paragraph', 'Open port 8443 (TLS).'],
		['list-item 1', 'one'],
		['list-item 1', 'two'],
		['paragraph', 'Second page.'],
	]);
	t.is(read.document?.pages, 2);
	t.deepEqual(
		read.document?.blocks.map(({place}) => place.page),
		[1, 1, 1, 1, 1, 2],
	);
	t.deepEqual(allMismapped(read, read.text ?? ''), []);
	const [start, end] = read.document?.blocks[4]?.place.range ?? [0, 0];
	t.is(read.text?.slice(start, end), 'two');
});

test('PDF: a cut-off file, a file of junk and one without text are faults, and nothing is printed', async (t) => {
	const whole = pdfOf(guide);
	const printed: unknown[] = [];
	const {log, warn} = console;
	console.log = console.warn = (...words: unknown[]) => printed.push(words);
	try {
		const cut = await readPdf(whole.subarray(0, 60), 'a.pdf');
		t.is(cut.document, undefined);
		t.regex(cut.faults[0]?.message ?? '', /^is not a PDF that can be opened/);
		const junk = await readPdf(strToU8(`%PDF-1.7\n${'junk '.repeat(5000)}`), 'a.pdf');
		t.regex(junk.faults[0]?.message ?? '', /^is not a PDF that can be opened/);
		const empty = await readPdf(pdfOf([[]]), 'a.pdf');
		t.regex(empty.faults[0]?.message ?? '', /no text that can be read/);
	} finally {
		console.log = log;
		console.warn = warn;
	}
	t.deepEqual(printed, []);
});

test('PDF: cut anywhere, it is read or refused, never a crash', async (t) => {
	const whole = pdfOf(guide);
	for (let length = 20; length < whole.length; length += 97) {
		const {document, faults} = await readPdf(whole.subarray(0, length), 'a.pdf');
		t.true(document !== undefined || faults.length > 0);
	}
});

test('DOCX: roles from styles, lists and tables; deleted text and field codes left out', (t) => {
	const styles = '<w:style w:styleId="H"><w:name w:val="heading 2"/></w:style><w:style w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="H"/></w:style>';
	const body = [
		paragraph('Larkspur', 'Title'),
		paragraph('Install &amp; run', 'Mine'),
		'<w:p><w:r><w:t xml:space="preserve">Kept </w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:tab/><w:t>text</w:t></w:r></w:p>',
		'<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>item</w:t></w:r></w:p>',
		`<w:tbl><w:tr><w:tc>${paragraph('h')}</w:tc></w:tr><w:tr><w:tc>${paragraph('d')}</w:tc></w:tr></w:tbl>`,
		paragraph(''),
	].join('');
	const read = readDocx(docxOf(body, styles), 'a.docx');
	t.deepEqual(read.faults, []);
	t.deepEqual(outline(read), [
		['title', 'Larkspur'],
		['heading 2', 'Install & run'],
		['paragraph', 'Kept text'],
		['list-item 2', 'item'],
		['table-header', 'h'],
		['table-cell', 'd'],
	]);
	t.is(read.text, 'Larkspur\nInstall & run\nKept  text\nitem\nh\nd\n\n');
	t.deepEqual(allMismapped(read, read.text ?? ''), []);
});

test('DOCX: a zip bomb is refused by the size that it claims', (t) => {
	const bomb = zipSync({'word/document.xml': new Uint8Array(60 * 1024 * 1024)}, {level: 9});
	t.true(bomb.length < 100_000);
	const {document, faults} = readDocx(bomb, 'a.docx');
	t.is(document, undefined);
	t.regex(faults[0]?.message ?? '', /unpacks to 60 MB: the limit is 50 MB/);
});

test('DOCX: a claimed size that is too small bounds what is unpacked', (t) => {
	const bomb = zipSync({'word/document.xml': new Uint8Array(60 * 1024 * 1024)}, {level: 9});
	const view = new DataView(bomb.buffer, bomb.byteOffset, bomb.byteLength);
	for (let at = 0; at + 46 < bomb.length; at++) if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 100, true);
	const {document, faults} = readDocx(bomb, 'a.docx');
	t.deepEqual(document?.blocks ?? [], []);
	t.true(faults.length > 0);
});

test('DOCX: cut off, empty or endlessly nested', (t) => {
	const whole = docxOf(paragraph('text'));
	t.regex(readDocx(whole.subarray(0, whole.length - 40), 'a.docx').faults[0]?.message ?? '', /can be opened/);
	t.regex(readDocx(docxOf(''), 'a.docx').faults[0]?.message ?? '', /holds no text/);
	t.regex(readDocx(docxOf('<w:p>'.repeat(50_000)), 'a.docx').faults[0]?.message ?? '', /nested deeper/);
});

/** An archive without entries whose end, in the form for large ones, claims four thousand million. */
function endlessArchive(): Uint8Array {
	const end = Buffer.alloc(98);
	end.write('PK\x06\x06', 0, 'latin1');
	end.writeUInt32LE(0xffffffff, 32);
	end.write('PK\x06\x07', 56, 'latin1');
	end.write('PK\x05\x06', 76, 'latin1');
	end.writeUInt16LE(1, 84);
	return end;
}

test('DOCX: an archive that claims more entries than it has room for is broken', (t) => {
	t.is(contentOf(endlessArchive()), 'broken ZIP archive');
	const {document, faults} = readDocx(endlessArchive(), 'a.docx');
	t.is(document, undefined);
	t.deepEqual(
		faults.map(({message}) => message),
		['is not a DOCX file that can be opened: its table of contents claims more entries than there are'],
	);
});

test('DOCX: a name of an attribute is read once, however long it is', (t) => {
	const name = 'a'.repeat(300_000);
	const read = readDocx(docxOf(`<w:p><w:pPr><w:pStyle ${name}/><w:pStyle ${name} w:val="Quote"/></w:pPr><w:r><w:t>Said.</w:t></w:r></w:p>`), 'a.docx');
	t.deepEqual(read.faults, []);
	t.deepEqual(outline(read), [['quotation', 'Said.']]);
});
