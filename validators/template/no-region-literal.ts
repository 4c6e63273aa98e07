import {defineValidator} from '../../src/contract.ts';
import {pages} from '../../src/limits.ts';

const topic = (properties: string, parameters = '') => `${parameters}Resources:\n  Events:\n    Type: AWS::SNS::Topic\n    Properties: ${properties}\n`;

/** Parameters that say where the stack itself runs; others may well name the home of some data. */
const stackRegion = /^(?:aws|deploy|deployment|stack|target|current|launch|instance|ec2|vpc)*_?region(?:name)?$/i;

export const noRegionLiteral = defineValidator({
	id: 'template/no-region-literal',
	policy: 'architecture.region-agnostic',
	severity: 'error',
	about: 'A template names no Region, so that its stack is created in every Region.',
	why: 'The template must create its stack in every Region that the product is enabled for. ${AWS::Region} gives the Region at hand.',
	source: pages.cloudformation,
	reads: ['templates'],
	messages: {
		fails: {
			message: '{owner} names {region}: in every other Region the stack fails, as this must lie in its own Region.',
			help: 'Use the pseudo parameter AWS::Region, by !Ref or inside !Sub.',
		},
		fixed: {
			message: '{owner} names {region}, whatever Region the stack is created in.',
			help: 'Use the pseudo parameter AWS::Region, by !Ref or inside !Sub, unless only this Region has what is meant.',
		},
		default: {
			message: '{owner} defaults to {region}, whatever Region the stack is created in.',
			help: 'Use the pseudo parameter AWS::Region instead of a parameter, or give it no default.',
		},
		choice: {
			message: '{owner} asks for a Region and offers only some, {region} the first of them; a stack has its Region already.',
			help: 'Use the pseudo parameter AWS::Region instead of a parameter.',
		},
	},
	examples: [
		{
			name: 'a choice of Regions',
			files: {'template.yaml': topic('{TopicName: larkspur}', 'Parameters:\n  Region: {Type: String, AllowedValues: [eu-west-1, eu-west-2]}\n')},
			expect: [{message: 'choice', at: 'eu-west-1', subject: 'Region'}],
		},
		{
			name: "another Region's key",
			files: {'template.yaml': topic("{KmsMasterKeyId: 'arn:aws:kms:us-east-1:111122223333:alias/larkspur'}")},
			expect: [{message: 'fixed', at: 'us-east-1', subject: 'Events'}],
		},
		{
			name: 'a custom resource of one Region',
			files: {
				'template.yaml': "Resources:\n  Seed:\n    Type: Custom::Seed\n    Properties: {ServiceToken: 'arn:aws:lambda:us-east-1:111122223333:function:seed'}\n",
			},
			expect: [{message: 'fails', at: 'us-east-1', subject: 'Seed'}],
		},
		{
			name: 'a parameter for the Region',
			files: {'template.yaml': topic('{TopicName: larkspur}', 'Parameters:\n  Region: {Type: String, Default: eu-west-1}\n')},
			expect: [{message: 'default', at: 'eu-west-1', subject: 'Region'}],
		},
		{
			name: 'an address in S3, which is read from everywhere',
			files: {'template.yaml': topic('{DisplayName: https://s3.us-west-2.amazonaws.com/larkspur/x}')},
			expect: [{message: 'fixed', at: 'us-west-2'}],
		},
		{
			name: "the bucket's Region and a mapping by Region",
			files: {
				'template.yaml': topic(
					"{DisplayName: !FindInMap [Names, !Ref 'AWS::Region', Name]}",
					'Parameters:\n  MPS3BucketRegion: {Type: String, Default: us-east-1}\nMappings:\n  Names:\n    us-east-1: {Name: Larkspur}\n',
				),
			},
			expect: [],
		},
		{
			name: 'a comment in user data, and a description',
			files: {
				'template.yaml':
					'Description: made in us-east-1\nResources:\n  Host:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData:\n        Fn::Base64: |\n          #!/bin/sh\n          # tried in us-east-1\n',
			},
			expect: [],
		},
	],
	*check({templates}) {
		for (const {locations} of templates) {
			const said = new Set<string>();
			for (const {kind, name, place, owner, where, elsewhere} of locations) {
				// One word on each place by each owner: a policy may list a dozen ARNs.
				if (kind !== 'region' || said.has(`${owner} ${name}`)) continue;
				// The home of a bucket, or of other data that the buyer chooses, binds nothing.
				const given = where === 'default' || where === 'allowed-value';
				if (given && (!stackRegion.test(owner) || said.has(owner))) continue;
				said.add(given ? owner : `${owner} ${name}`);
				const data = {owner, region: name};
				const doubt = {severity: elsewhere === 'works' ? ('note' as const) : ('warning' as const)};
				if (where === 'allowed-value') yield {message: 'choice', place, subject: owner, ...doubt, data};
				else if (where === 'default') yield {message: 'default', place, subject: owner, ...doubt, data};
				else if (elsewhere === 'fails') yield {message: 'fails', place, subject: owner, data};
				else yield {message: 'fixed', place, subject: owner, ...doubt, data};
			}
		}
	},
});
