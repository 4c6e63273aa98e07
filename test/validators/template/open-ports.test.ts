/** Ways to open a port to the internet, and to seem to. */

import test from 'ava';
import {noOpenAdminPort} from '../../../validators/template/no-open-admin-port.ts';
import {noOpenPortDefault} from '../../../validators/template/no-open-port-default.ts';
import {said} from '../../helpers/said.ts';

const rules = [noOpenAdminPort, noOpenPortDefault];
const everyone = 'the whole internet.';
const ssh = 'SSH (port 22)';
const all = 'every port, SSH (port 22), RDP (port 3389) among them,';

/** A template whose security group has the rules; the group's first rule stands on line 7, or as much later as `before` has lines. */
const group = (items: readonly string[], {before = '', after = ''} = {}) =>
	`${before}Resources:\n  Group:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: Larkspur\n      SecurityGroupIngress:\n${items.map((item) => `        - ${item}\n`).join('')}${after}`;

const tcp = (from: number | string, to: number | string, rest: string) => `{IpProtocol: tcp, FromPort: ${from}, ToPort: ${to}, ${rest}}`;
const to22 = (range: string) => tcp(22, 22, `CidrIp: ${range}`);

const opens = test.macro({
	async exec(t, files: string | Readonly<Record<string, string>>, ...wanted: readonly string[]) {
		t.deepEqual(await said(typeof files === 'string' ? {'template.yaml': files} : files, rules), wanted);
	},
	title: (name = '') => name,
});

const open = (place: string, ports = ssh, cidr = place.slice(place.indexOf(' ') + 1), subject = 'Group') =>
	`error no-open-admin-port [${subject}] template.yaml:${place} · ${subject} opens ${ports} to ${cidr}, ${everyone}`;
const byDefault = (parameter: string, place: string, ports = ssh, cidr = place.slice(place.indexOf(' ') + 1)) =>
	`error no-open-port-default [${parameter}] template.yaml:${place} · ${parameter} opens ${ports} in Group and defaults to ${cidr}, ${everyone}`;

// Notation.
test('YAML', opens, group([to22('0.0.0.0/0')]), open('7 0.0.0.0/0'));
test(
	'JSON',
	opens,
	{
		'template.json': JSON.stringify({
			Resources: {
				Group: {Type: 'AWS::EC2::SecurityGroup', Properties: {SecurityGroupIngress: [{CidrIp: '0.0.0.0/0', ToPort: 22, FromPort: 22, IpProtocol: 'tcp'}]}},
			},
		}),
	},
	`error no-open-admin-port [Group] template.json:1 "0.0.0.0/0" · Group opens ${ssh} to 0.0.0.0/0, ${everyone}`,
);
test('another order of keys', opens, group(['{CidrIp: 0.0.0.0/0, ToPort: 22, IpProtocol: tcp, FromPort: 22}']), open('7 0.0.0.0/0'));
test(
	'capitals, and spaces around',
	opens,
	group(["{IpProtocol: TCP, FromPort: '22', ToPort: ' 22 ', CidrIp: ' 0.0.0.0/0 '}"]),
	open("7 ' 0.0.0.0/0 '", ssh, '0.0.0.0/0'),
);
test('the number of TCP', opens, group(['{IpProtocol: 6, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}']), open('7 0.0.0.0/0'));
test('a single rule in place of a list', opens, group([to22('0.0.0.0/0')]).replace('        - {', '        {'), open('7 0.0.0.0/0'));
for (const cidr of ['1.2.3.4/0', '0.0.0.0/00', '::/0', '0::0/0', '0:0:0:0:0:0:0:0/0', '2000::/3']) {
	test(`everyone as ${cidr}`, opens, group([tcp(22, 22, `CidrIp: '${cidr}'`)]), open(`7 '${cidr}'`, ssh, cidr));
}

