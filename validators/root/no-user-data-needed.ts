import {defineValidator} from '../../src/contract.ts';
import {boots} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const noUserDataNeeded = defineValidator({
	id: 'root/no-user-data-needed',
	policy: 'usage.no-required-user-data',
	severity: 'warning',
	about: 'What starts at boot does its work without user data.',
	why: 'Launched from the website, an instance has no user data.',
	source: pages.policy,
	reads: ['startups'],
	messages: {
		stops: {
			message: '{job} fails where the instance has no user data.',
			help: 'Go on with settings that work without; a later page or command can ask for what is missing.',
		},
		waits: {
			message: '{job} waits until the instance has user data, which one launched from the website never gets.',
			help: 'Go on with settings that work without; a later page or command can ask for what is missing.',
		},
	},
	examples: [
		{
			name: 'a script that gives up',
			files: {},
			root: boots('DATA=$(curl -s http://169.254.169.254/latest/user-data)\nif [ -z "$DATA" ]; then\n\techo "no settings"\n\texit 1\nfi'),
			expect: [{message: 'stops', at: 'exit 1', subject: 'larkspur.service'}],
		},
		{
			name: 'a script that waits',
			files: {},
			root: boots('until [ -s /var/lib/cloud/instance/user-data.txt ]; do\n\tsleep 5\ndone'),
			expect: [{message: 'waits', at: 'sleep 5'}],
		},
		{
			name: 'a script that goes on',
			files: {},
			root: boots(
				'DATA=$(curl -s http://169.254.169.254/latest/user-data)\nif [ -z "$DATA" ]; then\n\texit 0\nfi\nif [ -n "$DATA" ]; then\n\tlarkspur-load "$DATA" || exit 1\nfi',
			),
			expect: [],
		},
		{
			name: 'a script that waits for a while',
			files: {},
			root: boots('until [ -s /var/lib/cloud/instance/user-data.txt ]; do\n\tN=$((N + 1))\n\tif [ "$N" -gt 5 ]; then break; fi\n\tsleep 5\ndone'),
			expect: [],
		},
	],
	*check({startups}) {
		for (const {job, how, place} of startups.flatMap(({userDataNeeds}) => userDataNeeds)) yield {message: how, place, subject: job.name, data: {job: job.name}};
	},
});
