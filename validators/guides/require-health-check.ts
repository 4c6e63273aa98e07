import {defineValidator} from '../../src/contract.ts';
import {standalone, version, withTemplate} from '../../src/examples.ts';
import {lacking} from '../../src/language/contents.ts';
import {pages} from '../../src/limits.ts';
import {spanOf} from '../../src/tree.ts';

const usage = (UsageInstructions: string) => ({'listing.json': version([standalone({UsageInstructions})])});
const covered = 'Open the EC2 console, check the Region, select the instance, and read the Status checks tab: both checks must have passed.';

export const requireHealthCheck = defineValidator({
	id: 'guides/require-health-check',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'Usage instructions lead step by step through a health check of the application.',
	why: 'AWS lists this content among what all usage instructions must have. Whether a passage covers it is judged by its words: a person should look.',
	source: pages.usage,
	reads: ['usageInstructions'],
	messages: {
		missing: {
			message: 'No passage of the usage instructions was found that tells how to check that the application is healthy.',
			help: 'Give the steps and what must be seen, for example: Open the EC2 console, check the Region, select the instance, and read the Status checks tab: both checks must have passed.',
		},
	},
	examples: [
		{
			name: 'instructions that only launch',
			files: usage('1. Launch the instance. 2. Open port 8443.'),
			expect: [{message: 'missing', at: '1. Launch the instance.', subject: 'standalone usage instructions'}],
		},
		{
			name: 'the health of patients',
			files: usage('Made for healthcare providers: check in patients in seconds.'),
			expect: [{message: 'missing', at: 'Made for healthcare providers:', subject: 'standalone usage instructions'}],
		},
		{name: 'a passage on it', files: usage(`1. Launch the instance.\n\n${covered}`), expect: []},
		{name: 'a passage on it in a template option', files: {'listing.json': version([withTemplate({UsageInstructions: covered})])}, expect: []},
	],
	*check({usageInstructions}) {
		for (const {text, kind, opening} of lacking('health-check', usageInstructions)) {
			yield {message: 'missing', place: spanOf(text, ...opening), subject: `${kind} usage instructions`};
		}
	},
});
