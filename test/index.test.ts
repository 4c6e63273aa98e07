import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'ava';
import {check, defineValidator, diff, entryOf, type Format, fix, format, formats, policies, rules, toJsonReport} from '../src/index.ts';
import {folderOf} from './helpers/command.ts';

const template = 'Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n';

test('the API checks a folder and answers report and outcome', async (t) => {
	const {report, outcome} = await check(await folderOf({'root.yaml': template}), {today: '2026-11-24', edition: 'ami-2025'});
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
	const {outcome} = await check([join(folder, 'a.yaml'), join(folder, 'b.yaml')], {validators: [...rules, mine], only: ['mine/*']});
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
		const {outcome} = await check(folder, {validators: [tells], ...(licensing === undefined ? {} : {licensing})});
		return outcome.findings[0]?.message;
	};
	t.is(await said(), 'free, cloudformation');
	t.is(await said('byol'), 'byol, cloudformation');
});

test('wrong options and settings are thrown, each on a line', async (t) => {
	const folder = await folderOf({'root.yaml': template, 'shelfready.yaml': 'edition: x\nlicensing: y\n'});
	await t.throwsAsync(check(folder, {only: ['no/such']}), {message: /^--only: there is no rule "no\/such"/});
	await t.throwsAsync(check(folder), {message: /:1:10: edition.*\n.*:2:12: licensing/});
});

test('a path that is not there is a problem, not an error', async (t) => {
	const {outcome} = await check('/no/such/path');
	t.is(outcome.problems.length, 1);
});

const noisy = 'Parameters:\n  AdminPassword:\n    Type: String\n    Description: Password of the console\n    MinLength: 12\nResources: {}\n';

test('fixes come as texts, and nothing is written', async (t) => {
	const folder = await folderOf({'root.yaml': noisy});
	const checked = await check(folder, {only: ['template/require-no-echo']});
	t.is(checked.report.findings.length, 1);
	const {files, applied, refused, report, outcome} = await fix(folder, {only: ['template/require-no-echo']});
	t.deepEqual(files, [
		{file: 'root.yaml', path: join(folder, 'root.yaml'), before: noisy, after: noisy.replace('Type: String\n', 'Type: String\n    NoEcho: true\n')},
	]);
	t.is(applied.length, 1);
	t.deepEqual([refused, report.findings, outcome.findings], [[], [], []]);
	t.is(await readFile(join(folder, 'root.yaml'), 'utf8'), noisy);
	await t.throwsAsync(fix(folder, {only: ['no/such']}), {message: /^--only: there is no rule "no\/such"/});
});

test('every format of the command is there; the text counts the rules that ran', async (t) => {
	const {outcome, report} = await check(await folderOf({'root.yaml': noisy}), {only: ['template/*'], cfnLint: false});
	for (const name of formats) t.regex(await format(outcome, name), /\n$/, name);
	t.deepEqual(JSON.parse(await format(outcome, 'json')), JSON.parse(JSON.stringify(report)));
	t.deepEqual(toJsonReport(outcome), report);
	const text = await format(outcome, 'text', {width: 60});
	const count = rules.filter(({id}) => id.startsWith('template/')).length;
	t.true(text.includes(`${count} rules`), text.slice(-200));
	t.false(text.includes('\u001B'));
	t.true((await format(outcome, 'text', {color: true})).includes('\u001B'));
	await t.throwsAsync(format(outcome, 'xml' as Format), {message: /^there is no format "xml"; there are text, json/});
});

test('what an earlier outcome had is a baseline', async (t) => {
	const folder = await folderOf({'root.yaml': noisy});
	const options = {only: ['template/*'], cfnLint: false};
	const {outcome} = await check(folder, options);
	t.true(outcome.findings.length > 0);
	const {report} = await check(folder, {...options, baseline: {name: 'before', entries: outcome.findings.map(entryOf)}});
	t.deepEqual([report.findings.length, report.known?.length, report.baseline], [0, outcome.findings.length, 'before']);
});

test('validators of plain JavaScript are held to the contract', async (t) => {
	const folder = await folderOf({'root.yaml': template});
	const wrong = {id: 'mine/x', reads: ['pages']} as never;
	await t.throwsAsync(check(folder, {validators: [...rules, wrong]}), {
		message: new RegExp(
			`^validators\\[${rules.length}\\]: mine/x: policy: must name a policy\\n(.*\\n)*validators\\[${rules.length}\\]: mine/x: reads\\.0: there is no evidence "pages"`,
		),
	});
	await t.throwsAsync(check(folder, {validators: [null as never]}), {message: 'validators[0]: must be a validator, an object'});
});

test('releases are compared', async (t) => {
	const [old, next] = [await folderOf({'root.yaml': template}), await folderOf({'root.yaml': noisy})];
	const {report, comparison} = await diff(old, next);
	t.true(report.changes.length > 0);
	t.is(report.changes.length, comparison.changes.length);
	t.deepEqual(
		report.old.templates.map(({file}) => file),
		['root.yaml'],
	);
});
