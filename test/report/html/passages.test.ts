import test from 'ava';
import type {Text} from '../../../src/contract.ts';
import {changeSet} from '../../../src/examples.ts';
import {decodedRange, paragraphsOf} from '../../../src/report/html/passages.ts';
import {guide, reportOn} from '../../helpers/html-report.ts';

/** `a "b" c`, as JSON writes it at offset 10. */
const escaped: Text = {
	value: 'a "b" c',
	place: {file: 'x.json', range: [10, 21]},
	runs: [
		[0, 11, 13],
		[2, 13, 15],
		[3, 15, 16],
		[4, 16, 18],
		[5, 18, 20],
	],
};

test('places in a file are found again in the decoded text', (t) => {
	const of = (range: readonly [number, number]) => escaped.value.slice(...decodedRange(escaped, range));
	t.is(of([11, 12]), 'a');
	t.is(of([15, 16]), 'b');
	t.is(of([13, 18]), '"b"');
	t.is(of([14, 15]), '"');
	t.is(of([10, 21]), 'a "b" c');
	t.is(of([11, 20]), 'a "b" c');
});

test('a text that was not decoded counts alike; of one whose places are not known all is meant', (t) => {
	t.deepEqual(decodedRange({value: 'abc', place: {file: 'x', range: [5, 8]}}, [6, 7]), [1, 2]);
	t.deepEqual(decodedRange({value: 'abc', place: {file: 'x', range: [5, 18]}}, [6, 7]), [0, 3]);
});

test('paragraphs are what blank lines part', (t) => {
	const value = 'one\ntwo\n\n \n three\n';
	t.deepEqual(
		paragraphsOf(value).map(([start, end]) => value.slice(start, end)),
		['one\ntwo', 'three\n'],
	);
	t.deepEqual(paragraphsOf('\n\n'), []);
});

test('a sentence that is judged stands in its paragraph, marked, with the words that carry it', async (t) => {
	const {$} = await reportOn({'README.md': guide});
	const finding = $('.finding').filter((_, element) => $(element).find('.rule').text() === 'language/no-redirects');
	t.is(finding.find('.passage p').text(), 'Need more throughput? Buy the Enterprise add-on in our web shop.');
	t.is(finding.find('mark').text(), 'Buy the Enterprise add-on in our web shop.');
	t.true(finding.find('mark strong').text().length > 5);
	t.is(finding.find('figcaption').text(), 'Document, under “First steps”');
	t.regex(finding.find('.meta').text(), /Confidence: \d+ %/);
});

test('the texts show each marked paragraph once, linked to its findings', async (t) => {
	const {$} = await reportOn({'README.md': guide});
	const marks = $('#texts mark').toArray();
	t.true(marks.length > 1);
	for (const mark of marks) {
		const finding = $(`[id="${$(mark).closest('a').attr('href')?.slice(1)}"]`);
		t.true(finding.find('.passage p').text().includes($(mark).text()));
	}
	t.is($('#texts .paragraph').filter((_, element) => $(element).text().includes('Enterprise add-on')).length, 1);
});

test('usage instructions of a request are shown as text, not as the JSON that holds them', async (t) => {
	const UsageInstructions = 'Launch the “AMI”.\n\nLog in as root with the password larkspur.\nThen look around.';
	const details = {DeliveryOptions: [{Details: {AmiDeliveryOptionDetails: {UsageInstructions}}}]};
	const {$} = await reportOn({'request.json': changeSet('AddDeliveryOptions', details)});
	const finding = $('.finding').filter((_, element) => $(element).find('.rule').text() === 'language/no-fixed-passwords');
	t.is(finding.find('mark').text(), 'Log in as root with the password larkspur.');
	t.is(finding.find('.passage p').html()?.includes('<br>Then look around.'), true);
	t.is(finding.find('figcaption').text(), 'Usage instructions');
});
