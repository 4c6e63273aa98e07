/**
 * Measures the language rules, and fails on a broken corpus or a figure below its bar.
 *
 *     node dist/scripts/corpora.js [labelled|documentation]
 *
 * Without a word on both the labelled corpora and real documentation, one after the other; each takes minutes, so CI runs them beside each other.
 */

import {createHash} from 'node:crypto';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {type Content, contents, passagesIn} from '../src/language/contents.ts';
import {documentationFaults, sentenceFaults} from './language/bars.ts';
import {instructionsOf, usageFolder} from './language/instructions.ts';
import {type Bars, barFaults, corpusFaults, type Labelled, measure} from './measure.ts';

const [part = 'all', ...more] = process.argv.slice(2);
if (!['all', 'labelled', 'documentation'].includes(part) || more.length > 0) {
	console.error('usage: node dist/scripts/corpora.js [labelled|documentation]');
	process.exit(2);
}
const faults = [
	...(part === 'documentation' ? [] : [...contentFaults(), ...(await sentenceFaults())]),
	...(part === 'labelled' ? [] : await documentationFaults()),
];
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;

/** Faults of what usage instructions are found to contain, in words; figures go to standard output. */
function contentFaults(): readonly string[] {
	const faults: string[] = [];
	const sets: (readonly [name: string, texts: readonly Labelled[]])[] = [];
	for (const name of ['train', 'dev', 'test', 'test-2']) {
		const texts = instructionsOf(name);
		if (texts.length === 0) faults.push(`${name}: not there`);
		sets.push([name, texts]);
		const pin = join(usageFolder, `${name}.sha256`);
		if (!existsSync(pin)) continue;
		const found = createHash('sha256')
			.update(readFileSync(join(usageFolder, `${name}.jsonl`)))
			.digest('hex');
		if (readFileSync(pin, 'utf8').trim().split(/\s/)[0] !== found) faults.push(`${name}.jsonl is not the file that ${name}.sha256 names`);
	}

	faults.push(...corpusFaults(sets, contents));
	const bars = JSON.parse(readFileSync(join(usageFolder, 'baseline.json'), 'utf8')) as Readonly<Record<string, Bars>>;
	for (const [name, texts] of sets) {
		// What was learned by heart shows nothing.
		if (name === 'train') continue;
		const figures = measure(texts, contents, (text) => new Set<Content>(passagesIn(text).keys()));
		console.log(`\n${name}: ${texts.length} texts (precision low: a silent pass; recall low: a false alarm)`);
		for (const {content, precision, recall, hits, passes, alarms, seeming, caught} of figures) {
			const share = (value: number) => value.toFixed(3);
			console.log(
				`  ${content.padEnd(15)} precision ${share(precision)}  recall ${share(recall)}  present ${hits + alarms}: ${hits} found, ${alarms} false alarms; ${passes} silent passes; seeming ${seeming}: ${caught} seen through`,
			);
		}
		faults.push(...barFaults(name, figures, bars[name] ?? {}));
	}
	return faults;
}
