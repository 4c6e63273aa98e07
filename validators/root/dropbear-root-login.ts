import {defineValidator} from '../../src/contract.ts';
import {boots, debian, enabled, unit} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

/** An error where all options are known, a warning where a variable may hold more. */
export const dropbearRootLogin = defineValidator({
	id: 'root/dropbear-root-login',
	policy: 'access.linux-root-login-off',
	severity: 'error',
	about: 'Root can not log in to Dropbear with a password.',
	source: pages.policy,
	reads: ['startups'],
	messages: {
		on: {
			message: '{job} starts Dropbear, which lets root in with a password: none of its options -w, -g and -s is there{doubt}.',
			help: 'Start it with -w, which turns root away, and with -s, which takes no passwords.',
		},
	},
	examples: [
		{
			name: 'a unit',
			files: {},
			root: enabled('dropbear.service', unit('ExecStart=/usr/sbin/dropbear -p 22')),
			expect: [{message: 'on', at: '-p 22', subject: 'dropbear.service'}],
		},
		{
			name: 'options that are not known',
			files: {},
			root: boots('dropbear -F $1'),
			expect: [{message: 'on', at: '-F $1', subject: 'larkspur.service'}],
		},
		{name: 'turned off by its option', files: {}, root: boots('dropbear -w'), expect: []},
		{name: 'no Dropbear', files: {}, root: debian(), expect: []},
	],
	*check({startups}) {
		for (const {job, rootPasswords, isKnown, place} of startups.flatMap(({dropbears}) => dropbears)) {
			if (!rootPasswords) continue;
			const doubt = isKnown ? '' : ', as far as its options are known';
			yield {message: 'on', place, subject: job.name, data: {job: job.name, doubt}, ...(isKnown ? {} : {severity: 'warning'})};
		}
	},
});
