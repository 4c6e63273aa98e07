import {isUtf8} from 'node:buffer';
import {execFile, execFileSync} from 'node:child_process';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import test from 'ava';
import type {LintOptions, Match} from '../src/index.ts';
import {type Asked, type Compared, leaveOut, native, nativeFindings} from './helpers/native.ts';
import {createLinter, root} from './helpers/published.ts';

const own = fileURLToPath(new URL('../../test/templates/', import.meta.url));
const real = fileURLToPath(new URL('../../../../../shared/templates-real/', import.meta.url));
const natives = join(root, 'test/native');
const isTemplate = (name: string) => /\.(ya?ml|json|template|txt)$/.test(name);

/** The templates below a folder, sorted. */
function templatesIn(folder: string, isLeftOut: (name: string) => boolean): readonly string[] {
	const entries = readdirSync(folder, {recursive: true, withFileTypes: true});
	return entries.flatMap((entry) => (entry.isFile() && isTemplate(entry.name) && !isLeftOut(entry.name) ? [join(entry.parentPath, entry.name)] : [])).sort();
}

function comparedOf({rule, severity, message, start, end, path, source}: Match): Compared {
	return [rule, severity, message, start.line, start.column, end.line, end.column, path, source];
}

/** cfn-lint's names of options to ours. */
function ours(options: Asked['options']): LintOptions {
	return Object.fromEntries(Object.entries(options).map(([name, value]) => [name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()), value]));
}

/** Texts of the templates below a folder, which nested stacks may name; what is no UTF-8 can't be handed on as text. */
function textsIn(folder: string): Readonly<Record<string, string>> {
	const files = templatesIn(folder, () => false).map((path) => [relative(folder, path), readFileSync(path)] as const);
	return Object.fromEntries(files.flatMap(([path, bytes]) => (isUtf8(bytes) ? [[path, bytes.toString()]] : [])));
}

/** What a comparison leaves out for a template: the messages, findings whose path has one of `without`, or all. */
type Allowance = {readonly compare: 'places' | 'rest' | 'nothing'; readonly without?: readonly string[]; readonly why: string};

/** Lints on both sides, and lists every difference. */
async function differences(
	python: string,
	asked: readonly Asked[],
	folder: string,
): Promise<{readonly compared: number; readonly findings: number; readonly differing: readonly string[]}> {
	const allowances = readAllowances(folder);
	const worded = ({compare, without = []}: {readonly compare: string; readonly without?: readonly string[]}, findings: readonly Compared[]) =>
		findings
			.filter(
				([, , message, , , , , path]) =>
					!without.some((name) => path.includes(name)) && !(compare === 'rest' && message.includes('was not tried: cfn-lint-wasm')),
			)
			.map((finding) => JSON.stringify(compare === 'places' ? finding.with(2, '') : finding));
	const files = textsIn(folder);
	const linter = createLinter({workers: 2, seconds: 110});
	const oursOf = Promise.all(
		asked.map(async ({path, options}) => {
			try {
				const text = readFileSync(path);
				const nested = text.includes('AWS::CloudFormation::Stack') || text.includes('AWS::Serverless::Application') ? {files} : {};
				return {findings: (await linter.lint({text, filename: relative(folder, path)}, {...ours(options), ...nested})).map(comparedOf)};
			} catch (error) {
				return {error: error instanceof Error ? error.message : String(error)};
			}
		}),
	);
	const theirs = await nativeFindings(python, asked, folder);
	const found = await oursOf;
	await linter.close();
	const differing = asked.flatMap(({path, options}, index) => {
		const allowance = allowances[relative(folder, path)] ?? {compare: 'all', why: ''};
		if (allowance.compare === 'nothing') return [];
		const [here = [], there = []] = [found[index], theirs[index]].map((answer) =>
			answer?.findings === undefined
				? [allowance.compare === 'places' ? 'refused' : (answer?.error ?? '')]
				: worded(allowance, answer.findings as readonly Compared[]).toSorted(),
		);
		const missing = there.filter((finding) => !here.includes(finding)).map((finding) => `  native alone: ${finding}`);
		const extra = here.filter((finding) => !there.includes(finding)).map((finding) => `  ours alone: ${finding}`);
		const counts = here.length === there.length ? [] : [`  ${here.length} findings, native ${there.length}`];
		const all = [...missing, ...extra, ...counts];
		return all.length === 0 ? [] : [[`${relative(folder, path)} ${JSON.stringify(options)}`, ...all].join('\n')];
	});
	return {compared: asked.length, findings: theirs.flatMap(({findings = []}) => findings).length, differing};
}

/** `allowed.json` beside the templates, where there is one. */
function readAllowances(folder: string): Readonly<Record<string, Allowance>> {
	const file = join(folder, 'allowed.json');
	// Written by hand, beside the templates.
	return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, Allowance>>) : {};
}

