import test from 'ava';
import type {Admission} from '../../src/evidence/iam.ts';
import {iamOf, identityOf} from '../helpers/iam.ts';

const head =
	"Parameters:\n  Peer: {Type: String}\n  Repository: {Type: String}\n  Organization: {Type: String, Default: octo}\nConditions: {A: !Equals [!Ref 'AWS::Region', us-east-1]}\n";
const queue = (...statements: readonly string[]) =>
	`${head}Resources:\n  Policy:\n    Type: AWS::SQS::QueuePolicy\n    Properties:\n      PolicyDocument:\n        Statement: [${statements.join(', ')}]\n`;
const role = (...statements: readonly string[]) =>
	`${head}Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement: [${statements.join(', ')}]\n`;

function wordsOf({whom}: Admission): string {
	if (whom.is === 'account') return whom.account;
	if (whom.is === 'parameter') return `\${${whom.parameter}}`;
	if (whom.is === 'organization') return whom.organization;
	if (whom.is === 'issuer') return `all of ${whom.issuer}`;
	return whom.is === 'tenant' ? whom.tenant : whom.is;
}
const ofQueue = async (...statements: readonly string[]) =>
	(await iamOf(queue(...statements))).resourcePolicies.flatMap(({admissions}) => admissions.map(wordsOf));
const ofRole = async (...statements: readonly string[]) => ((await identityOf(role(...statements))).trust?.admissions ?? []).map(wordsOf);

const open = (condition: string) => `{Effect: Allow, Principal: '*', Action: 'sqs:SendMessage', Resource: '*', Condition: ${condition}}`;
const conditions: Readonly<Record<string, readonly string[]>> = {
	"{IpAddress: {'aws:SourceIp': 0.0.0.0/0}}": ['everyone'],
	"{IpAddress: {'aws:SourceIp': [10.0.0.0/8, '::/0']}}": ['everyone'],
	"{IpAddress: {'aws:SourceIp': [128.0.0.0/1, 0.0.0.0/1]}}": ['everyone'],
	"{IpAddress: {'aws:SourceIp': [0.0.0.0/1]}}": [],
	"{IpAddress: {'aws:SourceIp': 198.51.100.0/24}}": [],
	"{NotIpAddress: {'aws:SourceIp': 198.51.100.0/24}}": ['everyone'],
	"{StringLike: {'aws:SourceArn': 'arn:aws:sns:*'}}": ['everyone'],
	"{ArnLike: {'aws:SourceArn': 'arn:aws:*:*:*:*'}}": ['everyone'],
	"{ArnLike: {'aws:SourceArn': 'arn:aws:sns:*:*:larkspur'}}": ['everyone'],
	"{ArnLike: {'aws:SourceArn': !Sub 'arn:aws:sns:*:${AWS::AccountId}:*'}}": [],
	"{ArnEquals: {'aws:SourceArn': !GetAtt Topic.Arn}}": [],
	"{ArnEquals: {'aws:SourceArn': !Ref Peer}}": ['${Peer}'],
	"{ArnLike: {'aws:SourceArn': 'arn:aws:s3:*:*:larkspur'}}": [],
	"{ArnLike: {'aws:SourceArn': 'arn:aws:s3:::*'}}": ['everyone'],
	"{ArnLike: {'aws:SourceArn': 'arn:aws:sns:us-east-1:111122223333:larkspur'}}": ['111122223333'],
	"{StringEquals: {'aws:SourceAccount': !Ref 'AWS::AccountId'}}": [],
	"{StringEqualsIfExists: {'aws:SourceAccount': !Ref 'AWS::AccountId'}}": ['everyone'],
	"{StringEquals: {'aws:PrincipalAccount': [!Ref 'AWS::AccountId', '111122223333']}}": ['own', '111122223333'],
	"{StringEquals: {'aws:PrincipalAccount': '111122223333', 'aws:SourceAccount': !Ref 'AWS::AccountId'}}": [],
	"{StringNotEquals: {'aws:PrincipalAccount': '111122223333'}}": ['everyone'],
	"{StringEquals: {'aws:PrincipalOrgID': o-a1b2c3d4e5}}": ['o-a1b2c3d4e5'],
	"{StringLike: {'aws:PrincipalOrgID': 'o-*'}}": ['everyone'],
	"{'ForAnyValue:StringLike': {'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*'}}": ['o-a1b2c3d4e5'],
	"{'ForAllValues:StringLike': {'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*'}}": ['everyone'],
	"{StringEquals: {'aws:PrincipalTag/product': larkspur}}": ['everyone'],
	"{StringEquals: {'aws:SourceVpce': vpce-1}}": [],
	"{Bool: {'aws:PrincipalIsAWSService': 'true'}}": [],
	"{Bool: {'aws:SecureTransport': 'true'}}": ['everyone'],
};
for (const [condition, expected] of Object.entries(conditions))
	test(`a queue for everyone, ${condition}`, async (t) => t.deepEqual(await ofQueue(open(condition)), expected));

