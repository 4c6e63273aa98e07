import type {Place} from '../../contract.ts';
import type {Listing, ListingForm} from '../../evidence/listing.ts';

/** A listing of which nothing is known yet. */
export function emptyListing(form: ListingForm, file: string, place: Place): Listing {
	return {
		form,
		file,
		place,
		videoUrls: [],
		highlights: [],
		resources: [],
		categories: [],
		keywords: [],
		regions: [],
		restrictedRegions: [],
		instanceTypes: [],
		restrictedInstanceTypes: [],
		dimensions: [],
		buyerAccounts: [],
		versions: [],
		deliveryMethodTexts: [],
		creates: false,
	};
}
