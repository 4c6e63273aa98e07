import {execFileSync} from 'node:child_process';
import {chmod, readFile, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'ava';
import {folderOf, shelfready} from '../helpers/command.ts';
import {gitTest} from '../helpers/git.ts';

const template = `# Larkspur's console
Parameters:
  AdminPassword: # shown once
    Type: String
    MinLength: 12
  Subnet:
    Type: String
Resources:
  Host:
    Type: AWS::EC2::Instance
    Properties: {ImageId: !Ref Ami, SubnetId: !Ref Subnet}
`;
const rules = ['--only', 'template/require-no-echo,template/aws-specific-types', '--no-cfn-lint'];

test('--fix writes safe fixes, keeps comments, layout and mode, and reports what is left', async (t) => {
	const folder = await folderOf({'sub/root.yaml': template});
	const file = join(folder, 'sub', 'root.yaml');
	await chmod(file, 0o600);
	const {code, stdout, stderr} = await shelfready(['check', folder, ...rules, '--fix', '--fail-on', 'note']);
	t.is(
		await readFile(file, 'utf8'),
		template.replace('    MinLength', '    NoEcho: true\n    MinLength').replace('Subnet:\n    Type: String', 'Subnet:\n    Type: AWS::EC2::Subnet::Id'),
	);
	t.is((await stat(file)).mode & 0o777, 0o600);
	t.true(stderr.startsWith('shelfready: fixed 2 findings in 1 file\n'));
	t.regex(stdout, /^No findings$/m);
	t.is(code, 0);
});

gitTest('--fix-dry-run writes nothing; its patch, applied by git, does the same', async (t) => {
	const folder = await folderOf({'root.yaml': template});
	const {code, stdout, stderr} = await shelfready(['check', folder, ...rules, '--fix-dry-run'], {cwd: folder});
	t.is(await readFile(join(folder, 'root.yaml'), 'utf8'), template);
	t.is(code, 1);
	t.is(stderr, 'shelfready: would fix 2 findings in 1 file\n');
	t.regex(stdout, /^--- a\/root\.yaml\n\+\+\+ b\/root\.yaml\n@@ /);
	t.regex(stdout, /^\+ {4}NoEcho: true$/m);
	await writeFile(join(folder, 'fix.patch'), stdout);
	execFileSync('git', ['apply', 'fix.patch'], {cwd: folder, stdio: 'pipe'});
	t.is((await shelfready(['check', folder, ...rules, '--fail-on', 'note'])).code, 0);
});

test('what is not safe is left, and so is what was waived', async (t) => {
	const open = 'Parameters:\n  AdminPassword: {Type: String, NoEcho: true, Default: Larkspur-123}\nResources:\n  Q: {Type: AWS::SQS::Queue}\n';
	const folder = await folderOf({'a.yaml': open, 'b.yaml': `# shelfready-waive-file template/require-no-echo: a demo\n${template}`});
	const {code, stderr} = await shelfready(['check', folder, '--only', 'template/require-no-echo,template/no-password-default', '--no-cfn-lint', '--fix']);
	t.is(await readFile(join(folder, 'a.yaml'), 'utf8'), open);
	t.true((await readFile(join(folder, 'b.yaml'), 'utf8')).endsWith(template));
	t.true(stderr.startsWith('shelfready: fixed 0 findings in 0 files\n'));
	t.is(code, 1);
});

test('a file in UTF-16 is reported and left as it is', async (t) => {
	const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(template, 'utf16le')]);
	const folder = await folderOf({'root.yaml': bytes});
	const {stderr} = await shelfready(['check', folder, ...rules, '--fix']);
	t.deepEqual(await readFile(join(folder, 'root.yaml')), bytes);
	t.true(stderr.startsWith('shelfready: fixed 0 findings in 0 files\n'));
});

test('a byte order mark and Windows line ends stay', async (t) => {
	const text = `\ufeff${template.replaceAll('\n', '\r\n')}`;
	const folder = await folderOf({'root.yaml': text});
	await shelfready(['check', folder, ...rules, '--fix']);
	const after = await readFile(join(folder, 'root.yaml'), 'utf8');
	t.is(after.replace('    NoEcho: true\r\n', '').replace('AWS::EC2::Subnet::Id', 'String'), text);
	t.true(after.includes('NoEcho: true\r\n'));
});

test('--fix is not for a baseline of git', async (t) => {
	const {code, stderr} = await shelfready(['check', '.', '--fix', '--changed'], {cwd: await folderOf({'root.yaml': template})});
	t.is(code, 2);
	t.is(stderr, 'shelfready: --fix looks at the whole submission; leave --changed out\n');
});

test('evidence from elsewhere is judged and not written to', async (t) => {
	const folder = await folderOf({'sub/t.yaml': template, 'else/x.yaml': template});
	await shelfready(['check', join(folder, 'sub'), '--evidence', join(folder, 'else', 'x.yaml'), ...rules, '--fix']);
	t.is(await readFile(join(folder, 'else', 'x.yaml'), 'utf8'), template);
	t.not(await readFile(join(folder, 'sub', 't.yaml'), 'utf8'), template);
});

test('a parameter that is written by an alias, or may be left empty, has no safe fix', async (t) => {
	const alias = 'Parameters:\n  UserName: &text\n    Type: String\n    MaxLength: 10\n  DbPassword: *text\nResources:\n  Q: {Type: AWS::SQS::Queue}\n';
	const optional = template.replace('Resources:', "Conditions:\n  Given: !Not [!Equals [!Ref Subnet, '']]\nResources:");
	const folder = await folderOf({'alias.yaml': alias, 'optional.yaml': optional});
	await shelfready(['check', folder, ...rules, '--fix']);
	t.is(await readFile(join(folder, 'alias.yaml'), 'utf8'), alias);
	t.is(await readFile(join(folder, 'optional.yaml'), 'utf8'), optional.replace('    MinLength', '    NoEcho: true\n    MinLength'));
});

test('a dry run ends with 1 where errors are left, and takes no flag that it would not heed', async (t) => {
	const folder = await folderOf({
		'a.yaml': 'Parameters:\n  P: {Type: String, NoEcho: true, Default: Larkspur-123, Description: password}\nResources:\n  Q: {Type: AWS::SQS::Queue}\n',
	});
	const errors = ['--only', 'template/no-password-default', '--no-cfn-lint', '--fix-dry-run'];
	t.is((await shelfready(['check', folder, ...errors])).code, (await shelfready(['check', folder, ...errors.slice(0, 3)])).code);
	for (const flags of [
		['--output', 'x'],
		['--format', 'json'],
		['--report', 'json=x'],
		['--write-baseline', 'x'],
	])
		t.is((await shelfready(['check', folder, '--fix-dry-run', ...flags])).code, 2, flags.join(' '));
});
