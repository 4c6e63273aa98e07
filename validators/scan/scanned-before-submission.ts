import {defineValidator} from '../../src/contract.ts';
import {assessment, entity} from '../../src/examples.ts';
import {counts, isPass} from '../../src/hits/scans.ts';
import {clip} from '../../src/language/clip.ts';
import {amiFramework} from '../../src/limits/scans.ts';

const control = (result: string, errors: readonly unknown[] = []) => ({ControlId: 'example-control', ControlAssessmentResult: result, Errors: errors});
const failed = (controls: readonly unknown[]) => ({
	'entity.json': entity(),
	'assessment.json': assessment({AssessmentResult: 'FAIL', ControlAssessments: controls}),
});

export const scannedBeforeSubmission = defineValidator({
	id: 'scan/scanned-before-submission',
	policy: 'security.scanned-before-submission',
	severity: 'error',
	about: "AWS's own scan of the AMI passed.",
	why: "Test 'Add version' in the portal, or a change set with Intent VALIDATE, lets AWS scan an AMI before it is submitted. `aws marketplace-catalog list-assessments` and `describe-assessment` give what it found.",
	source: amiFramework.source,
	reads: ['scans', 'submission'],
	messages: {
		refused: {
			message: "AWS's scan did not pass {control}: {reason}.",
			help: 'Mend it in the image, build the AMI anew, and let AWS scan that one.',
		},
		failed: {
			message: "AWS's scan did not pass, and the answer does not say why.",
			help: 'Save the whole answer of aws marketplace-catalog describe-assessment: it has the result of each control.',
		},
		notRun: {
			message: "AWS's scan left {control} out{reason}.",
			help: 'Let AWS scan the AMI again before you submit it; where the control is left out again, ask AWS why.',
		},
	},
	examples: [
		{
			name: 'a control that failed',
			files: failed([control('FAIL', [{Code: 'EXAMPLE_CODE', Message: 'Example.', Scope: [{Name: 'FILE_PATH', Value: '/root/.ssh/authorized_keys'}]}])]),
			expect: [{message: 'refused', at: '"EXAMPLE_CODE"', subject: 'EXAMPLE_CODE'}],
		},
		{name: 'a control that failed without an error', files: failed([control('FAIL')]), expect: [{message: 'refused', at: '"example-control"'}]},
		{name: 'a failure without its controls', files: failed([]), expect: [{message: 'failed', at: '"FAIL"'}]},
		{
			name: 'a control that was not run',
			files: {'entity.json': entity(), 'assessment.json': assessment({ControlAssessments: [control('NOT_EXECUTED')]})},
			expect: [{message: 'notRun', at: '"example-control"', subject: 'example-control'}],
		},
		{name: 'a scan that passed', files: {'entity.json': entity(), 'assessment.json': assessment()}, expect: []},
		{
			name: 'a failure that has expired',
			files: {'entity.json': entity(), 'assessment.json': assessment({AssessmentResult: 'FAIL', ExpiresAt: '2026-11-01T09:00:00Z'})},
			expect: [],
		},
	],
	*check({scans, submission}) {
		for (const scan of scans.results) {
			const {assessment: answer} = scan;
			if (answer === undefined || !counts(scan, submission.today)) continue;
			// An answer on the product that does not say which of its AMIs was scanned may be on the version before.
			const doubt = scan.of === 'own' ? {} : {severity: 'warning' as const};
			for (const {result, control: named, errors} of answer.failed) {
				const subject = clip(named.value);
				if (result === 'NOT_EXECUTED') {
					const reason = errors[0]?.message === undefined ? '' : `: ${clip(errors[0].message, 300)}`;
					yield {message: 'notRun', place: named.place, subject, severity: 'note', data: {control: subject, reason: reason.replace(/\.$/, '')}};
				} else if (errors.length === 0)
					yield {message: 'refused', place: named.place, subject, ...doubt, data: {control: subject, reason: 'no reason is given'}};
				for (const {place, code, message, scope} of result === 'FAIL' ? errors : []) {
					const words = [code, message?.replace(/\.$/, ''), scope === '' ? undefined : `(${clip(scope, 200)})`].flatMap((part) => part ?? []);
					yield {message: 'refused', place, subject: code ?? subject, ...doubt, data: {control: subject, reason: words.join(' ') || 'no reason is given'}};
				}
			}
			const isExplained = answer.failed.some(({result}) => result === 'FAIL');
			if (answer.result?.value === 'FAIL' && !isExplained) yield {message: 'failed', place: answer.result.place, subject: scan.file, ...doubt};
		}
	},
	shows({scans: {results, amis}, submission}) {
		const passed = amis.map((ami) => results.find((scan) => isPass(scan, ami, submission.today)));
		if (amis.length === 0 || passed.includes(undefined)) return undefined;
		return amis.map((ami, index) => `AWS's own scan of ${ami} passed${passed[index]?.day === undefined ? '' : ` on ${passed[index].day}`}`).join('; ');
	},
});
