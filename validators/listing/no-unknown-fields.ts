import {defineValidator} from '../../src/contract.ts';
import {changeSet, json} from '../../src/examples.ts';
import {lastOf} from '../../src/language/clip.ts';
import {pages} from '../../src/limits.ts';

export const noUnknownFields = defineValidator({
	id: 'listing/no-unknown-fields',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'A request holds only properties that AWS documents.',
	why: 'AWS refuses properties that it does not know, and a misspelt property is a missing one.',
	source: pages.apiAmi,
	reads: ['shapeFaults'],
	messages: {
		unknown: {message: '{change} has no documented property {field}.', help: 'Remove it, or correct its name and place.'},
	},
	examples: [
		{
			name: 'a manufacturer, which AMI products do not have',
			files: {'change-set.json': changeSet('UpdateInformation', {ProductTitle: 'Larkspur', Manufacturer: 'Larkspur Software'})},
			expect: [{message: 'unknown', at: '"Manufacturer"', subject: 'Manufacturer'}],
		},
		{
			name: 'a property that an answer shows is AWS’s own',
			files: {'entity.json': json({EntityType: 'Offer@1.0', DetailsDocument: {State: 'Released', Terms: []}})},
			expect: [],
		},
		{
			name: 'a known property of the wrong type, and other kinds of products',
			files: {
				'a.json': changeSet('UpdateInformation', {ProductTitle: 7}),
				'b.json': changeSet('UpdateInformation', {Anything: 7}, {Type: 'ContainerProduct@1.0'}),
			},
			expect: [],
		},
	],
	*check({shapeFaults}) {
		for (const {kind, path, place, changeType} of shapeFaults) {
			if (kind === 'unknown') yield {message: 'unknown', subject: path, place, data: {field: lastOf(path), change: changeType}};
		}
	},
});
