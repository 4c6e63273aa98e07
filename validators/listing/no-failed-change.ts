import {defineValidator} from '../../src/contract.ts';
import {json} from '../../src/examples.ts';
import {clip} from '../../src/language/clip.ts';

const answer = (errors: readonly unknown[]) =>
	json({
		ChangeSetId: 'cs0example0001',
		Status: errors.length === 0 ? 'SUCCEEDED' : 'FAILED',
		ChangeSet: [
			{
				ChangeType: 'AddRegions',
				Entity: {Type: 'AmiProduct@1.0', Identifier: 'prod-abc123def4567'},
				DetailsDocument: {Regions: ['us-east-1']},
				...(errors.length === 0 ? {} : {ErrorDetailList: errors}),
			},
		],
	});

export const noFailedChange = defineValidator({
	id: 'listing/no-failed-change',
	policy: 'delivery.listing-requirements',
	// The answer may be older than the submission.
	severity: 'warning',
	about: 'A change set that AWS has answered was not refused.',
	why: 'A DescribeChangeSet answer among the files says what AWS itself found: what it names comes before anything that a rule can guess.',
	source: 'https://docs.aws.amazon.com/marketplace/latest/APIReference/API_DescribeChangeSet.html',
	reads: ['changeSets'],
	messages: {
		refused: {
			message: 'AWS refused {change} with {code}, saying "{words}".',
			help: 'Mend what AWS names and send the change again. If that is done, take this answer out of the submission.',
		},
	},
	examples: [
		{
			name: 'a change that failed',
			files: {'answer.json': answer([{ErrorCode: 'INVALID_REGIONS', ErrorMessage: 'us-east-1 is available already.'}])},
			expect: [{message: 'refused', at: '"INVALID_REGIONS"', subject: 'INVALID_REGIONS'}],
		},
		{
			name: 'an error without its code',
			files: {'answer.json': answer([{ErrorMessage: 'Try again.'}])},
			expect: [{message: 'refused', at: '"Try again."', subject: 'AddRegions'}],
		},
		{name: 'a change that succeeded', files: {'answer.json': answer([])}, expect: []},
	],
	*check({changeSets}) {
		for (const {changeType, errors = []} of changeSets.flatMap(({changes}) => changes)) {
			for (const {code, message, place} of errors) {
				const change = changeType?.value ?? 'a change';
				yield {
					message: 'refused',
					place: code?.place ?? message?.place ?? place,
					subject: code?.value ?? change,
					data: {change, code: code?.value ?? 'no code', words: clip(message?.value ?? 'no reason', 300)},
				};
			}
		}
	},
});
