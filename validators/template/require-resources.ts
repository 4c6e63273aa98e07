import {defineValidator} from '../../src/contract.ts';
import {entriesOf, entryOf, keyPlaceOf} from '../../src/tree.ts';

export const requireResources = defineValidator({
	id: 'template/require-resources',
	policy: 'delivery.template-requirements',
	severity: 'error',
	about: 'A template has a Resources section with at least one resource.',
	source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html',
	reads: ['templates'],
	messages: {
		missing: {message: 'The template has no Resources section: CloudFormation refuses it.', help: 'Add Resources with what the stack creates.'},
		empty: {message: 'The Resources section holds no resource: CloudFormation refuses the template.', help: 'Add what the stack creates.'},
	},
	examples: [
		{
			name: 'no Resources',
			files: {'template.yaml': "AWSTemplateFormatVersion: '2010-09-09'\nParameters:\n  Vpc: {Type: 'AWS::EC2::VPC::Id'}\n"},
			expect: [{message: 'missing', at: 'AWSTemplateFormatVersion', subject: 'Resources'}],
		},
		{
			name: 'nothing in Resources',
			files: {'template.yaml': "AWSTemplateFormatVersion: '2010-09-09'\nResources: {}\n"},
			expect: [{message: 'empty', at: 'Resources'}],
		},
		{name: 'one resource', files: {'template.yaml': 'Resources:\n  Topic: {Type: AWS::SNS::Topic}\n'}, expect: []},
	],
	*check({templates}) {
		for (const {file, root, cut} of templates) {
			// They may stand where its text could not be read.
			if (cut) continue;
			const section = entryOf(root, 'Resources');
			const [first] = root.entries;
			if (section === undefined) yield {message: 'missing', place: first === undefined ? {file} : keyPlaceOf(file, first), subject: 'Resources'};
			else if (entriesOf(section.value).length === 0) yield {message: 'empty', place: keyPlaceOf(file, section), subject: 'Resources'};
		}
	},
});
