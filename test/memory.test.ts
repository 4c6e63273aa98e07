/**
 * The example submissions under random edits: a check that takes over what those before it came to says what one says that starts from nothing.
 * `SHELFREADY_FUZZ_SECONDS` and `SHELFREADY_FUZZ_SEED` make it longer and other.
 */

import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {isDeepStrictEqual} from 'node:util';
import test from 'ava';
import fc from 'fast-check';
import type {ArtifactKind, Input} from '../src/artifact.ts';
import {type CheckRequest, check} from '../src/check.ts';
import type {Edition} from '../src/contract.ts';
import {startLinter} from '../src/gather/cfn-lint.ts';
import {newMemory} from '../src/memory.ts';
import {validators} from '../validators/index.ts';
import {projectRoot} from './helpers/project.ts';
import {today} from './helpers/submission.ts';

const seconds = Number(process.env['SHELFREADY_FUZZ_SECONDS'] ?? 0);
const seed = Number(process.env['SHELFREADY_FUZZ_SEED'] ?? 20_261_126);

const root = join(projectRoot, 'templates', 'submissions');
const submissions = readdirSync(root)
	.map((name) => join(root, name))
	.filter((path) => statSync(path).isDirectory())
	.map((folder) => readdirSync(folder).map((file): Input => ({file, bytes: readFileSync(join(folder, file))})));

const share = fc.double({min: 0, max: 1, noNaN: true, maxExcluded: true});
const step = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({
			how: fc.constant('type' as const),
			which: share,
			at: share,
			text: fc.constantFrom('x', ' ', '\n', ':', '"', '}', '- ', '*', '0.0.0.0/0'),
		}),
	},
	{weight: 3, arbitrary: fc.record({how: fc.constant('cut' as const), which: share, at: share, length: fc.constantFrom(1, 5, 60, 2000)})},
	{weight: 2, arbitrary: fc.record({how: fc.constant('back' as const), which: share})},
	{weight: 1, arbitrary: fc.record({how: fc.constant('delete' as const), which: share})},
	{weight: 1, arbitrary: fc.record({how: fc.constant('copy' as const), which: share, name: fc.constantFrom('a.yaml', 'z.json', 'docs/x.md')})},
	{weight: 1, arbitrary: fc.record({how: fc.constant('edition' as const), edition: fc.constantFrom<Edition>('ami-2020', 'ami-2025')})},
	{
		weight: 1,
		arbitrary: fc.record({how: fc.constant('kind' as const), which: share, kind: fc.constantFrom<ArtifactKind>('docs', 'template', 'script', 'unknown')}),
	},
	{weight: 1, arbitrary: fc.record({how: fc.constant('option' as const), most: fc.nat(60)})},
	{weight: 1, arbitrary: fc.record({how: fc.constant('url' as const), which: share})},
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

type State = Pick<CheckRequest, 'inputs' | 'edition' | 'kinds' | 'options' | 'urls'>;

function withText({file, bytes}: Input, change: (text: string) => string): Input {
	return {file, bytes: new TextEncoder().encode(change(Buffer.from(bytes).toString('utf8')))};
}

function after(state: State, taken: Step, originals: readonly Input[]): State {
	if (taken.how === 'edition') return {...state, edition: taken.edition};
	if (taken.how === 'option') return {...state, options: {'image/no-old-image': {months: taken.most}}};
	const {inputs} = state;
	const index = Math.floor(taken.which * inputs.length);
	const chosen = inputs[index];
	if (chosen === undefined) return state;
	const put = (input: Input): State => ({...state, inputs: inputs.with(index, input)});
	switch (taken.how) {
		case 'type': {
			const {at, text} = taken;
			return put(withText(chosen, (old) => old.slice(0, at * old.length) + text + old.slice(at * old.length)));
		}
		case 'cut': {
			const {at, length} = taken;
			return put(withText(chosen, (old) => old.slice(0, at * old.length) + old.slice(at * old.length + length)));
		}
		case 'back':
			return put(originals.find(({file}) => file === chosen.file) ?? chosen);
		case 'delete':
			return {...state, inputs: inputs.toSpliced(index, 1)};
		case 'copy':
			return {...state, inputs: [...inputs.filter(({file}) => file !== taken.name), {file: taken.name, bytes: chosen.bytes}]};
		case 'kind':
			return {...state, kinds: {[chosen.file]: taken.kind}};
		case 'url':
			return {...state, urls: {'https://larkspur-media.s3.amazonaws.com/2.4.0/template.yaml': chosen.file}};
	}
}

test('with and without memory, a check comes to the same', async (t) => {
	let checks = 0;
	await fc.assert(
		fc.asyncProperty(fc.nat(submissions.length - 1), fc.array(step, {minLength: 1, maxLength: 8}), async (which, steps) => {
			const originals = submissions[which] ?? [];
			const memory = newMemory();
			let state: State = {inputs: originals};
			for (const taken of steps) {
				state = after(state, taken, originals);
				const request = {...state, validators, today};
				const [anew, remembered] = [await check(request), await check({...request, memory})];
				if (!isDeepStrictEqual(remembered, anew)) t.deepEqual(remembered, anew);
				checks++;
			}
		}),
		seconds === 0 ? {seed, numRuns: 15} : {seed, numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: seconds * 1000},
	);
	t.log(`${checks} checks`);
	t.true(checks > 20);
});

test("cfn-lint's findings come to the same, also where a template beside has changed", async (t) => {
	const nested = (type: string) => `Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties: {${type}: a}\nParameters: {Name: {Type: String}}\n`;
	const parent = "Resources:\n  Child: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: child.yaml, Parameters: {Name: x}}}\n";
	const linted = validators.filter(({reads}) => reads.includes('lintedTemplates'));
	const linter = await startLinter();
	const shared = async () => ({...linter, close: async () => {}});
	const memory = newMemory();
	let inputs: readonly Input[] = [
		withText({file: 'parent.yaml', bytes: new Uint8Array()}, () => parent),
		withText({file: 'child.yaml', bytes: new Uint8Array()}, () => nested('TopicName')),
	];
	const found: number[] = [];
	for (const change of [(old: string) => old, () => nested('Nickname'), (old: string) => old.replace('Name: {', 'Title: {')]) {
		inputs = inputs.map((input) => (input.file === 'child.yaml' ? withText(input, change) : input));
		const request = {inputs, validators: linted, today, linter: shared};
		const [anew, remembered] = [await check(request), await check({...request, memory})];
		t.deepEqual(remembered.findings, anew.findings);
		found.push(anew.findings.length);
	}
	t.true(new Set(found).size > 1, `the changes make a difference: ${found.join(', ')}`);
	await linter.close();
});
