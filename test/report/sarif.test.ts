import {readFileSync} from 'node:fs';
import test from 'ava';
import type {Artifact} from '../../src/artifact.ts';
import {policyIds} from '../../src/policies/ids.ts';
import {formatSarif, toSarif} from '../../src/report/sarif.ts';
import {artifact, finding, outcome} from '../helpers/outcome.ts';
import {readProjectFile} from '../helpers/project.ts';
import {attack, context, full, hostileName, many} from '../helpers/reports.ts';
import {errorsOf} from '../helpers/schema.ts';

function runOf(given: Parameters<typeof toSarif>[0], repository?: NonNullable<typeof context.repository>) {
	const [run] = toSarif(given, {...context, ...(repository === undefined ? {} : {repository})}).runs;
	if (run === undefined) throw new Error('no run');
	return {...run, results: run.results ?? [], rules: run.tool.driver.rules ?? []};
}

test('a result names its rule, level, place and fingerprint', (t) => {
	const {results, rules} = runOf(full);
	const result = results[2];
	t.like(result, {
		ruleId: 'template/ami-parameter-type',
		level: 'error',
		message: {text: 'The AMI parameter is a String, which the self-service flow refuses. Give it the type AWS::EC2::Image::Id.'},
		partialFingerprints: {'shelfready/v1': '000000000000001f:1'},
	});
	t.is(rules[result?.ruleIndex ?? -1]?.id, 'template/ami-parameter-type');
	t.deepEqual(result?.locations, [
		{
			physicalLocation: {
				artifactLocation: {uri: 'root.yaml', uriBaseId: '%SRCROOT%', index: 1},
				region: {startLine: 3, startColumn: 11, endLine: 3, endColumn: 17, snippet: {text: 'String'}},
			},
			logicalLocations: [{name: 'AmiId', fullyQualifiedName: '/Parameters/AmiId/Type'}],
		},
	]);
});

test('a mend is a change of regions, a deletion one without content', (t) => {
	t.deepEqual(runOf(full).results[2]?.fixes, [
		{
			description: {text: 'Give it its type.'},
			artifactChanges: [
				{
					artifactLocation: {uri: 'root.yaml', uriBaseId: '%SRCROOT%', index: 1},
					replacements: [
						{deletedRegion: {startLine: 3, startColumn: 11, endLine: 3, endColumn: 17}, insertedContent: {text: 'AWS::EC2::Image::Id'}},
						{deletedRegion: {startLine: 4, startColumn: 1, endLine: 5, endColumn: 1}},
					],
				},
			],
		},
	]);
});

test('only rules with findings are there, each with its help, level, policy and precision', (t) => {
	const {rules} = runOf(full);
	t.deepEqual(
		rules.map(({id}) => id),
		[
			'listing/no-listing',
			'language/no-password-login',
			'template/ami-parameter-type',
			'cfn-lint/E3012',
			'template/require-interface',
			'listing/no-hyperbole-in-title',
		],
	);
	const rule = rules[2];
	t.is(rule?.helpUri, rule?.help?.text.split('Source: ')[1]);
	t.regex(rule?.help?.markdown ?? '', /To mend it:/);
	t.is(rule?.defaultConfiguration?.level, 'error');
	t.like(rule?.properties, {policy: 'delivery.template-requirements', precision: 'very-high', tags: ['aws-marketplace', 'cloudformation-delivery']});
	t.is(rules[1]?.properties?.['precision'], 'high');
	t.is(rules[3]?.shortDescription?.text, 'Check the format of AMI ids', 'another tool says itself what its rule is about');
});

test('each rule belongs to one of the 44 policies', (t) => {
	const {rules, taxonomies = []} = runOf(full);
	const taxa = taxonomies[0]?.taxa ?? [];
	t.deepEqual(
		taxa.map(({id}) => id),
		[...policyIds],
	);
	for (const {relationships = [], properties} of rules) t.is(taxa[relationships[0]?.target.index ?? -1]?.id, properties?.['policy']);
});

test('what is waived is suppressed, what went wrong is a notification', (t) => {
	const {results, invocations} = runOf(full);
	t.deepEqual(
		results.map(({suppressions}) => suppressions),
		[...Array.from({length: 5}, () => undefined), [{kind: 'external', status: 'accepted', justification: 'agreed with AWS (until 2027-01-31)'}]],
	);
	t.is(invocations?.[0]?.executionSuccessful, false);
	t.deepEqual(invocations?.[0]?.toolExecutionNotifications?.[1], {
		level: 'error',
		message: {text: 'root.yaml: odd'},
		locations: [
			{
				physicalLocation: {
					artifactLocation: {uri: 'root.yaml', uriBaseId: '%SRCROOT%', index: 1},
					region: {startLine: 2, startColumn: 3, endLine: 2, endColumn: 8},
				},
			},
		],
	});
	t.deepEqual(
		invocations?.[0]?.toolConfigurationNotifications?.map(({message}) => message.text),
		['The waiver of listing/x (y) expired on 2026-01-31.'],
	);
	t.is(runOf(outcome()).invocations?.[0]?.executionSuccessful, true);
});

