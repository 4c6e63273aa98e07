/**
 * Measures the judge as it ships on a split of the corpora: each layer alone and both together, by policy, with a list of what it got
 * wrong. `--write` puts the figures of `test` where the rules and their pages take them from.
 *
 *   node dist/scripts/language/measure.js [train|dev|test] [--write] [--list]
 */

import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {type Ask, asks} from '../../src/evidence/judgement.ts';
import type {Sentence} from '../../src/evidence/sentence.ts';
import {openJudge} from '../../src/judge/open.ts';
import {sharesOf} from '../../src/language/measured.ts';
import type {Counts} from '../../src/language/measured-figures.ts';
import {corporaOf, type Labelled, type Split, splits} from './corpus.ts';
import {twinned} from './corpus-faults.ts';
import {corpora, root} from './scored.ts';

/** An item as it is measured: a single text as a whole, or one sentence of a listing. */
type Item = {
	readonly form: Labelled['form'];
	readonly hand: string;
	readonly text: string;
	readonly wanted: ReadonlySet<string>;
	/** What it only looks like. */
	readonly like: ReadonlySet<string>;
	readonly found: ReadonlySet<Ask>;
};

/** Sentences that are judged at a time: enough for all cores, and fewer than are too many for a check. */
const together = 256;

/** What the shipped judge says of every item. */
export async function judgedItems(corpus: readonly Labelled[]): Promise<readonly Item[]> {
	const judge = openJudge();
	const found = new Map<Sentence, Set<Ask>>();
	for (const licensing of new Set(corpus.map((labelled) => labelled.licensing))) {
		const sentences = corpus.filter((labelled) => labelled.licensing === licensing).map(({sentence}) => sentence);
		for (let at = 0; at < sentences.length; at += together)
			for (const {ask, sentence, inDoubt} of (await judge.judge(sentences.slice(at, at + together), licensing)).judgements)
				if (inDoubt === undefined) found.set(sentence, (found.get(sentence) ?? new Set()).add(ask));
	}
	const items = new Map<string, {form: Labelled['form']; hand: string; text: string; wanted: Set<string>; like: Set<string>; found: Set<Ask>}>();
	for (const [index, {form, hand, item, sentence, labels, like}] of corpus.entries()) {
		const key = form === 'single' ? item : `${item}#${index}`;
		const one = items.get(key) ?? {form, hand, text: '', wanted: new Set<string>(), like: new Set<string>(), found: new Set<Ask>()};
		items.set(key, one);
		one.text = `${one.text} ${sentence.text.value}`.trim();
		for (const label of labels) one.wanted.add(label);
		for (const label of like) one.like.add(label);
		for (const ask of found.get(sentence) ?? []) one.found.add(ask);
	}
	return [...items.values()];
}

export function countsOf(items: readonly Item[], ask: Ask): Counts {
	const count = (wanted: boolean, found: boolean) => items.filter((item) => item.wanted.has(ask) === wanted && item.found.has(ask) === found).length;
	return {right: count(true, true), wrong: count(false, true), missed: count(true, false)};
}

export function sum(counts: readonly Counts[]): Counts {
	return counts.reduce((all, {right, wrong, missed}) => ({right: all.right + right, wrong: all.wrong + wrong, missed: all.missed + missed}), {
		right: 0,
		wrong: 0,
		missed: 0,
	});
}

export function inWords({right, wrong, missed}: Counts): string {
	return `precision ${(right / Math.max(1, right + wrong)).toFixed(3)} (${right} of ${right + wrong})  recall ${(right / Math.max(1, right + missed)).toFixed(3)} (${right} of ${right + missed})`;
}

/** A table of figures by rule, for `corpora/README.md`. */
function tableOf(items: readonly Item[]): string {
	const row = (name: string, counts: Counts) => {
		const {precision, recall} = sharesOf(counts);
		return `| ${name} | ${precision.toFixed(3)} | ${recall.toFixed(3)} | ${counts.right} | ${counts.wrong} | ${counts.missed} |`;
	};
	return [
		'| label | precision | recall | right | wrong | missed |',
		'| --- | --- | --- | --- | --- | --- |',
		...asks.map((ask) => row(ask, countsOf(items, ask))),
		row('all', sum(asks.map((ask) => countsOf(items, ask)))),
	].join('\n');
}

