import {defineValidator, type Text} from '../../src/contract.ts';
import {changeSet, json} from '../../src/examples.ts';
import {clip} from '../../src/language/clip.ts';
import {productId} from '../../src/limits.ts';

const release = (Type: string, Identifier: string) => changeSet('UpdateInformation', {}, {Type, Identifier});

export const validProductId = defineValidator({
	id: 'listing/valid-product-id',
	policy: 'delivery.listing-requirements',
	// AWS publishes the form for the replacement product alone.
	severity: 'warning',
	about: 'A change names its product by a product id, and its offer by an offer id.',
	source: productId.source,
	reads: ['changeSets'],
	messages: {
		unusual: {message: '"{value}" does not look like the id of a product.', help: 'It should be {asks}; ListEntities shows the ids of your products.'},
		product: {message: '"{value}" is the id of a product, but the change is for an offer.', help: 'Give the id of the offer: ListEntities shows it.'},
	},
	examples: [
		{
			name: 'a placeholder',
			files: {'listing.json': release('AmiProduct@1.0', 'your-product-id')},
			expect: [{message: 'unusual', at: '"your-product-id"'}],
		},
		{
			name: 'the id of an offer',
			files: {'listing.json': release('AmiProduct@1.0', 'offer-abc123def4567')},
			expect: [{message: 'unusual', at: '"offer-abc123def4567"'}],
		},
		{
			name: 'a product as an offer',
			files: {'listing.json': release('Offer@1.0', 'prod-abc123def4567')},
			expect: [{message: 'product', at: '"prod-abc123def4567"'}],
		},
		{name: 'another kind of product', files: {'listing.json': release('SaaSProduct@1.0', 'saas')}, expect: []},
		{
			name: 'a change that creates',
			files: {'listing.json': json([{ChangeType: 'CreateProduct', Entity: {Type: 'AmiProduct@1.0'}, DetailsDocument: {}}])},
			expect: [],
		},
		{name: 'a reference, which another rule reads', files: {'listing.json': release('AmiProduct@1.0', '$Make')}, expect: []},
		{name: 'an id with its revision', files: {'listing.json': release('AmiProduct@1.0', 'prod-abc123def4567@7')}, expect: []},
		{name: 'an older product', files: {'listing.json': release('AmiProduct@1.0', '0f1e2d3c-aaaa-4bbb-8ccc-dddd00001111')}, expect: []},
		{name: 'an offer', files: {'listing.json': release('Offer@1.0', 'offer-abc123def4567')}, expect: []},
	],
	*check({changeSets}) {
		for (const {entityType, identifier} of changeSets.flatMap(({changes}) => changes)) {
			if (entityType === undefined || identifier === undefined || identifier.value.startsWith('$')) continue;
			const kind = entityType.value.split('@')[0];
			if (kind === 'AmiProduct' && !isProduct(identifier))
				yield {message: 'unusual', place: identifier.place, subject: identifier.value, data: {value: clip(identifier.value), asks: productId.asks}};
			if (kind === 'Offer' && identifier.value.startsWith('prod-') && isProduct(identifier))
				yield {message: 'product', place: identifier.place, subject: identifier.value, data: {value: identifier.value}};
		}
	},
});

/** An id may name the product's revision after an @. */
function isProduct({value}: Text): boolean {
	return productId.regex.test(value.replace(/@[0-9]+$/, ''));
}
