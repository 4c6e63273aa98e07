import test from 'ava';
import {validators} from '../../../validators/index.ts';
import {checkFiles} from '../../helpers/submission.ts';

const head = "AWSTemplateFormatVersion: '2010-09-09'\nParameters:\n";
const rest = `  DbPassword:
    Type: String
    NoEcho: true
    AllowedPattern: '[a-z]{8,64}'
    Description: What the database asks for.
Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties: {ImageId: !Ref Ami, KeyName: !Ref Key, MetadataOptions: {HttpTokens: required}}
`;

const cut: Readonly<Record<string, string>> = {
	"a ' that is not closed": `${head}  Size:\n    Type: String\n    Default: 'abc\n    Description: How big.\n${rest.replaceAll("'", '')}`,
	'a flow map that is not closed': `${head}  DbPassword: {Type: String\nResources:\n  Server:\n    Type: AWS::EC2::Instance\n`,
	'a brace of JSON that is not closed': '{"Parameters": {"Size": {"Type": "String", "Default": "a"}, "Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}',
	'a template that ends too early': '{"AWSTemplateFormatVersion": "2010-09-09", "Parameters": {"DbPassword": {"Type": "String"',
};

for (const [name, text] of Object.entries(cut)) {
	test(`of a template with ${name} nothing is told to be missing, and it is a problem`, async (t) => {
		const {findings, problems} = await checkFiles({'t.yaml': text}, validators);
		t.deepEqual(
			findings.map(({rule, message}) => `${rule}: ${message}`),
			[],
		);
		t.true(problems.length > 0);
	});
}

test('tabs and a comma too many leave the tree whole: what is missing is told', async (t) => {
	for (const text of [
		'AWSTemplateFormatVersion: "2010-09-09"\nParameters:\n\tSize:\n\t\tType: String\n',
		'{"AWSTemplateFormatVersion": "2010-09-09", "Parameters": {},}',
	]) {
		const {findings} = await checkFiles({'t.yaml': text}, validators);
		t.true(
			findings.some(({rule, message}) => rule === 'template/require-resources' && message.includes('no Resources section')),
			text,
		);
	}
});
