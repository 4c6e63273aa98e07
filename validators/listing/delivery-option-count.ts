import {defineValidator} from '../../src/contract.ts';
import {standalone, version, withTemplate} from '../../src/examples.ts';
import {deliveryOptionLimits} from '../../src/limits/advice.ts';

export const deliveryOptionCount = defineValidator({
	id: 'listing/delivery-option-count',
	policy: 'delivery.template-requirements',
	severity: 'error',
	about: 'A version has at most one standalone-AMI option and at most three template options, and at least one option.',
	source: deliveryOptionLimits.template.source,
	reads: ['listings'],
	messages: {
		standalones: {
			message: 'This is standalone-AMI option number {count}; a version has at most {limit}.',
			help: 'Remove all but one: buyers choose the instance type, not the option.',
		},
		templates: {
			message: 'This is template option number {count}; a version has at most {limit}.',
			help: 'Keep the three that most buyers need; cover the rest with parameters and conditions.',
		},
		none: {
			message: 'The version has no delivery option.',
			help: 'Add an AmiDeliveryOptionDetails or a DeploymentTemplateDeliveryOptionDetails option: options cannot be added to a version later.',
		},
	},
	examples: [
		{
			name: 'two standalone options',
			files: {'listing.json': version([standalone({UsageInstructions: 'A'}), {Details: {AmiDeliveryOptionDetails: {}}}])},
			expect: [{message: 'standalones', at: '"AmiDeliveryOptionDetails"'}],
		},
		{
			name: 'four templates',
			files: {
				'listing.json': version([
					withTemplate({}, {}, 'One'),
					withTemplate({}, {}, 'Two'),
					withTemplate({}, {}, 'Three'),
					{DeliveryOptionTitle: 'Four', Details: {DeploymentTemplateDeliveryOptionDetails: {}}},
				]),
			},
			expect: [{message: 'templates', at: '"Four"'}],
		},
		{name: 'no option', files: {'listing.json': version([])}, expect: [{message: 'none', at: '"2.4.0"'}]},
		{name: 'one of each', files: {'listing.json': version([standalone(), withTemplate()])}, expect: []},
	],
	*check({listings}) {
		for (const {state, options, title, place} of listings.flatMap(({versions}) => versions)) {
			const versionPlace = title?.place ?? place;
			if (state === 'add' && options.length === 0) yield {message: 'none', place: versionPlace, subject: 'DeliveryOptions'};
			for (const kind of ['standalone', 'template'] as const) {
				const {limit} = deliveryOptionLimits[kind];
				for (const [index, option] of options.filter((candidate) => candidate.kind === kind).entries()) {
					if (index < limit) continue;
					const data = {count: index + 1, limit};
					const optionPlace = option.title?.place ?? option.place;
					if (kind === 'standalone') yield {message: 'standalones', place: optionPlace, subject: 'DeliveryOptions', data};
					else yield {message: 'templates', place: optionPlace, subject: option.title?.value ?? 'DeliveryOptions', data};
				}
			}
		}
	},
});
