import test from 'ava';
import fc from 'fast-check';
import {readMarkdown} from '../../../src/read/documents/markdown.ts';
import {spanOf} from '../../../src/tree.ts';
import {allMismapped, outline} from '../../helpers/documents.ts';

test('inline marks, entities and escapes are taken off', async (t) => {
	const source =
		'Use *the* **`aws`** tool &amp; [our guide](https://larkspur.example.com "t") \\*now\\*,\nthen ![logo](x.png) <br> ~~stop~~ <https://a.example.com>.\n';
	t.deepEqual(outline(await readMarkdown(source, 'a.md')), [
		['paragraph', 'Use the aws tool & our guide *now*, then stop https://a.example.com.'],
		['caption', 'logo'],
	]);
});

test('roles: headings, lists, tables, code, quotations', async (t) => {
	const source = '# One\n\nTwo\n---\n\n- a\n  - b\n\n    c\n\n| h |\n|---|\n| d |\n\n```sh\ne  f\n```\n\n> g\n\n> [!NOTE]\n> h\n\n- [ ] i\n';
	t.deepEqual(outline(await readMarkdown(source, 'a.md')), [
		['heading 1', 'One'],
		['heading 2', 'Two'],
		['list-item 1', 'a'],
		['list-item 2', 'b'],
		['list-item 2', 'c'],
		['table-header', 'h'],
		['table-cell', 'd'],
		['code', 'e  f'],
		['quotation', 'g'],
		['paragraph', 'h'],
		['list-item 1', 'i'],
	]);
});

test('character references are those of the standard, and end in a semicolon', async (t) => {
	const source = 'a &hearts; b &NotEqualTilde; c &copy 2026 &bogus; `&amp;`\n\n<div>d &copy 2026 &rarrw;</div>\n';
	t.deepEqual(outline(await readMarkdown(source, 'a.md')), [
		['paragraph', 'a ♥ b ≂̸ c &copy 2026 &bogus; &amp;'],
		['paragraph', 'd © 2026 ↝'],
	]);
});

test('front matter, comments and link definitions are not text; HTML inside is', async (t) => {
	const source =
		'---\ntitle: Secret\n---\n\n<!-- hidden -->\n\n<div align="center">\n<h1>Larkspur</h1>\n<script>no</script>\n</div>\n\n[x]: https://a.example.com\n\nText <!-- also hidden -->here.\n';
	t.deepEqual(outline(await readMarkdown(source, 'a.md')), [
		['heading 1', 'Larkspur'],
		['paragraph', 'Text here.'],
	]);
});

test('a span of a block points at its characters in the file', async (t) => {
	const source = '> quoted **text\n> over** lines &lt;here&gt;\n';
	const block = (await readMarkdown(source, 'a.md')).document?.blocks[0];
	if (block === undefined) return t.fail();
	t.is(block.value, 'quoted text over lines <here>');
	const at = block.value.indexOf('over');
	const {range = [0, 0]} = spanOf(block, at, at + 4);
	t.is(source.slice(...range), 'over');
	const {range: entity = [0, 0]} = spanOf(block, block.value.indexOf('<'), block.value.indexOf('<') + 1);
	t.is(source.slice(...entity), '&lt;');
});

