/** A real Redis of this machine, for a test of its own: on a free port, in a folder of its own. */

import {execFileSync, spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {freePort} from './port.ts';
import {newFolder} from './scratch.ts';

const server = ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/usr/bin/valkey-server'].find((path) => existsSync(path));

/** A test that needs a Redis; left out, with a word, where there is none. */
export function redisTest(title: string, run: (t: ExecutionContext) => Promise<void>): void {
	if (server === undefined) test.skip(`${title}: left out, since redis-server is not installed`, () => {});
	else
		test.serial(title, (t) => {
			// Each starts several processes, on machines that may be busy.
			t.timeout(300_000);
			return run(t);
		});
}

/** A Redis that runs. */
export type RedisServer = {
	readonly port: number;
	/** Kills it as a lost machine would be, and starts it on the same port: with what it had written down, or as a new one. */
	restart(what: 'kept' | 'emptied'): Promise<void>;
};

/** Starts one, which ends with the test. `args` as on the command line of redis-server. */
export async function startRedis(t: ExecutionContext, args: readonly string[] = []): Promise<RedisServer> {
	const port = await freePort();
	const run = async () => start(['--port', String(port), ...args], port, newFolder());
	let running = await run();
	t.teardown(() => running.child.kill('SIGKILL'));
	return {
		port,
		async restart(what) {
			const gone = new Promise((done) => running.child.once('exit', done));
			running.child.kill('SIGKILL');
			await gone;
			running = what === 'kept' ? await start(['--port', String(port), ...args], port, running.folder) : await run();
		},
	};
}

async function start(args: readonly string[], port: number, folder: string) {
	const child = spawn(server ?? '', ['--bind', '127.0.0.1', '--dir', folder, '--save', '', '--daemonize', 'no', ...args], {
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	await new Promise<void>((resolve, reject) => {
		child.once('exit', (code) => reject(new Error(`redis-server on port ${port} ended with ${code}`)));
		child.stdout.on('data', (piece: Buffer) => {
			if (piece.toString('utf8').includes('Ready to accept connections')) resolve();
		});
	});
	return {child, folder};
}

/** Certificates for 127.0.0.1: of who signs, of the server, and of another who signs. */
export async function certificates(): Promise<{readonly ca: string; readonly cert: string; readonly key: string; readonly otherCa: string}> {
	const folder = newFolder();
	const openssl = (...args: readonly string[]) => execFileSync('openssl', args, {cwd: folder, stdio: 'ignore'});
	const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
	for (const name of ['ca', 'other']) openssl('req', '-x509', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.crt`, '-subj', `/CN=${name}`);
	openssl(
		'req',
		'-x509',
		...newKey,
		'-keyout',
		'server.key',
		'-out',
		'server.crt',
		'-subj',
		'/CN=redis',
		'-addext',
		'subjectAltName=IP:127.0.0.1',
		'-CA',
		'ca.crt',
		'-CAkey',
		'ca.key',
	);
	return {ca: join(folder, 'ca.crt'), cert: join(folder, 'server.crt'), key: join(folder, 'server.key'), otherCa: join(folder, 'other.crt')};
}
