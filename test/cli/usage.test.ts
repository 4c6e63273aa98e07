import {spawn} from 'node:child_process';
import {readFileSync} from 'node:fs';
import test from 'ava';
import {policyIds} from '../../src/policies/ids.ts';
import {validators} from '../../validators/index.ts';
import {command, folderOf, shelfready} from '../helpers/command.ts';

const {version} = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {version: string};

test('--version', async (t) => {
	t.deepEqual(await shelfready(['--version']), {code: 0, stdout: `${version}\n`, stderr: ''});
});

test('--help is on standard output, help for lack of a command on standard error', async (t) => {
	const help = await shelfready(['--help']);
	t.is(help.code, 0);
	for (const name of ['check', 'rules', 'policies', 'explain', 'init', 'diff', 'classify', 'fetch', 'audit'])
		t.regex(help.stdout, new RegExp(`^  ${name}\\b`, 'm'));
	t.is(help.stderr, '');
	const none = await shelfready([]);
	t.is(none.code, 2);
	t.is(none.stdout, '');
	t.regex(none.stderr, /^Usage: shelfready/);
	t.is((await shelfready(['check', '--help'])).code, 0);
});

const refused = test.macro(async (t, args: readonly string[], word: RegExp) => {
	const folder = await folderOf({'root.yaml': 'Resources: {}\n'});
	const {code, stdout, stderr} = await shelfready(args, {cwd: folder});
	t.is(code, 2);
	t.is(stdout, '');
	t.regex(stderr, word);
});

