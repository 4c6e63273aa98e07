import {execFile} from 'node:child_process';
import {rm} from 'node:fs/promises';
import {createServer, type RequestListener} from 'node:http';
import type {AddressInfo} from 'node:net';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {judged} from '../../../scripts/supply-chain/advisories.ts';
import {folderOf} from '../../helpers/command.ts';

const script = fileURLToPath(new URL('../../../scripts/supply-chain.js', import.meta.url));

/** A run of the script with npm asking a registry on loopback. */
async function against(registry: string): Promise<{readonly code: unknown; readonly stdout: string; readonly stderr: string}> {
	const cache = await folderOf({});
	try {
		return await new Promise((resolve) => {
			const env = {...process.env, npm_config_registry: registry, npm_config_cache: cache};
			execFile(process.execPath, [script], {env}, (error, stdout, stderr) => resolve({code: error === null ? 0 : error.code, stdout, stderr}));
		});
	} finally {
		await rm(cache, {recursive: true, force: true});
	}
}

/** The same, with a registry that answers so. */
async function answered(answer: RequestListener): ReturnType<typeof against> {
	const server = createServer((request, response) => {
		request.resume().on('end', () => answer(request, response));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	try {
		return await against(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

test.serial('a registry without advisories is said not to be checked', async (t) => {
	const {code, stdout, stderr} = await answered((_, response) => response.writeHead(405).end());
	t.is(code, 0, stderr);
	t.regex(stdout, /NOT CHECKED: advisories.*405/);
});

test.serial('no registry within reach is said not to be checked', async (t) => {
	const {code, stdout, stderr} = await against('http://127.0.0.1:1/');
	t.is(code, 0, stderr);
	t.regex(stdout, /NOT CHECKED: advisories.*ECONNREFUSED/);
});

test.serial('a registry that fails is a fault', async (t) => {
	const {code, stdout, stderr} = await answered((_, response) => response.writeHead(500).end());
	t.is(code, 1);
	t.regex(stderr, /advisories: .*500/);
	t.notRegex(stdout, /NOT CHECKED/);
});

test.serial('a grave advisory on a bundled package is a fault, on one for development alone it is not', async (t) => {
	const advisory = (title: string) => [
		{id: 1, url: 'https://example.com/1', title, severity: 'high', vulnerable_versions: '*', cwe: [], cvss: {score: 8, vectorString: null}},
	];
	const {code, stderr} = await answered((request, response) => {
		if (request.method !== 'POST') return response.writeHead(404).end();
		return response.writeHead(200, {'content-type': 'application/json'}).end(JSON.stringify({underscore: advisory('planted'), ava: advisory('not ours')}));
	});
	t.is(code, 1);
	t.is(stderr, 'underscore: an advisory of severity high: planted\n');
});

const folders = new Set(['node_modules/a']);
const metadata = {vulnerabilities: {}};

test('advisories that are not grave, and packages touched only through others, are left out', (t) => {
	const via = [{title: 'slow', severity: 'moderate'}, 'b'];
	t.deepEqual(judged(JSON.stringify({metadata, vulnerabilities: {a: {severity: 'critical', via, nodes: ['node_modules/a']}}}), folders), {faults: []});
});

test('a package is told apart by its folder', (t) => {
	const vulnerabilities = {a: {via: [{title: 'bad', severity: 'critical'}], nodes: ['node_modules/ava/node_modules/a']}};
	t.deepEqual(judged(JSON.stringify({metadata, vulnerabilities}), folders), {faults: []});
	vulnerabilities.a.nodes.push('node_modules/a');
	t.deepEqual(judged(JSON.stringify({metadata, vulnerabilities}), folders), {faults: ['a: an advisory of severity critical: bad']});
});

for (const [what, answer] of [
	['a lost lock file', {error: {code: 'ENOLOCK', summary: 'This command requires an existing lockfile.'}}],
	['a time-out', {message: 'request failed, reason: ETIMEDOUT'}],
	['a refused sign-in', {message: '401 Unauthorized - POST x', statusCode: 401}],
	['an error with the name of an excuse in it', {message: '500 ENOTFOUND - POST x', statusCode: 500}],
	['an empty object', {}],
] as const) {
	test(`${what} is a fault`, (t) => {
		const answered = judged(JSON.stringify(answer), folders);
		t.true('faults' in answered && answered.faults.length === 1, JSON.stringify(answered));
	});
}

test('no answer at all is a fault', (t) => t.deepEqual(judged('', folders), {faults: ['advisories: npm audit gave no JSON']}));

for (const [what, answer] of [
	['404', {message: '404 Not Found - POST x', statusCode: 404}],
	['403', {message: '403 Forbidden - POST x', statusCode: 403}],
	['a name that does not resolve', {message: 'request to x failed, reason: getaddrinfo ENOTFOUND x'}],
] as const) {
	test(`${what} is no advisories to be had`, (t) => t.true('notChecked' in judged(JSON.stringify(answer), folders)));
}
