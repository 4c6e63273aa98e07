/** Rules of your own in plain JavaScript: `shelfready check my-submission --validators own-rules.mjs` */
export default [
	{
		id: 'mine/names-support-hours',
		policy: 'delivery.listing-requirements',
		severity: 'error',
		about: 'The support text says when support answers.',
		source: 'https://wiki.example.com/listings',
		reads: ['listings'],
		messages: {none: {message: 'The support text names no hours.', help: 'Say when support answers, and in which time zone.'}},
		examples: [],
		*check({listings}) {
			for (const {supportDescription: text} of listings)
				if (text !== undefined && !/\bhours?\b|24\/7/i.test(text.value)) yield {message: 'none', subject: 'SupportDescription', place: text.place};
		},
	},
];
