import {defineValidator} from '../../src/contract.ts';
import type {Accounts} from '../../src/evidence/accounts.ts';
import type {PasswordSetting, Startup} from '../../src/evidence/startup.ts';
import {boots, debian} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const shadow = (field: string) => debian({'etc/shadow': {text: `root:${field}:20000:0:99999:7:::\nadmin:!:20000:0:99999:7:::\n`, mode: 0o640}});

/** Every account with the id 0 is root; the other accounts' empty passwords are judged by `no-account-password`. */
export const rootPassword = defineValidator({
	id: 'root/root-password',
	policy: 'access.linux-root-password',
	severity: 'error',
	about: 'The password of root is neither blank nor null.',
	why: 'With an empty password field whoever reaches a log-in prompt is root without typing anything. A hash of the empty password does the same for whoever presses Enter.',
	source: pages.policy,
	reads: ['accounts', 'startups'],
	messages: {
		blank: {
			message: '{account} has a blank password: the field in {file} is empty, so that a log-in as root asks for none.',
			help: 'Lock it before you make the image: passwd -l {account}, on FreeBSD pw lock {account}.',
		},
		null: {
			message: '{account} has a null password: the field in {file} is a {scheme} hash of nothing, so that pressing Enter logs in as root.',
			help: 'Lock it before you make the image: usermod -p "*" {account}.',
		},
		atBoot: {
			message: '{job} takes the password of {account} away on each instance, so that a log-in as root asks for none.',
			help: 'Lock it instead: passwd -l {account}.',
		},
	},
	examples: [
		{name: 'an empty field in the shadow file', files: {}, root: shadow(''), expect: [{message: 'blank', at: 'root::', subject: 'root'}]},
		{
			name: 'an empty field in the password file, whatever the shadow file says',
			files: {},
			root: debian({'etc/passwd': 'root::0:0:root:/root:/bin/bash\n'}),
			expect: [{message: 'blank', at: 'root::'}],
		},
		{
			name: 'a second account with the id of root',
			files: {},
			root: debian({'etc/passwd': 'root:x:0:0:root:/root:/bin/bash\ntoor::0:0::/root:/bin/sh\n'}),
			expect: [{message: 'blank', at: 'toor::', subject: 'toor'}],
		},
		{
			name: 'a hash of the empty password',
			files: {},
			root: shadow('$1$saltsalt$5Jhcit4zN9UlGiA0txPkO0'),
			expect: [{message: 'null', at: '$1$saltsalt$5Jhcit4zN9UlGiA0txPkO0'}],
		},
		{name: 'a script that takes it away', files: {}, root: boots('passwd -d root'), expect: [{message: 'atBoot', at: 'passwd -d root', subject: 'root'}]},
		{name: 'a script that takes that of another account away, which another rule judges', files: {}, root: boots('passwd -d admin'), expect: []},
		{name: 'a locked root', files: {}, root: debian(), expect: []},
		{name: 'a hash of some password, which another rule judges', files: {}, root: shadow('$1$saltsalt$xfhY4jzSCSUTZtyGGT8QH.'), expect: []},
		{
			name: 'a user whose password is blank, which another rule judges',
			files: {},
			root: debian({'etc/shadow': 'root:*:20000:0:99999:7:::\nadmin::20000:0:99999:7:::\n'}),
			expect: [],
		},
	],
	*check({accounts: records, startups}) {
		for (const {job, of, place} of emptied(startups, rootsOf(records))) {
			const account = of.slice(prefix.length);
			yield {message: 'atBoot', place, subject: account, data: {job: job.name, account}};
		}
		for (const {accounts} of records) {
			for (const {name, uid, password} of accounts) {
				if (uid !== 0) continue;
				const subject = name.value;
				if (password.state === 'blank') yield {message: 'blank', place: password.text.place, subject, data: {account: subject, file: password.text.place.file}};
				if (password.state !== 'set' || password.hash.found !== 'empty') continue;
				const {text, scheme} = password.hash;
				yield {message: 'null', place: text.place, subject, data: {account: subject, file: text.place.file, scheme}};
			}
		}
	},
	shows({accounts: records, startups}) {
		const isShown = records.every(({accounts, unknown}) => {
			const sound = accounts.every(
				({password}) => password.state === 'locked' || (password.state === 'set' && password.hash.isTried && password.hash.found !== 'empty'),
			);
			return unknown.passwords === undefined && sound && accounts.some(({uid}) => uid === 0);
		});
		if (records.length === 0 || !isShown || emptied(startups, rootsOf(records)).length > 0) return undefined;
		return `the password files of ${records.map(({root}) => root).join(', ')}: root's password is not blank, nor is another account's`;
	},
});

/** What a setting of a job says before the account's name. */
const prefix = 'account ';

/** The accounts that are root by their id. */
function rootsOf(records: readonly Accounts[]): ReadonlySet<string> {
	return new Set(['root', ...records.flatMap(({accounts}) => accounts.flatMap(({name, uid}) => (uid === 0 ? [name.value] : [])))]);
}

/** The settings by which jobs leave root without a password. */
function emptied(startups: readonly Startup[], roots: ReadonlySet<string>): readonly PasswordSetting[] {
	return startups.flatMap(({passwords}) => passwords.filter(({of, empty}) => empty && of.startsWith(prefix) && roots.has(of.slice(prefix.length))));
}
