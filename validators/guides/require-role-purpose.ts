import {defineValidator} from '../../src/contract.ts';
import {version, withTemplate} from '../../src/examples.ts';
import {lacking} from '../../src/language/contents.ts';
import {explainedResources} from '../../src/limits/templates.ts';
import {pages} from '../../src/limits.ts';
import {spanOf} from '../../src/tree.ts';

const usage = (UsageInstructions: string) => ({'listing.json': version([withTemplate({UsageInstructions})])});
const template = (resources: string) => ({'root.yaml': `Resources:\n  ${resources}`});
const maker = template('Role:\n    Type: AWS::IAM::Role\n    Properties: {AssumeRolePolicyDocument: {}}\n');
const launch = '1. Create the stack. 2. Sign in.';
const types: readonly string[] = explainedResources.roles;

export const requireRolePurpose = defineValidator({
	id: 'guides/require-role-purpose',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'Usage instructions of a template option state the purpose of each IAM role and policy that the template creates.',
	why: 'AWS asks for the purpose of each IAM role and policy that the template creates. Without the template (or one that it nests) only a note is given, since it may create none.',
	source: pages.usage,
	reads: ['usageInstructions'],
	messages: {
		missing: {
			message: 'No passage of the usage instructions was found that says what the IAM roles and policies of the template are for.',
			help: 'Name each with its purpose, for example: LarkspurRole lets the instance write its nightly backup to the bucket QueueBackups.',
		},
		unknown: {
			message:
				'No passage of the usage instructions was found that says what IAM roles and policies are for; should the template create some, AWS asks for it.',
			help: 'Add the template and those that it nests to the submission, or say that none is created. Name each with its purpose, for example: LarkspurRole lets the instance write its nightly backup to the bucket QueueBackups.',
		},
	},
	examples: [
		{name: 'nothing on it', files: {...usage(launch), ...maker}, expect: [{message: 'missing', at: '1. Create the stack.', subject: 'root.yaml'}]},
		{name: 'the template did not come along', files: usage(launch), expect: [{message: 'unknown', at: '1. Create the stack.'}]},
		{
			name: 'a nested template that did not come along may create some',
			files: {...usage(launch), ...template('Nested:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: x}\n')},
			expect: [{message: 'unknown', at: '1. Create the stack.'}],
		},
		{
			name: 'a nested template creates one',
			files: {
				...usage(launch),
				...template('Nested:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: https://larkspur-media.s3.amazonaws.com/inner.yaml}\n'),
				'inner.yaml': 'Resources:\n  Inner:\n    Type: AWS::IAM::Role\n',
			},
			expect: [{message: 'missing', at: '1. Create the stack.'}],
		},
		{name: 'a template that creates no role', files: {...usage(launch), ...template('Topic:\n    Type: AWS::SNS::Topic\n')}, expect: []},
		{
			name: 'a passage on it',
			files: {...usage('IAM: LarkspurRole lets the instance write its nightly backup to the bucket QueueBackups.'), ...maker},
			expect: [],
		},
	],
	*check({usageInstructions}) {
		for (const {text, kind, template: found, deployed, opening} of lacking('role-purpose', usageInstructions)) {
			if (kind !== 'template') continue;
			const place = spanOf(text, ...opening);
			const subject = found?.file ?? 'template usage instructions';
			if (deployed?.resourceTypes.some((type) => types.includes(type))) yield {message: 'missing', place, subject};
			else if (deployed?.complete !== true) yield {message: 'unknown', place, subject, severity: 'note'};
		}
	},
});
