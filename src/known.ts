/** Findings against a baseline: which were there before, which are new, and which entries nothing matches any more. */

import {gravity} from './contract.ts';
import type {BaselineEntry, Finding} from './outcome.ts';

/** What of a finding, and of an entry, they are paired by. */
type Here = Pick<Finding, 'severity' | 'content' | 'context'> & {readonly place: {readonly file: string}};
type There = Pick<BaselineEntry, 'severity' | 'content' | 'context' | 'file'>;
type Pattern = Omit<There, 'severity'>;

/** What comes of a comparison. `fresh` and `known` keep the report's order. */
export type Compared<Now = Finding, Before = BaselineEntry> = {
	readonly fresh: readonly Now[];
	readonly known: readonly Now[];
	readonly gone: readonly Before[];
};

/**
 * Pairs findings with the entries of a baseline, one to one, by content and never by line: first those with the same surroundings, then those
 * that are alike in the same file, then those of files that are no longer there, which may have got another name. A second finding of the same
 * content therefore stays new, and so does one that has become graver.
 */
export function compareWithBaseline<Now extends Here, Before extends There>(
	findings: readonly Now[],
	entries: readonly Before[],
	files: readonly string[],
): Compared<Now, Before> {
	if (entries.length === 0) return {fresh: findings, known: [], gone: []};
	const there = new Set(files);
	const left = new Map<string, Before[]>();
	for (const entry of entries) pushTo(left, entry.content, entry);
	const inOrder = [...left.values()].flat();
	const taken = new Set<number>();
	const known = new Set<Now>();
	// A pass holds the entries that are left by what it pairs by and by severity, so that none is looked at for each finding.
	const pair = (keyOf: (one: Pattern) => readonly string[], isOpen: (entry: Before) => boolean = () => true) => {
		const waiting = new Map<string, Map<number, number[]>>();
		for (const [index, entry] of inOrder.entries()) {
			if (taken.has(index) || !isOpen(entry)) continue;
			const key = JSON.stringify(keyOf(entry));
			const bySeverity = waiting.get(key) ?? new Map<number, number[]>();
			waiting.set(key, bySeverity);
			pushTo(bySeverity, gravity[entry.severity], index);
		}
		for (const queues of waiting.values()) for (const queue of queues.values()) queue.reverse();
		for (const finding of findings) {
			if (known.has(finding)) continue;
			const queues = waiting.get(JSON.stringify(keyOf({content: finding.content, context: finding.context, file: finding.place.file})));
			const first = firstOf([...(queues ?? [])].filter(([weight]) => weight >= gravity[finding.severity]).map(([, queue]) => queue));
			if (first === undefined) continue;
			taken.add(first);
			known.add(finding);
		}
	};
	pair(({content, file, context}) => [content, file, context]);
	pair(({content, file}) => [content, file]);
	pair(
		({content, context}) => [content, context],
		({file}) => !there.has(file),
	);
	pair(
		({content}) => [content],
		({file}) => !there.has(file),
	);
	return {
		fresh: findings.filter((finding) => !known.has(finding)),
		known: findings.filter((finding) => known.has(finding)),
		gone: inOrder.filter((_, index) => !taken.has(index)),
	};
}

function pushTo<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
	const list = lists.get(key);
	if (list === undefined) lists.set(key, [item]);
	else list.push(item);
}

/** Takes the least of the numbers that the queues end with. */
function firstOf(queues: readonly number[][]): number | undefined {
	let least: number[] | undefined;
	for (const queue of queues) if ((queue.at(-1) ?? Infinity) < (least?.at(-1) ?? Infinity)) least = queue;
	return least?.pop();
}

/**
 * The entry that a baseline keeps of a finding.
 * @example
 * const {outcome} = await check('release-1.0');
 * const baseline = {name: 'release 1.0', entries: outcome.findings.map(entryOf)};
 */
export function entryOf({rule, severity, subject, content, context, place, excerpt}: Finding): BaselineEntry {
	return {rule, severity, file: place.file, subject, excerpt, content, context};
}
