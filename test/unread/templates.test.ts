import test from 'ava';
import {checkFiles} from '../helpers/submission.ts';
import {type Case, type Files, many, one, said, says, template} from '../helpers/unread.ts';

const tooManyValues = /^this resource has more than 20000 values; what comes after them was not looked at: make several resources of it$/;
const thing = (count: number) => one(template({Thing: {Type: 'AWS::X::Y', Properties: {List: new Array<number>(count).fill(1)}}}));
const userData = (count: number) =>
	one(template({Host: {Type: 'AWS::EC2::Instance', Properties: {UserData: {'Fn::Base64': {'Fn::Join': ['', many(count, () => 'x\n')]}}}}}));
const names = (count: number) => one(template({Thing: {Type: 'AWS::X::Y', Properties: {Text: {'Fn::Select': [0, many(count, () => 1)]}}}}));
const init = (count: number) => one(template({Host: {Type: 'AWS::EC2::Instance', Metadata: {'AWS::CloudFormation::Init': {a: many(count, () => 1)}}}}));
const whole = (count: number) => one(template({}, {Metadata: many(count, () => 1)}));

const group = (rules: unknown) => ({Group: {Type: 'AWS::EC2::SecurityGroup', Properties: {SecurityGroupIngress: rules}}});
const rule = (cidr: unknown, more = {}) => ({IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: cidr, ...more});
const follows = /^this expression may come to more than one check follows; the rest was not looked at: give it fewer values or parts$/;
const chosen = (count: number) => one(template(group([rule({'Fn::Select': [0, {'Fn::Split': [',', many(count, (index) => `10.0.${index}.0/24`).join()]}]})])));
const branched = (count: number) =>
	one(
		template(group([rule({'Fn::If': ['Wide', {Ref: 'Cidrs'}, '10.0.0.0/8']})]), {
			Conditions: {Wide: {'Fn::Equals': ['a', 'b']}},
			Parameters: {Cidrs: {Type: 'CommaDelimitedList', Default: many(count, (index) => `10.0.${index}.0/24`).join()}},
		}),
	);
/** The whole internet in parts of the same size, each twice but for some. */
const internet = (count: number) =>
	one(template(group([...many(256, (index) => rule(`${index}.0.0.0/8`)), ...many(count - 256, (index) => rule(`${index}.0.0.0/8`))])));
const ports = (count: number) => {
	const list = (name: string, from: number) => ({[name]: {Type: 'CommaDelimitedList', Default: many(count, (index) => from + index).join()}});
	return one(template(group([rule('10.0.0.0/8', {FromPort: {Ref: 'From'}, ToPort: {Ref: 'To'}})]), {Parameters: {...list('From', 1000), ...list('To', 2000)}}));
};
const inside = (depth: number) => one(template(group(many(depth, () => 0).reduce<unknown>((inner) => [inner], rule('10.0.0.0/8')))));

const variables = (count: number) =>
	one(
		template(
			{Host: {Type: 'AWS::EC2::Instance', Properties: {UserData: {'Fn::Sub': many(count, (index) => `V${index}=\${P${index}}\n`).join('')}}}},
			{Parameters: Object.fromEntries(many(count, (index) => [`P${index}`, {Type: 'String'}]))},
		),
	);
const uses = (count: number) =>
	one(
		template(
			{Host: {Type: 'AWS::EC2::Instance', Properties: {UserData: {'Fn::Sub': `V=\${P}\n${'echo $V\n'.repeat(count)}`}}}},
			{Parameters: {P: {Type: 'String'}}},
		),
	);

const stack = (file: string, parameters: unknown) => ({
	Type: 'AWS::CloudFormation::Stack',
	Properties: {TemplateURL: `https://s3.amazonaws.com/larkspur/${file}`, Parameters: parameters},
});
/** Templates that each nest the next one and hand their parameter down. */
const chain = (count: number): Files =>
	Object.fromEntries(
		many(count, (index) => [
			`t${index}.json`,
			template(index === count - 1 ? {Thing: {Type: 'AWS::X::Y', Properties: {Text: {Ref: 'P'}}}} : {Inner: stack(`t${index + 1}.json`, {P: {Ref: 'P'}})}, {
				Parameters: {P: {Type: 'String', ...(index === 0 ? {Default: 'a'} : {})}},
			}),
		]),
	);
