import {type ChildProcess, spawn} from 'node:child_process';
import {existsSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import type {ExecutionContext} from 'ava';
import {Queue, UnrecoverableError, Worker} from 'bullmq';
import {Redis} from 'ioredis';
import {audit} from '../../src/audit/audit.ts';
import {prefix, queueOf, resultKey, versionsKey} from '../../src/queue/names.ts';
import {checkOnQueue} from '../../src/queue/producer.ts';
import {toolOf} from '../../src/version.ts';
import {command, folderOf, shelfready} from '../helpers/command.ts';
import {freePort} from '../helpers/port.ts';
import {projectRoot} from '../helpers/project.ts';
import {certificates, redisTest, startRedis} from '../helpers/redis.ts';
import {s3Credentials} from '../helpers/s3.ts';

const {version} = toolOf();
const password = 'heron-4711-larkspur';

/** A process of the command, with all that it says. */
type Running = {readonly child: ChildProcess; readonly said: () => string; readonly ended: Promise<number | null>};

function start(t: ExecutionContext, args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
	const child = spawn(process.execPath, [command, ...args], {stdio: ['ignore', 'pipe', 'pipe'], env: {PATH: process.env['PATH'] ?? '', ...env}});
	t.teardown(() => child.kill('SIGKILL'));
	let said = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (said += piece.toString('utf8')));
	return {child, said: () => said, ended: new Promise((done) => child.on('close', done))};
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
	for (const begun = Date.now(); Date.now() - begun < 200_000; await pause(50)) if (await holds()) return;
	throw new Error(`waited in vain: ${what}`);
}

function linesIn(out: string): readonly string[] {
	const file = join(out, 'results.ndjson');
	return existsSync(file)
		? readFileSync(file, 'utf8')
				.trimEnd()
				.split('\n')
				.filter((line) => line !== '')
				.toSorted()
		: [];
}

/** One that fails, small ones, and others that lie on the disk. */
async function catalogueOf(small: number, ...others: readonly string[]): Promise<string> {
	const lines = [
		{id: 'missing', path: '/nowhere/at-all'},
		...others.map((id) => ({id, path: join(projectRoot, 'templates', 'submissions', id)})),
		...Array.from({length: small}, (_, index) => ({
			id: `s${index}`,
			files: {'README.md': `# Guide ${index}\n\nCreate an IAM user and enter its access key and secret key under Settings.\n`, 'docs/a.md': 'Open the page.\n'},
		})),
	];
	return join(await folderOf({'catalogue.ndjson': `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`}), 'catalogue.ndjson');
}

async function newOut(): Promise<string> {
	return join(await folderOf({}), 'out');
}

/** The lines that a run on this machine alone gives. */
async function localLines(catalogue: string): Promise<readonly string[]> {
	const out = await newOut();
	await shelfready(['audit', catalogue, '--out', out, '--workers', '1']);
	return linesIn(out);
}

