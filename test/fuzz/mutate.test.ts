/**
 * The example submissions with random parts replaced, repeated, renamed or cut: a check must end, must not throw, no rule may break,
 * and the report must fit its published schema. `SHELFREADY_FUZZ_SECONDS` and `SHELFREADY_FUZZ_SEED` make it longer and other.
 */

import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import ajv2020 from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import test from 'ava';
import fc from 'fast-check';
import {check} from '../../src/check.ts';
import type {Edition} from '../../src/contract.ts';
import {parseSoundYaml} from '../../src/read/yaml.ts';
import {formatJson} from '../../src/report/json.ts';
import {formatText} from '../../src/report/text.ts';
import {toPlain} from '../../src/tree.ts';
import {validators} from '../../validators/index.ts';
import {projectRoot} from '../helpers/project.ts';
import {today} from '../helpers/submission.ts';

const seconds = Number(process.env['SHELFREADY_FUZZ_SECONDS'] ?? 5);
const seed = Number(process.env['SHELFREADY_FUZZ_SEED'] ?? 20_261_124);

const root = join(projectRoot, 'templates', 'submissions');

type File = {readonly file: string; readonly text: string; readonly data?: unknown};

/** Each submission's text files; JSON and YAML also as values. */
const submissions: readonly (readonly File[])[] = readdirSync(root)
	.map((name) => join(root, name))
	.filter((path) => statSync(path).isDirectory())
	.map((folder) =>
		readdirSync(folder)
			.filter((file) => !file.endsWith('.pdf') && file !== 'shelfready.yaml')
			.map((file): File => {
				const text = readFileSync(join(folder, file), 'utf8');
				const tree = /\.(?:json|yaml)$/.test(file) ? parseSoundYaml(text)?.root : undefined;
				return {file, text, ...(tree === undefined ? {} : {data: toPlain(tree)})};
			}),
	);

const hostileStrings = [
	'',
	' ',
	'__proto__',
	'constructor',
	'toString',
	'\u0000',
	'\u001b[2J\u001b]0;x\u0007',
	'\ud800',
	'\u202e',
	'{name} {0} $& $1',
	'{"a":',
	'{}',
	'[]',
	'"x"',
	'null',
	'${AWS::Region}',
	'${',
	'AWS::NoValue',
	'%',
	'https://%zz.example.com/%',
	'ami-0a1b2c3d4e5f67890',
	'arn:aws:iam::123456789012:role/x',
	'2026-99-99T99:99:99Z',
	'AmiProduct@1.0',
	'Offer@1.0',
	'ContainerProduct@1.0',
	'$X.Entity.Identifier',
	'a'.repeat(5000),
	'😀'.repeat(300),
];
const keys = [
	'__proto__',
	'constructor',
	'Fn::If',
	'Fn::Sub',
	'Fn::Join',
	'Fn::ForEach::X',
	'Fn::Transform',
	'Ref',
	'Type',
	'Details',
	'DetailsDocument',
	'',
	'\u001b[31m',
];

const replacement = fc.oneof(
	fc.constantFrom<unknown>(...hostileStrings),
	fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e308, -1e-308, 9_007_199_254_740_992, 65_536, [], {}, [[]], [null], {Ref: 'AWS::NoValue'}),
	fc.constantFrom<unknown>(
		{'Fn::If': ['A', {Ref: 'AWS::NoValue'}, []]},
		{'Fn::Sub': ['${A}', {A: {'Fn::Sub': '${B}'}}]},
		{'Fn::Join': ['', [{Ref: 'A'}, 'b']]},
		{
			'Fn::FindInMap': ['A', 'B', 'C', {DefaultValue: 1}],
		},
	),
	fc.jsonValue({maxDepth: 2}),
	fc.string({unit: 'binary', maxLength: 20}),
);

/** One change: of which node (as a share of all), how, and with what. */
const mutation = fc.record({
	at: fc.double({min: 0, max: 1, noNaN: true, maxExcluded: true}),
	how: fc.constantFrom('replace', 'remove', 'wrap', 'repeat', 'rename', 'string', 'if', 'lower'),
	value: replacement,
	key: fc.constantFrom(...keys),
});
type Mutation = typeof mutation extends fc.Arbitrary<infer Value> ? Value : never;

type Holder = {readonly parent: Record<string, unknown> | unknown[]; readonly key: string | number};

function holdersOf(value: unknown): readonly Holder[] {
	if (Array.isArray(value)) return value.flatMap((item, key) => [{parent: value, key}, ...holdersOf(item)]);
	if (typeof value !== 'object' || value === null) return [];
	// What is no array and no null has its keys as a record has.
	const parent = value as Record<string, unknown>;
	return Object.keys(parent).flatMap((key) => [{parent, key}, ...holdersOf(parent[key])]);
}

function put({parent, key}: Holder, value: unknown): void {
	Object.defineProperty(parent, key, {value, enumerable: true, configurable: true, writable: true});
}

function mutate(data: unknown, {at, how, value, key}: Mutation): void {
	const holders = holdersOf(data);
	const holder = holders[Math.floor(at * holders.length)];
	if (holder === undefined) return;
	const before: unknown = Reflect.get(holder.parent, holder.key);
	if (how === 'remove') {
		if (Array.isArray(holder.parent)) holder.parent.splice(Number(holder.key), 1);
		else Reflect.deleteProperty(holder.parent, holder.key);
	} else if (how === 'rename' || how === 'lower') {
		if (Array.isArray(holder.parent)) return;
		Reflect.deleteProperty(holder.parent, holder.key);
		put({parent: holder.parent, key: how === 'rename' ? key : String(holder.key).toLowerCase()}, before);
	} else put(holder, replaced(how, before, value));
}

