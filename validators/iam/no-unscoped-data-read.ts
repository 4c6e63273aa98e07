import {defineValidator} from '../../src/contract.ts';
import {roleWith} from '../../src/examples.ts';
import {unscopedHits} from '../../src/hits.ts';
import {pages} from '../../src/limits.ts';

export const noUnscopedDataRead = defineValidator({
	id: 'iam/no-unscoped-data-read',
	policy: 'security.least-privilege',
	severity: 'warning',
	about: 'Data that may be read is named.',
	why: 'The product sees all that the buyer keeps in the service, for any other purpose too.',
	source: pages.cloudformation,
	reads: ['iam'],
	messages: {
		unscoped: {
			message: '{identity} may read all data of its kind in the buyer’s account: {actions} on {resource}.',
			help: 'Name the buckets, tables, queues, keys or parameters that the product reads.',
		},
	},
	examples: [
		{
			name: 'every object',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: 's3:GetObject', Resource: '*'}")},
			expect: [{message: 'unscoped', at: "'*'", subject: 'Role'}],
		},
		{
			name: 'every object by ARN',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: 's3:Get*', Resource: 'arn:aws:s3:::*'}")},
			expect: [{message: 'unscoped', at: "'arn:aws:s3:::*'"}],
		},
		{
			name: 'every parameter by ARN',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: 'ssm:GetParameter', Resource: 'arn:aws:ssm:*:*:parameter/*'}")},
			expect: [{message: 'unscoped', at: "'arn:aws:ssm:*:*:parameter/*'"}],
		},
		{
			name: 'one bucket',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::larkspur-licences/*'}")},
			expect: [],
		},
		{
			name: 'lists, which hold no data',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: ['s3:ListAllMyBuckets', 'dynamodb:ListTables'], Resource: '*'}")},
			expect: [],
		},
	],
	*check({iam}) {
		for (const {weaklyFenced: _, ...hit} of unscopedHits(iam, 'data-read', ['all', 'type'])) yield {message: 'unscoped', ...hit};
	},
});
