import {defineValidator} from '../../src/contract.ts';
import {debian} from '../../src/examples.ts';
import {defaultPasswords} from '../../src/limits/accounts.ts';
import {pages} from '../../src/limits.ts';

const vagrant = '$6$rounds=1000$abc$EMk1QEBZGSOVX/SbCGNxZc3ENwew2kXz1ZS1UiWgtOO83qYsWgjdNbiHUwbKMM9IfEcOlvpzQMe7DZDuomOmv/';
const withHash = (hash: string) => debian({'etc/shadow': {text: `root:*:20000:0:99999:7:::\nadmin:${hash}:20000:0:99999:7:::\n`, mode: 0o640}});
const cloud = (lines: string) => debian({'etc/cloud/cloud.cfg.d/99-larkspur.cfg': lines});

/** A list of few words, tried on the schemes that are cheap: what is not found is not said to be sound. */
export const noDefaultPassword = defineValidator({
	id: 'root/no-default-password',
	policy: 'access.no-fixed-passwords',
	severity: 'error',
	about: 'No account gets a fixed password: neither one of the known default passwords, nor one from the settings of cloud-init.',
	why: 'A password that is the same on each instance is known to everybody who has one instance; a default password is tried within minutes of the first start.',
	source: pages.policy,
	reads: ['accounts'],
	messages: {
		default: {
			message: `The password of {account} in {file} is one of ${defaultPasswords.words.length} well-known default passwords, or the account's own name.`,
			help: 'Delete it before you make the image: usermod -p "*" {account}. Buyers log in with their key pair.',
		},
		fixed: {
			message: 'The settings of cloud-init in {file} give {account} the same password on every instance ({form}).',
			help: 'Take the password out; where one is needed, let cloud-init make a random one (type: RANDOM in chpasswd).',
		},
	},
	examples: [
		{name: 'a hash of "vagrant"', files: {}, root: withHash(vagrant), expect: [{message: 'default', at: vagrant, subject: 'admin'}]},
		{
			name: 'a password in plain text in the settings of cloud-init',
			files: {},
			root: cloud('users:\n  - default\n  - name: admin\n    lock_passwd: false\n    plain_text_passwd: example-only\n'),
			expect: [{message: 'fixed', at: 'plain_text_passwd', subject: 'admin'}],
		},
		{name: 'a hash of another password, which another rule judges', files: {}, root: withHash('$1$saltsalt$xfhY4jzSCSUTZtyGGT8QH.'), expect: []},
		{
			name: 'random passwords',
			files: {},
			root: cloud('chpasswd:\n  users:\n    - {name: admin, type: RANDOM}\n'),
			expect: [],
		},
		{name: 'no passwords', files: {}, root: debian(), expect: []},
	],
	*check({accounts: records}) {
		for (const {
			accounts,
			cloud: {passwords},
		} of records) {
			for (const {name, password} of accounts) {
				if (password.state !== 'set' || password.hash.found !== 'default') continue;
				const {place} = password.hash.text;
				yield {message: 'default', place, subject: name.value, data: {account: name.value, file: place.file}};
			}
			for (const {place, account, form, isLocked} of passwords) {
				const data = {account: account === '' ? 'an account' : account, file: place.file, form: form === 'hash' ? 'as a hash' : 'in plain text'};
				yield {message: 'fixed', place, subject: account, ...(isLocked ? {severity: 'warning'} : {}), data};
			}
		}
	},
});
