import {defineValidator} from '../../src/contract.ts';
import {debian} from '../../src/examples.ts';
import {lowered} from '../../src/hits/ssh.ts';
import {pages} from '../../src/limits.ts';

export const sshNoKeyFiles = defineValidator({
	id: 'root/ssh-no-key-files',
	policy: 'access.no-authorized-credentials',
	severity: 'error',
	about: 'The files outside of the home folders from which sshd takes authorized keys hold none.',
	why: 'AuthorizedKeysFile may name other places than .ssh/authorized_keys; a key that was left there lets its owner in to every instance.',
	source: pages.policy,
	reads: ['sshServers'],
	messages: {
		key: {
			message: '{path} holds {count} that sshd takes, since AuthorizedKeysFile is {value} by {by}.',
			help: 'Empty the file before you make the image. cloud-init brings the key that the buyer chooses at launch.',
		},
		unread: {
			message: '{path}, from which sshd takes keys by {by}, could not be read.',
			help: 'Make sure that it holds no key, or give the root file system as an archive made by root.',
		},
	},
	examples: [
		{
			name: 'a key in a folder for all accounts',
			files: {},
			root: debian({
				'etc/ssh/sshd_config': 'PasswordAuthentication no\nAuthorizedKeysFile .ssh/authorized_keys /etc/ssh/keys/%u\n',
				'etc/ssh/keys/admin': 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBEuF2 builder\n',
			}),
			expect: [{message: 'key', at: 'ssh-ed25519', subject: '/etc/ssh/keys/admin'}],
		},
		{
			name: 'a link that leads nowhere',
			files: {},
			root: debian({
				'etc/ssh/sshd_config': 'PasswordAuthentication no\nAuthorizedKeysFile /var/keys/all\n',
				'var/keys/all': {link: 'all'},
			}),
			expect: [],
		},
		{
			name: 'a file outside of what is held',
			files: {},
			root: debian({
				'etc/ssh/sshd_config': 'PasswordAuthentication no\nAuthorizedKeysFile /etc/ssh/all-keys\n',
				'etc/ssh/all-keys': `${'# '.repeat(600_000)}\n`,
			}),
			expect: [{message: 'unread', at: '/etc/ssh/all-keys', subject: '/etc/ssh/all-keys'}],
		},
		{
			name: 'an empty folder for all accounts',
			files: {},
			root: debian({'etc/ssh/sshd_config': 'PasswordAuthentication no\nAuthorizedKeysFile /etc/ssh/keys/%u\n'}),
			expect: [],
		},
		{name: 'keys in home folders, which another rule looks at', files: {}, root: debian(), expect: []},
	],
	*check({sshServers}) {
		for (const server of sshServers) {
			for (const {directive, setting, path, keys, unread} of server.keyFiles) {
				if (directive !== 'AuthorizedKeysFile') continue;
				const [first] = keys;
				const data = {path, by: setting.by, value: setting.value, count: keys.length === 1 ? 'a public key' : `${keys.length} public keys`};
				if (first !== undefined) yield {message: 'key', place: first.place, subject: path, data, ...lowered(server)};
				else if (unread) yield {message: 'unread', place: setting.place ?? server.config, subject: path, severity: 'warning', data};
			}
		}
	},
});
