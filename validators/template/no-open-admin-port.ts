import {defineValidator} from '../../src/contract.ts';
import {sensitivePorts} from '../../src/limits/ports.ts';

const group = (rule: string) =>
	`Resources:\n  Group:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: Larkspur\n      SecurityGroupIngress:\n        - {${rule}}\n`;

export const noOpenAdminPort = defineValidator({
	id: 'template/no-open-admin-port',
	policy: 'delivery.template-requirements',
	severity: 'error',
	about: 'No security group opens SSH, RDP or a database to the whole internet.',
	why: 'AWS names 22 and 3389 and 0.0.0.0; other ports for administration and databases, and ::/0, are held to be meant too.',
	source: sensitivePorts.source,
	reads: ['templates'],
	messages: {
		open: {
			message: '{resource} opens {ports} to {cidr}, the whole internet.',
			help: 'Take the range from a parameter without a default, so that buyers give their own, or refer to another security group.',
		},
		wide: {
			message: '{resource} opens {ports} to {cidr}, more of the internet than any buyer owns.',
			help: 'Take the range from a parameter without a default, so that buyers give their own, or refer to another security group.',
		},
	},
	examples: [
		{
			name: 'SSH to everyone',
			files: {'template.yaml': group('IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0')},
			expect: [{message: 'open', at: '0.0.0.0/0', subject: 'Group'}],
		},
		{
			name: 'every port, also by IPv6',
			files: {'template.yaml': group("IpProtocol: '-1', CidrIpv6: '::/0'")},
			expect: [{message: 'open', at: "'::/0'"}],
		},
		{
			name: 'a database to everyone',
			files: {'template.yaml': group('IpProtocol: tcp, FromPort: 5432, ToPort: 5432, CidrIp: 0.0.0.0/0')},
			expect: [{message: 'open', at: '0.0.0.0/0'}],
		},
		{
			name: 'two halves of the internet',
			files: {
				'template.yaml': `${group('IpProtocol: tcp, FromPort: 20, ToPort: 30, CidrIp: 0.0.0.0/1')}        - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 128.0.0.0/1}\n`,
			},
			expect: [
				{message: 'open', at: '0.0.0.0/1', subject: 'Group'},
				{message: 'open', at: '128.0.0.0/1', subject: 'Group'},
			],
		},
		{
			name: 'half of the internet',
			files: {'template.yaml': group('IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/1')},
			expect: [{message: 'wide', at: '0.0.0.0/1'}],
		},
		{
			name: 'a prefix list that takes everyone in',
			files: {
				'template.yaml': `${group('IpProtocol: tcp, FromPort: 22, ToPort: 22, SourcePrefixListId: !Ref Offices')}  Offices:\n    Type: AWS::EC2::PrefixList\n    Properties: {PrefixListName: offices, AddressFamily: IPv4, MaxEntries: 1, Entries: [{Cidr: 0.0.0.0/0}]}\n`,
			},
			expect: [{message: 'open', at: '0.0.0.0/0', subject: 'Group'}],
		},
		{
			name: 'a range from a mapping',
			files: {
				'template.yaml': `Mappings:\n  Ranges:\n    admin: {cidr: 0.0.0.0/0}\n${group('IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: !FindInMap [Ranges, admin, cidr]')}`,
			},
			expect: [{message: 'open', at: '0.0.0.0/0', subject: 'Group'}],
		},
		{name: 'a web port', files: {'template.yaml': group('IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0')}, expect: []},
		{name: 'UDP', files: {'template.yaml': group('IpProtocol: udp, FromPort: 1, ToPort: 4000, CidrIp: 0.0.0.0/0')}, expect: []},
		{name: 'SSH to a private range', files: {'template.yaml': group('IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/16')}, expect: []},
	],
	*check({templates}) {
		for (const rule of templates.flatMap(({ingressRules}) => ingressRules)) {
			const subject = rule.resource.logicalId;
			for (const {cidr, place, ports: opened, parameter, prefixList, reach, together} of rule.sources) {
				// A parameter's default is another rule's word.
				if (opened.length === 0 || parameter !== undefined || reach === 'some') continue;
				const sure = opened.some(({documented}) => documented) && rule.protocol !== undefined && rule.answered;
				const ports = namesOf(opened, rule.fromPort === undefined);
				const data = {resource: subject, ports, cidr: [cidr, ...together.slice(0, 3)].join(' and ') + (prefixList === undefined ? '' : ` of ${prefixList}`)};
				if (reach === 'wide') yield {message: 'wide', place, subject, severity: 'warning', data};
				else yield {message: 'open', place, subject, ...(sure ? {} : {severity: 'warning' as const}), data};
			}
		}
	},
});

function namesOf(ports: readonly {readonly port: number; readonly name: string}[], all: boolean): string {
	const names = ports.map(({port, name}) => `${name} (port ${port})`).join(', ');
	return all ? `every port, ${names} among them,` : names;
}