// Ports.
test('a range that takes SSH in', opens, group([tcp(0, 1024, 'CidrIp: 0.0.0.0/0')]), open('7 0.0.0.0/0'));
test('a range that takes RDP in', opens, group([tcp(3000, 4000, 'CidrIp: 0.0.0.0/0')]), open('7 0.0.0.0/0', 'RDP (port 3389)'));
for (const protocol of ['-1', "'-1'", 'all', '"-1"'])
	test(`all protocols as ${protocol}`, opens, group([`{IpProtocol: ${protocol}, CidrIp: 0.0.0.0/0}`]), open('7 0.0.0.0/0', all));
test(
	'all protocols, ports given in vain',
	opens,
	group(["{IpProtocol: '-1', FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}"]),
	open('7 0.0.0.0/0', `${ssh}, RDP (port 3389)`),
);
test(
	'a database',
	opens,
	group([tcp(27018, 27018, 'CidrIp: 0.0.0.0/0')]),
	`warning no-open-admin-port [Group] template.yaml:7 0.0.0.0/0 · Group opens MongoDB (port 27017) to 0.0.0.0/0, ${everyone}`,
);
test(
	'a database of AWS on a port of its own',
	opens,
	group([tcp(6033, 6033, 'CidrIp: 0.0.0.0/0')], {after: '  Store:\n    Type: AWS::RDS::DBInstance\n    Properties: {VPCSecurityGroups: [!Ref Group]}\n'}),
	`warning no-open-admin-port [Group] template.yaml:7 0.0.0.0/0 · Group opens the port of an AWS::RDS::DBInstance (port 6033) to 0.0.0.0/0, ${everyone}`,
);
const port = 'Parameters:\n  Port: {Type: Number, Default: 22}\n';
test("a port that is a parameter's default", opens, group([tcp('!Ref Port', '!Ref Port', 'CidrIp: 0.0.0.0/0')], {before: port}), open('9 0.0.0.0/0'));
test('that port by Fn::Sub', opens, group([tcp('!Sub "${Port}"', '!Sub "${Port}"', 'CidrIp: 0.0.0.0/0')], {before: port}), open('9 0.0.0.0/0'));
test(
	'a port from a list',
	opens,
	group([tcp('!Select [1, !Ref Ports]', '!Select [1, !Ref Ports]', 'CidrIp: 0.0.0.0/0')], {
		before: 'Parameters:\n  Ports: {Type: List<Number>, Default: "80, 22"}\n',
	}),
	open('9 0.0.0.0/0'),
);
test(
	'a port that is the only one allowed',
	opens,
	group([tcp('!Ref Port', '!Ref Port', 'CidrIp: 0.0.0.0/0')], {before: 'Parameters:\n  Port: {Type: Number, AllowedValues: [22]}\n'}),
	open('9 0.0.0.0/0'),
);
const ports = 'Mappings:\n  Ports:\n    small: {from: 22, to: 22}\n    large: {from: 443, to: 8443}\n';
const looked = (key: string) => group([tcp(`!FindInMap [Ports, ${key}, from]`, `!FindInMap [Ports, ${key}, to]`, 'CidrIp: 0.0.0.0/0')], {before: ports});
test('a port from a mapping', opens, looked('small'), open('11 0.0.0.0/0'));
test('a port from an entry that is not known', opens, looked('!Ref AWS::Region').replace('large: {from: 443', 'large: {from: 8000'), open('11 0.0.0.0/0'));
test('a port in one branch', opens, group([tcp('!If [Web, 443, 22]', '!If [Web, 443, 22]', 'CidrIp: 0.0.0.0/0')]), open('7 0.0.0.0/0'));
test(
	'a last port that buyers give',
	opens,
	group([tcp(22, '!Ref Last', 'CidrIp: 0.0.0.0/0')], {before: 'Parameters:\n  Last: {Type: Number}\n'}),
	open('9 0.0.0.0/0'),
);
test(
	'a protocol by default',
	opens,
	group(['{IpProtocol: !Ref Word, CidrIp: 0.0.0.0/0}'], {before: 'Parameters:\n  Word: {Type: String, Default: "-1"}\n'}),
	open('9 0.0.0.0/0', all),
);
test(
	'a loop over ports',
	opens,
	'Resources:\n  Fn::ForEach::Ports:\n    - Port\n    - [443, 22]\n    - Rule${Port}:\n        Type: AWS::EC2::SecurityGroupIngress\n        Properties: {GroupId: sg-1, IpProtocol: tcp, FromPort: !Ref Port, ToPort: !Ref Port, CidrIp: 0.0.0.0/0}\n',
	open('7 0.0.0.0/0', ssh, '0.0.0.0/0', 'Rule${Port}'),
);

