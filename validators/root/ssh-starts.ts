import {defineValidator} from '../../src/contract.ts';
import {debian} from '../../src/examples.ts';
import {sshdManual} from '../../src/limits/openssh.ts';

/** A warning: another program may give access, and what is read here of sshd's refusals is not what sshd itself says. */
export const sshStarts = defineValidator({
	id: 'root/ssh-starts',
	policy: 'access.os-administration',
	severity: 'warning',
	about: 'sshd accepts its configuration, and its unit is not shut off.',
	why: "AWS's scanner and the buyer's administrator come in by sshd. One line that it can't accept keeps it from starting.",
	source: sshdManual,
	reads: ['sshServers'],
	messages: {
		refused: {message: 'sshd does not start with this line: {reason}.', help: 'Correct the line, and let sshd -t say whether it accepts the whole.'},
		masked: {
			message: 'The unit of sshd is masked, so that sshd does not start.',
			help: 'Run systemctl unmask ssh (or sshd) and enable it: the buyer administers a Linux instance over SSH.',
		},
	},
	examples: [
		{
			name: 'a value that is none',
			files: {},
			root: debian({'etc/ssh/sshd_config': 'PasswordAuthentication no\nPermitRootLogin never\n'}),
			expect: [{message: 'refused', at: 'never', subject: '/etc/ssh/sshd_config'}],
		},
		{
			name: 'a directive that no Match block may hold',
			files: {},
			root: debian({'etc/ssh/sshd_config': 'PasswordAuthentication no\nMatch User qa\nUsePAM yes\n'}),
			expect: [{message: 'refused', at: 'yes', subject: '/etc/ssh/sshd_config'}],
		},
		{
			name: 'a masked unit',
			files: {},
			root: debian({'lib/systemd/system/ssh.service': '[Service]\nExecStart=/usr/sbin/sshd -D\n', 'etc/systemd/system/ssh.service': {link: '/dev/null'}}),
			expect: [{message: 'masked', at: '', subject: '/etc/ssh/sshd_config'}],
		},
		{name: 'a sound configuration', files: {}, root: debian(), expect: []},
	],
	*check({sshServers}) {
		for (const {root, config, start, refusals} of sshServers) {
			const pathOf = (file: string) => file.slice(root.length);
			for (const {place, reason} of refusals) yield {message: 'refused', place, subject: pathOf(place.file), data: {reason}};
			if (start === 'masked') yield {message: 'masked', place: config, subject: pathOf(config.file)};
		}
	},
});
