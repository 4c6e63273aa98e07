import {execFileSync} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import {extname, join} from 'node:path';
import test from 'ava';
import {chromium as playwright} from 'playwright-core';
import {leaveOut} from './helpers/native.ts';
import {createLinter, root} from './helpers/published.ts';

const types: Readonly<Record<string, string>> = {'.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm', '.json': 'application/json'};

const template = 'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      Nickname: larkspur\n';
const slow = 'a: &a [x, x]\n';
const page = `<!doctype html><title>cfn-lint</title><pre id="result"></pre><script type="module">
import {createLinter, NotJudged} from '/bundle/browser.js';
const said = {};
try {
	const linter = await createLinter({runtime: '/runtime/', onSlowStart: (reason) => { said.slow = reason; }});
	said.version = linter.version;
	said.matches = await linter.lint({text: ${JSON.stringify(template)}, filename: 'a.yaml'});
	said.unreadable = (await linter.lint(${JSON.stringify(slow)})).length;
	await linter.close();
	said.closed = await linter.lint('').catch((error) => error instanceof NotJudged && error.reason);
} catch (error) {
	said.error = String(error && error.stack || error);
}
document.getElementById('result').textContent = JSON.stringify(said);
document.title = 'done';
</script>`;

/** Debian's Chromium, where there is one. */
function chromium(): string | undefined {
	for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
		try {
			return execFileSync('which', [name], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']}).trim();
		} catch {}
	}
	return undefined;
}

test('a browser gives the findings that Node gives, and asks for nothing but the runtime', async (t) => {
	t.timeout(300_000);
	const browser = chromium();
	if (browser === undefined) return leaveOut(t, 'there is no Chromium');
	const asked: string[] = [];
	const server = createServer(async (request, response) => {
		const path = request.url ?? '/';
		asked.push(path);
		if (path === '/') {
			response.setHeader('content-type', 'text/html').end(page);
			return;
		}
		try {
			const bytes = await readFile(join(root, path));
			response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream').end(bytes);
		} catch {
			response.writeHead(404).end();
		}
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	const flags = [
		'--no-sandbox',
		'--disable-gpu',
		'--disable-quic',
		'--no-first-run',
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync',
	];
	const running = await playwright.launch({executablePath: browser, args: flags});
	try {
		const shown = await running.newPage();
		await shown.goto(`http://127.0.0.1:${port}/`);
		await shown.waitForFunction(() => document.title === 'done', undefined, {timeout: 240_000});
		const said = JSON.parse((await shown.textContent('#result')) ?? '') as Record<string, unknown>;
		const linter = createLinter();
		t.deepEqual(said, {
			version: linter.version,
			matches: await linter.lint({text: template, filename: 'a.yaml'}),
			unreadable: (await linter.lint(slow)).length,
			closed: 'closed',
		});
		await linter.close();
		t.deepEqual(
			asked.filter((path) => !/^\/(?:bundle\/[\w-]+\.js|runtime\/[\w.]+|favicon\.ico)?$/.test(path)),
			[],
		);
	} finally {
		await running.close();
		server.close();
		server.closeAllConnections();
	}
});