// Ranges.
test(
	'a rule of its own',
	opens,
	'Resources:\n  Rule:\n    Type: AWS::EC2::SecurityGroupIngress\n    Properties: {GroupId: sg-1, IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}\n',
	open('4 0.0.0.0/0', ssh, '0.0.0.0/0', 'Rule'),
);
test('a range in one branch', opens, group([to22('!If [Anyone, 0.0.0.0/0, 10.0.0.0/8]')]), open('7 0.0.0.0/0'));
test('a rule in one branch', opens, group([`!If [Anyone, ${to22('0.0.0.0/0')}, !Ref "AWS::NoValue"]`]), open('7 0.0.0.0/0'));
test(
	'rules in a list in one branch',
	opens,
	group([`!If [Anyone, [!If [Really, ${to22('0.0.0.0/0')}, !Ref "AWS::NoValue"]], !Ref "AWS::NoValue"]`]),
	open('7 0.0.0.0/0'),
);
test('Fn::Sub', opens, group([to22('!Sub 0.0.0.0/0')]), open('7 !Sub 0.0.0.0/0', ssh, '0.0.0.0/0'));
test('Fn::Join', opens, group([to22('!Join ["/", [0.0.0.0, 0]]')]), open('7 !Join ["/", [0.0.0.0, 0]]', ssh, '0.0.0.0/0'));
test(
	"a prefix of 0 behind the buyer's address",
	opens,
	group([to22('!Sub "${Address}/0"')], {before: 'Parameters:\n  Address: {Type: String}\n'}),
	open('9 !Sub "${Address}/0"', ssh, '…/0'),
);
test(
	'a range from a mapping',
	opens,
	group([to22('!FindInMap [Ranges, !Ref Stage, cidr]')], {
		before: 'Parameters:\n  Stage: {Type: String}\nMappings:\n  Ranges:\n    test: {cidr: 10.0.0.0/8}\n    live: {cidr: 0.0.0.0/0}\n',
	}),
	open('6 0.0.0.0/0'),
);
test(
	'a mapping that the default does not look up',
	opens,
	group([to22('!FindInMap [Ranges, !Ref Stage, cidr]')], {
		before: 'Parameters:\n  Stage: {Type: String, Default: test}\nMappings:\n  Ranges:\n    test: {cidr: 10.0.0.0/8}\n    live: {cidr: 0.0.0.0/0}\n',
	}),
);
test("the default of a lookup's fallback", opens, group([to22('!FindInMap [Ranges, x, cidr, {DefaultValue: 0.0.0.0/0}]')]), open('7 0.0.0.0/0'));
const halves = (first: string, second: string) => [to22(first), to22(second)];
const half = (place: string, other: string, ports = ssh) => open(place, ports, `${place.slice(place.indexOf(' ') + 1)} and ${other}`);
test('halves', opens, group(halves('0.0.0.0/1', '128.0.0.0/1')), half('7 0.0.0.0/1', '128.0.0.0/1'), half('8 128.0.0.0/1', '0.0.0.0/1'));
test(
	'halves in rules of their own, by other ranges of ports',
	opens,
	'Resources:\n  Group: {Type: AWS::EC2::SecurityGroup}\n  A:\n    Type: AWS::EC2::SecurityGroupIngress\n    Properties: {GroupId: !Ref Group, IpProtocol: tcp, FromPort: 0, ToPort: 100, CidrIp: 128.0.0.0/1}\n  B:\n    Type: AWS::EC2::SecurityGroupIngress\n    Properties: {GroupId: !GetAtt Group.GroupId, IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/1}\n',
	open('5 128.0.0.0/1', ssh, '128.0.0.0/1 and 0.0.0.0/1', 'A'),
	open('8 0.0.0.0/1', ssh, '0.0.0.0/1 and 128.0.0.0/1', 'B'),
);
test(
	'all but what nobody uses',
	opens,
	group(['0.0.0.0/1', '128.0.0.0/2', '192.0.0.0/3'].map(to22)),
	...[
		['7 0.0.0.0/1', '128.0.0.0/2 and 192.0.0.0/3'],
		['8 128.0.0.0/2', '0.0.0.0/1 and 192.0.0.0/3'],
		['9 192.0.0.0/3', '0.0.0.0/1 and 128.0.0.0/2'],
	].map(([place = '', others = '']) => half(place, others)),
);
test(
	'halves of which one stack has only one',
	opens,
	group([to22('!If [Low, 0.0.0.0/1, 128.0.0.0/1]')]),
	`warning no-open-admin-port [Group] template.yaml:7 0.0.0.0/1 · Group opens ${ssh} to 0.0.0.0/1, more of the internet than any buyer owns.`,
	`warning no-open-admin-port [Group] template.yaml:7 128.0.0.0/1 · Group opens ${ssh} to 128.0.0.0/1, more of the internet than any buyer owns.`,
);
const list = (entries: string, properties = '') =>
	`  Offices:\n    Type: AWS::EC2::PrefixList\n    Properties: {PrefixListName: offices, AddressFamily: IPv4${properties}, Entries: [${entries}]}\n`;
