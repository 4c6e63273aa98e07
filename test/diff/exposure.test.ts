import test from 'ava';
import {changesBetween} from '../helpers/diff.ts';

function group(rules: string, more = '', parameters = ''): string {
	return `Parameters:
  Range: {Type: String, Default: 10.0.0.0/8}
  Mode: {Type: String}
${parameters}Conditions:
  IsOpen: !Equals [!Ref Mode, open]
Resources:
  Web:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Web
      SecurityGroupIngress: ${rules}
${more}`;
}

const https = '{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16}';

const opens = test.macro({
	async exec(t, old: string, next: string, expected: {was?: string; is: string; message: string}) {
		const changes = (await changesBetween(t, group(old), group(next))).filter(({severity}) => severity === 'error');
		t.is(changes.length, 1);
		t.like(changes[0], {kind: 'exposure/ingress-opened', subject: 'Web', ...expected});
	},
	title: (given = '') => `opened: ${given}`,
});
test('a port', opens, `[${https}]`, `[${https}, {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/16}]`, {
	is: '22',
	message: 'Web opens TCP port 22 to 10.0.0.0/16; before TCP port 443.',
});
test('more ports', opens, `[${https}]`, `[${https.replace('FromPort: 443', 'FromPort: 80')}]`, {
	is: '80',
	was: '443',
	message: 'Web opens TCP ports 80 to 443 to 10.0.0.0/16; before TCP port 443.',
});
test('a wider range', opens, `[${https}]`, `[${https.replace('10.0.0.0/16', '10.0.0.0/8')}]`, {
	is: '10.0.0.0/8',
	was: '10.0.0.0/16',
	message: 'Web opens TCP port 443 to 10.0.0.0/8; before 10.0.0.0/16.',
});
test('IPv6', opens, `[${https}]`, `[${https}, {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIpv6: '::/0'}]`, {
	is: "'::/0'",
	message: 'Web opens TCP port 443 to ::/0, the whole internet; before 10.0.0.0/16.',
});
test('all protocols', opens, `[${https}]`, "[{IpProtocol: '-1', CidrIp: 10.0.0.0/16}]", {
	is: "'-1'",
	message: 'Web opens all ports of all protocols to 10.0.0.0/16; before TCP port 443.',
});
test('a branch of Fn::If', opens, `[${https}]`, `[${https}, !If [IsOpen, {IpProtocol: udp, FromPort: 53, ToPort: 53, CidrIp: 0.0.0.0/0}, !Ref AWS::NoValue]]`, {
	is: '0.0.0.0/0',
	message: 'Web opens UDP port 53 to 0.0.0.0/0, the whole internet when IsOpen.',
});
test('what was narrower in a branch', opens, `[!If [IsOpen, ${https}, !Ref AWS::NoValue]]`, `[${https}]`, {
	is: '10.0.0.0/16',
	message: 'Web opens TCP port 443 to 10.0.0.0/16.',
});

test('opened: the default of a parameter', async (t) => {
	const old = group('[{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: !Ref Range}]');
	const changes = await changesBetween(t, old, old.replace('10.0.0.0/8', '0.0.0.0/0'));
	t.deepEqual(
		changes.map(({kind, severity, was, is, message}) => [kind, severity, was, is, message]),
		[
			[
				'exposure/ingress-opened',
				'error',
				'10.0.0.0/8',
				'0.0.0.0/0',
				'Web opens TCP port 22 to 0.0.0.0/0, the whole internet, the default of Range; before 10.0.0.0/8.',
			],
			[
				'update/parameter-default',
				'note',
				'10.0.0.0/8',
				'0.0.0.0/0',
				'Range defaults to "0.0.0.0/0" now, before to "10.0.0.0/8": stacks that are there keep their value.',
			],
		],
	);
	t.true((await changesBetween(t, old, old.replace('10.0.0.0/8', '10.1.0.0/16'))).every(({severity}) => severity === 'note'));
});

const same = test.macro({
	async exec(t, old: string, next: string) {
		t.deepEqual(await changesBetween(t, old, next), []);
	},
	title: (given = '') => `no change: ${given}`,
});
test(
	'a rule as a resource of its own',
	same,
	group(`[${https}]`),
	group(
		'[]',
		'  Rule: {Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupId: !GetAtt Web.GroupId, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16}}\n',
	),
);
test(
	'two ranges of ports that meet',
	same,
	group('[{IpProtocol: tcp, FromPort: 80, ToPort: 90, CidrIp: 10.0.0.0/16}]'),
	group("[{IpProtocol: '6', FromPort: 86, ToPort: 90, CidrIp: 10.0.0.0/16}, {IpProtocol: tcp, FromPort: '80', ToPort: 85, CidrIp: 10.0.0.0/16}]"),
);
test('both branches of Fn::If', same, group(`[${https}]`), group(`!If [IsOpen, [${https}], ${https}]`));

