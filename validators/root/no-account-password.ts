import {defineValidator} from '../../src/contract.ts';
import {debian} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const hash = '$y$j9T$F5Jx5fExrKuPp53xLKQ..1$xS/Rs4REwxbJN3gjDn3yY7mDHO5aqs4rYBiKEHwpHF8';
const admin = (rest: string, passwd?: string) =>
	debian({
		'etc/shadow': {text: `root:*:20000:0:99999:7:::\nadmin:${rest}\n`, mode: 0o640},
		...(passwd === undefined ? {} : {'etc/passwd': `root:x:0:0:root:/root:/bin/bash\n${passwd}\n`}),
	});

export const noAccountPassword = defineValidator({
	id: 'root/no-account-password',
	policy: 'access.no-authorized-credentials',
	severity: 'error',
	about: 'No account in the AMI has a password.',
	why: "Every instance would have the password of the build. AWS's scanner reports such a hash as a default password, even where the first start replaces it.",
	source: pages.policy,
	reads: ['accounts', 'startups', 'submission'],
	messages: {
		set: {
			message: '{account} has a password, the same on every instance: {file} holds its {scheme} hash.',
			help: 'Delete it before you make the image: usermod -p "*" {account}. Buyers log in with their key pair.',
		},
		forced: {
			message: '{account} has a password, the same on every instance until its first log-in changes it: {file} holds its {scheme} hash.',
			help: 'Delete it: AWS refuses passwords made at build time, even if they are replaced later. usermod -p "*" {account}, and take the forced change away: chage -d -1 {account}.',
		},
		shut: {
			message: '{account} has a password in {file} ({scheme}), though it cannot log in: {reason}.',
			help: 'Delete the hash too: usermod -p "*" {account}. AWS names hashed passwords among the secrets that an image must not hold.',
		},
		blank: {
			message: '{account} has a blank password: the field in {file} is empty, so that a log-in asks for none.',
			help: 'Lock it before you make the image: passwd -l {account}.',
		},
	},
	examples: [
		{name: 'a password of the user', files: {}, root: admin(`${hash}:20000:0:99999:7:::`), expect: [{message: 'set', at: hash, subject: 'admin'}]},
		{name: 'a password to be changed at the first log-in', files: {}, root: admin(`${hash}:0:0:99999:7:::`), expect: [{message: 'forced', at: hash}]},
		{
			name: 'a password of an account without a shell',
			files: {},
			root: admin(`${hash}:20000:0:99999:7:::`, 'admin:x:1000:1000::/home/admin:/usr/sbin/nologin'),
			expect: [{message: 'shut', at: hash}],
		},
		{name: 'a password of an account that has expired', files: {}, root: admin(`${hash}:20000:0:99999:7::20001:`), expect: [{message: 'shut', at: hash}]},
		{name: 'a password of an account that has yet to expire', files: {}, root: admin(`${hash}:20000:0:99999:7::90000:`), expect: [{message: 'set', at: hash}]},
		{name: 'no password at all', files: {}, root: admin(':20000:0:99999:7:::'), expect: [{message: 'blank', at: 'admin::'}]},
		{name: 'locked accounts', files: {}, root: debian(), expect: []},
		{
			name: 'root with a blank password, which another rule judges',
			files: {},
			root: debian({'etc/passwd': 'root::0:0:root:/root:/bin/bash\n'}),
			expect: [],
		},
	],
	*check({accounts: records, submission}) {
		for (const {accounts} of records) {
			for (const {name, uid, password, canLogIn, expires, changeForced} of accounts) {
				const account = name.value;
				const reason = !canLogIn
					? 'its shell takes no commands'
					: expires !== undefined && expires <= submission.today
						? `it has expired on ${expires}`
						: undefined;
				if (password.state === 'blank' && uid !== 0) {
					const {place} = password.text;
					yield {message: 'blank', place, subject: account, ...(reason === undefined ? {} : {severity: 'warning'}), data: {account, file: place.file}};
				}
				if (password.state !== 'set' || (uid === 0 && password.hash.found === 'empty')) continue;
				const {text, scheme} = password.hash;
				const data = {account, file: text.place.file, scheme};
				if (reason !== undefined) yield {message: 'shut', place: text.place, subject: account, severity: 'warning', data: {...data, reason}};
				else yield {message: changeForced ? 'forced' : 'set', place: text.place, subject: account, data};
			}
		}
	},
	shows({accounts: records, startups, submission}) {
		// The newer edition asks for no password "not even hashed", wherever it lies.
		if (submission.edition !== 'ami-2020' && records.some(({strayHashes}) => strayHashes.length > 0)) return undefined;
		// What a job sets on each instance is another rule's, but no account is without a password then.
		if (startups.some(({passwords}) => passwords.some(({of, origin}) => of.startsWith('account ') && origin === 'fixed'))) return undefined;
		const isShown = records.every(({accounts, cloud, unknown}) => {
			const isKnown = unknown.passwords === undefined && unknown.cloud === undefined;
			return isKnown && cloud.passwords.length === 0 && accounts.length > 0 && accounts.every(({password}) => password.state === 'locked');
		});
		if (records.length === 0 || !isShown) return undefined;
		return `the password files of ${records.map(({root}) => root).join(', ')}: no account has a password`;
	},
});