/** Our templates, but for those on which native cfn-lint does not agree with itself. */
function ownTemplates(): readonly string[] {
	// Written by hand, beside the templates.
	const unstable = JSON.parse(readFileSync(join(own, 'unstable.json'), 'utf8')) as Readonly<Record<string, string>>;
	return templatesIn(own, (name) => dataFiles.includes(name)).filter((path) => !Object.hasOwn(unstable, relative(own, path)));
}

const dataFiles = ['options.json', 'unstable.json', 'padded.json', 'allowed.json'];

/** Templates filled up with a comment, for the limits on their size, in a folder of their own. */
async function paddedTemplates(folder: string): Promise<readonly Asked[]> {
	// Written by hand, beside the templates.
	const list = JSON.parse(readFileSync(join(own, 'padded.json'), 'utf8')) as readonly {readonly template: string; readonly bytes: number}[];
	return Promise.all(
		list.map(async ({template, bytes}) => {
			const text = readFileSync(join(own, template));
			const path = join(folder, `${bytes}.yaml`);
			await writeFile(path, Buffer.concat([text, Buffer.from('#'.padEnd(bytes - text.length, '-'))]));
			return {path, options: {include_checks: ['I']}};
		}),
	);
}

const equal = test.macro({
	async exec(t, folder: string, listed: () => readonly Asked[], atLeast: number) {
		t.timeout(900_000);
		if (native === undefined) return leaveOut(t);
		if (!existsSync(folder)) return leaveOut(t, `${folder} is not here`);
		const asked = listed();
		t.true(asked.length >= atLeast, `${asked.length} templates`);
		const {compared, findings, differing} = await differences(native, asked, folder);
		t.log(`${compared - differing.length} of ${compared} templates equal, with ${findings} findings`);
		t.deepEqual(differing, []);
	},
	title: (given = '') => `the findings equal native cfn-lint's: ${given}`,
});

test.serial('templates written for the rules', equal, own, () => ownTemplates().map((path) => ({path, options: {}})), 500);
test.serial(
	'the same with all rules on',
	equal,
	own,
	() => ownTemplates().map((path) => ({path, options: {include_checks: ['I'], include_experimental: true}})),
	500,
);
test.serial(
	'settings',
	equal,
	own,
	// Written by hand beside the templates.
	() =>
		(JSON.parse(readFileSync(join(own, 'options.json'), 'utf8')) as readonly {template: string; options: Asked['options']}[]).map(({template, options}) => ({
			path: join(own, template),
			options,
		})),
	25,
);
test.serial('129 real templates', equal, real, () => templatesIn(real, (name) => name === 'LABELS.json').map((path) => ({path, options: {}})), 129);

test.serial("the findings equal native cfn-lint's: templates made at random around conditions, in one region and in three", async (t) => {
	t.timeout(900_000);
	if (native === undefined) return leaveOut(t);
	const folder = await mkdtemp(join(tmpdir(), 'cfn-lint-wasm-'));
	try {
		execFileSync(native, [join(natives, 'sympy_templates.py'), folder, '60', '7', '4']);
		const options = [{}, {regions: ['us-east-1', 'eu-west-1', 'cn-north-1'], include_checks: ['I']}];
		const asked = templatesIn(folder, () => false).flatMap((path) => options.map((each) => ({path, options: each})));
		t.is(asked.length, 120);
		const {findings, differing} = await differences(native, asked, folder);
		t.log(`${asked.length - differing.length} of ${asked.length} equal, with ${findings} findings`);
		t.true(findings > 1000);
		t.deepEqual(differing, []);
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
});

/** What stands in for others' Python, against what it stands for, in native Python; each raises or exits with 1 at a difference. */
const standIns: readonly {readonly name: string; readonly args: readonly string[]}[] = [
	{name: 'sympy, on random formulas', args: ['sympy_formulas.py', '3000', '5']},
	{name: 'faster functions, on random input', args: ['speed_random.py', '--rounds', '3000', '--seed', '5']},
];
for (const {name, args} of standIns)
	test.serial(`a stand-in gives what it stands for: ${name}`, async (t) => {
		t.timeout(300_000);
		if (native === undefined) return leaveOut(t);
		const [script = '', ...rest] = args;
		const {stdout} = await promisify(execFile)(native, [join(natives, script), ...rest], {
			env: {PYTHONDONTWRITEBYTECODE: '1'},
		});
		t.log(stdout.trim().split('\n').at(-1));
		t.not(stdout, '');
	});

test.serial("the findings equal native cfn-lint's: sizes at the limits", async (t) => {
	t.timeout(300_000);
	if (native === undefined) return leaveOut(t);
	const folder = await mkdtemp(join(tmpdir(), 'cfn-lint-wasm-'));
	try {
		t.deepEqual((await differences(native, await paddedTemplates(folder), folder)).differing, []);
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
});
