import {readPdf} from '../../../src/read/documents/pdf.ts';
import {pdfOf} from '../../helpers/pdf.ts';
import {fileTarget} from '../file-target.ts';
import {exampleFiles} from '../seeds.ts';

// As in the thread that reads documents.
process.on('unhandledRejection', () => {});

export default fileTarget('guide.pdf', {
	about: 'a PDF',
	read: readPdf,
	seeds: () => [
		pdfOf([
			[
				{text: 'Guide', y: 700, size: 20},
				{text: 'Log in as root.', y: 660},
			],
			[{text: 'Page two', y: 700}],
		]),
		...exampleFiles('.pdf').filter(({length}) => length <= 20_000),
	],
	words: [
		'obj',
		'endobj',
		'stream\n',
		'endstream',
		'xref',
		'trailer',
		'startxref',
		'<<',
		'>>',
		'/Type',
		'/Page',
		'/Pages',
		'/Kids [',
		'/Count 99999999',
		'/Length 9',
		'/Filter',
		'/FlateDecode',
		'/ASCIIHexDecode',
		'/LZWDecode',
		'/ObjStm',
		'/XRef',
		'/Prev 0',
		'/Parent 2 0 R',
		'/Contents',
		'/Font',
		'/Type3',
		'/ToUnicode',
		'/Encrypt',
		'1 0 R',
		'BT',
		'ET',
		'Tj',
		'TJ',
		'Td',
		'Tm',
		'Tf',
		'q',
		'Do',
		'BI',
		'ID',
		'EI',
		'(',
		'\\)',
	],
});
