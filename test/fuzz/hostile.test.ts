import test from 'ava';
import {formatText} from '../../src/report/text.ts';
import {validators} from '../../validators/index.ts';
import {checkFiles} from '../helpers/submission.ts';

function template(resource: object): Record<string, string> {
	return {'template.json': JSON.stringify({AWSTemplateFormatVersion: '2010-09-09', Resources: {A: resource}})};
}

for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
	test(`a resource whose type is ${name} is only of an unknown type`, async (t) => {
		const {problems, artifacts} = await checkFiles(template({Type: name, Properties: {ImageId: 'ami-0a1b2c3d4e5f67890'}}), validators);
		t.deepEqual(problems, []);
		t.is(artifacts[0]?.kind, 'template');
	});
}

test('a call with more parts than a function takes arguments is read', async (t) => {
	const parts = new Array(300_000).fill('');
	const {problems} = await checkFiles(template({Type: 'AWS::EC2::Instance', Properties: {UserData: {'Fn::Join': ['', parts]}}}), validators);
	t.true(problems.length > 0);
	t.deepEqual(
		problems.filter(({message, place}) => !message.includes('looked at') || place === undefined),
		[],
	);
});

test('an Elastic Beanstalk option without a value does not shift the values of the others', async (t) => {
	const options = [{OptionName: 'ImageId'}, {OptionName: 'InstanceType', Value: 'm5.large'}, {OptionName: 'ImageId', Value: 'ami-0a1b2c3d4e5f67890'}];
	const {findings} = await checkFiles(template({Type: 'AWS::ElasticBeanstalk::Environment', Properties: {OptionSettings: options}}), validators);
	t.deepEqual([...new Set(findings.map(({excerpt}) => excerpt))], ['"ami-0a1b2c3d4e5f67890"']);
});

const hostile: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	'a line of dashes in a log': {'a.log': '-'.repeat(400_000)},
	'a line of dashes in a document': {'a.md': '-'.repeat(400_000)},
	'a text that is one word': {notes: 'a'.repeat(400_000)},
	'an attribute that never ends': {'a.html': `<html>${'data-awsui-'.repeat(80_000)}`},
	'50,000 Elastic Beanstalk options': template({
		Type: 'AWS::ElasticBeanstalk::Environment',
		Properties: {OptionSettings: new Array(50_000).fill({OptionName: 'Other', Value: 'x'})},
	}),
};

for (const [name, files] of Object.entries(hostile)) {
	test(`${name} takes no longer than its length asks for`, async (t) => {
		const start = performance.now();
		await checkFiles(files, validators);
		// Each took minutes by comparing every character with every other; now none takes half a second, and on a busy machine ten times that.
		t.true(performance.now() - start < 45_000);
	});
}

test('a value of 100,000 characters is cut in messages, and its report is printed at once', async (t) => {
	const image = {ImageId: 'ami-0a1b2c3d4e5f67890', VirtualizationType: '😀'.repeat(50_000)};
	const outcome = await checkFiles({'images.json': JSON.stringify({Images: [image]})}, validators);
	t.true(outcome.findings.some(({message}) => message.includes('😀')));
	t.true(outcome.findings.every(({message, help, excerpt}) => message.length + help.length + excerpt.length < 2500));
	t.false(outcome.findings.some(({message}) => /\p{Surrogate}/u.test(message)));
	const start = performance.now();
	formatText(outcome, {width: 80, color: false, quiet: false, rules: validators.length});
	t.true(performance.now() - start < 30_000);
});

test('a report on a thousand words on one line that is not all ASCII takes no longer than a second or two', async (t) => {
	const details = {ProductTitle: 'BEST', SearchKeywords: new Array(50).fill('BEST'), Highlights: new Array(10).fill('best ™ !!')};
	const changes = Array.from({length: 30}, (_, index) => ({
		ChangeType: 'UpdateInformation',
		Entity: {Type: 'AmiProduct@1.0', Identifier: `prod-${index}`},
		DetailsDocument: details,
	}));
	const outcome = await checkFiles({'l.json': JSON.stringify({Catalog: 'AWSMarketplace', ChangeSet: changes})}, validators);
	t.true(outcome.findings.length > 1000);
	const start = performance.now();
	formatText(outcome, {width: 80, color: false, quiet: false, rules: validators.length});
	t.true(performance.now() - start < 30_000);
});
