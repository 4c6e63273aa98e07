import {defineValidator} from '../../src/contract.ts';
import {debian} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const noTrialLicence = defineValidator({
	id: 'root/no-trial-licence',
	policy: 'usage.no-trial-or-prerelease',
	severity: 'warning',
	about: 'No licence in the AMI is one for trial or evaluation.',
	source: pages.policy,
	reads: ['productFiles'],
	messages: {
		trial: {
			message: 'A licence in the AMI is for trial: {value}.',
			help: 'Ship a licence for the product that is sold. If it is not one that the product needs, waive this with that reason.',
		},
	},
	examples: [
		{
			name: 'a trial licence',
			files: {},
			root: debian({'opt/larkspur/license.json': '{"type": "trial", "seats": 5}\n'}),
			expect: [{message: 'trial', at: 'trial'}],
		},
		{name: 'a full licence', files: {}, root: debian({'opt/larkspur/license.json': '{"type": "enterprise", "expires": "2027-06-30"}\n'}), expect: []},
	],
	*check({productFiles}) {
		for (const {how, value, place} of productFiles.flatMap(({licences}) => licences))
			if (how === 'trial') yield {message: 'trial', place, subject: value, data: {value}};
	},
});
