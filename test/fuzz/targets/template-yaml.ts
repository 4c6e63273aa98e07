import {fileTarget} from '../file-target.ts';
import {exampleFiles, ruleFiles} from '../seeds.ts';
import {cloudFormation, iam, yaml} from '../words.ts';

export default fileTarget('template.yaml', {
	about: 'a template in YAML',
	seeds: () => [...exampleFiles(/(?<!shelfready)\.yaml$/), ...ruleFiles(/(?<!shelfready)\.ya?ml$/)],
	words: [...cloudFormation, ...iam, ...yaml],
	kinds: {'template.yaml': 'template'},
});
