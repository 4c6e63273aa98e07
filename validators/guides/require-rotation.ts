import {defineValidator} from '../../src/contract.ts';
import {standalone, version, withTemplate} from '../../src/examples.ts';
import {lacking} from '../../src/language/contents.ts';
import {pages} from '../../src/limits.ts';
import {spanOf} from '../../src/tree.ts';

const usage = (UsageInstructions: string) => ({'listing.json': version([standalone({UsageInstructions})])});
const covered = 'Rotate the API token every 90 days: run sudo larkspur token rotate, then restart the service.';

export const requireRotation = defineValidator({
	id: 'guides/require-rotation',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'Usage instructions tell how to rotate the keys and programmatic credentials that the product holds.',
	why: 'AWS lists this content among what all usage instructions must have. Whether a passage covers it is judged by its words: a person should look.',
	source: pages.usage,
	reads: ['usageInstructions'],
	messages: {
		missing: {
			message: 'No passage of the usage instructions was found that tells how keys and credentials are rotated.',
			help: 'Give the steps, or say that the product holds none, for example: Rotate the API token every 90 days: run sudo larkspur token rotate, then restart the service.',
		},
	},
	examples: [
		{
			name: 'instructions that only launch',
			files: usage('1. Launch the instance. 2. Open port 8443.'),
			expect: [{message: 'missing', at: '1. Launch the instance.', subject: 'standalone usage instructions'}],
		},
		{
			name: 'log rotation',
			files: usage('Log rotation: log files are rotated weekly by logrotate.'),
			expect: [{message: 'missing', at: 'Log rotation: log files', subject: 'standalone usage instructions'}],
		},
		{name: 'a passage on it', files: usage(`1. Launch the instance.\n\n${covered}`), expect: []},
		{name: 'a passage on it in a template option', files: {'listing.json': version([withTemplate({UsageInstructions: covered})])}, expect: []},
	],
	*check({usageInstructions}) {
		for (const {text, kind, opening} of lacking('rotation', usageInstructions)) {
			yield {message: 'missing', place: spanOf(text, ...opening), subject: `${kind} usage instructions`};
		}
	},
});
