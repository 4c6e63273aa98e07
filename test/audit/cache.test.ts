import {chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {answerOf} from '../../src/audit/answer.ts';
import {openCache} from '../../src/audit/cache/cache.ts';
import {defaultCache} from '../../src/audit/cache/default-cache.ts';
import {openStore} from '../../src/audit/cache/store.ts';
import {submissionDigest} from '../../src/audit/cache/submission-digest.ts';
import {toolDigest} from '../../src/audit/cache/tool-digest.ts';
import {daysAhead} from '../../src/audit/lasting.ts';
import {toolOf} from '../../src/version.ts';
import {folderOf} from '../helpers/command.ts';
import {projectRoot} from '../helpers/project.ts';

const tool = toolOf();

function writeFiles(folder: string, files: Readonly<Record<string, string>>): string {
	for (const [file, content] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, file)), {recursive: true});
		writeFileSync(join(folder, file), content);
	}
	return folder;
}

/** The files that lie in a store, by their paths. */
function entriesOf(cache: string): readonly string[] {
	return readdirSync(cache, {recursive: true, withFileTypes: true})
		.filter((entry) => entry.isFile())
		.map(({parentPath, name}) => join(parentPath, name));
}

const day = (count: number) => new Date(Date.UTC(2026, 10, 1 + count)).toISOString().slice(0, 10);

const image = (created: number, deprecated?: number) =>
	JSON.stringify({
		Images: [
			{
				ImageId: 'ami-0a1b2c3d4e5f67890',
				Name: 'godwit',
				Architecture: 'x86_64',
				VirtualizationType: 'hvm',
				RootDeviceType: 'ebs',
				State: 'available',
				CreationDate: `${day(created)}T10:00:00.000Z`,
				...(deprecated === undefined ? {} : {DeprecationTime: `${day(deprecated)}T10:00:00.000Z`}),
			},
		],
	});

/** Submissions whose reports hang on the day in one way or another, or in none. */
const submission = fc.record(
	{
		'README.md': fc.constantFrom('# Guide\n\nOpen the page.\n', '# Guide\n\nCreate an IAM user and enter its access key and secret key under Settings.\n'),
		'image.json': fc
			.tuple(fc.integer({min: -760, max: 0}), fc.option(fc.integer({min: -20, max: 60}), {nil: undefined}))
			.map(([created, end]) => image(created, end)),
		'clamav.log': fc
			.integer({min: -60, max: 0})
			.map(
				(ran) =>
					`----------- SCAN SUMMARY -----------\nKnown viruses: 8700000\nEngine version: 1.4.1\nScanned files: 120\nInfected files: 0\nStart Date: ${day(ran).replaceAll('-', ':')} 10:00:00\nEnd Date:   ${day(ran).replaceAll('-', ':')} 10:09:00\n`,
			),
		'shelfready.yaml': fc
			.integer({min: -5, max: 40})
			.map((until) => `waivers:\n  - rule: language/no-aws-keys\n    reason: agreed\n    until: ${day(until)}\n`),
	},
	{requiredKeys: ['README.md']},
);

test('what the cache answers is what a check of that day would say; where the day does not matter it answers on all', async (t) => {
	const cache = await folderOf({});
	const counts = {hits: 0, misses: 0};
	await fc.assert(
		fc.asyncProperty(submission, fc.integer({min: 0, max: 5}), fc.constantFrom(0, 1, 1, 2, 7, 25, 40, -2), async (files, first, later) => {
			const folder = writeFiles(await folderOf({}), Object.fromEntries(Object.entries(files)));
			const [from, to] = [day(first), day(first + later)];
			const said = await answerOf(folder, {today: from}, {}, tool);
			const writing = openCache(cache, {today: from});
			const {key} = await writing.find(folder);
			t.truthy(key);
			await writing.keep(key ?? '', folder, said);
			const {said: known} = await openCache(cache, {today: to}).find(folder);
			const isDated = Object.keys(files).length > 1;
			if (!isDated || later === 0) t.truthy(known);
			if (known === undefined) counts.misses++;
			else {
				counts.hits++;
				const fresh = await answerOf(folder, {today: to}, {}, tool);
				t.true('report' in fresh && 'report' in known);
				if ('report' in fresh && 'report' in known) t.deepEqual([known.report, known.further], [fresh.report, fresh.further]);
			}
		}),
		{numRuns: 25, seed: 11},
	);
	// Both come up, so that the property says something.
	t.true(counts.hits > 5 && counts.misses > 3, JSON.stringify(counts));
});

