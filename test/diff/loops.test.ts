import test from 'ava';
import {changesBetween, compareTexts} from '../helpers/diff.ts';

const template = (resources: string, parameters = '') => `Transform: AWS::LanguageExtensions
Parameters:
  Mode: {Type: String}
${parameters}Mappings: {Lists: {Ports: {Open: ['443', '5671']}}}
Resources:
  Web: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: web}}
${resources}`;
const rule = (port: string) =>
	`{Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupId: !Ref Web, IpProtocol: tcp, FromPort: ${port}, ToPort: ${port}, CidrIp: 0.0.0.0/0}}`;
const loop = (list: string, body = `'In\${Port}': ${rule('!Ref Port')}`) => `  Fn::ForEach::In: [Port, ${list}, {${body}}]\n`;
const role = (name: string, bucket: string) => `{Type: AWS::IAM::Role, Properties: {RoleName: ${name}, AssumeRolePolicyDocument: {Statement: []},
    Policies: [{PolicyName: p, PolicyDocument: {Statement: [{Effect: Allow, Action: s3:GetObject, Resource: ${bucket}}]}}]}}`;

const same = test.macro({
	async exec(t, old: string, next: string) {
		t.deepEqual(await changesBetween(t, old, next), []);
		t.deepEqual(await changesBetween(t, next, old), []);
	},
	title: (given = '') => `the same: ${given}`,
});
const written = template(`  In443: ${rule('443')}\n  In5671: ${rule("'5671'")}\n`);
test('rules that a loop makes', same, written, template(loop("['443', '5671']")));
test('items in another order', same, template(loop("['443', '5671']")), template(loop("['5671', '443']")));
test('a list that is not known item by item', same, template(loop('!FindInMap [Lists, Ports, Open]')), template(loop('!FindInMap [Lists, Ports, Open]')));
test(
	'a role, and what it is called by',
	same,
	template(`  LogsRole: ${role('logs', '!Sub "${LogsBucket.Arn}/*"')}\n  LogsBucket: {Type: AWS::S3::Bucket}\n`),
	template(
		`  Fn::ForEach::All: [Name, [Logs], {'\${Name}Role': ${role('logs', "!Join ['', [!GetAtt [!Sub '${Name}Bucket', Arn], '/*']]")}, '&{Name}Bucket': {Type: AWS::S3::Bucket}}]\n`,
	),
);
test(
	'loops inside a loop',
	same,
	template(['441', '443', '561', '563'].map((port) => `  In${port}: ${rule(port)}\n`).join('')),
	template(`  Fn::ForEach::In: [First, ['44', '56'], {'Fn::ForEach::End': [Last, ['3', '1'], {'In\${First}\${Last}': ${rule("!Sub '${First}${Last}'")}}]}]\n`),
);

test('an item more is one rule more', async (t) => {
	t.deepEqual(await changesBetween(t, template(loop("['443']")), template(loop("['443', '9443']"))), [
		{
			kind: 'exposure/ingress-opened',
			severity: 'error',
			subject: 'Web',
			was: "'443'",
			is: "'9443'",
			message: 'Web opens TCP port 9443 to 0.0.0.0/0, the whole internet; before TCP port 443.',
		},
	]);
});

test('a list that a parameter gives', async (t) => {
	const old = template(loop('!Ref Ports'), '  Ports: {Type: CommaDelimitedList, Default: "443,5671"}\n');
	t.deepEqual(await changesBetween(t, old, old), []);
	const changes = await changesBetween(t, old, old.replace('443,5671', '443,9443'));
	t.deepEqual(
		changes.filter(({severity}) => severity === 'error').map(({message}) => message),
		['Web opens TCP port 9443 to 0.0.0.0/0, the whole internet; before TCP port 443.'],
	);
});

test('what one item of a loop gains', async (t) => {
	const old = template(`  Fn::ForEach::All: [Name, [Logs, Data], {'\${Name}Role': ${role('x', "!Sub 'arn:aws:s3:::${Name}/*'")}}]\n`);
	const changes = await changesBetween(t, old, old.replace('Logs, Data', 'Logs, Data*'));
	t.true(changes.some(({kind, message}) => kind === 'permissions/gained' && message.includes('arn:aws:s3:::Data*/*')));
	t.false(changes.some(({message}) => message.includes('Logs')));
});

test('loops that come to millions of resources end in a report', async (t) => {
	const items = `[${Array.from({length: 300}, (_, index) => index).join()}]`;
	const nested = ['A', 'B', 'C', 'D'].reduceRight((body, name) => `'Fn::ForEach::${name}': [${name}, ${items}, {${body}}]`, `'In\${A}': ${rule('!Ref A')}`);
	const {changes} = await compareTexts(template(''), template(`  ${nested}\n`));
	t.true(changes.length > 0);
});
