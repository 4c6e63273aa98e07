/** The command where it is not cfn-lint's: its own flags, limits, streams, and Windows. What is cfn-lint's is in `command-parity.test.ts`. */

import {spawn} from 'node:child_process';
import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join, win32} from 'node:path';
import {pathToFileURL} from 'node:url';
import test from 'ava';
import {argumentFromWindows, drivesOf, pathFromWindows, readCommandLine} from '../src/cli/arguments.ts';
import {readManifest} from '../src/manifest.ts';
import type {Pool} from '../src/pool.ts';
import {cli, ours} from './helpers/command.ts';
import {type Invocation, makeFolder} from './helpers/invocations.ts';
import {root} from './helpers/published.ts';

let folder = '';
test.before(async () => {
	folder = await makeFolder();
});
test.after.always(() => rm(folder, {recursive: true, force: true}));

/** The command alone, where what counts is not in cfn-lint. */
const own = (invocation: Invocation) => ours(folder, invocation);

test.serial('several workers write what one writes', async (t) => {
	for (const args of [[], ['-f', 'json'], ['-f', 'junit'], ['-f', 'pretty'], ['-i', 'E0000'], ['-a', 'rules', '-z', 'custom.txt']]) {
		const one = await own({args: ['many/*.yaml', 'dir.yaml', ...args, '--workers', '1'], varies: ['time']});
		const three = await own({args: ['many/*.yaml', 'dir.yaml', ...args, '--workers=3'], varies: ['time']});
		t.deepEqual(three, one, args.join(' '));
		t.not(one.stdout, '');
		t.true(one.stderr.includes('Template references a directory, not a file: dir.yaml'));
	}
});

test.serial('a template that takes too long is named and spoils no other', async (t) => {
	const {code, stdout, stderr} = await own({args: ['--timeout', '5', '-a', 'rules-slow', '--', 'bad.yaml', 'endless.yaml', 'unused.yaml']});
	t.is(stderr, 'cfn-lint-wasm: endless.yaml was not judged: it takes longer than 5 s\n');
	t.is(code, 6);
	t.true(stdout.includes('bad.yaml:') && stdout.includes('unused.yaml:'), stdout);
});

test.serial('a lone template that takes too long leaves an output that can be read', async (t) => {
	const {code, stdout, stderr} = await own({args: ['--timeout=5', '-a', 'rules-slow', '-f', 'json', '--', 'endless.yaml']});
	t.deepEqual({code, stdout, stderr}, {code: 2, stdout: '[]\n', stderr: 'cfn-lint-wasm: endless.yaml was not judged: it takes longer than 5 s\n'});
});

test.serial('a template that takes too much memory is named and spoils no other', async (t) => {
	const {code, stdout, stderr} = await own({args: ['-a', 'rules-slow', '-f', 'quiet', '--', 'bad.yaml', 'vast.yaml']});
	t.is(stderr, 'cfn-lint-wasm: vast.yaml was not judged: it needs more memory than cfn-lint is given\n');
	t.is(code, 2);
	t.true(stdout.includes('bad.yaml:'), stdout);
});

test.serial('no code in Python reaches the network', async (t) => {
	let connections = 0;
	const server = createServer(() => {}).on('connection', () => connections++);
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	t.teardown(() => server.close());
	const {port} = server.address() as AddressInfo;
	await mkdir(join(folder, 'rules-network'), {recursive: true});
	await writeFile(join(folder, 'rules-network/network.py'), networkRule(port));
	const {code, stdout} = await own({args: ['good.yaml', '-a', 'rules-network', '-f', 'parseable']});
	const ways = [
		'js.fetch',
		'js.XMLHttpRequest',
		'pyodide.code.run_js',
		'pyodide_js',
		'socket',
		'urllib',
		'http.client',
		'asyncio',
		'pyodide.http',
		'subprocess',
	];
	t.deepEqual(
		stdout.split('\n').flatMap((line) => /:E9904:(\S+) \w+/.exec(line)?.slice(1) ?? []),
		ways,
		stdout,
	);
	t.false(stdout.includes('reached'), stdout);
	t.is(code, 2);
	t.regex(stdout, /:socket refused OSError .*unreachable/);
	t.is(connections, 0);
	// The server itself can be reached from this machine.
	await fetch(`http://127.0.0.1:${port}/`, {signal: AbortSignal.timeout(300)}).catch(() => {});
	t.is(connections, 1);
});

