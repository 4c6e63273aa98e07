import {defineValidator, type Severity} from '../../src/contract.ts';
import type {AccountPassword} from '../../src/evidence/template.ts';
import {debian, hostRunning, hostWith} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const help =
	'Set none: the key pair that the buyer names in KeyName lets in, and sudo asks for no password by NOPASSWD. A password of an application belongs into the application.';
const how = {
	fixed: 'is written into the template',
	random: 'is drawn at launch',
	'instance-id': 'is the instance id',
	unknown: 'is chosen or made at launch',
	empty: 'is empty',
} as const;

export const noAccountPassword = defineValidator({
	id: 'template/no-account-password',
	policy: 'security.key-pair-authentication',
	severity: 'error',
	about: 'The commands of an instance give no account of its operating system a password.',
	why: 'Every log-in takes a key pair. A password is refused even where it is generated, reset or chosen at launch; what EC2Launch draws for the administrator of Windows is excepted. Passwords of applications and databases are not looked at here.',
	source: pages.policy,
	reads: ['templates'],
	mayRead: ['sshServers'],
	messages: {
		given: {message: '{script} gives {account} a password that {how}: it can log in to the operating system with it.', help},
		barred: {message: '{script} gives {account} a password that {how}. {bar}; consoles, desktops and other services may take it.', help},
		unkept: {
			message: '{script} gives {account} a password that is drawn at launch, and nothing here seems to keep it.',
			help: 'If nobody shall log in with it, lock the account instead: passwd -l. If somebody shall, let the key pair do.',
		},
		windows: {
			message: '{script} gives {account} of Windows a password that {how}; AWS is known to except only the one that EC2Launch draws for the administrator.',
			help: 'Leave the password to EC2Launch, which draws it and encrypts it for the key pair of the buyer.',
		},
	},
	examples: [
		{
			name: 'a drawn password',
			files: {'template.yaml': hostRunning('WORD=$(openssl rand -base64 18)\necho "ec2-user:$WORD" | chpasswd\necho "$WORD" > /root/word')},
			expect: [{message: 'given', at: 'chpasswd', subject: 'Host'}],
		},
		{
			name: 'a password that the buyer chooses',
			files: {'template.yaml': hostRunning('useradd -m ops\necho "${OpsPassword}" | passwd --stdin ops')},
			expect: [{message: 'given', at: 'passwd --stdin ops'}],
		},
		{
			name: 'the instance id',
			files: {'template.yaml': hostRunning('usermod -p "$(openssl passwd -6 $(ec2-metadata -i))" ubuntu')},
			expect: [{message: 'given', at: 'usermod -p "$(openssl passwd -6 $(ec2-metadata -i))" ubuntu'}],
		},
		{
			name: 'a password that cloud-init draws',
			files: {'template.yaml': hostWith('#cloud-config\nchpasswd:\n  list: |\n    artist:RANDOM')},
			expect: [{message: 'given', at: 'RANDOM'}],
		},
		{
			name: 'sshd takes no passwords',
			files: {'template.yaml': hostRunning('echo "PasswordAuthentication no" >> /etc/ssh/sshd_config\necho "artist:${Word}" | chpasswd')},
			expect: [{message: 'barred', at: 'chpasswd'}],
		},
		{
			name: 'sshd takes no passwords, as the root file system shows',
			files: {'template.yaml': hostRunning('echo "artist:${Word}" | chpasswd')},
			root: debian(),
			expect: [{message: 'barred', at: 'chpasswd'}],
		},
		{
			name: 'a password that nobody learns',
			files: {'template.yaml': hostRunning('echo "root:$(openssl rand -hex 32)" | chpasswd')},
			expect: [{message: 'unkept', at: 'chpasswd'}],
		},
		{
			name: 'Windows',
			files: {'template.yaml': hostWith('<powershell>\nnet user Administrator ${Word}\n</powershell>', '!Sub ')},
			expect: [{message: 'windows', at: 'net user Administrator ${Word}'}],
		},
		{
			name: 'an account that is locked afterwards',
			files: {'template.yaml': hostRunning('echo "ops:${Word}" | chpasswd\npasswd -l ops')},
			expect: [],
		},
		{
			name: 'passwords of an application, a database and a container',
			files: {
				'template.yaml': hostRunning(
					'htpasswd -b /etc/nginx/users admin "$(openssl rand -hex 12)"\nmysql -e "ALTER USER root@localhost IDENTIFIED BY \'$(openssl rand -hex 12)\'"\ndocker exec app sh -c "echo app:${Word} | chpasswd"',
				),
			},
			expect: [],
		},
		{name: 'a password on Windows that another rule tells', files: {'template.yaml': hostWith('<script>\nnet user ops letmein1\n</script>')}, expect: []},
		{name: 'a locked password', files: {'template.yaml': hostRunning("usermod -p '!' ubuntu\npasswd -l root")}, expect: []},
	],
	*check({templates, sshServers = []}) {
		const isKeptOut =
			sshServers.length > 0 &&
			sshServers.every(({classes}) => classes.every(({password, keyboard}) => [password, keyboard].every((way) => /^(?:off|barred)$/.test(way))));
		for (const found of templates.flatMap(({bootstrap}) => bootstrap.accountPasswords)) {
			const {job, account, origin, system, kept, place} = found;
			const base = {place, subject: job.by, severity: severityOf(found, isKeptOut)};
			const data = {script: job.name, account, how: how[origin]};
			// Of Windows, one that is written there is told by the rule on those alone.
			if (system === 'windows' && origin === 'fixed') continue;
			if (system === 'windows') yield {...base, message: 'windows', data};
			else if (!kept) yield {...base, message: 'unkept', data: {script: job.name, account}};
			else if (found.barred === 'shell') yield {...base, message: 'barred', data: {...data, bar: 'Its shell lets nobody in'}};
			else if (found.barred === 'sshd' || isKeptOut) yield {...base, message: 'barred', data: {...data, bar: 'sshd takes no passwords'}};
			else yield {...base, message: 'given', data};
		}
	},
});

/** An account of Linux that surely gets a password that lets somebody in is what the policy speaks of. */
function severityOf({system, sure, kept, barred, origin}: AccountPassword, isKeptOut: boolean): Severity {
	return system === 'linux' && sure && kept && barred === undefined && !isKeptOut && origin !== 'empty' ? 'error' : 'warning';
}
