import {defineValidator} from '../../src/contract.ts';
import {standalone, version, withTemplate} from '../../src/examples.ts';
import {lacking} from '../../src/language/contents.ts';
import {pages} from '../../src/limits.ts';
import {spanOf} from '../../src/tree.ts';

const usage = (UsageInstructions: string) => ({'listing.json': version([standalone({UsageInstructions})])});
const covered = 'The stack needs 8 On-Demand vCPUs; open Service Quotas, Amazon EC2, and request an increase if fewer are left.';

export const requireServiceQuotas = defineValidator({
	id: 'guides/require-service-quotas',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'Usage instructions guide the buyer in managing AWS service quotas.',
	why: 'AWS lists this content among what all usage instructions must have. Whether a passage covers it is judged by its words: a person should look.',
	source: pages.usage,
	reads: ['usageInstructions'],
	messages: {
		missing: {
			message: 'No passage of the usage instructions was found that guides the buyer in managing AWS service quotas.',
			help: 'Name the quotas that the product counts against and how to raise them, for example: The stack needs 8 On-Demand vCPUs; open Service Quotas, Amazon EC2, and request an increase if fewer are left.',
		},
	},
	examples: [
		{
			name: 'instructions that only launch',
			files: usage('1. Launch the instance. 2. Open port 8443.'),
			expect: [{message: 'missing', at: '1. Launch the instance.', subject: 'standalone usage instructions'}],
		},
		{
			name: 'quotas of the application',
			files: usage('Disk quota per user: set it under Settings, Quotas.'),
			expect: [{message: 'missing', at: 'Disk quota per user:', subject: 'standalone usage instructions'}],
		},
		{name: 'a passage on it', files: usage(`1. Launch the instance.\n\n${covered}`), expect: []},
		{name: 'a passage on it in a template option', files: {'listing.json': version([withTemplate({UsageInstructions: covered})])}, expect: []},
	],
	*check({usageInstructions}) {
		for (const {text, kind, opening} of lacking('quotas', usageInstructions)) {
			yield {message: 'missing', place: spanOf(text, ...opening), subject: `${kind} usage instructions`};
		}
	},
});
