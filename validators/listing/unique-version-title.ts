import {defineValidator, type Text} from '../../src/contract.ts';
import {changes, standalone} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const add = (VersionTitle: string) => ({
	changeType: 'AddDeliveryOptions',
	details: {Version: {VersionTitle, ReleaseNotes: 'Optional: none.'}, DeliveryOptions: [standalone()]},
});
const listed = {EntityType: 'AmiProduct@1.0', EntityIdentifier: 'prod-abc123def4567@7', DetailsDocument: {Versions: [{VersionTitle: '2.4.0'}]}};

export const uniqueVersionTitle = defineValidator({
	id: 'listing/unique-version-title',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'A version title is used once in a product, for ever.',
	why: 'AWS answers DUPLICATE_VERSION_TITLE. Sellers report that a failed request uses up its title too.',
	source: pages.apiAmi,
	reads: ['listings'],
	messages: {
		used: {
			message: 'The product has a version titled "{title}" already ({where}).',
			help: 'Choose a title that no version of this product ever had. If this change set was applied already, take it out of the submission.',
		},
	},
	examples: [
		{
			name: 'a title that the product has',
			files: {'listing.json': changes([add('2.4.0')]), 'product.json': JSON.stringify(listed)},
			expect: [{message: 'used', at: '"2.4.0"'}],
		},
		{name: 'a new title', files: {'listing.json': changes([add('2.4.1')]), 'product.json': JSON.stringify(listed)}, expect: []},
	],
	*check({listings}) {
		const taken = new Map<string, Text>();
		const key = (productId: string | undefined, title: string) => `${productId?.split('@')[0] ?? ''}\n${title}`;
		const titles = (states: readonly string[]) =>
			listings.flatMap(({productId, versions}) =>
				versions.flatMap(({state, title}) => (title !== undefined && states.includes(state) ? [{key: key(productId?.value, title.value), title}] : [])),
			);
		for (const state of ['listed', 'add']) {
			for (const {key: name, title} of titles([state])) {
				const earlier = taken.get(name);
				if (earlier === undefined) taken.set(name, title);
				// Two answers about one product list the same versions; one answer lists each once.
				else if (state === 'add' || earlier.place.file === title.place.file) {
					yield {message: 'used', place: title.place, subject: title.value, data: {title: title.value, where: earlier.place.file}};
				}
			}
		}
	},
});