redisTest('two workers with a password: the lines of a local run, metrics, and no secret in anything said', async (t) => {
	const {port} = await startRedis(t, ['--requirepass', password, '--maxmemory-policy', 'allkeys-lru']);
	const redis = new Redis({port, password});
	t.teardown(() => redis.disconnect());
	await redis.hset(versionsKey, '9.9.9', String(Date.now()));
	const catalogue = await catalogueOf(4, 'godwit');
	const out = await newOut();
	const file = join(await folderOf({password: `${password}\n`}), 'password');
	const inUrl = start(t, ['worker', '--queue', `redis://:${password}@127.0.0.1:${port}`, '--workers', '1', '--metrics', '0']);
	const inFile = start(t, ['worker', '--queue', `redis://127.0.0.1:${port}`, '--queue-password-file', file, '--workers', '1']);
	const producer = start(t, ['audit', catalogue, '--no-cache', '--out', out, '--queue', `redis://127.0.0.1:${port}`], {SHELFREADY_QUEUE_PASSWORD: password});
	t.is(await producer.ended, 2, producer.said());
	t.regex(producer.said(), /\n6 submissions: 5 checked, 5 of them with errors, \d not in full; 1 failed\n/);
	t.deepEqual(linesIn(out), await localLines(catalogue));

	const [, metricsPort] = /metrics are at 127\.0\.0\.1 port (\d+)/.exec(inUrl.said()) ?? [];
	const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
	const samples = samplesOf(t, metrics);
	t.is(samples.get('shelfready_submissions_total{status="checked"}'), samples.get('shelfready_submission_seconds_count'));
	t.is(samples.get('shelfready_queue_submissions{state="waiting"}'), 0);
	t.is(samples.get('shelfready_worker_ready'), 1);
	t.is((await fetch(`http://127.0.0.1:${metricsPort}/readyz`)).status, 200);
	t.is((await fetch(`http://127.0.0.1:${metricsPort}/healthz`)).status, 200);
	t.is((await fetch(`http://127.0.0.1:${metricsPort}/etc/passwd`)).status, 404);

	if (process.platform === 'linux') t.false(readFileSync(`/proc/${inUrl.child.pid}/cmdline`, 'utf8').includes(password));
	for (const {child} of [inUrl, inFile]) child.kill('SIGTERM');
	t.deepEqual(await Promise.all([inUrl.ended, inFile.ended]), [0, 0]);
	t.regex(inFile.said(), /submissions for shelfready 9\.9\.9 are left to workers of that version/);
	t.regex(inFile.said(), /maxmemory-policy allkeys-lru/);
	const all = [inUrl, inFile, producer].map(({said}) => said()).join('') + metrics + readFileSync(join(out, 'audit.json'), 'utf8') + linesIn(out).join('');
	t.false(all.includes(password));

	const again = start(t, ['audit', catalogue, '--no-cache', '--out', out, '--queue', `redis://127.0.0.1:${port}`], {SHELFREADY_QUEUE_PASSWORD: password});
	await again.ended;
	t.regex(again.said(), /this run had ended before; nothing was left to do/);
	const wrong = await shelfready(['audit', catalogue, '--out', await newOut(), '--queue', `redis://:wrong@127.0.0.1:${port}`]);
	t.is(wrong.code, 2);
	t.regex(wrong.stderr, /redis:\/\/127\.0\.0\.1:\d+ refuses: WRONGPASS/);
});

