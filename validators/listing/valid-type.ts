import {defineValidator} from '../../src/contract.ts';
import {changeSet, json, standalone, version} from '../../src/examples.ts';
import {lastOf} from '../../src/language/clip.ts';
import {pages} from '../../src/limits.ts';

export const validType = defineValidator({
	id: 'listing/valid-type',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'Every property is of the type that AWS documents.',
	source: pages.shapes,
	reads: ['shapeFaults'],
	mayRead: ['listingFields'],
	messages: {
		wrong: {message: '{field} is {found}; AWS takes {expected}.', help: 'Write {expected}.'},
		digits: {message: '{field} is {found}; AWS takes {expected}.', help: 'Write the number without quotes.'},
		port: {
			message: 'The endpoint port is a string of digits; the published shape asks for an integer, the guide for a string.',
			help: 'Write it without quotes.',
		},
	},
	examples: [
		{
			name: 'one highlight without its list, a title that is a number, a policy that is an object',
			files: {
				'change-set.json': changeSet('UpdateInformation', {ProductTitle: 7, Highlights: 'Runs on one instance.', SupportDescription: {Text: 'Mail us.'}}),
			},
			expect: [
				{message: 'wrong', at: '7', subject: 'ProductTitle'},
				{message: 'wrong', at: '"Runs on one instance."', subject: 'Highlights'},
				{message: 'wrong', at: '{', subject: 'SupportDescription'},
			],
		},
		{
			name: 'Details that are no JSON, and Details that are not a string',
			files: {
				'a.json': json([{ChangeType: 'CreateProduct', Entity: {Type: 'AmiProduct@1.0'}, Details: '{"ProductTitle": Larkspur}'}]),
				'b.json': json([{ChangeType: 'CreateProduct', Entity: {Type: 'AmiProduct@1.0'}, Details: {ProductTitle: 'Larkspur'}}]),
			},
			expect: [
				{message: 'wrong', at: 'Larkspur', subject: 'Details'},
				{message: 'wrong', at: '"Details"', subject: 'Details'},
			],
		},
		{
			name: 'an endpoint port in quotes, as the guide writes it',
			files: {'version.json': version([standalone({AccessEndpointUrl: {Port: '8443', Protocol: 'https'}})])},
			expect: [{message: 'port', at: '"8443"'}],
		},
		{
			name: 'a scanning port in quotes',
			files: {'version.json': version([standalone({}, {ScanningPort: '22'})])},
			expect: [{message: 'digits', at: '"22"'}],
		},
		{
			name: 'null unsets a SKU; a missing property is another rule’s',
			files: {'change-set.json': changeSet('UpdateInformation', {Sku: null, AdditionalResources: [{Text: 'Manual'}]})},
			expect: [],
		},
	],
	*check({shapeFaults}) {
		for (const {kind, path, place, expected = 'another type', found = 'something else'} of shapeFaults) {
			if (kind !== 'type') continue;
			if (path.endsWith('AccessEndpointUrl.Port') && found === 'a string of digits') yield {message: 'port', severity: 'warning', subject: path, place};
			else if (found === 'a string of digits') yield {message: 'digits', subject: path, place, data: {field: lastOf(path), expected, found}};
			else yield {message: 'wrong', subject: path, place, data: {field: lastOf(path), expected, found}};
		}
	},
	shows({shapeFaults, listingFields = []}) {
		if (listingFields.length === 0 || shapeFaults.some(({kind}) => kind === 'type')) return undefined;
		return `${listingFields.length} values are of their documented types`;
	},
});