const listed = tcp(22, 22, 'SourcePrefixListId: !GetAtt Offices.PrefixListId');
test('a prefix list', opens, group([listed], {after: list('{Cidr: 10.0.0.0/8}, {Cidr: 0.0.0.0/0}')}), open('10 0.0.0.0/0', ssh, '0.0.0.0/0 of Offices'));
test(
	"a prefix list by a parameter's default",
	opens,
	group([listed], {before: 'Parameters:\n  Range: {Type: String, Default: 0.0.0.0/0}\n', after: list('{Cidr: !Ref Range}')}),
	byDefault('Range', '2 0.0.0.0/0'),
);
test(
	'a prefix list of half the internet beside the other half',
	opens,
	group([listed, to22('0.0.0.0/1')], {after: list('{Cidr: 128.0.0.0/1}')}),
	open('8 0.0.0.0/1', ssh, '0.0.0.0/1 and 128.0.0.0/1'),
	open('11 128.0.0.0/1', ssh, '128.0.0.0/1 and 0.0.0.0/1 of Offices'),
);

// Defaults.
const cidr = (rest = ', Default: 0.0.0.0/0', type = 'String') => `Parameters:\n  Range: {Type: ${type}${rest}}\n`;
test('a default', opens, group([to22('!Ref Range')], {before: cidr()}), byDefault('Range', '2 0.0.0.0/0'));
for (const expression of [
	'!Sub "${Range}"',
	'!Join ["", [!Ref Range]]',
	'!If [Own, !Ref Range, 10.0.0.0/8]',
	'!Sub ["${It}", {It: !Ref Range}]',
	'{Ref: Range}',
	'!Select [0, !Split [",", !Ref Range]]',
]) {
	test(`a default by ${expression}`, opens, group([to22(expression)], {before: cidr()}), byDefault('Range', '2 0.0.0.0/0'));
}
test(
	'a default in a list',
	opens,
	group([to22('!Select [1, !Ref Range]')], {before: cidr(', Default: "10.0.0.0/8, 0.0.0.0/0"', 'CommaDelimitedList')}),
	byDefault('Range', '2 0.0.0.0/0'),
);
test(
	'a mask by default',
	opens,
	group([to22('!Sub "${Address}/${Mask}"')], {before: 'Parameters:\n  Address: {Type: String, Default: 0.0.0.0}\n  Mask: {Type: Number, Default: 0}\n'}),
	byDefault('Mask', '3 0', ssh, '0.0.0.0/0'),
);
test('the only range that is allowed', opens, group([to22('!Ref Range')], {before: cidr(', AllowedValues: [0.0.0.0/0]')}), byDefault('Range', '2 0.0.0.0/0'));
test(
	'one default for several ports',
	opens,
	group([tcp(3389, 3389, 'CidrIp: !Ref Range'), to22('!Ref Range')], {before: cidr()}),
	byDefault('Range', '2 0.0.0.0/0', `RDP (port 3389), ${ssh}`),
);
test(
	'halves by default',
	opens,
	group(halves('!Ref A', '!Ref B'), {before: 'Parameters:\n  A: {Type: String, Default: 0.0.0.0/1}\n  B: {Type: String, Default: 128.0.0.0/1}\n'}),
	byDefault('A', '2 0.0.0.0/1', ssh, '0.0.0.0/1 and 128.0.0.0/1'),
	byDefault('B', '3 128.0.0.0/1', ssh, '128.0.0.0/1 and 0.0.0.0/1'),
);

