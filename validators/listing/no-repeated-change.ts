import {defineValidator} from '../../src/contract.ts';
import {changes} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const regions = (region: string, Identifier = 'prod-abc123def4567') => ({changeType: 'AddRegions', entity: {Identifier}, details: {Regions: [region]}});

export const noRepeatedChange = defineValidator({
	id: 'listing/no-repeated-change',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'A set changes the same entity in the same way only once.',
	source: pages.startChangeSet,
	reads: ['changeSets'],
	messages: {
		repeated: {
			message: '{change} stands twice in this set for {entity}; AWS takes each change type once for an entity.',
			help: 'Merge the two changes, or send the second in a set of its own.',
		},
	},
	examples: [
		{
			name: 'Regions added twice, once with the revision',
			files: {'change-set.json': changes([regions('us-east-1'), regions('eu-west-1', 'prod-abc123def4567@3')])},
			expect: [{message: 'repeated', at: '"AddRegions"', subject: 'AddRegions'}],
		},
		{name: 'two products', files: {'change-set.json': changes([regions('us-east-1'), regions('us-east-1', 'prod-zyx987wvu6543')])}, expect: []},
		{
			name: 'two new products',
			files: {
				'change-set.json': changes([
					{changeType: 'CreateProduct', changeName: 'One', details: {}},
					{changeType: 'CreateProduct', changeName: 'Two', details: {}},
				]),
			},
			expect: [],
		},
		{
			name: 'the information of a product and of its offer',
			files: {
				'change-set.json': changes([
					{changeType: 'UpdateInformation', details: {ProductTitle: 'Larkspur'}},
					{changeType: 'UpdateInformation', entity: {Type: 'Offer@1.0', Identifier: 'offer-abc123def4567'}, details: {Name: 'Larkspur'}},
				]),
			},
			expect: [],
		},
	],
	*check({changeSets}) {
		for (const {changes: list} of changeSets) {
			const seen = new Set<string>();
			for (const {changeType, entityType, identifier} of list) {
				// A Create change has no identifier: each makes an entity of its own.
				if (changeType === undefined || identifier === undefined) continue;
				const entity = identifier.value.replace(/@[0-9]+$/, '');
				const key = JSON.stringify([changeType.value, entityType?.value, entity]);
				if (seen.has(key)) yield {message: 'repeated', subject: changeType.value, place: changeType.place, data: {change: changeType.value, entity}};
				seen.add(key);
			}
		}
	},
});
