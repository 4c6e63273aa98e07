import {execFile} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdir, readdir, readFile, symlink} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'ava';
import {cacheHome, command, folderOf, type Ran, shelfready} from '../helpers/command.ts';

const template = 'Parameters:\n  Password: {Type: String, NoEcho: true, Default: Larkspur-123}\nResources:\n  Queue: {Type: AWS::SQS::Queue}\n';

/** A command line of a shell, in which `S` is the command. */
function shell(line: string, cwd: string): Promise<Ran> {
	const env = {...process.env, NO_COLOR: '1', XDG_CACHE_HOME: cacheHome, NODE: process.execPath, COMMAND: command};
	return new Promise((resolve) => {
		const child = execFile('sh', ['-c', `S() { "$NODE" "$COMMAND" "$@"; }; ${line}`], {cwd, env}, (_, stdout, stderr) =>
			resolve({code: child.exitCode, stdout, stderr}),
		);
	});
}

if (existsSync('/dev/full')) {
	const full = test.macro(async (t, line: string) => {
		const folder = await folderOf({'w/one.yaml': template, 'in.ndjson': '{"text": "Launch it."}\n'.repeat(50)});
		const told = "shelfready: standard output can't be written: no room is left on the disk\n";
		t.deepEqual(await shell(`${line} > /dev/full`, folder), {code: 2, stdout: '', stderr: told});
		t.deepEqual(await shell(`${line} > /dev/full 2> /dev/full`, folder), {code: 2, stdout: '', stderr: ''});
	});
	test('standard output is full: check', full, 'S check w --no-cfn-lint --fail-on never');
	test('standard output is full: check --help', full, 'S check --help');
	test('standard output is full: rules', full, 'S rules');
	test('standard output is full: diff', full, 'S diff w w');
	test('standard output is full: classify', full, 'S classify in.ndjson');
	test('standard output is full: audit', full, 'rm -rf out; mkdir -p c; cp -r w c; S audit c --out out');
}

if (process.platform === 'linux') {
	test('a report of which the disk takes a part alone is no success', async (t) => {
		const folder = await folderOf({});
		const whole = (await shelfready(['policies', '--json'])).stdout;
		t.true(whole.length > 20_000);
		// In blocks of 512 bytes.
		const {code, stderr} = await shell('ulimit -f 8; S policies --json > report.json', folder);
		t.deepEqual({code, stderr}, {code: 2, stderr: "shelfready: standard output can't be written: it would be larger than files may be there\n"});
		t.is((await shell('S policies --json > report.json', folder)).code, 0);
		t.is(await readFile(join(folder, 'report.json'), 'utf8'), whole);
	});

	test('a file that can not be fixed is called as its user calls it', async (t) => {
		const folder = await folderOf({'w/one.yaml': template.replace(', NoEcho: true, Default: Larkspur-123', '')});
		const {code, stderr} = await shell('ulimit -f 0; S check w --fix --only template/require-no-echo --no-cfn-lint', folder);
		t.deepEqual({code, stderr}, {code: 2, stderr: "shelfready: w/one.yaml can't be written: it would be larger than files may be there\n"});
		t.deepEqual(await readdir(join(folder, 'w')), ['one.yaml']);
	});

	test('a working folder that is gone is told', async (t) => {
		const folder = await folderOf({'w/one.yaml': template});
		for (const path of ['', join(folder, 'w')])
			t.deepEqual(await shell(`mkdir gone; cd gone; rmdir ../gone; S check ${path}`, folder), {
				code: 2,
				stdout: '',
				stderr: 'shelfready: the working folder is no longer there; go to one that is\n',
			});
	});

	test('classify ends when its reader has seen enough', async (t) => {
		const folder = await folderOf({'in.ndjson': '{"text": "Launch it."}\n'.repeat(5000)});
		for (const line of ['S classify in.ndjson', 'S classify < in.ndjson'])
			t.deepEqual(await shell(`(${line}; echo "status $?" >&2) | head -1`, folder), {code: 0, stdout: '{"findings":[]}\n', stderr: 'status 0\n'});
	});
}

const lost = 'what is there is read by this very command, and would be lost; name another file';