test('closed is a note', async (t) => {
	t.deepEqual(
		(await changesBetween(t, group(`[${https}]`), group('[]'))).map(({kind, severity, was, message}) => [kind, severity, was, message]),
		[['exposure/ingress-closed', 'note', '10.0.0.0/16', 'Web no longer opens TCP port 443 to 10.0.0.0/16.']],
	);
});

const becomes = test.macro({
	async exec(t, old: string, next: string, expected: {kind?: string; severity?: string; is: string; message: string}) {
		const [before, after] = [old, next].map(
			(resource) =>
				`Parameters:\n  Mode: {Type: String}\nConditions:\n  IsOpen: !Equals [!Ref Mode, open]\nResources:\n  Topic: {Type: AWS::SNS::Topic}\n${resource}`,
		) as [string, string];
		const changes = (await changesBetween(t, before, after)).filter(({kind}) => kind.startsWith('exposure/'));
		t.is(changes.length, 1);
		t.like(changes[0], {kind: 'exposure/public', severity: 'error', subject: 'It', ...expected});
	},
	title: (given = '') => `public: ${given}`,
});
const it = (type: string, properties: string) => `  It: {Type: ${type}, Properties: ${properties}}\n`;
const blocks = '{BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true}';
test('a database', becomes, it('AWS::RDS::DBInstance', '{PubliclyAccessible: false}'), it('AWS::RDS::DBInstance', '{PubliclyAccessible: true}'), {
	is: 'true',
	message: 'It gets an address on the internet: PubliclyAccessible is true.',
});
for (const [type, properties] of [
	['AWS::EC2::Instance', (options: string) => `{MetadataOptions: {${options}}}`],
	['AWS::EC2::LaunchTemplate', (options: string) => `{LaunchTemplateData: {MetadataOptions: {${options}}}}`],
] as const) {
	const closed = it(type, properties('HttpTokens: required'));
	const grown = {kind: 'exposure/metadata'};
	test(`metadata of ${type} without a token`, becomes, closed, it(type, properties('HttpTokens: optional')), {
		...grown,
		is: 'optional',
		message: 'It may answer requests for its metadata without a session token (IMDSv1): HttpTokens is optional.',
	});
	test(`metadata of ${type} as the AMI has it`, becomes, closed, it(type, properties('HttpEndpoint: enabled')), {
		...grown,
		is: 'It',
		message: 'It may answer requests for its metadata without a session token (IMDSv1): HttpTokens is left out.',
	});
	test(`metadata of ${type} that asks for a token now, or never did`, async (t) => {
		const open = it(type, properties('HttpTokens: optional'));
		const none = it(type, '{}');
		const template = (resource: string) => `Resources:\n  Topic: {Type: AWS::SNS::Topic}\n${resource}`;
		for (const [old, next] of [
			[open, closed],
			[none, open],
			['', open],
			[none, closed],
		] as const)
			t.deepEqual(
				(await changesBetween(t, template(old), template(next))).filter(({kind}) => kind.startsWith('exposure/')),
				[],
			);
	});
}
test(
	'an instance in a branch',
	becomes,
	it('AWS::EC2::Instance', '{NetworkInterfaces: [{AssociatePublicIpAddress: false}]}'),
	it('AWS::EC2::Instance', '{NetworkInterfaces: [{AssociatePublicIpAddress: !If [IsOpen, true, false]}]}'),
	{is: 'true', message: 'It gets a public IP address: AssociatePublicIpAddress is true.'},
);
test(
	'a load balancer by default',
	becomes,
	it('AWS::ElasticLoadBalancingV2::LoadBalancer', '{Scheme: internal}'),
	it('AWS::ElasticLoadBalancingV2::LoadBalancer', '{}'),
	{is: 'It', message: 'It faces the internet: Scheme is left out.'},
);
test('an address', becomes, '', it('AWS::EC2::EIP', '{}'), {is: 'AWS::EC2::EIP', message: 'It is a new public IP address.'});
test('a bucket that loses its block', becomes, it('AWS::S3::Bucket', `{PublicAccessBlockConfiguration: ${blocks}}`), it('AWS::S3::Bucket', '{}'), {
	is: 'It',
	message: 'It no longer keeps public access off: PublicAccessBlockConfiguration is gone.',
});
test(
	'a bucket whose block is off in part',
	becomes,
	it('AWS::S3::Bucket', `{PublicAccessBlockConfiguration: ${blocks}}`),
	it('AWS::S3::Bucket', `{PublicAccessBlockConfiguration: ${blocks.replace('BlockPublicPolicy: true', 'BlockPublicPolicy: false')}}`),
	{is: 'false', message: 'It no longer keeps public access off: BlockPublicPolicy is off.'},
);
test(
	'a database that is private again',
	becomes,
	it('AWS::RDS::DBInstance', '{PubliclyAccessible: true}'),
	it('AWS::RDS::DBInstance', '{PubliclyAccessible: false}'),
	{kind: 'exposure/no-longer-public', severity: 'note', is: 'false', message: 'It no longer gets an address on the internet: PubliclyAccessible is false.'},
);

