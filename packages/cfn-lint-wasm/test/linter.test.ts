import {execFile} from 'node:child_process';
import {once} from 'node:events';
import {readdirSync} from 'node:fs';
import {cp, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {promisify} from 'node:util';
import type {Worker} from 'node:worker_threads';
import test from 'ava';
import type * as published from '../src/index.ts';
import {leaveOut} from './helpers/native.ts';
import {createLinter, NotJudged, publishedIn, root} from './helpers/published.ts';

const topic = 'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n';
const misspelt = `${topic}    Properties:\n      Nickname: larkspur\n`;
/** Takes native cfn-lint minutes: conditions that depend on one another. */
const slow = (() => {
	const names = Array.from({length: 14}, (_, index) => `C${index}`);
	const parameters = names.map((name) => `  P${name}: {Type: String}\n`).join('');
	const conditions = names.map((name) => `  ${name}: !Equals [!Ref P${name}, yes]\n`).join('');
	const nested = (depth: number): string =>
		depth === names.length ? '{Key: a, Value: b}' : `{"Fn::If": [${names[depth]}, ${nested(depth + 1)}, ${nested(depth + 1)}]}`;
	return `Parameters:\n${parameters}Conditions:\n${conditions}Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      Tags: [${nested(0)}]\n`;
})();

/** Some of our own templates, of every kind. */
const someTemplates = readdirSync(join(root, 'test/templates'), {recursive: true, withFileTypes: true})
	.filter((entry) => entry.isFile() && /\.(ya?ml|json)$/.test(entry.name))
	.map((entry) => join(entry.parentPath, entry.name))
	.sort()
	.filter((_, index) => index % 6 === 0);

const linter = createLinter({workers: 1});
test.after.always(() => linter.close());

const placesOf = (matches: readonly published.Match[]) =>
	matches.map(({rule, start, end}) => `${rule} ${start.line}:${start.column}-${end.line}:${end.column}`);

test('a pattern that our regex does not know is said, not taken for sound', async (t) => {
	const text =
		'Parameters:\n  Fuzzy: {Type: String, AllowedPattern: "^(?:abc){e<=1}$", Default: zzz}\nResources:\n  Topic: {Type: "AWS::SNS::Topic", Properties: {TopicName: !Ref Fuzzy}}\n';
	const said = (await linter.lint(text)).filter(({rule}) => rule === 'E0002');
	t.deepEqual(
		said.map(({message}) => message),
		["The pattern '^(?:abc){e<=1}$' was not tried: cfn-lint-wasm does not know fuzzy"],
	);
	t.deepEqual(
		(await linter.lint(text, {ignoreChecks: ['E0002']})).filter(({rule}) => rule === 'E0002'),
		[],
	);
	t.deepEqual(await linter.lint(topic), []);
});

test('a finding has rule, severity, words, place, path and sources', async (t) => {
	const [match, ...others] = await linter.lint({text: misspelt, filename: 'stacks/topic.yaml'});
	t.deepEqual(others, []);
	t.like(match, {
		rule: 'E3002',
		severity: 'error',
		message: "Additional properties are not allowed ('Nickname' was unexpected)",
		filename: 'stacks/topic.yaml',
		start: {line: 5, column: 7},
		end: {line: 5, column: 15},
		parentId: null,
	});
	t.deepEqual(match?.path, ['Resources', 'Topic', 'Properties', 'Nickname']);
	t.regex(match?.source ?? '', /^https:/);
	t.true((match?.documentation.length ?? 0) > 10 && (match?.name.length ?? 0) > 10);
});

test('the version and the rules are cfn-lint own', async (t) => {
	t.regex(linter.version, /^\d+\.\d+\.\d+$/);
	const rules = await linter.rules();
	t.true(rules.length > 300);
	t.like(
		rules.find(({rule}) => rule === 'E3012'),
		{severity: 'error', options: {strict: false}},
	);
});

test('options of one template do not stay for the next', async (t) => {
	t.deepEqual(placesOf(await linter.lint(misspelt, {ignoreChecks: ['E3002']})), []);
	t.deepEqual(placesOf(await linter.lint(misspelt)), ['E3002 5:7-5:15']);
	const number = `${topic}    Properties:\n      DisplayName: 5\n`;
	t.deepEqual(placesOf(await linter.lint(number)), []);
	t.deepEqual(placesOf(await linter.lint(number, {configureRules: {E3012: {strict: true}}})), ['E3012 5:7-5:18']);
	t.deepEqual(placesOf(await linter.lint(number)), []);
});

test('a template turns rules off in its metadata, but not mandatory ones', async (t) => {
	const quiet = `Metadata:\n  cfn-lint: {config: {ignore_checks: [E3002]}}\n${misspelt}`;
	t.deepEqual(placesOf(await linter.lint(quiet)), []);
	t.deepEqual(placesOf(await linter.lint(quiet, {mandatoryChecks: ['E3002']})), ['E3002 7:7-7:15']);
	t.deepEqual(placesOf(await linter.lint(misspelt)), ['E3002 5:7-5:15']);
});

test('a template that breaks cfn-lint itself is not judged', async (t) => {
	const error = await t.throwsAsync(linter.lint('Metadata: !!set {a}\nResources: {}\n'), {instanceOf: NotJudged});
	t.is((error as published.NotJudged).reason, 'crash');
	t.deepEqual(await linter.lint(topic), []);
});

test('what is no template is refused', async (t) => {
	for (const given of [Buffer.from(topic), undefined, {text: 3}, null]) await t.throwsAsync(linter.lint(given as unknown as string), {instanceOf: TypeError});
});

test('regions that there are not are refused', async (t) => {
	await t.throwsAsync(linter.lint(topic, {regions: ['eu-nowhere-1']}), {instanceOf: RangeError, message: /eu-nowhere-1/});
	t.deepEqual(await linter.lint(topic), []);
});

test('nested stacks may name files that are given, and no others', async (t) => {
	const outer = 'Resources:\n  Inner:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: inner.yaml\n      Parameters: {Size: a}\n';
	const inner = `Parameters:\n  Colour: {Type: String}\n${topic}    Properties: {DisplayName: !Ref Colour}\n`;
	const rulesOf = async (files: Readonly<Record<string, string>>) => (await linter.lint(outer, {files})).map(({rule}) => rule);
	t.deepEqual(await rulesOf({}), ['W3002']);
	t.deepEqual(await rulesOf({'inner.yaml': inner}), ['W3002', 'E3043', 'E3043']);
	t.deepEqual(await rulesOf({}), ['W3002']);
	for (const path of ['../inner.yaml', '/etc/inner.yaml', 'a/../../b', '', 'a\\b'])
		await t.throwsAsync(linter.lint(outer, {files: {[path]: inner}}), {instanceOf: RangeError});
});

for (const [name, content] of Object.entries<string | Uint8Array>({
	'bytes that are no text': new Uint8Array([0xff, 0xfe, 0x00, 0xd8, 0x80, 0x81]),
	'bytes of an image': Uint8Array.from({length: 4096}, (_, index) => (index * 137) % 256),
	nothing: '',
	'a scalar': 'larkspur',
	'a lone surrogate': 'Description: "\ud800"\n',
	'unclosed brackets': '{"Resources": {',
	'a null byte': 'Resources:\u0000\n',
})) {
	test(`${name}: findings, and the next lint works`, async (t) => {
		const matches = await linter.lint({text: content});
		t.true(matches.length > 0);
		for (const {rule} of matches) t.regex(rule, /^[EW]/);
		t.deepEqual(await linter.lint(topic), []);
	});
}

test('10 MB of YAML aliases: a clear finding, and the next lint works', async (t) => {
	const levels = Array.from({length: 9}, (_, level) => `a${level + 1}: &a${level + 1} [${`*a${level}, `.repeat(9)}*a${level}]\n`).join('');
	const bomb = `a0: &a0 [${'x, '.repeat(9)}x]\n${levels}`;
	const long = `${bomb}Resources:\n${'  - *a9\n'.repeat(1_300_000)}`;
	t.true(long.length > 10_000_000);
	const patient = createLinter({seconds: 100});
	const outcome = await patient.lint(long).then(
		(matches) => matches.map(({rule, message}) => `${rule} ${message}`).join('\n'),
		(error: unknown) => (error instanceof NotJudged ? error.message : t.fail(String(error)) && ''),
	);
	t.regex(outcome, /aliases|memory|longer than/);
	t.deepEqual(await patient.lint(topic), []);
	await patient.close();
});

test('a template that takes too long is not judged, and the next lint works', async (t) => {
	const hasty = createLinter({seconds: 3});
	t.deepEqual(await hasty.lint(topic), []);
	const error = await t.throwsAsync(hasty.lint(slow), {instanceOf: NotJudged});
	t.is((error as published.NotJudged).reason, 'time');
	t.deepEqual(await hasty.lint(topic), []);
	await hasty.close();
});

test.serial('a template whose worker is killed is not judged, and the next lint works', async (t) => {
	const started = once(process, 'worker');
	const bereft = createLinter();
	const [worker] = (await started) as [Worker];
	t.deepEqual(await bereft.lint(topic), []);
	const judging = bereft.lint(slow);
	setTimeout(() => void worker.terminate(), 200);
	const error = await t.throwsAsync(judging, {instanceOf: NotJudged});
	t.is((error as published.NotJudged).reason, 'crash');
	t.deepEqual(await bereft.lint(topic), []);
	await bereft.close();
});

test('a process with a worker stays under 350 MB', async (t) => {
	// `resourceUsage().maxRSS` counts the process that this one was forked from, too.
	if (process.platform !== 'linux') return leaveOut(t, 'the peak of a process is read from /proc');
	const script = `
		import {readFileSync} from 'node:fs';
		const {createLinter} = await import(${JSON.stringify(pathToFileURL(join(root, 'bundle/index.js')).href)});
		const linter = createLinter();
		let found = 0;
		for (const path of ${JSON.stringify(someTemplates)}) found += await linter.lint({text: readFileSync(path)}).then(({length}) => length, () => 0);
		await linter.close();
		console.log(found, readFileSync('/proc/self/status', 'utf8').split('VmHWM:')[1].trim().split(' ')[0]);
	`;
	const {stdout} = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
	const [found = 0, kilobytes = Number.NaN] = stdout.trim().split(' ').map(Number);
	t.log(`${someTemplates.length} templates, ${found} findings, at most ${Math.round(kilobytes / 1000)} MB`);
	t.true(found > 100);
	t.true(kilobytes < 350_000);
});

test('a template that takes too much memory is not judged, and the next lint works', async (t) => {
	const frugal = createLinter({memory: 130 * 2 ** 20});
	t.deepEqual(await frugal.lint(topic), []);
	const large = `Resources:\n${Array.from({length: 60_000}, (_, index) => `  T${index}: {Type: AWS::SNS::Topic, Properties: {DisplayName: a${index}}}\n`).join('')}`;
	const error = await t.throwsAsync(frugal.lint(large), {instanceOf: NotJudged});
	t.is((error as published.NotJudged).reason, 'memory');
	t.deepEqual(await frugal.lint(topic), []);
	await frugal.close();
});

test('several workers give each caller its own findings', async (t) => {
	const pool = createLinter({workers: 2});
	const found = await Promise.all(Array.from({length: 12}, (_, index) => pool.lint(index % 3 === 0 ? topic : misspelt)));
	t.deepEqual(
		found.map(({length}) => length),
		Array.from({length: 12}, (_, index) => (index % 3 === 0 ? 0 : 1)),
	);
	await pool.close();
	await t.throwsAsync(pool.lint(topic), {instanceOf: NotJudged, message: /closed/});
});

test('closing ends what is going on', async (t) => {
	const closing = createLinter();
	const going = closing.lint(slow);
	setTimeout(() => void closing.close(), 50);
	const error = await t.throwsAsync(going, {instanceOf: NotJudged});
	t.is((error as published.NotJudged).reason, 'closed');
});

test('a damaged snapshot: said aloud, slow, and the same findings', async (t) => {
	const folder = await mkdtemp(join(tmpdir(), 'cfn-lint-wasm-'));
	try {
		for (const part of ['bundle', 'runtime']) await cp(join(root, part), join(folder, part), {recursive: true});
		const snapshot = join(folder, 'runtime/snapshot.bin');
		const bytes = await readFile(snapshot);
		bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
		await writeFile(snapshot, bytes);
		const damaged = await publishedIn(folder);
		const said: string[] = [];
		const other = damaged.createLinter({onSlowStart: (reason) => said.push(reason), seconds: 100});
		t.deepEqual(await other.lint({text: misspelt, filename: 'a.yaml'}), await linter.lint({text: misspelt, filename: 'a.yaml'}));
		t.is(said.length, 1);
		t.regex(said[0] ?? '', /snapshot\.bin is damaged/);
		await other.close();
		// Without the archive there is nothing to start from.
		await writeFile(join(folder, 'runtime/site.pack'), bytes.subarray(0, 1000));
		const dead = damaged.createLinter();
		await t.throwsAsync(dead.lint(topic), {message: /site\.pack is damaged/});
		await dead.close();
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
});
