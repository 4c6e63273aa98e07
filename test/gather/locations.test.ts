import test from 'ava';
import {at, gatherTemplate} from '../helpers/template.ts';

/** Each literal as `kind text owner where elsewhere`. */
const finds = test.macro({
	async exec(t, body: string, wanted: readonly string[]) {
		const {locations} = await gatherTemplate(body);
		t.deepEqual(
			locations.map(({kind, place, owner, where, elsewhere}) => `${kind} ${at(body, place)} ${owner} ${where} ${elsewhere}`),
			wanted,
		);
	},
	title: (given = '') => given,
});
const host = (properties: string, rest = '') => `Resources:\n  Host:\n    Type: AWS::EC2::Instance\n${rest}    Properties: ${properties}\n`;
const script = (...lines: readonly string[]) => host(`\n      UserData:\n        Fn::Base64: |\n${lines.map((line) => `          ${line}\n`).join('')}`);

test('a zone', finds, host('{AvailabilityZone: eu-central-1b}'), ['zone eu-central-1b Host resource fails']);
test('a zone in a branch may never be taken', finds, host('{AvailabilityZone: !If [Own, eu-central-1b, !Ref Zone]}'), [
	'zone eu-central-1b Host resource differs',
]);
test('a zone of a resource under a condition', finds, host('{AvailabilityZone: eu-central-1b}', '    Condition: InFrankfurt\n'), [
	'zone eu-central-1b Host resource differs',
]);
test('a Region inside an ARN', finds, host("{Role: !Sub 'arn:aws:sqs:us-west-2:${AWS::AccountId}:larkspur'}"), [
	'region us-west-2 Host resource differs',
	'partition arn:aws: Host resource works',
]);
test(
	'an endpoint service of one Region',
	finds,
	'Resources:\n  Link:\n    Type: AWS::EC2::VPCEndpoint\n    Properties: {ServiceName: com.amazonaws.us-west-2.s3}\n',
	['region us-west-2 Link resource fails'],
);
test('an S3 address', finds, host('{Source: https://s3-us-west-2.amazonaws.com/larkspur/x.zip}'), ['region us-west-2 Host resource works']);
test('a helper that asks another Region', finds, script('#!/bin/sh', 'cfn-signal --stack s --region us-west-2'), ['region us-west-2 Host script fails']);
test('a command for one Region', finds, script('aws configure set region us-west-2'), ['region us-west-2 Host script differs']);
test('a comment', finds, script('# us-west-2', '  // us-west-2'), []);
test('a question', finds, script('if [ "$REGION" == "us-west-2" ]; then true; fi'), []);
test('a fallback', finds, script('REGION=$' + '{!REGION:-us-west-2}'), []);
test('a table of Regions in a program', finds, script('case x in', 'a) us-west-2;; b) us-east-2;; c) eu-west-1;;'), []);
test('a service that answers in one Region for all', finds, script('aws pricing get-products --region us-east-1'), []);
test('tags and descriptions', finds, host('{Tags: [{Key: built-in, Value: us-west-2}], Description: us-west-2}'), []);
test('keys of a lookup', finds, host('{InstanceType: !FindInMap [Sizes, us-west-2, Host]}'), []);
test('longer names', finds, host('{InstanceType: us-west-22, KeyName: us-west-2ab, Zone: use1-az11}'), []);
test('conditions, which treat Regions apart', finds, `Conditions:\n  There: !Equals [!Ref 'AWS::Region', us-west-2]\n${host('{KeyName: x}')}`, []);
test(
	'outputs and parameters',
	finds,
	`${host('{KeyName: x}')}Outputs:\n  Home: {Value: us-west-2}\nParameters:\n  Zones: {Type: CommaDelimitedList, Default: 'us-west-2a,us-west-2b'}\n`,
	['region us-west-2 Home output differs', 'zone us-west-2a Zones default differs', 'zone us-west-2b Zones default differs'],
);
test('policies that AWS manages', finds, host("{P: 'arn:aws:iam::aws:policy/ReadOnlyAccess', Q: 'arn:aws:iam::111122223333:role/x'}"), [
	'partition arn:aws: Host resource works',
]);

test('a megabyte of Regions on one line is read in time', async (t) => {
	const {locations} = await gatherTemplate(host(`{KeyName: "${'us-west-2 '.repeat(100_000)}"}`));
	t.is(locations.length, 100_000);
});
