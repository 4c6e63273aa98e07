import {defineValidator} from '../../src/contract.ts';
import {boots, debian, services, windows} from '../../src/examples.ts';
import {isWhole, lowered, sshBootPoints, sshPoints} from '../../src/hits/ssh.ts';
import {pages} from '../../src/limits.ts';

const help =
	'Set PasswordAuthentication no where sshd reads it first, for example in /etc/ssh/sshd_config.d/00-keys-only.conf, and see what sshd -T -C user=root,host=h,addr=192.0.2.1 says.';

export const sshPasswordsOff = defineValidator({
	id: 'root/ssh-passwords-off',
	policy: 'security.ssh-password-authentication-off',
	severity: 'error',
	about: "The effective setting of sshd's PasswordAuthentication is no for everybody.",
	why: 'sshd takes the first value that it meets, so an included drop-in file, an option of its unit or cloud-init may outweigh the line that you see. Match blocks outweigh the main part for those they speak of. Told is what an instance has after its first boot.',
	source: pages.policy,
	reads: ['sshServers'],
	messages: {
		on: {message: 'sshd takes passwords: PasswordAuthentication is yes by {by}, which wins over every other line that sets it.', help},
		byDefault: {message: 'sshd takes passwords: no line sets PasswordAuthentication, and {by} is yes.', help},
		elsewhere: {
			message: 'sshd takes passwords of {who}: PasswordAuthentication is yes by {by}, and the Match blocks that keep passwords out speak of others.',
			help,
		},
		matched: {
			message: '{who} turns passwords on: there PasswordAuthentication is yes by {by}, though not for everybody else.',
			help: 'Remove the line from the Match block, or set it to no: a buyer is asked for no password, whoever logs in and from wherever.',
		},
		byCloudInit: {
			message: 'sshd takes passwords from the first boot on: {by} has cloud-init write PasswordAuthentication yes where sshd reads it first.',
			help: 'Set ssh_pwauth: false in the last file of /etc/cloud/cloud.cfg.d that names it.',
		},
		atBoot: {
			message: '{job} turns passwords on, on each instance: it sets PasswordAuthentication {value} in {path}, where sshd reads it first.',
			help: 'Take the step out. AWS asks for a key pair as the only way in, on each instance and not in the image alone.',
		},
		outweighed: {
			message: '{job} sets PasswordAuthentication {value} in {path} on each instance; as the image stands, only {by} outweighs that.',
			help: 'Take the step out.',
		},
		changed: {
			message: '{job} changes {path} on each instance, and from its text it is not sure that passwords stay off: {what}.',
			help: 'Have it write PasswordAuthentication no, or take the step out and configure sshd in the image.',
		},
		barred: {
			message: 'PasswordAuthentication is yes by {by}; only AuthenticationMethods keeps passwords out.',
			help,
		},
		notStarted: {
			message: 'The service sshd does not start by itself; once somebody starts it, it takes passwords: PasswordAuthentication is yes by {by}.',
			help: 'Set PasswordAuthentication no in C:\\ProgramData\\ssh\\sshd_config.',
		},
		offByCloudInit: {
			message: 'Only {by} turns PasswordAuthentication off, when cloud-init runs for the first time.',
			help: 'Set PasswordAuthentication no in a file of /etc/ssh/sshd_config.d as well, so that it holds without cloud-init.',
		},
	},
	examples: [
		{
			name: 'a drop-in that is read before the line that turns passwords off',
			files: {},
			root: debian({'etc/ssh/sshd_config.d/50-cloud-init.conf': 'PasswordAuthentication yes\n'}),
			expect: [{message: 'on', at: 'yes', subject: 'PasswordAuthentication'}],
		},
		{
			name: 'an option in the file of variables of the unit',
			files: {},
			root: debian({
				'lib/systemd/system/ssh.service': '[Service]\nEnvironmentFile=-/etc/default/ssh\nExecStart=/usr/sbin/sshd -D $SSHD_OPTS\n',
				'etc/default/ssh': 'SSHD_OPTS="-o PasswordAuthentication=yes"\n',
			}),
			expect: [{message: 'on', at: 'yes'}],
		},
		{
			name: 'no line that sets it',
			files: {},
			root: debian({'etc/ssh/sshd_config': '#PasswordAuthentication no\nKbdInteractiveAuthentication no\n'}),
			expect: [{message: 'byDefault', at: ''}],
		},
		{
			name: 'a Match block',
			files: {},
			root: debian({'etc/ssh/sshd_config': 'PasswordAuthentication no\nMatch Address 10.0.0.0/8\n  PasswordAuthentication yes\n'}),
			expect: [{message: 'matched', at: 'yes', subject: 'Match Address 10.0.0.0/8'}],
		},
		{
			name: 'a Match block that turns them off for most',
			files: {},
			root: debian({'etc/ssh/sshd_config': 'PasswordAuthentication yes\nMatch Address *,!10.0.0.0/8\n  PasswordAuthentication no\n'}),
			expect: [{message: 'elsewhere', at: 'yes', subject: 'PasswordAuthentication'}],
		},
		{
			name: 'ssh_pwauth of cloud-init',
			files: {},
			root: debian({'etc/cloud/cloud.cfg.d/90-ours.cfg': 'ssh_pwauth: true\n'}),
			expect: [{message: 'byCloudInit', at: 'true'}],
		},
		{
			name: 'on, and kept out by AuthenticationMethods',
			files: {},
			root: debian({'etc/ssh/sshd_config': 'PasswordAuthentication yes\nAuthenticationMethods publickey\n'}),
			expect: [{message: 'barred', at: 'yes'}],
		},
		{
			name: 'on for some, and kept out for others by AuthenticationMethods',
			files: {},
			root: debian({'etc/ssh/sshd_config': 'PasswordAuthentication yes\nMatch Group sftp\nAuthenticationMethods publickey\n'}),
			expect: [{message: 'elsewhere', at: 'yes'}],
		},
		{
			name: 'off by cloud-init alone',
			files: {},
			root: debian({
				'etc/ssh/sshd_config': 'Include /etc/ssh/sshd_config.d/*.conf\n',
				'etc/cloud/cloud.cfg': 'ssh_pwauth: false\ncloud_config_modules: [set_passwords]\n',
				'lib/systemd/system/cloud-init.service': '[Unit]\n',
			}),
			expect: [{message: 'offByCloudInit', at: 'false'}],
		},
		{
			name: 'OpenSSH for Windows, with the configuration that comes along',
			files: {},
			root: windows({
				'ProgramData/ssh/sshd_config': '#PasswordAuthentication yes\r\n',
				'Windows/System32/config/SYSTEM': services({sshd: 'C:\\Windows\\System32\\OpenSSH\\sshd.exe'}),
			}),
			expect: [{message: 'byDefault', at: ''}],
		},
		{
			name: 'OpenSSH for Windows that nobody starts',
			files: {},
			root: windows({'ProgramData/ssh/sshd_config': 'PasswordAuthentication yes\n'}),
			expect: [{message: 'notStarted', at: 'yes'}],
		},
		{
			name: 'OpenSSH for Windows without passwords',
			files: {},
			root: windows({
				'ProgramData/ssh/sshd_config':
					'PasswordAuthentication no\nMatch Group administrators\n  AuthorizedKeysFile __PROGRAMDATA__/ssh/administrators_authorized_keys\n',
			}),
			expect: [],
		},
		{
			name: 'a script that turns them on at boot',
			files: {},
			root: boots(`sed -i 's/^PasswordAuthentication no/PasswordAuthentication yes/' /etc/ssh/sshd_config`),
			expect: [{message: 'atBoot', at: 'yes', subject: '/etc/ssh/sshd_config'}],
		},
		{
			name: 'a drop-in that a script writes',
			files: {},
			root: boots('echo "PasswordAuthentication yes" | tee /etc/ssh/sshd_config.d/01-ours.conf'),
			expect: [{message: 'atBoot', at: 'yes', subject: '/etc/ssh/sshd_config.d/01-ours.conf'}],
		},
		{
			name: 'a line behind the one that counts',
			files: {},
			root: boots('echo "PasswordAuthentication yes" >> /etc/ssh/sshd_config'),
			expect: [{message: 'outweighed', at: 'yes', subject: '/etc/ssh/sshd_config'}],
		},
		{
			name: 'a configuration from elsewhere',
			files: {},
			root: boots('aws s3 cp s3://larkspur-settings/sshd_config /etc/ssh/sshd_config'),
			expect: [{message: 'changed', at: 'aws s3 cp s3://larkspur-settings/sshd_config /etc/ssh/sshd_config', subject: '/etc/ssh/sshd_config'}],
		},
		{
			name: 'a script that turns them off',
			files: {},
			root: boots("sed -i 's/^#*PasswordAuthentication.*/PasswordAuthentication no/' /etc/ssh/sshd_config"),
			expect: [],
		},
		{name: 'off for everybody', files: {}, root: debian(), expect: []},
		{
			name: 'a Match block that turns them off',
			files: {},
			root: debian({'etc/ssh/sshd_config': 'PasswordAuthentication no\nMatch User qa\nPasswordAuthentication no\n'}),
			expect: [],
		},
	],
	*check({sshServers}) {
		for (const {server, sshClass, who, setting, place, isMatched} of sshPoints(sshServers, 'PasswordAuthentication', kindOf, 'barred')) {
			const {by, source} = setting;
			const isBarred = sshClass.password === 'barred';
			const hit = {place, subject: isMatched ? sshClass.who : 'PasswordAuthentication', data: {by, who}, ...lowered(server)};
			if (setting.value === 'no') yield {...hit, message: 'offByCloudInit', severity: 'note'};
			else if (isBarred) yield {...hit, message: 'barred', ...lowered(server, 'warning')};
			else if (server.start === 'off') yield {...hit, message: 'notStarted'};
			else if (source === 'cloud-init') yield {...hit, message: 'byCloudInit'};
			else if (isMatched) yield {...hit, message: 'matched'};
			else if (sshClass.match === undefined && who !== sshClass.who) yield {...hit, message: 'elsewhere'};
			else yield {...hit, message: source === 'default' ? 'byDefault' : 'on'};
		}
		for (const {server, change, kind, data} of sshBootPoints(sshServers, 'PasswordAuthentication', true)) {
			const hit = {place: change.place, subject: data.path, data, ...lowered(server)};
			const what = change.value === 'removed' ? 'it takes a line of PasswordAuthentication out' : 'what it writes is not known here';
			if (kind === 'sure') yield {...hit, message: 'atBoot'};
			else if (kind === 'outweighed') yield {...hit, message: 'outweighed', ...lowered(server, 'warning')};
			else yield {...hit, message: 'changed', data: {...data, what}, ...lowered(server, 'warning')};
		}
	},
	shows({sshServers}) {
		const isOff = sshServers.every(
			(server) => isWhole(server, 'PasswordAuthentication', 'AuthenticationMethods') && server.classes.every(({password}) => password === 'off'),
		);
		if (sshServers.length === 0 || !isOff) return undefined;
		const causes = new Set(
			sshServers.flatMap(({root, classes}) => classes.slice(0, 1).map(({settings}) => `in ${root} by ${settings.PasswordAuthentication.by}`)),
		);
		return `sshd's effective PasswordAuthentication is no for everybody, ${[...causes].join(' and ')}`;
	},
});

type Kinds = Parameters<Parameters<typeof sshPoints>[2]>[0];

/** What is told of a class: that a password lets in, that it is kept out, or that cloud-init alone turned it off. */
function kindOf({password, settings}: Kinds): string | undefined {
	if (password !== 'off') return password === 'barred' ? 'barred' : 'on';
	return settings.PasswordAuthentication.source === 'cloud-init' ? 'off' : undefined;
}
