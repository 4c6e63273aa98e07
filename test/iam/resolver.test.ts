import test from 'ava';
import {isAbsent} from '../../src/evidence.ts';
import {roleWith} from '../../src/examples.ts';
import {gatherIam} from '../../src/gather/iam/gather.ts';
import {iamOf, identityOf} from '../helpers/iam.ts';
import {templatesOf} from '../helpers/templates.ts';

const allow = (resource: string, action = 's3:PutObject') => `{Effect: Allow, Action: '${action}', Resource: ${resource}}`;
/** Resources of the first statement, as they are understood. */
async function resourcesOf(text: string): Promise<readonly string[]> {
	const {policies} = await identityOf(text);
	return policies.flatMap(({statements}) => statements).flatMap(({resources}) => resources.map((token) => token.text));
}

const cases: Readonly<Record<string, readonly [head: string, resource: string, expected: readonly string[]]>> = {
	'a text': ['', "'arn:aws:s3:::a'", ['arn:aws:s3:::a']],
	'a pseudo-parameter': ['', "!Sub 'arn:${AWS::Partition}:s3:::a'", ['arn:${AWS::Partition}:s3:::a']],
	'an attribute': ['', '!GetAtt Bucket.Arn', ['${Bucket.Arn}']],
	'a parameter without a default': ['Parameters: {P: {Type: String}}\n', '!Ref P', ['${P}']],
	'a default, and what the buyer may give instead': ['Parameters: {P: {Type: String, Default: b}}\n', '!Ref P', ['b', '${P}']],
	'allowed values': ["Parameters: {P: {Type: String, AllowedValues: [a, '*']}}\n", '!Ref P', ['a', '*']],
	'a list parameter': ["Parameters: {P: {Type: CommaDelimitedList, Default: 'a, *'}}\n", '!Ref P', ['a', '*', '${P}']],
	'a default in a text counts where it widens': [
		"Parameters: {P: {Type: String, Default: '*'}}\n",
		"!Sub 'arn:aws:s3:::${P}'",
		['arn:aws:s3:::*', 'arn:aws:s3:::${P}'],
	],
	'a default in a text does not count where it names': ['Parameters: {P: {Type: String, Default: x}}\n', "!Sub 'arn:aws:s3:::${P}'", ['arn:aws:s3:::${P}']],
	'a mapping by Region': ["Mappings: {M: {us-east-1: {R: a}, eu-west-1: {R: '*'}}}\n", "!FindInMap [M, !Ref 'AWS::Region', R]", ['a', '*']],
	'a mapping by a written key': ["Mappings: {M: {us-east-1: {R: a}, eu-west-1: {R: '*'}}}\n", '!FindInMap [M, us-east-1, R]', ['a']],
	'both branches': ["Conditions: {C: !Equals [a, !Ref 'AWS::Region']}\n", "!If [C, a, !If [C, b, '*']]", ['a', '*']],
	nothing: ["Conditions: {C: !Equals [a, !Ref 'AWS::Region']}\n", "[!If [C, a, !Ref 'AWS::NoValue'], b]", ['a', 'b']],
	'a split text': ['', "!Split [',', 'a,*']", ['a', '*']],
	'a joined list': ['', "!Join ['', ['arn:aws:s3:::', !Ref Bucket, '/*']]", ['arn:aws:s3:::${Bucket}/*']],
	'an import': ['', '!ImportValue larkspur-bucket', ['${Fn::ImportValue}']],
};
for (const [name, [head, resource, expected]] of Object.entries(cases))
	test(`${name} as a resource`, async (t) => t.deepEqual(await resourcesOf(head + roleWith(allow(resource))), expected));

test('a loop goes through its items', async (t) => {
	const template = (items: string) =>
		`Transform: AWS::LanguageExtensions\nParameters: {Names: {Type: CommaDelimitedList, Default: 'a,*'}}\nResources:\n  Fn::ForEach::Roles:\n    - Name\n    - ${items}\n    - Role\${Name}:\n        Type: AWS::IAM::Role\n        Properties:\n          AssumeRolePolicyDocument: {Statement: []}\n          Policies: [{PolicyName: p, PolicyDocument: {Statement: [{Effect: Allow, Action: 's3:PutObject', Resource: !Ref Name}]}}]\n`;
	t.deepEqual(await resourcesOf(template("[a, '*']")), ['a', '*', '${Name}']);
	t.deepEqual(await resourcesOf(template('!Ref Names')), ['a', '*', '${Name}']);
});

test('a parent gives a nested template what its policy names', async (t) => {
	const child = `Parameters: {What: {Type: String, Default: narrow}}\n${roleWith(allow('!Ref What'))}`;
	const parent = (value: string) =>
		`Parameters: {Wide: {Type: String, Default: '*'}}\nResources:\n  Inner:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: ./child.yaml, Parameters: {What: ${value}}}\n`;
	for (const [value, expected] of [
		["'*'", ['*']],
		['!Ref Wide', ['*', '${What}']],
		["!Sub 'arn:aws:s3:::${AWS::StackName}'", ['${What}']],
	] as const) {
		const iam = gatherIam(await templatesOf({'parent.yaml': parent(value), 'child.yaml': child}));
		if (isAbsent(iam)) throw new Error(iam.absent);
		const [role] = iam.identities;
		t.deepEqual(
			role?.policies.flatMap(({statements}) => statements.flatMap(({resources}) => resources.map(({text}) => text))),
			expected,
		);
	}
});

test('what can’t be followed is said', async (t) => {
	const {policies} = await identityOf(roleWith("{'Fn::Transform': {Name: 'AWS::Include'}}"));
	t.deepEqual(
		policies.flatMap(({unread}) => unread.map(({why}) => why)),
		['a statement is made by an expression that is not followed'],
	);
});

test('an identity has its own policies, those attached to it, and those that it names', async (t) => {
	const text = `${roleWith(allow("'*'", 'ec2:StopInstances'))}      ManagedPolicyArns: [!Ref Named, 'arn:aws:iam::aws:policy/ReadOnlyAccess']
  Named: {Type: 'AWS::IAM::ManagedPolicy', Properties: {PolicyDocument: {Statement: [${allow("'*'")}]}}}
  Attached: {Type: 'AWS::IAM::Policy', Properties: {PolicyName: p, Roles: [!Ref Role], PolicyDocument: {Statement: [${allow("'*'")}]}}}
  Alone: {Type: 'AWS::IAM::ManagedPolicy', Properties: {PolicyDocument: {Statement: [${allow("'*'")}]}}}
  Profile: {Type: 'AWS::IAM::InstanceProfile', Properties: {Roles: [!Ref Role]}}
`;
	const {identities} = await iamOf(text);
	t.deepEqual(
		identities.map(({kind, logicalId, onInstances, policies}) => [kind, logicalId, onInstances, policies.map((policy) => `${policy.kind} ${policy.name}`)]),
		[
			['role', 'Role', true, ['inline Role', 'aws-managed ReadOnlyAccess', 'customer-managed Named', 'inline Attached']],
			['policy', 'Alone', false, ['customer-managed Alone']],
		],
	);
});
