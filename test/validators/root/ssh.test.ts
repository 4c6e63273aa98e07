import test from 'ava';
import type {RootFile} from '../../../src/contract.ts';
import {debian} from '../../../src/examples.ts';
import type {Finding} from '../../../src/outcome.ts';
import {validators} from '../../../validators/index.ts';
import {checkFiles} from '../../helpers/submission.ts';

type Files = Readonly<Record<string, RootFile | undefined>>;

const rules = validators.filter(({id}) => id.startsWith('root/ssh-'));

async function outcomeOf(files: Files) {
	return checkFiles({}, rules, {edition: 'ami-2020', root: debian(files)});
}

async function verdictsOf(files: Files): Promise<readonly (string | undefined)[]> {
	const {policies} = await outcomeOf(files);
	return ['security.ssh-password-authentication-off', 'access.linux-root-login-off'].map((id) => policies.find((policy) => policy.id === id)?.verdict);
}

async function findingsOf(files: Files): Promise<readonly Finding[]> {
	return (await outcomeOf(files)).findings;
}

test('a hardened image has no finding and shows both policies kept', async (t) => {
	t.deepEqual(await findingsOf({}), []);
	t.deepEqual(await verdictsOf({}), ['satisfied', 'satisfied']);
	const {policies} = await outcomeOf({});
	t.deepEqual(
		policies.filter(({verdict}) => verdict === 'satisfied').map(({reason}) => reason),
		[
			"sshd's effective PasswordAuthentication is no for everybody, in image by /etc/ssh/sshd_config line 3; sshd takes no passwords by keyboard-interactive authentication",
			"sshd's effective PermitRootLogin is no by /etc/ssh/sshd_config line 2",
		],
	);
});

const unproven: Readonly<Record<string, Files>> = {
	'a drop-in that leads out of the image': {'etc/ssh/sshd_config.d/1.conf': {link: '/mnt/x.conf'}},
	'a drop-in that is too big to be held': {'etc/ssh/sshd_config.d/1.conf': '#'.repeat((1 << 20) + 1)},
	'a line that sshd does not accept': {'etc/ssh/sshd_config.d/1.conf': 'PermitRootLogin never\n'},
	'another SSH server': {'etc/systemd/system/multi-user.target.wants/dropbear.service': {link: '/lib/systemd/system/dropbear.service'}},
	'a cloud.cfg that is no YAML': {'etc/cloud/cloud.cfg': 'ssh_pwauth: [\n'},
	'user data in the image': {'etc/cloud/cloud.cfg': 'users: [default]\n', 'var/lib/cloud/seed/nocloud/user-data': '#cloud-config\nssh_pwauth: true\n'},
	'no sshd_config': {'etc/ssh/sshd_config': undefined},
};
for (const [name, files] of Object.entries(unproven)) {
	test(`${name} keeps the policies from being called satisfied`, async (t) => {
		const verdicts = await verdictsOf(files);
		t.deepEqual(verdicts, ['not-assessed', 'not-assessed']);
	});
}

test('a Match block that turns something on for somebody breaks the policy', async (t) => {
	const root = {'etc/ssh/sshd_config.d/1.conf': 'Match User root\nPermitRootLogin yes\nPasswordAuthentication yes\n'};
	t.deepEqual(await verdictsOf(root), ['violated', 'violated']);
	t.deepEqual(
		(await findingsOf(root)).map(({rule, subject, severity}) => [rule, subject, severity]),
		[
			['root/ssh-root-login', 'Match User root', 'error'],
			['root/ssh-key-pairs', 'Match User root', 'error'],
			['root/ssh-passwords-off', 'Match User root', 'error'],
		],
	);
});

test('what jobs change at boot keeps the policies that hang on it from being satisfied, and no others', async (t) => {
	const run = async (command: string) => verdictsOf({'etc/rc.local': {text: `#!/bin/sh\n${command}\n`, mode: 0o755}});
	const file = '/etc/ssh/sshd_config';
	t.deepEqual(await run(`sed -i 's/PasswordAuthentication no/PasswordAuthentication yes/' ${file}`), ['violated', 'satisfied']);
	t.deepEqual(await run(`echo 'PermitRootLogin yes' > ${file}.d/01-a.conf`), ['satisfied', 'review']);
	t.deepEqual(await run(`cp /mnt/settings/sshd_config ${file}`), ['review', 'not-assessed']);
	t.deepEqual(await run(`sed -i 's/.*PasswordAuthentication.*/PasswordAuthentication no/' ${file}`), ['satisfied', 'satisfied']);
	t.deepEqual(await run(`echo 'PasswordAuthentication yes' >> /etc/ssh/ssh_config`), ['satisfied', 'satisfied']);
});

test('what is in effect through a second server counts as well', async (t) => {
	const files = {
		'lib/systemd/system/ssh.service': '[Service]\nExecStart=/usr/sbin/sshd -D\n',
		'etc/systemd/system/support.service': '[Service]\nExecStart=/usr/sbin/sshd -D -f /etc/ssh/support\n',
		'etc/systemd/system/multi-user.target.wants/support.service': {link: '../support.service'},
		'etc/ssh/support': 'PasswordAuthentication yes\n',
	};
	t.deepEqual(await verdictsOf(files), ['violated', 'satisfied']);
});

