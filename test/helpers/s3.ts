/** A server that speaks as S3, for a test of its own: moto's, which pip installs (`pip install 'moto[server]'`). */

import {execFileSync, spawn} from 'node:child_process';
import {setTimeout as pause} from 'node:timers/promises';
import test, {type ExecutionContext} from 'ava';
import {freePort} from './port.ts';

const server = process.env['MOTO_SERVER'] ?? found('moto_server');

function found(name: string): string | undefined {
	try {
		return execFileSync('which', [name], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']}).trim();
	} catch {
		return undefined;
	}
}

/** A test that needs an S3; left out, with a word, where there is none. */
export function s3Test(title: string, run: (t: ExecutionContext) => Promise<void>): void {
	if (server === undefined) test.skip(`${title}: left out, since neither MOTO_SERVER nor the path names moto_server`, () => {});
	else
		test.serial(title, (t) => {
			t.timeout(300_000);
			return run(t);
		});
}

/** What a process needs to talk to the server. */
export const s3Credentials = {AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1'};

/** Starts one, which ends with the test, and answers its address. */
export async function startS3(t: ExecutionContext): Promise<string> {
	const port = await freePort();
	const child = spawn(server ?? '', ['-H', '127.0.0.1', '-p', String(port)], {stdio: 'ignore'});
	t.teardown(() => child.kill('SIGKILL'));
	const url = `http://127.0.0.1:${port}`;
	for (let attempt = 0; attempt < 300; attempt++) {
		if (
			await fetch(url).then(
				() => true,
				() => false,
			)
		)
			return url;
		await pause(100);
	}
	throw new Error('moto_server does not answer');
}
