import {asks} from '../../../src/evidence/judgement.ts';
import {sentencesOfText} from '../../../src/gather/sentences.ts';
import {firstLayerOf} from '../../../src/judge/first-layer.ts';
import {newJudge} from '../../../src/judge/judge.ts';
import type {Calibration} from '../../../src/judge/weighing.ts';
import {readBytes, readTable} from '../../../src/table.ts';
import {validators} from '../../../validators/index.ts';
import type {Target} from '../engine/target.ts';
import {Broken, checked, rules} from '../oracles.ts';
import {exampleFiles} from '../seeds.ts';
import {markdown} from '../words.ts';

const likely = asks.map(() => 9);
/** What comes before the encoder and after it: the encoder itself takes tens of milliseconds a sentence, and has no branches that a text decides on. */
const judge = newJudge(
	readTable<Calibration>('language-calibration.json'),
	async () => firstLayerOf(readBytes('language-first-layer.bin')),
	async () => ({
		judge: async (inputs) =>
			inputs.map(({text}) => ({early: 9, settled: false, violated: likely, about: likely, carriers: [{start: 0, end: text.length, odds: 1}]})),
	}),
);
const language = validators.filter(({reads}) => reads.includes('judged'));

const target: Target = {
	about: 'sentences of a document and of a field, cut, weighed by the first layer and told by every rule on texts',
	longest: 8000,
	seeds: () => {
		const texts = exampleFiles(/\.(?:md|txt|html)$/, ['corpora/language/dev']);
		return texts
			.filter((_, index) => index % 4 === 0)
			.slice(0, 40)
			.map((text) => text.subarray(0, 3000));
	},
	words: [
		...markdown,
		'e.g. ',
		'i.e. ',
		'Dr. ',
		'… ',
		'?! ',
		'."\n',
		'You must register',
		'contact sales',
		'license key',
		'not ',
		'unless ',
		'https://x.example/',
		'Sie müssen ',
		'请',
		'\u200b',
		'\u00a0',
		'ﬁ',
		'İ',
	],
	async run(bytes, thorough) {
		const text = Buffer.from(bytes).toString('utf8');
		for (const sentence of await sentencesOfText({value: text, place: {file: 'x', range: [0, text.length]}}, 'long-description', new Map())) {
			const [start, end] = sentence.text.place.range ?? [0, 0];
			if (start < 0 || end < start || end > text.length) throw new Broken(`a sentence lies at ${start} to ${end} of ${text.length}`);
		}
		await checked([{file: 'README.md', bytes}], thorough, {judge: () => judge, validators: [...rules, ...language], kinds: {'README.md': 'docs'}});
	},
};
export default target;
