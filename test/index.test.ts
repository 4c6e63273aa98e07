import {join} from 'node:path';
import test from 'ava';
import {checkSubmission, defineValidator, policies, rules} from '../src/index.ts';
import {folderOf} from './helpers/command.ts';

const template = 'Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n';

test('the API checks a folder and answers report and outcome', async (t) => {
	const {report, outcome} = await checkSubmission(await folderOf({'root.yaml': template}), {today: '2026-11-24', edition: 'ami-2025'});
	t.like(report, {schemaVersion: 1, tool: {name: 'shelfready'}, edition: 'ami-2025', today: '2026-11-24', problems: []});
	t.is(outcome.policies.length, 44);
	t.is(policies.length, 44);
	t.is(outcome.artifacts[0]?.file, 'root.yaml');
});

test('several paths, and rules of your own', async (t) => {
	const folder = await folderOf({'a.yaml': template, 'b.yaml': template});
	const mine = defineValidator({
		id: 'mine/no-queue',
		policy: 'usage.no-limits',
		severity: 'warning',
		about: 'No queues.',
		source: 'https://docs.example.com',
		reads: ['templates'],
		messages: {queue: {message: '{name} is a queue.', help: 'Take it out.'}},
		examples: [],
		*check({templates}) {
			for (const {resources} of templates) {
				for (const {logicalId, type, place} of resources)
					if (type === 'AWS::SQS::Queue') yield {message: 'queue', subject: logicalId, place, data: {name: logicalId}};
			}
		},
	});
	const {outcome} = await checkSubmission([join(folder, 'a.yaml'), join(folder, 'b.yaml')], {validators: [...rules, mine], only: ['mine/*']});
	t.deepEqual(
		outcome.findings.map(({message, severity}) => [message, severity]),
		[
			['Queue is a queue.', 'warning'],
			['Queue is a queue.', 'warning'],
		],
	);
});

test('licensing and delivery methods reach the rules; options win over the configuration', async (t) => {
	const folder = await folderOf({'root.yaml': template, 'shelfready.yaml': 'licensing: free\ndeliveryMethods: [cloudformation]\n'});
	const tells = defineValidator({
		id: 'mine/tells',
		policy: 'usage.no-limits',
		severity: 'note',
		about: 'Tells.',
		source: 'https://docs.example.com',
		reads: ['submission'],
		messages: {told: {message: '{licensing}, {methods}', help: ''}},
		examples: [],
		check: ({submission: {licensing = '?', deliveryMethods = []}}) => [
			{message: 'told' as const, subject: '', place: {file: ''}, data: {licensing, methods: deliveryMethods.join()}},
		],
	});
	const said = async (licensing?: 'byol') => {
		const {outcome} = await checkSubmission(folder, {validators: [tells], ...(licensing === undefined ? {} : {licensing})});
		return outcome.findings[0]?.message;
	};
	t.is(await said(), 'free, cloudformation');
	t.is(await said('byol'), 'byol, cloudformation');
});

test('wrong options and settings are thrown, each on a line', async (t) => {
	const folder = await folderOf({'root.yaml': template, 'shelfready.yaml': 'edition: x\nlicensing: y\n'});
	await t.throwsAsync(checkSubmission(folder, {only: ['no/such']}), {message: /^--only: there is no rule "no\/such"/});
	await t.throwsAsync(checkSubmission(folder), {message: /:1:10: edition.*\n.*:2:12: licensing/});
});

test('a path that is not there is a problem, not an error', async (t) => {
	const {outcome} = await checkSubmission('/no/such/path');
	t.is(outcome.problems.length, 1);
});
