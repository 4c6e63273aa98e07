/** The terms of an offer: price, EULA and refunds, as requests and answers write them. */

import type {Text} from '../../contract.ts';
import type {Offer, PricingTerm} from '../../evidence/listing.ts';
import {get, itemsOf, type SourceNode, stringOf} from '../../tree.ts';
import {given, type Reader} from './reader.ts';

/** The offer after one more change. */
export function withOfferChange(read: Reader, offer: Offer, changeType: string, details: SourceNode): Offer {
	const terms = get(details, 'Terms');
	switch (changeType) {
		case 'CreateOffer':
			return {...offer, ...given({productId: read.text(details, 'ProductId'), name: read.text(details, 'Name')})};
		case 'UpdateInformation':
			return {...offer, ...given({name: read.text(details, 'Name'), description: read.text(details, 'Description')})};
		case 'UpdatePricingTerms':
			return {...offer, ...given({pricingModel: read.text(details, 'PricingModel')}), terms: pricingTermsIn(read, terms)};
		case 'UpdateLegalTerms':
			return {...offer, legalDocuments: documentsIn(read, terms)};
		case 'UpdateSupportTerms':
			return {...offer, ...given({refundPolicy: refundIn(read, terms)})};
		default:
			return offer;
	}
}

/** Every term that is not a legal or support term. */
export function pricingTermsIn(read: Reader, terms: SourceNode | undefined): readonly PricingTerm[] {
	return itemsOf(terms)
		.filter((term) => !['LegalTerm', 'SupportTerm'].includes(stringOf(get(term, 'Type')) ?? ''))
		.map((term) => ({
			place: read.key(term, 'Type'),
			...given({type: read.text(term, 'Type'), currencyCode: read.text(term, 'CurrencyCode'), price: read.text(term, 'Price')}),
			rateCards: itemsOf(get(term, 'RateCards')).map((card) =>
				itemsOf(get(card, 'RateCard')).map((row) => ({
					place: read.start(row),
					...given({dimensionKey: read.text(row, 'DimensionKey'), price: read.text(row, 'Price')}),
				})),
			),
		}));
}

/** The documents of all legal terms. */
export function documentsIn(read: Reader, terms: SourceNode | undefined): Offer['legalDocuments'] {
	return itemsOf(terms).flatMap((term) =>
		itemsOf(get(term, 'Documents')).map((document) => ({
			place: read.start(document),
			...given({type: read.text(document, 'Type'), url: read.text(document, 'Url'), version: read.text(document, 'Version')}),
		})),
	);
}

/** The refund policy of the support term. */
export function refundIn(read: Reader, terms: SourceNode | undefined): Text | undefined {
	return itemsOf(terms)
		.map((term) => read.text(term, 'RefundPolicy'))
		.find((text) => text !== undefined);
}
