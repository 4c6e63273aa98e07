import {defineValidator} from '../../src/contract.ts';
import {boots} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const passwordKeptPrivate = defineValidator({
	id: 'root/password-kept-private',
	policy: 'security.key-pair-authentication',
	severity: 'note',
	about: 'A first password that is drawn on the instance is not written where everybody there can read it.',
	source: pages.policy,
	reads: ['startups'],
	messages: {
		printed: {
			message: '{job} writes the password that it has drawn into {path}, where every user of the instance can read it.',
			help: 'Write it into a file that only the administrator can read (umask 077), and name that file in the usage instructions.',
		},
	},
	examples: [
		{
			name: 'the message of the day',
			files: {},
			root: boots('WORD=$(openssl rand -hex 12)\necho "admin:$WORD" | chpasswd\necho "Log in with $WORD" > /etc/motd'),
			expect: [{message: 'printed', at: 'echo "Log in with $WORD" > /etc/motd', subject: '/etc/motd'}],
		},
		{
			name: 'a file that is closed afterwards',
			files: {},
			root: boots('WORD=$(openssl rand -hex 12)\necho "admin:$WORD" | chpasswd\necho "$WORD" > /tmp/word\nchmod 600 /tmp/word'),
			expect: [],
		},
		{
			name: "a file in root's home",
			files: {},
			root: boots('WORD=$(openssl rand -hex 12)\necho "admin:$WORD" | chpasswd\necho "$WORD" > /root/first-password'),
			expect: [],
		},
	],
	*check({startups}) {
		for (const {job, path, place} of startups.flatMap(({printedPasswords}) => printedPasswords))
			yield {message: 'printed', place, subject: path, data: {job: job.name, path}};
	},
});
