import {readFileSync} from 'node:fs';
import test, {type ExecutionContext} from 'ava';
import {validateXML} from 'xmllint-wasm';
import {formatJunit} from '../../src/report/junit.ts';
import {artifact, outcome} from '../helpers/outcome.ts';
import {readProjectFile} from '../helpers/project.ts';
import {attack, context, full, many} from '../helpers/reports.ts';

async function faultsOf(xml: string, schema: string): Promise<readonly string[]> {
	const {errors} = await validateXML({xml: [{fileName: 'report.xml', contents: xml}], schema: [schema]});
	return errors.map(({message}) => message);
}

/** The case of a name, with what it came to. */
function caseOf(t: ExecutionContext, xml: string, className: string, name: string): string {
	const [found = '', ...others] = xml.match(new RegExp(`<testcase classname="${className}" name="${name}"[^>]*?(?:/>|>[^]*?</testcase>)`, 'g')) ?? [];
	t.deepEqual(others, []);
	return found;
}

const reports = {full, attack, many, empty: outcome()};

for (const [name, given] of Object.entries(reports))
	test(`the report ${name} fits what Jenkins and Ant take`, async (t) => {
		t.deepEqual(await faultsOf(formatJunit(given, context), readProjectFile('test/fixtures/junit-report.xsd') ?? ''), []);
	});

// `.ci/junit` brings Jenkins' schema; it is in no package that is installed everywhere.
const {JUNIT_SCHEMA: jenkins} = process.env;
if (jenkins === undefined) test.skip("the reports fit Jenkins' own schema: left out, since JUNIT_SCHEMA names none (.ci/junit fetches it)", () => {});
else
	for (const [name, given] of Object.entries(reports))
		test(`the report ${name} fits Jenkins' own schema`, async (t) => {
			const xml = formatJunit(given, context);
			t.deepEqual(await faultsOf(xml, readFileSync(jenkins, 'utf8')), []);
			t.not((await faultsOf(xml.replace(' failures="', ' fails="'), readFileSync(jenkins, 'utf8'))).length, 0);
		});

test('errors and warnings fail their rule, below its policy', (t) => {
	const xml = formatJunit(full, context);
	t.regex(
		caseOf(t, xml, 'security.key-pair-authentication', 'language/no-password-login'),
		/<failure type="warning" message="The AMI parameter is a String[^>]*>docs\/guide\.md\n {2}1:1 warning/,
	);
	t.regex(caseOf(t, xml, 'delivery.template-requirements', 'cfn-lint/E3012'), /<failure type="error" message="ami-1 is wrong">root\.yaml\n/);
});

test('several faults of a rule are one failure that tells of them all, the worst first', (t) => {
	const [one] = many.findings;
	const two = many.findings.at(-1);
	if (one === undefined || two === undefined) throw new Error('no findings');
	const xml = formatJunit(
		outcome({
			artifacts: many.artifacts,
			findings: [
				{...one, severity: 'warning'},
				{...two, rule: one.rule},
			],
		}),
		context,
	);
	const found = caseOf(t, xml, 'delivery.template-requirements', 'template/require-interface');
	t.regex(found, /<failure type="error" message="The key key1999 is wrong\. \(and 1 more\)">/);
	t.regex(found, /key1999 is wrong[\s\S]*key0 is wrong/);
});

test('a failure of very many faults says how many it leaves out', (t) => {
	const faults = many.findings.map((fault) => ({...fault, rule: 'template/no-tab', severity: 'error' as const}));
	t.regex(formatJunit({...many, findings: faults}, context), /\n\nand 1900 more<\/failure>/);
});

test('notes and what is waived fail nothing, but are told', (t) => {
	const xml = formatJunit(full, context);
	t.regex(caseOf(t, xml, 'delivery.template-requirements', 'template/require-interface'), /\/>$/);
	t.regex(xml, /<system-out>root\.yaml\n {2}6:3 note The role does nothing\./);
	t.regex(xml, /waived: agreed with AWS<\/system-out>/);
});

test('rules that ran pass, those without evidence are skipped with what they lack', (t) => {
	const xml = formatJunit(full, context);
	t.regex(caseOf(t, xml, 'delivery.template-requirements', 'template/no-tab'), /\/>$/);
	t.regex(caseOf(t, xml, 'architecture.hvm', 'image/require-hvm'), /<skipped message="no DescribeImages output in the submission"\/>/);
});

test('a policy passes when evidence shows it, and is skipped when nothing does', (t) => {
	const xml = formatJunit(full, context);
	t.regex(caseOf(t, xml, 'architecture.hvm', 'the policy as a whole'), /^<testcase[^>]*\/>$/);
	t.regex(caseOf(t, xml, 'architecture.64-bit', 'the policy as a whole'), /<skipped message="Not assessed: ami-2020 does not ask for this"\/>/);
	t.regex(caseOf(t, xml, 'usage.paid-equivalent', 'the policy as a whole'), /<skipped message="For a person to look at: 1 finding waived/);
	t.is(caseOf(t, xml, 'delivery.template-requirements', 'the policy as a whole'), '', 'its rules say it all');
});

test('what went wrong is an error of the rule or the file', (t) => {
	const xml = formatJunit(full, context);
	t.regex(caseOf(t, xml, 'delivery.template-requirements', 'template/image-from-parameter'), /<error type="problem" message="the rule broke: oh">/);
	t.regex(caseOf(t, xml, 'files', 'broken\\.pdf'), /<error type="problem" message="not a PDF/);
	t.regex(caseOf(t, xml, 'files', 'logo\\.bin'), /<skipped message="not recognised"\/>/);
	t.regex(caseOf(t, xml, 'files', 'docs/guide\\.md'), /\/>$/);
});

test('counts of a suite are those of its cases', (t) => {
	for (const suite of formatJunit(full, context).split('<testsuite ').slice(1)) {
		const told = ['tests', 'failures', 'errors', 'skipped'].map((name) => Number(new RegExp(` ${name}="(\\d+)"`).exec(suite)?.[1]));
		t.deepEqual(
			told,
			['testcase', 'failure', 'error', 'skipped'].map((name) => suite.split(`<${name} `).length - 1),
		);
	}
});

test('files are called as in the repository', (t) => {
	const repository = {base: 'market', paths: new Map([['root.yaml', 'market/root.yaml']])};
	t.regex(formatJunit(full, {...context, repository}), />market\/root\.yaml\n/);
	const [aboutAll] = full.findings;
	t.regex(formatJunit({...full, findings: aboutAll === undefined ? [] : [aboutAll]}, context), />The submission as a whole\n/);
});

test('a file of the submission may be called like a rule, and is an error when it can not be read', (t) => {
	const file = artifact('validators/t.yaml', 'x: [', 'unknown');
	const xml = formatJunit(outcome({artifacts: [file], problems: [{file: 'validators/t.yaml', message: 'not YAML'}]}), context);
	t.regex(xml, /name="validators\/t\.yaml" time="0">\n<error type="problem" message="not YAML">/);
});
