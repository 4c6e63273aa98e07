import {defineValidator} from '../../src/contract.ts';
import {changeSet, json, standalone, version} from '../../src/examples.ts';
import {clip} from '../../src/language/clip.ts';
import {nearest} from '../../src/language/nearest.ts';
import {fieldRules, pages} from '../../src/limits.ts';

/** More names than this do not help anyone who reads the message. */
const mostNames = 16;

export const validChoice = defineValidator({
	id: 'listing/valid-choice',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'Where AWS sets the values of a field, the listing uses one of them.',
	source: pages.shapes,
	reads: ['listingFields'],
	messages: {
		unknown: {message: 'The {name} "{value}" is none that AWS takes.', help: 'Write {hint}.'},
		unlisted: {message: 'The {name} "{value}" is not among those that we know of; AWS may have newer ones.', help: 'Write {hint}.'},
	},
	examples: [
		{
			name: 'a protocol that AWS does not take, a unit in lower case',
			files: {
				'version.json': version([standalone({SecurityGroups: [{IpProtocol: 'icmp', FromPort: 443, ToPort: 443, IpRanges: ['203.0.113.0/24']}]})]),
				'dimensions.json': changeSet('AddDimensions', [{Key: 'm5.large', Name: 'm5.large', Description: 'm5.large', Unit: 'hrs', Types: ['Metered']}]),
			},
			expect: [
				{message: 'unknown', at: '"hrs"', subject: '[0].Unit'},
				{message: 'unknown', at: '"icmp"', subject: 'DeliveryOptions[0].Details.AmiDeliveryOptionDetails.SecurityGroups[0].IpProtocol'},
			],
		},
		{
			name: 'a category and a Region that are not known',
			files: {
				'information.json': changeSet('UpdateInformation', {Categories: ['Application Developement']}),
				'regions.json': changeSet('AddRegions', {Regions: ['us-east-9']}),
			},
			expect: [
				{message: 'unlisted', at: '"Application Developement"', subject: 'Categories[0]'},
				{message: 'unlisted', at: '"us-east-9"', subject: 'Regions[0]'},
			],
		},
		{
			name: 'an answer in which future Regions are not set',
			files: {'entity.json': json({EntityType: 'AmiProduct@1.0', DetailsDocument: {Description: {}, RegionAvailability: {FutureRegionSupport: ''}}})},
			expect: [],
		},
		{
			name: 'known values',
			files: {'change-set.json': changeSet('UpdateFutureRegionSupport', {FutureRegionSupport: {SupportedRegions: ['US']}})},
			expect: [],
		},
	],
	*check({listingFields}) {
		for (const {name, label, text, form} of listingFields) {
			const {label: words, choices} = fieldRules[name];
			if (text === undefined || choices === undefined || choices.values.includes(text.value)) continue;
			// Answers write an unset value as an empty text.
			if (form === 'entity' && text.value === '') continue;
			const near = nearest(text.value, choices.values);
			const {values} = choices;
			const all = values.length > mostNames ? `one of the names at ${fieldRules[name].source} exactly as they stand there` : `one of: ${values.join(', ')}`;
			const hint = near === undefined ? all : `"${near}", if that was meant`;
			const hit = {subject: label, place: text.place, data: {name: words, value: clip(text.value), hint}};
			if (choices.open === true) yield {message: 'unlisted', severity: 'warning', ...hit};
			else yield {message: 'unknown', ...hit};
		}
	},
	shows({listingFields}) {
		const count = listingFields.filter(({name, text}) => text !== undefined && fieldRules[name].choices !== undefined).length;
		return count === 0 ? undefined : `${count} values are on AWS's lists`;
	},
});
