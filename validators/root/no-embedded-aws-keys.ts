import {defineValidator} from '../../src/contract.ts';
import {debian} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const id = 'AKIAQ3EGRZ7XW5BLTN4V';
const pair = `[default]\naws_access_key_id = ${id}\naws_secret_access_key = hB7xQ2mLr9+TvK4nWc8sYgZ1pJ6eUd3fAo5/iRtN\n`;

export const noEmbeddedAwsKeys = defineValidator({
	id: 'root/no-embedded-aws-keys',
	policy: 'security.no-embedded-credentials',
	severity: 'error',
	about: 'No access key of an AWS account lies in the AMI.',
	why: "A key in an AMI is a key that every buyer has: of the seller's account, for whatever it was allowed to do.",
	source: pages.policy,
	reads: ['credentialSearches'],
	messages: {
		key: {
			message: '{path} holds {what}.',
			help: 'Deactivate the key in IAM, delete it from the image, and let the product use the role of its instance.',
		},
		doubtful: {
			message: '{path} holds {what}; {doubt}.',
			help: 'Find out whose it is; if it may be in use, deactivate it in IAM. Delete it from the image.',
		},
	},
	examples: [
		{
			name: "a profile of AWS's command line",
			files: {},
			root: debian({'root/.aws/credentials': pair}),
			expect: [{message: 'key', at: id, subject: 'root/.aws/credentials'}],
		},
		{
			name: 'the secret alone',
			files: {},
			root: debian({'opt/larkspur/.env': 'AWS_SECRET_ACCESS_KEY=hB7xQ2mLr9+TvK4nWc8sYgZ1pJ6eUd3fAo5/iRtN\n'}),
			expect: [{message: 'key', at: 'AWS_SECRET_ACCESS_KEY', subject: 'opt/larkspur/.env'}],
		},
		{
			name: 'the id alone',
			files: {},
			root: debian({'opt/larkspur/.env': `AWS_ACCESS_KEY_ID=${id}\n`}),
			expect: [{message: 'doubtful', at: id, subject: 'opt/larkspur/.env'}],
		},
		{
			name: "AWS's own example",
			files: {},
			root: debian({
				'root/.aws/credentials': '[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n',
			}),
			expect: [],
		},
		{name: 'a Region alone', files: {}, root: debian({'root/.aws/config': '[default]\nregion = us-east-1\n'}), expect: []},
		{name: 'another kind of credential', files: {}, root: debian({'root/.netrc': 'machine larkspur.example.com login build password q7Lm2Zt9\n'}), expect: []},
	],
	*check({credentialSearches}) {
		for (const {credentials} of credentialSearches) {
			for (const {kind, path, what, shown: place, doubt} of credentials) {
				if (kind !== 'aws-key') continue;
				if (doubt === undefined) yield {message: 'key', place, subject: path, data: {path, what}};
				else yield {message: 'doubtful', place, subject: path, severity: 'warning', data: {path, what, doubt}};
			}
		}
	},
	shows({credentialSearches}) {
		if (credentialSearches.length === 0 || credentialSearches.some(({whole}) => !whole)) return undefined;
		return credentialSearches.map(({root, searched}) => `${root}: no access key of AWS in ${searched} files`).join('; ');
	},
});
