import {readdirSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import type {AnyValidator} from '../../src/contract.ts';
import {check} from '../../src/index.ts';
import {parseYaml} from '../../src/read/yaml.ts';
import {toJsonReport} from '../../src/report/json.ts';
import {toPlain} from '../../src/tree.ts';
import {artifact, finding, outcome, verdicts} from '../helpers/outcome.ts';
import {hit, rule} from '../helpers/rules.ts';
import {closed, errorsOf, schemaOf} from '../helpers/schema.ts';
import {checkFiles} from '../helpers/submission.ts';

const tool = {name: 'shelfready', version: '0.1.0'};
const guide = artifact('guide.md', 'Log in as root.\nIt is easy.\n');
const rich = finding(guide, 'root', {
	severity: 'warning',
	confidence: 0.93,
	otherEdition: {edition: 'ami-2025', severity: 'off'},
	place: {file: 'guide.md', range: [10, 14], page: 2, pointer: '/a', logicalId: 'A'},
	fix: {description: 'Say admin.', edits: [{file: 'guide.md', range: [10, 14], text: 'admin'}]},
});
const waiver = {rule: 'guides/x', subject: 's', reason: 'agreed', until: '2027-01-01', place: {file: 'shelfready.yaml'}};
const full = outcome({
	artifacts: [guide, artifact('x.bin', '', 'unknown')],
	findings: [rich, {...rich, place: {file: ''}}],
	waived: [{...rich, waiver: {reason: 'agreed', until: '2027-01-01'}}],
	waivers: [
		{waiver, state: 'used', findings: 1},
		{waiver: {rule: 'guides/y', reason: 'r', place: {file: 'shelfready.yaml'}}, state: 'unused', findings: 0},
	],
	policies: verdicts({'usage.no-limits': {verdict: 'review', reason: '1 warning'}}),
	notAssessed: [{rule: 'image/hvm', reason: 'no image'}],
	problems: [
		{file: 'guide.md', message: 'odd', place: {file: 'guide.md', range: [1, 2]}},
		{file: 'x', message: 'm'},
	],
});

for (const [name, given] of [
	['with every part', full],
	['of nothing', outcome()],
] as const) {
	test(`a report ${name} fits the published schema, which names all its keys`, (t) => {
		const schema = schemaOf('report-1.schema.json');
		t.deepEqual(errorsOf(schema, toJsonReport(given, tool)), []);
		t.deepEqual(errorsOf(closed(schema), toJsonReport(given, tool)), []);
	});
}

test('a report of a run fits the published schema', async (t) => {
	const finds = rule({check: (() => [hit({place: {file: 'a.txt', range: [0, 2]}})]) as AnyValidator['check']});
	const breaks = rule({
		id: 'x/breaks',
		check: () => {
			throw new Error('oh');
		},
	});
	const checked = await checkFiles({'a.txt': 'one two', 'empty.txt': ''}, [finds, breaks, rule({id: 'x/idle', reads: ['templates']})]);
	t.is(checked.findings.length, 1);
	t.deepEqual(errorsOf(closed(schemaOf('report-1.schema.json')), toJsonReport(checked, tool)), []);
});

const submissions = new URL('../../../templates/submissions/', import.meta.url);
for (const name of readdirSync(submissions)) {
	test(`the report on the example ${name} fits the published schema`, async (t) => {
		const {report} = await check(fileURLToPath(new URL(name, submissions)), {today: '2026-11-24'});
		t.deepEqual(errorsOf(closed(schemaOf('report-1.schema.json')), report), []);
		t.is((report['policies'] as unknown[]).length, 44);
	});
}

test('the schema is no mere nod: it refuses what a report must not be', (t) => {
	const schema = schemaOf('report-1.schema.json');
	const report = toJsonReport(full, tool);
	for (const wrong of [
		{...report, schemaVersion: 2},
		{...report, edition: 'ami-2021'},
		{...report, summary: undefined},
		{...report, findings: [{...(report['findings'] as object[])[0], severity: 'fatal'}]},
		{...report, policies: [{id: 'no.such', verdict: 'satisfied', reason: 'r', findings: []}]},
	])
		t.not(errorsOf(schema, wrong).length, 0);
	t.deepEqual(errorsOf(schema, {...report, added: 'later'}), [], 'new keys may come');
});

test('the schema of the configuration takes what the reader takes', async (t) => {
	const schema = schemaOf('config.schema.json');
	const errors = async (source: string) => {
		const {root} = await parseYaml(source);
		return errorsOf(schema, root && toPlain(root));
	};
	t.deepEqual(
		await errors(
			'licensing: byol\nartifacts: {a.txt: docs, b.yaml: {kind: template, url: "https://x.example.com"}}\nrules: {a/b: "off", c/d: {severity: note, options: {most: 3}}}\nwaivers: [{rule: a/b, reason: r, until: 2026-12-31}]',
		),
		[],
	);
	t.deepEqual(await errors('artifacts: [{path: a.txt, kind: docs}]'), []);
	for (const wrong of [
		'licensing: x',
		'unknown: 1',
		'waivers: [{rule: a/b}]',
		'waivers: [{rule: a/b, reason: r, until: tomorrow}]',
		'artifacts: {a: {kinds: docs}}',
	])
		t.not((await errors(wrong)).length, 0, wrong);
});
