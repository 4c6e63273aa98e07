import {defineValidator} from '../../src/contract.ts';
import {standalone, version, withTemplate} from '../../src/examples.ts';
import {lacking} from '../../src/language/contents.ts';
import {pages} from '../../src/limits.ts';
import {spanOf} from '../../src/tree.ts';

const usage = (UsageInstructions: string) => ({'listing.json': version([standalone({UsageInstructions})])});
const covered = 'The data volume is encrypted with the KMS key that you choose at launch; no data has to be decrypted by hand.';

export const requireEncryption = defineValidator({
	id: 'guides/require-encryption',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'Usage instructions describe all data encryption, and how to decrypt data that the application encrypts.',
	why: 'AWS lists this content among what all usage instructions must have. Whether a passage covers it is judged by its words: a person should look.',
	source: pages.usage,
	reads: ['usageInstructions'],
	messages: {
		missing: {
			message: 'No passage of the usage instructions was found that describes how data is encrypted.',
			help: 'Say what is encrypted at rest and in transit, by which key, and how a user decrypts it, for example: The data volume is encrypted with the KMS key that you choose at launch; no data has to be decrypted by hand.',
		},
	},
	examples: [
		{
			name: 'instructions that only launch',
			files: usage('1. Launch the instance. 2. Open port 8443.'),
			expect: [{message: 'missing', at: '1. Launch the instance.', subject: 'standalone usage instructions'}],
		},
		{
			name: 'encryption as a selling word',
			files: usage('Enjoy bank-grade encryption and peace of mind.'),
			expect: [{message: 'missing', at: 'Enjoy bank-grade encryption and', subject: 'standalone usage instructions'}],
		},
		{name: 'a passage on it', files: usage(`1. Launch the instance.\n\n${covered}`), expect: []},
		{name: 'a passage on it in a template option', files: {'listing.json': version([withTemplate({UsageInstructions: covered})])}, expect: []},
	],
	*check({usageInstructions}) {
		for (const {text, kind, opening} of lacking('encryption', usageInstructions)) {
			yield {message: 'missing', place: spanOf(text, ...opening), subject: `${kind} usage instructions`};
		}
	},
});
