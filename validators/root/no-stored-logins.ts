import {defineValidator} from '../../src/contract.ts';
import {debian, windows} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const noStoredLogins = defineValidator({
	id: 'root/no-stored-logins',
	policy: 'security.no-embedded-credentials',
	severity: 'error',
	about: 'No file that programs keep log-ins in holds one: netrc, pgpass, my.cnf, git, Docker, npm, kubeconfig, htpasswd and their like.',
	why: 'Such files are what a build leaves behind when it fetched something. Hashes of passwords count too: all instances would share the password.',
	source: pages.policy,
	reads: ['credentialSearches'],
	messages: {
		login: {
			message: '{path} holds {what}: everybody who launches the AMI has it.',
			help: 'Delete it from the image and change it where it is accepted. If the product needs one, let each instance draw it or the buyer give it.',
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
			name: 'the log-in of the build to a server',
			files: {},
			root: debian({'root/.netrc': 'machine larkspur.example.com login build password q7Lm2Zt9\n'}),
			expect: [{message: 'login', at: 'password', subject: 'root/.netrc'}],
		},
		{
			name: 'a site of FileZilla',
			files: {},
			root: windows({
				'Users/build/AppData/Roaming/FileZilla/sitemanager.xml': '<Server><User>build</User><Pass encoding="base64">cTdMbTJadDk=</Pass></Server>\n',
			}),
			expect: [{message: 'login', at: 'Pass', subject: 'Users/build/AppData/Roaming/FileZilla/sitemanager.xml'}],
		},
		{
			name: 'the cookie that Erlang drew',
			files: {},
			root: debian({'var/lib/rabbitmq/.erlang.cookie': {text: 'QWERTZUIOPASDFGHJKLY', mode: 0o400, uid: 999}}),
			expect: [{message: 'made', at: 'QW', subject: 'var/lib/rabbitmq/.erlang.cookie'}],
		},
		{
			name: 'the hash of a reader of a site',
			files: {},
			root: debian({'etc/nginx/.htpasswd': 'reader:$apr1$k2Lm9ZtQ$4nWc8sYgZ1pJ6eUd3fAo50\n'}),
			expect: [{message: 'doubtful', at: 'reader', subject: 'etc/nginx/.htpasswd'}],
		},
		{name: 'a variable for the token', files: {}, root: debian({'root/.npmrc': '//registry.npmjs.org/:_authToken=${NPM_TOKEN}\n'}), expect: []},
		{name: 'another kind of credential', files: {}, root: debian({'opt/larkspur/.env': 'DB_PASSWORD=q7Lm2Zt9\n'}), expect: []},
	],
	*check({credentialSearches}) {
		for (const {credentials} of credentialSearches) {
			for (const {kind, path, what, shown: place, made, doubt} of credentials) {
				if (kind !== 'login') continue;
				if (made !== undefined) yield {message: 'made', place, subject: path, severity: 'warning', data: {path, what, ...made}};
				else if (doubt !== undefined) yield {message: 'doubtful', place, subject: path, severity: 'warning', data: {path, what, doubt}};
				else yield {message: 'login', place, subject: path, data: {path, what}};
			}
		}
	},
	shows({credentialSearches}) {
		if (credentialSearches.length === 0 || credentialSearches.some(({whole}) => !whole)) return undefined;
		return credentialSearches.map(({root, searched}) => `${root}: no log-in in a file made for it in ${searched} files`).join('; ');
	},
});
