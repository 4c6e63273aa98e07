import {defineValidator} from '../../src/contract.ts';
import {changeSet, version, withTemplate} from '../../src/examples.ts';
import {lastOf} from '../../src/language/clip.ts';

const id = '0f1e2d3c-aaaa-bbbb-cccc-dddd00001111';
const update = (details: unknown) =>
	changeSet('UpdateDeliveryOptions', {DeliveryOptions: [{Id: id, Details: {DeploymentTemplateDeliveryOptionDetails: details}}]});

export const noRefusedFields = defineValidator({
	id: 'listing/no-refused-fields',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'A request leaves out properties that AWS documents and yet refuses.',
	why: 'The guide lists `Template` as updatable; a seller reports that AWS refuses it as a property that is not allowed.',
	source: 'https://github.com/unionai-oss/flyte-aws-marketplace/blob/main/devbox/MARKETPLACE.md',
	reads: ['shapeFaults'],
	messages: {
		refused: {
			message: '{change} documents {field}, but a seller reports that AWS refuses it.',
			help: 'Add a new version with the new template instead, or try the request with care.',
		},
	},
	examples: [
		{
			name: 'a template of an existing delivery option',
			files: {'change-set.json': update({Template: 'https://larkspur-media.s3.amazonaws.com/2.4.1/root.yaml'})},
			expect: [{message: 'refused', at: '"Template"', subject: 'DeliveryOptions[0].Details.DeploymentTemplateDeliveryOptionDetails.Template'}],
		},
		{name: 'the template of a new version', files: {'change-set.json': version([withTemplate()])}, expect: []},
		{name: 'other fields of an existing option', files: {'change-set.json': update({UsageInstructions: '1. Create the stack.'})}, expect: []},
	],
	*check({shapeFaults}) {
		for (const {kind, path, place, changeType} of shapeFaults) {
			if (kind === 'refused') yield {message: 'refused', subject: path, place, data: {field: lastOf(path), change: changeType}};
		}
	},
});