// Nested stacks.
const root = (parameters: string, handed: string) =>
	`${parameters}Resources:\n  Inner:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: https://larkspur-media.s3.amazonaws.com/inner.yaml\n      Parameters: {${handed}}\n`;
const inner = group([tcp('!Ref Port', '!Ref Port', 'CidrIp: !Ref Range')], {before: 'Parameters:\n  Port: {Type: Number}\n  Range: {Type: String}\n'});
test(
	'a range and a port that the parent hands down',
	opens,
	{'template.yaml': root('', 'Port: 22, Range: 0.0.0.0/0'), 'inner.yaml': inner},
	open('6 0.0.0.0/0'),
);
test(
	"the parent's default, by an expression",
	opens,
	{'template.yaml': root(cidr(), 'Port: 22, Range: !Sub "${Range}"'), 'inner.yaml': inner},
	byDefault('Range', '2 0.0.0.0/0'),
);
test('a default that the parent never leaves in force', opens, {
	'template.yaml': root('', 'Port: 22, Range: 10.0.0.0/8'),
	'inner.yaml': inner.replace('Range: {Type: String}', 'Range: {Type: String, Default: 0.0.0.0/0}'),
});

// What seems to open a port, and does not.
for (const [name, text] of Object.entries({
	'a web port': group([tcp(443, 443, 'CidrIp: 0.0.0.0/0')]),
	'a range between the ports': group([tcp(8000, 8080, 'CidrIp: 0.0.0.0/0')]),
	UDP: group(['{IpProtocol: udp, FromPort: 0, ToPort: 65535, CidrIp: 0.0.0.0/0}']),
	ICMP: group(['{IpProtocol: icmp, FromPort: -1, ToPort: -1, CidrIp: 0.0.0.0/0}', '{IpProtocol: icmpv6, FromPort: 8, ToPort: 22, CidrIpv6: "::/0"}']),
	'a private range': group([to22('10.0.0.0/7'), to22('172.16.0.0/12')]),
	"one organisation's range": group([to22('17.0.0.0/8')]),
	'private IPv6': group([tcp(22, 22, "CidrIpv6: 'fc00::/7'")]),
	'another group': group([tcp(22, 22, 'SourceSecurityGroupId: sg-1')]),
	"AWS's prefix list": group([tcp(22, 22, 'SourcePrefixListId: pl-60b85b09')]),
	'a prefix list of offices': group([listed], {after: list('{Cidr: 203.0.113.0/24}')}),
	egress: group([]).replace('SecurityGroupIngress:', `SecurityGroupEgress: [${to22('0.0.0.0/0')}]`),
	"the buyer's range": group([to22('!Ref Range')], {before: cidr('')}),
	"one of the buyer's addresses": group([to22('!Sub "${Range}/32"')], {before: cidr('')}),
	'a choice of ranges': group([to22('!Ref Range')], {before: cidr(', AllowedValues: [10.0.0.0/8, 0.0.0.0/0]')}),
	'a port and a range that never meet': group([tcp('!If [Admin, 22, 443]', '!If [Admin, 22, 443]', 'CidrIp: !If [Admin, 10.0.0.0/8, 0.0.0.0/0]')]),
	'a rule for the web where the range is open': group([`!If [Admin, ${to22('!If [Admin, 10.0.0.0/8, 0.0.0.0/0]')}, ${tcp(443, 443, 'CidrIp: 0.0.0.0/0')}]`]),
	'branches whose ports are no range': group([tcp('!If [Web, 80, 8443]', '!If [Web, 80, 8443]', 'CidrIp: 0.0.0.0/0')]),
	'entries whose ports are no range': looked('!Ref AWS::Region')
		.replace('small: {from: 22, to: 22}', 'small: {from: 80, to: 80}')
		.replace('from: 443', 'from: 8443'),
	'a web port by default': group([tcp('!Ref Port', '!Ref Port', 'CidrIp: 0.0.0.0/0')], {before: port.replace('22', '8443')}),
	'a port that buyers give': group([tcp('!Ref Port', '!Ref Port', 'CidrIp: 0.0.0.0/0')], {before: port.replace(', Default: 22', '')}),
	'halves for other ports': group([tcp(22, 22, 'CidrIp: 198.0.0.0/8'), tcp(443, 443, 'CidrIp: 128.0.0.0/1')]),
	'a dynamic reference': group([to22("'{{resolve:ssm:/larkspur/cidr}}'")]),
	'an SSM parameter': group([to22('!Ref Range')], {before: cidr(', Default: /0', 'AWS::SSM::Parameter::Value<String>')}),
	'a value of another stack': group([to22('!ImportValue OfficeRange')]),
	'a loopback by default': group([to22('!Ref Range')], {before: cidr(', Default: 127.0.0.1/32')}),
	'an empty default': group([to22('!Ref Range')], {before: cidr(", Default: ''")}),
	'a default for the web': group([tcp(443, 443, 'CidrIp: !Ref Range')], {before: cidr()}),
	'a network ACL':
		'Resources:\n  Entry:\n    Type: AWS::EC2::NetworkAclEntry\n    Properties: {Protocol: 6, PortRange: {From: 22, To: 22}, CidrBlock: 0.0.0.0/0, RuleAction: allow}\n',
})) {
	test(`${name} opens nothing`, opens, text);
}

