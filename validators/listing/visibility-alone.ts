import {defineValidator} from '../../src/contract.ts';
import {changes} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const visibility = {changeType: 'UpdateVisibility', details: {TargetVisibility: 'Public'}};
const regions = {changeType: 'AddRegions', details: {Regions: ['us-east-1']}};

export const visibilityAlone = defineValidator({
	id: 'listing/visibility-alone',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'A change of visibility is sent in a set of its own.',
	why: 'People at AWS review it by hand, which may take up to 37 days; all entities of the set are locked meanwhile.',
	source: pages.apiProducts,
	reads: ['changeSets'],
	messages: {
		together: {
			message: 'UpdateVisibility shares its set with {others}; its review by hand would hold them up.',
			help: 'Send UpdateVisibility in a set of its own, after the others have succeeded.',
		},
	},
	examples: [
		{
			name: 'Regions and visibility in one set',
			files: {'change-set.json': changes([regions, visibility])},
			expect: [{message: 'together', at: '"UpdateVisibility"', subject: 'UpdateVisibility'}],
		},
		{name: 'visibility alone', files: {'change-set.json': changes([visibility])}, expect: []},
		{name: 'other changes alone', files: {'change-set.json': changes([regions])}, expect: []},
	],
	*check({changeSets}) {
		for (const {changes: list} of changeSets) {
			const change = list.find(({changeType}) => changeType?.value === 'UpdateVisibility');
			if (change?.changeType === undefined || list.length < 2) continue;
			const others = list.length === 2 ? 'another change' : `${list.length - 1} other changes`;
			yield {message: 'together', subject: 'UpdateVisibility', place: change.changeType.place, data: {others}};
		}
	},
});
