import {defineValidator} from '../../src/contract.ts';
import {askedHits} from '../../src/hits.ts';
import {figuresOf, severityOf} from '../../src/language/measured.ts';
import {pages} from '../../src/limits.ts';

export const noUsageLimits = defineValidator({
	id: 'language/no-usage-limits',
	policy: 'usage.no-limits',
	severity: severityOf('limits'),
	about: 'The product is not limited by time, number of users or otherwise by its licence.',
	why: `AWS sells the whole product: what the hardware can carry is a limit that buyers choose, what a licence forbids is not. ${figuresOf('limits')}`,
	source: pages.policy,
	reads: ['judged'],
	messages: {
		asks: {
			message: 'Limits the product by its licence or edition: "{words}".',
			help: 'Lift the limit in the image and take the sentence out; a size that the instance type sets may stay, named as such. For example: The number of users depends on the instance type alone.',
		},
	},
	examples: [
		{
			name: 'asked in plain words',
			files: {'README.md': '# Larkspur\n\nAfter 30 days the dashboard locks until a renewal is bought.'},
			expect: [{message: 'asks', at: 'After 30 days the dashboard locks until a renewal is bought.'}],
		},
		{
			name: 'asked in passing',
			files: {'README.md': '# Larkspur\n\nThis edition allows at most five users.'},
			expect: [{message: 'asks', at: 'This edition allows at most five users.'}],
		},
		{name: 'fine', files: {'README.md': '# Larkspur\n\nIdle sessions end after 30 minutes; you can change this under Settings.'}, expect: []},
		{name: 'fine, with the same words', files: {'README.md': '# Larkspur\n\nHow many users fit depends on the instance type alone.'}, expect: []},
	],
	check: ({judged}) => askedHits(judged, 'limits'),
});