test('an image that is not old is known to hold for a month; a scan whose age is told, for its day', async (t) => {
	const until = async (files: Readonly<Record<string, string>>) => {
		const said = await answerOf(await folderOf(files), {today: day(0)}, {}, tool);
		return 'report' in said ? said.lasting : undefined;
	};
	t.deepEqual(await until({'README.md': 'Open the page.\n'}), {});
	t.deepEqual(await until({'image.json': image(-10)}), {from: day(0), until: day(daysAhead)});
	t.like(await until({'image.json': image(-10), 'shelfready.yaml': `waivers:\n  - {rule: image/no-old-image, reason: agreed, until: ${day(4)}}\n`}), {
		until: day(4),
	});
});

test('another edition, another way to compare or another submission is not answered', async (t) => {
	const cache = await folderOf({});
	const folder = await folderOf({'README.md': 'Open the page.\n'});
	const today = day(0);
	const writing = openCache(cache, {today});
	await writing.keep((await writing.find(folder)).key ?? '', folder, await answerOf(folder, {today}, {}, tool));
	t.truthy((await openCache(cache, {today}).find(folder)).said);
	t.is((await openCache(cache, {today, edition: 'ami-2025'}).find(folder)).said, undefined);
	t.is((await openCache(cache, {today, compare: 'ami-2025'}).find(folder)).said, undefined);
	const moved = `${folder}-moved`;
	renameSync(folder, moved);
	t.truthy((await openCache(cache, {today}).find(moved)).said);
	writeFileSync(join(moved, 'README.md'), 'Open the pages.\n');
	t.is((await openCache(cache, {today}).find(moved)).said, undefined);
});

test('what changed while it was checked, and what may come otherwise the next time, is not kept', async (t) => {
	const cache = await folderOf({});
	const folder = await folderOf({'README.md': 'Open the page.\n'});
	const {find, keep} = openCache(cache, {today: day(0)});
	const {key = ''} = await find(folder);
	const said = await answerOf(folder, {today: day(0)}, {}, tool);
	t.true('report' in said);
	await keep(key, folder, {error: 'it takes longer than 300 s'});
	if ('report' in said) await keep(key, folder, {report: said.report});
	writeFileSync(join(folder, 'README.md'), 'Open another page.\n');
	await keep(key, folder, said);
	t.deepEqual(entriesOf(cache), []);
});

const name = fc.constantFrom('a', 'b.md', 'c.json', 'etc', 'usr', 'var', 'passwd', 'Ünïcode', '.hidden');
const tree = fc.uniqueArray(
	fc.tuple(
		fc.array(name, {minLength: 1, maxLength: 3}).map((parts) => parts.join('/')),
		fc.string({maxLength: 40}),
	),
	{
		selector: ([path]) => path,
		minLength: 1,
		maxLength: 6,
	},
);

/** Files whose paths do not run through each other. */
function filesOf(entries: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] {
	return entries.filter(([path]) => !entries.some(([other]) => other !== path && other.startsWith(`${path}/`)));
}

