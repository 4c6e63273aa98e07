import test from 'ava';
import fc from 'fast-check';
import {readAsciidoc} from '../../../src/read/documents/asciidoc.ts';
import {readPlainText} from '../../../src/read/documents/plain-text.ts';
import {readRestructuredText} from '../../../src/read/documents/restructured-text.ts';
import {allMismapped, outline} from '../../helpers/documents.ts';

test('plain text: paragraphs, bullets, underlined headings', (t) => {
	const source = 'LARKSPUR\r\n========\r\n\r\nFirst line\r\nsecond line.\r\n\r\n* one\r\n  more\r\n* two\r\n1) three\r\n----\r\nend';
	t.deepEqual(outline(readPlainText(source, 'a.txt')), [
		['heading 1', 'LARKSPUR'],
		['paragraph', 'First line second line.'],
		['list-item 1', 'one more'],
		['list-item 1', 'two'],
		['list-item 1', 'three'],
		['paragraph', 'end'],
	]);
});

test('reStructuredText: sections, directives, literal blocks, lists, tables', (t) => {
	const source = [
		'========\nLarkspur\n========\n\n:Author: Ann\n\nIntro *em* ``code`` `link <https://a.example.com>`_ :ref:`text <label>`, Docs_ and snake_case.\n',
		'.. _target:\n\n.. note:: Keep\n   this.\n\n.. code-block:: sh\n   :linenos:\n\n   echo hi\n     x\n\n.. comment\n   hidden\n',
		'Install\n-------\n1. First\n   step\n\n2. Second::\n\n     literal\n\n- a\n\n  - nested\n\nTerm\n  Definition.\n',
		'+---+---+\n| A | B |\n+===+===+\n| c | d |\n| e |   |\n+---+---+\n\n=== ===\nf   g\n=== ===\nh   i j\n=== ===\n',
	].join('\n');
	t.deepEqual(outline(readRestructuredText(source, 'a.rst')), [
		['heading 1', 'Larkspur'],
		['paragraph', 'Ann'],
		['paragraph', 'Intro em code link text, Docs and snake_case.'],
		['paragraph', 'Keep this.'],
		['code', 'echo hi\n  x'],
		['heading 2', 'Install'],
		['list-item 1', 'First step'],
		['list-item 1', 'Second:'],
		['code', 'literal'],
		['list-item 1', 'a'],
		['list-item 2', 'nested'],
		['paragraph', 'Term'],
		['paragraph', 'Definition.'],
		['table-header', 'A'],
		['table-header', 'B'],
		['table-cell', 'c e'],
		['table-cell', 'd'],
		['table-header', 'f'],
		['table-header', 'g'],
		['table-cell', 'h'],
		['table-cell', 'i j'],
	]);
});

test('AsciiDoc: title, attributes, lists, delimited blocks, tables', (t) => {
	const source = [
		'= Larkspur Guide\nAnn <ann@example.com>\n:product: Larkspur\n\n// hidden\nStart {product} with *bold*, `mono` and https://a.example.com[the site]. +\nNext snake_case_name.\n',
		'== Install\n\nNOTE: Keep this.\n\n.Title\n[source,sh]\n----\necho hi\n----\n\n* one\n** two\nmore\n. three\n\nterm:: definition\n',
		'|===\n|A |B\n\n|c\n|d *e*\n|===\n\n____\nquoted\n____\n\nimage::x.png[Alt text,100]\n\ninclude::secret.adoc[]\n\n////\nhidden\n////\n',
	].join('\n');
	t.deepEqual(outline(readAsciidoc(source, 'a.adoc')), [
		['title', 'Larkspur Guide'],
		['paragraph', 'Start Larkspur with bold, mono and the site. Next snake_case_name.'],
		['heading 2', 'Install'],
		['paragraph', 'Keep this.'],
		['caption', 'Title'],
		['code', 'echo hi'],
		['list-item 1', 'one'],
		['list-item 2', 'two more'],
		['list-item 1', 'three'],
		['paragraph', 'term'],
		['paragraph', 'definition'],
		['table-header', 'A'],
		['table-header', 'B'],
		['table-cell', 'c'],
		['table-cell', 'd e'],
		['quotation', 'quoted'],
		['caption', 'Alt text'],
	]);
});

