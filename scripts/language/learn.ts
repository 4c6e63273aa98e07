/**
 * Learns the first layer from `corpora/language/train` and, as sentences that ask nothing, from the READMEs of half of the npm packages
 * that the lockfile pins. Writes `corpora/language/learned/first-layer.json`. The same inputs give the same file.
 *
 *   node dist/scripts/language/learn.js
 */

import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {asks} from '../../src/evidence/judgement.ts';
import {featuresOf} from '../../src/language/features.ts';
import {corpusOf, type Labelled} from './corpus.ts';
import {packageDocuments} from './documentation.ts';
import {type Example, learnedOf, train} from './linear.ts';
import {corpora, root} from './scored.ts';

/** What the labelled sentences teach; those of BYOL products say nothing of what BYOL excuses. */
function examplesOf(corpus: readonly Labelled[]): readonly Example[] {
	return corpus
		.filter(({licensing, like}) => licensing !== 'byol' || !like.some((one) => one === 'registration' || one === 'fulfilment'))
		.map(({sentence, labels}) => ({features: featuresOf(sentence), targets: new Set(labels)}));
}

if (process.argv[1] === import.meta.filename) {
	const corpus = await corpusOf(corpora, 'train');
	const documents = (await packageDocuments(join(root, 'node_modules'))).filter(({half}) => half === 'learn');
	const plain = documents
		.flatMap(({sentences}) => sentences.filter(({apart}) => apart === undefined))
		.map((sentence): Example => ({features: featuresOf(sentence), targets: new Set(), weight: 0.5}));
	const linear = train([...examplesOf(corpus), ...plain], asks, {least: 3});
	mkdirSync(join(corpora, 'learned'), {recursive: true});
	writeFileSync(join(corpora, 'learned', 'first-layer.json'), `${JSON.stringify(learnedOf(linear))}\n`);
	console.log(`${corpus.length} labelled sentences, ${plain.length} of documentation; ${linear.weights.size} features`);
}
