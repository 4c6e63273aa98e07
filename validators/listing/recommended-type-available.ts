import {defineValidator} from '../../src/contract.ts';
import {changes, standalone} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const own = {Identifier: '$Make.Entity.Identifier'};
const set = (types: readonly string[], change: 'AddInstanceTypes' | 'RestrictInstanceTypes' = 'AddInstanceTypes', creates = true) =>
	changes([
		...(creates ? [{changeType: 'CreateProduct', changeName: 'Make', details: {}}] : []),
		{changeType: change, entity: own, details: {InstanceTypes: types}},
		{
			changeType: 'AddDeliveryOptions',
			entity: own,
			details: {Version: {VersionTitle: '2.4.0', ReleaseNotes: 'Optional: none.'}, DeliveryOptions: [standalone()]},
		},
	]);

export const recommendedTypeAvailable = defineValidator({
	id: 'listing/recommended-type-available',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'The recommended instance type is one that the product offers.',
	source: pages.apiAmi,
	reads: ['listings'],
	messages: {
		notOffered: {
			message: '{type} is recommended, but is not among the {count} instance types of this product.',
			help: 'Recommend a type from InstanceTypes, or add this one (RECOMMENDED_INSTANCE_TYPE_NOT_AVAILABLE).',
		},
		restricted: {
			message: '{type} is recommended, but restricted in the same submission.',
			help: 'Recommend another type before you restrict this one (RECOMMENDED_INSTANCE_TYPE_RESTRICTED).',
		},
	},
	examples: [
		{name: 'a type that is not offered', files: {'listing.json': set(['c7i.large', 'c7i.xlarge'])}, expect: [{message: 'notOffered', at: '"m5.large"'}]},
		{
			name: 'a type that is restricted',
			files: {'listing.json': set(['m5.large'], 'RestrictInstanceTypes')},
			expect: [{message: 'restricted', at: '"m5.large"'}],
		},
		{name: 'an offered type', files: {'listing.json': set(['m5.large'])}, expect: []},
		{name: 'types that a change set only adds', files: {'listing.json': set(['c7i.large'], 'AddInstanceTypes', false)}, expect: []},
	],
	*check({listings}) {
		for (const listing of listings) {
			const together = listings.filter((other) => other.product === listing.product);
			const offered = new Set(together.flatMap(({instanceTypes}) => instanceTypes.map(({value}) => value)));
			const restricted = new Set(listing.restrictedInstanceTypes.map(({value}) => value));
			// A change set on an existing product names only the types that it adds: without the product's answer nothing is known of the rest.
			const complete = together.some(({creates, form, instanceTypes}) => creates || (form === 'entity' && instanceTypes.length > 0));
			for (const {recommendedInstanceType: type} of listing.versions.flatMap(({options}) => options)) {
				if (type === undefined) continue;
				if (restricted.has(type.value)) yield {message: 'restricted', place: type.place, subject: type.value, data: {type: type.value}};
				else if (complete && offered.size > 0 && !offered.has(type.value)) {
					yield {message: 'notOffered', place: type.place, subject: type.value, data: {type: type.value, count: offered.size}};
				}
			}
		}
	},
});
