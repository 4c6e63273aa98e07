import {defineValidator} from '../../src/contract.ts';
import {pages} from '../../src/limits.ts';

const host = (imageId: string, rest = '') =>
	`Parameters:\n  LarkspurAmi: {Type: 'AWS::EC2::Image::Id'}\n${rest}Resources:\n  Host:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: ${imageId}\n`;

export const imageFromParameter = defineValidator({
	id: 'template/image-from-parameter',
	policy: 'delivery.template-requirements',
	severity: 'error',
	about: 'Every ImageId that launches the product refers to a template parameter.',
	why: "On publishing, AWS turns that parameter into one that gives the product AMI of the buyer's Region. A mapping of AMI ids is right only in the product load form, which some pricing models still use.",
	source: pages.cloudformation,
	reads: ['templates'],
	messages: {
		hardcoded: {
			message: '{resource} launches the fixed AMI {ami}, which exists in one Region only and is never replaced by AWS Marketplace.',
			help: 'Add a parameter of type AWS::EC2::Image::Id, set ImageId to !Ref it, and name it as ParameterName in the delivery option.',
		},
		mapped: {
			message: '{resource} takes its AMI from the mapping {mapping}; in the portal and the Catalog API, AWS Marketplace sets it through a template parameter.',
			help: 'Replace the mapping by a parameter of type AWS::EC2::Image::Id. Keep the mapping only if you still submit by spreadsheet (the product load form).',
		},
		computed: {
			message: '{resource} takes its AMI from {from}; AWS Marketplace can set it only through a template parameter.',
			help: 'Let ImageId refer to a parameter of type AWS::EC2::Image::Id.',
		},
	},
	examples: [
		{
			name: 'a fixed AMI',
			files: {'template.yaml': host('ami-0a1b2c3d4e5f67890')},
			expect: [{message: 'hardcoded', at: 'ami-0a1b2c3d4e5f67890', subject: 'Host'}],
		},
		{
			name: 'a mapping by Region',
			files: {'template.yaml': host("!FindInMap [Amis, !Ref 'AWS::Region', Id]", 'Mappings:\n  Amis:\n    us-east-1: {Id: ami-0a1b2c3d4e5f67890}\n')},
			expect: [{message: 'mapped', at: "!FindInMap [Amis, !Ref 'AWS::Region', Id]"}],
		},
		{
			name: 'an AMI that a custom resource looks up',
			files: {'template.yaml': host('!GetAtt Finder.ImageId', '')},
			expect: [{message: 'computed', at: '!GetAtt Finder.ImageId'}],
		},
		{name: 'a parameter', files: {'template.yaml': host('!Ref LarkspurAmi')}, expect: []},
		{
			name: "AWS's own AMI by a public parameter",
			files: {'template.yaml': host("'{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}'")},
			expect: [],
		},
	],
	*check({templates}) {
		for (const {imageUses, flow} of templates) {
			for (const {values, resource} of imageUses) {
				for (const value of values) {
					const {place} = value;
					const subject = resource.logicalId;
					const data = {resource: subject};
					if (value.from === 'literal' && /^ami-/.test(value.text)) yield {message: 'hardcoded', place, subject, data: {...data, ami: value.text}};
					if (value.from === 'mapping')
						yield {
							message: 'mapped',
							place,
							subject,
							...(flow === 'self-service' ? {} : {severity: 'warning' as const}),
							data: {...data, mapping: value.mapping},
						};
					if (value.from === 'attribute')
						yield {message: 'computed', place, subject, severity: 'warning', data: {...data, from: `${value.logicalId}.${value.attribute}`}};
				}
			}
		}
	},
});
