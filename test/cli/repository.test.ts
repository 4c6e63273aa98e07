import {mkdir, realpath, symlink} from 'node:fs/promises';
import {basename, join} from 'node:path';
import test from 'ava';
import {repositoryOf} from '../../src/cli/repository.ts';
import {archive, file, linux} from '../helpers/archive.ts';
import {folderOf, shelfready} from '../helpers/command.ts';

const template =
	'AWSTemplateFormatVersion: "2010-09-09"\nParameters:\n  Password: {Type: String, Default: secret}\nResources:\n  Queue:\n    Type: AWS::SQS::Queue\n';

/** Real paths, as a submission has them. */
async function placed(files: Readonly<Record<string, string>>, base: string) {
	const folder = await realpath(await folderOf(files));
	const paths = new Map(Object.keys(files).map((name) => [name, join(folder, name)]));
	return {folder, submission: {base: join(folder, base), paths}};
}

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2gVh5eHq0Wm5x0m3h2Xo1bqk4iZ4yqk0x7m3zjv6Qa build@larkspur-labs.io\n';
const nowhere = '/nowhere';

test('the nearest folder with a .git is the root, be it a folder or the file of a worktree', async (t) => {
	const {submission} = await placed({'.git/config': '', 'app/.git': 'gitdir: …', 'app/market/a.yaml': '', 'docs/b.md': ''}, 'app/market');
	const {base, paths} = await repositoryOf(submission, {}, nowhere);
	t.is(base, 'market');
	t.is(paths.get('app/market/a.yaml'), 'market/a.yaml');
	t.false(paths.has('docs/b.md'), 'it lies outside');
});

test('without one it is the workspace of CI, then the working folder, then the submission itself', async (t) => {
	const {folder, submission} = await placed({'work/market/a.yaml': ''}, 'work/market');
	const baseOf = async (env: NodeJS.ProcessEnv, cwd: string) => (await repositoryOf(submission, env, cwd)).base;
	t.is(await baseOf({GITHUB_WORKSPACE: folder}, join(folder, 'work')), 'work/market');
	t.is(await baseOf({CI_PROJECT_DIR: join(folder, 'work')}, folder), 'market');
	t.is(await baseOf({GITHUB_WORKSPACE: join(folder, 'other')}, folder), 'work/market', 'a workspace that it does not lie in says nothing');
	t.is(await baseOf({}, nowhere), '');
});

test('a .git beyond the workspace is not that of the submission', async (t) => {
	const {folder, submission} = await placed({'.git/config': '', 'work/market/a.yaml': ''}, 'work/market');
	t.is((await repositoryOf(submission, {GITHUB_WORKSPACE: join(folder, 'work')}, nowhere)).base, 'market');
});

test('annotations of a submission in a repository name the paths of the repository', async (t) => {
	const folder = await folderOf({
		'.git/HEAD': '',
		'market/v 1/templates/root.yaml': template,
		'scans/other.yaml': template,
		'market/v 1/listing.txt': 'x',
		'market/v 1/image/root/.ssh/authorized_keys': key,
		'market/v 1/image/etc/passwd': 'root:x:0:0::/root:/bin/sh\n',
		'market/v 1/image/usr/x': '',
		'market/v 1/image/var/x': '',
	});
	const outside = await folderOf({'third.yaml': template});
	await symlink(folder, `${outside}/link`);
	const {stdout} = await shelfready(
		[
			'check',
			'link/market/v 1',
			'--evidence',
			join(folder, 'scans/other.yaml'),
			'--evidence',
			'third.yaml',
			'--format',
			'github',
			'--no-cfn-lint',
			'--only',
			'template/no-password-default,root/no-authorized-keys',
		],
		{cwd: outside},
	);
	const files = stdout.split('\n').flatMap(
		(line) =>
			/^::error (?:file=(.*?),line|title=(.*?)::(.*?):)/
				.exec(line)
				?.slice(1)
				.filter((part) => part !== undefined)
				.join(' ') ?? [],
	);
	t.deepEqual(files.toSorted(), [
		'market/v 1/image/root/.ssh/authorized_keys',
		'market/v 1/templates/root.yaml',
		'scans/other.yaml',
		`template/no-password-default ${basename(outside)}/third.yaml`,
	]);
});

test('what lies in an archive is annotated at the archive', async (t) => {
	const folder = await folderOf({
		'.git/HEAD': '',
		'market/root.tar': archive(file('root/.ssh/authorized_keys', key), ...linux),
	});
	await mkdir(join(folder, 'elsewhere'));
	const {stdout} = await shelfready(['check', join(folder, 'market'), '--format', 'github', '--only', 'root/no-authorized-keys'], {
		cwd: join(folder, 'elsewhere'),
	});
	t.regex(stdout, /^::error file=market\/root\.tar,title=root\/no-authorized-keys::root\/\.ssh\/authorized_keys, line 1: /m);
});

test('a check outside of any repository names files as the submission does', async (t) => {
	const {stdout} = await shelfready([
		'check',
		await folderOf({'a/root.yaml': template}),
		'--format',
		'github',
		'--no-cfn-lint',
		'--only',
		'template/no-password-default',
	]);
	t.regex(stdout, /^::error file=a\/root\.yaml,line=3/m);
});
