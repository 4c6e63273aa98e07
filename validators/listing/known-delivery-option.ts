import {defineValidator} from '../../src/contract.ts';
import {changeSet, json} from '../../src/examples.ts';
import {clip} from '../../src/language/clip.ts';
import {pages} from '../../src/limits.ts';

const first = '0f1e2d3c-aaaa-bbbb-cccc-dddd00001110';
const second = '0f1e2d3c-aaaa-bbbb-cccc-dddd00001111';
const update = (ids: readonly string[]) =>
	changeSet('UpdateDeliveryOptions', {
		DeliveryOptions: ids.map((Id) => ({Id, Details: {AmiDeliveryOptionDetails: {RecommendedInstanceType: 'm5.large'}}})),
	});
const product = (id: string) => ({
	EntityType: 'AmiProduct@1.0',
	EntityIdentifier: `${id}@7`,
	DetailsDocument: {
		Versions: [
			{VersionTitle: '2.3.0', DeliveryOptions: [{Id: first, Type: 'AmazonMachineImage'}]},
			{VersionTitle: '2.4.0', DeliveryOptions: [{Id: second, Type: 'AmazonMachineImage'}]},
		],
	},
});
const ours = json(product('prod-abc123def4567'));

export const knownDeliveryOption = defineValidator({
	id: 'listing/known-delivery-option',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'An update names delivery options that the product has, all of one version.',
	source: pages.apiAmi,
	reads: ['listings'],
	messages: {
		unknown: {
			message: 'The product has no delivery option {id} ({where}).',
			help: 'Take the Id from DeliveryOptions of a fresh DescribeEntity answer (INVALID_DELIVERY_OPTION_IDS).',
		},
		otherVersion: {
			message: 'This option belongs to version {other}, the first one to version {version}.',
			help: 'Update one version in one change (INVALID_DELIVERY_OPTIONS).',
		},
	},
	examples: [
		{
			name: 'an option that the product lacks',
			files: {'listing.json': update(['0f1e2d3c-aaaa-bbbb-cccc-dddd00009999']), 'product.json': ours},
			expect: [{message: 'unknown', at: '"0f1e2d3c-aaaa-bbbb-cccc-dddd00009999"'}],
		},
		{
			name: 'options of two versions',
			files: {'listing.json': update([first, second]), 'product.json': ours},
			expect: [{message: 'otherVersion', at: `"${second}"`}],
		},
		{name: 'an answer about another product', files: {'listing.json': update([first]), 'product.json': json(product('prod-zyx987wvu6543'))}, expect: []},
		{name: 'an option of the product', files: {'listing.json': update([second]), 'product.json': ours}, expect: []},
	],
	*check({listings}) {
		for (const {form, product: own, versions} of listings) {
			const answer = listings.find((other) => other.form === 'entity' && other.product === own);
			if (form !== 'change-set' || answer === undefined) continue;
			const owners = new Map(answer.versions.flatMap((version) => version.options.flatMap(({id}) => (id === undefined ? [] : [[id.value, version]]))));
			// An answer that was cut down to a part of the product knows no options.
			if (owners.size === 0) continue;
			for (const {options} of versions.filter(({state}) => state === 'update')) {
				const ids = options.flatMap(({id}) => (id === undefined ? [] : [id]));
				const version = owners.get(ids.find(({value}) => owners.has(value))?.value ?? '');
				for (const id of ids) {
					const owner = owners.get(id.value);
					if (owner === undefined) yield {message: 'unknown', place: id.place, subject: clip(id.value), data: {id: clip(id.value), where: answer.file}};
					else if (owner !== version) {
						const data = {other: owner.title?.value ?? 'without title', version: version?.title?.value ?? 'without title'};
						yield {message: 'otherVersion', place: id.place, subject: id.value, data};
					}
				}
			}
		}
	},
});
