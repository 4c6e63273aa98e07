import {execFile} from 'node:child_process';
import {copyFile, mkdir, symlink} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {promisify} from 'node:util';
import test from 'ava';
import {folderOf} from '../helpers/command.ts';
import {projectRoot} from '../helpers/project.ts';

const run = promisify(execFile);

/** What a project of a user may write. */
const consumer = `import {check, classify, diff, fix, format, policies, rules, toJsonReport} from 'shelfready';
import type {Checked, Finding, Format, Outcome, Report, ReportFinding} from 'shelfready';
import {type AnyValidator, defineValidator, type Hit, type Template} from 'shelfready/contract';
import {get, placeOf, stringOf} from 'shelfready/tree';

const mine = defineValidator({
	id: 'mine/instance-type',
	policy: 'delivery.template-requirements',
	severity: {'ami-2020': 'off', 'ami-2025': 'note'},
	about: 'Instances are of a type that we support.',
	source: 'https://docs.example.com/types',
	reads: ['templates'],
	mayRead: ['listings'],
	messages: {type: {message: '{type} is not supported.', help: 'Take one of {types}.'}},
	options: {types: {about: 'Types that we support.', default: ['m7i.large']}},
	examples: [],
	*check({templates, listings}, {types}) {
		const titles: readonly string[] = listings?.flatMap(({title}) => title?.value ?? []) ?? [];
		for (const {file, resources} of templates)
			for (const {properties, logicalId} of resources) {
				const node = get(properties, 'InstanceType');
				const type = stringOf(node);
				if (node !== undefined && type !== undefined && !types.includes(type) && titles.length < 9)
					yield {message: 'type', subject: logicalId, place: placeOf(file, node, logicalId), data: {type, types: types.join(', ')}};
			}
	},
});
const all: readonly AnyValidator[] = [...rules, mine];

export async function job(): Promise<string> {
	const {report, outcome}: Checked = await check(['a', 'b'], {validators: all, today: '2026-11-24', only: ['mine/*']});
	const first: ReportFinding | undefined = report.findings[0];
	const line: number | undefined = first?.place.start?.line;
	const again: Report = toJsonReport(outcome satisfies Outcome);
	const findings: readonly Finding[] = outcome.findings;
	const {files} = await fix('a');
	const {report: differences} = await diff('a', 'b');
	const {findings: judged} = await classify({text: 'x', context: 'usage-instructions'});
	const name: Format = 'json';
	const count: number = again.summary.errors + differences.summary.growth + findings.length + judged.length + policies.length + (line ?? 0);
	return \`\${await format(outcome, name, {width: 80})}\${count}\${files.map(({after}) => after).join()}\`;
}

// @ts-expect-error -- a key that the report does not have
export const misspelt = (report: Report) => report.finding;
// @ts-expect-error -- evidence that there is not
export const unknown = (seen: {templates: readonly Template[]}) => seen.templates[0]?.resource;
// @ts-expect-error -- a hit without its place
export const hit: Hit = {message: 'x', subject: 'y'};
`;

const strict = {strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true, types: [], target: 'es2022'};

/** A project with the files of the package that npm would publish, as far as types go. */
async function projectWith(packages: readonly string[], options: object): Promise<string> {
	const folder = await folderOf({
		'package.json': '{"type": "module"}',
		'consumer.ts': consumer,
		'tsconfig.json': JSON.stringify({compilerOptions: {...strict, ...options}, files: ['consumer.ts']}),
	});
	const {stdout} = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {cwd: projectRoot, maxBuffer: 50_000_000});
	const [{files}] = JSON.parse(stdout) as [{files: readonly {path: string}[]}];
	const modules = join(folder, 'node_modules');
	for (const {path} of files) {
		if (!path.endsWith('.d.ts') && path !== 'package.json') continue;
		const target = join(modules, 'shelfready', path);
		await mkdir(dirname(target), {recursive: true});
		await copyFile(join(projectRoot, path), target);
	}
	await mkdir(join(modules, '@types'));
	for (const name of packages) await symlink(join(projectRoot, 'node_modules', name), join(modules, name), 'junction');
	return folder;
}

const compiles = test.macro(async (t, packages: readonly string[], options: object) => {
	const folder = await projectWith(packages, options);
	const tsc = join(projectRoot, 'node_modules', 'typescript', 'bin', 'tsc');
	const said = await run(process.execPath, [tsc, '-p', folder]).then(
		() => '',
		(error: {readonly stdout?: string}) => error.stdout ?? String(error),
	);
	t.is(said, '');
});
test('the published declarations compile in a strict project, each of them checked', compiles, ['zod', '@types/node'], {
	module: 'nodenext',
	lib: ['es2023'],
	types: ['node'],
});
// zod's own declarations name URL, which the types of Node or of browsers bring.
test('and in one for a bundler, without the types of Node', compiles, ['zod'], {module: 'esnext', moduleResolution: 'bundler', lib: ['es2023', 'dom']});
