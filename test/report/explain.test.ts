import test from 'ava';
import type {AnyValidator} from '../../src/contract.ts';
import {policies} from '../../src/policies/policies.ts';
import {explainPolicy, explainRule, severityLine} from '../../src/report/explain.ts';
import {codeBlock, table, yamlScalar} from '../../src/report/markdown.ts';

const rule: AnyValidator = {
	id: 'image/require-rope',
	policy: 'architecture.hvm',
	severity: {'ami-2020': 'off', 'ami-2025': 'error'},
	about: 'The AMI has a rope.',
	source: 'https://docs.example.com/ropes.html',
	reads: ['images'],
	options: {strands: {about: 'How many strands a rope has.', default: 3}},
	messages: {noRope: {message: '{image} has no rope.', help: 'Set Rope to <name>.'}},
	examples: [
		{name: 'no rope', files: {'images.json': '{"Name": "x"}\n'}, expect: [{message: 'noRope', at: '"x"', subject: 'ami-0a1b'}]},
		{name: 'no rope, no name', files: {'images.json': '{}\n'}, expect: [{message: 'noRope', at: '{}'}]},
		{name: 'a rope', files: {'images.json': '{"Rope": 1}\n'}, expect: []},
	],
	check: () => [],
};

test('a severity that differs by edition says what each edition makes of it', (t) => {
	t.is(severityLine('warning'), 'warning');
	t.is(severityLine({'ami-2020': 'off', 'ami-2025': 'error'}), 'note in ami-2020, which does not ask for it; error in ami-2025');
	t.is(severityLine({'ami-2020': 'error', 'ami-2025': 'off'}), 'error in ami-2020; not reported in ami-2025');
});

test('a rule’s page has its words, a bad and a good example, its options and a waiver that names a real subject', (t) => {
	const page = explainRule(rule);
	t.true(page.startsWith('# image/require-rope\n\nThe AMI has a rope.\n'));
	t.true(page.includes('- `noRope`: {image} has no rope.\n  - Set Rope to `<name>`.'));
	t.true(page.includes('### Bad: no rope\n\n`images.json`\n\n```json\n{"Name": "x"}\n```\n\nFound: `noRope` at `"x"`.'));
	t.true(page.includes('### Good: a rope\n'));
	t.true(page.includes('- no rope, no name: `noRope` at `{}`'), 'further examples are named');
	t.true(page.includes('    options:\n      strands: 3\n'));
	t.true(page.includes('    subject: ami-0a1b\n'));
	t.regex(page, /[^\n]\n$/);
});

test('a policy’s page says what each edition asks, and is not called settled by rules that are not there', (t) => {
	const hvm = policies.find(({id}) => id === 'architecture.hvm');
	const system = policies.find(({id}) => id === 'architecture.file-system');
	if (hvm === undefined || system === undefined) throw new Error('no such policy');
	t.true(explainPolicy(hvm, [rule]).includes('- `image/require-rope` ('));
	t.true(explainPolicy(hvm, [rule]).includes('To settle it, it needs DescribeImages output'));
	t.true(explainPolicy(hvm, [{...rule, id: 'image/require-hvm'}]).includes('It is satisfied when `image/require-hvm` can'));
	t.true(explainPolicy(system, []).includes('**ami-2025**: No longer asked.'));
	t.true(explainPolicy(system, []).includes('No rule of this version judges it.'));
});

test('a code block can hold a code block, and a very long line is cut', (t) => {
	t.is(codeBlock('a.md', '```\nx\n```\n'), '````markdown\n```\nx\n```\n````');
	t.true(codeBlock('a.json', `"${'x'.repeat(5000)}"`).length < 300);
});

test('characters that are not seen are spelled out, so that a page is the same after writing and reading', (t) => {
	t.is(codeBlock('a.txt', 'a\u202eb\u0007\ud83dc\td😀'), '```text\na\\u202eb\\u0007\\ud83dc\td😀\n```');
});

test('table cells keep pipes and line breaks from ending them', (t) => {
	t.is(table(['a'], [['x|y\nz']]), '| a |\n| --- |\n| x\\|y z |');
});

test('YAML values that would change their type are quoted', (t) => {
	t.deepEqual(
		['ami-0a1b', 'no', '1', 'a: b', '', true, 3, ['x']].map((value) => yamlScalar(value)),
		['ami-0a1b', '"no"', '"1"', '"a: b"', '""', 'true', '3', '["x"]'],
	);
});
