import {defineValidator} from '../../src/contract.ts';
import type {IngressRule, Template} from '../../src/evidence/template.ts';
import {type NamedPort, sensitivePorts} from '../../src/limits/ports.ts';
import {get, stringOf} from '../../src/tree.ts';

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
			message: '{parameter} opens {ports} and defaults to {cidr}, the whole internet.',
			help: 'Take the Default out, so that buyers must give their own range.',
		},
		range: {
			message: '{parameter} opens {ports} and defaults to {cidr}; AWS asks for no default there.',
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
		{name: 'no default', files: {'template.yaml': template(22, '')}, expect: []},
		{name: 'a web port', files: {'template.yaml': template(443, ', Default: 0.0.0.0/0')}, expect: []},
	],
	*check({templates}) {
		const openers = openersOf(templates);
		for (const {file, parameters, properties} of templates) {
			// The range of the stack's own network is not the internet.
			const own = new Set(properties.filter(({path}) => /CidrBlock$/.test(path)).flatMap(({mentions}) => mentions));
			for (const {name, default: fallback} of parameters) {
				const ports = openers.get(`${file} ${name}`) ?? [];
				// An empty default opens nothing, and a loopback or single address is a way to say so.
				if (
					ports.length === 0 ||
					own.has(name) ||
					fallback === undefined ||
					!fallback.value.includes('/') ||
					/^(?:127\.|255\.)|\/(?:32|128)$/.test(fallback.value)
				)
					continue;
				const named = ports.some(({documented}) => documented);
				const data = {parameter: name, ports: ports.map((port) => `${port.name} (port ${port.port})`).join(', '), cidr: fallback.value};
				const everyone = /(?:^|,)\s*[0.:]+\/0/.test(fallback.value);
				if (everyone) yield {message: 'everyone', place: fallback.place, subject: name, ...(named ? {} : {severity: 'warning' as const}), data};
				else yield {message: 'range', place: fallback.place, subject: name, severity: isPrivate(fallback.value) ? 'note' : 'warning', data};
			}
		}
	},
});

/** Ranges that no packet from the internet comes from. */
function isPrivate(cidr: string): boolean {
	return /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd])/i.test(cidr);
}

/** The ports that each parameter opens, by file and name; from nested templates upwards, to the parameter of the parent that hands it down. */
function openersOf(templates: readonly Template[]): ReadonlyMap<string, readonly NamedPort[]> {
	const openers = new Map<string, readonly NamedPort[]>();
	const add = (file: string, name: string, ports: readonly NamedPort[]) =>
		openers.set(`${file} ${name}`, [...new Set([...(openers.get(`${file} ${name}`) ?? []), ...ports])]);
	for (const {file, ingressRules} of templates) {
		for (const rule of ingressRules) {
			const ports = portsOf(rule);
			for (const source of ports.length === 0 ? [] : rule.sources) if (source.from === 'parameter') add(file, source.parameter, ports);
		}
	}
	for (let depth = 0; depth < templates.length; depth++) {
		for (const {file, nestedStacks} of templates) {
			for (const stack of nestedStacks) {
				for (const {name, node} of stack.parameters) {
					const own = stringOf(get(node, 'Ref'));
					const ports = openers.get(`${stack.file ?? ''} ${name}`);
					if (own !== undefined && ports !== undefined) add(file, own, ports);
				}
			}
		}
	}
	return openers;
}

/** Where a rule takes in SSH or RDP, the other ports need no mention. */
function portsOf({protocol = 'tcp', fromPort, toPort = fromPort}: IngressRule): readonly NamedPort[] {
	const all = protocol === '-1' || fromPort === -1;
	if (!all && (!['tcp', '6'].includes(protocol.toLowerCase()) || fromPort === undefined || toPort === undefined)) return [];
	const opened = sensitivePorts.ports.filter(({port, to = port}) => all || ((fromPort ?? 0) <= to && (toPort ?? 0) >= port));
	const documented = opened.filter((port) => port.documented);
	return documented.length > 0 ? documented : opened;
}
