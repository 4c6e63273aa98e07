import {cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {type AuditRequest, audit} from '../../src/audit/audit.ts';
import {comparePair} from '../../src/audit/compare.ts';
import {type ComparedLine, isCompared} from '../../src/audit/compared-line.ts';
import type {EditionChange} from '../../src/audit/editions.ts';
import {readResult} from '../../src/audit/result.ts';
import type {Change} from '../../src/audit/since.ts';
import {compareRuns} from '../../src/audit/since-run.ts';
import {checkPaths} from '../../src/submission.ts';
import {folderOf, shelfready} from '../helpers/command.ts';
import {projectRoot} from '../helpers/project.ts';
import {checkedLine, madeFinding} from '../helpers/results.ts';

const today = '2026-11-01';
const asking = '# Guide\n\nCreate an IAM user and enter its access key and secret key under Settings.\n';

function linesIn(file: string): readonly Record<string, unknown>[] {
	return readFileSync(file, 'utf8')
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => JSON.parse(line) as Record<string, unknown>);
}

async function audited(catalogue: string, options: Partial<AuditRequest> = {}) {
	const out = join(await folderOf({}), 'out');
	return {out, ...(await audit({catalogue, out, today, workers: 1, ...options}))};
}

/** Example submissions without templates, so that no cfn-lint has to start. */
async function examples(...names: readonly string[]): Promise<string> {
	const folder = await folderOf({});
	for (const name of names) cpSync(join(projectRoot, 'templates', 'submissions', name), join(folder, name), {recursive: true});
	return folder;
}

