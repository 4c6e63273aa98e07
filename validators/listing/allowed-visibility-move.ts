import {defineValidator} from '../../src/contract.ts';
import {changeSet, json} from '../../src/examples.ts';
import {visibilityMoves} from '../../src/limits/advice.ts';

const to = (TargetVisibility: string) => changeSet('UpdateVisibility', {TargetVisibility});
const product = (Visibility: string) =>
	json({EntityType: 'AmiProduct@1.0', EntityIdentifier: 'prod-abc123def4567@7', DetailsDocument: {Description: {ProductTitle: 'Larkspur', Visibility}}});

export const allowedVisibilityMove = defineValidator({
	id: 'listing/allowed-visibility-move',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'A product moves between the visibilities that AWS lets it move between.',
	source: visibilityMoves.source,
	reads: ['listings'],
	messages: {
		draft: {message: 'A draft can not be made {target}.', help: 'Release the product first, by ReleaseProduct with ReleaseOffer: it is Limited then.'},
		same: {message: 'The product is {target} already ({where}).', help: 'Leave the change out, or describe the product anew if the answer is old.'},
	},
	examples: [
		{name: 'a draft', files: {'listing.json': to('Public'), 'product.json': product('Draft')}, expect: [{message: 'draft', at: '"Public"'}]},
		{name: 'no move at all', files: {'listing.json': to('Public'), 'product.json': product('Public')}, expect: [{message: 'same', at: '"Public"'}]},
		{name: 'from limited to public', files: {'listing.json': to('Public'), 'product.json': product('Limited')}, expect: []},
		{name: 'a target that is not there, which another rule names', files: {'listing.json': to('Hidden'), 'product.json': product('Draft')}, expect: []},
		{name: 'without the product as it is', files: {'listing.json': to('Public')}, expect: []},
	],
	*check({listings}) {
		for (const {form, product: own, visibility: target} of listings) {
			const from = Object.hasOwn(visibilityMoves.from, target?.value ?? '') ? visibilityMoves.from[target?.value ?? ''] : undefined;
			if (form !== 'change-set' || target === undefined || from === undefined) continue;
			for (const {form: source, product: other, visibility: now, file} of listings) {
				if (source !== 'entity' || now === undefined || other !== own || from.includes(now.value)) continue;
				if (now.value === 'Draft') yield {message: 'draft', place: target.place, subject: 'TargetVisibility', data: {target: target.value}};
				// The answer may be older than the request.
				else if (now.value === target.value)
					yield {message: 'same', place: target.place, subject: 'TargetVisibility', severity: 'warning', data: {target: target.value, where: file}};
			}
		}
	},
});
