/** The details of each change type of `Offer@1.0` that goes with an AMI product, and of the offer that an answer shows. */

import {get, type MapNode, stringOf} from '../../../tree.ts';
import {anything, choice, list, type ObjectShape, object, type Shape, string} from '../shape.ts';

const rateCard = list('rateCardRows', object({DimensionKey: string('dimensionKey'), Price: string('price')}, {required: ['DimensionKey', 'Price']}));
const currency = string('currencyCode');
const type = string('termType');

const terms: Readonly<Record<string, ObjectShape>> = {
	UsageBasedPricingTerm: object(
		{Type: type, CurrencyCode: currency, RateCards: list('rateCards', object({RateCard: rateCard}, {required: ['RateCard']}))},
		{required: ['Type', 'CurrencyCode', 'RateCards']},
	),
	ConfigurableUpfrontPricingTerm: object(
		{
			Type: type,
			CurrencyCode: currency,
			RateCards: list(
				'rateCards',
				object(
					{
						Selector: object({Type: string('selectorType'), Value: string('selectorValue')}, {required: ['Type', 'Value']}),
						Constraints: object(
							{MultipleDimensionSelection: string('constraint'), QuantityConfiguration: string('constraint')},
							{required: ['MultipleDimensionSelection', 'QuantityConfiguration']},
						),
						RateCard: rateCard,
					},
					{required: ['RateCard']},
				),
			),
		},
		{required: ['Type', 'CurrencyCode', 'RateCards']},
	),
	RecurringPaymentTerm: object(
		{Type: type, CurrencyCode: currency, BillingPeriod: string('billingPeriod'), Price: string('monthlyPrice')},
		{required: ['Type', 'CurrencyCode', 'BillingPeriod', 'Price']},
	),
	ByolPricingTerm: object({Type: type}, {required: ['Type']}),
};

/** Only its `Type` is judged: of terms that AMI products rarely have, no shape is known to us. */
const otherTerm = object({Type: type}, {required: ['Type'], open: true});

const legalDocument = object(
	{Type: string('legalDocumentType'), Url: string('legalDocumentUrl'), Version: string('legalDocumentVersion')},
	{required: ['Type']},
);
// Which of `Url` and `Version` a document needs depends on its type: listing/legal-document-complete judges it.
const legalTerm = object({Type: type, Documents: list('legalDocuments', legalDocument)}, {required: ['Type', 'Documents']});
const supportTerm = object({Type: type, RefundPolicy: string('refundPolicy')}, {required: ['Type', 'RefundPolicy']});

function termOf(node: MapNode): ObjectShape {
	const name = stringOf(get(node, 'Type')) ?? '';
	return Object.hasOwn(terms, name) ? (terms[name] ?? otherTerm) : otherTerm;
}

/** Details by change type. */
export const offerShapes: Readonly<Record<string, Shape>> = {
	CreateOffer: object(
		{ProductId: string('offerProductId'), Name: string('offerName'), ResaleAuthorizationId: anything, AgreementId: anything},
		{required: ['ProductId']},
	),
	UpdateInformation: object({Name: string('offerName'), Description: string('offerDescription'), PreExistingBuyerAgreement: anything}, {notEmpty: true}),
	UpdatePricingTerms: object({PricingModel: string('pricingModel'), Terms: list('pricingTerms', choice(termOf))}, {required: ['PricingModel', 'Terms']}),
	UpdateLegalTerms: object({Terms: list('legalTerms', legalTerm)}, {required: ['Terms']}),
	UpdateSupportTerms: object({Terms: list('supportTerms', supportTerm)}, {required: ['Terms']}),
	UpdateAvailability: object({AvailabilityEndDate: string('availabilityEndDate', {nullable: true})}),
	ReleaseOffer: object({}, {open: true}),
};

/** An offer in an answer. AWS publishes little of it: what is not known here is left alone. */
export const offerEntity: Shape = object(
	{
		Id: anything,
		Name: string('offerName'),
		Description: string('offerDescription'),
		ProductId: string('offerProductId'),
		Terms: list(
			undefined,
			choice((node) => open(answered(node))),
		),
	},
	{open: true},
);

function answered(node: MapNode): ObjectShape {
	const name = stringOf(get(node, 'Type'));
	return name === 'LegalTerm' ? legalTerm : name === 'SupportTerm' ? supportTerm : termOf(node);
}

function open(shape: ObjectShape): ObjectShape {
	// `Type` of a term in an answer may be one that no request to us shows (validity, renewal): it is not a pricing term to judge.
	return {...shape, properties: {...shape.properties, Type: anything}, required: [], open: true};
}
