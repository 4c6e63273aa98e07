import {defineValidator} from '../../src/contract.ts';
import {changeSet} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const legal = (document: Readonly<Record<string, unknown>>) =>
	changeSet('UpdateLegalTerms', {Terms: [{Type: 'LegalTerm', Documents: [document]}]}, {Type: 'Offer@1.0', Identifier: 'offer-abc123def4567'});

export const legalDocumentComplete = defineValidator({
	id: 'listing/legal-document-complete',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'An own EULA gives its URL; a standard contract gives its version.',
	source: pages.shapes,
	reads: ['offers'],
	messages: {
		noUrl: {message: 'The {type} has no Url.', help: 'Upload your EULA to a public S3 object and give its URL, or take StandardEula.'},
		noVersion: {message: 'The {type} has no Version.', help: 'Name the edition of the standard contract, for example 2022-07-14.'},
	},
	examples: [
		{name: 'an own EULA without URL', files: {'listing.json': legal({Type: 'CustomEula'})}, expect: [{message: 'noUrl', at: '"CustomEula"'}]},
		{
			name: 'a standard contract without version',
			files: {'listing.json': legal({Type: 'StandardEula'})},
			expect: [{message: 'noVersion', at: '"StandardEula"'}],
		},
		{name: 'a standard contract', files: {'listing.json': legal({Type: 'StandardEula', Version: '2022-07-14'})}, expect: []},
	],
	*check({offers}) {
		for (const {type, url, version} of offers.flatMap(({legalDocuments}) => legalDocuments)) {
			if (type === undefined) continue;
			const data = {type: type.value};
			if (type.value.startsWith('Custom') && url === undefined) yield {message: 'noUrl', place: type.place, subject: type.value, data};
			// The shapes leave Version optional; AWS's samples always give it.
			if (type.value.startsWith('Standard') && version === undefined)
				yield {message: 'noVersion', place: type.place, subject: type.value, severity: 'warning', data};
		}
	},
});
