/**
 * What the judge says of real documentation by other hands, to be read: READMEs of the npm packages that nothing was learned from, and
 * Debian's documentation where it is installed.
 *
 *   node dist/scripts/language/false-alarms.js [--list]
 */

import {join} from 'node:path';
import {asks} from '../../src/evidence/judgement.ts';
import type {Sentence} from '../../src/evidence/sentence.ts';
import {openJudge} from '../../src/judge/open.ts';
import {foreignLanguages} from '../../src/language/foreign.ts';
import {lowered, severityOf} from '../../src/language/measured.ts';
import {debianDocuments, packageDocuments} from './documentation.ts';
import {root} from './scored.ts';

/** What was found in real documentation. */
export type Alarms = {
	readonly sentences: number;
	readonly counting: number;
	readonly found: readonly {readonly ask: string; readonly file: string; readonly text: string; readonly counts: boolean}[];
};

/** Judges documents as a check would, one by one. `counting` are findings of rules that are errors or warnings. */
export async function alarmsIn(nodeModules: string, enough: number): Promise<Alarms> {
	const judge = openJudge();
	const documents = [...(await packageDocuments(nodeModules)).filter(({half}) => half === 'measure'), ...(await debianDocuments())].filter(
		({file}) => !/\/(?:changelog|news|changes)\b[^/]*$/i.test(file),
	);
	const texts: {readonly file: string; readonly sentences: readonly Sentence[]}[] = [];
	for (const {file, sentences} of documents) {
		const prose = sentences.filter(isProse);
		const languages = await foreignLanguages(prose.map(({text}) => text.value));
		const read = prose.filter((_, index) => languages[index] === undefined);
		if (read.length > 0) texts.push({file, sentences: read});
	}
	const own = texts.filter(({file}) => file.startsWith(nodeModules));
	const rest = texts.filter(({file}) => !file.startsWith(nodeModules));
	const total = (some: typeof texts) => some.reduce((sum, {sentences}) => sum + sentences.length, 0);
	const step = Math.max(1, Math.floor(total(rest) / Math.max(1, enough - total(own))));
	const taken = [...own, ...rest.filter((_, index) => index % step === 0)];
	const found: Alarms['found'][number][] = [];
	for (const {file, sentences} of taken) {
		for (const {ask, sentence, confidence} of (await judge.judge(sentences)).judgements) {
			const counts = severityOf(ask)['ami-2020'] !== 'note' && lowered({confidence, sentence}).severity !== 'note';
			found.push({ask, file, text: sentence.text.value, counts});
		}
	}
	return {sentences: total(taken), counting: found.filter(({counts}) => counts).length, found};
}

/** Changelogs are left out: findings in them are notes at most, and Debian has twenty times as many sentences of them as of other documentation. */
function isProse({role, apart, text}: Sentence): boolean {
	return role !== 'code' && apart !== 'licence' && apart !== 'changelog' && text.value.split(/\s+/).length >= 4;
}

if (process.argv[1] === import.meta.filename) {
	const {sentences, counting, found} = await alarmsIn(join(root, 'node_modules'), 46_000);
	if (process.argv.includes('--list')) for (const {ask, counts, file, text} of found) console.log(`${ask}\t${counts ? 'counts' : 'note'}\t${file}\t${text}`);
	console.log(
		`${sentences} sentences, ${found.length} findings, ${counting} of them errors or warnings: ${((counting / sentences) * 1000).toFixed(2)} per 1,000`,
	);
	for (const ask of asks) console.log(`  ${ask.padEnd(15)} ${found.filter((one) => one.ask === ask).length}`);
}
