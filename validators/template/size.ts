import {defineValidator} from '../../src/contract.ts';
import {templateSizes} from '../../src/limits/templates.ts';

/** A template of at least so many bytes, most of them a comment. */
const template = (bytes: number) => `Description: Larkspur Queue Server\nResources:\n  Topic: {Type: AWS::SNS::Topic} # ${'x'.repeat(bytes)}\n`;

export const size = defineValidator({
	id: 'template/size',
	policy: 'delivery.template-requirements',
	severity: 'error',
	about: 'A template is no larger than CloudFormation reads from S3, and better no larger than it takes inline.',
	source: templateSizes.source,
	reads: ['templates'],
	messages: {
		tooLarge: {
			message: 'The template has {bytes} bytes; CloudFormation reads at most {limit} from S3.',
			help: 'Move parts into nested templates, or scripts into the AMI.',
		},
		notInline: {
			message: 'The template has {bytes} bytes; above {limit} it can be validated and launched from S3 only.',
			help: 'Nothing to do for AWS Marketplace, which keeps it in S3. Your own tests must upload it first.',
		},
	},
	examples: [
		{
			name: 'more than S3 allows',
			files: {'template.yaml': template(templateSizes.fromS3)},
			expect: [{message: 'tooLarge', at: 'Description', subject: 'template.yaml'}],
		},
		{name: 'more than fits inline', files: {'template.yaml': template(templateSizes.inline)}, expect: [{message: 'notInline', at: 'Description'}]},
		{name: 'a small one', files: {'template.yaml': template(10)}, expect: []},
	],
	*check({templates}) {
		for (const {file, bytes, root} of templates) {
			const [first] = root.entries;
			const place = first === undefined ? {file} : {file, range: first.keyRange};
			if (bytes > templateSizes.fromS3) yield {message: 'tooLarge', place, subject: file, data: {bytes, limit: templateSizes.fromS3}};
			else if (bytes > templateSizes.inline) yield {message: 'notInline', place, subject: file, severity: 'note', data: {bytes, limit: templateSizes.inline}};
		}
	},
});
