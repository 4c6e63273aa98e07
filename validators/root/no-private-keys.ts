import {defineValidator} from '../../src/contract.ts';
import {debian} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const key = `-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIDk2bR0aQ7vXyP1nLk8sTgWc5eZ4uJ6hM9fVtA3oYqBxoAoGCCqGSM49
-----END EC PRIVATE KEY-----
`;
const firstLine = '-----BEGIN EC PRIVATE KEY-----';

export const noPrivateKeys = defineValidator({
	id: 'root/no-private-keys',
	policy: 'security.no-embedded-credentials',
	severity: 'error',
	about: 'No private key lies in the AMI, with a passphrase or without.',
	why: 'Whoever launches the AMI has the key, and so can pose as its owner wherever its public half is trusted. Certificates and public keys may stay.',
	source: pages.policy,
	reads: ['credentialSearches'],
	messages: {
		key: {
			message: '{path} holds {what}: everybody who launches the AMI has it.',
			help: 'Delete it before you make the AMI, replace it wherever it is trusted, and let each instance draw or fetch its own at first start.',
		},
		made: {
			message: '{path} holds {what}, drawn by {by} when the image was built: all instances share it.',
			help: 'Delete it in the last step of the build; {anew}.',
		},
		doubtful: {
			message: '{path} holds {what}; {doubt}.',
			help: 'Delete it if nothing needs it; if it is in use, let each instance draw its own at first start.',
		},
	},
	examples: [
		{
			name: 'the key of a web server',
			files: {},
			root: debian({'etc/nginx/tls/larkspur.key': key}),
			expect: [{message: 'key', at: firstLine, subject: 'etc/nginx/tls/larkspur.key'}],
		},
		{
			name: 'the self-signed key of ssl-cert',
			files: {},
			root: debian({'etc/ssl/private/ssl-cert-snakeoil.key': {text: key, mode: 0o640}}),
			expect: [{message: 'made', at: firstLine, subject: 'etc/ssl/private/ssl-cert-snakeoil.key'}],
		},
		{
			name: 'a key among the tests of the product',
			files: {},
			root: debian({'opt/larkspur/tests/server.pem': key}),
			expect: [{message: 'doubtful', at: firstLine, subject: 'opt/larkspur/tests/server.pem'}],
		},
		{
			name: 'a certificate, and a key among the tests of a package',
			files: {},
			root: debian({
				'etc/nginx/tls/larkspur.crt': '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUZ1kq\n-----END CERTIFICATE-----\n',
				'opt/larkspur/node_modules/tls/test/key.pem': key,
			}),
			expect: [],
		},
		{name: 'another kind of credential', files: {}, root: debian({'root/.netrc': 'machine larkspur.example.com login build password q7Lm2Zt9\n'}), expect: []},
	],
	*check({credentialSearches}) {
		for (const {credentials} of credentialSearches) {
			for (const {kind, path, what, shown: place, made, doubt} of credentials) {
				if (kind !== 'private-key') continue;
				if (made !== undefined) yield {message: 'made', place, subject: path, severity: 'warning', data: {path, what, ...made}};
				else if (doubt !== undefined) yield {message: 'doubtful', place, subject: path, severity: 'warning', data: {path, what, doubt}};
				else yield {message: 'key', place, subject: path, data: {path, what}};
			}
		}
	},
	shows({credentialSearches}) {
		if (credentialSearches.length === 0 || credentialSearches.some(({whole}) => !whole)) return undefined;
		return credentialSearches.map(({root, searched}) => `${root}: no private key in ${searched} files`).join('; ');
	},
});
