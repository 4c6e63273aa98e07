import {defineValidator} from '../../src/contract.ts';
import {boots, debian} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const key = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA${'Larkspur'.repeat(5)}`;

export const noAccessAddedAtBoot = defineValidator({
	id: 'root/no-access-added-at-boot',
	policy: 'access.no-seller-access',
	severity: 'error',
	about: "Nothing that starts by itself adds a key that is not the customer's.",
	why: 'A key that a script or cloud-init adds on each instance is an authorized key all the same, though the image holds no authorized_keys. Keys from instance metadata are those of the customer.',
	source: pages.policy,
	reads: ['startups'],
	messages: {
		download: {
			message: '{job} writes keys from {source} into authorized_keys: whoever runs that host gets into every instance.',
			help: 'Take the step out; cloud-init adds the key that the customer launched the instance with.',
		},
		import: {
			message: '{job} adds the keys of {source} to an account, on every instance.',
			help: 'Take the step out; cloud-init adds the key that the customer launched the instance with.',
		},
		key: {
			message: '{job} adds a key that is written into the AMI to an account, on every instance.',
			help: 'Take the key out; cloud-init adds the key that the customer launched the instance with.',
		},
	},
	examples: [
		{
			name: 'keys from a host of the seller',
			files: {},
			root: boots('curl -fsS https://keys.larkspur-queue.com/support.pub >> /root/.ssh/authorized_keys'),
			expect: [{message: 'download', at: 'https://keys.larkspur-queue.com/support.pub', subject: 'keys.larkspur-queue.com'}],
		},
		{
			name: 'keys of an account on GitHub',
			files: {},
			root: debian({'etc/cloud/cloud.cfg': 'users:\n  - name: admin\n    ssh_import_id: [gh:larkspur-support]\n'}),
			expect: [{message: 'import', at: 'gh:larkspur-support', subject: 'gh:larkspur-support'}],
		},
		{name: 'a key in a script', files: {}, root: boots(`echo "${key}" | tee -a /home/admin/.ssh/authorized_keys`), expect: [{message: 'key', at: key}]},
		{
			name: "the customer's key, from instance metadata",
			files: {},
			root: boots('curl -s http://169.254.169.254/latest/meta-data/public-keys/0/openssh-key > /home/admin/.ssh/authorized_keys'),
			expect: [],
		},
		{
			name: 'a script that nothing starts',
			files: {},
			root: debian({'opt/larkspur/support': '#!/bin/sh\nssh-import-id gh:larkspur-support\n'}),
			expect: [],
		},
	],
	*check({startups}) {
		for (const {job, how, source, place} of startups.flatMap(({addedAccess}) => addedAccess)) {
			if (how === 'key') yield {message: 'key', place, subject: job.name, data: {job: job.name}};
			else yield {message: how, place, subject: source, data: {job: job.name, source}};
		}
	},
});
