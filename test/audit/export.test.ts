import {existsSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects} from 'hyparquet';
import {formatRow} from '../../src/audit/export/csv.ts';
import {exportResults, openExport} from '../../src/audit/export/export.ts';
import {findingsTable, policiesTable, submissionsTable} from '../../src/audit/export/tables.ts';
import {lock} from '../../src/audit/lock.ts';
import {folderOf, shelfready} from '../helpers/command.ts';
import {projectRoot} from '../helpers/project.ts';
import {checkedLine, failedLine, madeFinding, pictured} from '../helpers/results.ts';

/** Reads CSV by the grammar of RFC 4180 and nothing beyond it. An unquoted empty field is nothing, a quoted one an empty text. */
function readCsv(text: string): readonly (readonly (string | undefined)[])[] {
	const rows: (string | undefined)[][] = [];
	let row: (string | undefined)[] = [];
	const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
	while (field.lastIndex < text.length) {
		const at = field.lastIndex;
		const match = field.exec(text);
		if (match === null) throw new Error(`no CSV at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`);
		const [, quoted, bare = '', end] = match;
		row.push(quoted?.replaceAll('""', '"') ?? (bare === '' ? undefined : bare));
		if (end === ',') continue;
		rows.push(row);
		row = [];
	}
	if (row.length > 0) throw new Error('the last line has no end');
	return rows;
}

/** A CSV file's rows by column. */
function csvRows(out: string, name: string): readonly Readonly<Record<string, string | undefined>>[] {
	const [heads = [], ...rows] = readCsv(readFileSync(join(out, 'export', `${name}.csv`), 'utf8'));
	return rows.map((row) => Object.fromEntries(heads.map((head, index) => [head ?? '', row[index]])));
}

async function parquetRows(out: string, name: string): Promise<Record<string, unknown>[]> {
	return parquetReadObjects({file: await asyncBufferFromFile(join(out, 'export', `${name}.parquet`))});
}

const finding = madeFinding({confidence: 0.5, place: {file: 'stack.yaml', start: {line: 8, column: 14}}, message: 'Takes "any", as é 🦉', excerpt: 'a\nb'});

async function exported(formats: readonly ('csv' | 'parquet')[], lines: readonly string[]): Promise<string> {
	return pictured(lines, {}, {tables: formats});
}

test('three tables in each format, with a row for each submission, finding and policy; numbers are numbers', async (t) => {
	const lines = [
		checkedLine('godwit', [finding], {}, {product: {id: 'prod-1', title: 'Godwit', version: '1.2'}}),
		checkedLine('heron', []),
		failedLine('plover', 'it takes longer than 300 s'),
	];
	const out = await exported(['csv', 'parquet'], lines);
	t.deepEqual(
		readdirSync(join(out, 'export')).toSorted(),
		['findings', 'policies', 'submissions'].flatMap((name) => [`${name}.csv`, `${name}.parquet`]).toSorted(),
	);

	const expected = {submission: 'godwit', product_id: 'prod-1', product_title: 'Godwit', product_version: '1.2', edition: 'ami-2025'};
	const [first] = await parquetRows(out, 'submissions');
	t.like(first, {
		...expected,
		status: 'checked',
		errors: 1,
		warnings: 0,
		policies_violated: 1,
		policies_not_assessed: 1,
		files: 1,
		as_of: new Date('2026-11-01'),
	});
	t.like(csvRows(out, 'submissions')[0], {
		...expected,
		status: 'checked',
		errors: '1',
		warnings: '0',
		policies_violated: '1',
		as_of: '2026-11-01',
		error: undefined,
	});
	t.like((await parquetRows(out, 'submissions'))[2], {submission: 'plover', status: 'failed', error: 'it takes longer than 300 s'});
	t.is((await parquetRows(out, 'submissions'))[2]?.['errors'] ?? undefined, undefined);

	const found = {
		...expected,
		rule: finding.rule,
		policy: finding.policy,
		severity: 'error',
		message: 'Takes "any", as é 🦉',
		file: 'stack.yaml',
		excerpt: 'a\nb',
	};
	const findings = await parquetRows(out, 'findings');
	t.is(findings.length, 1);
	t.like(findings[0], {...found, confidence: 0.5, start_line: 8, start_column: 14, has_fix: false, fingerprint: '0123456789abcdef:1'});
	t.like(csvRows(out, 'findings')[0], {...found, confidence: '0.5', start_line: '8', start_column: '14', has_fix: 'false'});

	const policies = await parquetRows(out, 'policies');
	t.deepEqual(
		policies.map(({submission, policy, verdict, findings: count}) => [submission, policy, verdict, count]),
		[
			['godwit', 'access.no-fixed-passwords', 'violated', 1],
			['godwit', 'architecture.hvm', 'not-assessed', 0],
			['heron', 'architecture.hvm', 'not-assessed', 0],
		],
	);
	t.deepEqual(
		csvRows(out, 'policies').map(({submission, policy, verdict, findings: count}) => [submission, policy, verdict, Number(count)]),
		policies.map(({submission, policy, verdict, findings: count}) => [submission, policy, verdict, count]),
	);
});

