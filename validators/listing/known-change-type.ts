import {defineValidator} from '../../src/contract.ts';
import {changeSet} from '../../src/examples.ts';
import {clip} from '../../src/language/clip.ts';
import {nearest} from '../../src/language/nearest.ts';
import {changeTypes, pages, refusedChangeTypes} from '../../src/limits.ts';

const known = Object.values(changeTypes.byEntity).flat();

export const knownChangeType = defineValidator({
	id: 'listing/known-change-type',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'Every change is of a type that AWS documents for AMI products or offers.',
	source: pages.apiProducts,
	reads: ['changeSets'],
	messages: {
		misspelt: {message: 'There is no change type "{type}" for AMI products or offers.', help: 'Did you mean {near}?'},
		unknown: {
			message: 'There is no change type "{type}" for AMI products or offers that we know of.',
			help: "Look it up in the API guide's list of change types; its details were not checked.",
		},
	},
	examples: [
		{
			name: 'a misspelt type',
			files: {'change-set.json': changeSet('AddDeliveryOption', {})},
			expect: [{message: 'misspelt', at: '"AddDeliveryOption"', subject: 'AddDeliveryOption'}],
		},
		{
			name: 'a type that is near to none',
			files: {'change-set.json': changeSet('RenameSeller', {})},
			expect: [{message: 'unknown', at: '"RenameSeller"', subject: 'RenameSeller'}],
		},
		{name: 'a type of another kind of product', files: {'change-set.json': changeSet('AddRepositories', {}, {Type: 'ContainerProduct@1.0'})}, expect: []},
		{name: 'a type that is refused, which another rule names', files: {'change-set.json': changeSet('UpdateLogo', {})}, expect: []},
		{name: 'a known type', files: {'change-set.json': changeSet('UpdateInformation', {ProductTitle: 'Larkspur'})}, expect: []},
	],
	*check({changeSets}) {
		for (const {changeType, entityType} of changeSets.flatMap(({changes}) => changes)) {
			if (changeType === undefined || known.includes(changeType.value) || Object.hasOwn(refusedChangeTypes.instead, changeType.value)) continue;
			// Other products have change types of their own, which this tool does not know.
			if (entityType !== undefined && !/^(?:AmiProduct|Offer)\b/.test(entityType.value)) continue;
			const type = clip(changeType.value);
			const near = nearest(changeType.value, known);
			const hit = {subject: type, place: changeType.place} as const;
			if (near !== undefined) yield {message: 'misspelt', ...hit, data: {type, near}};
			else yield {message: 'unknown', severity: 'warning', ...hit, data: {type}};
		}
	},
});
