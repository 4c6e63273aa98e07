import test from 'ava';
import {parse} from 'yaml';
import {filesUnder, readProjectFile} from '../helpers/project.ts';
import {workplace} from '../helpers/steps.ts';

const read = (file: string) => readProjectFile(file) ?? '';

type Hook = Readonly<Record<string, unknown>>;

test('GitLab: the job fails with the check and leaves the reports that it names', async (t) => {
	const {shelfready: job} = parse(read('integrations/gitlab/shelfready.gitlab-ci.yml')) as {
		readonly shelfready: {
			readonly image: string;
			readonly script: readonly string[];
			readonly artifacts: {readonly when: string; readonly paths: readonly string[]; readonly reports: {readonly junit: string}};
		};
	};
	t.regex(job.image, /^node:[\w.-]+@sha256:[0-9a-f]{64}$/);
	t.is(job.artifacts.when, 'always');
	const place = await workplace();
	t.is(place.run(job.script.join('\n'), {SUBMISSION: 'market place'}).status, 1);
	t.regex(place.read(`work/${job.artifacts.reports.junit}`), /<failure type="error"/);
	t.is(JSON.parse(place.read('work/.shelfready/shelfready.sarif')).version, '2.1.0');
	// A runner that keeps its folder must not judge the reports of the time before.
	t.notRegex(place.run(job.script.join('\n'), {SUBMISSION: '.'}).stdout, /\.shelfready/);
});

test('Jenkins: the stage fails with the check and leaves the report that the post section reads', async (t) => {
	const text = read('integrations/jenkins/Jenkinsfile');
	const [, script = ''] = /sh '''\n([\s\S]*?)'''/.exec(text) ?? [];
	const [, junit = ''] = /junit testResults: '([^']*)'/.exec(text) ?? [];
	const place = await workplace();
	t.is(place.run(script, {SUBMISSION: 'market place'}).status, 1);
	t.regex(place.read(`work/${junit}`), /<failure type="error"/);
	t.is(text.split('{').length, text.split('}').length);
});

test('pre-commit: the hook of the repository and the one that init writes look at the same files', (t) => {
	const [published = {}] = parse(read('.pre-commit-hooks.yaml')) as readonly Hook[];
	const config = parse(read('integrations/pre-commit/pre-commit-config.yaml')) as {readonly repos: readonly {readonly hooks: readonly Hook[]}[]};
	const {additional_dependencies: dependencies, args, ...own} = config.repos[0]?.hooks[0] ?? {};
	const {description: _, ...same} = published;
	t.deepEqual(own, same);
	t.deepEqual(args, ['.']);
	t.deepEqual(dependencies, [`shelfready@${JSON.parse(read('package.json')).version}`]);
	const files = new RegExp(String(same['files']));
	for (const name of ['a/root.yaml', 'listing.json', 'guide.md', 'guide.pdf', 'x.template', 'page.html']) t.regex(name, files);
	for (const name of ['logo.png', 'main.go']) t.notRegex(name, files);
});

test('the image: a base by its digest, no network needed to run, not root', (t) => {
	const text = read('integrations/container/Containerfile');
	t.regex(text, /^ARG BASE=node:[\w.-]+@sha256:[0-9a-f]{64}$/m);
	const last = text.slice(text.lastIndexOf('FROM '));
	t.regex(last, /^USER node$/m);
	t.notRegex(last, /^(?:ADD|RUN .*(?:npm install|curl|wget))/m);
	for (const label of ['title', 'description', 'version', 'source', 'licenses']) t.true(last.includes(`org.opencontainers.image.${label}=`), label);
});

test('every file names the release that it came with', (t) => {
	const {version} = JSON.parse(read('package.json')) as {readonly version: string};
	const named = filesUnder('integrations', '').flatMap((file) =>
		file.includes('.') || /file$/i.test(file) ? [...read(file).matchAll(/(?:shelfready@|ARG VERSION=|default: ')(\d[\w.-]*)/g)].map((match) => match[1]) : [],
	);
	t.is(named.length, 7);
	t.deepEqual([...new Set(named)], [version]);
});
