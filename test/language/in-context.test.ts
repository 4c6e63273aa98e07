import test from 'ava';
import {sentencesOfText} from '../../src/gather/sentences.ts';

const read = async (value: string) => await sentencesOfText({value, place: {file: 'text', range: [0, value.length]}}, 'readme', new Map());
const shown = async (value: string) =>
	(await read(value)).map(({text, heading, lead, previous, next, apart}) => ({text: text.value, heading, lead, previous, next, apart}));

test('a list item has its lead-in, and its neighbours', async (t) => {
	const [lead, first, second] = await shown('Collectors:\n- run for four weeks\n- then reports stop\n');
	t.like(lead, {text: 'Collectors:', next: 'run for four weeks'});
	t.like(first, {text: 'run for four weeks', next: 'then reports stop'});
	t.like(second, {text: 'then reports stop', lead: 'Collectors:', previous: 'run for four weeks'});
});

test('a cell has its header and the first cell of its row', async (t) => {
	const cells = await shown('| Account | Password |\n| --- | --- |\n| admin | changeme |\n| guest | none |\n');
	t.is(cells.find(({text}) => text === 'changeme')?.lead, 'admin: Password');
	t.is(cells.find(({text}) => text === 'none')?.lead, 'guest: Password');
});

test('a field of bars is told from a table in one go', async (t) => {
	const sentences = await shown(`${'|'.repeat(200_000)}\nRun it.`);
	t.is(sentences.at(-1)?.text, 'Run it.');
});

test('what no reader of Markdown gets through is cut as it stands', async (t) => {
	const sentences = await shown(`# Guide\n\n${'[a]('.repeat(24_000)}\n\nRun it.\n`);
	t.is(sentences.at(-1)?.text, 'Run it.');
	t.true(sentences.some(({text}) => text.includes('[a]([a](')));
});

test('sentences below a heading have it, those after the next one do not', async (t) => {
	const sentences = await shown('# Guide\n\n## Limits\n\nNone. Really.\n\n## Help\n\nAsk.\n');
	t.is(sentences.find(({text}) => text === 'Really.')?.heading, 'Limits');
	t.is(sentences.find(({text}) => text === 'Really.')?.previous, 'None.');
	t.like(
		sentences.find(({text}) => text === 'Ask.'),
		{heading: 'Help', previous: undefined},
	);
});

test('code, quotations, licence texts and changelogs are apart', async (t) => {
	const sentences = await shown(
		'# A\n\n```\nrun it\n```\n\n> Said by another.\n\nPermission is hereby granted, free of charge, to any person.\n\n# Changelog\n\n## 1.2.0\n\n- Fixed it.\n',
	);
	const apart = (text: string) => sentences.find((sentence) => sentence.text.startsWith(text))?.apart;
	t.deepEqual([apart('run it'), apart('Said'), apart('Permission'), apart('Fixed'), apart('A')], ['code', 'quotation', 'licence', 'changelog', undefined]);
});

test('in a field a line break ends what is said; wrapped text goes on', async (t) => {
	t.deepEqual(
		(await read('User name: admin\nPassword: changeme')).map(({text}) => text.value),
		['User name: admin', 'Password: changeme'],
	);
	const wrapped = 'The product is\nlaunched from the\npage and then it\nruns for a day.';
	t.is((await read(wrapped)).length, 1);
});

test('every sentence lies in the file where it was written', async (t) => {
	const text = 'One two. Three\r\n\r\n- four\n- five six. Seven.\n';
	for (const {text: own} of await read(text)) {
		const [start, end] = own.place.range ?? [0, 0];
		t.is(text.slice(start, end), own.value);
	}
});
