import {defineValidator} from '../../src/contract.ts';
import {withoutDefault} from '../../src/hits/fixes.ts';
import {sensitivePorts} from '../../src/limits/ports.ts';

const template = (port: number, fallback: string) =>
	`Parameters:\n  AdminCidr: {Type: String${fallback}}\nResources:\n  Group:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: Larkspur\n      SecurityGroupIngress:\n        - {IpProtocol: tcp, FromPort: ${port}, ToPort: ${port}, CidrIp: !Ref AdminCidr}\n`;

export const noOpenPortDefault = defineValidator({
	id: 'template/no-open-port-default',
	policy: 'delivery.template-requirements',
	severity: 'error',
	about: 'A parameter that opens remote access or a database to an address range has no default.',
	why: 'Buyers must type such ranges. AWS names the ports 22 and 3389 and speaks of databases in general; the other ports are our list.',
	source: sensitivePorts.source,
	reads: ['templates'],
	messages: {
		everyone: {
			message: '{parameter} opens {ports} in {groups} and defaults to {cidr}, the whole internet.',
			help: 'Take the Default out, so that buyers must give their own range.',
		},
		range: {
			message: '{parameter} opens {ports} in {groups} and defaults to {cidr}; AWS asks for no default there.',
			help: 'Take the Default out, so that buyers must give their own range.',
		},
	},
	examples: [
		{
			name: 'SSH, by default to everyone',
			files: {'template.yaml': template(22, ', Default: 0.0.0.0/0')},
			expect: [{message: 'everyone', at: '0.0.0.0/0', subject: 'AdminCidr'}],
		},
		{name: 'SSH, by default to a range', files: {'template.yaml': template(22, ', Default: 10.0.0.0/8')}, expect: [{message: 'range', at: '10.0.0.0/8'}]},
		{
			name: 'a nested template that opens RDP',
			files: {
				'root.yaml':
					'Parameters:\n  Cidr: {Type: String, Default: 0.0.0.0/0}\nResources:\n  Inner:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: https://larkspur-media.s3.amazonaws.com/inner.yaml\n      Parameters: {AdminCidr: !Ref Cidr}\n',
				'inner.yaml': template(3389, ''),
			},
			expect: [{message: 'everyone', at: '0.0.0.0/0', subject: 'Cidr'}],
		},
		{
			name: "the stack's own network",
			files: {'template.yaml': `${template(22, ', Default: 10.0.0.0/8')}  Vpc:\n    Type: AWS::EC2::VPC\n    Properties: {CidrBlock: !Ref AdminCidr}\n`},
			expect: [],
		},
		{
			name: 'a nested template whose default is never used',
			files: {
				'root.yaml':
					'Parameters:\n  Cidr: {Type: String}\nResources:\n  Inner:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: https://larkspur-media.s3.amazonaws.com/inner.yaml\n      Parameters: {AdminCidr: !Ref Cidr}\n',
				'inner.yaml': template(22, ', Default: 0.0.0.0/0'),
			},
			expect: [],
		},
		{name: 'no default', files: {'template.yaml': template(22, '')}, expect: []},
		{name: 'a web port', files: {'template.yaml': template(443, ', Default: 0.0.0.0/0')}, expect: []},
	],
	*check({templates}) {
		for (const {parameter, cidr, place, ports, reach, together, sure, groups} of templates.flatMap(({openDefaults}) => openDefaults)) {
			const declared = templates.find(({file}) => file === place.file)?.parameters.find(({name}) => name === parameter);
			const offered = declared === undefined ? {} : withoutDefault(declared);
			// A loopback or single address is a way to let nobody in.
			if (reach !== 'everyone' && /^(?:127\.|255\.)|\/(?:32|128)$/.test(cidr)) continue;
			const data = {
				parameter,
				ports: ports.map(({name, port}) => `${name} (port ${port})`).join(', '),
				groups: groups.slice(0, 3).join(', '),
				cidr: [cidr, ...together.slice(0, 3)].join(' and '),
			};
			if (reach === 'everyone') yield {message: 'everyone', place, subject: parameter, ...(sure ? {} : {severity: 'warning' as const}), data, ...offered};
			else yield {message: 'range', place, subject: parameter, severity: reach === 'private' ? 'note' : 'warning', data, ...offered};
		}
	},
});
