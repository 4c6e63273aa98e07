/**
 * Writes the corpora as JSON lines, one a sentence in context, for the trainer (`packages/listing-encoder/train/`): `train.jsonl`, `dev.jsonl`,
 * and `docs.jsonl`, the sentences of READMEs of half of the npm packages that the lockfile pins, which ask nothing. Test is not written.
 *
 *   node dist/scripts/language/data.js OUT
 */

import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Sentence} from '../../src/evidence/sentence.ts';
import {corpusOf} from './corpus.ts';
import {packageDocuments} from './documentation.ts';
import {corpora, root} from './scored.ts';

const [out = '.'] = process.argv.slice(2);
/** Sentences of documentation that are enough. */
const mostPlain = 6000;

for (const split of ['train', 'dev'] as const) {
	const all = await corpusOf(corpora, split);
	write(
		split,
		all.map(({sentence, ...rest}) => ({...rest, ...flat(sentence)})),
	);
	console.log(split, all.length, 'sentences', all.filter(({labels}) => labels.length > 0).length, 'with a label');
}
const documents = (await packageDocuments(join(root, 'node_modules'))).filter(({half}) => half === 'learn');
const plain = documents.flatMap(({sentences}) => sentences.filter(({apart, text}) => apart === undefined && text.value.split(/\s+/).length >= 4));
const step = Math.max(1, Math.floor(plain.length / mostPlain));
write(
	'docs',
	plain
		.filter((_, index) => index % step === 0)
		.map((sentence) => ({item: 'docs', hand: 'docs', form: 'doc', licensing: 'free', labels: [], like: [], spans: [], ...flat(sentence)})),
);
console.log('docs', plain.length);

function flat({text, kind, role, apart, heading, lead, previous, next}: Sentence) {
	return {text: text.value, kind, role, apart, heading, lead, previous, next};
}

function write(name: string, rows: readonly object[]): void {
	writeFileSync(join(out, `${name}.jsonl`), `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`);
}
