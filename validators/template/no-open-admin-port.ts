import {defineValidator} from '../../src/contract.ts';
import type {IngressRule} from '../../src/evidence/template.ts';
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
		{name: 'a web port', files: {'template.yaml': group('IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0')}, expect: []},
		{name: 'UDP', files: {'template.yaml': group('IpProtocol: udp, FromPort: 1, ToPort: 4000, CidrIp: 0.0.0.0/0')}, expect: []},
		{name: 'SSH to a private range', files: {'template.yaml': group('IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/16')}, expect: []},
	],
	*check({templates}) {
		for (const rule of templates.flatMap(({ingressRules}) => ingressRules)) {
			const {sensitivePorts: opened} = rule;
			if (opened.length === 0) continue;
			const subject = rule.resource.logicalId;
			for (const source of rule.sources) {
				if (source.from !== 'literal' || !/\/0+$/.test(source.text.trim())) continue;
				const sure = opened.some(({documented}) => documented) && rule.protocol !== undefined && !hasNoServer(rule);
				const ports = namesOf(opened, rule.fromPort === undefined);
				yield {
					message: 'open',
					place: source.place,
					subject,
					...(sure ? {} : {severity: 'warning' as const}),
					data: {resource: subject, ports, cidr: source.text},
				};
			}
		}
	},
});

/** A load balancer answers on its listeners' ports alone, and a function on none, whatever the group lets in. */
function hasNoServer({usedBy}: IngressRule): boolean {
	return usedBy.length > 0 && usedBy.every((type) => type.startsWith('AWS::ElasticLoadBalancing') || type === 'AWS::Lambda::Function');
}

function namesOf(ports: readonly {readonly port: number; readonly name: string}[], all: boolean): string {
	const names = ports.map(({port, name}) => `${name} (port ${port})`).join(', ');
	return all ? `every port, ${names} among them,` : names;
}
