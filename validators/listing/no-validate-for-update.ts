import {defineValidator} from '../../src/contract.ts';
import {changes} from '../../src/examples.ts';

const update = {
	changeType: 'UpdateDeliveryOptions',
	details: {DeliveryOptions: [{Id: '0f1e2d3c-aaaa-bbbb-cccc-dddd00001111', Details: {AmiDeliveryOptionDetails: {UsageInstructions: '1. Launch.'}}}]},
};

export const noValidateForUpdate = defineValidator({
	id: 'listing/no-validate-for-update',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'The intent VALIDATE is not used with UpdateDeliveryOptions.',
	why: 'AWS documents VALIDATE for adding versions; a seller reports that it is refused as not supported for UpdateDeliveryOptions.',
	source: 'https://github.com/unionai-oss/flyte-aws-marketplace/blob/main/devbox/MARKETPLACE.md',
	reads: ['changeSets'],
	messages: {
		refused: {
			message: 'The intent is VALIDATE, which a seller reports as refused with UpdateDeliveryOptions.',
			help: 'Leave Intent out (then the change is applied), once the rest is checked.',
		},
	},
	examples: [
		{
			name: 'a dry run of an update',
			files: {'change-set.json': changes([update], {Intent: 'VALIDATE'})},
			expect: [{message: 'refused', at: '"VALIDATE"', subject: 'Intent'}],
		},
		{
			name: 'a dry run of another change',
			files: {'change-set.json': changes([{changeType: 'AddRegions', details: {Regions: ['us-east-1']}}], {Intent: 'VALIDATE'})},
			expect: [],
		},
		{name: 'an update that is applied', files: {'change-set.json': changes([update], {Intent: 'APPLY'})}, expect: []},
	],
	*check({changeSets}) {
		for (const {intent, changes: list} of changeSets) {
			if (intent?.value !== 'VALIDATE' || !list.some(({changeType}) => changeType?.value === 'UpdateDeliveryOptions')) continue;
			yield {message: 'refused', subject: 'Intent', place: intent.place};
		}
	},
});
