import {defineValidator} from '../../src/contract.ts';
import {changeSet} from '../../src/examples.ts';
import {changeTypes, pages, refusedChangeTypes} from '../../src/limits.ts';

const entities = Object.entries(changeTypes.byEntity);

export const changeTypeOfEntity = defineValidator({
	id: 'listing/change-type-of-entity',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'Every change is sent to the kind of entity that has this change type.',
	source: pages.apiProducts,
	reads: ['changeSets'],
	messages: {
		elsewhere: {
			message: '{type} belongs to {right}, not to {wrong}.',
			help: 'Set Entity.Type to {right}, and Entity.Identifier to the id of that entity.',
		},
		refused: {message: 'A seller reports that AWS refuses {type} on an AMI product.', help: 'Instead, {instead}.'},
	},
	examples: [
		{
			name: 'pricing terms of a product',
			files: {'change-set.json': changeSet('UpdatePricingTerms', {PricingModel: 'Byol', Terms: [{Type: 'ByolPricingTerm'}]})},
			expect: [{message: 'elsewhere', at: '"AmiProduct@1.0"', subject: 'UpdatePricingTerms'}],
		},
		{
			name: 'Regions of an offer',
			files: {'change-set.json': changeSet('AddRegions', {Regions: ['us-east-1']}, {Type: 'Offer@1.0'})},
			expect: [{message: 'elsewhere', at: '"Offer@1.0"', subject: 'AddRegions'}],
		},
		{
			name: 'a logo on its own',
			files: {'change-set.json': changeSet('UpdateLogo', {LogoUrl: 'https://larkspur-media.s3.amazonaws.com/logo.png'})},
			expect: [{message: 'refused', at: '"UpdateLogo"', subject: 'UpdateLogo'}],
		},
		{
			name: 'a type that both have, a type that nobody has, and another kind of product',
			files: {
				'a.json': changeSet('UpdateInformation', {Name: 'Larkspur'}, {Type: 'Offer@1.0'}),
				'b.json': changeSet('RenameSeller', {}),
				'c.json': changeSet('UpdatePricingTerms', {}, {Type: 'ContainerProduct@1.0'}),
			},
			expect: [],
		},
		{name: 'pricing terms of an offer', files: {'change-set.json': changeSet('UpdatePricingTerms', {}, {Type: 'Offer@1.0'})}, expect: []},
	],
	*check({changeSets}) {
		for (const {changeType, entityType} of changeSets.flatMap(({changes}) => changes)) {
			const own = entities.find(([entity]) => entity === entityType?.value);
			// Without a known entity type there is nothing to compare; its own rules speak of it.
			if (changeType === undefined || entityType === undefined || own === undefined) continue;
			const type = changeType.value;
			const instead = Object.hasOwn(refusedChangeTypes.instead, type) ? refusedChangeTypes.instead[type] : undefined;
			if (instead !== undefined) yield {message: 'refused', severity: 'warning', subject: type, place: changeType.place, data: {type, instead}};
			const right = entities.find(([, types]) => types.includes(type))?.[0];
			if (own[1].includes(type) || right === undefined) continue;
			yield {message: 'elsewhere', subject: type, place: entityType.place, data: {type, right, wrong: own[0]}};
		}
	},
});