test('a digest stands for names and contents: a copy has the same, any change another', async (t) => {
	await fc.assert(
		fc.asyncProperty(tree, fc.nat(), fc.nat(), fc.constantFrom('byte', 'longer', 'name', 'link', 'more', 'gone'), async (entries, which, where, kind) => {
			const files = filesOf(entries);
			const folder = writeFiles(await folderOf({}), Object.fromEntries(files));
			const before = await submissionDigest(folder);
			t.truthy(before);
			const copy = await folderOf({});
			cpSync(folder, copy, {recursive: true});
			// Whether the folder is itself a root file system shows in its name.
			const looksLikeRoot = readdirSync(folder).includes('etc');
			if (!looksLikeRoot) t.is(await submissionDigest(copy), before);
			const [path = '', text = ''] = files[which % files.length] ?? [];
			const file = join(folder, path);
			const bytes = Buffer.from(text);
			if (kind === 'byte' && bytes.length > 0) {
				bytes[where % bytes.length] = (bytes[where % bytes.length] ?? 0) ^ (1 << (where % 8));
				writeFileSync(file, bytes);
			} else if (kind === 'name') renameSync(file, `${file}x`);
			else if (kind === 'link') {
				rmSync(file);
				symlinkSync('a', file);
			} else if (kind === 'more') writeFileSync(join(folder, 'zz'), '');
			else if (kind === 'gone') rmSync(file);
			else writeFileSync(file, `${text}x`);
			// Outside of a root file system a check passes hidden files over, and so does the digest.
			const isHidden = path.split('/').some((part) => part === '.hidden') && kind !== 'more';
			if (!isHidden) t.not(await submissionDigest(folder), before, `${kind} ${path}`);
		}),
		{numRuns: 150, seed: 9},
	);
});

test('modes, hidden files and where links lead count where a check reads them', async (t) => {
	const folder = await folderOf({
		'image/etc/passwd': 'root:x:0:0\n',
		'image/etc/.secret': 'a',
		'image/usr/x': '',
		'image/var/x': '',
		'docs/a.md': 'a',
		'docs/.b': 'b',
	});
	const seen = [await submissionDigest(folder)];
	const isNew = async (what: string) => {
		const now = await submissionDigest(folder);
		t.false(seen.includes(now), what);
		seen.push(now);
	};
	if (process.platform !== 'win32') {
		chmodSync(join(folder, 'image/etc/passwd'), 0o666);
		await isNew('a mode in a root file system');
		chmodSync(join(folder, 'docs/a.md'), 0o600);
		t.is(await submissionDigest(folder), seen.at(-1), 'a mode elsewhere');
	}
	writeFileSync(join(folder, 'image/etc/.secret'), 'b');
	await isNew('a hidden file in a root file system');
	writeFileSync(join(folder, 'docs/.b'), 'c');
	t.is(await submissionDigest(folder), seen.at(-1), 'a hidden file elsewhere');
	symlinkSync('a.md', join(folder, 'docs/link.md'));
	await isNew('a link');
	rmSync(join(folder, 'docs/link.md'));
	symlinkSync('nowhere.md', join(folder, 'docs/link.md'));
	await isNew('a link to nothing');
	t.is(await submissionDigest(join(folder, 'docs/a.md')), undefined, 'no folder');
});

test('a damaged, cut off or strange entry is no entry', async (t) => {
	const folder = await folderOf({});
	const store = openStore(folder, 1e9);
	const [one, other] = ['a'.repeat(64), 'b'.repeat(64)];
	store.put(one, 'the first');
	store.put(other, 'the other');
	const [file = '', second = ''] = entriesOf(folder).toSorted();
	const sound = readFileSync(file);
	t.is(store.get(one), 'the first');
	fc.assert(
		fc.property(fc.nat({max: sound.length - 1}), fc.nat({max: 7}), (at, bit) => {
			const bytes = Buffer.from(sound);
			bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
			writeFileSync(file, bytes);
			t.is(store.get(one), undefined);
			writeFileSync(file, sound.subarray(0, at));
			t.is(store.get(one), undefined);
		}),
	);
	writeFileSync(file, readFileSync(second));
	t.is(store.get(one), undefined, 'the entry of another key');
	rmSync(file);
	mkdirSync(file);
	t.is(store.get(one), undefined, 'a folder');
	store.put(one, 'again');
	t.is(store.get(one), undefined);
	rmSync(file, {recursive: true});
	store.put(one, 'again');
	t.is(store.get(one), 'again');
	t.is(store.get('c'.repeat(64)), undefined);
});

