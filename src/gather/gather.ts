/** Artifacts to evidence: the parts are gathered once, in the order of what they need of each other. */

import type {Artifact} from '../artifact.ts';
import type {Binding} from '../evidence/binding.ts';
import type {Gathered, Submission} from '../evidence.ts';
import {gatherListings} from './listing/listing.ts';
import {gatherUsage} from './listing/usage.ts';

const noListing = 'no listing metadata among the files: add a StartChangeSet request, a DescribeEntity answer or a saved listing page';
const noUsage = 'no usage instructions among the files: add an AddDeliveryOptions request, a DescribeEntity answer or a saved listing page that holds them';

/** Gathers all evidence. What no artifact gives is absent, with the sentence that says which artifact would bring it. */
export async function gather(artifacts: readonly Artifact[], submission: Submission, _urls: Readonly<Record<string, string>>): Promise<Gathered> {
	const absent = {absent: 'no such evidence is gathered yet'};
	const bindings: readonly Binding[] = [];
	const catalog = gatherListings(artifacts);
	// Listings and fields of saved pages are appended here: gatherPage(artifact) for each artifact with form 'page'.
	const listings = [...catalog.listings];
	const listingFields = [...catalog.fields];
	const offers = [...catalog.offers];
	const usageInstructions = gatherUsage(listings, bindings);
	return {
		submission: {...submission, files: artifacts.map(({file}) => file)},
		listings: listings.length > 0 ? listings : {absent: noListing},
		listingFields: listingFields.length > 0 ? listingFields : {absent: noListing},
		shapeFaults: catalog.any ? catalog.faults : {absent: 'no Catalog API files: add a StartChangeSet request or a DescribeEntity answer'},
		changeSets: catalog.changeSets.length > 0 ? catalog.changeSets : {absent: 'no change set among the files: add the StartChangeSet request'},
		offers: offers.length > 0 ? offers : {absent: "no offer among the files: add the change set with the offer's terms, or the offer's DescribeEntity answer"},
		templates: absent,
		syntaxMarks: absent,
		bindings: absent,
		images: absent,
		documents: absent,
		usageInstructions: usageInstructions.length > 0 ? usageInstructions : {absent: noUsage},
	};
}
