import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {gunzipSync} from 'node:zlib';
import test from 'ava';
import {type CheerioAPI, load} from 'cheerio';
import {openReportPages} from '../../src/audit/overview/report-pages.ts';
import {newRows} from '../../src/audit/overview/rows.ts';
import {folderOf} from '../helpers/command.ts';
import {checkedLine, extras, failedLine, madeFinding, pictured} from '../helpers/results.ts';

const warning = madeFinding({rule: 'iam/no-wildcard-action', policy: 'security.least-privilege', severity: 'warning'});
const lines = [
	checkedLine('godwit', [madeFinding(), madeFinding({subject: 'Other'}), warning]),
	checkedLine('heron', [warning]),
	failedLine('plover', 'it takes longer than 300 s'),
];

function pageOf(out: string, name = 'index.html'): CheerioAPI {
	return load(readFileSync(join(out, name), 'utf8'));
}

/** The rows of a table under a heading, their cells in one string each. */
function rowsIn($: CheerioAPI, section: string): readonly string[] {
	return [...$(`#${section} tbody tr`)].map((row) =>
		[...$(row).children()]
			.map((cell) => $(cell).text().trim())
			.filter((text) => text !== '')
			.join(' | '),
	);
}

function dataOf($: CheerioAPI): unknown {
	return JSON.parse(gunzipSync(Buffer.from($('#data').text(), 'base64')).toString('utf8'));
}

test('the tables need no script: totals, policies and rules with their severity, the worst with links to their reports, failed ones', async (t) => {
	const out = await pictured(lines);
	const $ = pageOf(out);
	t.is($('h1').text(), '3 submissions');
	t.regex($('[aria-label="Totals of submissions"] ul').text(), /1 with errors1 without errors1 failed/);
	t.regex($('[aria-label="Totals of findings"] ul').text(), /2 errors2 warnings0 notes/);
	t.regex(rowsIn($, 'policies')[0] ?? '', /^access\.no-fixed-passwords.* \| 1 \| 0 \| 0 \| 0$/);
	t.deepEqual(rowsIn($, 'rules'), ['template/no-password-default | error | 1 | 2', 'iam/no-wildcard-action | warning | 2 | 2']);
	t.deepEqual(rowsIn($, 'worst'), ['godwit | 2 | 1 | 0', 'heron | 0 | 1 | 0']);
	t.is($('#worst a').first().attr('href'), 'reports/0001.html#godwit');
	t.deepEqual(rowsIn($, 'failed'), ['plover | it takes longer than 300 s']);
	t.true(existsSync(join(out, 'reports', '0001.html')));
});

test('what the summary does not have is not drawn', async (t) => {
	const $ = pageOf(await pictured(lines));
	t.deepEqual(
		[...$('nav.contents a')].map((link) => $(link).text()),
		['Policies', 'Rules', 'Most errors', 'Failed', 'Submissions'],
	);
});

test('history, changes since an earlier run, families and the other edition are drawn where they are there', async (t) => {
	const $ = pageOf(await pictured(lines, extras));
	t.regex($('#since .totals').text(), /3 new8 mended1 persisting/);
	t.deepEqual(rowsIn($, 'since'), [
		'the submissions’ own files | 3 | 7',
		'another version of shelfready | 0 | 1',
		'Godwit prod-1 | 1.0, 1.1 | 3 | 8 | 1',
		'image/require-hvm | 3 | 8',
		'architecture.hvm | 0 | 2',
	]);
	t.is($('#history svg.chart').length, 2);
	t.regex($('#history svg.chart').first().text(), /2 errors2 warnings0 notes/);
	t.deepEqual(rowsIn($, 'history').slice(0, 2), ['architecture.hvm | 2 | 0 | −2', '2026-10-01 | 0.0.9 | their own | 2 | 2 | 0 | 9 | 1 | 0']);
	t.deepEqual(rowsIn($, 'families'), ['heronstack.yaml | template | 34 | 30 | 1 rule: iam/no-wildcard-actionmend once, 30 submissions gain']);
	t.is($('#families a').attr('href'), 'reports/0001.html#heron');
	t.deepEqual(rowsIn($, 'editions'), ['architecture.hvm | review | violated | 1', 'heron | 1 | 2 | 0 | 0']);
});

