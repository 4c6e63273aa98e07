import test from 'ava';
import {checkFiles} from '../helpers/submission.ts';

const change = {ChangeType: 'CreateProduct', Entity: {Type: 'AmiProduct@1.0'}, DetailsDocument: {}};
const request = {Catalog: 'AWSMarketplace', ChangeSet: [change]};
const image = {ImageId: 'ami-0a1b2c3d4e5f67890', VirtualizationType: 'paravirtual'};
const template = {AWSTemplateFormatVersion: '2010-09-09', Resources: {A: {Type: 'AWS::EC2::Instance'}}};

async function problemsOf(file: string, content: string | Uint8Array): Promise<readonly string[]> {
	const {problems} = await checkFiles({[file]: content, 'README.md': '# Larkspur\n\nA queue server.\n'}, []);
	return problems.map(({message}) => message);
}

const nearMisses: readonly (readonly [name: string, data: unknown, seems: RegExp])[] = [
	['a request in lower case', {catalog: 'AWSMarketplace', changeset: [change]}, /StartChangeSet request/],
	['a request whose changes are an object', {...request, ChangeSet: change}, /StartChangeSet request/],
	['a request whose changes are a string', {...request, ChangeSet: JSON.stringify([change])}, /StartChangeSet request/],
	['changes whose first one is misspelt', [{Changetype: 'CreateProduct'}, change], /changes for StartChangeSet/],
	['a list of requests', [request], /StartChangeSet request/],
	['a request inside an object', {body: request}, /StartChangeSet request/],
	['a request inside a string', JSON.stringify(request), /StartChangeSet request/],
	['an answer whose document is a string', {EntityType: 'AmiProduct@1.0', DetailsDocument: '{}'}, /DescribeEntity answer/],
	['an answer whose details are an object', {EntityType: 'AmiProduct@1.0', Details: {}}, /DescribeEntity answer/],
	['images in lower case', {images: [{imageId: image.ImageId, virtualizationType: 'hvm'}]}, /DescribeImages answer/],
	['images of which the first has no id', {Images: [{Name: 'x'}, image]}, /^holds what seems to be one image, as DescribeImages gives it, but/],
	['an image id in capitals', {Images: [{...image, ImageId: 'AMI-0A1B2C3D4E5F67890'}]}, /DescribeImages answer/],
	['an answer to GetTemplate', {TemplateBody: template, StagesAvailable: ['Original']}, /CloudFormation template/],
	['a list of templates', [template], /CloudFormation template/],
	['a template in lower case', {resources: {A: {type: 'AWS::EC2::Instance', properties: {}}}}, /CloudFormation template/],
	['a template without types', {Parameters: {}, Resources: {A: {Properties: {ImageId: 'ami-0a1b2c3d4e5f67890'}}}}, /CloudFormation template/],
];

for (const [name, data, seems] of nearMisses) {
	test(`${name} does not pass in silence`, async (t) => {
		const problems = await problemsOf('x.json', JSON.stringify(data));
		t.is(problems.length, 1);
		t.regex(problems[0] ?? '', seems);
	});
}

const others: Readonly<Record<string, unknown>> = {
	'a package file': {name: 'larkspur', version: '1.0.0', scripts: {test: 'node test.js'}},
	'an answer to StartChangeSet': {ChangeSetId: 'c1', ChangeSetArn: 'arn:aws:aws-marketplace:us-east-1:111122223333:AWSMarketplace/ChangeSet/c1'},
	'an answer to ListChangeSets': {ChangeSetSummaryList: [{ChangeSetId: 'c1', ChangeSetName: 'x', Status: 'SUCCEEDED'}]},
	'an answer to ListEntities': {EntitySummaryList: [{EntityType: 'AmiProduct', EntityId: 'prod-1', Visibility: 'Public'}]},
	'an answer to DescribeInstances': {Reservations: [{Instances: [{...image, InstanceId: 'i-1'}]}]},
	'a CloudFormation change set': {ChangeSetName: 'x', Changes: [{Type: 'Resource', ResourceChange: {Action: 'Add', ResourceType: 'AWS::EC2::Instance'}}]},
	'launch parameters': {ImageId: image.ImageId, InstanceType: 'm5.large'},
	'parameters of a stack': [{ParameterKey: 'ImageId', ParameterValue: image.ImageId}],
	'a policy': {Version: '2012-10-17', Statement: [{Effect: 'Allow', Action: 'ec2:DescribeImages', Resource: '*'}]},
	'resources of another tool': {resources: [{name: 'x', type: 'web'}], changeset: 4},
};

for (const [name, data] of Object.entries(others)) {
	test(`${name} is not taken for a near miss`, async (t) => {
		t.deepEqual(await problemsOf('x.json', JSON.stringify(data)), []);
	});
}

test('a kind of unknown sets a near miss aside', async (t) => {
	const inputs = {'x.json': JSON.stringify([template]), 'README.md': '# Larkspur\n'};
	t.deepEqual((await checkFiles(inputs, [], {kinds: {'x.json': 'unknown'}})).problems, []);
});

test('a request behind a comment is read, and the comment named', async (t) => {
	const {artifacts, problems} = await checkFiles({'x.json': `// ours\n/* 2026 */ ${JSON.stringify(request)}`}, []);
	t.is(artifacts[0]?.kind, 'listing');
	t.true(problems.some(({message}) => message.includes('comment')));
});

test('a template in UTF-16 without a byte order mark is named, whatever its name', async (t) => {
	for (const encoding of ['utf16le', 'utf16be'] as const) {
		const bytes = Buffer.from(JSON.stringify(template), 'utf16le');
		const [problem] = await problemsOf('stack', encoding === 'utf16le' ? bytes : bytes.swap16());
		t.regex(problem ?? '', /UTF-16/);
	}
});

test('a file of white space alone is as empty as an empty one', async (t) => {
	t.deepEqual(await problemsOf('x.yaml', ' \n\n'), ['the file holds nothing but white space']);
	t.deepEqual(await problemsOf('notes', ' \n'), []);
});

test('a template that begins with another section is one under any name', async (t) => {
	const {artifacts} = await checkFiles({'stack.txt': '# ours\nMappings: {}\nResources:\n  A:\n    Type: AWS::EC2::Instance\n'}, []);
	t.is(artifacts[0]?.kind, 'template');
});