test('an unknown command', refused, ['chekc'], /unknown command 'chekc'\n\(Did you mean check\?\)/);
test('an unknown option', refused, ['check', '--formt', 'json'], /unknown option '--formt'\n\(Did you mean --format\?\)/);
test('an unknown format', refused, ['check', '--format', 'xml'], /'xml' is invalid\. Allowed choices are text, json, sarif/);
const emptyPath = /^shelfready: an empty path was given, which names no file or folder .*for the working folder give \.\n$/;
test('an empty path', refused, ['check', ''], emptyPath);
test('an empty path beside another', refused, ['check', 'root.yaml', ''], emptyPath);
test('an empty path of a root file system', refused, ['check', '--root', ''], /--root <path>' argument '' is invalid\. It must not be empty\.\n/);
test('an empty path of evidence', refused, ['check', '.', '--evidence', ''], /--evidence <file>' argument '' is invalid\. It must not be empty\.\n/);
test('an empty path to fix', refused, ['check', '--fix-dry-run', ''], emptyPath);
test('an empty path of what may have changed', refused, ['check', '--changed', 'HEAD', ''], emptyPath);
test('diff of an empty path', refused, ['diff', '', 'root.yaml'], emptyPath);
test('diff with an empty path', refused, ['diff', 'root.yaml', ''], emptyPath);
test('an unknown edition', refused, ['check', '--edition', 'ami-2021'], /Allowed choices are ami-2020, ami-2025/);
test('an unknown severity', refused, ['check', '--fail-on', 'fatal'], /Allowed choices are error, warning, note, never/);
test('a further report of an unknown format', refused, ['check', '--report', 'xml=a.xml'], /Allowed choices are text/);
test('a further report without a file', refused, ['check', '--report', 'sarif'], /It must be a format and a file/);
test('an unknown licensing', refused, ['check', '--licensing', 'gpl'], /Allowed choices are paid, byol, free/);
test('no such day', refused, ['check', '--date', '2026-02-30'], /must be a day of the calendar, written YYYY-MM-DD/);
test('a day written otherwise', refused, ['check', '--date', '24.11.2026'], /must be a day of the calendar/);
test('an unknown rule', refused, ['check', '--only', 'x/nothing-like-it'], /^shelfready: --only: there is no rule "x\/nothing-like-it"/);
test('unknown rules are all named', refused, ['check', '--only', 'x/a,x/b', '--skip', 'x/c'], /--only:.*"x\/a"\n.*--only:.*"x\/b"\n.*--skip:.*"x\/c"/);
test('an unknown family', refused, ['check', '--skip', 'nothing/*'], /there is no rule family "nothing\/\*"/);
test('an empty rule name', refused, ['check', '--only', 'a,,b'], /A rule name is empty/);
test(
	'a rule and policy that is neither',
	refused,
	['explain', 'security.malwares'],
	/^shelfready: there is no rule or policy "security\.malwares"; did you mean security\.malware\?\n$/,
);
test('audit --queue that is no address', refused, ['audit', '.', '--out', 'x', '--queue', ':hidden@y'], /^shelfready: --queue takes redis:\/\/(?!.*hidden)/);
test('audit --store without a queue', refused, ['audit', '.', '--out', 'x', '--store', 'y'], /^shelfready: --store, .* go with --queue\n$/);
test(
	'audit --queue with --workers',
	refused,
	['audit', '.', '--out', 'x', '--queue', 'redis://y', '--workers', '2'],
	/^shelfready: with --queue, --workers is said to each shelfready worker\n$/,
);
test('worker without a queue', refused, ['worker'], /--queue/);
test('worker --metrics that is no port', refused, ['worker', '--queue', 'redis://y', '--metrics', 'x'], /It must be a port/);
test(
	'audit --since of no run',
	refused,
	['audit', '.', '--out', 'x', '--since', 'y'],
	/^(?:shelfready: passed over.*\n)?shelfready: y holds no earlier run: give the --out of one\n$/,
);
test('audit of a catalogue that is not there', refused, ['audit', 'none', '--out', 'x'], /^shelfready: the catalogue none does not exist\n$/);

test('rules: every rule, as text and as JSON', async (t) => {
	const {stdout, stderr, code} = await shelfready(['rules', '--json']);
	t.deepEqual({stderr, code}, {stderr: '', code: 0});
	const rules = JSON.parse(stdout) as {id: string; source: string; messages: object}[];
	t.deepEqual(
		rules.map(({id}) => id),
		validators.map(({id}) => id),
	);
	const text = await shelfready(['rules']);
	t.is(text.code, 0);
	for (const {id} of validators) t.true(text.stdout.includes(id));
});

test('policies: all 44, as text and as JSON, of an edition', async (t) => {
	const {stdout, stderr, code} = await shelfready(['policies', '--json']);
	t.deepEqual({stderr, code}, {stderr: '', code: 0});
	t.deepEqual(
		(JSON.parse(stdout) as {id: string}[]).map(({id}) => id),
		[...policyIds],
	);
	const {stdout: text} = await shelfready(['policies', '--edition', 'ami-2025']);
	for (const id of policyIds) t.true(text.includes(id), id);
	const newer = JSON.parse((await shelfready(['policies', '--json', '--edition', 'ami-2025'])).stdout) as {edition: string}[];
	t.true(newer.every(({edition}) => edition === 'ami-2025'));
});

test('explain: a policy and a rule', async (t) => {
	const {stdout, stderr, code} = await shelfready(['explain', 'security.malware']);
	t.deepEqual({stderr, code}, {stderr: '', code: 0});
	t.regex(stdout, /^security\.malware\n/);
	t.notRegex(stdout, /^#|\]\(http/m);
	for (const {id} of validators.slice(0, 1)) t.true((await shelfready(['explain', id])).stdout.startsWith(id));
});

test('a Node that is too old is told so', async (t) => {
	const old = "Object.defineProperty(process, 'versions', {value: {...process.versions, node: '20.18.3'}})";
	const {code, stdout, stderr} = await shelfready(['--version'], {env: {NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(old)}`}});
	t.deepEqual({code, stdout, stderr}, {code: 2, stdout: '', stderr: 'shelfready needs Node 20.19 or newer; this is Node 20.18.3.\n'});
});

test('a reader that closes early is no fault', async (t) => {
	const child = spawn(process.execPath, [command, 'policies', '--json'], {env: {NO_COLOR: '1'}, stdio: ['ignore', 'pipe', 'pipe']});
	child.stdout.destroy();
	let stderr = '';
	child.stderr.on('data', (chunk: Buffer) => {
		stderr += chunk.toString();
	});
	const code = await new Promise((resolve) => child.on('close', resolve));
	t.is(stderr, '');
	t.is(code, 0);
});
