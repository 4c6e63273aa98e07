import test from 'ava';
import {around, xmlElements} from '../../src/read/xml.ts';

const texts = (xml: string) => xmlElements(xml).flatMap(({name, text}) => (text === undefined ? [] : [[name, text.value, xml.slice(...text.range)]]));

test('elements without others inside have their text and its place', (t) => {
	t.deepEqual(texts('\uFEFF<?xml version="1.0"?>\n<a>\n  <w:b x="1">  one &amp; two </w:b><c/><d><![CDATA[x < y]]></d><e></e>\n</a>'), [
		['b', 'one & two', 'one &amp; two'],
		['d', 'x < y', 'x < y'],
		['e', '', ''],
	]);
});

test('a comment is no text', (t) => {
	t.deepEqual(texts('<a><!-- secret --></a>'), [['a', '', '']]);
});

test('what is not closed has no text', (t) => {
	t.deepEqual(texts('<a><b>one'), []);
	t.deepEqual(texts('<a'), []);
});

test('the element around is found a few levels up', (t) => {
	const found = xmlElements('<LocalAccount><Password><Value>x</Value></Password></LocalAccount>').at(-1);
	t.is(found && around(found, 'localaccount')?.name, 'LocalAccount');
	t.is(found && around(found, 'autologon'), undefined);
});

test('a hundred thousand open tags take no time', (t) => {
	const started = performance.now();
	t.is(xmlElements('<a>'.repeat(100_000)).length, 100_000);
	t.is(xmlElements(`<a>${'<!--'.repeat(100_000)}</a>`).length, 1);
	t.true(performance.now() - started < 3000);
});
