import type {DeliveryOption, Listing, Version} from './listing.ts';
import type {Template} from './template.ts';

/** A template delivery option of a listing, and the local file that its `Template` URL names (when it came along). */
export type Binding = {
	readonly listing: Listing;
	readonly version: Version;
	readonly option: DeliveryOption;
	readonly template?: Template;
};
