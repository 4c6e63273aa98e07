import {defineValidator} from '../../src/contract.ts';
import {debian} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const key = '-----BEGIN OPENSSH PRIVATE KEY-----\nexample only\n-----END OPENSSH PRIVATE KEY-----\n';

export const noHostKeys = defineValidator({
	id: 'root/no-host-keys',
	policy: 'security.no-embedded-credentials',
	severity: 'warning',
	about: 'The AMI holds no private SSH host key: each instance makes its own.',
	why: 'Whoever has one instance could pass for every other. cloud-init takes the old keys away at the first start, if it is not told otherwise; AWS still counts them as private keys in the image.',
	source: pages.policy,
	reads: ['remains'],
	messages: {
		renewed: {
			message: "{file} is the build's private host key; cloud-init replaces it at the first start, but every buyer can read it in the image.",
			help: 'Delete the keys before you make the image: rm -f /etc/ssh/ssh_host_*.',
		},
		shared: {
			message: "{file} is the build's private host key, and nothing seems to replace it: all instances would have the same.",
			help: 'Delete the keys before you make the image (rm -f /etc/ssh/ssh_host_*), and let cloud-init make new ones: ssh_deletekeys: true.',
		},
	},
	examples: [
		{
			name: 'a key that is left, with cloud-init to replace it',
			files: {},
			root: debian({'etc/ssh/ssh_host_ed25519_key': {text: key, mode: 0o600}, 'etc/ssh/ssh_host_ed25519_key.pub': 'ssh-ed25519 AAAA host\n'}),
			expect: [{message: 'renewed', at: '-----BEGIN OPENSSH PRIVATE KEY-----', subject: 'image/etc/ssh/ssh_host_ed25519_key'}],
		},
		{
			name: 'a key that all instances keep',
			files: {},
			root: debian({'etc/ssh/ssh_host_rsa_key': key, 'etc/cloud/cloud.cfg.d/10-keys.cfg': 'ssh_deletekeys: false\n'}),
			expect: [{message: 'shared', at: '-----BEGIN OPENSSH PRIVATE KEY-----'}],
		},
		{name: 'an emptied key file', files: {}, root: debian({'etc/ssh/ssh_host_rsa_key': ''}), expect: []},
		{name: 'no host keys', files: {}, root: debian(), expect: []},
	],
	*check({remains}) {
		for (const {hostKeys, renewsHostKeys} of remains) {
			for (const {place} of hostKeys) yield {message: renewsHostKeys ? 'renewed' : 'shared', place, subject: place.file, data: {file: place.file}};
		}
	},
});
