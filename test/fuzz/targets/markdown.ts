import {fileTarget} from '../file-target.ts';
import {exampleFiles, ruleFiles} from '../seeds.ts';
import {html, iam, markdown} from '../words.ts';

export default fileTarget('README.md', {
	about: 'a document in Markdown',
	seeds: () => [...exampleFiles('.md'), ...ruleFiles('.md')],
	words: [...markdown, ...html, ...iam],
	kinds: {'README.md': 'docs'},
});