test('two stores in one folder see what the other keeps; beyond the bound the least used goes first', async (t) => {
	const folder = await folderOf({});
	const text = (seed: number) => Array.from({length: 400}, (_, index) => String((index * 7919 * (seed + 1)) % 104_729)).join(' ');
	const [one, other] = [openStore(folder, 8_000), openStore(folder, 8_000)];
	const keys = Array.from({length: 10}, (_, index) => index.toString(16).padStart(2, '0').repeat(32));
	for (const [index, key] of keys.entries()) (index % 2 === 0 ? one : other).put(key, text(index));
	t.true(keys.every((key, index) => (index % 2 === 0 ? other : one).get(key) === text(index)));
	for (const [index, key] of keys.entries()) utimesSync(join(folder, key.slice(0, 2), key.slice(2)), 1_000_000 + index, 1_000_000 + index);
	// Use renews it.
	t.is(one.get(keys[0] ?? ''), text(0));
	one.trim();
	const left = keys.filter((key) => other.get(key) !== undefined);
	t.true(left.length > 1 && left.length < 8, String(left.length));
	t.deepEqual(left, [...keys.slice(0, 1), ...keys.slice(-(left.length - 1))]);
});

test("the tool's digest stands for its code and for the packages below it", async (t) => {
	const manifest = (name: string, version: string, dependencies: object = {}) => JSON.stringify({name, version, dependencies});
	const folder = await folderOf({
		'package.json': manifest('shelfready', '1.0.0', {below: '^1.0.0'}),
		'bundle/cli.js': 'one',
		'node_modules/below/package.json': manifest('below', '1.0.0', {further: '^2.0.0'}),
		'node_modules/further/package.json': manifest('further', '2.0.0'),
	});
	const digest = () => toolDigest(join(folder, 'bundle'));
	const seen = [digest()];
	t.deepEqual([digest()], seen);
	const changes: Readonly<Record<string, string>> = {
		'bundle/cli.js': 'two',
		'bundle/table.json': '{}',
		'package.json': manifest('shelfready', '1.0.1', {below: '^1.0.0'}),
		'node_modules/further/package.json': manifest('further', '2.0.1'),
	};
	for (const [file, text] of Object.entries(changes)) {
		writeFileSync(join(folder, file), text);
		t.false(seen.includes(digest()), file);
		seen.push(digest());
	}
	t.regex(toolDigest(), /^[\da-f]{64}$/);
});

test('the default place is the one of the system', (t) => {
	t.is(defaultCache({XDG_CACHE_HOME: '/var/cache/me'}, 'linux', '/home/me'), '/var/cache/me/shelfready');
	t.is(defaultCache({XDG_CACHE_HOME: 'relative'}, 'linux', '/home/me'), '/home/me/.cache/shelfready');
	t.is(defaultCache({}, 'darwin', '/Users/me'), '/Users/me/Library/Caches/shelfready');
});

test('nothing but rules and waivers asks what day it is, or a cached result might be of another', (t) => {
	for (const layer of ['read', 'gather', 'judge', 'language', 'iam', 'hits'])
		for (const entry of readdirSync(join(projectRoot, 'src', layer), {recursive: true, withFileTypes: true})) {
			if (!entry.isFile()) continue;
			const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
			t.notRegex(text, /\bnew Date\(\)|\bDate\.now\(|\bsubmission\.today\b/, entry.name);
		}
});
