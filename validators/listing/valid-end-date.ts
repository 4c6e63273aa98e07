import {defineValidator} from '../../src/contract.ts';
import {changeSet} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const ending = (AvailabilityEndDate: string | null) =>
	changeSet('UpdateAvailability', {AvailabilityEndDate}, {Type: 'Offer@1.0', Identifier: 'offer-abc123def4567'});

export const validEndDate = defineValidator({
	id: 'listing/valid-end-date',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'An offer ends on a day of the calendar that is still to come.',
	source: pages.shapes,
	reads: ['listingFields', 'submission'],
	messages: {
		noDay: {message: 'The calendar has no {date}.', help: 'Give a day that exists, in the form YYYY-MM-DD.'},
		past: {message: 'The offer ends on {date}, which is past.', help: 'Give a later day, or leave AvailabilityEndDate out to keep the offer open.'},
	},
	examples: [
		{name: 'the 30th of February', files: {'listing.json': ending('2027-02-30')}, expect: [{message: 'noDay', at: '"2027-02-30"'}]},
		{name: 'a day that is past', files: {'listing.json': ending('2024-02-29')}, expect: [{message: 'past', at: '"2024-02-29"'}]},
		{name: 'another form, which another rule names', files: {'listing.json': ending('31.12.2020')}, expect: []},
		{name: 'another date', files: {'listing.json': changeSet('CreateProduct', {ProductTitle: '2024-02-29'})}, expect: []},
		{name: 'no end', files: {'listing.json': ending(null)}, expect: []},
		{name: 'a day to come', files: {'listing.json': ending('2999-12-31')}, expect: []},
	],
	*check({listingFields, submission}) {
		for (const {name, text} of listingFields) {
			const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text?.value ?? '') ?? [];
			if (name !== 'availabilityEndDate' || text === undefined || day === undefined) continue;
			const hit = {place: text.place, subject: 'AvailabilityEndDate', data: {date: text.value}};
			const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
			if (date.getUTCMonth() + 1 !== Number(month) || date.getUTCDate() !== Number(day)) yield {message: 'noDay', ...hit};
			// A request kept from last year is no fault; whether AWS refuses a past day is not documented.
			else if (text.value < submission.today) yield {message: 'past', severity: 'warning', ...hit};
		}
	},
});
