import {contentOf, readDocx} from '../../../src/read/documents/docx.ts';
import {docxOf, paragraph} from '../../helpers/docx.ts';
import {fileTarget} from '../file-target.ts';

export default fileTarget('guide.docx', {
	about: 'a ZIP that may be a DOCX',
	read: (bytes, file) => (contentOf(bytes) === 'DOCX' ? readDocx(bytes, file) : {faults: []}),
	seeds: () => [docxOf(`${paragraph('Guide', 'Heading1')}${paragraph('Log in as root.')}`)],
	words: [
		'PK\u0003\u0004',
		'PK\u0001\u0002',
		'PK\u0005\u0006',
		'PK\u0006\u0006',
		'word/document.xml',
		'[Content_Types].xml',
		'../',
		'\u0000\u0000\u0000\u0000',
	],
});
