import {defineValidator} from '../../src/contract.ts';
import {askedHits} from '../../src/hits.ts';
import {figuresOf, severityOf} from '../../src/language/measured.ts';
import {pages} from '../../src/limits.ts';

export const selfContained = defineValidator({
	id: 'language/self-contained',
	policy: 'usage.self-contained',
	severity: severityOf('self-contained', 'disclosed'),
	about: 'Buyers need not fetch clients or parts elsewhere to use the product.',
	why: `The AMI is to hold everything that a buyer needs, client applications included. What is optional, and everybody’s browser or SSH client, are fine. ${figuresOf('self-contained')}`,
	source: pages.policy,
	reads: ['judged'],
	messages: {
		asks: {
			message: 'Has buyers fetch a needed part elsewhere: "{words}".',
			help: 'Put it into the image or serve it from the instance; where that can’t be, say in the description what is fetched and from where. For example: The desktop client is served by the instance at https://host/client.',
		},
	},
	examples: [
		{
			name: 'asked in plain words',
			files: {'README.md': '# Larkspur\n\nBefore first use, download the desktop client from our website; the product can only be operated with it.'},
			expect: [{message: 'asks', at: 'Before first use, download the desktop client from our website; the product can only be operated with it.'}],
		},
		{name: 'fine', files: {'README.md': '# Larkspur\n\nThe desktop client is served by the instance at https://host/client.'}, expect: []},
		{name: 'fine, with the same words', files: {'README.md': '# Larkspur\n\nAny browser will do.'}, expect: []},
	],
	check: ({judged}) => askedHits(judged, 'self-contained'),
});