const handed = (count: number): Files => ({
	'outer.json': template(Object.fromEntries(many(count, (index) => [`Inner${index}`, stack('inner.json', {P: `a${index}`})]))),
	'inner.json': template(group([rule({Ref: 'P'})]), {Parameters: {P: {Type: 'String'}}}),
});
const images = (count: number) =>
	one(
		template(
			Object.fromEntries(
				many(count, (index) => [`Host${index}`, {Type: 'AWS::EC2::Instance', Properties: {ImageId: `ami-${String(index).padStart(8, '0')}`}}]),
			),
		),
	);

const cases: readonly Case[] = [
	['values of a resource', thing(20_000), [[tooManyValues, '"Thing"']], thing(19_990)],
	[
		'names in an expression',
		names(5001),
		[[/^this expression is too large to be looked at to its end/, JSON.stringify({'Fn::Select': [0, many(5001, () => 1)]})]],
		names(4990),
	],
	[
		'parts of user data',
		userData(5000),
		[
			[/^this expression is too large to be looked at to its end/, JSON.stringify({'Fn::Base64': {'Fn::Join': ['', many(5000, () => 'x\n')]}})],
			[/^this user data is put together from more than 5000 parts; what comes after them was not looked at: write it as one text$/, '"UserData"'],
			[/^this text is put together from more parts, or comes to more characters, than one check reads/, JSON.stringify('x\n')],
		],
		userData(4990),
	],
	['values of AWS::CloudFormation::Init', init(20_001), [[tooManyValues, '"Host"']], init(19_990)],
	[
		'values of a template',
		whole(200_001),
		[[/^this template has more than 200000 values; not all of those from here on were looked at: make several templates of it$/, '1']],
		whole(199_990),
	],
	[
		'parts of a text that is split',
		chosen(201),
		[[follows, JSON.stringify({'Fn::Split': [',', many(201, (index) => `10.0.${index}.0/24`).join()]})]],
		chosen(200),
	],
	["a list parameter's default in a branch", branched(201), [[follows, JSON.stringify({Ref: 'Cidrs'})]], branched(200)],
	[
		'address ranges that are the whole internet together',
		internet(301),
		[[/^a security group has more than 300 address ranges for one port, from here on, and all of them together are the whole internet;/, '"0.0.0.0/8"']],
		internet(300),
	],
	[
		'pairs of ports',
		ports(15),
		[[/^this rule may come to more than 200 pairs of ports;/, JSON.stringify(rule('10.0.0.0/8', {FromPort: {Ref: 'From'}, ToPort: {Ref: 'To'}}))]],
		ports(14),
	],
	[
		'lists of rules inside each other',
		inside(21),
		[[/^address ranges stand more than 20 lists and conditions deep here;/, JSON.stringify(rule('10.0.0.0/8'))]],
		inside(20),
	],
	[
		'variables of a script',
		variables(51),
		[[/^this script puts parameters into more than 50 variables;/, JSON.stringify(many(51, (index) => `V${index}=\${P${index}}\n`).join(''))]],
		variables(50),
	],
	[
		'uses of a variable',
		uses(501),
		[[/^this script names the variable V more than 500 times;/, JSON.stringify(`V=\${P}\n${'echo $V\n'.repeat(501)}`)]],
		uses(500),
	],
	['values that are handed down', handed(201), [[/^this parameter of a nested stack may be given more than 200 values;/, '"P"']]],
	[
		'AMIs of a stack',
		images(41),
		[[/^stacks may launch more than 40 AMIs; from this one on they were not held against the others$/, '"ami-00000040"']],
		images(40),
	],
];

for (const [title, beyond, expected, within] of cases) test(title, says, beyond, expected, within);

test('beyond its bound: stacks that are nested', async (t) => {
	t.deepEqual(await said(chain(6)), []);
	const messages = (await said(chain(13))).map(([message]) => message);
	t.deepEqual(messages, [
		'stacks are nested more than 8 levels deep, or are more than 100; the AMIs that those from here on launch were not looked at',
		'stacks are nested more than 10 levels deep; what is handed down to this template from above was not looked at',
	]);
});

test('a policy is not satisfied where evidence was left out', async (t) => {
	const {policies: verdicts} = await checkFiles(thing(20_000), []);
	t.false(verdicts.some(({verdict}) => verdict === 'satisfied'));
});
