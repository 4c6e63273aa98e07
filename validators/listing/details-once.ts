import {defineValidator} from '../../src/contract.ts';
import {changes, json} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const change = {ChangeType: 'ReleaseProduct', Entity: {Type: 'AmiProduct@1.0', Identifier: 'prod-abc123def4567'}};

export const detailsOnce = defineValidator({
	id: 'listing/details-once',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'Each change has either Details or DetailsDocument.',
	source: pages.startChangeSet,
	reads: ['changeSets'],
	messages: {
		both: {
			message: '{change} has both Details and DetailsDocument; AWS takes one of them.',
			help: 'Keep DetailsDocument, which is plain JSON, and remove Details.',
		},
		none: {
			message: '{change} has neither Details nor DetailsDocument.',
			help: 'Add DetailsDocument; where a change has nothing to say, it is an empty object.',
		},
	},
	examples: [
		{
			name: 'both',
			files: {'changes.json': json([{...change, Details: '{}', DetailsDocument: {}}])},
			expect: [{message: 'both', at: '"ReleaseProduct"', subject: 'ReleaseProduct'}],
		},
		{
			name: 'neither',
			files: {'changes.json': json([change])},
			expect: [{message: 'none', at: '"ReleaseProduct"', subject: 'ReleaseProduct'}],
		},
		{
			name: 'an answer to DescribeChangeSet, which shows both',
			files: {'answer.json': json({ChangeSetId: 'c1', ChangeSet: [{...change, Details: '{}', DetailsDocument: {}}]})},
			expect: [],
		},
		{name: 'one of them', files: {'changes.json': changes([{changeType: 'ReleaseProduct', details: {}}])}, expect: []},
	],
	*check({changeSets}) {
		for (const {form, changes: list} of changeSets) {
			if (form === 'answer') continue;
			for (const {changeType, detailsForm, place} of list) {
				if (detailsForm !== undefined && detailsForm !== 'both') continue;
				const subject = changeType?.value ?? 'ChangeSet';
				const at = {subject, place: changeType?.place ?? place, data: {change: changeType?.value ?? 'A change'}};
				if (detailsForm === 'both') yield {message: 'both', ...at};
				else yield {message: 'none', ...at};
			}
		}
	},
});
