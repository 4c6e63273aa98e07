import {defineValidator} from '../../src/contract.ts';
import {version, withTemplate} from '../../src/examples.ts';
import {lacking} from '../../src/language/contents.ts';
import {explainedResources} from '../../src/limits/templates.ts';
import {pages} from '../../src/limits.ts';
import {spanOf} from '../../src/tree.ts';

const usage = (UsageInstructions: string) => ({'listing.json': version([withTemplate({UsageInstructions})])});
const template = (resources: string) => ({'root.yaml': `Resources:\n  ${resources}`});
const maker = template('Key:\n    Type: AWS::KMS::Key\n    Properties: {KeyPolicy: {}}\n');
const launch = '1. Create the stack. 2. Sign in.';
const types: readonly string[] = explainedResources.keys;

export const requireKeyPurpose = defineValidator({
	id: 'guides/require-key-purpose',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'Usage instructions of a template option state the purpose and location of each key that the template creates.',
	why: 'AWS asks for the purpose and the location of each key that the template creates. Key pairs, KMS keys, secrets and access keys count. Without the template (or one that it nests) only a note is given, since it may create none.',
	source: pages.usage,
	reads: ['usageInstructions'],
	messages: {
		missing: {
			message: 'No passage of the usage instructions was found that says what the keys of the template are for and where they are.',
			help: 'Name each with purpose and location, for example: The KMS key alias/larkspur, created by the template, encrypts the data volume.',
		},
		unknown: {
			message:
				'No passage of the usage instructions was found that says what keys are for and where they are; should the template create some, AWS asks for it.',
			help: 'Add the template and those that it nests to the submission, or say that none is created. Name each with purpose and location, for example: The KMS key alias/larkspur, created by the template, encrypts the data volume.',
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
				'inner.yaml': 'Resources:\n  Inner:\n    Type: AWS::KMS::Key\n',
			},
			expect: [{message: 'missing', at: '1. Create the stack.'}],
		},
		{name: 'a template that creates no key', files: {...usage(launch), ...template('Topic:\n    Type: AWS::SNS::Topic\n')}, expect: []},
		{name: 'a passage on it', files: {...usage('Keys: The KMS key alias/larkspur, created by the template, encrypts the data volume.'), ...maker}, expect: []},
	],
	*check({usageInstructions}) {
		for (const {text, kind, template: found, deployed, opening} of lacking('key-purpose', usageInstructions)) {
			if (kind !== 'template') continue;
			const place = spanOf(text, ...opening);
			const subject = found?.file ?? 'template usage instructions';
			if (deployed?.resourceTypes.some((type) => types.includes(type))) yield {message: 'missing', place, subject};
			else if (deployed?.complete !== true) yield {message: 'unknown', place, subject, severity: 'note'};
		}
	},
});
