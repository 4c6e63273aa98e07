import test from 'ava';
import type {Answer, Input} from 'listing-encoder';
import {classify} from '../../src/classify.ts';
import {asks} from '../../src/evidence/judgement.ts';
import type {Sentence} from '../../src/evidence/sentence.ts';
import {encoderAside} from '../../src/judge/aside.ts';
import {newJudge} from '../../src/judge/judge.ts';
import {newJudgeAside, openJudge} from '../../src/judge/open.ts';

const sentenceOf = (text: string, kind: Sentence['kind'] = 'readme'): Sentence => ({
	text: {value: text, place: {file: 'x', range: [0, text.length]}},
	kind,
	role: 'paragraph',
});
const sentences = [
	'Before the first launch, create an account on our customer portal.',
	'The gateway keeps what your sensors send.',
	'Log in as admin with the password heron.',
	'Buy a licence key in our web shop to go on after 30 days.',
].map((text) => sentenceOf(text));

test('an encoder in a thread of its own answers what one in this thread answers, and keeps no process from ending', async (t) => {
	const aside = newJudgeAside();
	t.deepEqual(await aside.judge(sentences), await openJudge().judge(sentences));
	t.true((await aside.judge(sentences)).judgements.length > 1);
});

test('in a text, what is too likely to pass over is told in doubt; of a text alone it is not, and `classify` tells what is sure', async (t) => {
	const text = 'The product stops working 31 days after the first login.';
	const judge = openJudge();
	const [underHeading] = (await judge.judge([{...sentenceOf(text), heading: 'Installation'}])).judgements;
	t.like(underHeading, {ask: 'limits', inDoubt: true});
	const [alone] = (await judge.judge([sentenceOf(text)])).judgements;
	t.is(alone?.ask, 'limits');
	t.is(alone?.inDoubt, undefined);
	t.deepEqual((await classify({text: `# Installation\n\n${text}`})).findings, []);
	t.like((await classify({text})).findings[0], {rule: 'language/no-usage-limits', severity: 'warning'});
});

test('what the thread can not do fails, and the next call starts another', async (t) => {
	const encoder = encoderAside();
	const good: Input = {text: 'Create an account.', kind: 'manual'};
	// No text at all, which no judge hands on.
	const bad = {kind: 'manual'} as unknown as Input;
	await t.throwsAsync(() => encoder.judge([bad]), {message: /^the encoder's thread broke: /});
	t.is((await encoder.judge([good])).length, 1);
});

/** A judge whose first layer finds a sentence the more doubtful the higher its number, and whose encoder finds that it asks everything. */
function everythingIsAsked() {
	const encoded: string[] = [];
	const all = Object.fromEntries(asks.map((ask) => [ask, 0])) as Record<(typeof asks)[number], number>;
	const weighing = {encoder: 1, first: 0, bias: all, least: all, precision: [[0, 1]]} as const;
	const judge = newJudge(
		{gate: 0, early: 0, alone: weighing, inText: weighing},
		async () => ({score: ({text}) => asks.map(() => Number(/\d+/.exec(text.value)))}),
		async () => ({
			async judge(inputs) {
				encoded.push(...inputs.map(({text}) => text));
				return inputs.map((): Answer => ({early: 1, settled: false, violated: asks.map(() => 9), about: asks.map(() => 9), carriers: []}));
			},
		}),
	);
	return {judge, encoded};
}

test('of more sentences than one check looks at, the same ones are looked at however often it is asked', async (t) => {
	const documents = Array.from({length: 230}, (_, index) => sentenceOf(`Guide ${index}`));
	const listing = Array.from({length: 2600}, (_, index) => sentenceOf(`Listing ${index}`, 'long-description'));
	const all = [...documents, ...listing];
	const {judge, encoded} = everythingIsAsked();
	const first = await judge.judge(all);
	t.is(encoded.length, 2700);
	t.is(first.unsettled.length, 100);
	t.deepEqual(await judge.judge(all), first);
	t.is(encoded.length, 2700, 'nothing is asked twice');
	// Without the likeliest, the next one comes up.
	const fewer = all.filter(({text}) => text.value !== 'Guide 229');
	t.deepEqual(await judge.judge(fewer), await everythingIsAsked().judge.judge(fewer));
	t.is(encoded.length, 2701);
});
