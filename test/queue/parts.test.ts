import {createHash} from 'node:crypto';
import {
	createReadStream,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	rmSync,
	statSync,
	symlinkSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import {mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {gzip, gzipSync} from 'node:zlib';
import test from 'ava';
import {lock} from '../../src/audit/lock.ts';
import {placeOf, readAddress} from '../../src/queue/address.ts';
import {checkArchive} from '../../src/queue/archive.ts';
import {lineOf, packAnswer, readJob, unpackAnswer} from '../../src/queue/job.ts';
import {newLanes} from '../../src/queue/lanes.ts';
import {openStore} from '../../src/queue/open-store.ts';
import {packFolder} from '../../src/queue/pack.ts';
import {openScratch} from '../../src/queue/scratch.ts';
import {storedName, verified} from '../../src/queue/store.ts';
import {unpackInto} from '../../src/queue/unpack.ts';
import {archive, file, header} from '../helpers/archive.ts';
import {folderOf} from '../helpers/command.ts';

const report = (rule: string) =>
	JSON.stringify({
		tool: {version: '1.0.0'},
		edition: 'ami-2020',
		today: '2026-11-01',
		artifacts: [{file: 'a.md', sha256: '0'.repeat(64)}],
		findings: [{rule, severity: 'error', message: 'It is.', place: {file: 'a.md'}}],
		policies: [],
		problems: [],
		summary: {errors: 1, warnings: 0, notes: 0},
	});

test('addresses: a password in a file or a variable wins over the URL, and no fault quotes the URL', async (t) => {
	const url = 'rediss://worker:in%40url@[::1]:7000/3';
	t.deepEqual(await readAddress({url}, {}), {host: '::1', port: 7000, db: 3, isTls: true, username: 'worker', password: 'in@url'});
	t.is((await readAddress({url}, {SHELFREADY_QUEUE_PASSWORD: 'variable'})).password, 'variable');
	const passwordFile = join(await folderOf({secret: 'file\n'}), 'secret');
	t.is((await readAddress({url, passwordFile}, {SHELFREADY_QUEUE_PASSWORD: 'variable'})).password, 'file');
	t.is(placeOf(await readAddress({url}, {})), 'rediss://[::1]:7000/3');
	t.deepEqual(await readAddress({url: 'redis://queue'}, {}), {host: 'queue', port: 6379, db: 0, isTls: false});
	for (const wrong of [
		'redis://:hidden@',
		'http://:hidden@host',
		':hidden@host',
		'redis://:hidden@host/x',
		'redis://:hidden@host?a=hidden',
		'redis://:hidden@host:99999',
	]) {
		const error = await t.throwsAsync(readAddress({url: wrong}, {}), undefined, wrong);
		t.false(error?.message.includes('hidden'), wrong);
	}
	await t.throwsAsync(readAddress({url: 'redis://host', caFile: passwordFile}, {}), {message: /--queue-ca goes with rediss/});
	await t.throwsAsync(readAddress({url: 'rediss://host', caFile: passwordFile}, {}), {message: /holds no certificate/});
});

test('jobs and results: what is not as ours are is refused', async (t) => {
	const job = {version: '1.0.0', today: '2026-11-01', seconds: 60, packed: {inline: ''}};
	t.deepEqual(readJob(job, '1.0.0'), job);
	const wrong = [
		null,
		{...job, packed: {stored: '../../etc/passwd'}},
		{...job, packed: {path: '/etc'}},
		{...job, seconds: 1e9},
		{...job, edition: 'ami-1999'},
		{...job, today: 'tomorrow'},
		{...job, more: 1},
	];
	for (const data of wrong) t.throws(() => readJob(data, '1.0.0'), {message: /^the job is not one of shelfready's/}, JSON.stringify(data));
	t.throws(() => readJob(job, '1.0.1'), {message: 'the job is for shelfready 1.0.0; this worker is 1.0.1'});

	const answer = {report: report('a/b')};
	t.deepEqual(await unpackAnswer(await packAnswer(answer)), answer);
	t.is(lineOf('one', answer), `{"submission":"one","status":"checked","report":${report('a/b')}}\n`);
	// A second line, another submission's name, no report.
	for (const harm of [
		`${report('a/b')}}\n{"submission":"two","status":"failed","error":"x"`,
		`${report('a/b')},"submission":"two"`,
		'{}',
		'no JSON',
		// What a later run could not be compared with.
		JSON.stringify({...(JSON.parse(report('a/b')) as object), tool: undefined}),
		`\n${report('a/b')}`,
	])
		t.throws(() => lineOf('one', {report: harm}), undefined, harm);
	await t.throwsAsync(async () => unpackAnswer(await promisify(gzip)('{"report":1}')));
	// 130 MB of zeros in 130 KB.
	await t.throwsAsync(unpackAnswer(gzipSync(Buffer.alloc(130 * 1024 ** 2))));
});

test('a folder that is packed and unpacked again is the same to a check; the same files give the same bytes', async (t) => {
	const long = `${'folder-'.repeat(20)}/${'name-'.repeat(20)}é.md`;
	const make = async () => {
		const folder = await folderOf({'README.md': 'text', 'docs/empty.md': '', [long]: 'long', '.git/config': 'no part', 'node_modules/x/y.md': 'no part'});
		mkdirSync(join(folder, 'none'));
		symlinkSync('README.md', join(folder, 'inside'));
		symlinkSync(join(folder, 'README.md'), join(folder, 'absolute'));
		symlinkSync('/etc/hostname', join(folder, 'outside'));
		symlinkSync('nowhere', join(folder, 'broken'));
		symlinkSync('README.md/x', join(folder, 'below'));
		return folder;
	};
	const packed = async (folder: string) => {
		const to = join(await folderOf({}), 'a.tar.gz');
		return {to, ...(await packFolder(folder, to, 1e6))};
	};
	const [one, two] = [await packed(await make()), await packed(await make())];
	t.is(one.sha256, two.sha256);
	t.is(one.sha256, createHash('sha256').update(readFileSync(one.to)).digest('hex'));
	const back = join(await folderOf({}), 'back');
	await unpackInto(back, createReadStream(one.to) as AsyncIterable<Buffer>, 'gzip');
	t.deepEqual(readdirSync(back).toSorted(), ['README.md', 'absolute', 'below', 'broken', 'docs', long.split('/')[0], 'inside', 'none', 'outside'].toSorted());
	t.is(readFileSync(join(back, long), 'utf8'), 'long');
	t.is(statSync(join(back, 'docs', 'empty.md')).size, 0);
	t.deepEqual(
		['inside', 'absolute', 'outside', 'broken', 'below'].map((name) => readlinkSync(join(back, name))),
		['README.md', 'README.md', '/', '.missing', '.missing'],
	);
	await t.throwsAsync(packFolder(await folderOf({'big.bin': new Uint8Array(2_000_000).map(() => Math.random() * 256)}), join(back, 'x'), 1_000_000), {
		message: 'packed it is larger than 1 MB',
	});
	const root = await folderOf({'image/etc/os-release': '', 'image/usr/x': '', 'image/var/x': '', 'image/bin/x': ''});
	await t.throwsAsync(packFolder(root, join(back, 'y'), 1e6), {message: /^image is a root file system/});
});

test('an archive that means harm is not unpacked', async (t) => {
	const from = async (bytes: Buffer) => {
		const folder = join(await folderOf({}), 'in', 'submission');
		await t.throwsAsync(unpackInto(folder, createReadStream(join(await folderOf({a: gzipSync(bytes)}), 'a')) as AsyncIterable<Buffer>, 'gzip'));
		t.false(existsSync(folder));
		t.false(existsSync(join(folder, '..', 'planted.md')));
	};
	await from(archive(file('a.md', 'x'), file('../planted.md', 'x')));
	await from(archive(header('up', {flag: '2', linkName: '..'}), file('up/planted.md', 'x')));
	await from(archive(file('a.md', 'x'), header('pipe', {flag: '6'})));
	await from(archive(file('a.md', 'x')).subarray(0, 700));
	await from(Buffer.from('no archive'));
});

test('an archive of one link is not followed: nothing of the machine is checked', async (t) => {
	const secret = await folderOf({'README.md': 'Log in as admin with the password heron-4711.\n'});
	const lanes = newLanes({most: 1});
	t.teardown(() => lanes.close());
	const by = {today: '2026-11-01', seconds: 60};
	const from = async (bytes: Buffer) => {
		const file = join(await folderOf({'one.tar': bytes}), 'one.tar');
		return JSON.stringify(await checkArchive({file, packing: 'plain', folder: join(await folderOf({}), 'unpacked'), mayBeWrapped: true}, lanes, by));
	};
	const said = await from(archive(header('godwit', {flag: '2', linkName: secret})));
	t.regex(said, /is a link that leads out of the submission/);
	t.notRegex(said, /heron/);
	t.regex(await from(archive(file('godwit/README.md', readFileSync(join(secret, 'README.md'))))), /heron/);
	t.is(
		await from(archive(header('godwit/x', {flag: '1', linkName: 'godwit/gone'}))),
		JSON.stringify({error: `it can't be unpacked: "godwit/x" is another name of what is not in the submission`}),
	);
});

test('a store in a folder: what is there in full stays, and what is not what was put there is noticed and mended', async (t) => {
	const folder = await folderOf({});
	const store = await openStore(folder);
	const bytes = Buffer.from('a result');
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	const name = storedName('result', sha256);
	await store.put(name, {bytes});
	await store.put(name, {bytes: Buffer.from('b result')});
	const read = async (most: number) => {
		let text = '';
		for await (const piece of verified(await store.get(name), sha256, most)) text += piece.toString('utf8');
		return text;
	};
	t.is(await read(100), 'a result');
	await t.throwsAsync(read(3), {message: /gives more than/});
	for (const [text, isForced] of [
		['a res', false],
		['b result', true],
	] as const) {
		writeFileSync(join(folder, name), text);
		await t.throwsAsync(read(100), {message: /is not what was put there/});
		await store.put(name, {bytes}, isForced);
		t.is(await read(100), 'a result');
	}
	for (const where of ['ftp://host/x', 's3:bucket', 'S3:/bucket/x'])
		await t.throwsAsync(openStore(where), {message: '--store takes a folder or s3://bucket/prefix'}, where);
	await t.throwsAsync(openStore('s3://'), {message: /s3:\/\/bucket\/prefix/});
});

test.serial('where files in passing can not be kept, that is said, and what names another folder', async (t) => {
	const before = process.env['TMPDIR'];
	process.env['TMPDIR'] = join(tmpdir(), 'none', 'such');
	try {
		await t.throwsAsync(openScratch(), {message: /^files in passing can't be kept in .*none\/such: it does not exist; TMPDIR names another folder$/});
	} finally {
		if (before === undefined) delete process.env['TMPDIR'];
		else process.env['TMPDIR'] = before;
	}
});

test('what a killed process left on the disk goes with the next one; what is in use stays', async (t) => {
	const [dead, live] = await Promise.all([0, 1].map(() => mkdtemp(join(tmpdir(), 'shelfready-queue-'))));
	if (dead === undefined || live === undefined) return t.fail();
	await lock(join(live, 'lock'));
	// No process has this id: it is beyond what kernels give.
	writeFileSync(join(dead, 'lock'), readFileSync(join(live, 'lock'), 'utf8').replace(/"pid":\d+/, '"pid":2147483646'));
	const old = new Date(Date.now() - 600_000);
	for (const folder of [dead, live]) utimesSync(folder, old, old);
	const {folder, close} = await openScratch();
	t.deepEqual(
		[dead, live, folder].map((each) => existsSync(each)),
		[false, true, true],
	);
	await close();
	t.false(existsSync(folder));
	rmSync(live, {recursive: true});
});
