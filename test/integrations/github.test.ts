import test from 'ava';
import {parse} from 'yaml';
import {filesUnder, readProjectFile} from '../helpers/project.ts';
import {workplace} from '../helpers/steps.ts';

type Step = {
	readonly id?: string;
	readonly name?: string;
	readonly uses?: string;
	readonly shell?: string;
	readonly env?: Readonly<Record<string, string>>;
	readonly run?: string;
};

const read = (file: string) => readProjectFile(`integrations/${file}`) ?? '';
const action = parse(read('github/action.yml')) as {
	readonly name: string;
	readonly description: string;
	readonly inputs: Readonly<Record<string, {readonly description: string; readonly default: string}>>;
	readonly outputs: Readonly<Record<string, {readonly description: string; readonly value: string}>>;
	readonly runs: {readonly using: string; readonly steps: readonly Step[]};
};
const workflow = parse(read('github/workflow.yml')) as {
	readonly on: unknown;
	readonly permissions: unknown;
	readonly jobs: {readonly check: {readonly env: Readonly<Record<string, string>>; readonly steps: readonly Step[]}};
};
const [check, comment, result] = action.runs.steps.map(({run = ''}) => run);

/** What the inputs are when a workflow names none. */
const defaults = {
	PATHS: 'market place',
	ARGS: '--no-cfn-lint',
	FORMAT: action.inputs['format']?.default ?? '',
	FAIL_ON: action.inputs['fail-on']?.default ?? '',
	BASELINE: '',
	SARIF_FILE: '',
	VERSION: action.inputs['version']?.default ?? '',
};

test('the action is a composite one: each input has words and a default, each script its shell', (t) => {
	t.is(action.runs.using, 'composite');
	t.deepEqual(Object.keys(action.inputs), ['paths', 'args', 'format', 'fail-on', 'baseline', 'sarif-file', 'comment', 'version']);
	for (const [name, input] of Object.entries(action.inputs)) {
		t.truthy(input.description, name);
		t.is(typeof input.default, 'string', name);
	}
	for (const {shell, run} of action.runs.steps) t.deepEqual([shell, typeof run], ['bash', 'string']);
});

test('no script holds text from outside: all of it comes by the environment', (t) => {
	for (const {run, env = {}} of [...action.runs.steps, ...workflow.jobs.check.steps]) {
		t.false(run?.includes('${{') ?? false);
		for (const value of Object.values(env)) t.regex(value, /^\$\{\{ (?:inputs\.[\w-]+|github\.token|steps\.check\.outputs\.status) \}\}$/);
	}
	const used = action.runs.steps.flatMap(({env = {}}) => Object.values(env));
	for (const name of Object.keys(action.inputs)) t.true(name === 'comment' || used.includes(`\${{ inputs.${name} }}`), name);
});

