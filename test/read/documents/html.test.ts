import test from 'ava';
import fc from 'fast-check';
import {readHtml} from '../../../src/read/documents/html.ts';
import {allMismapped, outline} from '../../helpers/documents.ts';

test('roles come from elements, also where end tags are left out', (t) => {
	const source =
		'<!DOCTYPE html><html><head><title>Guide &amp; more</title><style>p{}</style></head><body><h2>One</h2><p>Two <b>three</b>&#33;<p>Four<ul><li>a<li>b<ul><li>c</ul></ul>' +
		'<table><tr><th>h<td>d</table><pre>x\n  y</pre><blockquote><p>q</p></blockquote><figure><img src="x" alt="Diagram"><figcaption>Cap</figcaption></figure><script>1 < 2</script>';
	t.deepEqual(outline(readHtml(source, 'a.html')), [
		['title', 'Guide & more'],
		['heading 2', 'One'],
		['paragraph', 'Two three!'],
		['paragraph', 'Four'],
		['list-item 1', 'a'],
		['list-item 1', 'b'],
		['list-item 2', 'c'],
		['table-header', 'h'],
		['table-cell', 'd'],
		['code', 'x\n  y'],
		['quotation', 'q'],
		['caption', 'Diagram'],
		['caption', 'Cap'],
	]);
});

test('comments, attributes with brackets and stray brackets do not mislead', (t) => {
	const source = '<!-- <p>no</p> --><p title="a > b">yes<!-- no -->, 1 < 2 and a&b</p><svg><text>no</text></svg><p>end';
	t.deepEqual(outline(readHtml(source, 'a.html')), [
		['paragraph', 'yes, 1 < 2 and a&b'],
		['paragraph', 'end'],
	]);
});

test('element names of JavaScript objects are only names', (t) => {
	t.deepEqual(outline(readHtml('<constructor>a</constructor><toString>b', 'a.html')), [['paragraph', 'ab']]);
});

test('character references are those of the standard, each with its source', (t) => {
	const source =
		'<p>a&hearts;b&NotEqualTilde;c&nvlt;d &#x1F600;&#146; &copy 2026 &notit; &amp;lt; x&ampy &bogus; &#; &#xD800;&#99999999999;</p><img alt="R&amp;D &times 2 &copy=1">';
	const read = readHtml(source, 'a.html');
	t.deepEqual(outline(read), [
		['paragraph', 'a♥b≂̸c<⃒d 😀’ © 2026 ¬it; &lt; x&y &bogus; &#; ��'],
		['caption', 'R&D × 2 &copy=1'],
	]);
	const [text, caption] = read.document?.blocks ?? [];
	const written = (block: typeof text, at: number) => {
		const run = block?.runs?.findLast(([start]) => start <= at);
		return source.slice(run?.[1], run?.[2]);
	};
	t.is(written(text, 1), '&hearts;');
	t.is(written(text, 3), '&NotEqualTilde;');
	t.is(written(text, 4), '&NotEqualTilde;');
	t.is(written(text, text?.value.indexOf('©') ?? 0), '&copy');
	t.is(written(caption, 1), '&amp;');
});

test('elements of raw text hold no tags', (t) => {
	const source =
		'<title>a <b>&lt;i&gt;</title><textarea><p>x &amp; y</textarea><xmp><p>&amp;\n z</xmp><script>"<p>no" </scrip <!-- </script><style>p > b {}<p></style>' +
		'<iframe><p>no</iframe><noembed><p>no</noembed><svg viewBox="0"/>yes<svg><title>no</svg><p>last<script><p>no';
	t.deepEqual(outline(readHtml(source, 'a.html')), [
		['title', 'a <b><i>'],
		['code', '<p>x & y'],
		['code', '<p>&amp;\n z'],
		['paragraph', 'yes'],
		['paragraph', 'last'],
	]);
});

const snippet = fc.constantFrom(
	'word ',
	'a b',
	'<p>',
	'</p>',
	'<b>',
	'</b>',
	'<ul><li>',
	'</li>',
	'</ul>',
	'<table><tr><td>',
	'</td></tr></table>',
	'<pre>',
	'</pre>',
	'<br>',
	'&amp;',
	'&nbsp;',
	'&#8217;',
	'&bogus;',
	'&',
	'<',
	'>',
	'\n',
	'\r\n',
	'  ',
	'\t',
	'<!-- c -->',
	'<!--',
	'<script>x',
	'</script>',
	'<img alt="pic">',
	'<a href="x">',
	'"',
	"'",
	'<h1>',
	'</h1>',
	'😀',
	'\u0000',
);

test('every run that claims to map one to one does', (t) => {
	fc.assert(
		fc.property(fc.array(snippet, {maxLength: 50}), (parts) => {
			const source = parts.join('');
			const wrong = allMismapped(readHtml(source, 'a.html'), source);
			if (wrong.length > 0) throw new Error(wrong.join('; '));
		}),
		{numRuns: 1000},
	);
	t.pass();
});

test('text without markup keeps all its words', (t) => {
	fc.assert(
		fc.property(fc.array(fc.stringMatching(/^[a-z]{1,8}$/), {minLength: 1}), (words) => {
			const source = `<div>${words.map((word) => `<i>${word}</i>`).join('\n')}</div>`;
			return readHtml(source, 'a.html').document?.blocks[0]?.value === words.join(' ');
		}),
	);
	t.pass();
});

test('deep and broken markup is read in one pass', (t) => {
	const started = performance.now();
	t.deepEqual(outline(readHtml(`${'<div>'.repeat(200_000)}x`, 'a.html')), [['paragraph', 'x']]);
	const lists = readHtml(`${'<ul><li>'.repeat(50_000)}x`, 'a.html');
	t.regex(lists.faults[0]?.message ?? '', /nested deeper/);
	t.is(lists.document?.blocks[0]?.value, 'x');
	for (const hostile of ['<', '<!--', '<a b="', '<svg>', '<b>x', '&amp', '<p '] as const) readHtml(`${hostile.repeat(100_000)}&amp;`, 'a.html');
	t.true(performance.now() - started < 20_000, 'hostile markup must not take quadratic time');
});
