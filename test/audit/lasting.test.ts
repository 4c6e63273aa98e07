import {join} from 'node:path';
import test from 'ava';
import {holdsOn, lastingOf} from '../../src/audit/lasting.ts';
import type {Outcome} from '../../src/outcome.ts';
import {checkPaths} from '../../src/submission.ts';
import {folderOf} from '../helpers/command.ts';

const today = '2026-11-01';
const clocks = ['2026-11-1', '2026-11-1'] as const;

async function outcomeOf(files: Readonly<Record<string, string>>): Promise<Outcome> {
	const submitted = await checkPaths([await folderOf(files)], {today, ahead: 3, cfnLint: false});
	if ('errors' in submitted) throw new Error(submitted.errors.join());
	return submitted.outcome;
}

test('what is wrong with the files lasts, what may pass does not', async (t) => {
	const broken = await outcomeOf({'image.json': '{"Images": [{"ImageId": "ami-0a1b2c3d4e5f67890",}]}', 'README.md': 'Open the page.\n'});
	t.is(broken.problems.length, 1);
	const lasting = (outcome: Outcome, milliseconds = 10) => lastingOf({outcomes: [outcome], milliseconds, clocks});
	t.truthy(lasting(broken));
	t.is(lasting(broken, 5_000), undefined, 'a reader may have given up for want of time');
	const problems = [
		{file: 'README.md', message: 'takes more than 100 MB of memory to read and was not read'},
		{file: 'README.md', message: 'could not be read: EIO'},
		{file: 'validators/iam/x', message: 'the rule broke'},
		{file: join('src', 'gather'), message: 'no evidence could be gathered'},
		{file: 'image.json', message: 'cfn-lint did not judge it: it broke'},
	];
	for (const problem of problems) t.is(lasting({...broken, problems: [problem]}), undefined, problem.message);
	const {holds: _, ...unasked} = broken;
	t.is(lasting(unasked), undefined, 'nobody asked on which days it holds');
});

test("a template with Lambda functions lasts for the machine's day, since cfn-lint looks at it", async (t) => {
	const template = (type: string) => `AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  It:\n    Type: ${type}\n`;
	const ofLambda = await outcomeOf({'a.yaml': template('AWS::Lambda::Function')});
	const lasting = lastingOf({outcomes: [ofLambda], milliseconds: 10, clocks});
	t.deepEqual(lasting, {clock: '2026-11-1'});
	t.is(lastingOf({outcomes: [ofLambda], milliseconds: 10, clocks: ['2026-11-1', '2026-11-2']}), undefined, 'midnight passed');
	t.deepEqual([holdsOn(lasting ?? {}, today, '2026-11-1'), holdsOn(lasting ?? {}, today, '2026-11-2')], [true, false]);
	t.deepEqual(lastingOf({outcomes: [await outcomeOf({'a.yaml': template('AWS::S3::Bucket')})], milliseconds: 10, clocks}), {});
});

test('an answer holds from its day to its last', (t) => {
	const days = ['2026-10-31', '2026-11-01', '2026-11-04', '2026-11-05'];
	t.deepEqual(
		days.map((day) => holdsOn({from: '2026-11-01', until: '2026-11-04'}, day)),
		[false, true, true, false],
	);
	t.true(days.every((day) => holdsOn({}, day)));
});
