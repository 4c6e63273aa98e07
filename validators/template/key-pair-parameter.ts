import {defineValidator} from '../../src/contract.ts';
import {pages} from '../../src/limits.ts';

const host = (properties: string) =>
	`Parameters:\n  Key: {Type: 'AWS::EC2::KeyPair::KeyName'}\nResources:\n  Host:\n    Type: AWS::EC2::Instance\n    Properties: {${properties}}\n`;

export const keyPairParameter = defineValidator({
	id: 'template/key-pair-parameter',
	policy: 'access.os-administration',
	severity: 'error',
	about: "Every instance is launched with the buyer's key pair.",
	why: 'Buyers administer the operating system by SSH or RDP, and log in with a key pair alone. Session Manager may be enough in its place: say so in the usage instructions, and waive this.',
	source: pages.cloudformation,
	reads: ['templates'],
	messages: {
		literal: {
			message: '{resource} is launched with the key pair {key}, which buyers do not have: their stacks fail.',
			help: 'Let KeyName refer to a parameter of type AWS::EC2::KeyPair::KeyName.',
		},
		missing: {
			message: '{resource} is launched without a key pair, so that buyers can not log in by SSH or RDP.',
			help: 'Let KeyName refer to a parameter of type AWS::EC2::KeyPair::KeyName, unless buyers administer it by Session Manager.',
		},
	},
	examples: [
		{name: 'a fixed key pair', files: {'template.yaml': host('KeyName: larkspur-dev')}, expect: [{message: 'literal', at: 'larkspur-dev', subject: 'Host'}]},
		{name: 'no key pair', files: {'template.yaml': host('InstanceType: t3.small')}, expect: [{message: 'missing', at: 'Host', subject: 'Host'}]},
		{name: 'a parameter', files: {'template.yaml': host('KeyName: !Ref Key')}, expect: []},
		{name: 'left to the launch template', files: {'template.yaml': host('LaunchTemplate: {LaunchTemplateName: larkspur, Version: 1}')}, expect: []},
		{
			name: 'added by the instance',
			files: {
				'template.yaml': `${host('KeyName: !Ref Key, LaunchTemplate: {LaunchTemplateId: !Ref Plan, Version: 1}')}  Plan:\n    Type: AWS::EC2::LaunchTemplate\n    Properties: {LaunchTemplateData: {InstanceType: t3.small}}\n`,
			},
			expect: [],
		},
	],
	*check({templates}) {
		for (const {launches, cut} of templates) {
			// An instance may add the key pair to what its launch template says.
			const added = new Set(launches.flatMap(({launchTemplate, keyName}) => (keyName === undefined ? [] : [launchTemplate])));
			for (const {resource, keyName, inherits} of launches) {
				const subject = resource.logicalId;
				const data = {resource: subject};
				// Beside an instance that buyers log in to, one without a key pair may be a worker that nobody does.
				const severity = added.size > 0 ? 'note' : 'warning';
				if (keyName === undefined && !cut && !inherits && !added.has(subject)) yield {message: 'missing', place: resource.place, subject, severity, data};
				for (const value of keyName ?? []) {
					if (value.from === 'literal' && value.text !== '') yield {message: 'literal', place: value.place, subject, data: {...data, key: value.text}};
				}
			}
		}
	},
});
