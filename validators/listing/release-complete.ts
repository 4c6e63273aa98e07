import {defineValidator} from '../../src/contract.ts';
import {changes} from '../../src/examples.ts';
import {releaseParts} from '../../src/limits/advice.ts';
import {get, stringOf} from '../../src/tree.ts';

const create = {changeType: 'CreateProduct', changeName: 'MakeProduct', details: {ProductTitle: 'Larkspur Queue Server'}};
const to = (changeType: string, Identifier = '$MakeProduct.Entity.Identifier') => ({changeType, entity: {Identifier}, details: {}});
const parts = releaseParts.changes.map(({changeType}) => to(changeType));

export const releaseComplete = defineValidator({
	id: 'listing/release-complete',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'A set that creates and releases a product brings everything that a release needs.',
	why: 'AWS answers `VALIDATION_FAILED` when description, version, dimensions, promotional resources or support information are missing.',
	source: releaseParts.source,
	reads: ['changeSets'],
	messages: {
		missing: {
			message: 'The set creates a product and releases it, but has no {change}: the product is released without {part}.',
			help: 'Add {change} before ReleaseProduct, or release the product in a later set (VALIDATION_FAILED).',
		},
	},
	examples: [
		{
			name: 'a product without a version',
			files: {'listing.json': changes([create, ...parts.filter(({changeType}) => changeType !== 'AddDeliveryOptions'), to('ReleaseProduct')])},
			expect: [{message: 'missing', at: '"ReleaseProduct"', subject: 'AddDeliveryOptions'}],
		},
		{name: 'a product that is there already', files: {'listing.json': changes([to('ReleaseProduct', 'prod-abc123def4567')])}, expect: []},
		{name: 'a product that is released later', files: {'listing.json': changes([create])}, expect: []},
		{
			name: 'a BYOL product without dimensions',
			files: {
				'listing.json': changes([
					create,
					...parts.filter(({changeType}) => changeType !== 'AddDimensions'),
					to('ReleaseProduct'),
					{
						changeType: 'UpdatePricingTerms',
						entity: {Type: 'Offer@1.0', Identifier: 'offer-abc123def4567'},
						details: {PricingModel: 'Byol', Terms: [{Type: 'ByolPricingTerm'}]},
					},
				]),
			},
			expect: [],
		},
		{name: 'a complete set', files: {'listing.json': changes([create, ...parts, to('ReleaseProduct')])}, expect: []},
	],
	*check({changeSets}) {
		for (const {changes: list} of changeSets) {
			const made = new Set(list.flatMap(({changeType, changeName}) => (changeType?.value === 'CreateProduct' && changeName ? [changeName.value] : [])));
			for (const {changeType, identifier} of list) {
				const name = /^\$([^.]+)\.Entity\.Identifier$/.exec(identifier?.value ?? '')?.[1];
				if (changeType?.value !== 'ReleaseProduct' || name === undefined || !made.has(name)) continue;
				const own = new Set(list.filter((other) => other.identifier?.value === identifier?.value).map((other) => other.changeType?.value));
				const unpriced = list.some(({details}) => ['Byol', 'Free'].includes(stringOf(get(details, 'PricingModel')) ?? ''));
				for (const {changeType: change, part, inferred} of releaseParts.changes) {
					// What has no price through AWS Marketplace has nothing to measure; whether AWS asks for dimensions all the same is not documented.
					if (own.has(change) || (unpriced && change === 'AddDimensions')) continue;
					yield {
						message: 'missing',
						place: changeType.place,
						subject: change,
						...(inferred ? {severity: 'warning' as const} : {}),
						data: {change, part},
					};
				}
			}
		}
	},
});