test.serial('a second run of what has not changed is answered from the cache, line for line the same, also on the next day', async (t) => {
	const catalogue = await folderOf({'one/README.md': asking, 'two/README.md': 'Open the page.\n', 'three/README.md': 'Open the other page.\n'});
	const cache = {folder: join(await folderOf({}), 'cache'), isOptional: false};
	const first = await audited(catalogue, {cache});
	t.is(first.cached, 0);
	const linesOf = (out: string) => readFileSync(join(out, 'results.ndjson'), 'utf8').trimEnd().split('\n').toSorted();
	const second = await audited(catalogue, {cache});
	t.like(second, {cached: 3, now: 3});
	t.deepEqual(linesOf(second.out), linesOf(first.out));
	t.deepEqual(second.summary, first.summary);
	const later = await audited(catalogue, {cache, today: '2026-11-02'});
	const fresh = await audited(catalogue, {today: '2026-11-02'});
	t.is(later.cached, 3);
	t.deepEqual(linesOf(later.out), linesOf(fresh.out));
	writeFileSync(join(catalogue, 'two', 'README.md'), 'Open that page.\n');
	t.is((await audited(catalogue, {cache})).cached, 2);
	const elsewhere = await folderOf({file: ''});
	await t.throwsAsync(() => audited(catalogue, {cache: {folder: join(elsewhere, 'file'), isOptional: false}}), {message: /^the cache .* can't be used: /});
	t.is((await audited(catalogue, {cache: {folder: join(elsewhere, 'file'), isOptional: true}})).cached, 0);
});

test.serial('since an earlier run: new, mended, persisting; added, removed, and one under another name', async (t) => {
	const catalogue = await examples('plover', 'sandpiper');
	for (const [name, text] of Object.entries({worse: 'Open the page.\n', better: asking, gone: asking}))
		cpSync(await folderOf({'README.md': text}), join(catalogue, name), {recursive: true});
	const before = await audited(catalogue);
	writeFileSync(join(catalogue, 'worse', 'README.md'), `Open the page.\n\n${asking}`);
	writeFileSync(join(catalogue, 'better', 'README.md'), '# Guide\n\nOpen the page.\n');
	rmSync(join(catalogue, 'gone'), {recursive: true});
	cpSync(join(catalogue, 'worse'), join(catalogue, 'come'), {recursive: true});
	renameSync(join(catalogue, 'plover'), join(catalogue, 'plover-2'));
	const after = await audited(catalogue, {since: before.out});
	const changes = linesIn(join(after.out, 'changes.ndjson')) as unknown as readonly Change[];
	t.deepEqual(changes.map(({submission, state}) => `${submission} ${state}`).toSorted(), [
		'better changed',
		'come added',
		'gone removed',
		'plover-2 unchanged',
		'worse changed',
	]);
	const of = (name: string) => changes.find(({submission}) => submission === name);
	t.like(of('worse'), {counts: {mended: 0}, new: [{cause: 'submission', file: 'README.md'}], mended: []});
	t.true((of('worse')?.counts.new ?? 0) > 0);
	t.is(of('better')?.counts.new, 0);
	t.deepEqual(of('better')?.counts.mended, of('worse')?.counts.new);
	t.true(of('better')?.verdicts.some(({from, to}) => from === 'violated' && to === 'not-assessed'));
	t.like(of('plover-2'), {before: {submission: 'plover', product: {id: 'prod-plover1invoic'}}, product: {version: '3.1'}, counts: {new: 0, mended: 0}});
	const {since, history} = after.summary;
	t.like(since, {
		today,
		submissions: {unchanged: 2, changed: 2, added: 1, removed: 1, renamed: 1},
		findings: {new: of('worse')?.counts.new, mended: of('better')?.counts.mended},
	});
	t.true((since?.findings.persisting ?? 0) > 20);
	t.deepEqual(since?.causes.submission, {new: since?.findings.new, mended: since?.findings.mended});
	t.deepEqual(
		history?.map(({checked}) => checked),
		[5, 5],
	);
	// Once more, and against the run after: the same, and a longer history.
	const third = await audited(catalogue, {since: after.out, today: '2026-11-02'});
	t.like(third.summary.since, {submissions: {unchanged: 5, changed: 0}, findings: {new: 0, mended: 0}});
	t.deepEqual(
		third.summary.history?.map((run) => run.today),
		[today, today, '2026-11-02'],
	);
	t.is(readFileSync(join(third.out, 'changes.ndjson'), 'utf8'), '');
});

/** A submission in a synthetic log: `version` is its title, `text` stands for its files, and each rule has one finding. */
type Logged = {name: string; id?: string; title?: string; version?: string; text?: string; rules: readonly string[]};

async function changesSince(before: readonly Logged[], now: readonly Logged[]) {
	const lineOf = ({name, id, title, version, text = name, rules}: Logged) =>
		`${JSON.stringify({
			submission: name,
			status: 'checked',
			report: {
				tool: {version: '1'},
				edition: 'ami-2020',
				today,
				artifacts: [{file: 'a.md', sha256: text}],
				findings: rules.map((rule) => ({rule, severity: 'error', message: rule, place: {file: 'a.md'}})),
				policies: [],
			},
			product: {id, title, version},
			marks: rules.map((rule) => rule.padEnd(32, '0')).join(''),
		})}\n`;
	const earlier = await folderOf({'results.ndjson': before.map(lineOf).join('')});
	const out = await folderOf({'results.ndjson': now.map(lineOf).join('')});
	const begun = {run: '', catalogue: '', today, version: '1'};
	const {findings, submissions, products} = await compareRuns({begun, log: join(earlier, 'results.ndjson'), history: []}, out);
	const changes = linesIn(join(out, 'changes.ndjson')) as unknown as readonly Change[];
	const pairs = changes.map(({submission, before: old, state}) => `${submission} ${old === undefined ? state : `was ${old.submission}`}`).toSorted();
	return {findings, submissions, products, pairs};
}

/** Compares with the lines of both logs in several orders, which must come to the same. */
async function changesInAnyOrder(t: ExecutionContext, before: readonly Logged[], now: readonly Logged[]) {
	const found = await changesSince(before, now);
	t.deepEqual(await changesSince(before.toReversed(), now), found);
	t.deepEqual(await changesSince(before, now.toReversed()), found);
	t.deepEqual(await changesSince([...before.slice(1), ...before.slice(0, 1)], now.toReversed()), found);
	return found;
}

const id = 'prod-one';

test.serial('versions of one product under other names are each paired with the one of the same files', async (t) => {
	const versions = [
		{id, version: '1', text: 'x', rules: ['a', 'b', 'c']},
		{id, version: '2', text: 'y', rules: ['a', 'd']},
		{id, version: '3', text: 'z', rules: ['e']},
	];
	const before = versions.map((one, index) => ({...one, name: `old-${index}`}));
	// By name alone they would be paired the other way round.
	const now = versions.map((one, index) => ({...one, name: `new-${2 - index}`}));
	const {findings, submissions, products, pairs} = await changesInAnyOrder(t, before, now);
	t.deepEqual(pairs, ['new-0 was old-2', 'new-1 was old-1', 'new-2 was old-0']);
	t.deepEqual(findings, {new: 0, mended: 0, persisting: 6});
	t.like(submissions, {unchanged: 3, changed: 0, renamed: 3, added: 0, removed: 0});
	t.deepEqual(products, []);
});

test.serial('a version beside one that is still there was added, and mends nothing', async (t) => {
	const first = {name: 'v1', id, version: '1', rules: ['a', 'b']};
	const {findings, submissions, pairs} = await changesInAnyOrder(t, [first], [first, {name: 'v2', id, version: '2', rules: ['a']}]);
	t.deepEqual(pairs, ['v2 added']);
	t.deepEqual(findings, {new: 0, mended: 0, persisting: 2});
	t.like(submissions, {unchanged: 1, added: 1, renamed: 0});
});

test.serial('a submission that is gone is the predecessor of one alone', async (t) => {
	const before = [{name: 'old', id, version: '1', rules: ['a', 'b']}];
	const now = [
		{name: 'new-1', id, version: '2', rules: ['a']},
		{name: 'new-2', id, version: '1', rules: ['b']},
	];
	const {findings, submissions, pairs} = await changesInAnyOrder(t, before, now);
	t.deepEqual(pairs, ['new-1 added', 'new-2 was old']);
	t.deepEqual(findings, {new: 0, mended: 1, persisting: 1});
	t.like(submissions, {changed: 1, renamed: 1, added: 1, removed: 0});
});

test.serial('without the same files or version, those of the same findings are paired, then the rest by name; titles serve where there is no id', async (t) => {
	const before = [
		{name: 'old-1', title: 'Plover', rules: ['a']},
		{name: 'old-2', title: 'Plover', rules: ['b']},
		{name: 'old-3', title: 'Plover', rules: ['c']},
		{name: 'old-4', title: 'Sandpiper', rules: ['a']},
		{name: 'old-5', rules: ['a']},
	];
	const now = [
		{name: 'new-1', title: 'Plover', rules: ['c']},
		{name: 'new-2', title: 'Plover', rules: ['d']},
		{name: 'new-5', rules: ['a']},
	];
	const {pairs} = await changesInAnyOrder(t, before, now);
	t.deepEqual(pairs, ['new-1 was old-3', 'new-2 was old-1', 'new-5 added', 'old-2 removed', 'old-4 removed', 'old-5 removed']);
});

test.serial('a product that gets its id between two runs goes by its title, and so does one that is told without it', async (t) => {
	const before = [
		{name: 'old-1', title: 'Plover', rules: ['a']},
		{name: 'old-2', id: 'prod-two', title: 'Sandpiper', rules: ['b']},
		{name: 'old-3', id: 'prod-three', title: 'Godwit', rules: ['c']},
	];
	const now = [
		{name: 'new-1', id, title: 'Plover', rules: ['a']},
		{name: 'new-2', title: 'Sandpiper', rules: ['b']},
		// Another product of the same name.
		{name: 'new-3', id: 'prod-four', title: 'Godwit', rules: ['c']},
	];
	const {pairs, findings} = await changesInAnyOrder(t, before, now);
	t.deepEqual(pairs, ['new-1 was old-1', 'new-2 was old-2', 'new-3 added', 'old-3 removed']);
	t.is(findings.persisting, 2);
});

test.serial('a product is told by the same title and versions whatever the order of its changes', async (t) => {
	const now = Array.from({length: 12}, (_, index) => ({
		name: `v${index}`,
		id,
		title: index % 2 === 0 ? 'Plover' : 'The Plover',
		version: `1.${index}`,
		rules: [],
	}));
	const {products} = await changesInAnyOrder(t, [], now);
	t.deepEqual(products, [
		{id, title: 'Plover', versions: ['1.0', '1.1', '1.10', '1.11', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7'], new: 0, mended: 0, persisting: 0},
	]);
});

test.serial('another edition than the earlier run: what comes of it is told apart, and what it changes for each', async (t) => {
	const catalogue = await examples('plover', 'sandpiper');
	const before = await audited(catalogue, {edition: 'ami-2020'});
	writeFileSync(join(catalogue, 'plover', 'NEWS.md'), asking);
	const after = await audited(catalogue, {edition: 'ami-2025', since: before.out});
	const {since, editions} = after.summary;
	t.is(editions?.to, 'ami-2020');
	t.true((since?.causes.edition.new ?? 0) > 0 && (since?.causes.submission.new ?? 0) > 0);
	t.deepEqual(
		[since?.causes.tool, since?.causes.day, since?.causes.settings].flatMap((counts) => Object.values(counts ?? {})),
		[0, 0, 0, 0, 0, 0],
	);
	const [changed] = linesIn(join(after.out, 'changes.ndjson')).filter(({submission}) => submission === 'sandpiper') as unknown as readonly Change[];
	t.like(changed, {new: [{rule: 'image/no-old-image', severity: 'error', was: 'note', cause: 'edition'}], mended: []});
});

test.serial('the other edition: what each submission would come to is what a check under it comes to', async (t) => {
	const catalogue = await examples('plover', 'sandpiper');
	const {out, summary} = await audited(catalogue, {compare: 'ami-2025'});
	for (const line of linesIn(join(out, 'results.ndjson')) as readonly {submission?: string; editions?: EditionChange}[]) {
		const {submission = '', editions} = line;
		const folder = join(catalogue, submission);
		const [here, there] = await Promise.all((['ami-2020', 'ami-2025'] as const).map((edition) => checkPaths([folder], {today, edition})));
		t.true(here !== undefined && 'outcome' in here && there !== undefined && 'outcome' in there);
		if (here === undefined || there === undefined || !('outcome' in here && 'outcome' in there)) continue;
		const graver = there.outcome.findings.filter(({fingerprint, severity}) => {
			const other = here.outcome.findings.find((finding) => finding.fingerprint === fingerprint);
			return other !== undefined && other.severity !== severity;
		});
		t.is((editions?.counts.graver ?? 0) + (editions?.counts.milder ?? 0), graver.length, submission);
		t.is((editions?.counts.added ?? 0) - (editions?.counts.removed ?? 0), there.outcome.findings.length - here.outcome.findings.length);
		const verdicts = here.outcome.policies.flatMap(({id, verdict}, index) => {
			const to = there.outcome.policies[index]?.verdict;
			return to === verdict ? [] : [{policy: id, from: verdict, to}];
		});
		t.true(verdicts.length > 0);
		t.deepEqual(editions?.verdicts, verdicts as typeof editions extends undefined ? never : NonNullable<typeof editions>['verdicts']);
	}
	t.like(summary.editions, {to: 'ami-2025', submissions: {compared: 2, changed: 2}});
	t.true(summary.editions?.policies.some(({policy}) => policy === 'security.vulnerabilities'));
});

test.serial('a run goes on with what it was begun with; an earlier run must be one', async (t) => {
	const catalogue = await folderOf({'one/README.md': 'Open the page.\n'});
	const {out} = await audited(catalogue, {compare: 'ami-2025'});
	await t.throwsAsync(() => audit({catalogue, out, today, workers: 1}), {message: /holds a run of another edition to compare with: ami-2025, now none/});
	const empty = await folderOf({});
	await t.throwsAsync(() => audited(catalogue, {since: empty}), {message: /holds no earlier run/});
	t.false(existsSync(join(empty, 'audit.lock')));
	await t.throwsAsync(() => audit({catalogue, out, today, workers: 1, compare: 'ami-2025', since: out}), {message: /are the same folder$/});
});

test.serial('an earlier run that was killed is none to compare with, and one that goes on has no summary until its end', async (t) => {
	const catalogue = await folderOf({'one/README.md': 'Open the page.\n', 'two/README.md': 'Open the other page.\n'});
	const before = await audited(catalogue);
	const file = join(before.out, 'summary.json');
	const whole = readFileSync(file, 'utf8');
	for (const text of ['', whole.slice(0, 40), '{"submissions": {}, "incomplete": true}', '[]']) {
		writeFileSync(file, text);
		await t.throwsAsync(() => audited(catalogue, {since: before.out}), {message: /holds a run that did not come to its end: let it go on first$/}, text);
	}
	rmSync(file);
	await t.throwsAsync(() => audited(catalogue, {since: before.out}), {message: /did not come to its end/});
	writeFileSync(file, whole);
	writeFileSync(join(before.out, 'changes.ndjson'), '');
	cpSync(join(catalogue, 'one'), join(catalogue, 'three'), {recursive: true});
	const seen: boolean[] = [];
	const look = () => ['summary.json', 'changes.ndjson'].some((name) => existsSync(join(before.out, name)));
	await audit({catalogue, out: before.out, today, workers: 1, onProgress: () => void seen.push(look())});
	t.true(seen.length > 0 && !seen.includes(true));
	t.like((await audited(catalogue, {since: before.out})).summary.since, {submissions: {unchanged: 3, added: 0}});
});

test.serial('a damaged line of the earlier log is told before anything is checked, and one that is damaged meanwhile costs the comparison alone', async (t) => {
	const catalogue = await folderOf({'one/README.md': 'Open the page.\n', 'two/README.md': 'Open the other page.\n'});
	const before = await audited(catalogue);
	const log = join(before.out, 'results.ndjson');
	const sound = readFileSync(log, 'utf8');
	const [first = '', second = ''] = sound.split('\n');
	// Cut within, without what a comparison looks at, and without its end.
	const damaged = [`${first}\n${second.slice(0, 80)},,\n`, `${first}\n${second.replace('"tool":', '"tol":')}\n`, sound.trimEnd()];
	for (const text of damaged) {
		writeFileSync(log, text);
		let checked = 0;
		await t.throwsAsync(() => audited(catalogue, {since: before.out, onProgress: () => void checked++}), {
			message: `line 2 of ${log} is damaged: take it out, and its submission counts as added since then`,
		});
		t.is(checked, 0);
	}
	writeFileSync(log, sound);
	writeFileSync(join(catalogue, 'two', 'README.md'), 'Open that page.\n');
	const spoil = () => writeFileSync(log, damaged[0] ?? '');
	const after = await audited(catalogue, {since: before.out, onProgress: spoil});
	t.regex(after.fault ?? '', /^what changed since .* can't be told: /);
	t.like(after.summary, {submissions: {checked: 2}, incomplete: true, since: undefined});
	writeFileSync(log, sound);
	t.like(await audit({catalogue, out: after.out, today, workers: 1}), {now: 0, summary: {since: {submissions: {unchanged: 2, added: 0}}}});
});

test.serial('lines that were taken out of the earlier log are told', async (t) => {
	const catalogue = await folderOf({'one/README.md': 'Open the page.\n', 'two/README.md': 'Open the other page.\n'});
	const before = await audited(catalogue);
	const log = join(before.out, 'results.ndjson');
	const [first = ''] = readFileSync(log, 'utf8').split('\n');
	writeFileSync(log, `${first}\n`);
	const words: string[] = [];
	t.like((await audited(catalogue, {since: before.out, tell: (line) => words.push(line)})).summary.since, {submissions: {unchanged: 1, added: 1}});
	t.deepEqual(words, [`${log} has 1 result of the 2 that its run had: what is missing counts as added since then`]);
});

test.serial('what is taken for a result can be compared, so that no line of a queue or a cache ends a later run', (t) => {
	const line = JSON.parse(checkedLine('one', [madeFinding()])) as {report: Record<string, unknown>};
	t.truthy(readResult(JSON.stringify(line)));
	for (const key of ['tool', 'edition', 'today', 'artifacts', 'findings', 'policies']) {
		const text = JSON.stringify({...line, report: {...line.report, [key]: undefined}});
		t.false(isCompared(Buffer.from(text)), key);
		t.is(readResult(text), undefined, key);
	}
});

test.serial('lines of earlier versions are compared too, by fingerprints', (t) => {
	const finding = (rule: string, fingerprint: string, severity: 'error' | 'note' = 'error') => ({
		rule,
		severity,
		message: rule,
		fingerprint,
		place: {file: 'a.md'},
	});
	const line = (findings: readonly ReturnType<typeof finding>[], marks?: string): ComparedLine => ({
		submission: 'one',
		report: {tool: {version: '1'}, edition: 'ami-2020', today, artifacts: [{file: 'a.md', sha256: 'x'}], findings: [...findings], policies: []},
		...(marks === undefined ? {} : {marks}),
	});
	const before = line([finding('stays', '1:1'), finding('goes', '2:1'), finding('worsens', '4:1', 'note')]);
	const now = line([finding('stays', '1:1'), finding('comes', '3:1'), finding('worsens', '4:1')], '0'.repeat(96));
	const {change} = comparePair(before, now);
	t.deepEqual(change.counts, {new: 2, mended: 1, persisting: 1});
	t.deepEqual(
		change.new.map(({rule, was, cause}) => [rule, was, cause]),
		[
			['comes', undefined, 'settings'],
			['worsens', 'note', 'settings'],
		],
	);
	t.deepEqual(
		change.mended.map(({rule}) => rule),
		['goes'],
	);
});

test.serial('the command says what changed, and what came from the cache', async (t) => {
	const catalogue = await folderOf({'one/README.md': asking, 'two/README.md': 'Open the page.\n'});
	const outs = await folderOf({});
	const cache = ['--cache', join(outs, 'cache')];
	const first = await shelfready(['audit', catalogue, '--out', join(outs, 'first'), '--workers', '1', ...cache]);
	t.is(first.code, 1, first.stderr);
	t.regex(first.stdout, /results\.ndjson, summary\.json, index\.html and families\.json are in /);
	writeFileSync(join(catalogue, 'one', 'README.md'), 'Open the first page.\n');
	const second = await shelfready(['audit', catalogue, '--out', join(outs, 'second'), '--workers', '1', '--since', join(outs, 'first'), ...cache]);
	t.is(second.code, 0, second.stderr);
	t.regex(second.stdout, /^since \d{4}-\d{2}-\d{2}: 0 new, [1-9]\d* mended, 0 persisting findings; 1 submission changed, 0 added, 0 removed$/m);
	t.regex(second.stderr, /1 of 2 were unchanged and came from the cache/);
	const third = await shelfready(['audit', catalogue, '--out', join(outs, 'third'), '--workers', '1', '--no-cache']);
	t.notRegex(third.stderr, /cache/);
	const same = await shelfready(['audit', catalogue, '--out', join(outs, 'fourth'), '--edition', 'ami-2020', '--compare-edition', 'ami-2020']);
	t.is(same.code, 2);
});

test.serial('a run that is gone on with is compared with what it was begun to be compared with', async (t) => {
	const catalogue = await folderOf({'one/README.md': asking, 'two/README.md': 'Open the page.\n'});
	const before = await audited(catalogue, {edition: 'ami-2025'});
	writeFileSync(join(catalogue, 'one', 'README.md'), '# Guide\n\nOpen the page.\n');
	const stopping = new AbortController();
	const {out, stopped} = await audited(catalogue, {since: before.out, signal: stopping.signal, onProgress: (done) => done === 1 && stopping.abort()});
	t.true(stopped);
	const {summary} = await audit({catalogue, out, today, workers: 1});
	t.like(summary.since, {submissions: {changed: 1, unchanged: 1}});
	t.true((summary.since?.findings.mended ?? 0) > 0);
	t.truthy(summary.editions, 'and judged by the edition of the earlier run, too');
});
