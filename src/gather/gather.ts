/** Artifacts to evidence: the parts are gathered once, in the order of what they need of each other. */

import type {Artifact} from '../artifact.ts';
import type {Listing} from '../evidence/listing.ts';
import {type Absent, type Gathered, isAbsent, type Submission} from '../evidence.ts';
import {gatherBindings} from './bindings.ts';
import {gatherDocuments} from './documents.ts';
import {gatherTemplates} from './templates.ts';

/** Gathers all evidence. What no artifact gives is absent, with the sentence that says which artifact would bring it. */
export async function gather(artifacts: readonly Artifact[], submission: Submission, urls: Readonly<Record<string, string>>): Promise<Gathered> {
	const absent = {absent: 'no such evidence is gathered yet'};
	const listings: readonly Listing[] | Absent = absent;
	const {templates, syntaxMarks} = gatherTemplates(artifacts, urls);
	return {
		submission: {...submission, files: artifacts.map(({file}) => file)},
		listings,
		listingFields: absent,
		shapeFaults: absent,
		changeSets: absent,
		offers: absent,
		templates,
		syntaxMarks,
		bindings: isAbsent(listings)
			? {absent: 'no listing among the files, so no delivery option names a template'}
			: gatherBindings(listings, isAbsent(templates) ? [] : templates, urls),
		images: absent,
		documents: gatherDocuments(artifacts),
		usageInstructions: absent,
	};
}
