import test from 'ava';
import {load} from 'cheerio';
import {lineStartsOf} from '../../../src/locate.ts';
import {frame} from '../../../src/report/html/frame.ts';
import {markupText} from '../../../src/report/html/markup.ts';

/** The lines of a frame, with `[` and `]` around what is marked. */
function framed(text: string, start: number, end: number): readonly string[] {
	const $ = load(markupText(frame({text, starts: lineStartsOf(text)}, [start, end], 'error')), undefined, false);
	$('mark').each((_, mark) => {
		$(mark).replaceWith(`[${$(mark).text()}]`);
	});
	$('.n').each((_, number) => {
		$(number).replaceWith(`${$(number).text()}|`);
	});
	return $('.l, .more')
		.toArray()
		.map((line) => $(line).text().replace(/\n$/, ''));
}

test('two lines before and after, numbered, with the token marked', (t) => {
	t.deepEqual(framed('a\nb\nc\nd: token # x\ne\nf\ng\n', 9, 14), ['2|b', '3|c', '4|d: [token] # x', '5|e', '6|f']);
});

test('at the ends of a file there are fewer', (t) => {
	t.deepEqual(framed('token\nb\n', 0, 5), ['1|[token]', '2|b']);
	t.deepEqual(framed('a\n\ntoken', 3, 8), ['1|a', '2|', '3|[token]']);
});

test('blank lines at the ends are left out, those between are not', (t) => {
	t.deepEqual(framed('a\n\nb\ntoken\nc\n\nd\n', 5, 10), ['3|b', '4|[token]', '5|c']);
});

test('a place over several lines is marked in each, without what indents them', (t) => {
	t.deepEqual(framed('a:\r\n  - b\r\n  - c\r\nd\r\n', 6, 16), ['1|a:', '2|  [- b]', '3|  [- c]', '4|d']);
});

test('of many lines the first are shown, and where the place ends', (t) => {
	const lines = framed('x\n'.repeat(40), 0, 79);
	t.is(lines.length, 9);
	t.is(lines.at(-1), '… to line 40');
});

test('a place without width is marked where it is', (t) => {
	t.deepEqual(framed('abc', 1, 1), ['1|a[]bc']);
});

test('tabs are spaces around a mark, and seen inside of one', (t) => {
	t.deepEqual(framed('\ta: b', 0, 1), ['1|[␉]a: b']);
	t.deepEqual(framed('\ta: b', 4, 5), ['1|    a: [b]']);
});

test('of a line of megabytes what is around the token is shown', (t) => {
	const [line = ''] = framed(`${'a'.repeat(1_000_000)}token${'b'.repeat(1_000_000)}`, 1_000_000, 1_000_005);
	t.regex(line, /^1\|…a{110}\[token\]b{110}…$/);
});
