import test from 'ava';
import {changesBetween} from '../helpers/diff.ts';

const trust = 'AssumeRolePolicyDocument: {Statement: []}';
const role = (statement: string, more = '') =>
	`{Type: AWS::IAM::Role, Properties: {${trust}${more}, Policies: [{PolicyName: p, PolicyDocument: {Statement: [${statement}]}}]}}`;
const read = '{Effect: Allow, Action: s3:GetObject, Resource: "arn:aws:s3:::data/*"}';
const stop = '{Effect: Allow, Action: ec2:StopInstances, Resource: "*"}';

/** A template in which everything is there before and after, but for what the lines given say. */
const template = (...lines: readonly string[]) => `Parameters:
  Mode: {Type: String}
  Theirs: {Type: String}
Conditions:
  IsOpen: !Equals [!Ref Mode, open]
Resources:
  Narrow: ${role(read)}
  Wide: ${role(`${read}, ${stop}`)}
  Twin: ${role(read)}
  Bound: ${role(`${read}, ${stop}`, ', PermissionsBoundary: arn:aws:iam::aws:policy/AmazonS3FullAccess')}
  Outer: {Type: AWS::IAM::Role, Properties: {${trust}, ManagedPolicyArns: [arn:aws:iam::111122223333:policy/Ours]}}
  Whole: {Type: AWS::IAM::Role, Properties: {${trust}, ManagedPolicyArns: [arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess]}}
  NarrowProfile: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref Narrow]}}
  WideProfile: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref Wide]}}
  Tight: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: t, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8}]}}
  Loose: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: l, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}]}}
  Inner: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: i, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.1.0.0/16}]}}
  Seed: {Type: AWS::EC2::LaunchTemplate, Properties: {LaunchTemplateData: {IamInstanceProfile: {Arn: !GetAtt NarrowProfile.Arn}, SecurityGroupIds: [!Ref Tight]}}}
  OtherSeed: {Type: AWS::EC2::LaunchTemplate, Properties: {LaunchTemplateData: {IamInstanceProfile: {Name: !Ref WideProfile}, SecurityGroupIds: [!Ref Loose]}}}
${lines.map((line) => `  ${line}\n`).join('')}`;

const work = (roleArn: string) => `Work: {Type: AWS::Lambda::Function, Properties: {Role: ${roleArn}}}`;
const node = (profile: string) => `Node: {Type: AWS::EC2::Instance, Properties: {ImageId: a, IamInstanceProfile: ${profile}}}`;
const web = (...groups: readonly string[]) => `Web: {Type: AWS::EC2::NetworkInterface, Properties: {SubnetId: a, GroupSet: [${groups.join()}]}}`;

const told = test.macro({
	async exec(t, old: string, next: string, ...expected: readonly string[]) {
		const changes = await changesBetween(t, template(old), template(next));
		t.deepEqual(
			changes.filter(({kind}) => kind.endsWith('-changed')).map(({severity, message}) => `${severity}: ${message}`),
			expected,
		);
	},
	title: (given = '') => `runs with: ${given}`,
});

const wide = 'error: Work (AWS::Lambda::Function) runs with the role Wide, before Narrow: it gains ec2:StopInstances on *.';
test('the role of a function', told, work('!GetAtt Narrow.Arn'), work('!GetAtt Wide.Arn'), wide);
test('the same by its ARN', told, work('!GetAtt Narrow.Arn'), work('!Sub "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${Wide}"'), wide);
test('a role that may do less', told, work('!GetAtt Wide.Arn'), work('!GetAtt Narrow.Arn'));
test('a role that may do the same', told, work('!GetAtt Narrow.Arn'), work('!GetAtt Twin.Arn'));
test('a role whose boundary keeps the rest from it', told, work('!GetAtt Narrow.Arn'), work('!GetAtt Bound.Arn'));
test(
	'a role without the boundary of the other',
	told,
	work('!GetAtt Bound.Arn'),
	work('!GetAtt Wide.Arn'),
	'error: Work (AWS::Lambda::Function) runs with the role Wide, before Bound: it gains what a permissions boundary kept from it before.',
);
test(
	'a role with a policy from elsewhere',
	told,
	work('!GetAtt Narrow.Arn'),
	work('!GetAtt Outer.Arn'),
	'error: Work (AWS::Lambda::Function) runs with the role Outer, before Narrow: it gains the policy arn:aws:iam::111122223333:policy/Ours, which is not known here.',
);
test(
	'a role in one branch',
	told,
	work('!GetAtt Narrow.Arn'),
	work('!If [IsOpen, !GetAtt Wide.Arn, !GetAtt Narrow.Arn]'),
	'error: Work (AWS::Lambda::Function) runs with the role Wide and Narrow, before Narrow: it gains ec2:StopInstances on * when IsOpen.',
);
test('branches that come to the same', told, work('!GetAtt Wide.Arn'), work('!If [IsOpen, !GetAtt Wide.Arn, !GetAtt Narrow.Arn]'));
test(
	'a role from outside of the template',
	told,
	work('!GetAtt Narrow.Arn'),
	work('arn:aws:iam::111122223333:role/theirs'),
	'error: Work (AWS::Lambda::Function) runs with the role arn:aws:iam::111122223333:role/theirs, which lies outside of the template, before Narrow: what it allows is not known here.',
);
test('a role that buyers name', told, work('!GetAtt Narrow.Arn'), work('!Ref Theirs'));
test(
	'a role in place of one that buyers name',
	told,
	work('!Ref Theirs'),
	work('!GetAtt Narrow.Arn'),
	'warning: Work (AWS::Lambda::Function) runs with the role Narrow, before ${Theirs}: it gains s3:GetObject on arn:aws:s3:::data/*; what it had before is not known here.',
);
test('a role that stays', told, work('!GetAtt Narrow.Arn'), work('!GetAtt Narrow.Arn'));
test('a function that is new', told, 'Topic: {Type: AWS::SNS::Topic}', work('!GetAtt Wide.Arn'));

