import {defineValidator} from '../../src/contract.ts';
import {debian, windows} from '../../src/examples.ts';

export const noCommandHistory = defineValidator({
	id: 'root/no-command-history',
	policy: 'security.no-embedded-credentials',
	severity: 'error',
	about: 'No history of commands is left in the AMI.',
	why: "Histories of shells and database clients hold what was typed during the build, passwords among it. AWS's guide on sharing AMIs asks for their removal.",
	source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/building-shared-amis.html',
	reads: ['credentialSearches'],
	messages: {
		secret: {
			message: '{path} holds {what}.',
			help: 'Change the password where it is accepted, and delete the history in the last step of the build.',
		},
		history: {
			message: '{path} holds a history of {of}, of {lines} lines.',
			help: 'Delete it in the last step of the build, from a shell that writes none: unset HISTFILE.',
		},
	},
	examples: [
		{
			name: 'a password in a history',
			files: {},
			root: debian({'root/.bash_history': {text: 'apt-get update\nmysql -u root -pq7Lm2Zt9\n', mode: 0o600}}),
			expect: [
				{message: 'history', at: 'apt-get', subject: 'root/.bash_history'},
				{message: 'secret', at: 'mysql -u root -p', subject: 'root/.bash_history'},
			],
		},
		{
			name: 'a transcript of PowerShell',
			files: {},
			root: windows({
				'Users/build/Documents/PowerShell_transcript.B.c.20261110091500.txt':
					'**********\nWindows PowerShell transcript start\n**********\nPS C:\\> Get-Service\n',
			}),
			expect: [{message: 'history', at: '', subject: 'Users/build/Documents/PowerShell_transcript.B.c.20261110091500.txt'}],
		},
		{
			name: 'a history without secrets',
			files: {},
			root: debian({'home/admin/.python_history': {text: 'import larkspur\n', uid: 1000}}),
			expect: [{message: 'history', at: 'import', subject: 'home/admin/.python_history'}],
		},
		{
			name: 'an empty history, and one that leads nowhere',
			files: {},
			root: debian({'root/.bash_history': '', 'home/admin/.bash_history': {link: '/dev/null'}}),
			expect: [],
		},
		{name: 'another kind of credential', files: {}, root: debian({'root/.netrc': 'machine larkspur.example.com login build password q7Lm2Zt9\n'}), expect: []},
	],
	*check({credentialSearches}) {
		for (const {credentials, histories} of credentialSearches) {
			for (const {kind, path, what, shown: place} of credentials) {
				if (kind === 'history') yield {message: 'secret', place, subject: path, data: {path, what}};
			}
			for (const {path, of, lines, place} of histories) yield {message: 'history', place, subject: path, severity: 'warning', data: {path, of, lines}};
		}
	},
	shows({credentialSearches}) {
		if (credentialSearches.length === 0 || credentialSearches.some(({whole}) => !whole)) return undefined;
		return credentialSearches.map(({root, searched}) => `${root}: no history of commands in ${searched} files`).join('; ');
	},
});
