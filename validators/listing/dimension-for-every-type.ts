import {defineValidator} from '../../src/contract.ts';
import {changes, json} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const hourly = (key: string) => ({Key: key, Name: key, Description: key, Unit: 'Hrs', Types: ['Metered']});
const add = {changeType: 'AddInstanceTypes', details: {InstanceTypes: ['m5.large', 'm5.xlarge']}};
const product = (DetailsDocument: Readonly<Record<string, unknown>>) =>
	json({
		EntityType: 'AmiProduct@1.0',
		EntityIdentifier: 'prod-abc123def4567@7',
		DetailsDocument: {Description: {ProductTitle: 'Larkspur'}, ...DetailsDocument},
	});

export const dimensionForEveryType = defineValidator({
	id: 'listing/dimension-for-every-type',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'An hourly product has a dimension for every instance type that is added.',
	why: 'AWS answers `MISSING_DIMENSIONS`, or `UPDATE_PRICING_REQUIRED` where the dimension has no price.',
	source: pages.apiAmi,
	reads: ['listings'],
	messages: {
		missing: {
			message: '{type} is added to an hourly product, but has no dimension (MISSING_DIMENSIONS).',
			help: 'Add AddDimensions with the Key {type} to this set, and its price by UpdatePricingTerms of the offer.',
		},
	},
	examples: [
		{
			name: 'a type without a dimension',
			files: {'listing.json': changes([add, {changeType: 'AddDimensions', details: [hourly('m5.large')]}])},
			expect: [{message: 'missing', at: '"m5.xlarge"'}],
		},
		{
			name: 'new types of a product that is sold by the hour',
			files: {
				'listing.json': changes([add]),
				'product.json': product({Dimensions: [hourly('t3.small')], Compatibility: {AvailableInstanceTypes: ['t3.small']}}),
			},
			expect: [
				{message: 'missing', at: '"m5.large"'},
				{message: 'missing', at: '"m5.xlarge"'},
			],
		},
		{
			name: 'dimensions that are not instance types',
			files: {'listing.json': changes([add, {changeType: 'AddDimensions', details: [hourly('queues')]}])},
			expect: [],
		},
		{name: 'types alone: the product may not be hourly', files: {'listing.json': changes([add])}, expect: []},
		{
			name: 'another product, sold by the hour',
			files: {
				'listing.json': changes([{...add, entity: {Identifier: 'prod-zyx987wvu6543'}}]),
				'product.json': product({Dimensions: [hourly('m5.large')], Compatibility: {AvailableInstanceTypes: ['m5.large']}}),
			},
			expect: [],
		},
		{
			name: 'a dimension for each',
			files: {'listing.json': changes([add, {changeType: 'AddDimensions', details: [hourly('m5.large'), hourly('m5.xlarge')]}])},
			expect: [],
		},
	],
	*check({listings}) {
		for (const {form, file, product, instanceTypes} of listings) {
			if (form !== 'change-set') continue;
			const own = listings.filter((other) => other.file === file || other.form === 'entity').filter((other) => other.product === product);
			const hours = own.flatMap(({dimensions}) => dimensions).filter(({types}) => types.some(({value}) => value === 'Metered'));
			const keys = new Set(hours.map(({key}) => key?.value));
			// Metered by the instance type: the only sign here of an hourly product.
			if (!own.some((other) => other.instanceTypes.some(({value}) => keys.has(value)))) continue;
			for (const type of instanceTypes) if (!keys.has(type.value)) yield {message: 'missing', place: type.place, subject: type.value, data: {type: type.value}};
		}
	},
});
