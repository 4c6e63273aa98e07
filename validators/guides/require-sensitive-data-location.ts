import {defineValidator} from '../../src/contract.ts';
import {standalone, version, withTemplate} from '../../src/examples.ts';
import {lacking} from '../../src/language/contents.ts';
import {pages} from '../../src/limits.ts';
import {spanOf} from '../../src/tree.ts';

const usage = (UsageInstructions: string) => ({'listing.json': version([standalone({UsageInstructions})])});
const covered = 'Customer records are stored in the PostgreSQL database under /var/lib/postgresql on the data volume.';

export const requireSensitiveDataLocation = defineValidator({
	id: 'guides/require-sensitive-data-location',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'Usage instructions say where all sensitive information that customers store is located.',
	why: 'AWS lists this content among what all usage instructions must have. Whether a passage covers it is judged by its words: a person should look.',
	source: pages.usage,
	reads: ['usageInstructions'],
	messages: {
		missing: {
			message: 'No passage of the usage instructions was found that says where the sensitive information of customers is stored.',
			help: 'Name every place, or say that there is none, for example: Customer records are stored in the PostgreSQL database under /var/lib/postgresql on the data volume.',
		},
	},
	examples: [
		{
			name: 'instructions that only launch',
			files: usage('1. Launch the instance. 2. Open port 8443.'),
			expect: [{message: 'missing', at: '1. Launch the instance.', subject: 'standalone usage instructions'}],
		},
		{
			name: 'care without a place',
			files: usage('We treat sensitive information with the greatest care.'),
			expect: [{message: 'missing', at: 'We treat sensitive information', subject: 'standalone usage instructions'}],
		},
		{name: 'a passage on it', files: usage(`1. Launch the instance.\n\n${covered}`), expect: []},
		{name: 'a passage on it in a template option', files: {'listing.json': version([withTemplate({UsageInstructions: covered})])}, expect: []},
	],
	*check({usageInstructions}) {
		for (const {text, kind, opening} of lacking('sensitive-data', usageInstructions)) {
			yield {message: 'missing', place: spanOf(text, ...opening), subject: `${kind} usage instructions`};
		}
	},
});
