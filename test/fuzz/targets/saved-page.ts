import {fileTarget} from '../file-target.ts';
import {exampleFiles, ruleFiles} from '../seeds.ts';
import {html} from '../words.ts';

export default fileTarget('page.html', {
	about: 'a saved page of AWS Marketplace',
	longest: 40_000,
	seeds: () => [...exampleFiles('.html'), ...ruleFiles('.html')],
	words: html,
	kinds: {'page.html': 'listing'},
});