test('one run alone has no history to draw', async (t) => {
	t.is(pageOf(await pictured(lines, {history: extras.history?.slice(1) ?? []}))('#history').length, 0);
});

test('the page lets nothing in, and its data can’t be taken for markup', async (t) => {
	const out = await pictured([checkedLine('</script><img src=x>', [madeFinding({message: '</script><script>alert(1)</script>'})])]);
	for (const name of ['index.html', 'reports/0001.html']) {
		const $ = pageOf(out, name);
		t.regex(
			$('meta[http-equiv="Content-Security-Policy"]').attr('content') ?? '',
			/^default-src 'none'; style-src 'sha256-[^ ]+'; script-src 'sha256-[^ ]+'; base-uri 'none'; form-action 'none'$/,
		);
		t.is($('script').length, 2);
		t.regex($('#data').text(), /^[A-Za-z0-9+/=]+$/);
		t.is($('img').length, 0);
	}
});

test('a run that was stopped has its totals and says so; reports wait for the end', async (t) => {
	const out = await pictured(lines, {}, {stopped: true});
	const $ = pageOf(out);
	t.regex($('.standing').first().text(), /stopped before its end/);
	t.is($('script').length, 0);
	t.is($('a[href^="reports/"]').length, 0);
	t.false(existsSync(join(out, 'reports')));
});

test('fifty reports to a page; pages that an earlier run left over are taken away', async (t) => {
	const folder = await folderOf({'0004.html': 'old', '.0001.html.0123456789ab.tmp': 'half', '0002.html': 'old', 'notes.html': 'not ours'});
	const pages = await openReportPages(folder, {name: 'shelfready', version: '0.1.0'});
	const spots = [];
	for (let index = 0; index < 51; index++) spots.push(await pages.add({submission: `s${index}`, status: 'failed', error: 'broken'}));
	await pages.end();
	t.deepEqual(spots.at(49), {page: 1, key: 's49'});
	t.deepEqual(spots.at(50), {page: 2, key: 's50'});
	t.deepEqual(readdirSync(folder).toSorted(), ['0001.html', '0002.html', 'notes.html']);
	t.regex(readFileSync(join(folder, '0002.html'), 'utf8'), /#s50/);
});

test('names that come to the same when they are made visible have addresses of their own', async (t) => {
	const out = await pictured([failedLine('a\ud800', 'one'), failedLine('a\ud800', 'two')]);
	const {rows} = dataOf(pageOf(out)) as {rows: readonly (readonly unknown[])[]};
	t.deepEqual(
		rows.map(([name, key]) => [name, key]),
		[
			['a<U+D800>', ''],
			['a<U+D800>', 'a<U+D800>~2'],
		],
	);
});

test('a report is drawn in bounds, whatever it holds, and what is left out is counted', async (t) => {
	const long = 'x'.repeat(100_000);
	const findings = Array.from({length: 400}, (_, index) => madeFinding({message: `${index} ${long}`, excerpt: `${index} ${long}`, help: long}));
	const out = await pictured([checkedLine('large', findings)]);
	const {texts, reports} = dataOf(pageOf(out, 'reports/0001.html')) as {
		texts: readonly string[];
		reports: readonly {left: number; findings: readonly unknown[]}[];
	};
	t.like(reports[0], {left: 100});
	t.is(reports[0]?.findings.length, 300);
	t.true(Math.max(...texts.map((text) => text.length)) < 1_700);
});

test('more submissions than a page can list: those with most errors are kept, the others counted', (t) => {
	const rows = newRows(2);
	for (const [name, errors] of [
		['a', 1],
		['b', 5],
		['c', 3],
		['d', 0],
		['e', 4],
	] as const) {
		const line = JSON.parse(
			checkedLine(
				name,
				Array.from({length: errors}, () => madeFinding()),
			),
		) as Parameters<typeof rows.add>[0];
		rows.add(line, {page: 1, key: name});
	}
	t.is(rows.left(), 3);
	const {rows: kept} = JSON.parse(rows.json()) as {rows: readonly (readonly unknown[])[]};
	t.deepEqual(
		kept.map(([name]) => name),
		['b', 'e'],
	);
});