test('a row group is written when it is full, so that no table is held whole', async (t) => {
	const out = await folderOf({});
	const tables = await openExport(out, ['parquet']);
	const result = JSON.parse(
		checkedLine(
			'godwit',
			Array.from({length: 1000}, (_, index) => madeFinding({message: `number ${index}`})),
		),
	) as Parameters<typeof tables.add>[0];
	for (let index = 0; index < 45; index++) await tables.add({...result, submission: `godwit-${index}`});
	await tables.end();
	const file = await asyncBufferFromFile(join(out, 'export', 'findings.parquet'));
	const {row_groups} = await parquetMetadataAsync(file);
	const rows = row_groups.map(({num_rows}) => Number(num_rows));
	t.is(
		rows.reduce((sum, count) => sum + count),
		45_000,
	);
	t.true(Math.max(...rows) <= 10_000);
	const last = await parquetReadObjects({file, rowStart: 44_999, columns: ['submission', 'message']});
	t.deepEqual(last, [{submission: 'godwit-44', message: 'number 999'}]);
});

test('a run without submissions has tables without rows', async (t) => {
	const out = await exported(['csv', 'parquet'], []);
	t.deepEqual(await parquetRows(out, 'findings'), []);
	t.deepEqual(csvRows(out, 'findings'), []);
});

test('property: any text survives as CSV, but for the apostrophe that keeps it from being a formula and names of what can’t be seen', (t) => {
	const piece = fc.oneof(
		fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '\r\n', ';', ',', '"', "'", ' ', '\uff1d', 'é', 'a', '1'),
		fc.string({maxLength: 3}),
	);
	const cell = fc.oneof(
		fc.array(piece, {maxLength: 8}).map((pieces) => pieces.join('')),
		fc.integer(),
		fc.double({noNaN: true, noDefaultInfinity: true}),
		fc.boolean(),
		fc.constant(undefined),
	);
	fc.assert(
		fc.property(fc.array(cell, {minLength: 1, maxLength: 6}), (cells) => {
			const rows = readCsv(formatRow(cells));
			if (cells.length === 1 && cells[0] === undefined) return;
			t.is(rows.length, 1);
			for (const [index, read] of (rows[0] ?? []).entries()) {
				const given = cells[index];
				if (typeof given !== 'string') {
					t.is(read, given === undefined ? undefined : String(given));
					continue;
				}
				t.notRegex(read ?? '', /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/);
				t.notRegex(read ?? '', /[;\t\r\n][=+\-@\uff1d]/);
				if (/^[\x20-\x7e\t\r\n]*$/.test(given)) t.is(read?.replaceAll("'", ''), given.replaceAll("'", ''));
			}
		}),
		{numRuns: 1000},
	);
});

