import test from 'ava';
import {iamOf, identityOf} from '../helpers/iam.ts';

/** A template in JSON with these resources. */
function templateOf(resources: unknown, more: Readonly<Record<string, unknown>> = {}): string {
	return JSON.stringify({AWSTemplateFormatVersion: '2010-09-09', Resources: resources, ...more});
}

/** A role with one policy of one statement. */
function roleOf(statement: unknown): unknown {
	return {Type: 'AWS::IAM::Role', Properties: {Policies: [{PolicyDocument: {Statement: statement}}]}};
}

/** What the policies of the one identity say that they leave open. */
async function unreadOf(text: string): Promise<readonly string[]> {
	const {policies} = await identityOf(text);
	return policies.flatMap(({unread}) => unread.map(({why}) => why));
}

test('a list of more items than a call takes arguments is read so far, and what is left of it is open', async (t) => {
	const many = new Array<string>(130_000).fill('s3:GetObject');
	const text = templateOf({Role: roleOf({Effect: 'Allow', Action: ['*', ...many], Resource: '*'})});
	const {wide} = await identityOf(text);
	t.is(wide.length, 1);
	t.deepEqual(await unreadOf(text), ['the action ${…} is not told']);
	const statements = templateOf({Role: roleOf(new Array(2001).fill({Effect: 'Allow', Action: 's3:GetObject', Resource: 'x'}))});
	t.deepEqual(await unreadOf(statements), ['a statement is no object']);
});

test('a policy template of SAM with more keys than a call takes arguments', async (t) => {
	const keys = Object.fromEntries(Array.from({length: 130_000}, (_, index) => [`k${index}`, 1]));
	const {identities} = await iamOf(templateOf({Function: {Type: 'AWS::Serverless::Function', Properties: {Policies: [keys]}}}));
	t.is(identities[0]?.policies.length, 130_000);
});

test('a text that is put together and comes to more than is read stays open', async (t) => {
	const text = {'Fn::Sub': ['${a}'.repeat(600), {a: 'x'.repeat(1_000_000)}]};
	t.deepEqual(await unreadOf(templateOf({Role: roleOf({Effect: 'Allow', Action: text, Resource: '*'})})), ['the action ${…} is not told']);
});

test('thousands of actions that are not told', async (t) => {
	const holes = Array.from({length: 60}, (_, index) => `a${index}: "\${X${index}}"`).join(', ');
	const actions = new Array<string>(600).fill('*m').join(', ');
	const text = `Mappings: {M: {k: {${holes}}}}\nResources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      Policies: [{PolicyDocument: {Statement: {Effect: Allow, Resource: x, Action: [&m !FindInMap [M, !Ref A, !Ref B], ${actions}]}}}]\n`;
	t.is((await unreadOf(text)).length, 601 * 60);
});

test('an instance profile of hundreds of branches', async (t) => {
	const branches = Array.from({length: 600}, (_, index) => ({'Fn::If': [`C${index % 50}`, {Ref: 'P'}, {Ref: 'L'}]}));
	const conditions = Object.fromEntries(Array.from({length: 50}, (_, index) => [`C${index}`, {'Fn::Equals': [{Ref: 'AWS::Region'}, `r${index}`]}]));
	const {instanceRoles} = await iamOf(
		templateOf(
			{
				Host: {Type: 'AWS::EC2::Instance', Properties: {IamInstanceProfile: branches}},
				Profile: {Type: 'AWS::IAM::InstanceProfile', Properties: {Roles: [{Ref: 'Other'}]}},
			},
			{Conditions: conditions, Parameters: {P: {Type: 'String', AllowedValues: ['a', 'b', 'c', 'd']}, L: {Type: 'CommaDelimitedList', Default: 'a,b,c'}}},
		),
	);
	t.is(instanceRoles.length, 1200);
	t.true(instanceRoles.every(({from}) => from === 'parameter'));
});

test('expressions of a template that come to more than is read leave all of its roles open', async (t) => {
	const values = Array.from({length: 1000}, (_, index) => `*${index}`);
	const role = (property: unknown) => ({Type: 'AWS::IAM::Role', Properties: {ManagedPolicyArns: property}});
	const {identities} = await iamOf(
		templateOf(
			{Wide: role(new Array(10).fill({'Fn::Sub': '${P}'.repeat(3000)})), Narrow: role(['arn:aws:iam::aws:policy/ReadOnlyAccess'])},
			{Parameters: {P: {Type: 'String', AllowedValues: values}}},
		),
	);
	t.deepEqual(
		identities.map(({logicalId, cut}) => [logicalId, cut]),
		[
			['Wide', true],
			['Narrow', true],
		],
	);
});

test('look-ups by an unknown key in a large mapping are read once', async (t) => {
	const table = Object.fromEntries(Array.from({length: 2500}, (_, index) => [`k${index}`, {a: `s3:Get${index % 3}`}]));
	const lookup = {'Fn::FindInMap': ['M', {Ref: 'P'}, 'a']};
	const {policies, cut} = await identityOf(
		templateOf(
			{Role: roleOf({Effect: 'Allow', Resource: 'x', Action: new Array(1900).fill(lookup)})},
			{Mappings: {M: table}, Parameters: {P: {Type: 'String'}}},
		),
	);
	t.is(policies[0]?.statements[0]?.actions.length, 3 * 1900);
	t.false(cut);
});

test('hundreds of roles in a template of a long chain of resources', async (t) => {
	const statement = {Effect: 'Allow', Action: ['iam:PassRole', 'sqs:SendMessage'], Resource: '*'};
	const roles = Array.from({length: 200}, (_, index): [string, unknown] => [`Role${index}`, roleOf(statement)]);
	// Each waits for the one after it, and the last for all roles.
	const chain = Array.from({length: 1200}, (_, index): [string, unknown] => [
		`Queue${index}`,
		{Type: 'AWS::SQS::Queue', DependsOn: index < 1199 ? `Queue${index + 1}` : roles.map(([name]) => name)},
	]);
	const {identities} = await iamOf(templateOf(Object.fromEntries([...chain, ...roles])));
	t.is(identities.length, 200);
	t.true(identities.every(({unscoped}) => unscoped.length > 0 && unscoped.every(({fix}) => fix === undefined)));
});

test('conditions past those that are read are said', async (t) => {
	const keys = Object.fromEntries(Array.from({length: 60_000}, (_, index) => [`a:b${index}`, 'x']));
	const {identities, unread = []} = await iamOf(templateOf({Role: roleOf({Effect: 'Allow', Action: 's3:*', Resource: '*', Condition: {StringEquals: keys}})}));
	t.deepEqual(
		identities.map(({cut}) => cut),
		[true],
	);
	t.regex(unread.map(({why}) => why).join('; '), /^what the IAM policies of this template come to is more than one check follows;/);
});