test(
	'a private range by default is a note',
	opens,
	group([to22('!Ref Range')], {before: cidr(', Default: 10.0.0.0/8')}),
	`note no-open-port-default [Range] template.yaml:2 10.0.0.0/8 · Range opens ${ssh} in Group and defaults to 10.0.0.0/8; AWS asks for no default there.`,
);
test(
	'a load balancer answers on its own ports',
	opens,
	group([tcp(1, 65535, 'CidrIp: !Ref Range')], {
		before: cidr(),
		after: '  Balancer:\n    Type: AWS::ElasticLoadBalancingV2::LoadBalancer\n    Properties: {SecurityGroups: [!Ref Group]}\n',
	}),
	`warning no-open-port-default [Range] template.yaml:2 0.0.0.0/0 · Range opens ${ssh}, RDP (port 3389) in Group and defaults to 0.0.0.0/0, ${everyone}`,
);
test('lookups inside lookups, and conditions inside conditions, end', async (t) => {
	const deep = (depth: number): string => (depth === 0 ? '0.0.0.0/0' : `!If [C${depth}, ${deep(depth - 1)}, ${deep(depth - 1)}]`);
	const started = performance.now();
	await said({'template.yaml': group([tcp(deep(6), deep(6), `CidrIp: ${deep(8)}`)])}, rules);
	await said({'template.yaml': group(Array.from({length: 2_000}, (_, index) => to22(`${index % 224}.${index % 256}.0.0/16`)))}, rules);
	t.true(performance.now() - started < 10_000);
});
