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
		offered: {
			message: '{owner} offers the zone {zone}, which exists in one Region only.',
			help: 'Make it a parameter of type AWS::EC2::AvailabilityZone::Name, or a list of them, without Default and AllowedValues.',
		},
		lettered: {
			message: '{owner} takes the zone {zone} of the stack’s Region, which not every Region and not every account has.',
			help: 'Let the buyer choose by a parameter of type AWS::EC2::AvailabilityZone::Name, or take one with !Select [0, !GetAZs ""].',
		},
	},
	examples: [
		{name: 'a fixed zone', files: {'template.yaml': volume('us-east-1a')}, expect: [{message: 'fixed', at: 'us-east-1a', subject: 'Data'}]},
		{name: 'a fixed zone id', files: {'template.yaml': volume('use1-az1')}, expect: [{message: 'fixed', at: 'use1-az1'}]},
		{
			name: 'a default',
			files: {'template.yaml': volume('!Ref Zone', 'Parameters:\n  Zone: {Type: String, Default: us-west-2c}\n')},
			expect: [{message: 'offered', at: 'us-west-2c', subject: 'Zone'}],
		},
		{
			name: 'the letter put behind the Region',
			files: {'template.yaml': volume("!Sub '${AWS::Region}a'")},
			expect: [{message: 'lettered', at: '${AWS::Region}a', subject: 'Data'}],
		},
		{
			name: 'the letter joined to the Region',
			files: {'template.yaml': volume("!Join ['', [!Ref AWS::Region, b]]")},
			expect: [{message: 'lettered', at: 'b', subject: 'Data'}],
		},
		{
			name: 'zones of a mapping',
			files: {'template.yaml': volume('!FindInMap [Zones, !Ref Stage, First]', 'Mappings:\n  Zones: {live: {First: use1-az1}, test: {First: use1-az4}}\n')},
			expect: [
				{message: 'fixed', at: 'use1-az1', subject: 'Data'},
				{message: 'fixed', at: 'use1-az4', subject: 'Data'},
			],
		},
		{
			name: 'a mapping with zones of each Region',
			files: {
				'template.yaml': volume(
					'!FindInMap [Zones, !Ref AWS::Region, First]',
					'Mappings:\n  Zones: {us-east-1: {First: us-east-1a}, eu-west-1: {First: eu-west-1b}}\n',
				),
			},
			expect: [{message: 'fixed', at: 'us-east-1a'}],
		},
		{
			name: 'a zone that the buyer chooses, in a text',
			files: {'template.yaml': volume("!Sub '${AWS::Region}${Letter}'", 'Parameters:\n  Letter: {Type: String}\n')},
			expect: [],
		},
		{name: 'the first zone there is', files: {'template.yaml': volume("!Select [0, !GetAZs '']")}, expect: []},
	],
	*check({templates}) {
		for (const {locations} of templates) {
			const said = new Set<string>();
			for (const {kind, name, place, owner, where, elsewhere} of locations) {
				const given = where === 'default' || where === 'allowed-value';
				// One word on a parameter, however many zones it lists.
				if (kind === 'zone-letter') yield {message: 'lettered', place, subject: owner, severity: 'warning', data: {owner, zone: name}};
				if (kind !== 'zone' || (given && said.has(owner))) continue;
				said.add(owner);
				const data = {owner, zone: name};
				if (given) yield {message: 'offered', place, subject: owner, severity: 'warning', data};
				else yield {message: 'fixed', place, subject: owner, ...(elsewhere === 'fails' ? {} : {severity: 'warning' as const}), data};
			}
		}
	},
});
