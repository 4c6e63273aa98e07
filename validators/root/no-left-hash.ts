import {defineValidator} from '../../src/contract.ts';
import {debian} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const hash = '$6$saltstring$kyGrqt6gmjAdtFLPrflEFifSYLCWWq1pyx95SvqinLDy2UHmj0sTF0MSLMwxPFZc3tu5kQckI8fks0zOPda3n1';
const shadow = (lines: string) => debian({'etc/shadow': {text: `root:*:20000::::::\nadmin:!:20000::::::\n${lines}`, mode: 0o640}});

/**
 * A warning in the edition that names hashed passwords. In the other one it is a note, as nobody logs in with these; but for a hash that stands
 * unlocked in a copy of the password file: that is the password of an account as it was, to be broken at leisure and restored with the copy.
 */
export const noLeftHash = defineValidator({
	id: 'root/no-left-hash',
	policy: 'security.no-embedded-credentials',
	severity: 'warning',
	about: 'No hash of a password is left in the AMI: not behind a lock, in a copy of the password file, for a group, or in what an installer kept.',
	source: pages.checklist,
	reads: ['accounts', 'submission'],
	messages: {
		locked: {
			message: '{name} is locked, but {file} still holds the {scheme} hash of its password: unlocking brings it back.',
			help: 'Write a lock without a hash: usermod -p "*" {name}.',
		},
		left: {
			message: '{file} holds the {scheme} hash of a password{of}: {what}.',
			help: 'Delete it before you make the image.',
		},
	},
	examples: [
		{
			name: 'a locked account with its old hash',
			files: {},
			root: debian({'etc/shadow': `root:*:20000::::::\nadmin:!${hash}:20000::::::\n`}),
			expect: [{message: 'locked', at: hash, subject: 'admin'}],
		},
		{name: 'a copy of the shadow file', files: {}, root: debian({'etc/shadow-': `admin:${hash}:20000::::::\n`}), expect: [{message: 'left', at: hash}]},
		{name: 'a line without an account', files: {}, root: shadow(`builder:${hash}:20000::::::\n`), expect: [{message: 'left', at: hash}]},
		{name: 'the password of a group', files: {}, root: debian({'etc/gshadow': `adm:${hash}::\n`}), expect: [{message: 'left', at: hash}]},
		{name: "an installer's answers", files: {}, root: debian({'root/anaconda-ks.cfg': `rootpw --iscrypted ${hash}\n`}), expect: [{message: 'left', at: hash}]},
		{
			name: 'an account with a password, which another rule judges',
			files: {},
			root: debian({'etc/shadow': `root:*:20000::::::\nadmin:${hash}:20000::::::\n`}),
			expect: [],
		},
		{name: 'locks without hashes', files: {}, root: shadow('sshd:!!:20000::::::\nntp:*LK*:20000::::::\n'), expect: []},
	],
	*check({accounts: records, submission}) {
		for (const {strayHashes} of records) {
			for (const {text, scheme, name, kind, isLocked} of strayHashes) {
				const isAsked = submission.edition !== 'ami-2020' || (kind === 'copy' && !isLocked);
				const at = {place: text.place, subject: name === '' ? text.place.file : name, ...(isAsked ? {} : {severity: 'note' as const})};
				const data = {file: text.place.file, scheme, name};
				if (kind === 'locked') yield {message: 'locked', ...at, data};
				else yield {message: 'left', ...at, data: {...data, of: name === '' ? '' : ` of ${name}`, what: whatOf[kind]}};
			}
		}
	},
});

const whatOf = {
	orphan: 'no account has this name',
	group: 'whoever knows it can join the group',
	copy: 'the file is a copy of a password file',
	record: 'the file is a record that no log-in needs',
} as const;
