/** Whether a product is sold for money, by its settings and the offers of the submission. */

import type {Offer} from '../evidence/listing.ts';
import type {Submission} from '../evidence.ts';

type Sale = {readonly offers?: readonly Offer[] | undefined; readonly submission?: Pick<Submission, 'licensing'> | undefined};

/** Whether a pricing model asks money of buyers on AWS Marketplace itself. */
export function isPaidModel(model: string): boolean {
	return model === 'Usage' || model === 'Contract';
}

/** Whether something says that buyers pay. */
export function isPaid({offers = [], submission}: Sale): boolean {
	return submission?.licensing === 'paid' || offers.some(({pricingModel}) => pricingModel !== undefined && isPaidModel(pricingModel.value));
}

/** Whether something says that nobody pays. */
export function isFree({offers = [], submission}: Sale): boolean {
	const models = offers.flatMap(({pricingModel}) => pricingModel?.value ?? []);
	return submission?.licensing === 'free' || (models.length > 0 && models.every((model) => model === 'Free'));
}
