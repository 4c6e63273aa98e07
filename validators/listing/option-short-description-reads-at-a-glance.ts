import {defineValidator} from '../../src/contract.ts';
import {version, withTemplate} from '../../src/examples.ts';
import {advisedOptionShortDescription} from '../../src/limits/advice.ts';
import {spanOf} from '../../src/tree.ts';

const long = 'One instance in a new VPC, with its subnets. '.repeat(5).trim();

export const optionShortDescriptionReadsAtAGlance = defineValidator({
	id: 'listing/option-short-description-reads-at-a-glance',
	policy: 'delivery.template-requirements',
	severity: 'warning',
	about: "A template option's short description stays within 200 characters.",
	why: 'AWS publishes no limit for the API today; the older one was 200, and a reviewer may hold you to it.',
	source: advisedOptionShortDescription.source,
	reads: ['listings'],
	messages: {
		long: {
			message: 'The short description of this option has {count} characters; the last published limit was {limit}.',
			help: 'Say in one sentence what the option deploys; the rest belongs in its long description.',
		},
	},
	examples: [
		{name: 'a long one', files: {'listing.json': version([withTemplate({ShortDescription: long})])}, expect: [{message: 'long', at: long.slice(200)}]},
		{name: 'a short one', files: {'listing.json': version([withTemplate()])}, expect: []},
	],
	*check({listings}) {
		const {limit} = advisedOptionShortDescription;
		for (const {shortDescription: text, title, kind} of listings.flatMap(({versions}) => versions.flatMap(({options}) => options))) {
			if (kind !== 'template' || text === undefined || text.value.length <= limit) continue;
			yield {
				message: 'long',
				place: spanOf(text, limit, text.value.length),
				subject: title?.value ?? 'ShortDescription',
				data: {count: text.value.length, limit},
			};
		}
	},
});
