import {spawnSync} from 'node:child_process';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {readSources} from '../../scripts/catalogue/sources.ts';
import {type Submission, submissionAt} from '../../scripts/catalogue/submission.ts';
import {catalogueFormats, newCatalogue, submissionsOf} from '../../scripts/make-catalogue.ts';
import {openCatalogue} from '../../src/audit/open-catalogue.ts';
import {checkPaths} from '../../src/submission.ts';
import {folderOf} from '../helpers/command.ts';
import {projectRoot} from '../helpers/project.ts';

const today = '2026-11-24';
const script = join(projectRoot, 'dist', 'scripts', 'make-catalogue.js');

async function made(format: (typeof catalogueFormats)[number], submissions: AsyncIterable<Submission> | Iterable<Submission>): Promise<string> {
	const catalogue = newCatalogue(format, join(await folderOf({}), 'out'));
	for await (const submission of submissions) await catalogue.add(submission);
	catalogue.end();
	return catalogue.path;
}

/** The files of a folder as base64, by path. */
function filesIn(folder: string): Readonly<Record<string, string>> {
	const files = readdirSync(folder, {withFileTypes: true, recursive: true}).filter((entry) => entry.isFile());
	return Object.fromEntries(
		files.map((entry) => [join(entry.parentPath, entry.name).slice(folder.length), readFileSync(join(entry.parentPath, entry.name), 'base64')]),
	);
}

/** What an audit would check, by the submission's key. */
async function checkedIn(path: string): Promise<Readonly<Record<string, Readonly<Record<string, string>>>>> {
	const out = await folderOf({});
	const submissions: Record<string, Readonly<Record<string, string>>> = {};
	for await (const item of (await openCatalogue(path, out)).items(() => false, join(out, 'unpacked')))
		submissions[item.key] = 'error' in item ? {error: item.error} : filesIn(item.folder);
	return submissions;
}

test.serial('the same bytes in another process and time zone; a shorter catalogue is the beginning of a longer one', async (t) => {
	const out = join(await folderOf({}), 'out');
	const ran = spawnSync(process.execPath, [script, '90', '--seed', 'test', '--format', 'ndjson', '--out', out], {
		env: {TZ: 'Pacific/Auckland', LC_ALL: 'tr_TR.UTF-8'},
		encoding: 'utf8',
	});
	t.regex(
		ran.stdout,
		/catalogue\.ndjson: 90 submissions \(\d+ broken\) of \d+ products by \d+ vendors, \d+ files, [\d.]+ MB, seed test; [\d.]+ s\n$/,
		ran.stderr,
	);
	const longer = readFileSync(join(out, 'catalogue.ndjson'), 'utf8');
	const shorter = readFileSync(await made('ndjson', submissionsOf(40, 'test')), 'utf8');
	t.is(longer.slice(0, shorter.length), shorter);
	t.not(spawnSync(process.execPath, [script, '90', '--format', 'ndjson', '--out', out]).status, 0);
	t.is(readFileSync(join(out, 'catalogue.ndjson'), 'utf8'), longer);
});

test.serial('a folder, an archive and NDJSON hold the same, broken submissions too', async (t) => {
	const chosen: Submission[] = [];
	for await (const submission of submissionsOf(350, 'test')) if (chosen.length < 20 || submission.broken !== undefined) chosen.push(submission);
	const [folder = {}, ...others] = await Promise.all(catalogueFormats.map(async (format) => checkedIn(await made(format, chosen))));
	t.deepEqual(
		Object.keys(folder),
		chosen.map(({name}) => name),
	);
	for (const other of others) t.deepEqual(other, folder);
	const names = new Set(Object.values(folder).flatMap((files) => Object.keys(files)));
	t.true([...names].some((name) => /[<='"\u009b\u202e]|__proto__|constructor|(?:long-){40}/.test(name)));
	t.true(Object.values(folder).some((files) => Object.keys(files).length === 0));
});

test.serial('products have several releases, those of a vendor are alike, and listings name product and version', async (t) => {
	const submissions: Submission[] = [];
	for await (const submission of submissionsOf(120, 'test')) submissions.push(submission);
	const products = new Set(submissions.map(({productId}) => productId));
	t.true(products.size >= 20 && products.size <= 60, `${products.size} products`);
	t.true(new Set(submissions.map(({vendor}) => vendor)).size < products.size);
	const listings = submissions.flatMap(({name, productId, files}) =>
		files.flatMap(([path, content]) => (/^(?:change-set|product)/.test(path) && content.length > 5000 ? [{name, productId, text: String(content)}] : [])),
	);
	t.true(listings.length > 60);
	for (const {name, productId, text} of listings) {
		t.true(text.includes(productId), name);
		t.is(/\\?"VersionTitle\\?": ?\\?"([^"\\]+)/.exec(text)?.[1], name.split('-').at(-1), name);
	}
});

test.serial('checked, they come to every verdict, and to many rules', async (t) => {
	t.timeout(300_000);
	const sources = await readSources(projectRoot);
	const catalogue = newCatalogue('folder', join(await folderOf({}), 'out'));
	const [rules, verdicts, problems] = [new Set<string>(), new Set<string>(), new Set<string>()];
	for (let index = 0; index < 20; index++) {
		const submission = await submissionAt(sources, 'test', index * 37);
		await catalogue.add(submission);
		const submitted = await checkPaths([join(catalogue.path, submission.name)], {today, cfnLint: false});
		if ('errors' in submitted) {
			t.is(submission.broken, 'unreadable settings');
			continue;
		}
		for (const {file, kind} of submitted.outcome.artifacts)
			if (/^(?:change-set|page|product)\./.test(file) && submission.broken === undefined) t.is(kind, 'listing', file);
		for (const {rule} of submitted.outcome.findings) rules.add(rule);
		for (const {verdict} of submitted.outcome.policies) verdicts.add(verdict);
		// A sound one is checked in full.
		if (submission.broken === undefined) for (const {file, message} of submitted.outcome.problems) problems.add(`${submission.name}/${file}: ${message}`);
	}
	t.deepEqual([...verdicts].toSorted(), ['not-assessed', 'review', 'satisfied', 'violated']);
	t.true(rules.size >= 45, `${rules.size} rules: ${[...rules].toSorted().join(' ')}`);
	t.deepEqual([...problems], []);
});
