import {createReadStream, readFileSync} from 'node:fs';
import {cp} from 'node:fs/promises';
import {join} from 'node:path';
import {CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client} from '@aws-sdk/client-s3';
import test from 'ava';
import {audit} from '../../src/audit/audit.ts';
import {close, handler} from '../../src/queue/handler.ts';
import {openStore} from '../../src/queue/open-store.ts';
import {packFolder} from '../../src/queue/pack.ts';
import {folderOf} from '../helpers/command.ts';
import {projectRoot} from '../helpers/project.ts';
import {s3Credentials, s3Test, startS3} from '../helpers/s3.ts';

const today = '2026-11-01';
const files = {'README.md': '# Guide\n\nCreate an IAM user and enter its access key and secret key under Settings.\n'};
const lambda = {getRemainingTimeInMillis: () => 600_000};

test.after.always(close);

/** The lines of a run on this machine, by submission. */
async function linesOf(catalogue: string): Promise<ReadonlyMap<string, string>> {
	const out = join(await folderOf({}), 'out');
	await audit({catalogue, out, today, workers: 1});
	const lines = readFileSync(join(out, 'results.ndjson'), 'utf8').trimEnd().split('\n');
	return new Map(lines.map((line) => [(JSON.parse(line) as {submission: string}).submission, line]));
}

test.serial('an item with its files in it: the line that audit writes; one that means harm fails alone', async (t) => {
	const item = {id: 'inline', files};
	const lines = await linesOf(join(await folderOf({'c.ndjson': `${JSON.stringify(item)}\n`}), 'c.ndjson'));
	t.deepEqual(await handler({item, today: `${today}T10:00:00.123Z`}, lambda), JSON.parse(lines.get('inline') ?? ''));
	t.like(await handler({item: {id: 'bad', files: {'../../planted.md': 'x'}}, today}, lambda), {submission: 'bad', status: 'failed'});
	await t.throwsAsync(handler({item: {id: 'local', path: '/etc'} as unknown as typeof item, today}, lambda), {message: /must have its files in it/});
	await t.throwsAsync(handler({item, today: '2026-02-31'}, lambda), {message: /the event is not as documented/});
	await t.throwsAsync(handler({item, today}, {getRemainingTimeInMillis: () => 3_000}), {message: /the function has 3 s left/});
});

s3Test('an archive on S3, as a Distributed Map gives it: the line goes to S3, its totals are answered', async (t) => {
	const endpoint = await startS3(t);
	Object.assign(process.env, s3Credentials, {SHELFREADY_S3_ENDPOINT: endpoint});
	const client = new S3Client({endpoint, forcePathStyle: true});
	t.teardown(() => client.destroy());
	for (const Bucket of ['submissions', 'results']) await client.send(new CreateBucketCommand({Bucket}));
	const folder = await folderOf({});
	await cp(join(projectRoot, 'templates', 'submissions', 'godwit'), join(folder, 'godwit'), {recursive: true});
	const lines = await linesOf(folder);
	// As `tar -czf godwit.tar.gz godwit` makes it: with the folder around.
	const file = join(await folderOf({}), 'godwit.tar.gz');
	const {bytes} = await packFolder(folder, file, 1e8);
	await client.send(new PutObjectCommand({Bucket: 'submissions', Key: 'godwit.tar.gz', Body: createReadStream(file), ContentLength: bytes}));
	await client.send(new PutObjectCommand({Bucket: 'submissions', Key: 'notes.txt', Body: 'no archive'}));

	const event = (key: string) => ({bucket: 'submissions', key, today: `${today}T00:00:00Z`, output: {bucket: 'results', prefix: 'run-7/'}});
	const answer = await handler(event('godwit.tar.gz'), lambda);
	t.like(answer, {submission: 'godwit', status: 'checked', result: {bucket: 'results', key: 'run-7/godwit.tar.gz.json'}});
	t.true(JSON.stringify(answer).length < 1_000);
	const stored = await client.send(new GetObjectCommand({Bucket: 'results', Key: 'run-7/godwit.tar.gz.json'}));
	t.is(await stored.Body?.transformToString(), `${lines.get('godwit')}\n`);
	t.like(await handler(event('notes.txt'), lambda), {status: 'failed', error: 'it is no tar archive, plain or packed by gzip or zstd'});
	await t.throwsAsync(handler(event('missing.tar'), lambda), {name: 'NoSuchKey'});

	const store = await openStore('s3://results/store', endpoint);
	await store.put('results/aa/a.json.gz', {bytes: Buffer.from('first')});
	const read = async () => {
		let text = '';
		for await (const piece of await store.get('results/aa/a.json.gz')) text += piece.toString('utf8');
		return text;
	};
	await store.put('results/aa/a.json.gz', {bytes: Buffer.from('other')});
	t.is(await read(), 'first');
	await store.put('results/aa/a.json.gz', {bytes: Buffer.from('other')}, true);
	t.is(await read(), 'other');
	await store.put('results/aa/a.json.gz', {bytes: Buffer.from('whole one')});
	t.is(await read(), 'whole one');
	store.close();
});