const common = [
	'word ',
	'two words',
	'\n',
	'\n\n',
	'\r\n',
	'  ',
	'    ',
	'\t',
	'- ',
	'* ',
	'1. ',
	'*b*',
	'**b**',
	'`c`',
	'``c``',
	'_i_',
	'😀',
	':',
	'::',
	'\\*',
	'|',
	'a_b',
	'http://x.y[z]',
	'====\n',
	'----\n',
];
const special = [
	'.. note:: x\n',
	'.. code::\n\n   y\n',
	'.. image:: x\n',
	'+--+--+\n|a |b |\n+--+--+\n',
	'== ==\na  b\n== ==\n',
	':f: v\n',
	'= T\n',
	'== T\n',
	'[source]\n',
	'|===\n|a |b\n|===\n',
	'____\n',
	':p: v\n',
	'{p}',
	'////\n',
	'NOTE: ',
	't:: d\n',
	'<<a,b>>',
	'`l <u>`_',
];

test('AsciiDoc: the end of each block is looked for from its beginning', (t) => {
	const {document, faults} = readAsciidoc(`= Title\n\n${' a\n\n'.repeat(45_000)}${'|===\n'.repeat(40_000)}`, 'a.adoc');
	t.deepEqual(faults, []);
	t.is(document?.blocks.length, 45_001);
});

for (const [name, read] of [
	['plain text', readPlainText],
	['reStructuredText', readRestructuredText],
	['AsciiDoc', readAsciidoc],
] as const) {
	test(`${name}: what follows the last block that is read is said to be left out`, (t) => {
		const {document, faults} = read('a\n\n'.repeat(50_100), 'a');
		t.is(document?.blocks.length, 50_000);
		t.deepEqual(
			faults.map(({message}) => message),
			['more than 50000 blocks of text; what follows was not read'],
		);
	});
}

test('reStructuredText: the end of each literal block is looked for from its beginning', (t) => {
	const {document, faults} = readRestructuredText('a::\n\n b\n\n>>> c\n\n'.repeat(16_000), 'a.rst');
	t.deepEqual(faults, []);
	t.is(document?.blocks.length, 48_000);
});

test('reStructuredText: a line of a table is read by the columns that it reaches', (t) => {
	const border = '= '.repeat(24_000);
	const {document, faults} = readRestructuredText(`Title\n=====\n\n${border}\n${'x\n'.repeat(40_000)}x y z\n${border}\n`, 'a.rst');
	t.deepEqual(faults, []);
	t.is(document?.blocks.length, 40_004);
	t.deepEqual(
		document?.blocks.slice(-3).map(({value}) => value),
		['x', 'y', 'z'],
	);
});

for (const [name, read] of [
	['plain text', readPlainText],
	['reStructuredText', readRestructuredText],
	['AsciiDoc', readAsciidoc],
] as const) {
	test(`${name}: every run that claims to map one to one does`, (t) => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...common, ...special), {maxLength: 40}), (parts) => {
				const source = parts.join('');
				const wrong = allMismapped(read(source, 'a'), source);
				if (wrong.length > 0) throw new Error(wrong.join('; '));
			}),
			{numRuns: 1000},
		);
		t.pass();
	});

	test(`${name}: large hostile texts end soon`, (t) => {
		const started = performance.now();
		const staircase = Array.from({length: 1000}, (_, index) => `${' '.repeat(index)}- x`).join('\n');
		for (const part of ['*', '`', '_', '[[', '<<', '\\', '|', ':a', 'link:', 'https://a[', '{', 'a\n', '- ', '::\n', '= ', '+--+\n'])
			read(part.repeat(40_000), 'a');
		read(staircase, 'a');
		t.true(performance.now() - started < 20_000);
	});
}
