import {defineValidator} from '../../src/contract.ts';
import {standalone, version, withTemplate} from '../../src/examples.ts';
import {lacking} from '../../src/language/contents.ts';
import {pages} from '../../src/limits.ts';
import {spanOf} from '../../src/tree.ts';

const usage = (UsageInstructions: string) => ({'listing.json': version([standalone({UsageInstructions})])});
const covered = 'Beside the software you pay for one m5.large instance and 30 GB of gp3 storage, see https://aws.amazon.com/ec2/pricing/.';

export const requireCostBreakdown = defineValidator({
	id: 'guides/require-cost-breakdown',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'Usage instructions break down, or link to, the prices of the AWS resources that the product uses.',
	why: 'AWS lists this content among what all usage instructions must have. Whether a passage covers it is judged by its words: a person should look.',
	source: pages.usage,
	reads: ['usageInstructions'],
	messages: {
		missing: {
			message: 'No passage of the usage instructions was found that says what the AWS resources cost.',
			help: 'List the billed resources with a price or a link, for example: Beside the software you pay for one m5.large instance and 30 GB of gp3 storage, see https://aws.amazon.com/ec2/pricing/.',
		},
	},
	examples: [
		{
			name: 'instructions that only launch',
			files: usage('1. Launch the instance. 2. Open port 8443.'),
			expect: [{message: 'missing', at: '1. Launch the instance.', subject: 'standalone usage instructions'}],
		},
		{
			name: 'the seller praises his price',
			files: usage('Transparent pricing, no hidden costs.'),
			expect: [{message: 'missing', at: 'Transparent pricing, no hidden', subject: 'standalone usage instructions'}],
		},
		{name: 'a passage on it', files: usage(`1. Launch the instance.\n\n${covered}`), expect: []},
		{name: 'a passage on it in a template option', files: {'listing.json': version([withTemplate({UsageInstructions: covered})])}, expect: []},
	],
	*check({usageInstructions}) {
		for (const {text, kind, opening} of lacking('costs', usageInstructions)) {
			yield {message: 'missing', place: spanOf(text, ...opening), subject: `${kind} usage instructions`};
		}
	},
});
