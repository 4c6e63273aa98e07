/** Submissions that only one of two runs has, paired where they are of one product: folders get other names with each release. */

import {createHash} from 'node:crypto';
import type {ComparedLine} from './compared-line.ts';
import type {Span} from './line-index.ts';
import {compareTexts} from './top.ts';

/** A submission of a known product that may be paired. Numbers stand for texts, so that a large log's submissions stay small. */
export type Candidate = {
	readonly name: string;
	readonly span: Span;
	/** By the product's id, else its title. */
	readonly product: number;
	/** The product's title, and whether it has an id. */
	readonly title: number | undefined;
	readonly hasId: boolean;
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
		product: numberOf(id === undefined ? {title} : {id}),
		title: title === undefined ? undefined : numberOf({title}),
		hasId: id !== undefined,
		files: report === undefined ? undefined : numberOf(report.artifacts.map(({file, sha256}) => [file, sha256])),
		version: version === undefined ? undefined : numberOf(version),
		marks: marks === undefined || marks === '' ? undefined : numberOf(marks),
	};
}

/** Each added submission's predecessor, by the added one's place in its log: each removed one is at most one's. The order of either list is of no account. */
export function predecessorsOf(added: readonly Candidate[], removed: readonly Candidate[]): Map<number, Candidate> {
	const found = new Map<number, Candidate>();
	const taken = new Set<Candidate>();
	pair(added, removed, found, taken);
	// A product that has got its id since, or is told without it now, goes by its title.
	for (const hadId of [false, true]) {
		const byTitle = (list: readonly Candidate[], hasId: boolean) =>
			list.flatMap((one) => (one.hasId === hasId && one.title !== undefined ? [{...one, product: one.title, own: one}] : []));
		const left = byTitle(added, !hadId).filter(({span}) => !found.has(span.start));
		const old = byTitle(removed, hadId).filter(({own}) => !taken.has(own));
		const pairs = new Map<number, (typeof old)[number]>();
		pair(left, old, pairs, new Set());
		for (const [start, {own}] of pairs) {
			found.set(start, own);
			taken.add(own);
		}
	}
	return found;
}

/** Pairs those of one product that are in neither `found` nor `taken`, and puts them there. */
function pair<Old extends Candidate>(added: readonly Candidate[], removed: readonly Old[], found: Map<number, Old>, taken: Set<Old>): void {
	for (const pass of passes) {
		const compareKeys = (a: Candidate, b: Candidate) => pass.reduce((order, key) => order || (a[key] ?? 0) - (b[key] ?? 0), a.product - b.product);
		const sorted = <One extends Candidate>(list: readonly One[], isLeft: (one: One) => boolean) =>
			list.filter((one) => isLeft(one) && pass.every((key) => one[key] !== undefined)).sort((a, b) => compareKeys(a, b) || compareTexts(a.name, b.name));
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
