import {defineValidator} from '../../src/contract.ts';

export const noTab = defineValidator({
	id: 'template/no-tab',
	policy: 'delivery.template-requirements',
	severity: 'error',
	about: 'A YAML template is indented with spaces alone.',
	source: 'https://yaml.org/spec/1.2.2/#61-indentation-spaces',
	reads: ['syntaxMarks'],
	messages: {
		tab: {message: 'These lines are indented with tabs, which YAML forbids: CloudFormation refuses the template.', help: 'Replace the tabs by spaces.'},
	},
	examples: [
		{
			name: 'a tab before a key',
			files: {'template.yaml': 'Resources:\n  Topic: {Type: AWS::SNS::Topic}\n  Queue:\n\t\tType: AWS::SQS::Queue\n'},
			expect: [{message: 'tab', at: '\t\t', subject: 'tab'}],
		},
		{
			name: 'a tab inside a text',
			files: {'template.yaml': 'Description: |\n  Columns:\n  \ta\tb\nResources:\n  Topic: {Type: AWS::SNS::Topic}\n'},
			expect: [],
		},
		{name: 'tabs in JSON', files: {'template.json': '{\n\t"Resources": {\n\t\t"Topic": {"Type": "AWS::SNS::Topic"}\n\t}\n}\n'}, expect: []},
	],
	*check({syntaxMarks}) {
		for (const {kind, artifact, place, subject} of syntaxMarks) if (kind === 'tab' && artifact === 'template') yield {message: 'tab', place, subject};
	},
});
