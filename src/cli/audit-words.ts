/** What an audit says at its end of changes, editions and families. */

import type {EditionsSummary} from '../audit/editions.ts';
import type {FamiliesSummary} from '../audit/families.ts';
import type {Cause, SinceSummary} from '../audit/since.ts';
import {visible} from '../report/text/visible.ts';
import {plural} from '../report/words.ts';

/** What each cause is called. */
const causeWords: Readonly<Record<Cause, string>> = {
	submission: 'changed files',
	edition: 'the other edition',
	tool: 'another version of shelfready',
	day: 'the day',
	settings: 'changed settings',
};

/** The lines of `--since`. */
export function sinceLines({today, findings, submissions, causes}: SinceSummary): readonly string[] {
	const {changed, added, removed, renamed, failed, recovered} = submissions;
	const parts = (Object.keys(causeWords) as Cause[]).flatMap((cause) => {
		const {new: fresh, mended} = causes[cause];
		return fresh + mended === 0 ? [] : [`${fresh} new and ${mended} mended by ${causeWords[cause]}`];
	});
	const told = [
		`${plural(changed, 'submission')} changed`,
		`${added} added`,
		`${removed} removed`,
		...(renamed > 0 ? [`${renamed} under another name`] : []),
		...(failed > 0 ? [`${failed} can no longer be checked`] : []),
		...(recovered > 0 ? [`${recovered} can be checked again`] : []),
	];
	return [
		`since ${today}: ${findings.new} new, ${findings.mended} mended, ${findings.persisting} persisting findings; ${told.join(', ')}`,
		...(parts.length === 0 ? [] : [`of these ${parts.join(', ')}`]),
	];
}

/** The line of `--compare-edition`. */
export function editionsLine({to, submissions, findings, policies}: EditionsSummary): string {
	const flips = policies.reduce((sum, policy) => sum + policy.flips.reduce((of, {submissions: count}) => of + count, 0), 0);
	return `under ${to}: ${findings.added} findings more, ${findings.removed} fewer, ${findings.graver} graver, ${findings.milder} milder, ${flips} other verdicts, in ${submissions.changed} of ${plural(submissions.compared, 'submission')}`;
}

/** The lines of families: how many there are, and the largest that one mend would serve. */
export function familyLines({families, largest}: FamiliesSummary): readonly string[] {
	const count = families.template + families.text;
	if (count === 0) return [];
	const like = largest.find(({shared}) => shared.length > 0);
	const head = `${count} ${count === 1 ? 'family' : 'families'} of nearly the same templates (${families.template}) and texts (${families.text})`;
	if (like === undefined) return [head];
	const {submission, file} = like.like;
	return [
		`${head}; mend ${like.shared
			.map(({rule}) => rule)
			.slice(0, 3)
			.join(', ')} once as in ${visible(submission)}/${visible(file)}, and ${like.submissions} submissions gain`,
	];
}
