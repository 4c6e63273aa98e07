import {readDocx} from '../../../src/read/documents/docx.ts';
import {docxOf, paragraph} from '../../helpers/docx.ts';
import type {Target} from '../engine/target.ts';
import {assertRead, checked} from '../oracles.ts';
import {texts} from '../seeds.ts';

const list = '<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr></w:pPr><w:r><w:t>Item</w:t><w:tab/><w:br/></w:r></w:p>';
const table = `<w:tbl><w:tr><w:tc>${paragraph('a')}</w:tc><w:tc>${paragraph('b')}</w:tc></w:tr></w:tbl>`;
const style = '<w:style w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>';

const target: Target = {
	about: 'the body and, behind a line of ----, the styles of a DOCX',
	longest: 20_000,
	seeds: () => texts(`${paragraph('Guide', 'Heading1')}${list}${table}\n----\n${style}`),
	words: [
		'<w:p>',
		'</w:p>',
		'<w:r>',
		'<w:t>',
		'<w:tbl>',
		'<w:tr>',
		'<w:tc>',
		'<w:pStyle w:val="Heading1"/>',
		'<w:ilvl w:val="9999"/>',
		'<w:basedOn w:val="Heading1"/>',
		'<w:del>',
		'<w:txbxContent>',
		'<w:hyperlink>',
		'<w:fldChar w:fldCharType="begin"/>',
		'<w:instrText>',
		'&#x0;',
		'<!DOCTYPE x [<!ENTITY a "aaaa">]>',
		'&a;',
		'<![CDATA[',
		']]>',
		'<?x ?>',
		'\n----\n',
	],
	async run(bytes, thorough) {
		const [body = '', styles = ''] = Buffer.from(bytes).toString('utf8').split('\n----\n');
		const packed = docxOf(body, styles);
		// A check reads it in a thread of its own, in which no edges are counted.
		assertRead(readDocx(packed, 'guide.docx'), body.length);
		await checked([{file: 'guide.docx', bytes: packed}], thorough);
	},
};
export default target;