test('formulas, terminal escapes and marks that reorder a line do not get through', (t) => {
	t.is(formatRow(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1']), `"'=HYPERLINK(""http://x"")",'+1,'-1,'@SUM(A1),"'\t'=1","'\r'=1"\r\n`);
	t.is(formatRow([-1, 0.5, true, '', undefined]), '-1,0.5,true,"",\r\n');
	t.is(formatRow(['\u001b[31mred', 'a\u202eb']), '␛[31mred,a<U+202E>b\r\n');
	t.is(formatRow(['x;=1+1', 'a-b=c']), `"x;'=1+1",a-b=c\r\n`);
});

test('Parquet holds texts as they are', async (t) => {
	const message = '=1+1 \u001b[31m \u202e </script> "é🦉"\r\n\t';
	const out = await exported(['parquet'], [checkedLine(message, [madeFinding({message})])]);
	t.like((await parquetRows(out, 'findings'))[0], {submission: message, message});
});

test('--export of an ended run makes the tables anew, without the catalogue; what was half written is cleared away', async (t) => {
	const out = await exported(['csv'], [checkedLine('godwit', [finding])]);
	writeFileSync(join(out, 'export', '.findings.csv.0123456789ab.tmp'), 'half');
	writeFileSync(join(out, 'results.ndjson'), `${checkedLine('heron', [])}\n`);
	writeFileSync(join(out, 'summary.json'), '{"submissions": {}}');
	const {code, stdout, stderr} = await shelfready(['audit', '--out', out, '--export', 'csv,parquet']);
	t.deepEqual({code, stderr}, {code: 0, stderr: ''});
	t.is(stdout, `1 submission: its tables are in ${join(out, 'export')}\n`);
	t.deepEqual(
		csvRows(out, 'submissions').map(({submission}) => submission),
		['heron'],
	);
	t.is(readdirSync(join(out, 'export')).length, 6);
	t.false(existsSync(join(out, 'audit.lock')));
});

test('--export of a stopped or damaged run makes tables of what there is, says what is missing, and ends with 2; a run at work is left alone', async (t) => {
	const torn = `${checkedLine('godwit', [finding])}\n{"submission":"he,,\n${checkedLine('plover', [])}\n{"submission":"torn`;
	const out = await folderOf({'results.ndjson': torn, 'summary.json': '{"submissions": {}, "incomplete": true}'});
	const stopped = await shelfready(['audit', '--out', out, '--export', 'csv']);
	t.deepEqual(stopped, {
		code: 2,
		stdout: `2 submissions: their tables are in ${join(out, 'export')}\n`,
		stderr: [
			`shelfready: ${out} holds a run that did not come to its end: the tables hold what it had come to\n`,
			`shelfready: 2 lines of ${join(out, 'results.ndjson')} are damaged and not in the tables, the first of them line 2\n`,
		].join(''),
	});
	t.is(csvRows(out, 'submissions').length, 2);
	writeFileSync(join(out, 'summary.json'), '{"submissions": {}}');
	writeFileSync(join(out, 'results.ndjson'), torn.slice(0, torn.lastIndexOf('\n') + 1));
	t.like(await shelfready(['audit', '--out', out, '--export', 'csv']), {
		code: 2,
		stderr: `shelfready: line 2 of ${join(out, 'results.ndjson')} is damaged and not in the tables\n`,
	});
	rmSync(join(out, 'summary.json'));
	t.like(await exportResults(out, ['csv']), {isWhole: false, submissions: 2});
	rmSync(join(out, 'export'), {recursive: true});
	const unlock = await lock(join(out, 'audit.lock'));
	await t.throwsAsync(exportResults(out, ['csv']), {message: /another audit is at work there/});
	t.false(existsSync(join(out, 'export')));
	await unlock();
});

test('what can’t be exported is refused with words', async (t) => {
	const out = await folderOf({});
	await t.throwsAsync(exportResults(out, ['csv']), {message: `${out} holds no results.ndjson`});
	t.regex((await shelfready(['audit', '--out', out, '--export', 'xlsx'])).stderr, /Allowed choices are csv, parquet/);
	t.regex((await shelfready(['audit', '--out', out])).stderr, /give the catalogue/);
	t.false(existsSync(join(out, 'export')));
});

test('the page on audits names every column', (t) => {
	const page = readFileSync(join(projectRoot, 'docs', 'audit.md'), 'utf8');
	for (const {name, columns} of [submissionsTable, findingsTable, policiesTable] as const)
		for (const column of columns) t.true(page.includes(`\`${column.name}\``), `${name}: ${column.name}`);
});
