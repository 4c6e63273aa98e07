import {defineValidator} from '../../src/contract.ts';
import {standalone, version, withTemplate} from '../../src/examples.ts';
import {lacking} from '../../src/language/contents.ts';
import {pages} from '../../src/limits.ts';
import {spanOf} from '../../src/tree.ts';

const usage = (UsageInstructions: string) => ({'listing.json': version([withTemplate({UsageInstructions})])});

export const requireLaunchSteps = defineValidator({
	id: 'guides/require-launch-steps',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'Usage instructions of a template option tell how the stack is launched and how to reach what it deploys.',
	why: 'AWS asks how applications are launched and configured to communicate, and wants instructions that lead an uninformed reader from launch to use. Whether a passage covers it is judged by its words: a person should look.',
	source: pages.usage,
	reads: ['usageInstructions'],
	messages: {
		missing: {
			message: 'No passage of the usage instructions was found that tells how to launch the product.',
			help: 'Lead from the stack to the first use, for example: Create the stack with your key pair and subnet; when it is complete, open the address in the output ConsoleUrl and sign in as admin.',
		},
	},
	examples: [
		{
			name: 'questions to the seller',
			files: usage('Write to help@larkspur.example.com with any question.'),
			expect: [{message: 'missing', at: 'Write to help@larkspur.example.com with', subject: 'template usage instructions'}],
		},
		{
			name: 'a launch of another kind',
			files: usage('Larkspur was built to launch campaigns for your brand.'),
			expect: [{message: 'missing', at: 'Larkspur was built to'}],
		},
		{
			name: 'steps',
			files: usage('Create the stack with your key pair and subnet; when it is complete, open the address in the output ConsoleUrl.'),
			expect: [],
		},
		{name: 'a standalone option', files: {'listing.json': version([standalone({UsageInstructions: 'Write to help@larkspur.example.com.'})])}, expect: []},
	],
	*check({usageInstructions}) {
		for (const {text, kind, opening} of lacking('start', usageInstructions)) {
			if (kind === 'template') yield {message: 'missing', place: spanOf(text, ...opening), subject: 'template usage instructions'};
		}
	},
});
