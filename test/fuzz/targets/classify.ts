import {Readable} from 'node:stream';
import {classifyLines} from '../../../src/cli/classify.ts';
import type {Target} from '../engine/target.ts';
import {assertUnpolluted, Broken} from '../oracles.ts';
import {texts} from '../seeds.ts';

const target: Target = {
	about: 'lines of classify, with the judge as it is',
	longest: 1500,
	seeds: () =>
		texts(
			'{"id": 1, "text": "Buy more seats in our web shop.", "context": "long-description"}\n{"text": "Fine.", "licensing": "byol"}\n',
			'{"id": "a", "text": ""}\n\n{"text": 3}\nno json\n',
		),
	words: [
		'"text":',
		'"id":',
		'"context":',
		'"readme"',
		'"support"',
		'"licensing":',
		'"paid"',
		'"__proto__":',
		'\\u0000',
		'\\ud800',
		'\n{',
		'\r\n',
		'\u2028',
		'\ufeff',
	],
	async run(bytes) {
		const answers: string[] = [];
		await classifyLines(Readable.from([Buffer.from(bytes)]), async (line) => answers.push(line) > 0);
		assertUnpolluted();
		for (const answer of answers) {
			const read = JSON.parse(answer) as {
				readonly error?: string;
				readonly findings?: readonly {readonly start: number; readonly end: number; readonly excerpt: string}[];
			};
			if (read.error?.includes('fault of shelfready')) throw new Broken(read.error);
			if (!answer.endsWith('\n') || answer.slice(0, -1).includes('\n')) throw new Broken('an answer is no line');
			for (const {start, end, excerpt} of read.findings ?? [])
				if (end < start || end - start !== excerpt.length) throw new Broken(`a finding of ${start} to ${end} quotes ${JSON.stringify(excerpt)}`);
		}
	},
};
export default target;
