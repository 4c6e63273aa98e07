import {defineValidator} from '../../src/contract.ts';
import {boots} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

/** A warning: the text of May 2025 is known in digest, and an example in AWS's page on usage instructions still has the instance id as password. */
export const noInstanceIdPassword = defineValidator({
	id: 'root/no-instance-id-password',
	policy: 'access.no-fixed-passwords',
	severity: {'ami-2020': 'off', 'ami-2025': 'warning'},
	about: 'No password is the id of the instance.',
	why: 'The policies of 2020 allow the instance id as first password. Those of May 2025 bar passwords but for few exceptions, which ask for a strong random one; an instance id is neither secret nor random.',
	source: pages.policy,
	reads: ['startups'],
	messages: {
		instanceId: {
			message: '{job} makes the instance id the password of {of}, which the policies of 2025 no longer allow.',
			help: 'Draw a random password on the instance, to be used once and changed at the first log-in; or set none.',
		},
	},
	examples: [
		{
			name: 'the instance id',
			files: {},
			root: boots('ID=$(curl -s http://169.254.169.254/latest/meta-data/instance-id)\necho "admin:$ID" | chpasswd'),
			expect: [{message: 'instanceId', at: 'curl -s http://169.254.169.254/latest/meta-data/instance-id', subject: 'account admin'}],
		},
		{
			name: 'a random password with the instance id before it',
			files: {},
			root: boots('ID=$(ec2-metadata -i)\necho "admin:$ID$(openssl rand -hex 12)" | chpasswd'),
			expect: [],
		},
	],
	*check({startups}) {
		for (const {job, of, origin, place} of startups.flatMap(({passwords}) => passwords)) {
			if (origin === 'instance-id') yield {message: 'instanceId', place, subject: of, data: {job: job.name, of}};
		}
	},
});
