import {defineValidator} from '../../src/contract.ts';
import {askedHits} from '../../src/hits.ts';
import {figuresOf, severityOf} from '../../src/language/measured.ts';
import {pages} from '../../src/limits.ts';

export const noAwsKeys = defineValidator({
	id: 'language/no-aws-keys',
	policy: 'security.no-aws-keys-from-users',
	severity: severityOf('aws-keys'),
	about: 'Buyers are never asked for AWS access keys.',
	why: `Long-term keys in a product are credentials that leak; an IAM role on the instance gives the same rights. ${figuresOf('aws-keys')}`,
	source: pages.policy,
	reads: ['judged'],
	messages: {
		asks: {
			message: 'Asks for AWS keys: "{words}".',
			help: 'Use an IAM role attached to the instance; say which rights it needs, and take the step out. For example: Attach an IAM role to the instance; the product never asks for access keys.',
		},
	},
	examples: [
		{
			name: 'asked in plain words',
			files: {'README.md': '# Larkspur\n\nCreate an IAM user and enter its access key and secret key under Settings > Cloud.'},
			expect: [{message: 'asks', at: 'Create an IAM user and enter its access key and secret key under Settings > Cloud.'}],
		},
		{name: 'fine', files: {'README.md': '# Larkspur\n\nNever enter access keys: the instance uses its IAM role.'}, expect: []},
	],
	check: ({judged}) => askedHits(judged, 'aws-keys'),
});