test('other actions are named by the hash of a commit, with the version beside it', (t) => {
	for (const file of filesUnder('integrations', '.yml'))
		for (const line of (readProjectFile(file) ?? '').split('\n').filter((text) => /\buses:/.test(text))) t.regex(line, /@[0-9a-f]{40} # v\d+\.\d+\.\d+$/, file);
});

test('the check annotates, tells its status, and leaves a summary', async (t) => {
	const place = await workplace();
	const {status, stdout} = place.run(check ?? '', {...defaults, SARIF_FILE: 'a.sarif'});
	t.is(status, 0, 'the last step fails the job, after the comment');
	t.regex(stdout, /^::error file=market place\/root\.yaml,line=3,/m);
	t.is(place.read('output'), 'status=1\n');
	t.is(place.read('npx'), `shelfready@${defaults.VERSION}\n`);
	t.true(place.read('summary').startsWith('<!-- shelfready -->\n'));
	t.is(JSON.parse(place.read('work/a.sarif')).version, '2.1.0');
	t.is(place.run(result ?? '', {STATUS: '1'}).status, 1);
	t.is(place.run(result ?? '', {STATUS: '0'}).status, 0);
});

test('several paths and arguments; a submission in order ends with 0', async (t) => {
	const place = await workplace();
	place.run(check ?? '', {...defaults, PATHS: 'market place/root.yaml\n', ARGS: '--no-cfn-lint  --skip\ntemplate/*\n', FORMAT: 'text', FAIL_ON: 'never'});
	t.is(place.read('output'), 'status=0\n');
	t.false(place.read('summary').includes('template/no-password-default'));
});

test('nothing in an input is run', async (t) => {
	const evil = '$(touch owned) `touch owned`; touch owned';
	const place = await workplace();
	const inputs = Object.fromEntries(Object.keys(defaults).map((name) => [name, evil]));
	for (const env of [inputs, {...inputs, VERSION: defaults.VERSION}, {...defaults, PATHS: evil, ARGS: evil}]) place.run(check ?? '', env);
	t.is(place.run('if [ -e owned ]; then echo owned; fi').stdout, '');
	const {status, stdout} = (await workplace()).run(check ?? '', {...defaults, VERSION: 'https://example.com/evil.tgz'});
	t.is(status, 2);
	t.regex(stdout, /must be a version/);
});

test('a check that did not begin replaces what the comment said before', async (t) => {
	const place = await workplace('case "$*" in *--paginate*) printf "42\\n" ;; esac');
	place.run(check ?? '', {...defaults, ARGS: '--no-such-option'});
	t.is(place.read('output'), 'status=2\n');
	t.regex(place.read('temp/shelfready.md'), /^<!-- shelfready -->\n## shelfready: not checked\n/);
	place.run(comment ?? '');
	t.regex(place.read('gh'), /PATCH/);
});

test('a comment is written, and written over the next time', async (t) => {
	const first = await workplace();
	first.run(check ?? '', defaults);
	t.is(first.run(comment ?? '').status, 0);
	t.regex(
		first.read('gh'),
		/\n--\napi\n--silent\n--method\nPOST\nrepos\/larkspur\/market\/issues\/7\/comments\n--field\nbody=@.*\/temp\/shelfready\.md\n--\n$/,
	);
	const second = await workplace('case "$*" in *--paginate*) printf "42\\n43\\n" ;; esac');
	second.run(check ?? '', defaults);
	second.run(comment ?? '');
	t.regex(second.read('gh'), /--method\nPATCH\nrepos\/larkspur\/market\/issues\/comments\/42\n/);
});

test('where no comment may be written the job goes on, with a warning', async (t) => {
	const place = await workplace('exit 1');
	place.run(check ?? '', defaults);
	const {status, stdout} = place.run(comment ?? '');
	t.is(status, 0);
	t.regex(stdout, /^::warning title=shelfready::The comment could not be written/m);
});

test('outside of a pull request nothing is commented on', async (t) => {
	const place = await workplace();
	place.run(check ?? '', defaults);
	const {status, stdout} = place.run(`echo '{}' >"$GITHUB_EVENT_PATH"\n${comment}`);
	t.is(status, 0);
	t.regex(stdout, /no pull request/);
	t.is(place.read('gh'), '');
});

test("the workflow's own steps: the status of the check, and an upload that GitHub can unpack", async (t) => {
	const place = await workplace();
	const [, run, upload] = workflow.jobs.check.steps.map((step) => step.run ?? '');
	t.deepEqual(workflow.permissions, {contents: 'read'});
	t.is(place.run(run ?? '', {SUBMISSION: 'market place'}).status, 1);
	t.true(place.read('summary').startsWith('<!-- shelfready -->\n'));
	t.is(place.run(upload ?? '').status, 0);
	t.regex(
		place.read('gh'),
		/POST\nrepos\/larkspur\/market\/code-scanning\/sarifs\n--raw-field\ncommit_sha=abc\n--raw-field\nref=refs\/heads\/main\n--field\nsarif=@/,
	);
	t.is(JSON.parse(place.run('base64 -d "$RUNNER_TEMP/shelfready.sarif.gz.b64" | gzip -d').stdout).version, '2.1.0');
});