test('a gateway load balancer faces nobody; a bucket that never said so has AWS-s own block', async (t) => {
	const [before, after] = ['', `${it('AWS::ElasticLoadBalancingV2::LoadBalancer', '{Type: gateway}')}  Data: {Type: AWS::S3::Bucket}\n`].map(
		(more) => `Resources:\n  Topic: {Type: AWS::SNS::Topic}\n${more}`,
	) as [string, string];
	t.deepEqual(await changesBetween(t, before, after), []);
});

function policy(statements: string, type = 'AWS::S3::BucketPolicy', property = 'PolicyDocument'): string {
	return `Resources:\n  It:\n    Type: ${type}\n    Properties:\n      Bucket: data\n      ${property}: ${statements}\n`;
}

const account = '{Effect: Allow, Principal: {AWS: "111122223333"}, Action: s3:GetObject, Resource: "*"}';
test('a resource policy that lets more in, or no longer denies', async (t) => {
	const old = policy(
		`{Statement: [${account}, {Effect: Deny, Principal: '*', Action: 's3:*', Resource: '*', Condition: {Bool: {aws:SecureTransport: 'false'}}}]}`,
	);
	const open = await changesBetween(t, old, old.replace('{AWS: "111122223333"}', "'*'"));
	t.like(open[0], {
		kind: 'exposure/resource-policy-widened',
		severity: 'error',
		is: "'*'",
		message: 'The policy of It lets everyone use s3:GetObject on *, which it did not before.',
	});
	const undenied = await changesBetween(t, old, policy(`{Statement: [${account}]}`));
	t.like(undenied[0], {kind: 'exposure/resource-policy-widened', severity: 'error', was: "'s3:*'"});
	t.deepEqual(await changesBetween(t, old, old.replace('"111122223333"', 'arn:aws:iam::111122223333:root')), []);
});

test('a Deny that spares more', async (t) => {
	const old = policy("{Statement: {Effect: Deny, NotPrincipal: {AWS: ['arn:aws:iam::111122223333:role/a']}, Action: 's3:*', Resource: '*'}}");
	const changes = await changesBetween(t, old, old.replace("role/a'", "role/a', 'arn:aws:iam::111122223333:role/b'"));
	t.like(changes[0], {kind: 'exposure/resource-policy-widened', severity: 'error'});
	t.true((await changesBetween(t, old, old.replace("['arn:aws:iam::111122223333:role/a']", "'arn:aws:iam::111122223333:role/a'"))).length === 0);
});

test('policies wherever they stand: as text, in types that nobody listed, as permissions of functions', async (t) => {
	const text = (principal: string) =>
		policy(`'{"Statement":{"Effect":"Allow","Principal":${principal},"Action":"logs:PutLogEvents","Resource":"*"}}'`, 'AWS::Logs::ResourcePolicy');
	t.like((await changesBetween(t, text('{"Service":"es.amazonaws.com"}'), text('{"Service":["es.amazonaws.com","route53.amazonaws.com"]}')))[0], {
		severity: 'error',
		subject: 'It',
	});
	const point = (principal: string) =>
		policy(`{Statement: {Effect: Allow, Principal: ${principal}, Action: s3:GetObject, Resource: '*'}}`, 'AWS::S3::AccessPoint', 'Policy');
	t.like((await changesBetween(t, point('{AWS: "111122223333"}'), point("'*'")))[0], {kind: 'exposure/resource-policy-widened', severity: 'error', is: "'*'"});
	const permission = (more: string) =>
		`Resources:\n  Call: {Type: AWS::Lambda::Permission, Properties: {FunctionName: f, Action: lambda:InvokeFunction, Principal: s3.amazonaws.com${more}}}\n`;
	t.like((await changesBetween(t, permission(', SourceAccount: "111122223333"'), permission('')))[0], {
		kind: 'exposure/resource-policy-widened',
		severity: 'error',
		subject: 'Call',
		was: '"111122223333"',
	});
});

test('an endpoint without a policy lets everything through', async (t) => {
	const endpoint = (more: string) => `Resources:\n  It: {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: v${more}}}\n`;
	const changes = await changesBetween(
		t,
		endpoint(", PolicyDocument: {Statement: {Effect: Allow, Principal: '*', Action: s3:GetObject, Resource: '*'}}"),
		endpoint(''),
	);
	t.like(changes[0], {kind: 'exposure/resource-policy-widened', severity: 'error', message: 'It has no policy any more, so that everything may pass.'});
});
