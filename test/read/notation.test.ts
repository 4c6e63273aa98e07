import test from 'ava';
import {parseJsonOrYaml} from '../../src/read/notation.ts';
import {isTemplate} from '../../src/read/template.ts';
import {get} from '../../src/tree.ts';

const reads = test.macro({
	async exec(t, text: string, format: 'json' | 'yaml', faults: number, ...marks: readonly string[]) {
		const parsed = await parseJsonOrYaml(text);
		t.is(parsed.format, format);
		t.is(parsed.faults.length, faults);
		t.deepEqual(
			parsed.marks.map(({kind, range}) => `${kind} ${text.slice(...range)}`),
			marks,
		);
		t.not(parsed.root, undefined);
	},
	title: (given = '') => given,
});

test('an object is JSON', reads, ' {"a": [1]}', 'json', 0);
test('a list is JSON', reads, '[{"a": 1}]', 'json', 0);
test('flow style is YAML', reads, '{a: !Ref b}', 'yaml', 0);
test('block style is YAML', reads, 'a: {"b": 1}', 'yaml', 0);
test('a trailing comma is YAML, and marked', reads, '{"a": [1, 2, ],}', 'yaml', 0, 'trailing-comma ,', 'trailing-comma ,');
test('tabs in JSON with a trailing comma are no matter', reads, '{\n\t"a": 1,\n}', 'yaml', 0, 'trailing-comma ,');
test('a comment is a fault of JSON: YAML would take it for text', reads, '{// AMI\n"a": 1}', 'json', 1, 'comment-in-json // AMI');
test('broken in both notations is broken JSON', reads, '{"a": [1, "b": }', 'json', 3);
test('a byte order mark before JSON', reads, '\uFEFF{"a": 1}', 'json', 0, 'byte-order-mark \uFEFF');

test('a byte order mark does not move the places', async (t) => {
	const {root} = await parseJsonOrYaml('\uFEFF{"a": 1}');
	t.deepEqual(get(root, 'a')?.range, [7, 8]);
});

const recognises = test.macro({
	async exec(t, text: string, expected: boolean) {
		const {root} = await parseJsonOrYaml(text);
		t.is(root !== undefined && isTemplate(root), expected);
	},
	title: (given = '') => given,
});

test('a format version makes a template', recognises, 'AWSTemplateFormatVersion: 2010-09-09', true);
test('a typed resource makes a template', recognises, 'Resources: {A: {Type: AWS::S3::Bucket}}', true);
test('a custom type counts', recognises, '{"Resources": {"A": {"Type": "Custom::Thing"}}, "Comment": 1}', true);
test('a SAM template', recognises, 'Transform: AWS::Serverless-2016-10-31\nResources:\n', true);
test('a resource in a loop', recognises, 'Resources: {"Fn::ForEach::Loop": [X, [a], {}]}', true);
test('broken resources, but typed parameters', recognises, 'Parameters: {A: {Type: String}}\nResources:\n', true);
test('a Kubernetes list', recognises, 'kind: List\nResources: [{kind: Pod}]', false);
test('Resources of another tool', recognises, 'Resources: {cpu: {Type: limit}}', false);
test('a SAM configuration', recognises, 'version: 0.1\ndefault: {deploy: {parameters: {stack_name: x}}}', false);
test('a parameter file', recognises, '{"Parameters": {"A": "b"}, "Tags": {}}', false);
test('a list', recognises, '[{"Resources": {}}]', false);

const unclosed = test.macro({
	async exec(t, text: string, ...expected: readonly (readonly [at: string, message: RegExp])[]) {
		const {faults} = await parseJsonOrYaml(text);
		t.is(faults.length, expected.length, faults.map(({message}) => message).join());
		for (const [index, [at, message]] of expected.entries()) {
			t.is(text.slice(faults[index]?.range[0]).slice(0, at.length), at);
			t.regex(faults[index]?.message ?? '', message);
		}
	},
	title: (given = '') => `what is not closed is told where it opens: ${given}`,
});

test("a ' in YAML", unclosed, "a:\n  b: 'c\n  d: e\nf: g\n", ["'c", /^not YAML: the ' that opens here is not closed$/]);
test('a " in YAML', unclosed, 'a:\n  b: "c\n  d: e\nf: g\n', ['"c', /^not YAML: the " that opens here is not closed$/]);
test('both brackets in YAML', unclosed, 'a: {b: c, d: [e\nf:\n  g: h\n', ['{b', /the \{ that opens/], ['[e', /the \[ that opens/]);
test('a brace in JSON, by the indentation', unclosed, '{\n  "a": {\n    "b": {\n      "c": 1\n  },\n  "d": 1\n}\n', [
	'{\n      "c"',
	/^not JSON: a closing \} is missing; it seems that the \{ that opens here is not closed$/,
]);
test('a bracket in JSON', unclosed, '{"a": [1, 2', ['[1', /^not JSON: 2 closing brackets are missing; it seems that the \[ that opens here/]);
test('the last brace in JSON', unclosed, '{\n  "a": {\n    "b": 1\n  }\n', ['{\n  "a"', /a closing \} is missing/]);
