/** Submissions that only one of two runs has, paired where they are of one product: folders get other names with each release. */

import {createHash} from 'node:crypto';
import type {ComparedLine} from './compared-line.ts';
import type {Span} from './line-index.ts';
import {compareTexts} from './top.ts';

/** A submission of a known product that may be paired. Numbers stand for texts, so that a large log's submissions stay small. */
export type Candidate = {
	readonly name: string;
	readonly span: Span;
	/** Of the product, which has one of the two at least. */
	readonly id: number | undefined;
	readonly title: number | undefined;
	/** Its files and what is in them; missing where it failed. */
	readonly files: number | undefined;
	/** Title of the version. */
	readonly version: number | undefined;
	/** Its findings' marks; missing where there are none. */
	readonly marks: number | undefined;
};

/** What is equal of a pair, the surest first. What is left of a product is paired in the order of names. */
const passes: readonly (readonly ('files' | 'version' | 'marks')[])[] = [['files', 'version'], ['files'], ['version', 'marks'], ['version'], ['marks'], []];

/** What a submission is paired by; nothing where it has neither a product's id nor its title. */
export function candidateOf({submission: name, product, report, marks}: ComparedLine, span: Span): Candidate | undefined {
	const {id, title, version} = product ?? {};
	if (id === undefined && title === undefined) return undefined;
	return {
		name,
		span,
		id: id === undefined ? undefined : numberOf({id}),
		title: title === undefined ? undefined : numberOf({title}),
		files: report === undefined ? undefined : numberOf(report.artifacts.map(({file, sha256}) => [file, sha256])),
		version: version === undefined ? undefined : numberOf(version),
		marks: marks === undefined || marks === '' ? undefined : numberOf(marks),
	};
}

/** Each added submission's predecessor, by the added one's place in its log: each removed one is at most one's. The order of either list is of no account. */
export function predecessorsOf(added: readonly Candidate[], removed: readonly Candidate[]): Map<number, Candidate> {
	const pairs: Pairs = {found: new Map(), taken: new Set()};
	pair(added, removed, ({id, title}) => id ?? title, pairs);
	// A product that has got its id since, or is told without it now, goes by its title.
	for (const hadId of [false, true]) {
		const of = (list: readonly Candidate[], hasId: boolean) => list.filter(({id}) => (id !== undefined) === hasId);
		pair(of(added, !hadId), of(removed, hadId), ({title}) => title, pairs);
	}
	return pairs.found;
}

/** Predecessors by the places of those that have them, and all of those that are one. */
type Pairs = {readonly found: Map<number, Candidate>; readonly taken: Set<Candidate>};

/** Pairs those of one product that are not paired yet. */
function pair(added: readonly Candidate[], removed: readonly Candidate[], productOf: (one: Candidate) => number | undefined, {found, taken}: Pairs): void {
	for (const pass of passes) {
		const compareKeys = (a: Candidate, b: Candidate) =>
			pass.reduce((order, key) => order || (a[key] ?? 0) - (b[key] ?? 0), (productOf(a) ?? 0) - (productOf(b) ?? 0));
		const sorted = (list: readonly Candidate[], isLeft: (one: Candidate) => boolean) =>
			list
				.filter((one) => isLeft(one) && productOf(one) !== undefined && pass.every((key) => one[key] !== undefined))
				.sort((a, b) => compareKeys(a, b) || compareTexts(a.name, b.name));
		const now = sorted(added, ({span}) => !found.has(span.start));
		const before = sorted(removed, (one) => !taken.has(one));
		let [at, other] = [0, 0];
		for (let [one, old] = [now[at], before[other]]; one !== undefined && old !== undefined; [one, old] = [now[at], before[other]]) {
			const order = compareKeys(one, old);
			if (order === 0) {
				found.set(one.span.start, old);
				taken.add(old);
			}
			if (order <= 0) at++;
			if (order >= 0) other++;
		}
	}
}

/** 48 bits of what says the same. */
function numberOf(value: unknown): number {
	return createHash('sha256').update(JSON.stringify(value)).digest().readUIntBE(0, 6);
}
