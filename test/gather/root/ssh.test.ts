import test from 'ava';
import type {RootFile} from '../../../src/contract.ts';
import type {SshClass, SshDirective, SshServer} from '../../../src/evidence/ssh.ts';
import {debian} from '../../../src/examples.ts';
import {sshServersOf} from '../../../src/gather/root/ssh.ts';
import {startupOf} from '../../../src/gather/root/startup.ts';
import {systemOf} from '../../helpers/filesystem.ts';

type Files = Readonly<Record<string, RootFile | undefined>>;

/** The one server of a hardened Debian with files of one's own. */
function serverOf(files: Files): SshServer {
	const [server, ...more] = sshServersOf(systemOf(debian(files))) ?? [];
	if (server === undefined || more.length > 0) throw new Error(`${more.length + (server === undefined ? 0 : 1)} servers`);
	return server;
}

/** The server of a sshd_config of one's own. */
function configured(text: string, files: Files = {}): SshServer {
	return serverOf({'etc/ssh/sshd_config': text, ...files});
}

function classOf({classes}: SshServer, who = 'everybody'): SshClass {
	const found = classes.find((candidate) => candidate.who === who);
	if (found === undefined) throw new Error(`${who} is not among ${classes.map((one) => one.who).join('; ')}`);
	return found;
}

/** Value and cause: `yes by /etc/ssh/sshd_config line 3`. */
function told(server: SshServer, directive: SshDirective, who?: string): string {
	const {value, by} = classOf(server, who).settings[directive];
	return `${value} by ${by}`;
}

