import {fileTarget} from '../file-target.ts';
import {ruleFiles, texts} from '../seeds.ts';

export default fileTarget('guide.txt', {
	about: 'a document of plain text, and what it shows of commands and policies',
	seeds: () => [
		...texts('Guide\n\n1) Log in as root, e.g. with ssh.\n2) Run:\n\n  aws iam put-role-policy --policy-document \'{"Statement":[]}\'\n\n* One\n* Two\n'),
		...ruleFiles('.txt'),
	],
	words: [
		'\n\n',
		'1) ',
		'* ',
		'e.g. ',
		'https://',
		'====\n',
		'\t',
		'\r\n',
		'aws iam create-role --role-name x ',
		"--policy-document '",
		'boto3.client("s3").',
		'"Statement": [',
		'- Effect: Allow\n',
	],
	kinds: {'guide.txt': 'docs'},
});
