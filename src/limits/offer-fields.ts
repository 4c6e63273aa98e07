/** Fields of offers. */

import {type FieldRule, fieldsOf} from './field-rule.ts';
import {currencies, termTypes} from './names.ts';
import {pages} from './pages.ts';

const offer = fieldsOf('offer', pages.shapes);

export const offerFields = {
	offerProductId: offer('product of the offer', {
		reference: true,
		maxLength: 50,
		patterns: [{regex: /^[a-zA-Z0-9][.a-zA-Z0-9/-]+[a-zA-Z0-9]$/, asks: 'a product id, or $Name.Entity.Identifier of the change that creates the product'}],
	}),
	offerName: offer('offer name', {prose: true, minLength: 1, maxLength: 150}),
	offerDescription: offer('offer description', {prose: true, minLength: 1, maxLength: 255}),
	pricingModel: offer('pricing model', {choices: {values: ['Byol', 'Free', 'Usage', 'Contract']}}),
	pricingTerms: offer('pricing terms', {minCount: 1}),
	termType: offer('term type', {choices: {values: termTypes.values, open: true}}),
	currencyCode: offer('currency', {choices: {values: currencies.values}}),
	rateCards: offer('rate cards', {minCount: 1, maxCount: 5}),
	rateCardRows: offer('prices of a rate card', {minCount: 1, maxCount: 800}),
	price: offer('price', {
		patterns: [{regex: /^(?:100000000(?:\.0{0,8})?|[0-9]{1,8}(?:\.[0-9]{0,8})?)$/, asks: 'a number with up to 8 decimals, at most 100000000, such as 0.12'}],
	}),
	monthlyPrice: offer('monthly price', {
		patterns: [{regex: /^(?:100000000(?:\.0{0,3})?|[0-9]{1,8}(?:\.[0-9]{0,3})?)$/, asks: 'a number with up to 3 decimals, at most 100000000, such as 49.99'}],
	}),
	billingPeriod: offer('billing period', {choices: {values: ['Monthly']}}),
	selectorType: offer('selector type', {choices: {values: ['Duration']}}),
	selectorValue: offer('selector value', {
		patterns: [{regex: /^P(?=.)(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+D)?$/, asks: 'a duration such as P365D or P12M'}],
	}),
	constraint: offer('constraint', {choices: {values: ['Allowed', 'Disallowed']}}),
	legalTerms: offer('legal terms', {minCount: 1, maxCount: 1}),
	legalDocuments: offer('legal documents', {minCount: 1, maxCount: 1}),
	legalDocumentType: offer('legal document type', {choices: {values: ['StandardEula', 'CustomEula', 'StandardDsa', 'CustomDsa']}}),
	legalDocumentUrl: offer('legal document URL', {
		maxLength: 32000,
		patterns: [{regex: /^https?:\/\/(?:www\.)?[-a-zA-Z0-9@._]{1,256}\.[a-zA-Z0-9()]{2,63}\b/, asks: 'a whole http or https URL with a host name'}],
	}),
	// AWS brings out new editions of its standard contracts, so the list is open.
	legalDocumentVersion: offer('legal document version', {choices: {values: ['2019-04-24', '2019-12-12', '2022-07-14'], open: true}}),
	supportTerms: offer('support terms', {minCount: 0, maxCount: 1}),
	refundPolicy: offer('refund policy', {prose: true, minLength: 1, maxLength: 500}),
	availabilityEndDate: offer('end of availability', {
		patterns: [{regex: /^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$/, asks: 'a day in the form YYYY-MM-DD'}],
	}),
	offerCountries: offer('countries of the offer'),
	offerCountry: offer('country', {patterns: [{regex: /^[A-Z]{2}$/, asks: 'a code of two capital letters'}]}),
} as const satisfies Readonly<Record<string, FieldRule>>;
