import {defineValidator} from '../../src/contract.ts';
import {standalone, version, withTemplate} from '../../src/examples.ts';
import {lacking} from '../../src/language/contents.ts';
import {pages} from '../../src/limits.ts';
import {spanOf} from '../../src/tree.ts';

const usage = (UsageInstructions: string) => ({'listing.json': version([standalone({UsageInstructions})])});
const covered = 'To back up, run sudo larkspur backup --to s3://bucket; to recover, run sudo larkspur restore FILE.';

export const requireBackup = defineValidator({
	id: 'guides/require-backup',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'Usage instructions tell how data is backed up and recovered.',
	why: 'AWS lists this content among what all usage instructions must have. Whether a passage covers it is judged by its words: a person should look.',
	source: pages.usage,
	reads: ['usageInstructions'],
	messages: {
		missing: {
			message: 'No passage of the usage instructions was found that tells how data is backed up and recovered.',
			help: 'Give the steps for both, or say that the product keeps no data, for example: To back up, run sudo larkspur backup --to s3://bucket; to recover, run sudo larkspur restore FILE.',
		},
	},
	examples: [
		{
			name: 'instructions that only launch',
			files: usage('1. Launch the instance. 2. Open port 8443.'),
			expect: [{message: 'missing', at: '1. Launch the instance.', subject: 'standalone usage instructions'}],
		},
		{
			name: 'a backup contact',
			files: usage('Name a backup contact who can be reached at night.'),
			expect: [{message: 'missing', at: 'Name a backup contact', subject: 'standalone usage instructions'}],
		},
		{name: 'a passage on it', files: usage(`1. Launch the instance.\n\n${covered}`), expect: []},
		{name: 'a passage on it in a template option', files: {'listing.json': version([withTemplate({UsageInstructions: covered})])}, expect: []},
	],
	*check({usageInstructions}) {
		for (const {text, kind, opening} of lacking('backup', usageInstructions)) {
			yield {message: 'missing', place: spanOf(text, ...opening), subject: `${kind} usage instructions`};
		}
	},
});