test('an AWS managed policy of another role', async (t) => {
	const [change] = (await changesBetween(t, template(work('!GetAtt Narrow.Arn')), template(work('!GetAtt Whole.Arn')))).filter(
		({kind}) => kind === 'permissions/role-changed',
	);
	t.regex(change?.message ?? '', /^Work .* runs with the role Whole, before Narrow: it gains .* by the AWS managed policy AmazonSQSReadOnlyAccess\.$/);
});

test(
	'the profile of an instance',
	told,
	node('!Ref NarrowProfile'),
	node('!Ref WideProfile'),
	'error: Node (AWS::EC2::Instance) runs with the role Wide, before Narrow: it gains ec2:StopInstances on *.',
);
test(
	'a profile for an instance that had none',
	told,
	node('!Ref AWS::NoValue'),
	node('!Ref NarrowProfile'),
	'error: Node (AWS::EC2::Instance) runs with the role Narrow, before none: it gains s3:GetObject on arn:aws:s3:::data/*.',
);

test('the role in a profile is told of what is launched with it, or else of the profile', async (t) => {
	const messages = async (old: string) =>
		(await changesBetween(t, old, old.replace('Roles: [!Ref Narrow]', 'Roles: [!Ref Wide]'))).map(({message, subject, is}) => [subject, is, message]);
	t.deepEqual(await messages(template(node('!Ref NarrowProfile'))), [
		['Seed', '!GetAtt NarrowProfile.Arn', 'Seed (AWS::EC2::LaunchTemplate) runs with the role Wide, before Narrow: it gains ec2:StopInstances on *.'],
		['Node', '!Ref NarrowProfile', 'Node (AWS::EC2::Instance) runs with the role Wide, before Narrow: it gains ec2:StopInstances on *.'],
	]);
	t.deepEqual(await messages(template().replace('IamInstanceProfile: {Arn: !GetAtt NarrowProfile.Arn}, ', '')), [
		['NarrowProfile', '!Ref Wide', 'NarrowProfile (AWS::IAM::InstanceProfile) runs with the role Wide, before Narrow: it gains ec2:StopInstances on *.'],
	]);
});

test('a role that is new tells of its rights itself', async (t) => {
	const next = template(work('!GetAtt New.Arn'), `New: ${role(stop)}`);
	const changes = await changesBetween(t, template(work('!GetAtt Narrow.Arn')), next);
	t.deepEqual(
		changes.map(({message}) => message),
		['The new role New gains ec2:StopInstances on *.'],
	);
});

const fleet = (seed: string) => `Fleet: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {LaunchTemplate: {LaunchTemplateId: !Ref ${seed}, Version: 1}}}`;
test(
	'another launch template',
	told,
	fleet('Seed'),
	fleet('OtherSeed'),
	'error: Fleet (AWS::AutoScaling::AutoScalingGroup) is in the security group Loose, before Tight: it opens TCP port 443 to 0.0.0.0/0, the whole internet.',
	'error: Fleet (AWS::AutoScaling::AutoScalingGroup) runs with the role Wide, before Narrow: it gains ec2:StopInstances on *.',
);
test('a narrower launch template', told, fleet('OtherSeed'), fleet('Seed'));

test(
	'a security group',
	told,
	web('!Ref Tight'),
	web('!GetAtt Loose.GroupId'),
	'error: Web (AWS::EC2::NetworkInterface) is in the security group Loose, before Tight: it opens TCP port 443 to 0.0.0.0/0, the whole internet.',
);
test(
	'a security group more',
	told,
	web('!Ref Tight'),
	web('!Ref Tight', '!Ref Loose'),
	'error: Web (AWS::EC2::NetworkInterface) is in the security group Tight and Loose, before Tight: it opens TCP port 443 to 0.0.0.0/0, the whole internet.',
);
test('a narrower security group', told, web('!Ref Tight'), web('!Ref Inner'));
test('security groups in another order', told, web('!Ref Tight', '!Ref Inner'), web('!GetAtt Inner.GroupId', '!GetAtt Tight.GroupId'));
test('a security group that buyers name', told, web('!Ref Tight'), web('!Ref Theirs'));
test(
	'a security group from outside of the template',
	told,
	web('!Ref Tight'),
	web('sg-0123456789abcdef0'),
	'error: Web (AWS::EC2::NetworkInterface) is in the security group sg-0123456789abcdef0, which lies outside of the template, before Tight: what it opens is not known here.',
);
const launched = (interfaces: string) => `Node: {Type: AWS::EC2::Instance, Properties: {ImageId: a, NetworkInterfaces: [${interfaces}]}}`;
test('the same groups by a network interface of its own', async (t) => {
	const changes = await changesBetween(
		t,
		template(web('!Ref Loose'), launched('{DeviceIndex: 0, NetworkInterfaceId: !Ref Web}')),
		template(web('!Ref Loose'), launched('{DeviceIndex: 0, GroupSet: [!Ref Loose]}')),
	);
	t.deepEqual(
		changes.filter(({severity}) => severity === 'error'),
		[],
	);
});
