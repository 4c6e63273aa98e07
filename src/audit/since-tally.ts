/** Adds changes up. Its size hangs on the rules and on the products that changed. */

import type {ComparedPair} from './compare.ts';
import type {Cause, Change, SinceSummary} from './since.ts';
import {compareTexts, ruleNames} from './top.ts';

const mostRules = 100;
const mostProducts = 100;
/** Names of versions that a product is told with. */
const mostVersions = 10;

type Counts = {new: number; mended: number; persisting: number};
type ProductCounts = Counts & {id?: string | undefined; title: string; readonly versions: Set<string>};

/** Adds up what `compareRuns` finds, in whatever order. */
export function newSinceTally(): {
	/** A submission that is as it was. */
	same(findings: number): void;
	add(change: Change): void;
	cause(cause: ComparedPair['causes'][number]): void;
	summary(): Omit<SinceSummary, 'today' | 'edition' | 'version'>;
} {
	const findings: Counts = {new: 0, mended: 0, persisting: 0};
	const submissions = {unchanged: 0, changed: 0, added: 0, removed: 0, failed: 0, recovered: 0, renamed: 0};
	const none = () => ({new: 0, mended: 0});
	const causes: Record<Cause, {new: number; mended: number}> = {submission: none(), edition: none(), tool: none(), day: none(), settings: none()};
	const called = ruleNames();
	const rules = new Map<string, {new: number; mended: number}>();
	const policies = new Map<string, {worse: number; better: number}>();
	const products = new Map<string, ProductCounts>();
	return {
		same(count) {
			submissions.unchanged++;
			findings.persisting += count;
		},
		cause({rule, cause, is}) {
			causes[cause][is]++;
			const name = called(rule);
			const counts = rules.get(name) ?? none();
			counts[is]++;
			rules.set(name, counts);
		},
		add({submission, product = {}, before, state, counts, verdicts}) {
			submissions[state]++;
			if (before !== undefined) submissions.renamed++;
			if (state === 'unchanged') {
				findings.persisting += counts.persisting;
				return;
			}
			for (const {policy, from, to} of verdicts) {
				const flips = policies.get(policy) ?? {worse: 0, better: 0};
				if (to === 'violated') flips.worse++;
				else if (from === 'violated') flips.better++;
				policies.set(policy, flips);
			}
			const key = product.id ?? product.title ?? submission;
			const title = product.title ?? submission;
			const sums: ProductCounts = products.get(key) ?? {
				id: product.id,
				title,
				versions: new Set(),
				new: 0,
				mended: 0,
				persisting: 0,
			};
			products.set(key, sums);
			// Of many, and of several titles, those that sort first: what is told must not hang on the order of changes.
			if (compareTexts(title, sums.title) < 0) sums.title = title;
			if (product.version !== undefined) sums.versions.add(product.version);
			if (sums.versions.size > mostVersions) sums.versions.delete([...sums.versions].toSorted(compareTexts).at(-1) ?? '');
			for (const is of ['new', 'mended', 'persisting'] as const) {
				sums[is] += counts[is];
				if (state === 'changed') findings[is] += counts[is];
			}
		},
		summary: () => ({
			findings: {...findings},
			submissions: {...submissions},
			causes,
			rules: [...rules]
				.toSorted(([a, one], [b, other]) => other.new + other.mended - one.new - one.mended || compareTexts(a, b))
				.slice(0, mostRules)
				.map(([rule, counts]) => ({rule, ...counts})),
			policies: [...policies]
				.filter(([, {worse, better}]) => worse + better > 0)
				.toSorted(([a], [b]) => compareTexts(a, b))
				.map(([policy, flips]) => ({policy, ...flips})),
			products: [...products]
				.toSorted(([a, one], [b, other]) => other.new - one.new || other.mended - one.mended || compareTexts(a, b))
				.slice(0, mostProducts)
				.map(([, {id, title, versions, ...counts}]) => ({
					...(id === undefined ? {} : {id}),
					title,
					versions: [...versions].toSorted(compareTexts),
					...counts,
				})),
		}),
	};
}