/** The text that a setting's place points at. */
function pointed(files: Files, {place}: {readonly place?: {readonly file: string; readonly range?: readonly [number, number]} | undefined}): string {
	const path = place?.file.replace(/^image\//, '') ?? '';
	const file = debian(files)[path];
	const text = typeof file === 'string' ? file : (file?.text ?? '');
	return text.slice(...(place?.range ?? [0, 0]));
}

test('the first value wins, and the place is the word itself', (t) => {
	const files = {'etc/ssh/sshd_config': '# PasswordAuthentication no\nPasswordAuthentication "yes" # why\nPasswordAuthentication no\n'};
	const server = serverOf(files);
	t.is(told(server, 'PasswordAuthentication'), 'yes by /etc/ssh/sshd_config line 2');
	t.is(pointed(files, classOf(server).settings.PasswordAuthentication), 'yes');
	t.is(classOf(server).password, 'alone');
});

test('a drop-in that is included before wins over the file, drop-ins in the order of their names', (t) => {
	const server = serverOf({
		'etc/ssh/sshd_config.d/60-cloudimg.conf': 'PasswordAuthentication no\n',
		'etc/ssh/sshd_config.d/50-cloud-init.conf': 'PasswordAuthentication yes\n',
		'etc/ssh/sshd_config.d/.10-hidden.conf': 'PasswordAuthentication no\n',
		'etc/ssh/sshd_config.d/10-off.conf.bak': 'PasswordAuthentication no\n',
	});
	t.is(told(server, 'PasswordAuthentication'), 'yes by /etc/ssh/sshd_config.d/50-cloud-init.conf line 1');
});

test('a drop-in that is included after, or by nothing, does not win', (t) => {
	const dropIn = {'etc/ssh/sshd_config.d/a.conf': 'PasswordAuthentication yes\n'};
	t.is(told(configured('PasswordAuthentication no\nInclude sshd_config.d/*.conf\n', dropIn), 'PasswordAuthentication'), 'no by /etc/ssh/sshd_config line 1');
	t.is(told(configured('PasswordAuthentication no\n', dropIn), 'PasswordAuthentication'), 'no by /etc/ssh/sshd_config line 1');
});

test('relative paths begin in /etc/ssh, links are followed inside the image', (t) => {
	const server = configured('Include extra/*.conf\nPasswordAuthentication no\n', {
		'etc/ssh/extra': {link: '/opt/larkspur/ssh'},
		'opt/larkspur/ssh/a.conf': {link: '../real.conf'},
		'opt/larkspur/real.conf': 'PasswordAuthentication yes\n',
	});
	t.is(told(server, 'PasswordAuthentication'), 'yes by /opt/larkspur/real.conf line 1');
	t.deepEqual(server.doubts, []);
});

test('a link out of what came along is a doubt', (t) => {
	const {doubts} = configured('Include /etc/ssh/sshd_config.d/*.conf\nPasswordAuthentication no\n', {
		'etc/ssh/sshd_config.d/a.conf': {link: '/mnt/efs/a.conf'},
	});
	t.deepEqual(doubts, ['/etc/ssh/sshd_config.d/a.conf leads to a file that did not come along']);
});

test('an Include inside of a Match block holds for that block alone, and ends with its file', (t) => {
	const server = configured('PasswordAuthentication no\nMatch User deploy\nInclude /etc/ssh/deploy.conf\nPermitRootLogin no\n', {
		'etc/ssh/deploy.conf': 'PasswordAuthentication yes\nMatch User other\nPermitEmptyPasswords yes\n',
	});
	t.is(told(server, 'PasswordAuthentication'), 'no by /etc/ssh/sshd_config line 1');
	t.is(told(server, 'PasswordAuthentication', 'Match User deploy'), 'yes by /etc/ssh/deploy.conf line 1');
	t.deepEqual(
		server.classes.map(({who}) => who),
		['everybody', 'root', 'Match User deploy'],
	);
});

test('a Match block of an included file ends with the file', (t) => {
	const server = configured('Include /etc/ssh/a.conf\nPasswordAuthentication yes\n', {'etc/ssh/a.conf': 'Match User x\nPasswordAuthentication no\n'});
	t.is(told(server, 'PasswordAuthentication'), 'yes by /etc/ssh/sshd_config line 2');
});

test('Match all ends a block; what follows is of the main part again', (t) => {
	const server = configured('Match User x\nPermitTTY no\nMatch all\nPasswordAuthentication no\nUsePAM yes\n');
	t.is(told(server, 'PasswordAuthentication'), 'no by /etc/ssh/sshd_config line 4');
	t.is(told(server, 'UsePAM'), 'yes by /etc/ssh/sshd_config line 5');
	t.deepEqual(server.refusals, []);
});

const blocks: Readonly<Record<string, string>> = {
	User: 'Match User deploy,qa',
	'User with a negation': 'Match User !root,*',
	Group: 'Match Group wheel',
	'a group without members': 'Match Group nobodys',
	Address: 'Match Address 10.0.0.0/8,!10.0.0.0/9',
	'an address of IPv6': 'Match Address 2001:db8::/32',
	'a pattern of addresses': 'Match Address 192.168.*',
	LocalPort: 'Match LocalPort 2222',
	LocalAddress: 'Match LocalAddress 172.16.0.0/12',
	Host: 'Match Host *.example.com',
	'several criteria': 'match user="deploy"   address 10.0.0.0/8',
	'every user': 'Match User *',
};
for (const [name, line] of Object.entries(blocks)) {
	test(`a block that turns passwords on for somebody is told with its line: ${name}`, (t) => {
		const server = configured(`PasswordAuthentication no\n${line}\n  PasswordAuthentication yes\n`, {
			'etc/group': 'wheel:x:10:admin\nnobodys:x:11:\n',
		});
		const on = server.classes.filter(({password}) => password === 'alone');
		t.true(on.length > 0);
		for (const {settings, who} of on) {
			t.is(settings.PasswordAuthentication.by, '/etc/ssh/sshd_config line 3');
			// What speaks of everybody is no exception.
			t.true([line, 'everybody', 'root'].includes(who), who);
		}
	});
}

const restrictions: Readonly<Record<string, string>> = {
	'all addresses but some': 'Match Address *,!10.0.0.0/8',
	'all users but one': 'Match User *,!support',
	'all groups but one': 'Match Group *,!staff',
	'the addresses of documentation': 'Match Address 198.51.100.0/24,203.0.113.0/24',
	'half of the internet': 'Match Address 128.0.0.0/1',
	'all of IPv4': 'Match Address 0.0.0.0/0',
	'all names but some': 'Match Host *,!*.example.com',
	'one of two ports': 'Match LocalPort 22',
	'a private address of the instance': 'Match LocalAddress 172.16.0.0/12',
	'two blocks that leave one out': 'Match User *,!support Address 128.0.0.0/1\n  PasswordAuthentication no\nMatch Address 0.0.0.0/1',
};
for (const [name, lines] of Object.entries(restrictions)) {
	test(`a block that turns passwords off for some is not taken for all: ${name}`, (t) => {
		const server = configured(`Port 22\nPort 2222\nPasswordAuthentication yes\n${lines}\n  PasswordAuthentication no\n`);
		t.is(told(server, 'PasswordAuthentication'), 'yes by /etc/ssh/sshd_config line 3');
		t.true(server.classes.some(({password}) => password === 'off'));
		t.deepEqual(server.doubts, []);
		// The other way around the block is the exception.
		const turned = configured(`Port 22\nPort 2222\nPasswordAuthentication no\n${lines.replace(' no', ' yes')}\n  PasswordAuthentication yes\n`);
		t.is(told(turned, 'PasswordAuthentication'), 'no by /etc/ssh/sshd_config line 3');
		t.deepEqual(new Set(turned.classes.filter(({password}) => password === 'alone').map(({match}) => match?.value.startsWith('Match'))), new Set([true]));
	});
}

const totals: Readonly<Record<string, string>> = {
	'any address': 'Match Address *',
	'any user': 'Match User *',
	'any group': 'Match Group *',
	'the one port': 'Match LocalPort 22',
	'the one port that ListenAddress names': 'Match LocalPort 2222\nPasswordAuthentication no\nMatch all\nListenAddress 0.0.0.0:2222\nMatch LocalPort 2222',
};
for (const [name, lines] of Object.entries(totals)) {
	test(`a block that speaks of everybody is no exception: ${name}`, (t) => {
		const {classes} = configured(`PasswordAuthentication yes\n${lines}\n  PasswordAuthentication no\n`);
		t.deepEqual([...new Set(classes.map(({password}) => password))], ['off']);
	});
}

test('blocks that only together leave nobody out are each told with their line', (t) => {
	const {classes} = configured(
		'PasswordAuthentication yes\nMatch Address 0.0.0.0/0\nPasswordAuthentication no\nMatch Address ::/0\nPasswordAuthentication no\n',
	);
	t.deepEqual(
		classes.filter(({root}) => !root).map(({who, password}) => [who, password]),
		[
			['Match Address 0.0.0.0/0', 'off'],
			['Match Address ::/0', 'off'],
		],
	);
});

test('what two blocks make of one log-in is told with both lines', (t) => {
	const {classes} = configured(
		'PasswordAuthentication no\nMatch User qa\nAuthenticationMethods password\nMatch Address 10.0.0.0/8\nPasswordAuthentication yes\n',
	);
	t.deepEqual(
		classes.filter(({password, key}) => password === 'alone' && key === 'barred').map(({who}) => who),
		['Match User qa and Match Address 10.0.0.0/8'],
	);
});

test('too many different Match blocks are a doubt', (t) => {
	const kinds = ['User u', 'Host h', 'Address 10.0.0.'];
	const text = Array.from({length: 90}, (_, index) => `Match ${kinds[index % 3]}${index}\nPasswordAuthentication no\n`).join('');
	t.regex(configured(`PasswordAuthentication no\n${text}`).doubts.join(), /too many Match blocks/);
	t.deepEqual(configured(`PasswordAuthentication no\n${text.replace(/Match [HA].*\nPass.*\n/g, '')}`).doubts, []);
});

test('blocks that nobody can meet, or after one that said so already, set nothing', (t) => {
	for (const text of [
		'PasswordAuthentication no\nMatch User !root\nPasswordAuthentication yes\n',
		'PasswordAuthentication no\nMatch User deploy\nPasswordAuthentication no\nMatch User deploy\nPasswordAuthentication yes\n',
		'PasswordAuthentication no\nMatch User deploy User qa\nPasswordAuthentication yes\n',
		'PasswordAuthentication no\nMatch invalid-user\nPasswordAuthentication yes\n',
	])
		t.deepEqual(
			configured(text).classes.filter(({password}) => password !== 'off'),
			[],
			text,
		);
});

test('root is told apart, with what its blocks and lists say', (t) => {
	const server = configured('PermitRootLogin no\nMatch Address 10.0.0.0/8\nPermitRootLogin yes\nPasswordAuthentication yes\n');
	t.deepEqual(
		server.classes.filter(({root, settings}) => root && settings.PermitRootLogin.value === 'yes').map(({who}) => who),
		['Match Address 10.0.0.0/8'],
	);
	t.true(classOf(configured('AllowUsers admin deploy\n'), 'root').shutOut);
	t.true(classOf(configured('DenyUsers ro*\n'), 'root').shutOut);
	t.true(classOf(configured('DenyGroups root\n'), 'root').shutOut);
	t.true(classOf(configured('AllowGroups wheel\n'), 'root').shutOut);
	t.false(classOf(configured('AllowUsers admin root@10.0.0.0/8\n'), 'root').shutOut);
	t.false(classOf(configured('DenyUsers root@10.0.0.0/8\n'), 'root').shutOut);
});

test('ChallengeResponseAuthentication is an alias since 8.7; before, either of two turned it on', (t) => {
	const text = 'ChallengeResponseAuthentication no\nKbdInteractiveAuthentication yes\n';
	const old = {'usr/sbin/sshd': 'OpenSSH_2.5.0p1*\0OpenSSH_7.4p1\0OpenSSH_6.6.1*'};
	t.is(told(configured(text), 'KbdInteractiveAuthentication'), 'no by /etc/ssh/sshd_config line 1');
	t.is(told(configured(text, old), 'KbdInteractiveAuthentication'), 'yes by /etc/ssh/sshd_config line 2');
	t.is(told(configured('KbdInteractiveAuthentication no\n', old), 'KbdInteractiveAuthentication'), 'yes by the default of OpenSSH 7.4');
	t.is(told(configured('KbdInteractiveAuthentication no\n'), 'KbdInteractiveAuthentication'), 'no by /etc/ssh/sshd_config line 1');
});

test('the version comes from the program, else from a package, else it is not known', (t) => {
	t.is(serverOf({'usr/sbin/sshd': 'x\0OpenSSH_9.2p1 Debian-2+deb12u3\0OpenSSH_7.0*,OpenSSH_7.1*'}).version, 'OpenSSH 9.2');
	t.is(serverOf({'usr/sbin/sshd': undefined}).version, 'OpenSSH 10.0');
	const alpine = {
		'usr/sbin/sshd': undefined,
		'var/lib/dpkg/status': undefined,
		'lib/apk/db/installed': 'C:Q1\nP:openssh-server\nV:9.6_p1-r0\n\nP:busybox\nV:1.36\n',
	};
	t.is(serverOf(alpine).version, 'OpenSSH 9.6');
	t.is(serverOf({'usr/sbin/sshd': undefined, 'var/lib/dpkg/status': undefined}).version, 'OpenSSH');
	t.is(
		serverOf({'usr/sbin/sshd': undefined, 'var/lib/dpkg/status': 'Package: openssh-server\nStatus: deinstall ok config-files\nVersion: 1:8.4p1\n'}).version,
		'OpenSSH',
	);
});

test('the default of PermitRootLogin hangs on version and distribution, and is in doubt where the version is not known', (t) => {
	t.is(told(configured(''), 'PermitRootLogin'), 'prohibit-password by the default of OpenSSH 10.0');
	t.is(told(configured('', {'usr/sbin/sshd': 'OpenSSH_6.6p1'}), 'PermitRootLogin'), 'yes by the default of OpenSSH 6.6');
	const amazon = {'etc/os-release': 'NAME="Amazon Linux"\nID="amzn"\nVERSION_ID="2"\n', 'usr/sbin/sshd': 'OpenSSH_7.4p1'};
	t.is(told(configured('', amazon), 'PermitRootLogin'), 'yes by the default of OpenSSH 7.4 on Amazon Linux');
	const unknown = configured('', {'usr/sbin/sshd': undefined, 'var/lib/dpkg/status': undefined});
	t.is(told(unknown, 'PermitRootLogin'), 'prohibit-password by the default of OpenSSH');
	t.regex(unknown.doubts.join(), /version/);
});

test('AuthenticationMethods decides whether a password lets in', (t) => {
	const on = 'PasswordAuthentication yes\n';
	const ways = (text: string) => {
		const {password, keyboard, key} = classOf(configured(text));
		return [password, keyboard, key];
	};
	t.deepEqual(ways(on), ['alone', 'off', 'on']);
	t.deepEqual(ways(`${on}AuthenticationMethods any\n`), ['alone', 'off', 'on']);
	t.deepEqual(ways(`${on}AuthenticationMethods publickey\n`), ['barred', 'off', 'on']);
	t.deepEqual(ways(`${on}AuthenticationMethods publickey,password\n`), ['together', 'off', 'on']);
	t.deepEqual(ways(`${on}AuthenticationMethods publickey,password password\n`), ['alone', 'off', 'on']);
	t.deepEqual(ways(`${on}AuthenticationMethods password\n`), ['alone', 'off', 'barred']);
	t.deepEqual(ways(`${on}UsePAM yes\nAuthenticationMethods publickey,keyboard-interactive:pam\n`), ['barred', 'together', 'on']);
	t.deepEqual(ways(`${on}UsePAM yes\nAuthenticationMethods password,keyboard-interactive publickey\n`), ['alone', 'alone', 'on']);
	t.deepEqual(ways('PubkeyAuthentication no\n'), ['alone', 'off', 'off']);
});

test('keyboard-interactive authentication needs PAM, and a PAM that asks for a password', (t) => {
	const keyboard = (files: Files, text = 'UsePAM yes\n') => classOf(configured(text, files)).keyboard;
	t.is(keyboard({}), 'alone');
	t.is(keyboard({}, 'UsePAM no\n'), 'off');
	t.is(keyboard({'etc/pam.d/sshd': '@include common-auth\n', 'etc/pam.d/common-auth': 'auth [success=1 default=ignore] pam_unix.so nullok\n'}), 'alone');
	t.is(keyboard({'etc/pam.d/sshd': '#auth required pam_unix.so\nauth required pam_google_authenticator.so\naccount required pam_unix.so\n'}), 'off');
	t.is(keyboard({'etc/pam.d/sshd': 'auth substack password-auth\n', 'etc/pam.d/password-auth': 'auth required /lib/security/pam_unix.so\n'}), 'alone');
	t.is(keyboard({'etc/pam.d/sshd': 'auth include sshd\n'}), 'off');
});

test('PAM lets everybody in where pam_permit is enough before anything else is asked', (t) => {
	const pam = (text: string) => configured('UsePAM yes\n', {'etc/pam.d/sshd': text}).pam;
	t.is(pam('auth sufficient pam_permit.so\n@include common-auth\n'), 'lets in');
	t.is(pam('@include common-account\nauth required pam_env.so\nauth [success=done default=ignore] pam_permit.so\nauth required pam_unix.so\n'), 'lets in');
	t.is(pam('auth required pam_google_authenticator.so\nauth sufficient pam_permit.so\n@include common-account\n'), 'does not ask');
	t.is(pam('auth [success=1 default=ignore] pam_unix.so\nauth requisite pam_deny.so\nauth required pam_permit.so\n'), 'asks');
	t.is(pam('#auth sufficient pam_permit.so\n@include common-auth\n'), 'unknown');
});

test('whether no account has a password is told by the password files', (t) => {
	const isWithout = (files: Files) => configured('', files).isWithoutPasswords;
	t.true(isWithout({'etc/shadow': 'root:*:1::::::\nadmin:!:1::::::\n'}));
	t.false(isWithout({'etc/shadow': 'root:*:1::::::\nadmin::1::::::\n'}));
	t.false(isWithout({'etc/shadow': 'root:*:1::::::\nadmin:$6$a$b:1::::::\n'}));
	t.false(isWithout({'etc/shadow': undefined}));
	t.false(isWithout({'etc/passwd': 'root::0:0:root:/root:/bin/bash\n'}));
});

const unit = '[Unit]\nDescription=x\n[Service]\nEnvironmentFile=-/etc/default/ssh\nExecStartPre=/usr/sbin/sshd -t\nExecStart=/usr/sbin/sshd -D $SSHD_OPTS\n';

test('options of a unit win over the file; the place is in the file of variables', (t) => {
	const files = {'lib/systemd/system/ssh.service': unit, 'etc/default/ssh': "# x\nSSHD_OPTS='-4 -o PasswordAuthentication=yes -oPermitRootLogin=yes'\n"};
	const server = serverOf(files);
	t.is(told(server, 'PasswordAuthentication'), 'yes by -o PasswordAuthentication=yes in /etc/default/ssh');
	t.is(pointed(files, classOf(server).settings.PasswordAuthentication), 'yes');
	t.is(classOf(server).settings.PasswordAuthentication.source, 'command line');
	t.is(told(server, 'PermitRootLogin'), 'yes by -o PermitRootLogin=yes in /etc/default/ssh');
	t.is(server.start, 'unknown');
});

test("a unit's drop-in replaces ExecStart, names another file, and fills in variables", (t) => {
	const files = {
		'lib/systemd/system/ssh.service': unit,
		'etc/systemd/system/multi-user.target.wants/ssh.service': {link: '/lib/systemd/system/ssh.service'},
		'etc/systemd/system/ssh.service.d/10-x.conf':
			'[Service]\nEnvironment="CONF=/etc/ssh/other" A=b\nExecStart=\nExecStart=-/usr/sbin/sshd \\\n  -D -f ${CONF} \\\n  -o "PermitEmptyPasswords yes"\n',
		'etc/ssh/other': 'PasswordAuthentication yes\n',
	};
	const server = serverOf(files);
	t.is(told(server, 'PasswordAuthentication'), 'yes by /etc/ssh/other line 1');
	t.is(told(server, 'PermitEmptyPasswords'), 'yes by -o PermitEmptyPasswords yes in /etc/systemd/system/ssh.service.d/10-x.conf');
	t.is(pointed(files, classOf(server).settings.PermitEmptyPasswords), 'yes');
	t.is(server.start, 'enabled');
	t.is(server.config.file, 'image/etc/ssh/other');
});

test('Ubuntu brings EC2 Instance Connect by options of the unit', (t) => {
	const server = serverOf({
		'lib/systemd/system/ssh.service': unit,
		'lib/systemd/system/ssh.service.d/ec2-instance-connect.conf':
			'[Service]\nExecStart=\nExecStart=/usr/sbin/sshd -D -o "AuthorizedKeysCommand /usr/share/ec2-instance-connect/eic_run_authorized_keys %%u %%f" -o "AuthorizedKeysCommandUser ec2-instance-connect" $SSHD_OPTS\n',
	});
	t.is(classOf(server).settings.AuthorizedKeysCommand.value, '/usr/share/ec2-instance-connect/eic_run_authorized_keys %u %f');
});

test('each other unit that is on and starts sshd is a server of its own; one that is off is none', (t) => {
	const files = {
		'lib/systemd/system/ssh.service': unit,
		'etc/systemd/system/backdoor.service': '[Service]\nExecStart=/usr/sbin/sshd -D -p 2222 -f /opt/larkspur/sshd_config\n',
		'opt/larkspur/sshd_config': 'PasswordAuthentication yes\n',
	};
	t.is(sshServersOf(systemOf(debian(files)))?.length, 1);
	const link = {'etc/systemd/system/multi-user.target.wants/backdoor.service': {link: '/etc/systemd/system/backdoor.service'}};
	const [, second] = sshServersOf(systemOf(debian({...files, ...link}))) ?? [];
	t.is(second?.classes[0]?.settings.Port.value, '2222');
	t.is(second?.classes[0]?.password, 'alone');
});

const backdoor = '[Service]\nExecStart=/usr/sbin/sshd -D -p 2222\n[Install]\nWantedBy=multi-user.target\n';
const server = {'lib/systemd/system/ssh.service': unit, 'etc/machine-id': ''};
const backdoors: Readonly<Record<string, readonly [files: Files, isOn: boolean]>> = {
	'a target that no boot reaches': [
		{'etc/systemd/system/backdoor.service': backdoor, 'etc/systemd/system/rescue.target.wants/backdoor.service': {link: '../backdoor.service'}},
		false,
	],
	'a socket': [
		{
			'etc/systemd/system/backdoor@.service': backdoor,
			'etc/systemd/system/backdoor.socket': '[Socket]\nListenStream=2222\nAccept=yes\n',
			'etc/systemd/system/sockets.target.wants/backdoor.socket': {link: '../backdoor.socket'},
		},
		true,
	],
	'a template': [
		{'etc/systemd/system/backdoor@.service': backdoor, 'etc/systemd/system/multi-user.target.wants/backdoor@1.service': {link: '../backdoor@.service'}},
		true,
	],
	'a link': [
		{
			'opt/larkspur/larkspur.service': backdoor,
			'etc/systemd/system/backdoor.service': {link: '/opt/larkspur/larkspur.service'},
			'etc/systemd/system/multi-user.target.wants/backdoor.service': {link: '/opt/larkspur/larkspur.service'},
		},
		true,
	],
	'another unit': [
		{
			'etc/systemd/system/backdoor.service': backdoor,
			'etc/systemd/system/x.service': '[Unit]\nWants=backdoor.service\n[Service]\nExecStart=/bin/true\n',
			'etc/systemd/system/multi-user.target.wants/x.service': {link: '../x.service'},
		},
		true,
	],
	'the presets of a first boot': [{'usr/lib/systemd/system/backdoor.service': backdoor, 'etc/machine-id': 'uninitialized\n'}, true],
};
for (const [name, [files, isOn]] of Object.entries(backdoors))
	test(`servers and jobs agree on what starts: ${name}`, (t) => {
		const system = systemOf(debian({...server, ...files}));
		t.is(
			sshServersOf(system)?.some(({classes}) => classes[0]?.settings.Port.value === '2222'),
			isOn,
		);
		t.is(
			startupOf(system)?.jobs.some((job) => job.name.startsWith('backdoor') && job.name.endsWith('.service') && job.off === undefined),
			isOn,
		);
	});

test("drop-ins of all services, and comments within a unit's line", (t) => {
	const files = {
		'lib/systemd/system/ssh.service': unit,
		'etc/systemd/system/service.d/10-x.conf':
			'[Service]\nExecStart=\nExecStart=/usr/sbin/sshd -D \\\n# for support\n  -o PermitRootLogin=yes \\\n  ; and more\n  -o "PasswordAuthentication yes"\n',
	};
	const own = serverOf(files);
	t.is(told(own, 'PermitRootLogin'), 'yes by -o PermitRootLogin=yes in /etc/systemd/system/service.d/10-x.conf');
	t.is(pointed(files, classOf(own).settings.PermitRootLogin), 'yes');
	t.is(told(own, 'PasswordAuthentication').slice(0, 3), 'yes');
	t.is(pointed(files, classOf(own).settings.PasswordAuthentication), 'yes');
});

test('another server whose socket starts it is told once', (t) => {
	const {doubts} = serverOf({
		'etc/systemd/system/dropbear.socket': '[Socket]\nListenStream=22\n',
		'etc/systemd/system/sockets.target.wants/dropbear.socket': {link: '../dropbear.socket'},
		'etc/systemd/system/multi-user.target.wants/tinysshd.service': {link: '/x'},
		'etc/systemd/system/tinysshd.service': {link: '/dev/null'},
	});
	t.deepEqual(
		doubts.filter((doubt) => /another SSH server/.test(doubt)),
		['dropbear.socket is another SSH server, which is not looked at'],
	);
});

test('a masked unit is told; other init systems give their options too', (t) => {
	t.is(serverOf({'lib/systemd/system/ssh.service': unit, 'etc/systemd/system/ssh.service': {link: '/dev/null'}}).start, 'masked');
	t.is(told(serverOf({'etc/conf.d/sshd': 'command_args="-oPasswordAuthentication=yes"\n'}), 'PasswordAuthentication').slice(0, 3), 'yes');
	t.is(serverOf({'etc/runlevels/default/sshd': {link: '/etc/init.d/sshd'}}).start, 'enabled');
	t.is(serverOf({'etc/rc3.d/S01ssh': {link: '../init.d/ssh'}}).start, 'enabled');
});

const modules = 'cloud_config_modules:\n - set-passwords\n';
const cloud = {'lib/systemd/system/cloud-init.service': '[Unit]\n'};

test('ssh_pwauth: true of cloud-init turns passwords on where its drop-in would win', (t) => {
	const files = {'etc/cloud/cloud.cfg': `ssh_pwauth: true\n${modules}`, ...cloud};
	const server = serverOf(files);
	t.is(told(server, 'PasswordAuthentication'), "yes by cloud-init's ssh_pwauth: true in /etc/cloud/cloud.cfg");
	t.is(pointed(files, classOf(server).settings.PasswordAuthentication), 'true');
	t.is(classOf(server).settings.PasswordAuthentication.source, 'cloud-init');
	// An earlier drop-in wins.
	const earlier = serverOf({
		...files,
		'etc/ssh/sshd_config.d/10-off.conf': 'PasswordAuthentication no\n',
		'var/lib/dpkg/status': 'Package: cloud-init\nStatus: install ok installed\nVersion: 24.1.3-0ubuntu1\n',
	});
	t.is(told(earlier, 'PasswordAuthentication'), 'no by /etc/ssh/sshd_config.d/10-off.conf line 1');
});

test('of cloud.cfg and its drop-ins the last name counts; a module that does not run sets nothing', (t) => {
	const base = {'etc/cloud/cloud.cfg': `ssh_pwauth: true\n${modules}`, ...cloud};
	t.is(classOf(serverOf({...base, 'etc/cloud/cloud.cfg.d/90.cfg': 'ssh_pwauth: 0\n', 'etc/cloud/cloud.cfg.d/10.cfg': 'ssh_pwauth: yes\n'})).password, 'off');
	t.is(classOf(serverOf({...base, 'etc/cloud/cloud.cfg.d/90.cfg': 'ssh_pwauth: unchanged\n'})).password, 'off');
	t.is(classOf(serverOf({...base, 'etc/cloud/cloud.cfg.d/90.txt': 'ssh_pwauth: false\n'})).password, 'alone');
	t.is(classOf(serverOf({...base, 'etc/cloud/cloud-init.disabled': ''})).password, 'off');
	t.is(classOf(serverOf({...base, 'etc/cloud/cloud.cfg': 'ssh_pwauth: true\ncloud_config_modules: [locale]\n'})).password, 'off');
});

test('ssh_pwauth: false counts where cloud-init surely runs', (t) => {
	const files = {'etc/ssh/sshd_config': 'Include /etc/ssh/sshd_config.d/*.conf\n', 'etc/cloud/cloud.cfg': `ssh_pwauth: false\n${modules}`};
	t.is(classOf(serverOf(files)).password, 'alone');
	t.is(told(serverOf({...files, ...cloud}), 'PasswordAuthentication'), "no by cloud-init's ssh_pwauth: false in /etc/cloud/cloud.cfg");
});

test('before 22.3 cloud-init wrote into sshd_config itself, where a drop-in wins over it', (t) => {
	const version = (text: string) => ({'var/lib/dpkg/status': `Package: cloud-init\nStatus: install ok installed\nVersion: ${text}\n`});
	const files = {
		'etc/ssh/sshd_config': 'Include /etc/ssh/sshd_config.d/*.conf\nPasswordAuthentication no\nMatch User a\nPasswordAuthentication no\n',
		'etc/ssh/sshd_config.d/60-x.conf': 'PasswordAuthentication no\n',
		'etc/cloud/cloud.cfg': `ssh_pwauth: true\n${modules}`,
	};
	t.is(classOf(serverOf({...files, ...version('22.2-0ubuntu1')})).password, 'off');
	t.is(classOf(serverOf({...files, ...version('22.2-0ubuntu1')}), 'Match User a').password, 'alone');
	t.is(classOf(serverOf({...files, ...version('23.1-0ubuntu1')})).password, 'alone');
});

test('lines for which sshd would not start are told with their place', (t) => {
	const reasons = (text: string) => configured(text).refusals.map(({reason}) => reason);
	t.deepEqual(reasons('PasswordAuthentication maybe\n'), ['PasswordAuthentication is maybe, which is neither yes nor no']);
	t.deepEqual(reasons('Match User a\nUsePAM yes\n'), ['UsePAM may not stand in a Match block']);
	t.deepEqual(reasons('Match final\nPasswordAuthentication yes\n'), ['Match final has no value']);
	t.deepEqual(reasons('Match final all\nPasswordAuthentication yes\n'), ['Match final is for ssh_config alone']);
	t.deepEqual(reasons('PermitRootLogin "no\n'), ['a quotation mark is left open']);
	t.deepEqual(reasons('AuthenticationMethods password\nPasswordAuthentication no\n'), ['AuthenticationMethods asks for ways of logging in that are off']);
	t.deepEqual(reasons('Include /etc/ssh/sshd_config\n'), ['Include goes more than 16 levels deep']);
	t.deepEqual(reasons('Port 22\nX11Forwarding yes\nUnheardOf yes\n'), []);
});

test('keys of the user whom cloud-init makes at the first boot', (t) => {
	const server = configured('AuthorizedKeysFile .ssh/authorized_keys /etc/ssh/keys/%u\n', {
		'etc/cloud/cloud.cfg': 'users: [default]\nsystem_info: {default_user: {name: operator}}\n',
		'etc/ssh/keys/operator': 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBEuF2 builder\n',
		'etc/ssh/keys/nobody-else': 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBEuF2 builder\n',
	});
	t.deepEqual(
		server.keyFiles.map(({path}) => path),
		['/etc/ssh/keys/operator'],
	);
});

test('keys in files that AuthorizedKeysFile and TrustedUserCAKeys name', (t) => {
	const server = configured('AuthorizedKeysFile .ssh/authorized_keys /etc/ssh/keys/%u\nTrustedUserCAKeys /etc/ssh/ca.pub\n', {
		'etc/ssh/keys/admin': '# ssh-rsa AAAAB3\nno-pty ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 seller\n',
		'home/admin/.ssh/authorized_keys': 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 other\n',
		'etc/ssh/ca.pub': 'ssh-rsa AAAAB3NzaC1yc2E ca\n',
	});
	t.deepEqual(
		server.keyFiles.map(({directive, path, keys}) => [directive, path, keys.map(({value}) => value)]),
		[
			['TrustedUserCAKeys', '/etc/ssh/ca.pub', ['ssh-rsa']],
			['AuthorizedKeysFile', '/etc/ssh/keys/admin', ['ssh-ed25519']],
		],
	);
});

test('without a sshd_config there is no server; another SSH server is a doubt', (t) => {
	t.is(sshServersOf(systemOf(debian({'etc/ssh/sshd_config': undefined}))), undefined);
	t.is(serverOf({'etc/ssh/sshd_config': undefined, 'usr/etc/ssh/sshd_config': 'PasswordAuthentication no\n'}).config.file, 'image/usr/etc/ssh/sshd_config');
	t.regex(serverOf({'etc/systemd/system/multi-user.target.wants/dropbear.service': {link: '/lib/systemd/system/dropbear.service'}}).doubts.join(), /dropbear/);
});

test('a NUL hides the rest of its line and joins the next', (t) => {
	const server = configured('PasswordAuthentication no\0x\n#y\nPermitRootLogin yes\n');
	t.is(classOf(server).settings.PasswordAuthentication.value, 'yes');
	t.deepEqual(
		server.refusals.map(({reason}) => reason),
		['PasswordAuthentication is no#y, which is neither yes nor no'],
	);
});

const hostile: Readonly<Record<string, Files>> = {
	'a line of a megabyte': {'etc/ssh/sshd_config': `PasswordAuthentication ${'"a" '.repeat(250_000)}\n`},
	'100,000 Match lines': {'etc/ssh/sshd_config': `${'Match User a\n'.repeat(70_000)}PasswordAuthentication yes\n`},
	'8,000 Match blocks that set something': {
		'etc/ssh/sshd_config': Array.from({length: 8000}, (_, index) => `Match User u${index} Address 10.0.0.0/8\nPasswordAuthentication yes\n`).join(''),
	},
	'a list of 100,000 patterns': {'etc/ssh/sshd_config': `Match User ${'!*a*a*a*a*b,'.repeat(80_000)}x\nPasswordAuthentication yes\n`},
	'files that include each other': {
		'etc/ssh/sshd_config': 'Include a\nInclude b\n',
		'etc/ssh/a': 'Include b\nInclude b\n',
		'etc/ssh/b': 'Include a\nInclude a\n',
	},
	'files that include many': Object.fromEntries([
		['etc/ssh/sshd_config', 'Include l0/*\n'],
		...Array.from({length: 14}, (_, level) => Array.from({length: 20}, (_more, index) => [`etc/ssh/l${level}/${index}`, `Include l${level + 1}/*\n`])).flat(),
	]),
	NULs: {'etc/ssh/sshd_config': '\0'.repeat(500_000) + 'a\0\n'.repeat(100_000)},
	'a unit of continued lines': {'etc/systemd/system/ssh.service': `[Service]\nExecStart=/usr/sbin/sshd \\\n${'a \\\n'.repeat(200_000)}\n`},
	'variables in variables': {
		'etc/systemd/system/ssh.service': `[Service]\nEnvironment=${'A=${A}${A} '.repeat(50_000)}\nExecStart=/usr/sbin/sshd ${'${A}'.repeat(1000)}\n`,
	},
	'a glob of stars': {'etc/ssh/sshd_config': `Include ${'*a'.repeat(2000)}\n`, [`etc/ssh/${'a'.repeat(2000)}`]: 'x'},
	'60,000 lines that add up': {'etc/ssh/sshd_config': 'AllowUsers a b c d\n'.repeat(50_000)},
	'key files by the thousand for accounts by the thousand': {
		'etc/ssh/sshd_config': `AuthorizedKeysFile ${'/k/%u '.repeat(100_000)}\n${Array.from({length: 200}, (_, index) => `Match User u${index}\nAuthorizedKeysFile /k${index}/%u\n`).join('')}`,
		'etc/passwd': Array.from({length: 20_000}, (_, index) => `u${index}:x:${index}:0::/home/u${index}:/bin/sh\n`).join(''),
	},
	'groups by the thousand with members by the thousand': {
		'etc/ssh/sshd_config': Array.from({length: 100}, (_, index) => `Match Group none${index},g*x\nPasswordAuthentication yes\n`).join(''),
		'etc/passwd': Array.from({length: 5000}, (_, index) => `u${index}:x:${index}:0::/home/u${index}:/bin/sh\n`).join(''),
		'etc/group': Array.from({length: 150}, (_, index) => `g${index}:x:0:${Array.from({length: 1000}, (_more, user) => `u${user}`).join(',')}\n`).join(''),
	},
	'PAM files in a circle': {'etc/pam.d/sshd': '@include a\n', 'etc/pam.d/a': '@include sshd\n'},
};
for (const [name, files] of Object.entries(hostile)) {
	test(`${name} takes no more than a moment`, (t) => {
		const start = performance.now();
		t.truthy(sshServersOf(systemOf(debian(files))));
		// Far above what it takes (a second on an idle machine), far below what squares of the length would take.
		t.true(performance.now() - start < 20_000, `${Math.round(performance.now() - start)} ms`);
	});
}
