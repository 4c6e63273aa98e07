import {defineValidator} from '../../src/contract.ts';
import {changes, json} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const bare = (ChangeType: string) => json([{ChangeType, Entity: {Type: 'AmiProduct@1.0'}, DetailsDocument: {}}]);

export const requireIdentifier = defineValidator({
	id: 'listing/require-identifier',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'Every change names the product or offer that it changes.',
	source: pages.startChangeSet,
	reads: ['changeSets'],
	messages: {
		missing: {
			message: '{change} does not say which entity it changes.',
			help: 'Add Entity.Identifier: an id, or $<ChangeName>.Entity.Identifier of the Create change in this set.',
		},
	},
	examples: [
		{
			name: 'a release of nothing',
			files: {'changes.json': bare('ReleaseProduct')},
			expect: [{message: 'missing', at: '"AmiProduct@1.0"', subject: 'ReleaseProduct'}],
		},
		{name: 'a product that is yet to be created', files: {'changes.json': bare('CreateProduct')}, expect: []},
		{name: 'a change without a type, which another rule names', files: {'changes.json': json({ChangeSet: [{Entity: {}, DetailsDocument: {}}]})}, expect: []},
		{name: 'a release of a product', files: {'changes.json': changes([{changeType: 'ReleaseProduct', details: {}}])}, expect: []},
	],
	*check({changeSets}) {
		for (const {changeType, entityType, identifier, place} of changeSets.flatMap(({changes}) => changes)) {
			if (changeType === undefined || changeType.value.startsWith('Create') || identifier !== undefined) continue;
			yield {message: 'missing', subject: changeType.value, place: entityType?.place ?? changeType.place ?? place, data: {change: changeType.value}};
		}
	},
});
