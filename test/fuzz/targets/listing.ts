import {fileTarget} from '../file-target.ts';
import {exampleFiles, ruleFiles} from '../seeds.ts';
import {html, listing} from '../words.ts';

export default fileTarget('listing.json', {
	about: 'a change set, a product or an offer',
	seeds: () => [
		...exampleFiles(/(?:listing|request|product|offer|change-set)\.json$/),
		...ruleFiles(/(?:listing|request|product|offer|change-set|changes|entity|version|information)\.json$/),
	],
	words: [...listing, ...html],
});
