/**
 * Answers of AWS Marketplace on its own scan: `DescribeAssessment`, and `ListAssessments` where only that came along.
 * Origin: https://docs.aws.amazon.com/marketplace/latest/APIReference/API_DescribeAssessment.html
 */

import type {FailedControl} from '../../evidence/scan.ts';
import {get, itemsOf, placeOf, type SourceNode, stringOf, textOf} from '../../tree.ts';
import {given} from '../listing/reader.ts';
import {dayOf, idsIn, type Reading, startOf, wordOf} from './reading.ts';

/** One reading for each assessment. */
export function assessmentReadings(file: string, root: SourceNode): readonly Reading[] {
	const list = get(root, 'AssessmentSummaryList');
	return (list === undefined ? [root] : itemsOf(list)).filter(({kind}) => kind === 'map').map((answer) => assessmentReading(file, answer));
}

function assessmentReading(file: string, answer: SourceNode): Reading {
	const framework = stringOf(get(answer, 'FrameworkId'))?.split('@')[0];
	const summary = get(answer, 'FrameworkSummary');
	const option = get(summary, 'AMISecuritySummary', 'DeliveryOptionId');
	const isContainer = get(summary, 'ContainerSecuritySummary') !== undefined;
	const failed = itemsOf(get(answer, 'ControlAssessments')).flatMap((control) => failedOf(file, control));
	const scopes = failed.flatMap(({errors}) => errors.map(({scope}) => scope)).join(' ');
	const id = get(answer, 'AssessmentId');
	const pointed = option ?? id;
	return {
		file,
		form: 'assessment',
		place: pointed === undefined ? startOf(file, answer) : placeOf(file, pointed),
		tool: 'AWS Marketplace',
		target: {kind: isContainer ? 'container' : 'delivery-option', ...given({name: stringOf(option) ?? stringOf(id)})},
		ids: idsIn(scopes),
		...given({
			option: stringOf(option),
			product: stringOf(get(answer, 'AssessmentTargetSummary', 'EntityId'))?.split('@')[0],
			date: textOf(file, get(answer, 'CreatedAt')),
		}),
		packages: [],
		malware: [],
		secrets: [],
		whole: {vulnerabilities: false, malware: false},
		assessment: {...given({result: textOf(file, get(answer, 'AssessmentResult')), framework, expires: dayOf(wordOf(answer, 'ExpiresAt'))}), failed},
	};
}

function failedOf(file: string, control: SourceNode): readonly FailedControl[] {
	const result = textOf(file, get(control, 'ControlAssessmentResult'));
	if (result === undefined || (result.value !== 'FAIL' && result.value !== 'NOT_EXECUTED')) return [];
	const errors = itemsOf(get(control, 'Errors')).map((error) => {
		const scope = itemsOf(get(error, 'Scope'))
			.map((pair) => `${stringOf(get(pair, 'Name')) ?? ''} ${stringOf(get(pair, 'Value')) ?? ''}`.trim())
			.join(', ');
		const place = placeOf(file, get(error, 'Code') ?? get(error, 'Message') ?? error);
		return {place, ...given({code: wordOf(error, 'Code'), message: wordOf(error, 'Message')}), scope};
	});
	return [{result: result.value, control: textOf(file, get(control, 'ControlId')) ?? result, errors}];
}
