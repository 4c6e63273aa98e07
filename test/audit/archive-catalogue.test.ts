import {existsSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {join, relative} from 'node:path';
import {gzipSync} from 'node:zlib';
import test from 'ava';
import {audit} from '../../src/audit/audit.ts';
import {openCatalogue} from '../../src/audit/open-catalogue.ts';
import {newSurvey} from '../../src/audit/tar-survey.ts';
import {archive, file, header, pax, zstdFrame} from '../helpers/archive.ts';
import {asking, audited, resultsIn, textOf, today} from '../helpers/audited.ts';
import {folderOf} from '../helpers/command.ts';

/** Writes an archive of these blocks. */
async function catalogueOf(...blocks: readonly Buffer[]): Promise<string> {
	return join(await folderOf({'catalogue.tar': archive(...blocks)}), 'catalogue.tar');
}

test.serial('a name that leads out of the archive has a failed line of its own, the run is whole, and goes on with the same names', async (t) => {
	const path = await catalogueOf(
		file('a/README.md', asking),
		file('b/README.md', 'Open the page.\n'),
		file(`b/../../"${'x'.repeat(60)}.md`, 'x'),
		file('b/more.md', 'x'),
		file('../../x', 'x'),
		file('c/README.md', 'x'),
	);
	const {results, fault, summary, out} = await audited(path);
	t.is(fault, undefined);
	t.false('incomplete' in summary);
	const failed = {'entry 3/': `b/../../"${'x'.repeat(60)}.md`, 'entry 5/': '../../x'};
	t.deepEqual(Object.keys(results).toSorted(), ['a', 'b', 'c', ...Object.keys(failed)]);
	for (const [key, name] of Object.entries(failed))
		t.like(results[key], {status: 'failed', error: `the name ${JSON.stringify(name)} leads out of its folder, so that it was not read`});
	t.is(results['b']?.status, 'checked');
	const lines = textOf(out).trimEnd().split('\n');
	for (const kept of [0, 4]) {
		writeFileSync(
			join(out, 'results.ndjson'),
			lines
				.slice(0, kept)
				.map((line) => `${line}\n`)
				.join(''),
		);
		t.like(await audit({catalogue: path, out, today, workers: 1}), {before: kept, now: 5 - kept});
		t.deepEqual(resultsIn(out), results);
	}
});

/** An empty folder, whatever its name's length. */
function folder(name: string): readonly Buffer[] {
	return [pax([['path', name]]), header('x', {flag: '5'})];
}

test.serial('a name that is too long for a submission fails as an entry, whatever stands in it, with its beginning alone', async (t) => {
	const [longest, longer, huge] = ['l'.repeat(200), '"'.repeat(201), '"'.repeat(1_000_000)];
	for (const wrapper of ['', 'catalogue/']) {
		const path = await catalogueOf(
			...folder(`${wrapper}${longest}`),
			...folder(`${wrapper}${longer}`),
			pax([['path', `${wrapper}${longer}/README.md`]]),
			file('x', 'x'),
			...folder(`${wrapper}${huge}`),
			file(`${wrapper}a/README.md`, 'x'),
			...folder(`${wrapper}${huge}`),
		);
		const {results, fault, out} = await audited(path);
		t.is(fault, undefined);
		t.deepEqual(Object.keys(results).toSorted(), ['a', 'entry 2/', 'entry 4/', 'entry 6/', longest]);
		for (const key of ['entry 2/', 'entry 4/', 'entry 6/'])
			t.is(results[key]?.error, `the name ${JSON.stringify('"'.repeat(100))}… is longer than 200 characters`);
		t.true(textOf(out).length < 200_000);
		t.like(await audit({catalogue: path, out, today, workers: 1}), {before: 5, now: 0});
	}
});

test('the survey holds no long names, and nothing of the paths that short ones stand in', (t) => {
	const {sink, found} = newSurvey();
	const before = process.memoryUsage().heapUsed;
	for (let index = 0; index < 300; index++) {
		// As text of a path has it, and not as parts that were put together.
		const path = (name: string) => Buffer.from(name).toString('latin1');
		sink.add({path: path(`catalogue/${index}${'"'.repeat(1_000_000)}`), type: 'folder', size: 0});
		sink.add({path: path(`catalogue/a-submission-${index}/${'x'.repeat(1_000_000)}`), type: 'file', size: 0});
	}
	t.true(process.memoryUsage().heapUsed - before < 200_000_000, `${process.memoryUsage().heapUsed - before} bytes`);
	t.like(found(), {wrapper: 'catalogue', total: 600});
});

test('however small its submissions are, and however well they are packed, one more than asked for is unpacked at most', async (t) => {
	const small = archive(...Array.from({length: 1000}, (_, index) => file(`s${index}/x`, 'x')));
	const large = Array.from({length: 1000}, (_, index) => [header(`s${index}/x`, {size: 128 * 1024}), {byte: 0, times: 128 * 1024}]);
	const blocks = Array.from({length: Math.ceil(small.length / 100_000)}, (_, index) => small.subarray(index * 100_000, (index + 1) * 100_000));
	for (const bytes of [small, gzipSync(small), zstdFrame(blocks), zstdFrame([...large.flat(), Buffer.alloc(1024)])]) {
		const folder = await folderOf({'catalogue.tar': bytes});
		const unpacked = join(folder, 'unpacked');
		let [most, seen] = [0, 0];
		for await (const item of (await openCatalogue(join(folder, 'catalogue.tar'), join(folder, 'out'))).items(() => false, unpacked)) {
			most = Math.max(most, readdirSync(unpacked).length);
			seen++;
			if ('folder' in item) rmSync(item.folder, {recursive: true});
		}
		t.is(seen, 1000);
		t.true(most <= 2, `${most} at once`);
	}
});

test('a signal ends the look at a catalogue while it unpacks: it needs no more of it', async (t) => {
	const holes = 150_000;
	const bytes = zstdFrame([
		Buffer.concat([file('first/x', 'x'), header('vast/x', {size: holes * 128 * 1024})]),
		...Array.from({length: holes}, () => ({byte: 0, times: 128 * 1024})),
		archive(file('last/x', 'x')),
	]);
	const folder = await folderOf({'catalogue.tar.zst': bytes});
	const {total} = await openCatalogue(join(folder, 'catalogue.tar.zst'), join(folder, 'out'), {signal: AbortSignal.timeout(200)});
	t.is(total, 2);
});

test('a signal ends a catalogue between its submissions, and the one that it stands in is not given', async (t) => {
	const lines = Array.from({length: 5000}, (_, index) => JSON.stringify({id: `s${index}`, files: {x: 'x'.repeat(100)}})).join('\n');
	const tar = archive(...Array.from({length: 5000}, (_, index) => file(`s${index}/x`, 'x')));
	for (const bytes of [Buffer.from(lines), tar, gzipSync(tar)]) {
		const folder = await folderOf({catalogue: bytes});
		const [path, out] = [join(folder, 'catalogue'), join(folder, 'out')];
		const stopping = new AbortController();
		const catalogue = await openCatalogue(path, out, stopping);
		t.is(catalogue.total, 5000);
		const keys: string[] = [];
		for await (const {key} of catalogue.items((key) => key !== 's0' && key !== 's4999', join(folder, 'unpacked'))) {
			keys.push(key);
			stopping.abort();
		}
		t.deepEqual(keys, ['s0']);
		t.is((await openCatalogue(path, out, stopping)).total, 0);
		for await (const _ of (await openCatalogue(path, out, stopping)).items(() => false, join(folder, 'unpacked'))) t.fail();
	}
	const out = join(await folderOf({}), 'out');
	const path = await catalogueOf(file('a/x', 'x'));
	t.like(await audit({catalogue: path, out, today, workers: 1, signal: AbortSignal.abort()}), {now: 0, stopped: true});
	t.false(existsSync(join(out, '.audit-unpacked')));
	t.like(await audit({catalogue: path, out, today, workers: 1}), {now: 1, stopped: false});
});

test.serial('a pipe or a device fails its submission in words, but in a root file system', async (t) => {
	const path = await catalogueOf(
		file('a/README.md', asking),
		header('a/docs/pipe', {flag: '6'}),
		header('b/zero', {flag: '3'}),
		file('etc/passwd', 'x'),
		file('c/README.md', 'x'),
		header('c/.cache/pipe', {flag: '6'}),
		file('c/disk/etc/passwd', 'root:x:0:0::/root:/bin/sh\n'),
		header('c/disk/dev/null', {flag: '3'}),
		header('pipe', {flag: '6'}),
	);
	const {results} = await audited(path);
	t.is(results['a']?.error, '"docs/pipe" is neither a file nor a folder: take it out of the archive');
	t.is(results['b']?.error, '"zero" is neither a file nor a folder: take it out of the archive');
	t.deepEqual([results['c']?.status, results['etc']?.status], ['checked', 'checked']);
	t.is(Object.keys(results).length, 4);
});

test('what a check passes over is not unpacked, however much it is, but of root file systems all is', async (t) => {
	const path = await catalogueOf(
		...Array.from({length: 20_002}, (_, index) => header(`all/d/node_modules/${index}`)),
		file('all/d/.cache/first', 'first'),
		header('all/d/first.md', {flag: '1', linkName: 'all/d/.cache/first'}),
		file('all/d/disk/.autorelabel', 'x'),
		file('all/d/disk/root/.ssh/authorized_keys', 'x'),
		file('all/d/disk/etc/passwd', 'root:x:0:0::/root:/bin/sh\n'),
		file('all/d/node_modules/disk/etc/passwd', 'x'),
		file('all/d/.git/config', 'x'),
		file('all/e/.git/config', 'x'),
		header('all/f/lost.md', {flag: '1', linkName: 'all/f/nowhere'}),
		file('all/.git/config', 'x'),
		file('all/d/.git/HEAD', 'x'),
	);
	const out = await folderOf({});
	const found: Record<string, readonly string[] | string> = {};
	for await (const item of (await openCatalogue(path, out)).items(() => false, join(out, 'unpacked'))) {
		const names = 'folder' in item ? readdirSync(item.folder, {recursive: true, withFileTypes: true}) : [];
		const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
		found[item.key] = 'folder' in item ? files.map((name) => relative(item.folder, name)).toSorted() : item.error;
	}
	t.deepEqual(found, {
		d: ['.cache/first', 'disk/.autorelabel', 'disk/etc/passwd', 'disk/root/.ssh/authorized_keys', 'first.md'],
		e: [],
		f: '"lost.md" is another name of what is not in the submission',
	});
});

test('one folder around all: a catalogue or a submission, by the files in it; where that is in doubt, it is told', async (t) => {
	const read = async (...names: readonly string[]) => {
		const path = await catalogueOf(
			...names.map((name) => (name.endsWith('@') ? header(`cat/${name.slice(0, -1)}`, {flag: '2', linkName: 'a'}) : file(`cat/${name}`, 'x'))),
		);
		const out = await folderOf({});
		const said: string[] = [];
		const keys: string[] = [];
		const catalogue = await openCatalogue(path, out, {tell: (words) => said.push(words)});
		for await (const {key} of catalogue.items(() => false, join(out, 'unpacked'))) keys.push(key);
		t.is(catalogue.total, keys.filter((key) => key !== 'latest').length);
		return {keys, said};
	};
	const [a, b] = ['a/README.md', 'b/stack.yaml'];
	const asCatalogue = (first: string) => [
		`the folder "cat" in the archive was read as a catalogue of 2 submissions; what stands beside them was not read: ${first}`,
	];
	const asOne = (first: string) => [
		`the folder "cat" in the archive was read as one submission, since files stand in it: ${first}; where its folders are submissions, take the files out`,
	];
	t.deepEqual(await read(a, b), {keys: ['a', 'b'], said: []});
	t.deepEqual(await read(a, b, 'latest@'), {keys: ['a', 'b', 'latest'], said: []});
	t.deepEqual(await read(a, b, '.DS_Store'), {keys: ['a', 'b'], said: []});
	t.deepEqual(await read('NOTES.md', a, b), {keys: ['a', 'b'], said: asCatalogue('"NOTES.md"')});
	t.deepEqual(await read(a, 'LICENSE', b, 'SHA256SUMS', 'README.txt'), {keys: ['a', 'b'], said: asCatalogue('3 files, the first is "LICENSE"')});
	// Its settings stand in it, or all of its folders are those of one.
	t.deepEqual(await read('shelfready.yaml', 'README.md', a, b), {keys: ['cat'], said: []});
	t.deepEqual(await read('README.md', 'docs/guide.md', 'templates/stack.yaml'), {keys: ['cat'], said: []});
	t.deepEqual(await read('README.md', 'stack.yaml'), {keys: ['cat'], said: []});
	t.deepEqual(await read('README.md', 'docs/guide.md', a, b), {keys: ['cat'], said: asOne('"README.md"')});
	t.deepEqual(await read('listing.json', a, b), {keys: ['cat'], said: asOne('"listing.json"')});
	t.deepEqual(await read('README.md@', a, 'b/c/stack.yaml'), {keys: ['cat'], said: asOne('"README.md"')});
	t.deepEqual(await read('README.md', a), {keys: ['cat'], said: asOne('"README.md"')});
});
