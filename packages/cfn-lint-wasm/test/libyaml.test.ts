import {execFile} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {promisify} from 'node:util';
import test from 'ava';
import {buildLibyaml, patched} from '../scripts/build-libyaml.ts';
import {partsOf} from '../scripts/python-parts.ts';
import {mostTextBytes, yamlParser} from '../src/libyaml.ts';
import {startPython} from '../src/python.ts';
import {leaveOut, native} from './helpers/native.ts';
import {root} from './helpers/published.ts';

const runtime = join(root, 'runtime');
const natives = join(root, 'test', 'native');
const templates = '../shared/templates-real';
const wasm = readFileSync(join(runtime, 'libyaml.wasm'));
const module = new WebAssembly.Module(wasm);

/** Python in WebAssembly as the package starts it, but without cfn-lint. */
async function startYaml() {
	const parts = await partsOf(runtime, readFileSync(join(runtime, 'site.pack')));
	const python = await startPython({...parts, lent: {cfnLintWasmParseYaml: yamlParser(module)}});
	python.pyodide.runPython("import sys\nsys.path.insert(0, '/site')\nsys.dont_write_bytecode = True");
	return python;
}

test('upstream sources are those that the list says, and the patch fits them', (t) => {
	const list = [...readFileSync(join(root, 'libyaml', 'README.md'), 'utf8').matchAll(/^\| `(.+)` \| `([\da-f]{64})` \|$/gm)];
	t.is(list.length, 7);
	for (const [, file = '', hash = ''] of list) {
		const bytes = readFileSync(join(root, 'libyaml', file));
		t.is(createHash('sha256').update(bytes).digest('hex'), hash, file);
	}
	const patch = readFileSync(join(root, 'libyaml', '0.2.6.patch'), 'utf8');
	const changed = ['yaml.h', 'yaml_private.h', 'api.c', 'reader.c', 'scanner.c', 'parser.c'].filter((file) => {
		const text = readFileSync(join(root, 'libyaml', file), 'utf8');
		return patched(file, text, patch) !== text;
	});
	t.deepEqual(changed, ['scanner.c', 'parser.c']);
	t.throws(() => patched('parser.c', 'other text', patch), {message: /fits 0 times/});
});

test('the sources make the module that is in the runtime, which needs nothing', async (t) => {
	t.timeout(300_000);
	t.deepEqual(WebAssembly.Module.imports(module), []);
	t.true(Buffer.from(await buildLibyaml()).equals(wasm));
});

test('the parser takes text after text, also after one too large for it', (t) => {
	const parse = yamlParser(module);
	const text = new TextEncoder().encode('a: [1, !x b]\n');
	const events = parse(text, false);
	const tokens = parse(text, true);
	t.notDeepEqual(events, tokens);
	t.throws(() => parse(new Uint8Array(mostTextBytes + 1), false), {instanceOf: RangeError, message: /larger than/});
	t.deepEqual(parse(text, false), events);
	// Each line is an event of thirty bytes or more: together more than the module's memory may be.
	const dashes = new TextEncoder().encode('-\n'.repeat(mostTextBytes / 2));
	t.throws(() => parse(dashes, false), {instanceOf: RangeError, message: /more memory/});
	t.deepEqual(parse(text, false), events);
	t.deepEqual(parse(text, true), tokens);
});

test('texts, nodes and errors in Python', async (t) => {
	t.timeout(120_000);
	const {pyodide} = await startYaml();
	const said = pyodide.runPython(`
import copy, io, json, yaml
def said(make):
    try:
        return str(make())
    except Exception as error:
        return type(error).__name__ + ": " + str(error)
def compose(text):
    return yaml.compose(text, Loader=yaml.CSafeLoader)
class Named(io.StringIO):
    name = "a name"
mark = compose("a: b").value[0][1].start_mark
json.dumps([
    str(yaml.__with_libyaml__),
    said(lambda: yaml.load("a: [1, &x {b: 2020-01-02}, *x]", Loader=yaml.CSafeLoader)),
    said(lambda: compose(Named("a: [b"))),
    said(lambda: compose("a: \\ud800")),
    said(lambda: compose(bytearray(b"a"))),
    said(lambda: compose(io.StringIO())),
    said(lambda: copy.deepcopy(mark)),
    said(lambda: mark == compose("a: b").value[0][1].start_mark),
    said(lambda: compose(b" " * ${mostTextBytes + 1})),
    said(lambda: yaml.dump({}, Dumper=yaml.CSafeDumper)),
])`) as string;
	t.deepEqual(JSON.parse(said), [
		'True',
		"{'a': [1, {'b': datetime.date(2020, 1, 2)}, {'b': datetime.date(2020, 1, 2)}]}",
		'ParserError: while parsing a flow sequence\n  in "a name", line 1, column 4\ndid not find expected \',\' or \']\'\n  in "a name", line 2, column 1',
		"UnicodeEncodeError: 'utf-8' codec can't encode character '\\ud800' in position 3: surrogates not allowed",
		'TypeError: a string or stream input is required',
		'None',
		'  in "<unicode string>", line 1, column 4',
		'False',
		`MemoryError: A YAML text of ${mostTextBytes + 1} bytes is larger than ${mostTextBytes}`,
		"NotImplementedError: This build has libyaml's parser only: dump YAML with yaml.SafeDumper or yaml.Dumper",
	]);
});

const python = native;
if (python === undefined) {
	test('YAML as native PyYAML reads it', (t) => leaveOut(t));
} else {
	test('YAML as native PyYAML reads it', async (t) => {
		t.timeout(900_000);
		const isTemplate = (file: string) => /\.(?:ya?ml|json|template)$/.test(file) && !file.startsWith('LABELS');
		const files = existsSync(templates) ? readdirSync(templates).filter(isTemplate) : [];
		const parameters = ['-B', join(natives, 'yaml_cases.py'), '1', '2500', ...files.map((file) => join(templates, file))];
		const {stdout} = await promisify(execFile)(python, parameters, {maxBuffer: 2 ** 30});
		const {pyodide, fs} = await startYaml();
		fs.mkdirTree('/compared');
		fs.writeFile('/compared/yaml_results.py', readFileSync(join(natives, 'yaml_results.py'), 'utf8'));
		fs.writeFile('/compared/cases.jsonl', stdout);
		const result = pyodide.runPython(`
import json
sys.path.insert(0, '/compared')
import yaml_results
different, count, broken = [], 0, 0
with open('/compared/cases.jsonl', encoding='utf-8') as cases:
    for line in cases:
        case = json.loads(line)
        lines = yaml_results.results(case)
        count += 1
        broken += any('Error' in line for line in lines)
        if yaml_results.digest(lines) != case['digest']:
            different.append(line[:2000])
json.dumps([count, broken, different])`) as string;
		const [count, broken, different] = JSON.parse(result) as [number, number, string[]];
		t.log(`${count} texts, ${files.length} of them real templates; ${broken} with an error`);
		t.true(count > 2500 && broken > 1000 && count - broken > 500);
		t.deepEqual(different, []);
	});
}
