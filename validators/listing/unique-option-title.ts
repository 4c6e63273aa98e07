import {defineValidator} from '../../src/contract.ts';
import {version, withTemplate} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const uniqueOptionTitle = defineValidator({
	id: 'listing/unique-option-title',
	policy: 'delivery.template-requirements',
	severity: 'error',
	about: 'Delivery options of a version have different titles.',
	source: pages.versions,
	reads: ['listings'],
	messages: {
		repeated: {
			message: 'Two delivery options of this version are titled "{title}".',
			help: 'Name what sets them apart, for example "in a new VPC" and "in your VPC".',
		},
	},
	examples: [
		{
			name: 'the same title twice',
			files: {'listing.json': version([withTemplate({}, {}, 'Larkspur'), withTemplate({}, {}, 'Larkspur')])},
			expect: [{message: 'repeated', at: '"Larkspur"'}],
		},
		{name: 'different titles', files: {'listing.json': version([withTemplate({}, {}, 'New VPC'), withTemplate({}, {}, 'Your VPC')])}, expect: []},
	],
	*check({listings}) {
		for (const {options} of listings.flatMap(({versions}) => versions)) {
			const seen = new Set<string>();
			for (const {title} of options) {
				if (title === undefined) continue;
				if (seen.has(title.value)) yield {message: 'repeated', place: title.place, subject: title.value, data: {title: title.value}};
				seen.add(title.value);
			}
		}
	},
});