test('a masked sshd makes notes of errors', async (t) => {
	const findings = await findingsOf({
		'lib/systemd/system/ssh.service': '[Service]\nExecStart=/usr/sbin/sshd -D\n',
		'etc/systemd/system/ssh.service': {link: '/dev/null'},
		'etc/ssh/sshd_config': 'PasswordAuthentication yes\nPermitRootLogin yes\nPermitEmptyPasswords yes\n',
	});
	t.deepEqual(
		findings.filter(({severity}) => severity !== 'note').map(({rule}) => rule),
		['root/ssh-starts'],
	);
	t.true(findings.length > 3);
});

// As the distributions deliver them, from their packages and cloud images.
const stock: Readonly<Record<string, {readonly files: Files; readonly rules: readonly string[]}>> = {
	'Amazon Linux 2023': {
		files: {
			'etc/os-release': 'NAME="Amazon Linux"\nVERSION_ID="2023"\nID="amzn"\n',
			'usr/sbin/sshd': {text: 'OpenSSH_8.7p1', mode: 0o755},
			'etc/ssh/sshd_config':
				'Include /etc/ssh/sshd_config.d/*.conf\nAuthorizedKeysFile .ssh/authorized_keys\nPasswordAuthentication no\nAuthorizedKeysCommand /opt/aws/bin/eic_run_authorized_keys %u %f\nAuthorizedKeysCommandUser ec2-instance-connect\n',
			'etc/ssh/sshd_config.d/50-redhat.conf':
				'Include /etc/crypto-policies/back-ends/opensshserver.config\nSyslogFacility AUTHPRIV\nChallengeResponseAuthentication no\nGSSAPIAuthentication yes\nUsePAM yes\nX11Forwarding yes\nPrintMotd no\n',
			'etc/crypto-policies/back-ends/opensshserver.config': {link: '/usr/share/crypto-policies/DEFAULT/opensshserver.txt'},
			'usr/share/crypto-policies/DEFAULT/opensshserver.txt': 'Ciphers aes256-gcm@openssh.com\n',
			'etc/cloud/cloud.cfg': 'ssh_pwauth:   false\ncloud_config_modules:\n - set-passwords\n',
			'usr/lib/systemd/system/cloud-init.service': '[Unit]\n',
			'usr/lib/systemd/system/sshd.service':
				'[Service]\nEnvironmentFile=-/etc/sysconfig/sshd\nExecStart=/usr/sbin/sshd -D $OPTIONS\n[Install]\nWantedBy=multi-user.target\n',
		},
		rules: [],
	},
	'Ubuntu 24.04': {
		files: {
			'etc/os-release': 'NAME="Ubuntu"\nVERSION_ID="24.04"\nID=ubuntu\n',
			'usr/sbin/sshd': {text: 'OpenSSH_9.6p1 Ubuntu-3ubuntu13.5', mode: 0o755},
			'etc/ssh/sshd_config':
				'Include /etc/ssh/sshd_config.d/*.conf\nKbdInteractiveAuthentication no\nUsePAM yes\nX11Forwarding yes\nPrintMotd no\nAcceptEnv LANG LC_*\nSubsystem\tsftp\t/usr/lib/openssh/sftp-server\n',
			'etc/ssh/sshd_config.d/60-cloudimg-settings.conf': 'PasswordAuthentication no\n',
			'etc/cloud/cloud.cfg': 'users:\n   - default\ndisable_root: true\ncloud_config_modules:\n - set_passwords\n',
		},
		rules: [],
	},
	'Debian as its package delivers it': {
		files: {
			'etc/ssh/sshd_config': 'Include /etc/ssh/sshd_config.d/*.conf\nKbdInteractiveAuthentication no\nUsePAM yes\nX11Forwarding yes\nPrintMotd no\n',
		},
		rules: ['root/ssh-key-pairs', 'root/ssh-passwords-off'],
	},
	'Alpine as its package delivers it': {
		files: {
			'etc/os-release': 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.20.3\n',
			'usr/sbin/sshd': undefined,
			'var/lib/dpkg/status': undefined,
			'lib/apk/db/installed': 'P:openssh-server\nV:9.7_p1-r4\n',
			'etc/ssh/sshd_config':
				'Include /etc/ssh/sshd_config.d/*.conf\nAuthorizedKeysFile\t.ssh/authorized_keys\nAllowTcpForwarding no\nSubsystem sftp internal-sftp\n',
		},
		rules: ['root/ssh-key-pairs', 'root/ssh-passwords-off'],
	},
};
for (const [name, {files, rules: expected}] of Object.entries(stock)) {
	test(`${name}: ${expected.length === 0 ? 'no finding, both policies shown' : 'passwords are on'}`, async (t) => {
		t.deepEqual(
			(await findingsOf(files)).map(({rule}) => rule),
			expected,
		);
		t.deepEqual(await verdictsOf(files), expected.length === 0 ? ['satisfied', 'satisfied'] : ['violated', 'satisfied']);
	});
}
