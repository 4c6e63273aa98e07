/** What gatherers left out, since it is more than one check looks at, as problems of the report: nothing passes unseen. */

import type {Problem} from './artifact.ts';
import type {Unread} from './evidence/unread.ts';
import {type Gathered, isAbsent} from './evidence.ts';

/** A problem for each part that was not looked at, by the kind of evidence; `ofRoots` are those of root file systems. */
export function unreadIn({templates, iam, policyTexts, judged, startups}: Gathered, ofRoots: readonly Unread[]): readonly Problem[] {
	const problems = [
		...(isAbsent(templates) ? [] : templates.flatMap(({unread = []}) => unread.map(problemOf))),
		...(isAbsent(iam) ? [] : (iam.unread ?? []).map(problemOf)),
		...(isAbsent(policyTexts) ? [] : (policyTexts.unread ?? []).map(problemOf)),
		...(isAbsent(judged) ? [] : [...(judged.unread ?? []).map(problemOf), ...unsettledIn(judged)]),
		...ofRoots.map(problemOf),
		...(isAbsent(startups) ? [] : startups.flatMap(({root, cut}) => (cut ? [{file: root, message: moreStarts}] : []))),
	];
	// Several gatherers read the same resources.
	return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

const moreStarts = 'what starts by itself runs more, or longer, programs than one check follows; some were not looked at';

function problemOf({place, why}: Unread): Problem {
	return {file: place.file, place, message: why};
}

function unsettledIn({unsettled}: Exclude<Gathered['judged'], {absent: string}>): readonly Problem[] {
	const [first] = unsettled;
	if (first === undefined) return [];
	const {place} = first.text;
	const message = `${unsettled.length} sentences from here on were not assessed: there are more doubtful ones than one check looks at; check the texts in parts`;
	return [{file: place.file, place, message}];
}
