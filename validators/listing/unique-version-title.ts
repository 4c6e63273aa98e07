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
		again: {
			message: 'Another change adds a version titled "{title}" too ({where}).',
			help: 'If both are to be sent, title each version differently. If one is a copy or the answer to the other, take it out of the submission.',
		},
	},
	examples: [
		{
			name: 'a title that the product has',
			files: {'listing.json': changes([add('2.4.0')]), 'product.json': JSON.stringify(listed)},
			expect: [{message: 'used', at: '"2.4.0"'}],
		},
		{
			name: 'one title in two changes',
			files: {'listing.json': changes([add('2.4.0'), add('2.4.0')])},
			expect: [{message: 'again', at: '"2.4.0"'}],
		},
		{
			name: 'one title in two requests, of which one may be a copy',
			files: {'apply.json': changes([add('2.4.0')]), 'validate.json': changes([add('2.4.0')], {Intent: 'VALIDATE'})},
			expect: [{message: 'again', at: '"2.4.0"'}],
		},
		{name: 'a new title', files: {'listing.json': changes([add('2.4.1')]), 'product.json': JSON.stringify(listed)}, expect: []},
	],
	*check({listings}) {
		const listed = new Map<string, Text>();
		const added = new Map<string, Text>();
		const key = (product: string | undefined, title: string) => `${product ?? ''}\n${title}`;
		const titles = (states: readonly string[]) =>
			listings.flatMap(({product, versions}) =>
				versions.flatMap(({state, title}) => (title !== undefined && states.includes(state) ? [{key: key(product, title.value), title}] : [])),
			);
		for (const {key: name, title} of titles(['listed'])) {
			const there = listed.get(name);
			if (there === undefined) listed.set(name, title);
			// Two answers about one product list the same versions; one answer lists each once.
			else if (there.place.file === title.place.file)
				yield {message: 'used', place: title.place, subject: title.value, data: {title: title.value, where: there.place.file}};
		}
		for (const {key: name, title} of titles(['add'])) {
			const [there, earlier] = [listed.get(name), added.get(name)];
			const hit = {place: title.place, subject: title.value};
			if (there !== undefined) yield {message: 'used', ...hit, data: {title: title.value, where: there.place.file}};
			else if (earlier === undefined) added.set(name, title);
			else {
				// A request is often kept beside its answer or its VALIDATE twin: only one of them makes a version.
				const severity = earlier.place.file === title.place.file ? 'error' : 'warning';
				yield {message: 'again', ...hit, severity, data: {title: title.value, where: earlier.place.file}};
			}
		}
	},
});