function replaced(how: Exclude<Mutation['how'], 'remove' | 'rename' | 'lower'>, before: unknown, value: unknown): unknown {
	switch (how) {
		case 'replace':
			return structuredClone(value);
		case 'wrap':
			return [before];
		case 'repeat':
			return [before, before, structuredClone(before)];
		case 'string':
			return JSON.stringify(before);
		case 'if':
			return {'Fn::If': ['A', before, value]};
	}
}

/** A cut or a splice of a file's text, as a share of its length. */
const cut = fc.record({
	at: fc.double({min: 0, max: 1, noNaN: true}),
	length: fc.constantFrom(0, 0, 1, 3, 40, 100_000),
	insert: fc.constantFrom('', '\u0000', '\ufeff', '\t', '\n---\n', '"', '}', '[', '&a *a', '<<: *a\n', '# x\n', '// x\n', ','),
});
const file = fc.record({
	mutations: fc.array(mutation, {maxLength: 6}),
	cut: fc.option(cut, {freq: 3}),
	encoding: fc.constantFrom('utf8', 'utf8', 'utf8', 'bom', 'utf16', 'crlf', 'details'),
	file: fc.constantFrom(undefined, undefined, undefined, 'x', 'x.template', 'x.txt', 'x.md', 'x.html', 'constructor'),
});
type Plan = typeof file extends fc.Arbitrary<infer Value> ? Value : never;

/** Every `DetailsDocument` as a string under `Details`, as older requests write it. */
function withStrings(data: unknown): void {
	for (const {parent, key} of holdersOf(data)) {
		if (key !== 'DetailsDocument' || Array.isArray(parent)) continue;
		put({parent, key: 'Details'}, JSON.stringify(parent[key]));
		Reflect.deleteProperty(parent, key);
	}
}

function bytesOf({text, data}: File, plan: Plan): Uint8Array {
	let written = text;
	if (data !== undefined && plan.mutations.length > 0) {
		const copy: unknown = JSON.parse(JSON.stringify(data));
		if (plan.encoding === 'details') withStrings(copy);
		for (const each of plan.mutations) mutate(copy, each);
		written = JSON.stringify(copy, undefined, 1);
	}
	if (plan.cut !== null) {
		const at = Math.floor(plan.cut.at * written.length);
		written = written.slice(0, at) + plan.cut.insert + written.slice(at + plan.cut.length);
	}
	if (plan.encoding === 'crlf') written = written.replaceAll('\n', '\r\n');
	if (plan.encoding === 'utf16') return Buffer.from(`\ufeff${written}`, 'utf16le');
	return new TextEncoder().encode(plan.encoding === 'bom' ? `\ufeff${written}` : written);
}

/** The report's schema, with every object as open as it is published. */
function reportValidator(): (data: unknown) => string | undefined {
	// Both packages are CommonJS: their classes come below `default`.
	const ajv = new ajv2020.default({strict: false});
	formats.default(ajv);
	const validate = ajv.compile(JSON.parse(readFileSync(join(projectRoot, 'schemas', 'report-1.schema.json'), 'utf8')) as object);
	return (data) => (validate(data) ? undefined : ajv.errorsText(validate.errors));
}

/** What a terminal would obey: the report itself writes line feeds alone when it has no colours. */
const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

test('whatever stands in a submission, a check ends with a sound report', async (t) => {
	const faultOf = reportValidator();
	const submission = fc.record({
		which: fc.nat(submissions.length - 1),
		files: fc.array(file, {minLength: 5, maxLength: 5}),
		edition: fc.constantFrom<Edition>('ami-2020', 'ami-2025'),
	});
	let runs = 0;
	await fc.assert(
		fc.asyncProperty(submission, async ({which, files, edition}) => {
			runs++;
			const inputs = (submissions[which] ?? []).map((given, index) => {
				const plan = files[index % files.length] as Plan;
				return {file: plan.file === undefined ? given.file : `${index}/${plan.file}`, bytes: bytesOf(given, plan)};
			});
			const outcome = await check({inputs, validators, today, edition});
			const broken = outcome.problems.filter(({message}) => /the rule broke|could not be read:/.test(message));
			if (broken.length > 0) throw new Error(broken.map(({file: where, message}) => `${where}: ${message}`).join('\n'));
			const fault = faultOf(JSON.parse(formatJson(outcome, {name: 'shelfready', version: '0.1.0'})));
			if (fault !== undefined) throw new Error(fault);
			if (outcome.artifacts.length !== inputs.length) throw new Error('a file vanished');
			const satisfied = outcome.policies.filter(({verdict}) => verdict === 'satisfied');
			if (satisfied.length > 0 && outcome.problems.length > 0) throw new Error('satisfied beside a file that could not be read');
			const text = formatText(outcome, {width: 80, color: false, quiet: false, rules: validators.length});
			const found = control.exec(text);
			if (found !== null) throw new Error(`U+${found[0].charCodeAt(0).toString(16)} goes to the terminal`);
		}),
		{seed, numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: seconds * 1000, endOnFailure: false},
	);
	t.log(`${runs} submissions`);
	t.true(runs > 20);
});
