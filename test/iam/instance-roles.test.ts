import test from 'ava';
import {validators} from '../../validators/index.ts';
import {checkFiles} from '../helpers/submission.ts';

const rules = validators.filter(({id}) => id === 'iam/instance-role-from-template');

/** A loop of profiles, and a loop of instances that name theirs. */
const looped = (profile: string, variable = 'N') =>
	`Transform: AWS::LanguageExtensions
Parameters: {ImageId: {Type: 'AWS::EC2::Image::Id'}, Brought: {Type: String}}
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: 'sts:AssumeRole'}]}
  Fn::ForEach::Profiles: [N, [A, B], {'Profile\${N}': {Type: 'AWS::IAM::InstanceProfile', Properties: {Roles: [!Ref Role]}}}]
  Fn::ForEach::Hosts: [${variable}, [A, B], {'Host\${${variable}}': {Type: 'AWS::EC2::Instance', Properties: {ImageId: !Ref ImageId, IamInstanceProfile: ${profile}}}}]
`;

for (const [profile, variable] of [
	["{Ref: 'Profile${N}'}", 'N'],
	["{Ref: !Sub 'Profile${N}'}", 'N'],
	["{Ref: 'Profile${Name}'}", 'Name'],
	["!Sub '${Profile${N}}'", 'N'],
] as const) {
	test(`a profile of a loop is the template's: ${profile}`, async (t) => {
		const {findings} = await checkFiles({'template.yaml': looped(profile, variable)}, rules);
		t.deepEqual(findings, []);
	});
}

test('a profile that a loop takes from elsewhere is named', async (t) => {
	for (const [profile, name] of [
		["{Ref: 'Other${N}'}", 'Other${N}'],
		['!Ref Brought', 'Brought'],
		['{Ref: !Select [0, [A]]}', 'a name that is put together'],
	] as const) {
		const {findings} = await checkFiles({'template.yaml': looped(profile)}, rules);
		t.deepEqual(
			findings.map(({message}) => message),
			[`Host\${N} takes its instance profile from ${name}: the template does not create the role.`],
		);
	}
});
