import test from 'ava';
import type {Sentence} from '../../src/evidence/sentence.ts';
import {lowered} from '../../src/language/measured.ts';

const severityOf = (value: string, more: Partial<Sentence> = {}, confidence = 0.96, inDoubt?: true) =>
	lowered({
		confidence,
		sentence: {text: {value, place: {file: 'README.md'}}, kind: 'readme', role: 'paragraph', ...more},
		...(inDoubt === undefined ? {} : {inDoubt}),
	}).severity;

test('what is sure keeps the severity of its rule, what is less so is a warning, then a note', (t) => {
	const asked = 'Buy a key in our shop.';
	t.deepEqual(
		[0.96, 0.85, 0.7].map((confidence) => severityOf(asked, {}, confidence)),
		[undefined, 'warning', 'note'],
	);
	t.is(severityOf(asked, {}, 0.96, true), 'note');
	t.is(severityOf(asked, {kind: 'template'}), 'warning');
	t.is(severityOf(asked, {apart: 'quotation'}), 'note');
});

test('what a sentence itself calls bygone is a note; what no longer works is not', (t) => {
	for (const past of [
		'Earlier releases could only be bought through our sales desk on a quotation.',
		'You no longer need to ask our sales team for a quote.',
		'Before version 3 a key from our shop was needed.',
	])
		t.is(severityOf(past), 'note', past);
	for (const now of ['The product no longer starts after 30 days.', 'Up to 10 users may log in.', 'Until 2031 the product may be used.'])
		t.is(severityOf(now), undefined, now);
});
