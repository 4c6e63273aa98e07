import {defineValidator} from '../../src/contract.ts';
import {pages} from '../../src/limits.ts';

const volume = (zone: string, parameters = '') =>
	`${parameters}Resources:\n  Data:\n    Type: AWS::EC2::Volume\n    Properties: {Size: 8, AvailabilityZone: ${zone}}\n`;

export const noZoneLiteral = defineValidator({
	id: 'template/no-zone-literal',
	policy: 'architecture.region-agnostic',
	severity: 'error',
	about: 'A template depends on no particular Availability Zone.',
	source: pages.cloudformation,
	reads: ['templates'],
	messages: {
		fixed: {
			message: '{owner} names the zone {zone}, which exists in one Region only and not in every account.',
			help: 'Let the buyer choose by a parameter of type AWS::EC2::AvailabilityZone::Name, or take one with !Select [0, !GetAZs ""].',
		},
		default: {
			message: '{owner} defaults to the zone {zone}, which exists in one Region only.',
			help: 'Make it a parameter of type AWS::EC2::AvailabilityZone::Name without a default.',
		},
	},
	examples: [
		{name: 'a fixed zone', files: {'template.yaml': volume('us-east-1a')}, expect: [{message: 'fixed', at: 'us-east-1a', subject: 'Data'}]},
		{name: 'a fixed zone id', files: {'template.yaml': volume('use1-az1')}, expect: [{message: 'fixed', at: 'use1-az1'}]},
		{
			name: 'a default',
			files: {'template.yaml': volume('!Ref Zone', 'Parameters:\n  Zone: {Type: String, Default: us-west-2c}\n')},
			expect: [{message: 'default', at: 'us-west-2c', subject: 'Zone'}],
		},
		{name: 'the letter put behind the Region', files: {'template.yaml': volume("!Sub '${AWS::Region}a'")}, expect: []},
		{name: 'the first zone there is', files: {'template.yaml': volume("!Select [0, !GetAZs '']")}, expect: []},
	],
	*check({templates}) {
		for (const {locations} of templates) {
			for (const {kind, name, place, owner, where, elsewhere} of locations) {
				if (kind !== 'zone') continue;
				const data = {owner, zone: name};
				if (where === 'default' || where === 'allowed-value') yield {message: 'default', place, subject: owner, severity: 'warning', data};
				else yield {message: 'fixed', place, subject: owner, ...(elsewhere === 'fails' ? {} : {severity: 'warning' as const}), data};
			}
		}
	},
});