const all = "{Effect: Allow, Principal: '*', Action: 'sqs:SendMessage', Resource: !GetAtt Queue.Arn}";
const deny = (rest: string) => `{Effect: Deny, Action: 'sqs:*', Resource: !GetAtt Queue.Arn, ${rest}}`;
const denials: Readonly<Record<string, readonly string[]>> = {
	[deny("Principal: '*', Condition: {StringNotEquals: {'aws:PrincipalAccount': !Ref 'AWS::AccountId'}}")]: [],
	[deny("Principal: '*', Condition: {StringNotEquals: {'aws:PrincipalAccount': '111122223333'}}")]: ['111122223333'],
	[deny("Principal: '*', Condition: {StringEquals: {'aws:PrincipalAccount': '111122223333'}}")]: ['everyone'],
	[deny("Principal: '*', Condition: {StringNotEqualsIfExists: {'aws:PrincipalOrgID': o-a1b2c3d4e5}, BoolIfExists: {'aws:PrincipalIsAWSService': 'false'}}")]: [
		'o-a1b2c3d4e5',
	],
	[deny("Principal: '*', Condition: {StringNotEquals: {'aws:PrincipalAccount': !Ref 'AWS::AccountId', 'aws:UserAgent': larkspur}}")]: ['everyone'],
	[deny("Principal: '*'")]: [],
	[deny("NotPrincipal: {AWS: !Ref 'AWS::AccountId'}")]: [],
	[deny("NotPrincipal: {AWS: '111122223333'}")]: ['111122223333'],
	[deny("Principal: {AWS: '111122223333'}")]: ['everyone'],
	[deny("Principal: '*', Condition: {Bool: {'aws:SecureTransport': 'false'}}")]: ['everyone'],
	"{Effect: Deny, Principal: '*', Action: 'sqs:ReceiveMessage', Resource: '*', Condition: {StringNotEquals: {'aws:PrincipalAccount': a}}}": ['everyone'],
	"{Effect: Deny, Principal: '*', Action: 'sqs:*', Resource: !GetAtt Other.Arn}": ['everyone'],
	[`!If [A, ${deny("Principal: '*'")}, !Ref 'AWS::NoValue']`]: ['everyone'],
};
for (const [denial, expected] of Object.entries(denials))
	test(`a queue for everyone, beside ${denial}`, async (t) => t.deepEqual(await ofQueue(all, denial), expected));

test('all others than those of a NotPrincipal are everyone', async (t) => {
	const statement = (rest: string) => `{Effect: Allow, Action: 'sts:AssumeRole', ${rest}}`;
	t.deepEqual(await ofRole(statement("NotPrincipal: {AWS: !Ref 'AWS::AccountId'}")), ['everyone']);
	t.deepEqual(await ofRole(statement("NotPrincipal: '*'")), []);
	t.deepEqual(await ofRole(statement("NotPrincipal: {AWS: '111122223333'}, Condition: {StringEquals: {'aws:PrincipalAccount': !Ref 'AWS::AccountId'}}")), []);
});