/** A rule that tries every way out that Python in WebAssembly is known to have, and tells how each ended. */
function networkRule(port: number): string {
	const url = `"http://127.0.0.1:${port}/"`;
	const ways = {
		'js.fetch': `import js; js.fetch(${url})`,
		'js.XMLHttpRequest': `import js; r = js.XMLHttpRequest.new(); r.open("GET", ${url}, False); r.send()`,
		'pyodide.code.run_js': `from pyodide.code import run_js; run_js('fetch(${url.replaceAll('"', '`')})')`,
		pyodide_js: `import pyodide_js; pyodide_js.loadPackage(${url} + "x.whl"); raise Exception("left to the server to see")`,
		socket: `import socket; socket.create_connection(("127.0.0.1", ${port}), 2).send(b"x")`,
		urllib: `import urllib.request; urllib.request.urlopen(${url}, timeout=2)`,
		'http.client': `import http.client; http.client.HTTPConnection("127.0.0.1", ${port}, timeout=2).request("GET", "/")`,
		asyncio: `import asyncio; asyncio.new_event_loop().run_until_complete(asyncio.open_connection("127.0.0.1", ${port}))`,
		'pyodide.http': `from pyodide.http import open_url; open_url(${url})`,
		subprocess: `import subprocess; subprocess.run(["curl", ${url}], check=True)`,
	};
	return `from cfnlint.rules import CloudFormationLintRule, RuleMatch

WAYS = ${JSON.stringify(ways)}


class Network(CloudFormationLintRule):
    id = "E9904"
    shortdesc = "s"
    description = "d"

    def match(self, cfn):
        found = []
        for name, code in WAYS.items():
            try:
                exec(code, {})
                found.append(RuleMatch(["Resources"], f"{name} reached"))
            except BaseException as error:
                found.append(RuleMatch(["Resources"], f"{name} refused {type(error).__name__} {error}"))
        return found
`;
}

test.serial('standard input that nobody ends is not waited for where templates are given', async (t) => {
	const child = spawn(process.execPath, [cli, 'bad.yaml'], {cwd: folder, stdio: ['pipe', 'ignore', 'ignore']});
	t.is(await new Promise((done) => child.on('close', done)), 2);
	child.stdin.destroy();
});

test.serial('who reads no further does not break it', async (t) => {
	const child = spawn(process.execPath, [cli, '--list-rules'], {cwd: folder, stdio: ['ignore', 'pipe', 'pipe']});
	child.stdout.destroy();
	const stderr = await child.stderr.setEncoding('utf8').toArray();
	t.is(stderr.join(''), '');
	t.is(child.exitCode ?? (await new Promise((done) => child.on('close', done))), 0);
});

test.serial('flags that need the network are refused, however they are written', async (t) => {
	for (const flag of ['--update-specs', '-u', '--update-s', '--update-iam-policies'])
		t.deepEqual(await own({args: [flag]}), {
			code: 1,
			stdout: '',
			stderr: 'cfn-lint-wasm uses no network: its schemas are those of its own version. A newer version of it has newer ones.\n',
			written: {},
		});
});

test.serial('a pipe of the shell is a template', async (t) => {
	const child = spawn('bash', ['-c', `"$0" "$1" -f quiet <(cat bad.yaml)`, process.execPath, cli], {cwd: folder, stdio: ['ignore', 'pipe', 'inherit']});
	const stdout = (await child.stdout.setEncoding('utf8').toArray()).join('');
	t.regex(stdout, /^E3002: .* \/dev\/fd\/\d+:6$/m);
});

test.serial('its own flags', async (t) => {
	const {version} = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {version: string};
	t.deepEqual(await own({args: ['--wasm-version']}), {
		code: 0,
		stdout: `cfn-lint-wasm ${version} (cfn-lint ${readManifest(await readFile(join(root, 'runtime/manifest.json'), 'utf8')).cfnLint})\n`,
		stderr: '',
		written: {},
	});
	for (const args of [['--workers'], ['--workers', '0'], ['--workers=x'], ['--timeout', '-1'], ['--timeout=0'], ['--timeout', '1e9']]) {
		const {code, stdout, stderr} = await own({args: [...args, 'bad.yaml']});
		t.deepEqual({code, stdout}, {code: 1, stdout: ''});
		t.regex(stderr, /^cfn-lint-wasm: --(workers|timeout) takes .*\n$/);
	}
});

test("own flags are taken out, what is cfn-lint's is left", (t) => {
	t.deepEqual(readCommandLine(['-t', 'a', '--workers', '3', 'b', '--timeout=2.5', '-i', 'E1']), {
		args: ['-t', 'a', 'b', '-i', 'E1'],
		seconds: 2.5,
		workers: 3,
		asksVersion: false,
	});
	t.deepEqual(readCommandLine(['--', '--workers', '--wasm-version']), {args: ['--', '--workers', '--wasm-version'], seconds: 60, asksVersion: false});
	t.deepEqual(readCommandLine(['--wasm-version', '']), {args: [''], seconds: 60, asksVersion: true});
	for (const argv of [['--workers=1000'], ['--workers', '1.5'], ['--timeout='], ['--timeout', '1000001']])
		t.throws(() => readCommandLine(argv), {instanceOf: RangeError});
});

test('paths of Windows as Python sees them', (t) => {
	const cases: Readonly<Record<string, string>> = {
		'C:\\a\\b.yaml': '/C/a/b.yaml',
		'd:/a/b.yaml': '/D/a/b.yaml',
		'C:': '/C',
		'C:\\': '/C/',
		'..\\a\\**\\*.yaml': '../a/**/*.yaml',
		'a/b': 'a/b',
		'E3012:strict': 'E3012:strict',
		'ab:\\c': 'ab:/c',
	};
	for (const [path, expected] of Object.entries(cases)) t.is(pathFromWindows(path), expected);
	for (const path of ['C:\\a\\b', 'D:\\', '\\a']) t.is(pathFromWindows(path), win32.normalize(path).replace(/^(.):/, '/$1').replaceAll('\\', '/'));
});

test('arguments on Windows: values are no paths', (t) => {
	const cases: Readonly<Record<string, string>> = {
		'--config-file=C:\\x\\y': '--config-file=/C/x/y',
		'Path=C:\\temp': 'Path=C:\\temp',
		'E3012:strict=a\\b': 'E3012:strict=a\\b',
		'-t': '-t',
		'a\\b.yaml': 'a/b.yaml',
	};
	for (const [argument, expected] of Object.entries(cases)) t.is(argumentFromWindows(argument), expected);
	t.deepEqual(drivesOf(['C:\\a', 'd:/b', '--config-file=E:\\c', 'E3012:x=y', 'x:y', 'c:\\d', 'rel\\a']), ['C', 'D', 'E']);
});

test.serial('findings have the file names of Windows there', async (t) => {
	const {nodePool} = (await import(pathToFileURL(join(root, 'bundle/index.js')).href)) as {nodePool: (options: object) => Pool};
	const pool = nodePool({});
	t.teardown(() => pool.close());
	const request = {
		step: 'begin',
		args: ['-f', 'parseable', '-i', 'E3002,W', '--', 'folder/a.yaml', `/C${folder}/bad.yaml`],
		folder: `/C${folder}`,
		environment: {},
		terminals: [false, false, false],
		inputErrors: 'strict',
		outputErrors: 'strict',
		isWindows: true,
	};
	const ask = async (more: object) =>
		JSON.parse(
			await pool.run({kind: 'command', content: new Uint8Array(0), request: JSON.stringify({...request, ...more}), folders: [{host: '/', at: '/C'}]}),
		) as Record<string, unknown>;
	const {templates} = (await ask({})) as {templates: string[]};
	t.deepEqual(templates, [`/C${folder}/bad.yaml`, 'folder/a.yaml']);
	const results = await Promise.all(templates.map((template) => ask({step: 'template', template})));
	const {stdout} = (await ask({step: 'finish', results})) as {stdout: string};
	const names = stdout.split('\n').map((line) => line.replace(/:\d.*/, ''));
	t.deepEqual([...new Set(names)], [win32.join('C:\\', folder, 'bad.yaml'), 'folder\\a.yaml', '']);
});
