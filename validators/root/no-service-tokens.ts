import {defineValidator} from '../../src/contract.ts';
import {debian} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const noServiceTokens = defineValidator({
	id: 'root/no-service-tokens',
	policy: 'security.no-embedded-credentials',
	severity: 'error',
	about: 'No token of GitHub, GitLab, Slack, Stripe, npm, PyPI, Vault, Azure or another service lies in the AMI.',
	why: 'Tokens are known by the form that each service gives its own; where that has a checksum, it was verified. Whoever launches the AMI can use them.',
	source: pages.policy,
	reads: ['credentialSearches'],
	messages: {
		token: {
			message: '{path} holds {what}: everybody who launches the AMI has it.',
			help: 'Revoke it at the service and delete it from the image. If the product needs one, let the buyer give it.',
		},
		doubtful: {
			message: '{path} holds {what}; {doubt}.',
			help: 'Find out what it opens; if that is not for everybody, revoke it and delete it from the image.',
		},
	},
	examples: [
		{
			name: 'a token in the settings of the product',
			files: {},
			root: debian({'opt/larkspur/updates.yaml': 'repository:\n  token: glpat-x7Kq2LmZt9Rv4BnWc8sY\n'}),
			expect: [{message: 'token', at: 'glpat-x7', subject: 'opt/larkspur/updates.yaml'}],
		},
		{
			name: 'a key that may be public',
			files: {},
			root: debian({'opt/larkspur/web/map.js': "const key = 'AIzaSyB7xQ2mLr9TvK4nWc8sYgZ1pJ6eUd3fAo5';\n"}),
			expect: [{message: 'doubtful', at: 'AIzaSyB7', subject: 'opt/larkspur/web/map.js'}],
		},
		{
			name: 'a token whose checksum is wrong',
			files: {},
			root: debian({'opt/larkspur/README': `ghp_${'a1B2c3D4e5F6g7H8i9J0'.repeat(2).slice(0, 36)}\n`}),
			expect: [],
		},
		{name: 'another kind of credential', files: {}, root: debian({'root/.netrc': 'machine larkspur.example.com login build password q7Lm2Zt9\n'}), expect: []},
	],
	*check({credentialSearches}) {
		for (const {credentials} of credentialSearches) {
			for (const {kind, path, what, shown: place, doubt} of credentials) {
				if (kind !== 'token') continue;
				if (doubt === undefined) yield {message: 'token', place, subject: path, data: {path, what}};
				else yield {message: 'doubtful', place, subject: path, severity: 'warning', data: {path, what, doubt}};
			}
		}
	},
	shows({credentialSearches}) {
		if (credentialSearches.length === 0 || credentialSearches.some(({whole}) => !whole)) return undefined;
		return credentialSearches.map(({root, searched}) => `${root}: no token of a service in ${searched} files`).join('; ');
	},
});