/** What was taken for what: for each label the wrong findings by what the text really is, and the missed ones by what was found instead. */
function confusionsOf(items: readonly Item[]): string {
	const lines = asks.map((ask) => {
		const wrong = items.filter(({wanted, found}) => found.has(ask) && !wanted.has(ask));
		const missed = items.filter(({wanted, found}) => wanted.has(ask) && !found.has(ask));
		const kinds = (list: readonly string[]) =>
			[...new Set(list)]
				.toSorted()
				.map((kind) => `${kind} ${list.filter((one) => one === kind).length}`)
				.join(', ') || 'none';
		const truly = wrong.map(({wanted, like}) =>
			wanted.size > 0 ? [...wanted].join('+') : like.has(ask) ? 'its look-alike' : like.size > 0 ? `look-alike of ${[...like].join('+')}` : 'plain',
		);
		const instead = missed.map(({found}) => (found.size > 0 ? [...found].join('+') : 'nothing'));
		return `| ${ask} | ${kinds(truly)} | ${kinds(instead)} |`;
	});
	return ['| label | wrongly found in | missed, found instead |', '| --- | --- | --- |', ...lines].join('\n');
}

/** How much there is of each split. */
function countsTable(all: Readonly<Record<Split, readonly Labelled[]>>): string {
	const distinct = (list: readonly string[]) => new Set(list).size;
	const rows = splits.map((split) => {
		const of = (form: Labelled['form']) => all[split].filter((one) => one.form === form).map(({item}) => item);
		return `| ${split} | ${distinct(all[split].map(({hand}) => hand))} | ${distinct(of('single'))} | ${distinct(of('listing'))} | ${all[split].length} | ${all[split].filter(({labels}) => labels.length > 0).length} |`;
	});
	return ['| split | hands | single items | listings | sentences | with a label |', '| --- | --- | --- | --- | --- | --- |', ...rows].join('\n');
}

function write(items: readonly Item[], all: Readonly<Record<Split, readonly Labelled[]>>): void {
	const lines = asks.map((ask) => {
		const {right, wrong, missed} = countsOf(items, ask);
		return `\t${/^\w+$/.test(ask) ? ask : `'${ask}'`}: {right: ${right}, wrong: ${wrong}, missed: ${missed}},`;
	});
	const file = join(root, 'src', 'language', 'measured-figures.ts');
	writeFileSync(file, `${readFileSync(file, 'utf8').split('= {\n')[0]}= {\n${lines.join('\n')}\n};\n`);
	const readme = join(root, 'corpora', 'README.md');
	const of = (form: Item['form']) => items.filter((item) => item.form === form);
	const figures = `${items.length} texts and sentences: ${of('single').length} single texts, each counted as a whole, and ${of('listing').length} sentences of whole listings.\n\nSingle texts and listings together:\n\n${tableOf(items)}\n\nSingle texts:\n\n${tableOf(of('single'))}\n\nSentences of whole listings:\n\n${tableOf(of('listing'))}\n\nConfusions (the sentences are in \`language/confusions.tsv\`):\n\n${confusionsOf(items)}`;
	const filled = [
		['figures', figures],
		['counts', countsTable(all)],
	].reduce(
		(text, [name = '', content = '']) =>
			text.replace(new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*(<!-- end of ${name} -->)`), (_, head: string, tail: string) => `${head}${content}\n${tail}`),
		readFileSync(readme, 'utf8'),
	);
	writeFileSync(readme, filled);
	const errors = items.flatMap(({text, wanted, found, form, hand}) => {
		const [missed, wrong] = [[...wanted].filter((one) => !found.has(one as Ask)), [...found].filter((one) => !wanted.has(one))];
		return missed.length + wrong.length === 0 ? [] : [[hand, form, missed.join('+'), wrong.join('+'), text.replaceAll(/\s+/g, ' ')].join('\t')];
	});
	writeFileSync(join(corpora, 'confusions.tsv'), `hand\tform\tmissed\twrong\ttext\n${errors.join('\n')}\n`);
}

if (process.argv[1] === import.meta.filename) {
	const split = (process.argv[2] ?? 'dev') as Split;
	const all = await corporaOf(corpora);
	const twins = twinned(all);
	const items = await judgedItems(all[split].filter((labelled) => !twins.has(labelled)));
	console.log(`${twins.size} sentences of dev and test are nearly one of an earlier split, and left out`);
	for (const form of ['single', 'listing'] as const) {
		const own = items.filter((item) => item.form === form);
		console.log(`\n${split}, ${form === 'single' ? 'single texts' : 'sentences of whole listings'}: ${own.length}`);
		for (const ask of asks) console.log(`  ${ask.padEnd(15)} ${inWords(countsOf(own, ask))}`);
		console.log(`  ${'all'.padEnd(15)} ${inWords(sum(asks.map((ask) => countsOf(own, ask))))}`);
	}
	console.log(`\nall: ${inWords(sum(asks.map((ask) => countsOf(items, ask))))}`);
	if (process.argv.includes('--list')) {
		for (const {text, wanted, found, form, hand} of items) {
			const [missed, wrong] = [[...wanted].filter((one) => !found.has(one as Ask)), [...found].filter((one) => !wanted.has(one))];
			if (missed.length + wrong.length > 0) console.log(`${hand} ${form} missed [${missed}] wrong [${wrong}] ${text}`);
		}
	}
	if (process.argv.includes('--write') && split === 'test') write(items, all);
}
