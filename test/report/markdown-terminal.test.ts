import test from 'ava';
import {painter} from '../../src/report/text/flow.ts';
import {formatMarkdown} from '../../src/report/text/markdown.ts';

function plain(markdown: string, width = 40): string {
	return formatMarkdown(markdown, width, painter(false));
}

test('headings lose their marks, and are strong in colour', (t) => {
	t.is(plain('# One\n\n## Two\n'), 'One\n\nTwo\n');
	t.is(formatMarkdown('# One\n', 40, painter(true)), '\u001B[1mOne\u001B[22m\n');
});

test('paragraphs are joined and wrapped', (t) => {
	t.is(plain('one two\nthree four five\n\nsix', 12), 'one two\nthree four\nfive\n\nsix\n');
});

test('code is indented and kept as it is', (t) => {
	t.is(plain('a\n```yaml\n# no heading\n- *x*:   "y"\n\n  - z\n```\nb'), 'a\n    # no heading\n    - *x*:   "y"\n\n      - z\nb\n');
	t.is(plain('````\n```\n````\nafter'), '    ```\nafter\n', 'a longer fence holds a shorter one');
	t.is(plain('~~~\nopen to the end'), '    open to the end\n');
});

test('lists hang', (t) => {
	t.is(plain('- one two three\n  - four five six\n1. seven', 12), '- one two\n  three\n  - four\n    five six\n1. seven\n');
});

test('links show their address, emphasis goes, inline code stays', (t) => {
	t.is(
		plain('See [the **guide**](https://docs.example.com/a), <https://x.example.com>.', 80),
		'See the guide (https://docs.example.com/a), https://x.example.com.\n',
	);
	t.is(plain('Use `**/[a](b)` here'), 'Use `**/[a](b)` here\n');
});

test('nothing in it moves the cursor', (t) => {
	t.is(plain('# a\u001B[2J\n\n```\n\u009B31m\n```\n\n| \u0007 |\n'), 'a␛[2J\n\n    <U+009B>31m\n\n| ␇ |\n');
});
