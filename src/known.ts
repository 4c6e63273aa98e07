/** Findings against a baseline: which were there before, which are new, and which entries nothing matches any more. */

import {gravity} from './contract.ts';
import type {BaselineEntry, Finding} from './outcome.ts';

/** What of a finding, and of an entry, they are paired by. */
type Here = Pick<Finding, 'severity' | 'content' | 'context'> & {readonly place: {readonly file: string}};
type There = Pick<BaselineEntry, 'severity' | 'content' | 'context' | 'file'>;

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
	const there = new Set(files);
	const left = new Map<string, Before[]>();
	for (const entry of entries) {
		const list = left.get(entry.content);
		if (list === undefined) left.set(entry.content, [entry]);
		else list.push(entry);
	}
	const known = new Set<Now>();
	const pair = (matches: (entry: Before, finding: Now) => boolean) => {
		for (const finding of findings) {
			if (known.has(finding)) continue;
			const list = left.get(finding.content);
			const at = list?.findIndex((entry) => gravity[finding.severity] <= gravity[entry.severity] && matches(entry, finding)) ?? -1;
			if (list === undefined || at === -1) continue;
			list.splice(at, 1);
			known.add(finding);
		}
	};
	pair((entry, {place, context}) => entry.file === place.file && entry.context === context);
	pair((entry, {place}) => entry.file === place.file);
	pair((entry, {place, context}) => !there.has(entry.file) && entry.file !== place.file && entry.context === context);
	pair((entry, {place}) => !there.has(entry.file) && entry.file !== place.file);
	return {
		fresh: findings.filter((finding) => !known.has(finding)),
		known: findings.filter((finding) => known.has(finding)),
		gone: [...left.values()].flat(),
	};
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