test('of a trust policy a network is no name', async (t) => {
	const statement = (condition: string) => `{Effect: Allow, Principal: {AWS: '*'}, Action: 'sts:AssumeRole', Condition: ${condition}}`;
	t.deepEqual(await ofRole(statement("{IpAddress: {'aws:SourceIp': 198.51.100.0/24}}")), ['everyone']);
	t.deepEqual(await ofRole(statement("{StringEquals: {'sts:ExternalId': larkspur}}")), ['everyone']);
	t.deepEqual(await ofRole(statement("{ArnLike: {'aws:PrincipalArn': !Sub 'arn:aws:iam::${AWS::AccountId}:role/*'}}")), []);
	t.deepEqual(await ofRole(statement("{ArnLike: {'aws:PrincipalArn': 'arn:aws:iam::*:role/larkspur'}}")), ['everyone']);
});

const token = (condition: string, issuer = 'token.actions.githubusercontent.com') =>
	`{Effect: Allow, Principal: {Federated: !Sub 'arn:aws:iam::\${AWS::AccountId}:oidc-provider/${issuer}'}, Action: 'sts:AssumeRoleWithWebIdentity', Condition: ${condition}}`;
const github = 'token.actions.githubusercontent.com';
const tokens: readonly (readonly [statement: string, expected: readonly string[]])[] = [
	[token(`{StringEquals: {'${github}:aud': sts.amazonaws.com}}`), [`all of ${github}`]],
	[token(`{StringLike: {'${github}:sub': '*'}}`), [`all of ${github}`]],
	[token(`{StringLike: {'${github}:sub': 'repo:*'}}`), [`all of ${github}`]],
	[token(`{StringLike: {'${github}:sub': 'repo:*/deploy:ref:refs/heads/main'}}`), [`all of ${github}`]],
	[token(`{StringNotLike: {'${github}:sub': 'repo:larkspur/*'}}`), [`all of ${github}`]],
	[token(`{'ForAllValues:StringLike': {'${github}:sub': 'repo:larkspur/*'}}`), [`all of ${github}`]],
	[token(`{StringLike: {'${github}:sub': 'repo:larkspur/*'}, StringEquals: {'${github}:aud': sts.amazonaws.com}}`), ['repo:larkspur/*']],
	[token(`{StringEquals: {'${github}:repository_owner_id': '1234'}}`), ['1234']],
	[token(`{StringLike: {'${github}:sub': !Sub 'repo:\${Repository}:*'}}`), []],
	[token(`{StringLike: {'${github}:sub': !Sub 'repo:larkspur/\${Repository}:*'}}`), ['repo:larkspur/${Repository}:*']],
	[token("{StringEquals: {'gitlab.com:aud': a}}", 'gitlab.com'), ['all of gitlab.com']],
	[token("{StringLike: {'gitlab.com:sub': 'project_path:larkspur/*'}}", 'gitlab.com'), ['project_path:larkspur/*']],
	[token("{StringEquals: {'a:sub': b}}", 'oidc.eks.us-east-1.amazonaws.com/id/${Repository}'), ['unknown']],
	[
		"{Effect: Allow, Principal: {Federated: 'arn:aws:iam::111122223333:saml-provider/okta'}, Action: 'sts:AssumeRoleWithSAML', Condition: {StringEquals: {'SAML:aud': a}}}",
		['unknown'],
	],
	["{Effect: Allow, Principal: {Federated: cognito-identity.amazonaws.com}, Action: 'sts:AssumeRoleWithWebIdentity'}", ['unknown']],
	["{Effect: Allow, Principal: {Federated: accounts.google.com}, Action: 'sts:AssumeRoleWithWebIdentity'}", ['all of accounts.google.com']],
	[
		"{Effect: Allow, Principal: {Federated: accounts.google.com}, Action: 'sts:AssumeRoleWithWebIdentity', Condition: {StringEquals: {'accounts.google.com:aud': a}}}",
		[],
	],
];
for (const [statement, expected] of tokens) test(`tokens: ${statement}`, async (t) => t.deepEqual(await ofRole(statement), expected));
