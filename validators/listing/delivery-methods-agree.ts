import {defineValidator} from '../../src/contract.ts';
import {standalone, version, withTemplate} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const deliveryMethodsAgree = defineValidator({
	id: 'listing/delivery-methods-agree',
	policy: 'usage.launch-compatible',
	severity: 'warning',
	about: 'The product launches from the website or by CloudFormation, in the ways that shelfready.yaml names.',
	source: pages.policy,
	reads: ['listings', 'submission'],
	messages: {
		missing: {
			message: 'shelfready.yaml names the delivery method {method}, but no delivery option of this listing has it.',
			help: 'Add the option to the version, or take the method out of deliveryMethods.',
		},
	},
	examples: [
		{
			name: 'a method that no option has',
			files: {'listing.json': version([standalone()]), 'shelfready.yaml': 'deliveryMethods: [single-ami, cloudformation]\n'},
			expect: [{message: 'missing', at: '"AddDeliveryOptions"'}],
		},
		{name: 'a listing with an option', files: {'listing.json': version([standalone(), withTemplate()])}, expect: []},
		{name: 'options without a declared method', files: {'listing.json': version([standalone()])}, expect: []},
	],
	*check({listings, submission}) {
		const kinds = new Set(listings.flatMap(({versions}) => versions.flatMap(({options}) => options.map(({kind}) => kind))));
		const [first] = listings;
		if (kinds.size === 0 || first === undefined) return;
		for (const method of submission.deliveryMethods ?? []) {
			if (!kinds.has(method === 'single-ami' ? 'standalone' : 'template')) yield {message: 'missing', place: first.place, subject: method, data: {method}};
		}
	},
	shows({listings}) {
		const kinds = new Set(listings.flatMap(({versions}) => versions.flatMap(({options}) => options.map(({kind}) => kind))));
		if (kinds.size === 0) return undefined;
		return `delivery options: ${[...kinds].map((kind) => (kind === 'standalone' ? 'standalone AMI' : 'AMI with CloudFormation')).join(' and ')}`;
	},
});
