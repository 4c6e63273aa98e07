import type {ExecutionContext, TestFn} from 'ava';
import {readConfig} from '../../src/config.ts';
import type {AnyValidator, Expected, Hit} from '../../src/contract.ts';
import {keptLinter} from '../../src/gather/kept-linter.ts';
import {openJudge} from '../../src/judge/open.ts';
import {edited} from '../../src/mend.ts';
import type {Finding, Outcome} from '../../src/outcome.ts';
import {fill} from '../../src/settle.ts';
import {checkFiles} from './submission.ts';

/** One linter for all examples of a process: each start costs as much as many templates. `closeLinter` ends it, which a test file has to call. */
const linter = keptLinter();

/** Ends the shared linter: a test file whose worker has a worker of its own does not end by itself. */
export const closeLinter = linter.close;

/** What a hit is reported as saying. */
function wordsOf(validator: AnyValidator, {foreign, message, data}: Hit): string {
	return foreign?.message ?? fill(validator.messages[message]?.message ?? '', data);
}

/** Runs a rule's own examples through the whole pipeline: each must give exactly the messages it expects, at the exact source text. */
export function testExamples(test: TestFn, validator: AnyValidator): void {
	for (const example of validator.examples) {
		test(`${validator.id}: ${example.name}`, async (t) => {
			const hits: Hit[] = [];
			const recording: AnyValidator = {
				...validator,
				*check(evidence: never, options: never) {
					for (const hit of validator.check(evidence, options)) {
						hits.push(hit);
						yield hit;
					}
				},
			};
			const {'shelfready.yaml': settings = '', ...files} = example.files;
			const read = await readConfig(settings, {file: 'shelfready.yaml', validators: [validator]});
			if ('errors' in read) return t.fail(read.errors.join('\n'));
			const {edition = 'ami-2020', deliveryMethods, licensing, options} = read.config;
			const outcome = await checkFiles(files, [recording], {
				edition,
				options,
				...(example.root === undefined ? {} : {root: example.root}),
				linter: linter.start,
				judge: openJudge,
				...(deliveryMethods === undefined ? {} : {deliveryMethods}),
				...(licensing === undefined ? {} : {licensing}),
			});
			// What a rule points at may be the very thing that keeps the file from being read in full.
			const pointedAt = new Set(outcome.findings.map(({place}) => `${place.file} ${place.range?.[0]}`));
			const problems = outcome.problems.filter(({file, place}) => !pointedAt.has(`${file} ${place?.range?.[0]}`));
			t.deepEqual(problems, []);
			t.deepEqual(outcome.notAssessed, [], 'the example must bring the evidence that the rule reads');
			for (const finding of outcome.findings)
				await mends(t, finding, files, (changed) => checkFiles(changed, [validator], {edition, options, linter: linter.start, judge: openJudge}));
			const found = outcome.findings.map((finding): Expected => {
				const hit = hits.find((candidate) => candidate.place === finding.place && wordsOf(validator, candidate) === finding.message);
				return {message: hit?.message ?? '?', at: finding.excerpt, subject: finding.subject};
			});
			const wanted = example.expect.map((expected, index): Expected => ({subject: found[index]?.subject ?? '?', ...expected}));
			t.deepEqual(found, wanted);
			for (const finding of outcome.findings) t.notRegex(`${finding.message} ${finding.help}`, /(?<!\$)\{\w+\}/, 'a slot was left empty');
		});
	}
}

/** A fix that is offered takes its finding away and brings no other; the file stays as readable as it was. */
async function mends(
	t: ExecutionContext,
	{fix, content, message, place}: Finding,
	files: Readonly<Record<string, string>>,
	check: (files: Readonly<Record<string, string>>) => Promise<Outcome>,
): Promise<void> {
	if (fix === undefined) return;
	const changed = Object.fromEntries(
		Object.entries(files).map(([file, text]) => [
			file,
			edited(
				text,
				fix.edits.filter((edit) => edit.file === file),
			),
		]),
	);
	const before = await check(files);
	const after = await check(changed);
	const same = ({findings}: Outcome) => findings.filter((finding) => finding.content === content && finding.place.file === place.file).length;
	t.true(same(after) < same(before), `the fix leaves what it should mend: ${message}`);
	t.true(after.findings.length < before.findings.length, `the fix brings another fault: ${message}`);
	t.true(after.problems.length <= before.problems.length, `the fix makes a file unreadable: ${message}`);
}