/** Texts of which a parser looks on from each mark, or goes down into each: seconds and minutes, or no stack left. */
const laden: Readonly<Record<string, readonly [text: string, said: RegExp]>> = {
	'links opened': ['[a]('.repeat(24_000), /more than 3000 marks of Markdown, or marks too far apart; they were read as text/],
	'emphasis before angles': ['_*>'.repeat(32_000), /more than 3000 marks/],
	'stars in an item': [`- ${'a*'.repeat(48_000)}`, /more than 3000 marks/],
	'references and stars': ['&*'.repeat(48_000), /more than 3000 marks/],
	'addresses before angles': ['http://a<'.repeat(10_600), /more than 3000 marks/],
	'emphasis inside each other': [`# T\n\n${'*a _b '.repeat(1_600)}${'b_ a*'.repeat(1_600)}`, /more than 3000 marks/],
	'emphasis of one run': [`${'*'.repeat(40_000)}a${'*'.repeat(40_000)}`, /more than 3000 marks/],
	'lists and blank lines': [`${'- '.repeat(20_000)}a\n${'\n'.repeat(50_000)}`, /nested deeper than 200 levels/],
	'lists and a quotation of blank lines': [`> ${'- '.repeat(20_000)}a\n${'>\n'.repeat(300)}`, /nested deeper than 200 levels/],
	'numbers on a line': [`${'1. \t'.repeat(24_000)}<a \t`, /nested deeper than 200 levels/],
	'a definition without end': [`[a]: b "\n${'x\n'.repeat(48_000)}`, /a definition of a link longer than 5000 characters; it was read as text/],
};

for (const [name, [text, said]] of Object.entries(laden)) {
	test(`what no parser gets through is read as text, and said: ${name}`, async (t) => {
		const {document, faults} = await readMarkdown(text, 'a.md');
		t.is(faults.length, 1);
		t.regex(faults[0]?.message ?? '', said);
		t.true((faults[0]?.range[1] ?? 0) > (faults[0]?.range[0] ?? 0));
		// Nothing but white space and the marks of the containers that are is left out.
		const read = (document?.blocks ?? []).map(({value}) => value).join('');
		t.true(read.replace(/\s/g, '').length > text.replace(/\s/g, '').length * 0.97);
	});
}

test('a paragraph of nine hundred links is read as one', async (t) => {
	const {document, faults} = await readMarkdown('[guide](https://a.example.com/guide), '.repeat(900), 'a.md');
	t.deepEqual(faults, []);
	t.is(document?.blocks[0]?.value, 'guide, '.repeat(900).trim());
});

const snippet = fc.constantFrom(
	'word ',
	'two words',
	'**b**',
	'*i*',
	'`c`',
	'[l](u)',
	'![a](u)',
	'&amp;',
	'&nbsp;',
	'\\*',
	'\n',
	'\r\n',
	'\n\n',
	'# ',
	'- ',
	'1. ',
	'> ',
	'  ',
	'\t',
	'| a | b |\n|---|---|\n| c | d |\n',
	'```\nx\n```\n',
	'<b>h</b>',
	'<!-- c -->',
	'<p>p</p>\n',
	'~~s~~',
	'😀',
	'é',
	'<',
	'&',
	'[',
	'_',
);

test('every run that claims to map one to one does', async (t) => {
	await fc.assert(
		fc.asyncProperty(fc.array(snippet, {maxLength: 40}), async (parts) => {
			const source = parts.join('');
			const wrong = allMismapped(await readMarkdown(source, 'a.md'), source);
			if (wrong.length > 0) throw new Error(wrong.join('; '));
		}),
		{numRuns: 400},
	);
	t.pass();
});

test('hostile nesting and endless paragraphs end soon, with a fault', async (t) => {
	const nested = await readMarkdown(`${'>'.repeat(20_000)}x`, 'a.md');
	t.regex(nested.faults[0]?.message ?? '', /nested deeper/);
	const ticks = await readMarkdown(Array.from({length: 1500}, (_, index) => '`'.repeat(index)).join(' '), 'a.md');
	t.regex(ticks.faults[0]?.message ?? '', /longer than 100000 characters/);
});

test.serial('what takes too long is told of a place inside of the text, also where its last block does', async (t) => {
	const {now} = performance;
	t.teardown(() => {
		performance.now = now;
	});
	let clock = 0;
	performance.now = () => (clock += 60_000);
	const source = 'One paragraph.';
	const {faults} = await readMarkdown(source, 'README.md');
	t.regex(faults[0]?.message ?? '', /^takes more than \d+ s to read/);
	t.true((faults[0]?.range[1] ?? Number.POSITIVE_INFINITY) <= source.length);
});
