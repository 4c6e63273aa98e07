import {defineValidator} from '../../src/contract.ts';
import {debian} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const noInstallerPasswords = defineValidator({
	id: 'root/no-installer-passwords',
	policy: 'security.no-embedded-credentials',
	severity: 'error',
	about: 'What set the machine up is left without passwords: Kickstart, preseed and AutoYaST files, and user data of cloud-init.',
	why: "Installers keep the answers that they were given, with the password of root or its hash: `anaconda-ks.cfg`, or cloud-init's copy of the user data.",
	source: pages.policy,
	reads: ['credentialSearches'],
	messages: {
		answer: {
			message: '{path} holds {what}.',
			help: 'Delete the file in the last step of the build (cloud-init clean --logs --seed for what cloud-init keeps), and lock the account or give it no password.',
		},
	},
	examples: [
		{
			name: "anaconda's answers",
			files: {},
			root: debian({'root/anaconda-ks.cfg': {text: 'lang en_US.UTF-8\nrootpw --iscrypted $6$k2Lm9ZtQ$4nWc8sYgZ1pJ6eUd3fAo50\n', mode: 0o600}}),
			expect: [{message: 'answer', at: 'rootpw', subject: 'root/anaconda-ks.cfg'}],
		},
		{
			name: 'user data of the build',
			files: {},
			root: debian({'var/lib/cloud/instances/i-0a1b2c3d4e5f67890/user-data.txt': '#cloud-config\nchpasswd:\n  list: |\n    larkspur:q7Lm2Zt9\n'}),
			expect: [{message: 'answer', at: '    larkspur:', subject: 'var/lib/cloud/instances/i-0a1b2c3d4e5f67890/user-data.txt'}],
		},
		{name: 'a locked root', files: {}, root: debian({'root/anaconda-ks.cfg': 'lang en_US.UTF-8\nrootpw --lock\n'}), expect: []},
		{name: 'another kind of credential', files: {}, root: debian({'root/.netrc': 'machine larkspur.example.com login build password q7Lm2Zt9\n'}), expect: []},
	],
	*check({credentialSearches}) {
		for (const {credentials} of credentialSearches) {
			for (const {kind, path, what, shown: place} of credentials) {
				if (kind === 'answer') yield {message: 'answer', place, subject: path, data: {path, what}};
			}
		}
	},
	shows({credentialSearches}) {
		if (credentialSearches.length === 0 || credentialSearches.some(({whole}) => !whole)) return undefined;
		return credentialSearches.map(({root, searched}) => `${root}: no password of an installer in ${searched} files`).join('; ');
	},
});
