import {join} from 'node:path';
import test from 'ava';
import type {Comparison} from '../../src/diff/change.ts';
import {diff} from '../../src/index.ts';
import {toDiffReport} from '../../src/report/diff-json.ts';
import {formatDiffMarkdown} from '../../src/report/diff-markdown.ts';
import {formatDiffText} from '../../src/report/diff-text.ts';
import {folderOf} from '../helpers/command.ts';
import {projectRoot} from '../helpers/project.ts';
import {closed, errorsOf, schemaOf} from '../helpers/schema.ts';

const releases = join(projectRoot, 'templates', 'releases', 'heron');
const tool = {name: 'shelfready', version: '0.1.0'};
const none: Comparison = {old: {path: 'a', files: []}, new: {path: 'b', files: []}, pairs: [], changes: [], problems: []};

test('the report of two releases is described by its schema', async (t) => {
	const {report, comparison} = await diff(join(releases, '1.0'), join(releases, '1.1'));
	t.deepEqual(errorsOf(closed(schemaOf('diff-1.schema.json')), report), []);
	t.deepEqual(
		comparison.changes.map(({kind, severity, subject}) => [kind, severity, subject]),
		[
			['exposure/ingress-opened', 'error', 'Console'],
			['data/replaced', 'error', 'Index'],
			['permissions/gained', 'error', 'HeronRole'],
			['update/parameter-default', 'note', 'AdminRange'],
		],
	);
	t.like(report, {summary: {growth: 2, errors: 3, warnings: 0, notes: 1}, pairs: [{old: 'heron.yaml', new: 'heron.yaml'}]});
	t.true(errorsOf(schemaOf('diff-1.schema.json'), {...report, changes: [{kind: 'x'}]}).length > 0);
});

test('so is one with problems, and one with nothing', async (t) => {
	const folder = await folderOf({
		'old/a.yaml': 'Resources: {A: {Type: AWS::SNS::Topic}}',
		'new/a.yaml': 'Resources: {A: [}',
		'new/b.yaml': 'Resources: {A: {Type: AWS::EC2::EIP}, B: 1}',
	});
	const {report, comparison} = await diff(join(folder, 'old'), join(folder, 'new'));
	t.deepEqual(errorsOf(closed(schemaOf('diff-1.schema.json')), report), []);
	t.true(comparison.problems.length >= 2);
	t.deepEqual(comparison.pairs, [{new: 'b.yaml'}]);
	t.deepEqual(errorsOf(closed(schemaOf('diff-1.schema.json')), toDiffReport(none, tool)), []);
	await t.throwsAsync(diff(await folderOf({'a.yaml': '', 'shelfready.yaml': 'nonsense: 1'}), folder), {message: /nonsense/});
});

test('nothing compared does not look like nothing changed', (t) => {
	const options = {width: 80, color: false, quiet: false};
	t.regex(formatDiffText(none, options), /^Nothing was compared\n/);
	t.regex(formatDiffMarkdown(none), /\n\nNothing was compared\.\n/);
	t.regex(formatDiffText({...none, pairs: [{old: 'a', new: 'a'}]}, options), /^No change in permissions, exposure, data or parameters\n1 template compared\./);
});

test('Markdown: a table a template, with lines', async (t) => {
	const {comparison} = await diff(join(releases, '1.0'), join(releases, '1.1'));
	const lines = formatDiffMarkdown(comparison).split('\n');
	t.true(lines.includes('**3 errors** (2 of growth), 0 warnings, 1 note.'));
	t.true(lines.includes('| error | Role HeronRole gains s3:Get\\* (63 actions) on \\*. | HeronRole, line 42 | `permissions/gained` |'));
});
