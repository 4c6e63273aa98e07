import {defineValidator} from '../../src/contract.ts';
import {boots, debian, enabled, unit} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

/** An error where all options are known, a warning where a variable may hold more. */
export const dropbearPasswordsOff = defineValidator({
	id: 'root/dropbear-passwords-off',
	policy: 'security.ssh-password-authentication-off',
	severity: 'error',
	about: 'Dropbear takes no passwords.',
	source: pages.policy,
	reads: ['startups'],
	messages: {
		on: {
			message: '{job} starts Dropbear, which takes passwords: its option -s is not there{doubt}.',
			help: 'Start it with -s, so that a key pair is the only way in: DROPBEAR_OPTS or DROPBEAR_EXTRA_ARGS of its settings.',
		},
	},
	examples: [
		{
			name: 'a unit',
			files: {},
			root: enabled('dropbear.service', unit('ExecStart=/usr/sbin/dropbear -w -p 22')),
			expect: [{message: 'on', at: '-w -p 22', subject: 'dropbear.service'}],
		},
		{
			name: 'options that are not known',
			files: {},
			root: boots('dropbear -F $1'),
			expect: [{message: 'on', at: '-F $1', subject: 'larkspur.service'}],
		},
		{name: 'turned off by its option', files: {}, root: boots('dropbear -ws -p 22'), expect: []},
		{name: 'no Dropbear', files: {}, root: debian(), expect: []},
	],
	*check({startups}) {
		for (const {job, passwords, isKnown, place} of startups.flatMap(({dropbears}) => dropbears)) {
			if (!passwords) continue;
			const doubt = isKnown ? '' : ', as far as its options are known';
			yield {message: 'on', place, subject: job.name, data: {job: job.name, doubt}, ...(isKnown ? {} : {severity: 'warning'})};
		}
	},
});
