import test from 'ava';
import {shownTextsOf} from '../../src/gather/template/shown-texts.ts';
import {spanOf} from '../../src/tree.ts';
import {at, gatherTemplate} from '../helpers/template.ts';

const yaml = `Description: Heron's gateway.
Metadata:
  AWS::CloudFormation::Interface: {ParameterLabels: {Key: {default: Initial password of the gateway}}}
Parameters:
  Key: {Type: String, Description: Take it from the console., ConstraintDescription: Buy one in our shop.}
Rules:
  Paid: {Assertions: [{Assert: !Equals [!Ref Key, a], AssertDescription: Order a key first.}]}
Resources:
  Host: {Type: AWS::EC2::Instance}
Outputs:
  Plain: {Description: Initial password of the gateway, Value: Sign in as the first user.}
  Reference: {Value: !Ref Host}
  Sub: {Value: !Sub "Open https://\${Host.PublicIp}/ to sign in."}
  SubWith: {Value: !Sub ["Open \${Name} to sign in.", {Name: !Ref Host}]}
  Join: {Value: !Join [" ", [Order a key, !Ref Host, "at https://shop.example.com"]]}
  Either: {Value: !If [Paid, Nothing to do., !If [Tried, Order a licence., !Ref AWS::NoValue]]}
  Split: {Value: !Join [",", !Ref Hosts]}
`;

test('what buyers read of a template, each word at its place', async (t) => {
	const texts = shownTextsOf(await gatherTemplate(yaml));
	t.deepEqual(
		texts.map(({value}) => value),
		[
			"Heron's gateway.",
			'Take it from the console.',
			'Buy one in our shop.',
			'Order a key first.',
			'Sign in as the first user.',
			`Open https://\${Host.PublicIp}/ to sign in.`,
			`Open \${Name} to sign in.`,
			'Order a key ${…} at https://shop.example.com',
			'Nothing to do.',
			'Order a licence.',
		],
	);
	for (const words of [
		'Heron',
		'from the console',
		'in our shop',
		'key first',
		'as the first',
		'PublicIp',
		'to sign in',
		'Order a key',
		'shop.example.com',
		'licence',
	]) {
		const text = texts.find(({value}) => value.includes(words));
		const start = text?.value.indexOf(words) ?? 0;
		t.is(text === undefined ? '' : at(yaml, spanOf(text, start, start + words.length)), words);
	}
});
