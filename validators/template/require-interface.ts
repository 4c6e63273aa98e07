import {defineValidator} from '../../src/contract.ts';
import {pages} from '../../src/limits.ts';
import {entryOf, get, keyPlaceOf} from '../../src/tree.ts';

/** Parameters that need no order. */
const few = 3;

const template = (count: number, metadata = '') =>
	`${metadata}Parameters:\n${Array.from({length: count}, (_, index) => `  Setting${index}: {Type: String}\n`).join('')}Resources:\n  Topic: {Type: AWS::SNS::Topic}\n`;

export const requireInterface = defineValidator({
	id: 'template/require-interface',
	policy: 'delivery.template-requirements',
	severity: 'note',
	about: 'A template with many parameters groups and orders them by AWS::CloudFormation::Interface.',
	source: pages.cloudformation,
	reads: ['templates'],
	messages: {
		missing: {
			message: 'The console shows {count} parameters in alphabetical order, without groups.',
			help: 'Add AWS::CloudFormation::Interface under Metadata, with ParameterGroups and ParameterLabels.',
		},
	},
	examples: [
		{name: 'four parameters', files: {'template.yaml': template(4)}, expect: [{message: 'missing', at: 'Parameters', subject: 'template.yaml'}]},
		{name: 'three', files: {'template.yaml': template(3)}, expect: []},
		{
			name: 'four in a group',
			files: {
				'template.yaml': template(
					4,
					'Metadata:\n  AWS::CloudFormation::Interface:\n    ParameterGroups: [{Label: {default: All}, Parameters: [Setting0, Setting1, Setting2, Setting3]}]\n',
				),
			},
			expect: [],
		},
	],
	*check({templates}) {
		for (const {file, root, parameters, metadata, parents, cut} of templates) {
			const section = entryOf(root, 'Parameters');
			// Buyers see the root template's parameters alone.
			if (cut || section === undefined || parents.length > 0 || parameters.length <= few || get(metadata, 'AWS::CloudFormation::Interface') !== undefined)
				continue;
			yield {message: 'missing', place: keyPlaceOf(file, section), subject: file, data: {count: parameters.length}};
		}
	},
});
