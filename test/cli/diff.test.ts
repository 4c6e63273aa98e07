import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'ava';
import {folderOf, shelfready} from '../helpers/command.ts';
import {filesUnder, readProjectFile} from '../helpers/project.ts';

const template = (action: string, more = '') => `Resources:
  AppRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: sts:AssumeRole}]}
      Policies:
        - PolicyName: app
          PolicyDocument: {Statement: [{Effect: Allow, Action: ${action}, Resource: 'arn:aws:s3:::data/*'}]}
${more}`;

test('growth: text with the token, status 1', async (t) => {
	const cwd = await folderOf({'old.yaml': template('s3:GetObject'), 'new.yaml': template('[s3:GetObject, s3:PutObject]')});
	const {stdout, stderr, code} = await shelfready(['diff', 'old.yaml', 'new.yaml'], {cwd});
	t.deepEqual({stderr, code}, {stderr: '', code: 1});
	t.regex(stdout, /^old\.yaml → new\.yaml\n\n {2}new 8:79 error Role AppRole gains s3:PutObject on arn:aws:s3:::data\/\*\. permissions\/gained\n/);
	t.regex(stdout, /\n1 error \(1 of growth\), 0 warnings, 1 note\n1 template compared\. Not compared: what user data/);
});

test('nothing new, less, --fail-on: status 0 and 1', async (t) => {
	const cwd = await folderOf({'old.yaml': template('[s3:GetObject, s3:PutObject]'), 'new.yaml': template('s3:GetObject'), 'same.json': '{}'});
	t.is((await shelfready(['diff', 'old.yaml', 'old.yaml'], {cwd})).code, 0);
	t.is((await shelfready(['diff', 'old.yaml', 'new.yaml'], {cwd})).code, 0);
	t.is((await shelfready(['diff', 'old.yaml', 'new.yaml', '--fail-on', 'note'], {cwd})).code, 1);
	t.is((await shelfready(['diff', 'new.yaml', 'old.yaml', '--fail-on', 'never'], {cwd})).code, 0);
	const {stdout} = await shelfready(['diff', 'old.yaml', 'old.yaml'], {cwd});
	t.regex(stdout, /^No change in permissions, exposure, data or parameters\n/);
});

test('JSON into a file', async (t) => {
	const cwd = await folderOf({'old.yaml': template('s3:GetObject'), 'new.yaml': template("'s3:*'")});
	const {stdout, code} = await shelfready(['diff', 'old.yaml', 'new.yaml', '--format', 'json', '--output', 'out.json'], {cwd});
	t.deepEqual({stdout, code}, {stdout: '', code: 1});
	const report = JSON.parse(await readFile(join(cwd, 'out.json'), 'utf8')) as {changes: unknown[]};
	t.like(report, {
		schemaVersion: 1,
		tool: {name: 'shelfready'},
		old: {path: 'old.yaml'},
		pairs: [{old: 'old.yaml', new: 'new.yaml'}],
		summary: {growth: 1, errors: 1, warnings: 0, notes: 1},
	});
	t.like(report.changes[0], {
		kind: 'permissions/gained',
		growth: true,
		subject: 'AppRole',
		old: {file: 'old.yaml', logicalId: 'AppRole', start: {line: 8, column: 40}},
		new: {
			file: 'new.yaml',
			pointer: '/Resources/AppRole/Properties/Policies/0/PolicyDocument/Statement/0/Action',
			logicalId: 'AppRole',
			start: {line: 8, column: 64},
			end: {line: 8, column: 70},
		},
		rights: {resources: ['arn:aws:s3:::data/*'], principals: [], conditions: []},
	});
});

test('a file that can-t be read: status 2, the rest is reported', async (t) => {
	const cwd = await folderOf({
		'old/a.yaml': template('s3:GetObject'),
		'old/b.yaml': template('s3:GetObject').replaceAll('AppRole', 'Other'),
		'new/a.yaml': template("'s3:*'"),
		'new/b.yaml': 'Resources: {A: [}',
	});
	const {stdout, stderr, code} = await shelfready(['diff', 'old', 'new'], {cwd});
	t.is(code, 2);
	t.regex(stdout, /Role AppRole gains/);
	t.notRegex(stdout, /Role Other/);
	t.regex(stdout, /Not compared in full: \d problems?\n {2}new b\.yaml/);
	t.regex(stderr, /^shelfready: not everything could be compared: \d problems?, named in the report\n$/);
	const missing = await shelfready(['diff', 'old', 'nowhere'], {cwd});
	t.is(missing.code, 2);
	t.regex(missing.stdout, /nowhere: does not exist/);
	t.notRegex(missing.stdout, /is not in the new release/);
	t.is((await shelfready(['diff', 'old'], {cwd})).code, 2);
});

test('the settings of a release say which files are templates', async (t) => {
	const cwd = await folderOf({
		'old/a.yaml': template('s3:GetObject'),
		'new/a.yaml': template('s3:GetObject'),
		'new/draft.yaml': template("'*'"),
		'new/shelfready.yaml': 'artifacts:\n  draft.yaml: unknown\n',
	});
	t.deepEqual((await shelfready(['diff', 'old', 'new'], {cwd})).code, 0);
});

test('nothing of a template reaches the terminal, or a comment, as it is', async (t) => {
	const evil = '"s3:\\u001b[31mPut\\u202e"';
	const cwd = await folderOf({'old.yaml': template('s3:GetObject'), 'new.yaml': template(evil), 'mark.yaml': template("'s3:<img>|`@team`'")});
	const {stdout} = await shelfready(['diff', 'old.yaml', 'new.yaml', '--no-color'], {cwd});
	t.false(/[\u001b\u202e]/.test(stdout));
	t.true(stdout.includes('s3:␛[31mPut<U+202E>'));
	const markdown = (await shelfready(['diff', 'old.yaml', 'mark.yaml', '--format', 'markdown'], {cwd})).stdout;
	t.true(markdown.includes('s3:\\<img\\>\\|\\`@\u2060team\\`'), markdown);
	t.regex(markdown, /^## What changed between the releases\n\n\*\*1 error\*\* \(1 of growth\)/);
});

test('what check needs does not load the library', (t) => {
	t.regex(readProjectFile('src/diff/data.ts') ?? '', /await import\('@aws-cdk\/cloudformation-diff'\)/);
	for (const file of filesUnder('src', '.ts')) t.notRegex(readProjectFile(file) ?? '', /^import .*cloudformation-diff/m, file);
});
