import {execFileSync} from 'node:child_process';
import {readdir, readFile, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'ava';
import {statusOf} from '../../src/cli/check.ts';
import type {Finding} from '../../src/outcome.ts';
import {folderOf, shelfready} from '../helpers/command.ts';

const template = 'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  Queue:\n    Type: AWS::SQS::Queue\n';
const noise = '\u0000\u0001\u0002not text';

test('a report on standard output, nothing on standard error', async (t) => {
	const {stdout, stderr, code} = await shelfready(['check', await folderOf({'root.yaml': template}), '--date', '2026-11-24', '--fail-on', 'never']);
	t.is(stderr, '');
	t.is(code, 0);
	t.regex(stdout, /^Policies \(ami-2020\)$/m);
	t.regex(stdout, /1 file read: template 1; \d+ rules?, ami-2020, as of 2026-11-24\n$/);
	t.false(stdout.includes('\u001B'));
});

test('the folder is the working folder when none is named', async (t) => {
	const {stdout, code} = await shelfready(['check', '--no-cfn-lint', '--format', 'json', '--fail-on', 'never'], {cwd: await folderOf({'root.yaml': template})});
	t.is(code, 0);
	t.like(JSON.parse(stdout), {
		schemaVersion: 1,
		tool: {name: 'shelfready'},
		edition: 'ami-2020',
		artifacts: [{file: 'root.yaml', kind: 'template'}],
		problems: [],
	});
});

test('several files', async (t) => {
	const folder = await folderOf({'a.yaml': template, 'b.yaml': template});
	const {stdout} = await shelfready(['check', join(folder, 'a.yaml'), join(folder, 'b.yaml'), '--format', 'json']);
	t.is((JSON.parse(stdout) as {artifacts: unknown[]}).artifacts.length, 2);
});

test('edition, licensing and date reach the report', async (t) => {
	const {stdout} = await shelfready([
		'check',
		'--no-cfn-lint',
		await folderOf({'root.yaml': template}),
		'--format',
		'json',
		'--edition',
		'ami-2025',
		'--date',
		'2027-01-31',
		'--licensing',
		'byol',
	]);
	t.like(JSON.parse(stdout), {edition: 'ami-2025', today: '2027-01-31'});
});

test('without --date, today counts', async (t) => {
	const before = new Date().toISOString().slice(0, 10);
	const {stdout} = await shelfready(['check', '--no-cfn-lint', await folderOf({'root.yaml': template}), '--format', 'json']);
	const after = new Date().toISOString().slice(0, 10);
	t.true([before, after].includes((JSON.parse(stdout) as {today: string}).today));
});

test('a path that is not there: the rest is checked, status 2', async (t) => {
	const folder = await folderOf({'root.yaml': template});
	const {stdout, stderr, code} = await shelfready(['check', '--no-cfn-lint', folder, join(folder, 'nowhere')]);
	t.is(code, 2);
	t.regex(stdout, /Not checked in full: 1 problem\n.*nowhere/s);
	t.regex(stdout, /1 file read: template 1/);
	t.regex(stderr, /^shelfready: not everything could be checked: 1 problem, named in the report\n$/);
});

test('an empty folder is not a clean one', async (t) => {
	const {stdout, code} = await shelfready(['check', '--no-cfn-lint', await folderOf({})]);
	t.is(code, 2);
	t.regex(stdout, /Not checked in full: 1 problem/);
});

test('a folder in which nothing is recognised is not a clean one', async (t) => {
	const {stdout, code} = await shelfready(['check', '--no-cfn-lint', await folderOf({'x.bin': noise})]);
	t.is(code, 2);
	t.regex(stdout, /no file was recognised/);
	t.regex(stdout, /not recognised 1 \(x\.bin\)/);
});

test('--output writes the report whole, and standard output stays empty', async (t) => {
	const folder = await folderOf({'sub/root.yaml': template});
	const {stdout, stderr, code} = await shelfready(['check', '--no-cfn-lint', 'sub', '--format', 'json', '--output', 'report.json', '--fail-on', 'never'], {
		cwd: folder,
	});
	t.deepEqual({stdout, stderr, code}, {stdout: '', stderr: '', code: 0});
	t.like(JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')), {schemaVersion: 1});
	t.deepEqual((await readdir(folder)).toSorted(), ['report.json', 'sub'], 'nothing is left beside it');
});

test('--output over an old report replaces it', async (t) => {
	const folder = await folderOf({'sub/root.yaml': template, 'report.txt': 'old '.repeat(10_000)});
	await shelfready(['check', '--no-cfn-lint', 'sub', '--output', 'report.txt'], {cwd: folder});
	t.regex(await readFile(join(folder, 'report.txt'), 'utf8'), /^(?!old)[\s\S]*Policies/);
});

test('--report writes further reports beside the one on standard output', async (t) => {
	const folder = await folderOf({'sub/root.yaml': template});
	const {stdout, code} = await shelfready(['check', '--no-cfn-lint', 'sub', '--report', 'sarif=a.sarif', '--report', 'text=a=b.txt'], {cwd: folder});
	t.is(code, 0);
	t.regex(stdout, /^Policies/m);
	t.like(JSON.parse(await readFile(join(folder, 'a.sarif'), 'utf8')), {version: '2.1.0'});
	t.is(await readFile(join(folder, 'a=b.txt'), 'utf8'), stdout);
	const refused = await shelfready(['check', '--no-cfn-lint', 'sub', '--report', 'json=none/a.json'], {cwd: folder});
	t.is(refused.code, 2);
	t.is(refused.stderr, "shelfready: none/a.json can't be written: its folder does not exist\n");
});

test('--output where nothing can be written: said, status 2', async (t) => {
	const folder = await folderOf({'sub/root.yaml': template});
	const {stdout, stderr, code} = await shelfready(['check', '--no-cfn-lint', 'sub', '--output', 'none/report.txt'], {cwd: folder});
	t.is(code, 2);
	t.is(stdout, '');
	t.is(stderr, "shelfready: none/report.txt can't be written: its folder does not exist\n");
});

test('NO_COLOR, FORCE_COLOR and --no-color', async (t) => {
	const folder = await folderOf({'root.yaml': template});
	const colored = async (env: Readonly<Record<string, string>>, ...flags: readonly string[]) =>
		(await shelfready(['check', '--no-cfn-lint', folder, ...flags], {env})).stdout.includes('\u001B[');
	t.true(await colored({NO_COLOR: '', FORCE_COLOR: '1'}));
	t.false(await colored({NO_COLOR: '1', FORCE_COLOR: '1'}));
	t.false(await colored({NO_COLOR: '', FORCE_COLOR: '1'}, '--no-color'));
	t.false(await colored({NO_COLOR: '', FORCE_COLOR: '0'}));
	t.false(await colored({NO_COLOR: ''}), 'a pipe is no terminal');
});

test('COLUMNS sets the width', async (t) => {
	const {stdout} = await shelfready(['check', '--no-cfn-lint', await folderOf({'root.yaml': template})], {env: {COLUMNS: '50'}});
	t.deepEqual(
		stdout.split('\n').filter((line) => line.length > 50 && line.trim().includes(' ') && !line.includes('http')),
		[],
	);
});

test('a configuration that is wrong stops the run, every error named', async (t) => {
	const folder = await folderOf({'root.yaml': template, 'shelfready.yaml': 'licensing: payed\nwaivers:\n  - rule: x/y\n'});
	const {stdout, stderr, code} = await shelfready(['check', '--no-cfn-lint', '.'], {cwd: folder});
	t.is(code, 2);
	t.is(stdout, '');
	t.is(
		stderr,
		'shelfready: shelfready.yaml:1:12: licensing: "payed" is not allowed; it must be one of paid, byol, free\nshelfready: shelfready.yaml:3:5: waivers[1].reason: is missing\n',
	);
});

test('the configuration counts, and flags win over it', async (t) => {
	const folder = await folderOf({'root.yaml': template, 'note.md': '# Larkspur\n', 'shelfready.yaml': 'edition: ami-2025\nartifacts: {note.md: unknown}\n'});
	const report = async (...flags: readonly string[]) =>
		JSON.parse((await shelfready(['check', '--no-cfn-lint', folder, '--format', 'json', ...flags])).stdout) as Record<string, unknown>;
	t.like(await report(), {
		edition: 'ami-2025',
		artifacts: [
			{file: 'note.md', kind: 'unknown'},
			{file: 'root.yaml', kind: 'template'},
		],
	});
	t.like(await report('--edition', 'ami-2020'), {edition: 'ami-2020'});
});

test('what a configuration holds never reaches the terminal as a command', async (t) => {
	const folder = await folderOf({'root.yaml': template, 'shelfready.yaml': '"a\u009B31m\u202E": 1\nrules: {"x\u009By": off}\n'});
	const {stderr, code} = await shelfready(['check', '--no-cfn-lint', folder]);
	t.is(code, 2);
	t.notRegex(stderr, /[\x00-\x09\x0B-\x1F\x7F-\x9F\u202E]/);
});

test("--config takes the place of the folder's own", async (t) => {
	const folder = await folderOf({'sub/root.yaml': template, 'sub/shelfready.yaml': 'edition: nonsense', 'other.yaml': 'edition: ami-2025'});
	const {stdout} = await shelfready(['check', '--no-cfn-lint', 'sub', '--config', 'other.yaml', '--format', 'json'], {cwd: folder});
	t.like(JSON.parse(stdout), {edition: 'ami-2025'});
	const missing = await shelfready(['check', '--no-cfn-lint', 'sub', '--config', 'nowhere.yaml'], {cwd: folder});
	t.is(missing.code, 2);
	t.is(missing.stdout, '');
	t.is(missing.stderr, 'shelfready: nowhere.yaml: does not exist\n');
});

test('the file that init writes is accepted', async (t) => {
	const folder = await folderOf({'root.yaml': template});
	t.deepEqual(await shelfready(['init'], {cwd: folder}), {
		code: 0,
		stdout: '',
		stderr: 'wrote shelfready.yaml; everything in it is optional. Next: shelfready check\n',
	});
	t.is((await shelfready(['check', '--no-cfn-lint', '--fail-on', 'never'], {cwd: folder})).code, 0);
});

test('init never replaces a file unless told to', async (t) => {
	const folder = await folderOf({'shelfready.yaml': 'edition: ami-2025\n'});
	const refused = await shelfready(['init'], {cwd: folder});
	t.deepEqual(refused, {code: 2, stdout: '', stderr: 'shelfready: shelfready.yaml is there already; --force replaces it\n'});
	t.is(await readFile(join(folder, 'shelfready.yaml'), 'utf8'), 'edition: ami-2025\n');
	t.is((await shelfready(['init', '--force'], {cwd: folder})).code, 0);
	t.true((await stat(join(folder, 'shelfready.yaml'))).size > 1000);
});

test('status: problems win over findings, findings count from --fail-on up', (t) => {
	const finding = (severity: Finding['severity']) => ({severity}) as Finding;
	const problem = {file: 'a', message: 'm'};
	t.is(statusOf({findings: [], problems: []}, 'note'), 0);
	t.is(statusOf({findings: [finding('warning')], problems: []}, 'error'), 0);
	t.is(statusOf({findings: [finding('warning')], problems: []}, 'warning'), 1);
	t.is(statusOf({findings: [finding('error')], problems: []}, 'note'), 1);
	t.is(statusOf({findings: [finding('error')], problems: []}, 'never'), 0);
	t.is(statusOf({findings: [finding('error')], problems: [problem]}, 'error'), 2);
	t.is(statusOf({findings: [], problems: [problem]}, 'never'), 2);
});

const fixedAmi = `${template}  Server:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: ami-0a1b2c3d4e5f67890\n      KeyName: !Ref Key\n      MetadataOptions: {HttpTokens: required}\nParameters:\n  Key: {Type: 'AWS::EC2::KeyPair::KeyName', Description: Your key pair}\n`;
const rule = 'template/image-from-parameter';

test('findings: status 1, with the token underlined', async (t) => {
	const {stdout, stderr, code} = await shelfready(['check', await folderOf({'root.yaml': fixedAmi})]);
	t.is(code, 1);
	t.is(stderr, '');
	t.regex(stdout, /^root\.yaml\n\n {2}8:16 error .*template\/image-from-parameter\n/s);
	t.regex(stdout, /8 │ {7}ImageId: ami-0a1b2c3d4e5f67890\n {6}│ {16}\^{21}\n/);
	t.regex(stdout, /\n1 error, 0 warnings, \d+ notes? in 1 file\n/);
});

test('--fail-on never and --skip: status 0; leaving rules out is said', async (t) => {
	const folder = await folderOf({'root.yaml': fixedAmi});
	t.is((await shelfready(['check', '--no-cfn-lint', folder, '--fail-on', 'never'])).code, 0);
	const skipped = await shelfready(['check', '--no-cfn-lint', folder, '--skip', 'template/*,listing/few-keywords', '--skip', 'listing/no-reused-ami']);
	t.is(skipped.code, 0);
	t.is(skipped.stderr, 'shelfready: --only or --skip left rules out; what they look for was not checked\n');
	t.is((await shelfready(['check', '--no-cfn-lint', folder, '--only', rule])).code, 1);
});

test('problems win over findings, and the findings are still there', async (t) => {
	const folder = await folderOf({'root.yaml': fixedAmi});
	const {stdout, code} = await shelfready(['check', '--no-cfn-lint', folder, join(folder, 'nowhere')]);
	t.is(code, 2);
	t.regex(stdout, /image-from-parameter/);
});

test('--quiet: errors and totals', async (t) => {
	const {stdout} = await shelfready(['check', '--no-cfn-lint', await folderOf({'root.yaml': fixedAmi}), '--quiet']);
	t.regex(stdout, /image-from-parameter/);
	t.notRegex(stdout, /Policies|Did not run/);
	t.regex(stdout, /1 error, 0 warnings, \d+ notes? in 1 file\n$/);
});

const settings = test.macro(async (t, yaml: string, flags: readonly string[], code: number, word: RegExp) => {
	const ran = await shelfready(['check', '--no-cfn-lint', await folderOf({'root.yaml': fixedAmi, 'shelfready.yaml': yaml}), '--date', '2026-11-24', ...flags]);
	t.regex(ran.stdout, word);
	t.is(ran.code, code);
});

test('a rule turned off', settings, `rules: {${rule}: off}`, [], 0, /No findings/);
test('a rule turned off but asked for by name', settings, `rules: {${rule}: off}`, ['--only', rule], 1, /1 error/);
test('a rule turned off stays off with its family', settings, `rules: {${rule}: off}`, ['--only', 'template/*'], 0, /No findings/);
test('a rule made a note', settings, `rules: {${rule}: note}`, [], 0, /0 errors, 0 warnings, 1 note/);
test('a rule made a note, and notes fail', settings, `rules: {${rule}: note}`, ['--fail-on', 'note'], 1, /1 note/);
test(
	'a waiver',
	settings,
	`waivers: [{rule: ${rule}, reason: agreed, until: 2026-11-24}]`,
	[],
	0,
	/Waived: 1 finding\n {2}1 × template\/image-from-parameter: agreed \(until 2026-11-24\)/,
);
test(
	'an expired waiver',
	settings,
	`waivers: [{rule: ${rule}, reason: agreed, until: 2026-11-23}]`,
	[],
	1,
	/waiver expired on 2026-11-23: template\/image-from-parameter; 1 finding counted again/,
);
test(
	'an unused waiver',
	settings,
	`waivers: [{rule: ${rule}, subject: Nobody, reason: agreed}]`,
	[],
	1,
	/waiver unused: template\/image-from-parameter \(Nobody\)/,
);
test(
	'a waiver of a rule that was left out is neither',
	settings,
	`waivers: [{rule: listing/few-keywords, reason: agreed}]`,
	['--only', rule],
	1,
	/^(?![\s\S]*waiver)/,
);

const unusedParameter = `Parameters:\n  Colour: {Type: String, Description: Of the console}\n${template}`;

test("a waiver of one of cfn-lint's rules holds, and is left alone where cfn-lint is left out", async (t) => {
	const folder = await folderOf({
		'root.yaml': unusedParameter,
		'shelfready.yaml': 'waivers:\n  - rule: cfn-lint/W2001\n    reason: a later version uses it\n  - rule: cfn-lint/E9999\n    reason: none\n',
	});
	const {stdout} = await shelfready(['check'], {cwd: folder});
	t.regex(
		stdout,
		/Waived: 1 finding\n {2}1 × cfn-lint\/W2001: a later version uses it\n {2}waiver unused: cfn-lint\/E9999; no finding matches it, take it out/,
	);
	t.notRegex((await shelfready(['check', '--no-cfn-lint'], {cwd: folder})).stdout, /waiver/i);
});

test('what a template holds never reaches the terminal as a command', async (t) => {
	const evil = fixedAmi.replace('      ImageId', '      # \u001B[2J\u001B]0;title\u0007 \u009B31m\n      ImageId');
	const {stdout} = await shelfready(['check', '--no-cfn-lint', await folderOf({'root.yaml': evil, 'a\u001B[31m.yaml': evil})]);
	t.notRegex(stdout, /[\x00-\x09\x0B-\x1F\x7F-\x9F]/);
});

test('evidence that lies elsewhere counts, and leaves the names of the submission alone', async (t) => {
	const folder = await folderOf({
		'sub/root.yaml': template,
		'sub/shelfready.yaml': 'edition: ami-2025',
		'else/root.yaml': template,
		'else/other.yaml': template,
	});
	const {stdout} = await shelfready(['check', '--no-cfn-lint', 'sub', '--evidence', 'else/root.yaml', '--evidence', 'else/other.yaml', '--format', 'json'], {
		cwd: folder,
	});
	const report = JSON.parse(stdout) as {edition: string; artifacts: {file: string}[]};
	t.is(report.edition, 'ami-2025');
	t.deepEqual(report.artifacts.map(({file}) => file).toSorted(), ['evidence/root.yaml', 'other.yaml', 'root.yaml']);
});

test('a configuration that is too large, or a folder, is refused', async (t) => {
	const folder = await folderOf({'root.yaml': template, 'big.yaml': '#'.repeat(1_000_001), 'sub/x.txt': ''});
	t.regex(
		(await shelfready(['check', '--no-cfn-lint', '--config', 'big.yaml'], {cwd: folder})).stderr,
		/^shelfready: big\.yaml: is larger than 1000000 bytes\n$/,
	);
	const directory = await shelfready(['check', '--no-cfn-lint', 'root.yaml', '--config', 'sub'], {cwd: folder});
	t.is(directory.code, 2);
	t.is(directory.stderr, 'shelfready: sub: is a folder, where a file must be\n');
});

const faulty = 'Parameters:\n  Password: {Type: String, NoEcho: true, Default: Larkspur-123}\nResources:\n  Queue: {Type: AWS::SQS::Queue}\n';
const passwords = ['--only', 'template/no-password-default', '--no-cfn-lint'];

test('a baseline is written, and then only new findings are told', async (t) => {
	const folder = await folderOf({'a.yaml': faulty});
	const file = join(await folderOf({}), 'baseline.json');
	const written = await shelfready(['check', folder, ...passwords, '--write-baseline', file]);
	t.is(written.code, 0);
	t.true(written.stderr.startsWith(`shelfready: wrote 1 finding to ${file}; --baseline ${file} tells only of new ones\n`));
	const known = await shelfready(['check', folder, ...passwords, '--baseline', file, '--fail-on', 'note']);
	t.is(known.code, 0);
	t.regex(known.stdout, /^No new findings\n1 more finding known from .*baseline\.json; a reviewer at AWS sees them all the\s+same$/m);
	t.regex(known.stdout, /access\.no-fixed-passwords: 1 error: template\/no-password-default \(1 known from before\)/);
	await writeFile(join(folder, 'b.yaml'), faulty);
	const twin = await shelfready(['check', folder, ...passwords, '--baseline', file, '--format', 'json']);
	t.is(twin.code, 1);
	t.like(JSON.parse(twin.stdout), {baseline: file, findings: {length: 1, 0: {place: {file: 'b.yaml'}}}, known: {length: 1}, gone: []});
	await writeFile(join(folder, 'a.yaml'), faulty.replace(', Default: Larkspur-123', ''));
	await writeFile(join(folder, 'b.yaml'), template);
	t.regex((await shelfready(['check', folder, ...passwords, '--baseline', file])).stdout, /^No findings\n1 finding of .*baseline\.json is gone$/m);
});

test('a baseline and settings in UTF-16 are read; what no baseline can be is refused, and not waited for', async (t) => {
	const folder = await folderOf({
		'template.yaml': 'Resources:\n  Topic: {Type: AWS::SNS::Topic}\n',
		'shelfready.yaml': Buffer.from('\ufeffedition: ami-2025\n', 'utf16le'),
		'utf16.json': Buffer.from('\ufeff{"schemaVersion": 1, "findings": []}', 'utf16le'),
		'binary.json': Buffer.from([0, 1, 2]),
	});
	const read = await shelfready(['check', '--no-cfn-lint', '--format', 'json', '--baseline', 'utf16.json', 'template.yaml', 'shelfready.yaml'], {cwd: folder});
	t.deepEqual([read.code, read.stderr], [0, '']);
	t.like(JSON.parse(read.stdout), {edition: 'ami-2025', baseline: 'utf16.json'});
	const unmarked = await folderOf({'template.yaml': 'Resources: {}\n', 'shelfready.yaml': Buffer.from('edition: ami-2025\n', 'utf16le')});
	t.is((await shelfready(['check'], {cwd: unmarked})).stderr, 'shelfready: shelfready.yaml: UTF-16 without a byte order mark: save it as UTF-8\n');
	const said = async (file: string) => (await shelfready(['check', '--no-cfn-lint', 'template.yaml', '--baseline', file], {cwd: folder})).stderr;
	t.is(await said('.'), 'shelfready: .: is a folder, and a baseline is a file: name that\n');
	t.is(await said('binary.json'), 'shelfready: binary.json: is no baseline: it holds no text\n');
	if (process.platform === 'win32') return;
	execFileSync('sh', ['-c', 'mkfifo "$1"', 'sh', join(folder, 'pipe')]);
	t.is(await said('pipe'), 'shelfready: pipe: is a pipe, and a baseline is a file: name that\n');
});

test('a baseline that is not there, or is none, is refused', async (t) => {
	const folder = await folderOf({'a.yaml': faulty, 'none.json': '{}'});
	const missing = await shelfready(['check', '--no-cfn-lint', folder, '--baseline', join(folder, 'no.json')]);
	t.is(missing.code, 2);
	t.regex(missing.stderr, /^shelfready: .*no\.json: does not exist; --write-baseline .*no\.json writes one\n$/);
	const none = await shelfready(['check', '--no-cfn-lint', folder, '--baseline', join(folder, 'none.json')]);
	t.is(none.code, 2);
	t.regex(none.stderr, /none\.json: is no baseline of this version/);
});

test('--no-waivers shows what waivers and settings set aside, --no-config passes over the file', async (t) => {
	const folder = await folderOf({
		'a.yaml': faulty,
		'shelfready.yaml': 'licensing: byol\nwaivers:\n  - {rule: template/no-password-default, reason: a demo}\n',
		'off/a.yaml': faulty,
		'off/shelfready.yaml': 'rules: {template/no-password-default: off}\nartifacts: {a.yaml: unknown}\n',
		'inline/a.yaml': `# shelfready-waive-file template/no-password-default: a demo\n${faulty}`,
	});
	const codeOf = async (path: string, ...flags: readonly string[]) =>
		(await shelfready(['check', join(folder, path), '--skip', 'template/no-tab', '--no-cfn-lint', '--quiet', ...flags])).code;
	t.is(await codeOf('inline'), 0);
	t.is(await codeOf('inline', '--no-waivers'), 1);
	t.is(await codeOf('off', '--no-config'), 1);
	const {stdout} = await shelfready(['check', join(folder, 'a.yaml'), '--config', join(folder, 'shelfready.yaml'), ...passwords, '--format', 'json']);
	t.like(JSON.parse(stdout), {findings: [], waived: {length: 1}});
	const all = await shelfready([
		'check',
		join(folder, 'a.yaml'),
		'--config',
		join(folder, 'shelfready.yaml'),
		...passwords,
		'--no-waivers',
		'--format',
		'json',
	]);
	t.like(JSON.parse(all.stdout), {findings: {length: 1}, waived: []});
});

test('--no-waivers lets no list of cfn-lint hold either, in a template or in the settings', async (t) => {
	const queue = '{Resources: {Queue: {Type: AWS::SQS::Queue, Properties: {NoSuchProperty: 1}}}';
	const folder = await folderOf({
		'a/t.yaml': `${queue}, Metadata: {cfn-lint: {config: {ignore_checks: [E, W, I]}}}}\n`,
		'b/t.yaml': `${queue}}\n`,
		'b/shelfready.yaml': 'rules: {template/cfn-lint: {options: {ignoreChecks: [E, W, I]}}}\n',
	});
	const told = async (path: string, ...flags: readonly string[]) =>
		(await shelfready(['check', join(folder, path), '--only', 'template/cfn-lint', '--format', 'json', ...flags])).stdout.includes('cfn-lint/E3002');
	t.deepEqual([await told('a'), await told('a', '--no-waivers')], [false, true]);
	t.deepEqual([await told('b'), await told('b', '--no-waivers')], [false, true]);
});
