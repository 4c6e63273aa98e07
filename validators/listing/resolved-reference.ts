import {defineValidator} from '../../src/contract.ts';
import type {Change} from '../../src/evidence/listing.ts';
import {changes, json} from '../../src/examples.ts';
import {clip} from '../../src/language/clip.ts';
import {nearest} from '../../src/language/nearest.ts';
import {pages} from '../../src/limits.ts';
import {get, textOf} from '../../src/tree.ts';

const create = {changeType: 'CreateProduct', changeName: 'MakeProduct', details: {ProductTitle: 'Larkspur Queue Server'}};
const to = (Identifier: string) => ({changeType: 'AddRegions', entity: {Identifier}, details: {Regions: ['us-east-1']}});
const resolved = to('$MakeProduct.Entity.Identifier');

export const resolvedReference = defineValidator({
	id: 'listing/resolved-reference',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'A reference to another change names a Create change that stands before it in the same set.',
	source: pages.samples,
	reads: ['changeSets'],
	messages: {
		malformed: {message: '"{reference}" is not a reference that AWS knows.', help: 'Write $<ChangeName>.Entity.Identifier.'},
		unknown: {message: 'No change of this set is named "{name}".', help: 'Write {hint}.'},
		notCreate: {message: 'The change named "{name}" creates nothing: it is {type}.', help: 'Refer to a CreateProduct or CreateOffer change.'},
		later: {message: 'The change named "{name}" stands after this one.', help: 'Put the Create change first.'},
	},
	examples: [
		{
			name: 'a misspelt name, and half a reference',
			files: {'change-set.json': changes([create, to('$MakeProducts.Entity.Identifier'), to('$MakeProduct')])},
			expect: [
				{message: 'unknown', at: '"$MakeProducts.Entity.Identifier"', subject: 'MakeProducts'},
				{message: 'malformed', at: '"$MakeProduct"', subject: '$MakeProduct'},
			],
		},
		{
			name: 'the product of an offer that refers to a release, and a reference before its change',
			files: {
				'change-set.json': changes([
					resolved,
					create,
					{changeType: 'ReleaseProduct', changeName: 'Release', details: {}},
					{changeType: 'CreateOffer', entity: {Type: 'Offer@1.0'}, details: {ProductId: '$Release.Entity.Identifier'}},
				]),
			},
			expect: [
				{message: 'later', at: '"$MakeProduct.Entity.Identifier"', subject: 'MakeProduct'},
				{message: 'notCreate', at: '"$Release.Entity.Identifier"', subject: 'Release'},
			],
		},
		{name: 'an id', files: {'change-set.json': json([{ChangeType: 'ReleaseProduct', Entity: {Identifier: 'prod-abc123def4567'}}])}, expect: []},
		{name: 'a reference to the change before', files: {'change-set.json': changes([create, resolved])}, expect: []},
	],
	*check({changeSets}) {
		for (const {file, changes: list} of changeSets) {
			const named = new Map<string, {readonly change: Change; readonly index: number}>();
			for (const [index, change] of list.entries()) if (change.changeName !== undefined) named.set(change.changeName.value, {change, index});
			for (const [index, {changeType, identifier, details}] of list.entries()) {
				const product = changeType?.value === 'CreateOffer' ? textOf(file, get(details, 'ProductId')) : undefined;
				for (const reference of [identifier, product]) {
					if (reference === undefined || !reference.value.startsWith('$')) continue;
					const {place} = reference;
					const name = /^\$([^.]+)\.Entity\.Identifier$/.exec(reference.value)?.[1];
					const target = named.get(name ?? '');
					if (name === undefined) yield {message: 'malformed', subject: clip(reference.value), place, data: {reference: clip(reference.value)}};
					else if (target === undefined)
						yield {message: 'unknown', subject: clip(name), place, data: {name: clip(name), hint: hintFor(name, [...named.keys()])}};
					else if (target.change.changeType?.value.startsWith('Create') !== true)
						yield {message: 'notCreate', subject: name, place, data: {name, type: clip(target.change.changeType?.value ?? 'without a type')}};
					// AWS's samples always create first; whether it must be so is not documented.
					else if (target.index >= index) yield {message: 'later', severity: 'warning', subject: name, place, data: {name}};
				}
			}
		}
	},
});

function hintFor(name: string, names: readonly string[]): string {
	const near = nearest(name, names);
	return near === undefined ? 'the ChangeName of the Create change, or the id of the entity' : `$${near}.Entity.Identifier, if that was meant`;
}
