import {spawn, spawnSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import test, {type ExecutionContext} from 'ava';
import {formats} from '../../src/report/formats.ts';
import {command} from '../helpers/command.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const preload = new URL('../helpers/no-network.js', import.meta.url);

type Ran = {readonly code: number | null; readonly stdout: string; readonly stderr: string; readonly attempts: string};

/** Runs the command as it is published, with every way to the network refused; where it would go on for ever, until it has printed something. */
async function offline(t: ExecutionContext, args: readonly string[], {input = '', untilOutput = false} = {}): Promise<Ran> {
	const folder = await mkdtemp(join(tmpdir(), 'shelfready-'));
	t.teardown(() => rm(folder, {recursive: true, force: true}));
	const log = join(folder, 'attempts');
	const guard = new URL(preload);
	guard.searchParams.set('log', log);
	const child = spawn(process.execPath, ['--import', guard.href, command, ...args], {
		cwd: folder,
		env: {NO_COLOR: '1', PATH: process.env['PATH'] ?? '', XDG_CACHE_HOME: folder},
		stdio: ['pipe', 'pipe', 'pipe'],
	});
	child.stdin.on('error', () => {}).write(input);
	if (!untilOutput) child.stdin.end();
	let [stdout, stderr] = ['', ''];
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		stdout += text;
		if (untilOutput) child.kill('SIGTERM');
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		stderr += text;
	});
	const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
	return {code, stdout, stderr, attempts: existsSync(log) ? readFileSync(log, 'utf8') : ''};
}

const submissions = (await readdir(join(root, 'templates', 'submissions'))).filter((name) => !name.endsWith('.report.json'));

for (const name of submissions) {
	test.serial(`check of ${name}, in each format, reaches for no network`, async (t) => {
		const reports = formats.filter((format) => format !== 'json').flatMap((format) => ['--report', `${format}=report.${format}`]);
		const ran = await offline(t, ['check', join(root, 'templates', 'submissions', name), '--format', 'json', ...reports]);
		t.is(ran.attempts, '');
		// One of them holds files that can't be read.
		t.true(ran.code === 0 || ran.code === 1 || ran.code === 2, ran.stderr);
		t.is((JSON.parse(ran.stdout) as {readonly schemaVersion: number}).schemaVersion, 1);
	});
}

const hello = JSON.stringify({jsonrpc: '2.0', id: 1, method: 'initialize', params: {processId: null, rootUri: null, capabilities: {}}});

const others: Readonly<Record<string, {readonly args: readonly string[]; readonly input?: string; readonly untilOutput?: boolean; readonly says: RegExp}>> = {
	diff: {args: ['diff', join(root, 'templates/releases/heron/1.0'), join(root, 'templates/releases/heron/1.1')], says: /heron\.yaml/},
	classify: {args: ['classify', join(root, 'templates/texts/larkspur.ndjson')], says: /language\/no-redirects/},
	audit: {args: ['audit', join(root, 'templates/submissions'), '--out', 'results', '--workers', '1'], says: /submissions: \d+ checked/},
	explain: {args: ['explain', 'language/no-redirects'], says: /no-redirects/},
	rules: {args: ['rules'], says: /template\/no-tab/},
	policies: {args: ['policies'], says: /security/},
	init: {args: ['init'], says: /^$/},
	serve: {args: ['serve'], untilOutput: true, says: /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d+/},
	lsp: {
		args: ['lsp'],
		input: `Content-Length: ${hello.length}\r\n\r\n${hello}`,
		untilOutput: true,
		says: /^Content-Length: /,
	},
};

for (const [name, {args, says, ...options}] of Object.entries(others)) {
	test.serial(`${name} reaches for no network`, async (t) => {
		const ran = await offline(t, args, options);
		t.is(ran.attempts, '');
		t.regex(ran.stdout, says, ran.stderr);
	});
}

test.serial('an attempt is caught, in a thread too', async (t) => {
	const folder = await mkdtemp(join(tmpdir(), 'shelfready-'));
	t.teardown(() => rm(folder, {recursive: true, force: true}));
	const planted = join(folder, 'planted.mjs');
	const reach = `
		for (const act of [() => net.connect(80, '192.0.2.1'), () => dns.lookup('example.com', () => {}), () => dgram.createSocket('udp4').send('x', 53, '192.0.2.1'), () => https.get('https://example.com'), () => fetch('https://example.com')])
			try { await act(); } catch {}`;
	const imports = "import net from 'node:net'; import dns from 'node:dns'; import dgram from 'node:dgram'; import https from 'node:https';";
	await writeFile(join(folder, 'thread.mjs'), `${imports}${reach}`);
	await writeFile(
		planted,
		`${imports} import {Worker} from 'node:worker_threads';${reach}
		await new Promise((done) => new Worker(new URL('./thread.mjs', import.meta.url), {env: {}, execArgv: []}).on('exit', done));
		export default [];`,
	);
	const {attempts} = await offline(t, ['rules', '--validators', planted]);
	for (const way of ['net.Socket.connect', 'dns.lookup', 'dgram.Socket.send', 'globalThis.fetch'])
		t.is(attempts.split('\n').filter((line) => line === way).length, way === 'net.Socket.connect' ? 4 : 2, `${way} in ${attempts}`);
});

const isolates = spawnSync('unshare', ['-rn', 'true']).status === 0;
(isolates ? test.serial : test.skip)('without a network interface (a namespace by unshare -rn), the report is the same', async (t) => {
	const args = [command, 'check', join(root, 'templates/submissions/cormorant'), '--format', 'json', '--date', '2026-11-24'];
	const within = spawnSync('unshare', ['-rn', process.execPath, ...args], {encoding: 'utf8', maxBuffer: 1 << 26});
	const outside = spawnSync(process.execPath, args, {encoding: 'utf8', maxBuffer: 1 << 26});
	t.is(within.status, outside.status, within.stderr);
	t.is(within.stdout, outside.stdout);
});
