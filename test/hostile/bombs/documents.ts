/** PDF and Word files that cost a reader much more than their length, unless it is bounded. */

import {deflateSync} from 'node:zlib';
import {zipSync} from 'fflate';
import {docxOf, paragraph} from '../../helpers/docx.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Buffer.from(text, 'latin1');

/** A PDF of the objects, numbered from 1; the first is its catalogue. */
function pdf(objects: readonly (string | Buffer)[], trailer = ''): Uint8Array {
	const parts: Buffer[] = [latin('%PDF-1.7\n')];
	let length = parts[0]?.length ?? 0;
	const offsets = objects.map((object, index) => {
		const part = Buffer.concat([latin(`${index + 1} 0 obj\n`), Buffer.from(object), latin('\nendobj\n')]);
		const offset = length;
		parts.push(part);
		length += part.length;
		return offset;
	});
	const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
	const size = objects.length + 1;
	const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R ${trailer}>>\nstartxref\n${length}\n%%EOF\n`;
	return Buffer.concat([...parts, latin(end)]);
}

function stream(content: string | Buffer, more = ''): Buffer {
	const bytes = Buffer.from(content);
	return Buffer.concat([latin(`<< /Length ${bytes.length} ${more} >>\nstream\n`), bytes, latin('\nendstream')]);
}

function packed(content: Buffer, times = 1): Buffer {
	let bytes: Buffer = content;
	for (let time = 0; time < times; time++) bytes = deflateSync(bytes, {level: 9});
	return stream(bytes, `/Filter [${'/FlateDecode '.repeat(times)}]`);
}

/** One page with the content, and further objects from number 6 on. */
function page(content: Buffer, resources = '', further: readonly (string | Buffer)[] = []): Uint8Array {
	return pdf([
		'<< /Type /Catalog /Pages 2 0 R >>',
		'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
		`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 5 0 R >> ${resources} >> /Contents 4 0 R >>`,
		content,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
		...further,
	]);
}

const text = 'BT /F1 11 Tf 72 700 Td (Hello) Tj ET\n';

/** PDF. */
export const pdfs: Readonly<Record<string, () => Uint8Array>> = {
	'a stream of 1 GB': () => page(packed(Buffer.alloc(1 << 30, ' '))),
	'a stream of 200 MB of text': () => page(packed(Buffer.alloc(200 << 20, text))),
	'a stream packed twice': () => page(packed(Buffer.alloc(1 << 30, ' '), 2)),
	'saves without end': () => page(packed(Buffer.alloc(50 << 20, 'q '))),
	'arrays without end': () => page(packed(Buffer.alloc(20 << 20, '['))),
	'maps without end': () => page(packed(Buffer.alloc(20 << 20, '<<'))),
	'texts without end': () => page(packed(Buffer.alloc(20 << 20, '('))),
	'numbers without end': () => page(packed(Buffer.alloc(50 << 20, '1 '))),
	'pictures inside': () => page(packed(Buffer.alloc(20 << 20, 'BI ID x EI '))),
	'a page tree that is a circle': () => pdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2000 >>']),
	'a page tree that doubles': () =>
		pdf([
			'<< /Type /Catalog /Pages 2 0 R >>',
			...Array.from({length: 40}, (_, index) => `<< /Type /Pages /Kids [${index + 3} 0 R ${index + 3} 0 R] /Count ${2 ** Math.min(30, 40 - index)} >>`),
			'<< /Type /Page /MediaBox [0 0 612 792] >>',
		]),
	'a count of a thousand million pages': () =>
		pdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>', '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>']),
	'one page 500,000 times': () =>
		pdf([
			'<< /Type /Catalog /Pages 2 0 R >>',
			`<< /Type /Pages /Kids [${'3 0 R '.repeat(500_000)}] /Count 500000 >>`,
			'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>',
		]),
	'a form in itself': () =>
		page(stream('/X Do '.repeat(1000)), '/XObject << /X 6 0 R >>', [
			stream('/X Do '.repeat(100), '/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X 6 0 R >> >>'),
		]),
	'forms that double': () =>
		page(stream('/X Do /X Do'), '/XObject << /X 6 0 R >>', [
			...Array.from({length: 30}, (_, index) =>
				stream('/X Do /X Do', `/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X ${index + 7} 0 R >> >>`),
			),
			stream(text, '/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /Font << /F1 5 0 R >> >>'),
		]),
	'a wide character map': () =>
		pdf([
			'<< /Type /Catalog /Pages 2 0 R >>',
			'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
			'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>',
			stream(text),
			'<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 6 0 R /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>',
			stream(
				`/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00000000> <ffffffff> endcodespacerange ${'1 beginbfrange <00000000> <ffffffff> <0041> endbfrange '.repeat(20)} endcmap`,
			),
		]),
	'a table of objects that goes in a circle': () =>
		Buffer.concat([
			latin(
				'%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 3 /Root 1 0 R /Prev 58 >>\nstartxref\n58\n%%EOF\n',
			),
		]),
	'no table, and half a million objects': () => latin(`%PDF-1.4\n${'1 0 obj\n<< >>\nendobj\n'.repeat(500_000)}`),
	trailers: () => latin(`%PDF-1.4\n${'trailer\n<< /Root 1 0 R >>\n'.repeat(500_000)}`),
	'a script': () =>
		pdf([
			'<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (while(true){}) >> >>',
			'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
			'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /AA << /O << /S /JavaScript /JS (while(true){}) >> >> >>',
		]),
	'a reference to itself': () => pdf(['1 0 R']),
	'a length that is itself': () =>
		pdf([
			'<< /Type /Catalog /Pages 2 0 R >>',
			'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
			'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>',
			'<< /Length 4 0 R >>\nstream\nx\nendstream',
		]),
	'maps in maps': () => latin(`%PDF-1.4\n1 0 obj\n${'<< /A '.repeat(500_000)}\nendobj\ntrailer << /Root 1 0 R >>`),
	'page trees in page trees': () =>
		pdf([
			'<< /Type /Catalog /Pages 2 0 R >>',
			...Array.from({length: 20_000}, (_, index) => `<< /Type /Pages /Kids [${index + 3} 0 R] /Count 1 >>`),
			'<< /Type /Page /MediaBox [0 0 612 792] >>',
		]),
	'a stream of objects in itself': () =>
		pdf(['<< /Type /Catalog /Pages 2 0 R >>', stream('2 0 << /Type /Pages /Kids [] >>', '/Type /ObjStm /N 1000000000 /First 4 /Extends 2 0 R')]),
};

/** A part of a ZIP archive as it stands there. `size` is what it claims to unpack to. */
type Part = {readonly name: string; readonly packed: Buffer; readonly size: number; readonly at?: number; readonly method?: number};

/** A ZIP archive whose table of contents says what it is told to. Parts with `at` share the bytes that lie there. */
function zip(parts: readonly Part[]): Uint8Array {
	const local: Buffer[] = [];
	const central: Buffer[] = [];
	let length = 0;
	for (const {name, packed: bytes, size, at, method = 8} of parts) {
		const fields = Buffer.alloc(26);
		fields.writeUInt16LE(20, 0);
		fields.writeUInt16LE(method, 4);
		fields.writeUInt32LE(bytes.length, 14);
		fields.writeUInt32LE(size, 18);
		fields.writeUInt16LE(name.length, 22);
		if (at === undefined) local.push(latin('PK\x03\x04'), fields, latin(name), bytes);
		const entry = Buffer.alloc(18);
		entry.writeUInt32LE(at ?? length, 14);
		const mid = Buffer.alloc(2);
		central.push(
			latin('PK\x01\x02'),
			mid,
			fields.subarray(0, 26),
			Buffer.alloc(2),
			Buffer.alloc(2),
			Buffer.alloc(2),
			Buffer.alloc(4),
			entry.subarray(14),
			latin(name),
		);
		if (at === undefined) length += 4 + 26 + name.length + bytes.length;
	}
	const table = Buffer.concat(central);
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 0, 'latin1');
	end.writeUInt16LE(Math.min(parts.length, 65_535), 8);
	end.writeUInt16LE(Math.min(parts.length, 65_535), 10);
	end.writeUInt32LE(table.length, 12);
	end.writeUInt32LE(length, 16);
	return Buffer.concat([...local, table, end]);
}

function deflated(content: Buffer): Buffer {
	return deflateSync(content, {level: 9}).subarray(2, -4);
}

const head = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>';
const big = (bytes: number) => deflated(Buffer.alloc(bytes, ' '));
const xml = (text: string) => zipSync({'word/document.xml': encode(text), 'word/styles.xml': encode('')}, {level: 6});

/** Word files. */
export const docxs: Readonly<Record<string, () => Uint8Array>> = {
	'a part that claims 4 GB': () => zip([{name: 'word/document.xml', packed: deflated(Buffer.from(head)), size: 0xfffffffe}]),
	'a part of 1 GB that claims 10 bytes': () => zip([{name: 'word/document.xml', packed: big(1 << 30), size: 10}]),
	'a part of 1 GB': () => zip([{name: 'word/document.xml', packed: big(1 << 30), size: 1 << 30}]),
	'three parts of 50 MB': () =>
		zip(['document', 'footnotes', 'endnotes'].map((name) => ({name: `word/${name}.xml`, packed: big(52_000_000), size: 52_000_000}))),
	'one part under many names': () => {
		const first = {name: 'word/document.xml', packed: big(50_000_000), size: 50_000_000};
		return zip([first, ...Array.from({length: 5_000}, () => ({...first, at: 0}))]);
	},
	'60,000 parts': () => zip(Array.from({length: 60_000}, (_, index) => ({name: `a${index}`, packed: Buffer.alloc(0), size: 0}))),
	'a ZIP in a ZIP': () => zipSync({'word/document.xml': zipSync({'word/document.xml': new Uint8Array(10_000_000)})}),
	'paragraphs in paragraphs': () => xml(head + '<w:p>'.repeat(3_000_000)),
	'tables in tables': () => xml(head + '<w:tbl>'.repeat(3_000_000)),
	'a long attribute name': () => xml(`${head}<w:p><w:pStyle ${'a'.repeat(3_000_000)}/>`),
	'attributes without values': () => xml(`${head}<w:p><w:pStyle ${'a '.repeat(3_000_000)}/>`),
	'spaces in a tag': () => xml(`${head}<w:p><w:pStyle a${' '.repeat(3_000_000)}/>`),
	'styles of long attributes': () =>
		zipSync({'word/document.xml': encode(`${head}${paragraph('a')}`), 'word/styles.xml': encode(`<w:styles><w:style ${'a'.repeat(3_000_000)}>`)}),
	'styles based on each other': () =>
		docxOf(
			paragraph('a', 's0'),
			Array.from({length: 100_000}, (_, index) => `<w:style w:styleId="s${index}"><w:basedOn w:val="s${(index + 1) % 100_000}"/></w:style>`).join(''),
		),
	'tags without end': () => xml(head + '<w:p '.repeat(3_000_000)),
	comments: () => xml(head + '<!--'.repeat(3_000_000)),
	'entities declared': () => xml(`<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${head}<w:p><w:t>&b;</w:t></w:p>`),
	references: () => xml(`${head}<w:p><w:t>${'&amp;'.repeat(3_000_000)}</w:t></w:p>`),
	'empty paragraphs': () => xml(head + '<w:p><w:r><w:t>a</w:t></w:r></w:p>'.repeat(500_000)),
	'one paragraph of many runs': () => xml(`${head}<w:p>${'<w:r><w:t>a</w:t></w:r>'.repeat(1_000_000)}</w:p>`),
};
