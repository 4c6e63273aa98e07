import {spawn} from 'node:child_process';
import {appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {gzipSync} from 'node:zlib';
import test from 'ava';
import {audit} from '../../src/audit/audit.ts';
import {lock} from '../../src/audit/lock.ts';
import {toJsonReport} from '../../src/report/json.ts';
import {checkPaths} from '../../src/submission.ts';
import {toolOf} from '../../src/version.ts';
import {archive, file, header, pax, zstdFrame} from '../helpers/archive.ts';
import {asking, audited, resultsIn, textOf, today} from '../helpers/audited.ts';
import {command, folderOf, shelfready} from '../helpers/command.ts';
import {differencesOf} from '../helpers/differences.ts';
import {projectRoot} from '../helpers/project.ts';

/** Three small submissions, one with a template and one with settings. */
async function catalogueFolder(): Promise<string> {
	const folder = await folderOf({'one/README.md': asking, 'one/docs/more.md': 'Open the page.\n', 'read-me.txt': 'no submission'});
	for (const name of ['cormorant', 'godwit']) cpSync(join(projectRoot, 'templates', 'submissions', name), join(folder, name), {recursive: true});
	return folder;
}

async function ndjson(...lines: readonly (object | string)[]): Promise<string> {
	const folder = await folderOf({'catalogue.ndjson': `${lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')}\n`});
	return join(folder, 'catalogue.ndjson');
}

const inline = (id: string) => ({id, files: {'README.md': `${asking}\nThis is ${id}.\n`}});

test.serial('a folder: each sub-folder has the report that check gives it', async (t) => {
	const folder = await catalogueFolder();
	// Results that lie among the submissions are none.
	const out = join(folder, 'results');
	const {now, before, summary} = await audit({catalogue: folder, out, today, workers: 1});
	const results = resultsIn(out);
	t.deepEqual(Object.keys(results).toSorted(), ['cormorant', 'godwit', 'one']);
	t.deepEqual({now, before}, {now: 3, before: 0});
	const checked = await checkPaths([join(folder, 'cormorant')], {today});
	t.true('outcome' in checked);
	if ('outcome' in checked) t.deepEqual(results['cormorant']?.report, JSON.parse(JSON.stringify(toJsonReport(checked.outcome, toolOf()))));
	t.true(textOf(out).includes('"file":"shelfready.yaml"'));
	t.like(summary.submissions, {checked: 3, failed: 0, withProblems: 1});
	t.is(summary.worst[0]?.submission, 'cormorant');
	t.deepEqual(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')), summary);
	t.regex(readFileSync(join(out, 'index.html'), 'utf8'), /<a href="reports\/0001\.html#cormorant">cormorant<\/a>/);
	t.like(await audit({catalogue: folder, out, today, workers: 1}), {before: 3, now: 0});
});

test.serial('a tar archive, plain and packed, with a folder around all or without: the same results', async (t) => {
	const files = {'one/README.md': asking, 'one/docs/more.md': 'Open the page.\n', 'two/README.md': 'Open the page.\n'};
	const plain = await audited(await folderOf(files));
	for (const wrapper of ['', './', 'catalogue/']) {
		const bytes = archive(
			...(wrapper === '' ? [] : [header(wrapper, {flag: '5'})]),
			...['one', 'two'].map((name) => header(`${wrapper}${name}/`, {flag: '5'})).slice(0, 1),
			...Object.entries(files).map(([path, text]) => file(`${wrapper}${path}`, text)),
		);
		const packed = wrapper === '' ? gzipSync(bytes) : wrapper === './' ? zstdFrame([bytes]) : bytes;
		const folder = await folderOf({'catalogue.tar': packed});
		const {results, out} = await audited(join(folder, 'catalogue.tar'));
		t.deepEqual(results, plain.results, wrapper);
		t.false(existsSync(join(out, '.audit-unpacked')));
	}
});

test.serial('an archive that is cut off: what stands before is checked, and the run is not done', async (t) => {
	const bytes = archive(file('one/README.md', asking), file('two/README.md', asking), file('three/README.md', 'x'.repeat(5000)));
	const folder = await folderOf({'catalogue.tar': bytes.subarray(0, 5000)});
	const {results, fault} = await audited(join(folder, 'catalogue.tar'));
	t.is(fault, "the catalogue can't be read on: it is cut off after 5000 bytes");
	t.deepEqual(Object.keys(results), ['one', 'two']);
});

test.serial('an archive that is broken in its first piece: the whole submissions before the break are checked', async (t) => {
	const bytes = archive(file('one/README.md', asking), file('two/README.md', asking), file('three/README.md', 'x'));
	bytes.fill('X', 1024 * 2, 1024 * 2 + 512);
	const folder = await folderOf({'catalogue.tar': bytes});
	const {results, fault} = await audited(join(folder, 'catalogue.tar'));
	t.regex(fault ?? '', /^the catalogue can't be read on: /);
	t.deepEqual(Object.keys(results), ['one']);
});

test.serial('results of what the catalogue no longer has are told; tables that are there are made anew', async (t) => {
	const catalogue = await folderOf({'one/README.md': 'Open the page.\n', 'two/README.md': 'Open the page.\n'});
	const out = join(await folderOf({}), 'out');
	const words: string[] = [];
	const again = (tables: readonly 'csv'[] = []) => audit({catalogue, out, today, workers: 1, tables, tell: (line) => words.push(line)});
	await again(['csv']);
	t.deepEqual(words, []);
	rmSync(join(catalogue, 'one'), {recursive: true});
	cpSync(join(catalogue, 'two'), join(catalogue, 'three'), {recursive: true});
	t.like(await again(), {before: 2, now: 1});
	t.deepEqual(words, [`1 result in ${out} is of a submission that the catalogue no longer has: one; give another --out for what it holds now`]);
	t.is(
		readFileSync(join(out, 'export', 'submissions.csv'), 'utf8')
			.trimEnd()
			.split('\n').length,
		1 + 3,
	);
});

test.serial('a run that is killed leaves no page and no families of an earlier state', async (t) => {
	const catalogue = await folderOf({'one/README.md': 'Open the page.\n'});
	const {out} = await audited(catalogue);
	cpSync(join(catalogue, 'one'), join(catalogue, 'two'), {recursive: true});
	const names = ['summary.json', 'families.json', 'index.html'];
	const seen: boolean[] = [];
	await audit({catalogue, out, today, workers: 1, onProgress: () => void seen.push(names.some((name) => existsSync(join(out, name))))});
	t.true(seen.length > 0 && !seen.includes(true));
	t.true(names.every((name) => existsSync(join(out, name))));
});

test.serial('a folder of submissions within the catalogue is told of', async (t) => {
	const catalogue = await folderOf({'plain/README.md': 'Open the page.\n', 'apart/docs/README.md': 'Open the page.\n'});
	for (const name of ['godwit', 'plover']) {
		cpSync(join(projectRoot, 'templates', 'submissions', name), join(catalogue, 'all', name), {recursive: true});
		cpSync(join(projectRoot, 'templates', 'submissions', name), join(catalogue, 'mixed', name), {recursive: true});
	}
	writeFileSync(join(catalogue, 'mixed', 'README.md'), 'Open the page.\n');
	const words: string[] = [];
	await audit({catalogue, out: join(await folderOf({}), 'out'), today, workers: 1, tell: (line) => words.push(line)});
	t.deepEqual(words, [
		'read as one submission, with listings in several folders: all (godwit, plover); if each is one of its own, give their folder as the catalogue',
	]);
});

test.serial('a folder that holds anything else is not written to', async (t) => {
	const out = await folderOf({'unpacked/keep.txt': 'mine', 'index.html': 'mine'});
	const catalogue = await folderOf({'one/README.md': asking});
	await t.throwsAsync(() => audit({catalogue, out, today, workers: 1}), {message: /holds other files \(index\.html\); give a new or an empty --out$/});
	t.deepEqual([readFileSync(join(out, 'unpacked', 'keep.txt'), 'utf8'), readFileSync(join(out, 'index.html'), 'utf8')], ['mine', 'mine']);
});

test.serial('a file that can not be written fails its submission alone, in words; an id may be longer than a name', async (t) => {
	const [longest, longer] = [`${'é'.repeat(127)}a`, 'é'.repeat(128)];
	const told = (path: string) => `the path ${JSON.stringify(path.slice(0, 100))}`;
	const [far, deep] = ['a/'.repeat(501), 'a/'.repeat(40)];
	const faults: Readonly<Record<string, readonly [files: readonly string[], error: string]>> = {
		name: [[`docs/${longer}`], `${told(`docs/${longer}`)} has a name that is too long`],
		far: [[far], `${told(far)}… is too long`],
		deep: [[deep], `${told(deep)} has more than 40 steps`],
		elsewhere: [['../a'], 'the path "../a" is not taken'],
		half: [['a\ud800'], 'the path "a\\ud800" is not taken'],
		below: [['a', 'a/b'], 'another file or folder stands where "a/b" is to be'],
		above: [['a/b', 'a'], 'another file or folder stands where "a" is to be'],
	};
	const lines = Object.entries(faults).map(([id, [names]]) => ({id, files: Object.fromEntries(names.map((name) => [name, 'x']))}));
	const {results} = await audited(await ndjson(...lines, {id: longer, files: {[longest]: 'x'}}));
	t.is(results[longer]?.status, 'checked');
	for (const [id, [, error]] of Object.entries(faults)) t.is(results[id]?.error, error, id);
});

test.serial('what a folder of submissions holds is audited or told of: files named as those of a run hide nothing', async (t) => {
	const run = {'audit.json': '', 'results.ndjson': ''};
	const catalogue = await folderOf({
		'hidden/README.md': asking,
		'notes.txt': 'loose',
		...Object.fromEntries(Object.entries(run).map(([name, text]) => [`hidden/${name}`, text])),
	});
	for (const byte of [0xfe, 0xff]) mkdirSync(Buffer.concat([Buffer.from(join(catalogue, 'odd')), Buffer.from([byte])]));
	const earlier = join(catalogue, 'run-1');
	const said: string[] = [];
	const tell = (words: string) => said.push(words);
	await audit({catalogue, out: earlier, today, workers: 1, tell});
	t.deepEqual(said.splice(0), ['passed over, since they are in no sub-folder: notes.txt']);
	const out = join(catalogue, 'run-2');
	await audit({catalogue, out, today, workers: 2, tell});
	t.deepEqual(said, ['passed over, since they hold results of earlier runs: run-1', 'passed over, since they are in no sub-folder: notes.txt']);
	const results = resultsIn(out);
	t.deepEqual(
		Object.values(results)
			.map(({submission, status, error}) => [submission, error ?? status])
			.toSorted(),
		[
			['hidden', 'checked'],
			['odd\\xfe', 'its name is not UTF-8: give it another'],
			['odd\\xff', 'its name is not UTF-8: give it another'],
		],
	);
});

test.serial('a catalogue without a submission does not pass', async (t) => {
	const catalogue = await folderOf({'README.md': asking});
	const {code, stderr} = await shelfready(['audit', catalogue, '--out', join(await folderOf({}), 'out')]);
	t.is(code, 2);
	t.regex(stderr, /passed over, since they are in no sub-folder: README\.md\n.*the catalogue holds no submission.*`shelfready check`/s);
});

(process.platform === 'win32' ? test.skip : test.serial)(
	'a full disk is no fault of the submission: the run stops, and goes on when there is room',
	async (t) => {
		const catalogue = await ndjson(inline('a'), {id: 'large', files: {'README.md': asking, 'big.bin': 'x'.repeat(3_000_000)}}, inline('b'));
		const out = join(await folderOf({}), 'out');
		// A limit on files' sizes stands for the disk's room: of 512 or 1,024 bytes each, as shells count.
		const child = spawn('sh', [
			'-c',
			'ulimit -f 2000; exec "$@"',
			'sh',
			process.execPath,
			command,
			'audit',
			catalogue,
			'--out',
			out,
			'--workers',
			'1',
			'--no-cache',
		]);
		let stderr = '';
		child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
		t.is(await new Promise((done) => child.on('close', done)), 2);
		t.regex(stderr, /EFBIG.*\n.*stopped after 1 submission; the same command goes on from there/);
		t.like(await audit({catalogue, out, today, workers: 1}), {before: 1, now: 2});
		t.is(resultsIn(out)['large']?.status, 'checked');
	},
);

test.serial('a tar archive that means harm: nothing is written elsewhere, and the rest is done', async (t) => {
	const folder = await folderOf({
		'catalogue.tar': archive(
			header('bad/way', {flag: '2', linkName: '../../../..'}),
			file('bad/way/planted.md', 'x'),
			file('good/README.md', asking),
			file('../outside/README.md', 'x'),
			pax([['linkpath', 'a/'.repeat(2048)]]),
			header('far/link', {flag: '2'}),
			header('gone/a', {flag: '1', linkName: 'gone/b'}),
			file('named/a', 'x'),
			header('named/a', {flag: '2', linkName: 'b'}),
			header('linked', {flag: '2', linkName: 'good'}),
			header('twin/README.md', {flag: '1', linkName: 'good/README.md'}),
			file('good/more.md', 'x'),
		),
	});
	const {results, out} = await audited(join(folder, 'catalogue.tar'));
	t.deepEqual(Object.keys(results).toSorted(), ['bad', 'entry 11/', 'entry 4/', 'far', 'gone', 'good', 'linked', 'named', 'twin']);
	t.is(results['good']?.status, 'checked');
	for (const name of ['bad', 'far', 'gone', 'linked', 'named', 'twin', 'entry 4/', 'entry 11/']) t.is(results[name]?.status, 'failed', name);
	t.is(results['far']?.error, 'the link "link" leads to a path that is too long');
	t.is(results['gone']?.error, '"a" is another name of what is not in the submission');
	t.is(results['named']?.error, 'another file or folder stands where "a" is to be');
	t.regex(results['entry 11/']?.error ?? '', /more of "good"/);
	t.false(existsSync(join(out, '..', 'planted.md')));
});

test.serial('NDJSON: by path and inline; a bad line, a twice used id and one that leads elsewhere fail alone', async (t) => {
	const folder = await catalogueFolder();
	const catalogue = await ndjson(
		{id: 'by-path', path: join(folder, 'one')},
		{id: 'inline', files: {'README.md': asking, 'docs/more.md': {base64: Buffer.from('Open the page.\n').toString('base64')}}},
		'{"id": "broken',
		{id: 'by-path', files: {}},
		{id: '../../out', files: {}},
		{id: 'writes-out', files: {'../../planted.md': 'x'}},
		{id: 'missing', path: 'nowhere'},
		'',
		{id: 'none'},
	);
	const {results, out} = await audited(catalogue);
	t.deepEqual(results['by-path']?.report, results['inline']?.report);
	t.deepEqual(
		Object.values(results)
			.filter(({status}) => status === 'failed')
			.map(({submission}) => submission),
		['line 3', 'line 4', 'line 5', 'writes-out', 'missing', 'line 9'],
	);
	t.regex(results['line 4']?.error ?? '', /"by-path" stands in an earlier line/);
	t.false(existsSync(join(out, 'planted.md')));
	const again = await audit({catalogue, out, today, workers: 1});
	t.like(again, {before: 8, now: 0});
});

test.serial('one that takes too long is set aside with its reason, and the rest is done', async (t) => {
	const resources = Array.from({length: 300}, (_, index) => `  Queue${index}: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: !Ref Delay}}`).join('\n');
	const template = (index: number) => `Description: ${index}\nParameters:\n  Delay: {Type: Number}\nResources:\n${resources}\n`;
	const endless = Object.fromEntries(Array.from({length: 100}, (_, index) => [`${index}.yaml`, template(index)]));
	const {results} = await audited(await ndjson(inline('before'), {id: 'endless', files: endless}, inline('after')), {seconds: 4});
	t.is(results['endless']?.error, 'it takes longer than 4 s');
	t.deepEqual(
		['before', 'after'].map((name) => results[name]?.status),
		['checked', 'checked'],
	);
});

test.serial('a torn last line is done again; a damaged one before it is not passed over', async (t) => {
	const catalogue = await ndjson(inline('a'), inline('b'));
	const {out, results} = await audited(catalogue);
	const lines = textOf(out);
	const second = lines.indexOf('\n') + 1;
	for (const torn of [lines.slice(0, -1), lines.slice(0, second + 40), `${lines.slice(0, second + 40)}\n`]) {
		writeFileSync(join(out, 'results.ndjson'), torn);
		t.like(await audit({catalogue, out, today, workers: 1}), {before: 1, now: 1});
		t.deepEqual(resultsIn(out), results);
	}
	writeFileSync(join(out, 'results.ndjson'), `{"submission":\n${lines}`);
	await t.throwsAsync(audit({catalogue, out, today, workers: 1}), {message: /line 1 of .* is damaged/});
	await t.throwsAsync(audit({catalogue, out, today, workers: 1, edition: 'ami-2025'}), {message: /a run of another edition/});
});

test.serial('two runs at once in one folder: the second is refused; the lock of a dead one is taken over', async (t) => {
	const catalogue = await ndjson(inline('a'));
	const out = await folderOf({});
	const unlock = await lock(join(out, 'audit.lock'));
	await t.throwsAsync(audit({catalogue, out, today}), {message: /another audit is at work there \(process \d+/});
	const held = readFileSync(join(out, 'audit.lock'), 'utf8');
	await unlock();
	// No process has this id: it is beyond what kernels give.
	writeFileSync(join(out, 'audit.lock'), held.replace(/"pid":\d+/, '"pid":2147483646'));
	t.like(await audit({catalogue, out, today, workers: 1}), {now: 1});
	// In a container a killed run had the same id.
	writeFileSync(join(out, 'audit.lock'), held);
	t.like(await audit({catalogue, out, today, workers: 1}), {before: 1});
	t.false(existsSync(join(out, 'audit.lock')));
});

test.serial('the lock of another host: waited for while it shows signs of life, and taken over when it has been silent for a minute', async (t) => {
	const catalogue = await ndjson(inline('a'));
	const file = join(await folderOf({'audit.lock': '{"pid":1,"host":"another-pod"}'}), 'audit.lock');
	const out = dirname(file);
	const said: string[] = [];
	await t.throwsAsync(audit({catalogue, out, today, signal: AbortSignal.abort(), tell: (words) => said.push(words)}), {
		message: 'stopped while another audit may be at work there (process 1 on another-pod)',
	});
	t.deepEqual(said, ['another audit may be at work there (process 1 on another-pod); waiting up to 75 s for a sign of life']);
	const silent = new Date(Date.now() - 59_000);
	utimesSync(file, silent, silent);
	t.like(await audit({catalogue, out, today, workers: 1, tell: (words) => said.push(words)}), {now: 1});
	t.false(existsSync(file));
});

test.serial('killed at random times, it goes on: one result each, equal to those of an undisturbed run', async (t) => {
	const catalogue = await ndjson(...Array.from({length: 30}, (_, index) => inline(`s${index}`)));
	const out = join(await folderOf({}), 'out');
	// Without the cache: an undisturbed run would take its results from the disturbed one's.
	const args = ['audit', catalogue, '--out', out, '--workers', '2', '--no-cache'];
	for (let kill = 0; kill < 3; kill++) {
		const child = spawn(process.execPath, [command, ...args], {stdio: 'ignore'});
		const ended = new Promise((done) => child.on('exit', done));
		setTimeout(() => child.kill('SIGKILL'), 800 + 800 * Math.random());
		await ended;
	}
	// On a busy machine it may not have begun its folder.
	if (existsSync(join(out, 'results.ndjson'))) appendFileSync(join(out, 'results.ndjson'), '{"submission":"s29","sta');
	const {code, stdout} = await shelfready(args);
	t.is(code, 1);
	t.regex(stdout, /^30 submissions: 30 checked, 30 of them with errors/);
	const undisturbed = join(await folderOf({}), 'out');
	await shelfready(['audit', catalogue, '--out', undisturbed, '--workers', '1', '--no-cache']);
	t.deepEqual(differencesOf(out, undisturbed, 30), []);
	t.regex((await shelfready(args)).stderr, /^shelfready: this run had ended before; nothing was left to do\n$/);
});

test.serial('killed while it begins its folder, or writes a file in it: it goes on, and nothing half written is left', async (t) => {
	const out = await folderOf({'.audit.json.0a1b2c3d4e5f.tmp': '{"catalogue": "/', '.summary.json.0a1b2c3d4e5f.tmp': '{'});
	const catalogue = await ndjson(inline('a'));
	await t.throwsAsync(() => audit({catalogue, out, today, workers: 1}), {message: /holds other files \(\.summary\.json\./});
	rmSync(join(out, '.summary.json.0a1b2c3d4e5f.tmp'));
	t.like(await audit({catalogue, out, today, workers: 1}), {now: 1});
	writeFileSync(join(out, '.summary.json.0a1b2c3d4e5f.tmp'), '{');
	t.like(await audit({catalogue, out, today, workers: 1}), {before: 1});
	t.deepEqual(
		readdirSync(out).filter((name) => name.endsWith('.tmp')),
		[],
	);
});

test.serial('a signal stops it with words on how to go on', async (t) => {
	const catalogue = await ndjson(...Array.from({length: 500}, (_, index) => inline(`s${index}`)));
	const out = join(await folderOf({}), 'out');
	const child = spawn(process.execPath, [command, 'audit', catalogue, '--out', out, '--workers', '1', '--no-cache'], {stdio: ['ignore', 'ignore', 'pipe']});
	let said = '';
	child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
	const ended = new Promise((done) => child.on('close', done));
	while (!existsSync(join(out, 'results.ndjson')) || textOf(out) === '') await new Promise((done) => setTimeout(done, 50));
	child.kill('SIGTERM');
	t.is(await ended, 2);
	t.regex(said, /^shelfready: stopped after \d+ submissions?; the same command goes on from there\n$/);
	t.true(textOf(out).endsWith('}\n'));
	t.true(Object.keys(resultsIn(out)).length < 500);
});
