import test from 'ava';
import type {LintedTemplate} from '../../src/evidence/linted.ts';
import {isAbsent} from '../../src/evidence.ts';
import {gatherLinted, startLinter} from '../../src/gather/cfn-lint.ts';
import {templateArtifact} from '../helpers/templates.ts';

const linter = startLinter();
test.after.always(async () => (await linter).close());

async function linted(text: string): Promise<{readonly matches: LintedTemplate['matches']; readonly problems: readonly string[]}> {
	const {templates, problems} = await gatherLinted([await templateArtifact('t.yaml', text)], linter, {});
	return {matches: isAbsent(templates) ? [] : (templates[0]?.matches ?? []), problems: problems.map(({message, place}) => `${place?.range?.[0]}: ${message}`)};
}

test("where a rule of cfn-lint's own breaks on a template, that is a problem and no finding", async (t) => {
	const text = 'Resources:\n  A: null\n  B: []\n  C:\n    Type: AWS::SNS::Topic\n';
	const {matches, problems} = await linted(text);
	t.true(matches.some(({message}) => message.includes("is not of type 'object'")));
	t.false(matches.some(({rule, message}) => rule === 'E0002' || /exception/i.test(message)));
	t.deepEqual(
		problems.map((problem) => problem.replace(/: what that rule .*/, '')),
		[
			`0: cfn-lint's own rule E1029 broke on it ("'NoneType' object has no attribute 'get'")`,
			`${text.indexOf('A:')}: cfn-lint's own rule E3001 broke on it ("'NoneType' object has no attribute 'get'")`,
			`${text.indexOf('B:')}: cfn-lint's own rule E3001 broke on it ("'list_node' object has no attribute 'get'")`,
		],
	);
});

test('a text that speaks of exceptions is no broken rule', async (t) => {
	const {problems} = await linted('Description: Exception "x" raised while validating\nResources:\n  C:\n    Type: AWS::SNS::Topic\n');
	t.deepEqual(problems, []);
});

test('what can not be parsed is placed where cfn-lint says that it is', async (t) => {
	const text = 'Resources:\n  A: *b\n';
	const {matches} = await linted(text);
	t.deepEqual(
		matches.map(({rule, place}) => [rule, place.range?.[0]]),
		[['E0000', text.indexOf('*b')]],
	);
});