const refused = test.macro(async (t, args: readonly string[], said: string) => {
	const files = {'one.yaml': template, 'w/two.yaml': template, 'w/settings.yaml': 'edition: ami-2025\n', 'base.json': '{"schemaVersion": 1, "findings": []}'};
	const folder = await folderOf(files);
	await symlink('one.yaml', join(folder, 'link.yaml'));
	const there = await readdir(folder, {recursive: true});
	t.deepEqual(await shelfready([...args, '--no-cfn-lint'], {cwd: folder}), {code: 2, stdout: '', stderr: `shelfready: ${said}\n`});
	for (const [file, text] of Object.entries(files)) t.is(await readFile(join(folder, file), 'utf8'), text);
	t.deepEqual(await readdir(folder, {recursive: true}), there);
});
test('a report over what is checked', refused, ['check', 'one.yaml', '--output', './one.yaml'], `--output ./one.yaml: ${lost}`);
test('a report over it by a link', refused, ['check', 'one.yaml', '--report', 'json=link.yaml'], `--report link.yaml: ${lost}`);
test('a report over what a link is checked for', refused, ['check', 'link.yaml', '--output', 'one.yaml'], `--output one.yaml: ${lost}`);
test('a report over a file of the folder', refused, ['check', 'w', '--output', 'w/two.yaml'], `--output w/two.yaml: ${lost}`);
test('a report over the fixed file', refused, ['check', 'one.yaml', '--fix', '--output', 'one.yaml'], `--output one.yaml: ${lost}`);
test('a report over evidence', refused, ['check', 'w', '--evidence', 'one.yaml', '--output', 'one.yaml'], `--output one.yaml: ${lost}`);
test(
	'a report over the settings',
	refused,
	['check', 'one.yaml', '--config', 'w/settings.yaml', '--output', 'w/settings.yaml'],
	`--output w/settings.yaml: ${lost}`,
);
test('a report over the baseline', refused, ['check', 'w', '--baseline', 'base.json', '--output', 'base.json'], `--output base.json: ${lost}`);
test('a baseline over what is checked', refused, ['check', 'one.yaml', '--write-baseline', 'one.yaml'], `--write-baseline one.yaml: ${lost}`);
test(
	'two reports into one file',
	refused,
	['check', 'w', '--report', 'json=a.json', '--report', 'sarif=./a.json'],
	'--report ./a.json: --report a.json is the same file; name another',
);
test(
	'a baseline and a report into one file',
	refused,
	['check', 'w', '--output', 'a.json', '--write-baseline', 'w/../a.json'],
	'--write-baseline w/../a.json: --output a.json is the same file; name another',
);
test('an empty name of a file', async (t) => {
	const folder = await folderOf({'one.yaml': template});
	for (const option of ['--output', '--config', '--baseline', '--write-baseline', '--evidence', '--root', '--validators']) {
		const {code, stderr} = await shelfready(['check', 'one.yaml', option, ''], {cwd: folder});
		t.is(code, 2);
		t.regex(stderr, /argument '' is invalid\. It must not be empty\.\n$/);
	}
});
test('a comparison over what is compared', async (t) => {
	const folder = await folderOf({'old.yaml': template, 'new.yaml': template});
	t.deepEqual(await shelfready(['diff', 'old.yaml', 'new.yaml', '--output', 'new.yaml'], {cwd: folder}), {
		code: 2,
		stdout: '',
		stderr: `shelfready: --output new.yaml: ${lost}\n`,
	});
	t.is(await readFile(join(folder, 'new.yaml'), 'utf8'), template);
});

test('reports in the folder that is checked take the place of those before, and a baseline that of the one that is read', async (t) => {
	const folder = await folderOf({'one.yaml': template});
	const args = ['check', '--no-cfn-lint', '--only', 'template/no-password-default', '--fail-on', 'never', '--report', 'html=r.html', '--report', 'text=r.txt'];
	for (const more of [
		['--write-baseline', 'b.json'],
		['--baseline', 'b.json', '--write-baseline', 'b.json'],
		['--output', '.hidden'],
		['--output', '.hidden'],
	])
		t.like(await shelfready([...args, ...more], {cwd: folder}), {code: 0});
	t.deepEqual((await readdir(folder)).toSorted(), ['.hidden', 'b.json', 'one.yaml', 'r.html', 'r.txt']);
});

test('of several reports, that which can not be written is named', async (t) => {
	const folder = await folderOf({'one.yaml': template});
	const {code, stderr} = await shelfready(['check', 'one.yaml', '--no-cfn-lint', '--report', 'json=a.json', '--report', 'sarif=no/b.sarif'], {cwd: folder});
	t.deepEqual({code, stderr}, {code: 2, stderr: "shelfready: no/b.sarif can't be written: its folder does not exist\n"});
});

test('init over a folder, and where a file stands in the way', async (t) => {
	const folder = await folderOf({'.github': '', 'shelfready.yaml/x': '', 'sub/.git/x': ''});
	const said = async (...args: readonly string[]) => (await shelfready(args, {cwd: folder})).stderr;
	t.is(await said('init', '--force'), "shelfready: shelfready.yaml can't be written: it is a folder\n");
	t.regex(
		await said('init', '--ci', 'github'),
		/^shelfready: .*\.github\/workflows\/shelfready\.yml can't be written: a file stands where a folder must be\n$/,
	);
	const other = await folderOf({'.git/x': '', '.github/workflows': ''});
	t.is(
		(await shelfready(['init', '--ci', 'github', '--force'], {cwd: other})).stderr,
		"shelfready: .github/workflows/shelfready.yml can't be written: a file stands where a folder must be\n",
	);
});

test('audit where nothing can be written, and tables of no run', async (t) => {
	const folder = await folderOf({'c/a/one.yaml': template, file: ''});
	const said = async (...args: readonly string[]) => {
		const {code, stderr} = await shelfready(['audit', ...args], {cwd: folder});
		t.is(code, 2);
		return stderr;
	};
	t.is(await said('c', '--out', 'file'), "shelfready: file can't be used: a file stands where a folder must be\n");
	t.is(await said('c', '--out', 'file/x'), "shelfready: file/x can't be used: a file stands where a folder must be\n");
	for (const out of ['none', 'file']) t.is(await said('--out', out, '--export', 'csv'), `shelfready: ${out} holds no results.ndjson\n`);
	if (process.platform === 'linux' && process.getuid?.() !== 0) {
		await mkdir(join(folder, 'closed'), {mode: 0o500});
		t.is(await said('c', '--out', 'closed'), "shelfready: closed can't be used: the permissions of the file or of its folder forbid it\n");
	}
});
