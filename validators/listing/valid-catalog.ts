import {defineValidator} from '../../src/contract.ts';
import {changes, json} from '../../src/examples.ts';
import {clip} from '../../src/language/clip.ts';
import {catalog as awsCatalog, pages} from '../../src/limits.ts';

const change = {ChangeType: 'CreateProduct', Entity: {Type: 'AmiProduct@1.0'}, DetailsDocument: {}};

export const validCatalog = defineValidator({
	id: 'listing/valid-catalog',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'A StartChangeSet request names the AWS Marketplace catalog.',
	source: pages.startChangeSet,
	reads: ['changeSets'],
	messages: {
		missing: {message: 'The request names no catalog.', help: 'Add "Catalog": "{name}" beside ChangeSet.'},
		wrong: {message: 'The catalog is "{value}"; there is only {name}.', help: 'Write "Catalog": "{name}".'},
	},
	examples: [
		{
			name: 'a request without a catalog',
			files: {'change-set.json': json({ChangeSet: [change]})},
			expect: [{message: 'missing', at: '"ChangeSet"', subject: 'Catalog'}],
		},
		{
			name: 'a catalog in another spelling',
			files: {'change-set.json': changes([], {Catalog: 'AwsMarketplace'})},
			expect: [{message: 'wrong', at: '"AwsMarketplace"', subject: 'Catalog'}],
		},
		{name: 'changes alone, to which the command line adds the catalog', files: {'changes.json': json([change])}, expect: []},
		{name: 'an answer to DescribeChangeSet', files: {'answer.json': json({ChangeSetId: 'c1', ChangeSet: [change]})}, expect: []},
		{name: 'the catalog', files: {'change-set.json': changes([])}, expect: []},
	],
	*check({changeSets}) {
		for (const {form, place, catalog} of changeSets) {
			if (form !== 'request') continue;
			const {name} = awsCatalog;
			if (catalog === undefined) yield {message: 'missing', subject: 'Catalog', place, data: {name}};
			else if (catalog.value !== name) yield {message: 'wrong', subject: 'Catalog', place: catalog.place, data: {name, value: clip(catalog.value)}};
		}
	},
});
