import {defineValidator} from '../../src/contract.ts';
import {changes, standalone} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const set = (types: readonly string[], change: 'AddInstanceTypes' | 'RestrictInstanceTypes' = 'AddInstanceTypes') =>
	changes([
		{changeType: change, details: {InstanceTypes: types}},
		{changeType: 'AddDeliveryOptions', details: {Version: {VersionTitle: '2.4.0', ReleaseNotes: 'Optional: none.'}, DeliveryOptions: [standalone()]}},
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
	],
	*check({listings}) {
		for (const {instanceTypes, restrictedInstanceTypes, versions, creates, form} of listings) {
			const offered = new Set(instanceTypes.map(({value}) => value));
			const restricted = new Set(restrictedInstanceTypes.map(({value}) => value));
			// A change set on an existing product names only the types that it adds.
			const complete = form === 'entity' || creates;
			for (const {recommendedInstanceType: type} of versions.flatMap(({options}) => options)) {
				if (type === undefined) continue;
				if (restricted.has(type.value)) yield {message: 'restricted', place: type.place, subject: type.value, data: {type: type.value}};
				else if (offered.size > 0 && !offered.has(type.value)) {
					yield {
						message: 'notOffered',
						place: type.place,
						subject: type.value,
						...(complete ? {} : {severity: 'warning' as const}),
						data: {type: type.value, count: offered.size},
					};
				}
			}
		}
	},
});