test('a PDF has no lines: its page stands in the message', (t) => {
	const guide = artifact('guide.pdf', 'Log in as root.');
	const pdf = {...guide, document: {...('document' in guide ? guide.document : {}), format: 'pdf'}} as Artifact;
	const {results} = runOf(
		outcome({artifacts: [pdf], findings: [finding(pdf, 'root', {place: {file: 'guide.pdf', range: [10, 14], page: 3}, message: 'No.', help: ''})]}),
	);
	t.deepEqual(results[0]?.locations, [{physicalLocation: {artifactLocation: {uri: 'guide.pdf', uriBaseId: '%SRCROOT%', index: 0}}}]);
	t.is(results[0]?.message.text, 'On page 3: No.');
});

test('what is about the submission as a whole still has a file, which GitHub asks for', (t) => {
	const [result] = runOf(full).results;
	t.deepEqual(result?.locations, [{physicalLocation: {artifactLocation: {uri: 'docs/guide.md', uriBaseId: '%SRCROOT%', index: 0}}}]);
	t.is(result?.message.text, 'Of the submission as a whole: There is no listing. Add one.');
});

test('paths are those of the repository, percent-encoded; what lies outside says so', (t) => {
	const run = runOf(full, {base: 'market place/v1', paths: new Map([['root.yaml', 'market place/v1/r#ö.yaml']])});
	t.is(run.results[2]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri, 'market%20place/v1/r%23%C3%B6.yaml');
	t.deepEqual(run.artifacts?.[0]?.location, {uri: 'docs/guide.md', uriBaseId: 'ELSEWHERE'});
	t.deepEqual(Object.keys(run.originalUriBaseIds ?? {}), ['%SRCROOT%', 'ELSEWHERE']);
	t.is(run.automationDetails?.id, 'shelfready/market place/v1/');
	t.is(runOf(full).automationDetails?.id, 'shelfready/');
});

test('nothing in a submission becomes a link, and its names stay whole', (t) => {
	const {results, artifacts = []} = runOf(attack);
	for (const {message} of results) {
		t.false(message.text?.includes(']('));
		t.notRegex(message.text ?? '', /[\u0000-\u001F\u202E]/);
	}
	t.is(decodeURIComponent(artifacts[0]?.location?.uri ?? ''), hostileName);
});

test('the home page is that of the package', (t) => {
	t.true(readProjectFile('package.json')?.includes(`git+${runOf(full).tool.driver.informationUri}.git`));
});

test('a report is text with a newline at its end, the same for the same outcome', (t) => {
	const text = formatSarif(full, context);
	t.true(text.endsWith('}\n'));
	t.is(text, formatSarif(full, context));
	t.is(runOf(many).results.length, 2_000);
});

// `.ci/sarif` brings the schema; it is in no package that is installed everywhere.
const {SARIF_SCHEMA: schemaFile} = process.env;
if (schemaFile === undefined) test.skip('the reports fit the schema of SARIF 2.1.0: left out, since SARIF_SCHEMA names none (.ci/sarif fetches it)', () => {});
else
	for (const [name, given] of Object.entries({full, attack, many, empty: outcome()}))
		test(`the report ${name} fits the schema of SARIF 2.1.0`, (t) => {
			const schema = JSON.parse(readFileSync(schemaFile, 'utf8').replace(/^\uFEFF/, ''));
			const report = toSarif(given, context);
			t.deepEqual(errorsOf(schema, report), []);
			t.not(errorsOf(schema, {...report, version: '2.0.0'}).length, 0);
		});

test('what a baseline knows is unchanged, the rest is new', (t) => {
	const file = artifact('a.md', 'old and new');
	const given = outcome({artifacts: [file], baseline: 'known.json', findings: [finding(file, 'new')], known: [finding(file, 'old')]});
	t.deepEqual(
		runOf(given).results.map(({baselineState, partialFingerprints}) => [baselineState, partialFingerprints?.['shelfready/v1']]),
		[
			['new', '0000000000000008:1'],
			['unchanged', '0000000000000000:1'],
		],
	);
	t.is(runOf(outcome({artifacts: [file], findings: [finding(file, 'new')]})).results[0]?.baselineState, undefined);
});
