import test from 'ava';
import type {Answer} from 'listing-encoder';
import {asks} from '../../src/evidence/judgement.ts';
import type {Sentence} from '../../src/evidence/sentence.ts';
import {newJudge} from '../../src/judge/judge.ts';
import {newSharedMemory, openShared, type Shared} from '../../src/judge/shared.ts';
import type {Lesson, Others} from '../../src/judge/turns.ts';

test('a sentence is taken once, and known to all once it is given back as silent', (t) => {
	const memory = newSharedMemory();
	const [one, other] = [openShared(memory), openShared(memory)];
	t.deepEqual([one.take('a'), other.take('a'), one.take('b')], ['mine', 'taken', 'mine']);
	one.give('a', true);
	one.give('b', false);
	t.deepEqual([other.take('a'), other.take('b'), one.take('b')], ['silent', 'mine', 'taken']);
	t.is(openShared(newSharedMemory()).take('a'), 'mine', 'another memory knows nothing of it');
});

test('of more sentences than there is room for the last are kept, and none that is in hand is lost', (t) => {
	const shared = openShared(newSharedMemory(2 ** 14));
	t.is(shared.take('in hand'), 'mine');
	const many = 20_000;
	let asked = 0;
	for (let index = 0; index < many; index++) {
		if (shared.take(`${index}`) === 'mine') asked++;
		shared.give(`${index}`, true);
	}
	t.is(asked, many, 'no two are taken for the same');
	t.is(shared.take('in hand'), 'taken');
	const kept = Array.from({length: 4000}, (_, index) => shared.take(`${many - 1 - index}`)).filter((turn) => turn === 'silent').length;
	t.true(kept > 3300, `${kept}`);
});

const sentences = Array.from({length: 40}, (_, index): Sentence => {
	const value = index % 10 === 0 ? `Buy item ${index}` : `Item ${index}`;
	return {text: {value, place: {file: 'x', range: [0, value.length]}}, kind: 'readme', role: 'paragraph'};
});

/** Judges that share what they find; the encoder notes what it is asked and lets others in between. */
function judgesOf(count: number, table: Shared, encoded: string[]) {
	const all = Object.fromEntries(asks.map((ask) => [ask, 0.5])) as Record<(typeof asks)[number], number>;
	const weighing = {encoder: 1, first: 0, bias: all, least: all, precision: [[0, 1]]} as const;
	const mail = Array.from({length: count}, (): Lesson[] => []);
	return mail.map((own) => {
		const others: Others = {
			...table,
			tell: (lessons) => {
				for (const box of mail) if (box !== own) box.push(...lessons);
			},
			hear: () => own.splice(0),
		};
		return newJudge(
			{gate: 0, early: 0, alone: weighing, inText: weighing},
			async () => ({score: () => asks.map(() => 1)}),
			async () => ({
				async judge(inputs) {
					encoded.push(...inputs.map(({text}) => text));
					await new Promise((done) => setTimeout(done, 5));
					return inputs.map(({text}): Answer => {
						const odds = asks.map(() => (text.startsWith('Buy') ? 9 : -9));
						return {early: 1, settled: false, violated: odds, about: odds, carriers: []};
					});
				},
			}),
			{others},
		);
	});
}

test('threads with the same text at the same time ask each sentence once between them, and say the same', async (t) => {
	const encoded: string[] = [];
	const [one, other] = judgesOf(2, openShared(newSharedMemory()), encoded);
	const alone: string[] = [];
	const [single] = judgesOf(1, openShared(newSharedMemory()), alone);
	const expected = await single?.judge(sentences);
	t.is(expected?.judgements.length, 4 * asks.length);
	const answers = await Promise.all([one?.judge(sentences), other?.judge(sentences)]);
	t.deepEqual(answers, [expected, expected]);
	t.deepEqual(encoded.toSorted(), sentences.map(({text}) => text.value).toSorted());
	t.deepEqual(await other?.judge(sentences), expected);
	t.is(encoded.length, sentences.length);
});

test('what a thread took that was ended is asked by another', async (t) => {
	const table = openShared(newSharedMemory());
	const [ended] = sentences;
	const encoded: string[] = [];
	const taken: string[] = [];
	const [judge] = judgesOf(
		1,
		{
			take: (key) => {
				// The first that is asked for is in the hands of nobody who will answer.
				if (taken.length === 0) table.take(key);
				taken.push(key);
				return table.take(key);
			},
			give: table.give,
		},
		encoded,
	);
	t.is((await judge?.judge(sentences))?.judgements.length, 4 * asks.length);
	t.is(encoded.length, sentences.length);
	t.is(encoded.at(-1), ended?.text.value);
});
