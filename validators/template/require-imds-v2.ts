import {defineValidator, type Fix, type Mend, type Place} from '../../src/contract.ts';
import {pages} from '../../src/limits.ts';

const launch = (data: string) => `Resources:\n  Hosts:\n    Type: AWS::EC2::LaunchTemplate\n    Properties:\n      LaunchTemplateData: {${data}}\n`;

export const requireImdsV2 = defineValidator({
	id: 'template/require-imds-v2',
	policy: 'delivery.template-requirements',
	severity: 'warning',
	about: 'Instances answer for their metadata by IMDSv2 alone.',
	why: 'AWS asks that the AMI itself be registered for IMDSv2 only; what a launch template says goes before it.',
	source: pages.bestPractices,
	reads: ['templates'],
	messages: {
		optional: {message: '{resource} lets IMDSv1 in, which AWS asks the AMI to keep out.', help: 'Set HttpTokens: required.'},
		unsaid: {
			message: '{resource} does not say which version of the metadata service it takes: the AMI decides.',
			help: 'Set HttpTokens: required under MetadataOptions, or register the AMI with IMDSv2 only.',
		},
	},
	examples: [
		{
			name: 'IMDSv1 let in',
			files: {'template.yaml': launch('MetadataOptions: {HttpTokens: optional}')},
			expect: [{message: 'optional', at: 'optional', subject: 'Hosts'}],
		},
		{name: 'nothing said', files: {'template.yaml': launch('InstanceType: t3.small')}, expect: [{message: 'unsaid', at: 'Hosts'}]},
		{name: 'IMDSv2 only', files: {'template.yaml': launch('MetadataOptions: {HttpTokens: required}')}, expect: []},
		{
			name: 'left to the launch template',
			files: {
				'template.yaml':
					'Resources:\n  Host:\n    Type: AWS::EC2::Instance\n    Properties:\n      LaunchTemplate: {LaunchTemplateName: larkspur, Version: 1}\n',
			},
			expect: [],
		},
	],
	*check({templates}) {
		for (const [{resource, httpTokens, inherits}, isCut] of templates.flatMap(({launches, cut}) => launches.map((launch) => [launch, cut] as const))) {
			const subject = resource.logicalId;
			const data = {resource: subject};
			if (httpTokens === undefined && !inherits && !isCut) yield {message: 'unsaid', place: resource.place, subject, severity: 'note', data};
			for (const value of httpTokens ?? [])
				if (value.from === 'literal' && value.text === 'optional') yield {message: 'optional', place: value.place, subject, data, ...fixOf(value.place)};
		}
	},
});

/** Not safe: the product may still ask by IMDSv1. */
function fixOf({file, range}: Place): {readonly fix?: Fix<Mend>} {
	return range === undefined ? {} : {fix: {description: 'Set HttpTokens: required', edits: [{file, range, value: 'required'}]}};
}