/** Holds a page of metrics to Prometheus' text format: each sample has a type before it, one value, and comes once. */
function samplesOf(t: ExecutionContext, text: string): ReadonlyMap<string, number> {
	const types = new Map<string, string>();
	const samples = new Map<string, number>();
	for (const line of text.split('\n').filter((each) => each !== '')) {
		const [, name = '', type] = /^# TYPE ([a-z_]+) (counter|gauge|histogram)$/.exec(line) ?? [];
		if (type !== undefined) types.set(name, type);
		if (line.startsWith('#')) continue;
		const [, sample = '', labels = '', value = ''] = /^([a-z_]+)(\{(?:[a-z]+="[^"\\]*",?)+\})? (\S+)$/.exec(line) ?? [];
		const family = sample.replace(/_(?:bucket|sum|count)$/, '');
		t.true(types.has(sample) || types.get(family) === 'histogram', line);
		t.false(samples.has(sample + labels), line);
		t.true(Number.isFinite(Number(value)), line);
		samples.set(sample + labels, Number(value));
	}
	return samples;
}

redisTest('workers and the producer are killed, Redis restarts, and then loses all: one line each, as in a local run', async (t) => {
	const redis = await startRedis(t, ['--appendonly', 'yes', '--appendfsync', 'always']);
	const url = `redis://127.0.0.1:${redis.port}`;
	const catalogue = await catalogueOf(9);
	const out = await newOut();
	const worker = () => start(t, ['worker', '--queue', url, '--workers', '1', '--takeover', '2']);
	const producer = () => start(t, ['audit', catalogue, '--no-cache', '--out', out, '--queue', url]);
	const kill = async ({child, ended}: Running) => {
		child.kill('SIGKILL');
		await ended;
	};
	const first = worker();
	const begun = producer();
	await until('the first results', () => linesIn(out).length >= 3);
	await kill(first);
	await kill(begun);
	const second = worker();
	const resumed = producer();
	await redis.restart('kept');
	await until('further results', () => linesIn(out).length >= 5);
	await kill(second);
	await redis.restart('emptied');
	worker();
	t.is(await resumed.ended, 2, resumed.said());
	t.regex(resumed.said(), /\d+ were done before, \d+ now/);
	t.deepEqual(linesIn(out), await localLines(catalogue));
});

redisTest('a Redis that is full, and then a replica: everyone waits until it is neither, and says so', async (t) => {
	const {port} = await startRedis(t);
	const url = `redis://127.0.0.1:${port}`;
	const redis = new Redis({port, maxRetriesPerRequest: null});
	t.teardown(() => redis.disconnect());
	await redis.config('SET', 'maxmemory', '1');
	const catalogue = await catalogueOf(2);
	const out = await newOut();
	const producer = start(t, ['audit', catalogue, '--no-cache', '--out', out, '--queue', url]);
	await until('it says that Redis is full', () => /Redis takes nothing now \(OOM /.test(producer.said()));
	await redis.config('SET', 'maxmemory', '0');
	const queue = new Queue(queueOf(version), {connection: redis, prefix});
	await until('all are in the queue', async () => (await queue.getWaitingCount()) === 2);
	await redis.replicaof('127.0.0.1', 1);
	await until('it says that Redis is a replica', () => /takes nothing now, since it is a replica/.test(producer.said()));
	const worker = start(t, ['worker', '--queue', url, '--workers', '1']);
	await until('the worker says so', () => /takes nothing now, since it is a replica/.test(worker.said()));
	await redis.replicaof('NO', 'ONE');
	t.is(await producer.ended, 2, producer.said());
	t.deepEqual(linesIn(out), await localLines(catalogue));
	worker.child.kill('SIGTERM');
	t.is(await worker.ended, 0, worker.said());
});

redisTest('a submission that ends its worker again and again is set aside with its reason', async (t) => {
	const {port} = await startRedis(t);
	const checking = checkOnQueue({address: {host: '127.0.0.1', port, db: 0, isTls: false}, seconds: 60, tell: () => {}});
	const done = audit({catalogue: await catalogueOf(1), out: await newOut(), today: '2026-11-01', checking});
	// One that takes it and falls silent, as if it were killed.
	const client = new Redis({port, maxRetriesPerRequest: null});
	const silent = new Worker(queueOf(version), null, {connection: client, prefix, autorun: false, lockDuration: 50, stalledInterval: 60, maxStalledCount: 4});
	silent.on('error', () => {});
	await silent.startStalledCheckTimer();
	let times = 0;
	await until('it was taken for the last time', async () => {
		const job = await silent.getNextJob('silent', {block: false});
		if (job !== undefined) times++;
		return job?.deferredFailure !== undefined;
	});
	t.is(times, 6);
	await silent.close();
	client.disconnect();
	start(t, ['worker', '--queue', `redis://127.0.0.1:${port}`, '--workers', '1', '--takeover', '1']);
	t.deepEqual((await done).summary.failed, [
		{submission: 'missing', error: '/nowhere/at-all does not exist'},
		{submission: 's0', error: 'it ended its worker again and again, and was set aside'},
	]);
});

redisTest('a check that an outage failed between two parts of a run is tried anew', async (t) => {
	const {port} = await startRedis(t);
	const url = `redis://127.0.0.1:${port}`;
	const catalogue = await catalogueOf(1);
	const out = await newOut();
	const args = ['audit', catalogue, '--no-cache', '--out', out, '--queue', url];
	const begun = start(t, args);
	const redis = new Redis({port, maxRetriesPerRequest: null});
	t.teardown(() => redis.disconnect());
	const queue = new Queue(queueOf(version), {connection: redis, prefix});
	await until('it is in the queue', async () => (await queue.getWaitingCount()) === 1);
	begun.child.kill('SIGTERM');
	await begun.ended;
	const failing = new Worker(queueOf(version), () => Promise.reject(new UnrecoverableError('the disk is full')), {connection: redis, prefix});
	failing.on('error', () => {});
	await until('it has failed', async () => (await queue.getFailedCount()) === 1);
	await failing.close();
	start(t, ['worker', '--queue', url, '--workers', '1']);
	const resumed = start(t, args);
	t.is(await resumed.ended, 2, resumed.said());
	t.deepEqual(linesIn(out), await localLines(catalogue));
});

redisTest('a signal: what is in hand is ended, or handed back where it takes too long', async (t) => {
	const {port} = await startRedis(t);
	const url = `redis://127.0.0.1:${port}`;
	const resources = Array.from({length: 300}, (_, index) => `  Queue${index}: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: !Ref Delay}}`).join('\n');
	const files = Object.fromEntries(
		Array.from({length: 60}, (_, index) => [`${index}.yaml`, `Description: ${index}\nParameters:\n  Delay: {Type: Number}\nResources:\n${resources}\n`]),
	);
	const catalogue = join(await folderOf({'c.ndjson': `${JSON.stringify({id: 'long', files})}\n`}), 'c.ndjson');
	const out = await newOut();
	const producer = start(t, ['audit', catalogue, '--no-cache', '--out', out, '--queue', url]);
	const worker = start(t, ['worker', '--queue', url, '--workers', '1', '--grace', '1']);
	const redis = new Redis({port, maxRetriesPerRequest: null});
	t.teardown(() => redis.disconnect());
	const queue = new Queue(queueOf(version), {connection: redis, prefix});
	await until('it is taken', async () => (await queue.getActiveCount()) === 1);
	await pause(500);
	worker.child.kill('SIGTERM');
	t.is(await worker.ended, 0, worker.said());
	const [job] = await queue.getWaiting();
	t.is(job?.attemptsMade, 0);
	t.is(await redis.exists(resultKey(job?.id ?? '')), 0);
	producer.child.kill('SIGTERM');
	t.is(await producer.ended, 2);
	t.regex(producer.said(), /stopped after 0 submissions; the same command goes on from there/);
	// Who reaches Redis can put anything there: it is refused, and what follows is done.
	await queue.obliterate({force: true});
	await queue.add('check', {version, today: '2026-11-01', seconds: 9, packed: {stored: '../../etc/passwd'}}, {jobId: 'hostile-1'});
	await queue.add('check', {version: '0.0.1', today: '2026-11-01', seconds: 9, packed: {inline: ''}}, {jobId: 'hostile-2'});
	await queue.add('check', {version, today: '2026-11-01', seconds: 9, packed: {inline: 'AAAA'}}, {jobId: 'hostile-3'});
	const next = start(t, ['worker', '--queue', url, '--workers', '1']);
	await until('all are judged', async () => (await queue.getFailedCount()) === 2 && (await redis.exists(resultKey('hostile-3'))) === 1);
	t.regex((await queue.getJob('hostile-1'))?.failedReason ?? '', /^the job is not one of shelfready's: packed/);
	t.is((await queue.getJob('hostile-2'))?.failedReason, `the job is for shelfready 0.0.1; this worker is ${version}`);
	next.child.kill('SIGTERM');
	t.is(await next.ended, 0);
});

redisTest('a store that accepts and never answers: a signal ends the run, and the worker hands back what it has', async (t) => {
	const {port} = await startRedis(t);
	const silent = createServer(() => {});
	t.teardown(() => silent.close());
	await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
	const asked = () => new Promise<void>((done) => silent.once('connection', () => done()));
	const place = silent.address();
	if (place === null || typeof place === 'string') return t.fail();
	const url = `redis://127.0.0.1:${port}`;
	const shared = ['--queue', url, '--store', 's3://bucket/prefix', '--store-endpoint', `http://127.0.0.1:${place.port}`];
	const first = asked();
	const producer = start(t, ['audit', await catalogueOf(1), '--no-cache', '--out', await newOut(), ...shared], s3Credentials);
	await first;
	producer.child.kill('SIGTERM');
	t.is(await producer.ended, 2);
	t.regex(producer.said(), /stopped after \d submissions?; the same command goes on from there/);

	const redis = new Redis({port, maxRetriesPerRequest: null});
	t.teardown(() => redis.disconnect());
	const queue = new Queue(queueOf(version), {connection: redis, prefix});
	await queue.add('check', {version, today: '2026-11-01', seconds: 9, packed: {stored: 'a'.repeat(64)}}, {jobId: 'hung', attempts: 8});
	const second = asked();
	const worker = start(t, ['worker', ...shared, '--workers', '1', '--grace', '1'], s3Credentials);
	await second;
	worker.child.kill('SIGTERM');
	t.is(await worker.ended, 0, worker.said());
	t.deepEqual(await queue.getJobCounts('waiting', 'active', 'delayed', 'failed'), {waiting: 1, active: 0, delayed: 0, failed: 0});
});

redisTest('all that is in the store is damaged: it is put there again, and no line tells of it', async (t) => {
	const {port} = await startRedis(t);
	const catalogue = await catalogueOf(1);
	const store = await folderOf({});
	const shared = ['--queue', `redis://127.0.0.1:${port}`, '--store', store];
	start(t, ['worker', ...shared, '--workers', '1']);
	const lines = await localLines(catalogue);
	for (const isDamaged of [false, true]) {
		for (const name of isDamaged ? readdirSync(store, {recursive: true, encoding: 'utf8'}) : []) {
			const file = join(store, name);
			if (statSync(file).isFile()) writeFileSync(file, Buffer.alloc(statSync(file).size));
		}
		const out = await newOut();
		const producer = start(t, ['audit', catalogue, '--no-cache', '--out', out, ...shared]);
		t.is(await producer.ended, 2, producer.said());
		t.deepEqual(linesIn(out), lines);
	}
});

redisTest('TLS and a store: the certificate is held to who signs, and submissions and results are in the store', async (t) => {
	const {ca, cert, key, otherCa} = await certificates();
	const port = await freePort();
	await startRedis(t, ['--tls-port', String(port), '--tls-cert-file', cert, '--tls-key-file', key, '--tls-auth-clients', 'no', '--requirepass', password]);
	const url = `rediss://127.0.0.1:${port}`;
	const env = {SHELFREADY_QUEUE_PASSWORD: password};
	const catalogue = await catalogueOf(2);
	const out = await newOut();
	const store = await folderOf({});
	const worker = start(t, ['worker', '--queue', url, '--queue-ca', ca, '--workers', '1', '--store', store], env);
	const producer = start(t, ['audit', catalogue, '--no-cache', '--out', out, '--queue', url, '--queue-ca', ca, '--store', store], env);
	t.is(await producer.ended, 2, producer.said());
	t.deepEqual(linesIn(out), await localLines(catalogue));
	t.deepEqual(readdirSync(store).toSorted(), ['results', 'submissions']);
	worker.child.kill('SIGTERM');
	await worker.ended;
	for (const args of [['--queue-ca', otherCa], []]) {
		const refused = await shelfready(['audit', catalogue, '--out', await newOut(), '--queue', url, ...args], {env});
		t.is(refused.code, 2);
		t.regex(refused.stderr, /rediss:\/\/127\.0\.0\.1:\d+ refuses: .*(?:certificate|self.signed)/);
	}
});
