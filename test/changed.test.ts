import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {chmod, mkdir, readdir, rename, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout} from 'node:timers/promises';
import {command, folderOf, shelfready} from './helpers/command.ts';
import {gitTest} from './helpers/git.ts';

function git(cwd: string, ...words: readonly string[]): string {
	const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false', '-c', 'init.defaultBranch=main'];
	return execFileSync('git', [...who, ...words], {
		cwd,
		encoding: 'utf8',
		env: {...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null'},
	});
}

const parameter = (name: string) => `  ${name}: {Type: String, NoEcho: true, Default: Larkspur-123}\n`;
const template = (...names: readonly string[]) => `Parameters:\n${names.map(parameter).join('')}Resources:\n  Queue: {Type: AWS::SQS::Queue}\n`;

/** A repository with a submission in the folder `a b`, committed. */
async function repository(files: Readonly<Record<string, string>> = {'a b/t.yaml': template('AdminPassword')}): Promise<string> {
	const folder = await folderOf(files);
	git(folder, 'init', '--quiet');
	git(folder, 'add', '--all');
	git(folder, 'commit', '--quiet', '--message', 'first');
	return folder;
}

async function changed(cwd: string, ...args: readonly string[]) {
	const {stdout, stderr, code} = await shelfready(
		['check', 'a b', '--changed', ...args, '--format', 'json', '--no-cfn-lint', '--only', 'template/no-password-default', '--fail-on', 'error'],
		{cwd, env: {PATH: process.env['PATH'] ?? ''}},
	);
	if (code === 2) return {code, stderr};
	const {findings, known, gone} = JSON.parse(stdout) as {findings: {subject: string; place: object}[]; known: object[]; gone: object[]};
	return {code, fresh: findings.map(({subject}) => subject), known: known.length, gone: gone.length};
}

gitTest('what was there at the last commit is known, wherever it has moved', async (t) => {
	const folder = await repository();
	t.deepEqual(await changed(folder), {code: 0, fresh: [], known: 1, gone: 0});
	await writeFile(join(folder, 'a b', 't.yaml'), `Description: Larkspur\n${template('AdminPassword', 'RootPassword')}`);
	t.deepEqual(await changed(folder), {code: 1, fresh: ['RootPassword'], known: 1, gone: 0});
	t.deepEqual(await readdir(join(folder, 'a b')), ['t.yaml']);
	t.is(git(folder, 'status', '--porcelain'), ' M "a b/t.yaml"\n');
});

gitTest('a branch is held against where it left the other', async (t) => {
	const folder = await repository();
	git(folder, 'checkout', '--quiet', '-b', 'topic');
	await writeFile(join(folder, 'a b', 'new.yaml'), template('RootPassword'));
	git(folder, 'add', '--all');
	git(folder, 'commit', '--quiet', '--message', 'second');
	git(folder, 'checkout', '--quiet', 'main');
	await writeFile(join(folder, 'a b', 't.yaml'), template('OtherPassword'));
	git(folder, 'commit', '--quiet', '--all', '--message', 'third');
	git(folder, 'checkout', '--quiet', 'topic');
	t.deepEqual(await changed(folder, 'main'), {code: 1, fresh: ['RootPassword'], known: 1, gone: 0});
});

gitTest('a file that was renamed, one that is gone, one that git ignores', async (t) => {
	const folder = await repository({'a b/t.yaml': template('AdminPassword'), 'a b/u.yaml': template('RootPassword'), '.gitignore': 'built.yaml\n'});
	await rename(join(folder, 'a b', 't.yaml'), join(folder, 'a b', 'renamed.yaml'));
	await writeFile(join(folder, 'a b', 'u.yaml'), template());
	await writeFile(join(folder, 'a b', 'built.yaml'), template('BuiltPassword'));
	t.deepEqual(await changed(folder), {code: 0, fresh: [], known: 2, gone: 1});
});

gitTest('a submission that was not there before is new as a whole', async (t) => {
	const folder = await repository({'README.md': '# Larkspur\n'});
	await mkdir(join(folder, 'a b'));
	await writeFile(join(folder, 'a b', 't.yaml'), template('AdminPassword'));
	t.deepEqual(await changed(folder), {code: 1, fresh: ['AdminPassword'], known: 0, gone: 0});
});

gitTest('no repository, no such revision: refused with the reason', async (t) => {
	const folder = await folderOf({'a b/t.yaml': template()});
	t.regex((await changed(folder)).stderr ?? '', /^shelfready: --changed: not a git repository/);
	git(folder, 'init', '--quiet');
	t.regex((await changed(folder)).stderr ?? '', /^shelfready: --changed: the repository .* has no commit yet; leave --changed out until it has one\n$/);
	const there = await repository();
	t.regex((await changed(there, 'no-such-branch')).stderr ?? '', /^shelfready: --changed: git knows no revision "no-such-branch" here/);
	t.regex((await changed(there, '--upload-pack=x')).stderr ?? '', /^shelfready: .*|^error: unknown option/);
	t.false(await readdir(join(there)).then((names) => names.includes('x')));
});

gitTest('evidence of the repository is taken as it was then, too; hooks do not run', async (t) => {
	const folder = await repository({'a b/t.yaml': template(), 'scans/extra.yaml': template()});
	await writeFile(join(folder, '.git', 'hooks', 'post-index-change'), '#!/bin/sh\ntouch hooked\n', {mode: 0o755});
	await writeFile(join(folder, 'scans', 'extra.yaml'), template('RootPassword'));
	t.deepEqual(await changed(folder, 'HEAD', '--evidence', 'scans/extra.yaml'), {code: 1, fresh: ['RootPassword'], known: 0, gone: 0});
	git(folder, 'commit', '--quiet', '--all', '--message', 'second');
	const {length} = await readdir(folder);
	t.deepEqual(await changed(folder, 'HEAD', '--evidence', 'scans/extra.yaml'), {code: 0, fresh: [], known: 1, gone: 0});
	t.is((await readdir(folder)).length, length);
});

gitTest('a path that leads to nothing is told as without --changed', async (t) => {
	const folder = await repository();
	for (const path of ['a b/no/pe', 'a b/t.yaml/x']) {
		const args = ['check', path, '--no-cfn-lint', '--quiet'];
		const env = {PATH: process.env['PATH'] ?? ''};
		const plain = await shelfready(args, {cwd: folder, env});
		t.deepEqual(await shelfready([...args, '--changed'], {cwd: folder, env}), plain);
		t.regex(plain.stdout, /does not exist/);
	}
	await rename(join(folder, 'a b', 't.yaml'), join(folder, 'moved.yaml'));
	const {code, stdout} = await shelfready(['check', 'a b/t.yaml', '--no-cfn-lint', '--quiet', '--changed'], {
		cwd: folder,
		env: {PATH: process.env['PATH'] ?? ''},
	});
	t.is(code, 2);
	t.regex(stdout, /t\.yaml: does not exist/);
});

gitTest('no git, and nowhere to write: refused with the reason', async (t) => {
	const folder = await repository();
	const said = async (env: Readonly<Record<string, string>>) => (await shelfready(['check', 'a b', '--changed'], {cwd: folder, env})).stderr;
	t.is(await said({PATH: join(folder, 'none')}), 'shelfready: --changed: git is not installed\n');
	if (process.platform === 'win32') return;
	const none = join(folder, 'none');
	t.is(
		await said({PATH: process.env['PATH'] ?? '', TMPDIR: none}),
		`shelfready: --changed: files in passing can't be kept in ${none}: it does not exist; TMPDIR names another folder\n`,
	);
});

if (process.platform !== 'win32') {
	gitTest('an interrupted run leaves nothing behind', async (t) => {
		const folder = await repository({'a b/t.yaml': template('AdminPassword'), 'tmp/.keep': ''});
		// It waits for long, so that there is something to interrupt.
		const slow = await folderOf({git: '#!/bin/sh\ncase "$*" in *checkout-index*) sleep 60;; esac\nexec git.real "$@"\n'});
		const real = execFileSync('sh', ['-c', 'command -v git'], {encoding: 'utf8'}).trim();
		await symlink(real, join(slow, 'git.real'));
		await chmod(join(slow, 'git'), 0o755);
		for (const signal of ['SIGINT', 'SIGTERM'] as const) {
			const env = {PATH: `${slow}:${process.env['PATH'] ?? ''}`, TMPDIR: join(folder, 'tmp')};
			const child = spawn(process.execPath, [command, 'check', 'a b', '--changed', '--no-cfn-lint'], {cwd: folder, env, stdio: 'ignore'});
			const gone = once(child, 'exit');
			while (!(await readdir(join(folder, 'tmp'), {recursive: true})).some((name) => name.endsWith('index'))) await setTimeout(20);
			child.kill(signal);
			t.deepEqual(await gone, [null, signal]);
			t.deepEqual(await readdir(join(folder, 'tmp')), ['.keep']);
		}
	});
}
