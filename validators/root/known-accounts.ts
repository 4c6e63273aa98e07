import {defineValidator} from '../../src/contract.ts';
import {debian} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

/** A note: what could not be read is no fault of the image, but as long as it is not known nothing can be shown of it. */
export const knownAccounts = defineValidator({
	id: 'root/known-accounts',
	policy: 'access.no-authorized-credentials',
	severity: 'note',
	about: 'All ways into the accounts of the AMI can be read from its root file system.',
	why: 'The password file and the homes are for root alone. A folder that was copied or is read by another user lacks just them, and a check of the rest proves nothing.',
	source: pages.checklist,
	reads: ['accounts'],
	messages: {
		unknown: {
			message: 'The {part} of {image} are not known in full: {reason}.',
			help: 'Give the whole root file system, taken as root: tar --one-file-system -C / -cf root.tar . on an instance.',
		},
	},
	examples: [
		{name: 'a copy without the shadow file', files: {}, root: debian({'etc/shadow': undefined}), expect: [{message: 'unknown', at: '', subject: 'passwords'}]},
		{
			name: 'a program of its own that hands out keys',
			files: {},
			root: debian({'etc/ssh/sshd_config.d/keys.conf': 'AuthorizedKeysCommand /usr/local/bin/keys %u\n'}),
			expect: [{message: 'unknown', at: '', subject: 'keys'}],
		},
		{name: 'a whole root file system', files: {}, root: debian(), expect: []},
		{
			name: 'the program of EC2 Instance Connect, which hands out the keys of the buyer',
			files: {},
			root: debian({'etc/ssh/sshd_config.d/eic.conf': 'AuthorizedKeysCommand /usr/share/ec2-instance-connect/eic_run_authorized_keys %u %f\n'}),
			expect: [],
		},
	],
	*check({accounts: records}) {
		for (const {root: image, list: place, unknown} of records) {
			const parts = {passwords: unknown.passwords, keys: unknown.keys, 'rules of sudo': unknown.sudo, 'settings of cloud-init': unknown.cloud};
			for (const [part, reason] of Object.entries(parts))
				if (reason !== undefined) yield {message: 'unknown', place, subject: part, data: {part, image, reason}};
		}
	},
});
