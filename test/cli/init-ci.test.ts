import {mkdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'ava';
import {serviceNames, services} from '../../src/cli/ci-services.ts';
import {folderOf, shelfready} from '../helpers/command.ts';
import {readProjectFile} from '../helpers/project.ts';

for (const name of serviceNames)
	test(`init --ci ${name} writes the file of integrations/ to its place and says what is next`, async (t) => {
		const cwd = await folderOf({'.git/HEAD': ''});
		const {source, target} = services[name];
		const {code, stderr} = await shelfready(['init', '--ci', name], {cwd});
		t.is(code, 0);
		t.true(stderr.startsWith(`wrote ${target}. Next: `), stderr);
		t.is(await readFile(join(cwd, target), 'utf8'), readProjectFile(`integrations/${source}`) ?? '');
		const again = await shelfready(['init', '--ci', name], {cwd});
		t.is(again.code, 2);
		t.is(again.stderr, `shelfready: ${target} is there already; --force replaces it\n`);
		t.is((await shelfready(['init', '--ci', name, '--force'], {cwd})).code, 0);
	});

test('from the folder of the submission they go to the root of the repository, and name that folder', async (t) => {
	const root = await folderOf({'.git/HEAD': '', Jenkinsfile: 'mine', 'market/v 1/a.yaml': ''});
	const {code, stderr} = await shelfready(['init', '--ci', 'github', '--ci', 'jenkins', '--ci', 'pre-commit'], {cwd: join(root, 'market', 'v 1')});
	t.is(code, 2);
	t.regex(stderr, /\.\.\/\.\.\/Jenkinsfile is there already/);
	t.is(await readFile(join(root, 'Jenkinsfile'), 'utf8'), 'mine');
	t.regex(await readFile(join(root, '.github/workflows/shelfready.yml'), 'utf8'), /^ {6}SUBMISSION: 'market\/v 1'$/m);
	t.regex(await readFile(join(root, '.pre-commit-config.yaml'), 'utf8'), /^ {8}args: \['market\/v 1'\]$/m);
});

test('a folder whose name a shell or YAML might misread is left to the user to name', async (t) => {
	const root = await folderOf({'.git/HEAD': ''});
	const cwd = join(root, "it's $HOME");
	await mkdir(cwd);
	const {code, stderr} = await shelfready(['init', '--ci', 'gitlab'], {cwd});
	t.is(code, 0);
	t.regex(stderr, /name the folder of the submission, which is it's \$HOME\./);
	t.regex(await readFile(join(root, '.gitlab/shelfready.gitlab-ci.yml'), 'utf8'), /SUBMISSION: '\.'/);
});

test('an unknown service is refused', async (t) => {
	const {code, stderr} = await shelfready(['init', '--ci', 'travis']);
	t.is(code, 2);
	t.regex(stderr, /Allowed choices are github, gitlab, jenkins, pre-commit\./);
});
