import {defineValidator} from '../../src/contract.ts';
import {pages} from '../../src/limits.ts';

export const noServerlessApplication = defineValidator({
	id: 'template/no-serverless-application',
	policy: 'delivery.template-requirements',
	severity: 'error',
	about: 'A template of a new product uses no application of the AWS Serverless Application Repository.',
	why: 'AWS no longer takes them in new products. Products that have one already may keep it until a date that is not announced yet.',
	source: pages.serverless,
	reads: ['templates'],
	messages: {
		used: {
			message: '{resource} takes an application of the AWS Serverless Application Repository, which AWS no longer accepts in new products.',
			help: 'Put its resources into the template, or into a nested one. For a product that has it already, waive this.',
		},
	},
	examples: [
		{
			name: 'an application',
			files: {'template.yaml': 'Transform: AWS::Serverless-2016-10-31\nResources:\n  Helper: {Type: AWS::Serverless::Application}\n'},
			expect: [{message: 'used', at: 'AWS::Serverless::Application', subject: 'Helper'}],
		},
		{
			name: 'a serverless function',
			files: {'template.yaml': 'Transform: AWS::Serverless-2016-10-31\nResources:\n  Helper: {Type: AWS::Serverless::Function}\n'},
			expect: [],
		},
	],
	*check({templates}) {
		for (const {logicalId, type, typePlace} of templates.flatMap(({resources}) => resources)) {
			if (type === 'AWS::Serverless::Application') yield {message: 'used', place: typePlace, subject: logicalId, data: {resource: logicalId}};
		}
	},
});
