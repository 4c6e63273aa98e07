import {defineValidator} from '../../src/contract.ts';
import {standalone, version} from '../../src/examples.ts';
import {fieldRules, pages} from '../../src/limits.ts';

export const numberRange = defineValidator({
	id: 'listing/number-range',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'Every number of a listing is in the range that AWS allows.',
	source: pages.apiAmi,
	reads: ['listingFields'],
	messages: {
		outside: {message: 'The {name} is {value}; AWS takes {least} to {most}.', help: 'Give a number from {least} to {most}.'},
	},
	examples: [
		{
			name: 'ports 0 and 70000',
			files: {'version.json': version([standalone({AccessEndpointUrl: {Port: 70000, Protocol: 'https'}}, {ScanningPort: 0})])},
			expect: [
				{message: 'outside', at: '0', subject: 'DeliveryOptions[0].Details.AmiDeliveryOptionDetails.AmiSource.ScanningPort'},
				{message: 'outside', at: '70000', subject: 'DeliveryOptions[0].Details.AmiDeliveryOptionDetails.AccessEndpointUrl.Port'},
			],
		},
		{name: 'the last port there is', files: {'version.json': version([standalone({}, {ScanningPort: 65535})])}, expect: []},
	],
	*check({listingFields}) {
		for (const {name, label, number} of listingFields) {
			const {label: words, minimum, maximum} = fieldRules[name];
			if (number === undefined || minimum === undefined || maximum === undefined) continue;
			const {value, place} = number;
			if (value < minimum || value > maximum) yield {message: 'outside', subject: label, place, data: {name: words, value, least: minimum, most: maximum}};
		}
	},
});
