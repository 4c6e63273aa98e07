import {defineValidator} from '../../src/contract.ts';

export const noDuplicateKey = defineValidator({
	id: 'template/no-duplicate-key',
	policy: 'delivery.template-requirements',
	severity: 'error',
	about: 'No key stands twice in the same object of a template.',
	why: 'CloudFormation refuses a YAML template with a duplicate key, or silently keeps the last one: what the first one says is lost.',
	source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html',
	reads: ['syntaxMarks'],
	messages: {
		duplicate: {message: 'The key {key} stands here a second time; the first is lost.', help: 'Give one of the two another name, or merge them.'},
	},
	examples: [
		{
			name: 'a logical id used twice',
			files: {'template.yaml': 'Resources:\n  Topic: {Type: AWS::SNS::Topic}\n  Queue: {Type: AWS::SQS::Queue}\n  Topic: {Type: AWS::SNS::Topic}\n'},
			expect: [{message: 'duplicate', at: 'Topic', subject: 'Topic'}],
		},
		{
			name: 'the same key in two objects',
			files: {'template.yaml': 'Resources:\n  Topic: {Type: AWS::SNS::Topic}\n  Queue: {Type: AWS::SQS::Queue}\n'},
			expect: [],
		},
	],
	*check({syntaxMarks}) {
		for (const {kind, artifact, place, subject} of syntaxMarks) {
			if (kind === 'duplicate-key' && artifact === 'template') yield {message: 'duplicate', place, subject, data: {key: subject}};
		}
	},
});
