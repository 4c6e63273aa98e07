/** Artifacts to evidence: the parts are gathered once, in the order of what they need of each other. */

import type {Artifact} from '../artifact.ts';
import type {Gathered, Submission} from '../evidence.ts';

/** Gathers all evidence. What no artifact gives is absent, with the sentence that says which artifact would bring it. */
export async function gather(artifacts: readonly Artifact[], submission: Submission, _urls: Readonly<Record<string, string>>): Promise<Gathered> {
	const absent = {absent: 'no such evidence is gathered yet'};
	return {
		submission: {...submission, files: artifacts.map(({file}) => file)},
		listings: absent,
		listingFields: absent,
		shapeFaults: absent,
		changeSets: absent,
		offers: absent,
		templates: absent,
		syntaxMarks: absent,
		bindings: absent,
		images: absent,
		documents: absent,
		usageInstructions: absent,
	};
}
