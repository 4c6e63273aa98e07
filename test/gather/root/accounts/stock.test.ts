/** Base images as their makers ship them, cut down to the files that accounts hang on: none of the rules has anything to say of them. */

import test from 'ava';
import type {RootFile} from '../../../../src/contract.ts';
import {validators} from '../../../../validators/index.ts';
import {checkFiles} from '../../../helpers/submission.ts';

const rules = validators.filter(
	({id, reads}) => id.startsWith('root/') && reads.every((key) => ['accounts', 'remains', 'startups', 'submission'].includes(key)),
);

const defaults = (name: string, groups: string, sudo = '["ALL=(ALL) NOPASSWD:ALL"]') =>
	`# The top level settings are used as module\nusers:\n   - default\ndisable_root: true\nssh_pwauth: false\ncloud_init_modules:\n - migrator\n - [users-groups, always]\n - ssh\nsystem_info:\n   distro: x\n   default_user:\n     name: ${name}\n     lock_passwd: True\n     gecos: Cloud User\n     groups: ${groups}\n     sudo: ${sudo}\n     shell: /bin/bash\n`;

const images: Readonly<Record<string, Readonly<Record<string, RootFile>>>> = {
	'Amazon Linux 2023': {
		'root/.bashrc': '',
		'etc/passwd':
			'root:x:0:0:root:/root:/bin/bash\nbin:x:1:1:bin:/bin:/sbin/nologin\nsync:x:5:0:sync:/sbin:/bin/sync\nshutdown:x:6:0:shutdown:/sbin:/sbin/shutdown\nhalt:x:7:0:halt:/sbin:/sbin/halt\noperator:x:11:0:operator:/root:/sbin/nologin\nnobody:x:65534:65534:Kernel Overflow User:/:/sbin/nologin\nec2-instance-connect:x:993:993::/home/ec2-instance-connect:/sbin/nologin\nec2-user:x:1000:1000:EC2 Default User:/home/ec2-user:/bin/bash\n',
		'etc/shadow':
			'root:*LOCK*:14600::::::\nbin:*:19000:0:99999:7:::\nsync:*:19000:0:99999:7:::\nec2-instance-connect:!!:19500::::::\nec2-user:!!:19500:0:99999:7:::\n',
		'etc/group': 'root:x:0:\nwheel:x:10:ec2-user\nec2-user:x:1000:\n',
		'etc/gshadow': 'root:::\nwheel:::ec2-user\nec2-user:!::\n',
		'etc/sudoers':
			'Defaults   !visiblepw\nDefaults    always_set_home\nDefaults    env_keep =  "COLORS DISPLAY"\nroot\tALL=(ALL) \tALL\n%wheel\tALL=(ALL)\tALL\n## Read drop-in files from /etc/sudoers.d\n#includedir /etc/sudoers.d\n',
		'etc/sudoers.d/90-cloud-init-users': '# Created by cloud-init\n\n# User rules for ec2-user\nec2-user ALL=(ALL) NOPASSWD:ALL\n',
		'etc/cloud/cloud.cfg': defaults('ec2-user', '[wheel, adm, systemd-journal]'),
		'etc/ssh/sshd_config.d/60-ec2.conf': 'AuthorizedKeysCommand /opt/aws/bin/eic_run_authorized_keys %u %f\nAuthorizedKeysCommandUser ec2-instance-connect\n',
		'etc/machine-id': '',
	},
	'Ubuntu 24.04': {
		'root/.profile': '',
		'etc/passwd':
			'root:x:0:0:root:/root:/bin/bash\nsync:x:4:65534:sync:/bin:/bin/sync\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\nsystemd-network:x:998:998:x:/:/usr/sbin/nologin\ndhcpcd:x:100:65534::/usr/lib/dhcpcd:/bin/false\nlandscape:x:104:105::/var/lib/landscape:/usr/sbin/nologin\nec2-instance-connect:x:107:65534::/nonexistent:/usr/sbin/nologin\n',
		'etc/shadow':
			'root:*:19900:0:99999:7:::\nsync:*:19900:0:99999:7:::\nnobody:*:19900:0:99999:7:::\nsystemd-network:!*:19900::::::\ndhcpcd:!:19900::::::\nlandscape:!:19900::::::\n',
		'etc/group': 'root:x:0:\nsudo:x:27:\nadmin:x:111:\n',
		'etc/sudoers':
			'Defaults\tenv_reset\nDefaults\tsecure_path="/usr/local/sbin:/usr/bin"\nDefaults\tuse_pty\nroot\tALL=(ALL:ALL) ALL\n%admin ALL=(ALL) ALL\n%sudo\tALL=(ALL:ALL) ALL\n@includedir /etc/sudoers.d\n',
		'etc/sudoers.d/README': '#\n# As of Debian version 1.7.2p1-1\n#\n',
		'etc/cloud/cloud.cfg': defaults('ubuntu', '[adm, cdrom, dip, lxd, sudo]'),
		'etc/cloud/cloud.cfg.d/05_logging.cfg':
			"_log:\n - &log_base |\n   [loggers]\n   keys=root,cloudinit\nlog_cfgs:\n - [ *log_base ]\noutput: {all: '| tee -a /var/log/cloud-init-output.log'}\n",
		'etc/machine-id': 'uninitialized\n',
	},
	'SUSE Linux Enterprise 15': {
		'root/.bashrc': '',
		'etc/passwd':
			'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/var/lib/nobody:/bin/bash\nec2-user:x:1000:100:Cloud User:/home/ec2-user:/bin/bash\n',
		'etc/shadow': 'root:!:19000::::::\nnobody:!:19000::::::\nec2-user:!:19000:0:99999:7:::\n',
		'etc/sudoers':
			"Defaults always_set_home\nDefaults targetpw   # ask for the password of the target user i.e. root\nALL   ALL=(ALL) ALL   # WARNING! Only use this together with 'Defaults targetpw'!\nroot ALL=(ALL) ALL\n@includedir /etc/sudoers.d\n",
		'etc/cloud/cloud.cfg': defaults('ec2-user', '[users]'),
	},
	'Rocky Linux 9': {
		'root/.bashrc': '',
		'etc/passwd': 'root:x:0:0:root:/root:/bin/bash\nsync:x:5:0:sync:/sbin:/bin/sync\ntss:x:59:59::/dev/null:/sbin/nologin\n',
		'etc/shadow': 'root:!locked::0:99999:7:::\nsync:*:19000:0:99999:7:::\ntss:!!:19500::::::\n',
		'etc/sudoers': 'root ALL=(ALL) ALL\n%wheel  ALL=(ALL)       ALL\n#includedir /etc/sudoers.d\n',
		'etc/group': 'wheel:x:10:\n',
		'etc/cloud/cloud.cfg': defaults('rocky', '[adm, systemd-journal]'),
	},
	'Alpine Linux 3.22': {
		'root/.ash_history': {text: ''},
		'etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nsync:x:5:0:sync:/sbin:/bin/sync\nalpine:x:1000:1000:default:/home/alpine:/bin/sh\n',
		'etc/shadow': 'root:*::0:::::\nsync:!::0:::::\nalpine:*:20000:0:99999:7:::\n',
		'etc/group': 'wheel:x:10:root,alpine\n',
		'etc/doas.conf': '# see doas.d\n',
		'etc/doas.d/wheel.conf': 'permit nopass :wheel\n',
	},
	'FreeBSD 14': {
		'root/.profile': '',
		'etc/passwd':
			'# $FreeBSD$\nroot:*:0:0:Charlie &:/root:/bin/sh\ntoor:*:0:0:Bourne-again Superuser:/root:\nec2-user:*:1001:1001:User &:/home/ec2-user:/bin/sh\n',
		'etc/master.passwd':
			'# $FreeBSD$\nroot:*:0:0::0:0:Charlie &:/root:/bin/sh\ntoor:*:0:0::0:0:Bourne-again Superuser:/root:\nec2-user:*:1001:1001::0:0:User &:/home/ec2-user:/bin/sh\n',
		'etc/group': 'wheel:*:0:root,ec2-user\n',
	},
};

for (const [name, root] of Object.entries(images))
	test(`${name} is without findings, and what can be shown is shown`, async (t) => {
		const {findings, policies} = await checkFiles({}, rules, {root});
		t.deepEqual(
			findings.map(({rule, message}) => `${rule}: ${message}`),
			[],
		);
		const satisfied = policies.flatMap(({id, verdict}) => (verdict === 'satisfied' ? [id] : []));
		t.deepEqual(satisfied, [
			'access.no-authorized-credentials',
			...(name.startsWith('FreeBSD') ? [] : ['access.linux-sudo-user']),
			'access.linux-root-password',
		]);
	});

const [, amazon = {}] = Object.entries(images)[0] ?? [];
const gaps: Readonly<Record<string, readonly string[]>> = {
	'etc/shadow': ['access.linux-sudo-user'],
	'root/.bashrc': ['access.linux-sudo-user', 'access.linux-root-password'],
	'etc/sudoers': ['access.no-authorized-credentials', 'access.linux-root-password'],
};
for (const [missing, left] of Object.entries(gaps))
	test(`without ${missing} less is shown`, async (t) => {
		const root = Object.fromEntries(Object.entries(amazon).filter(([path]) => path !== missing));
		const {policies} = await checkFiles({}, rules, {root});
		t.deepEqual(
			policies.flatMap(({id, verdict}) => (verdict === 'satisfied' ? [id] : [])),
			left,
		);
	});

const hash = '$6$saltstring$zlrVSyXPcsAwCMOjplYx22MfEor.jlDA8XIfkDtHw2PJMJS5F6qezKdMxAZvO0Bt/vjPctv/a3Oj0cuj27NiP1';
for (const [field, edition, severity, verdict] of [
	[hash, 'ami-2020', 'warning', 'satisfied'],
	[`!${hash}`, 'ami-2020', 'note', 'satisfied'],
	[hash, 'ami-2025', 'warning', 'not-assessed'],
	[`!${hash}`, 'ami-2025', 'warning', 'not-assessed'],
] as const)
	test(`a copy of the password file with ${field.slice(0, 3)} in ${edition}: ${severity}, and the accounts are ${verdict}`, async (t) => {
		const {findings, policies} = await checkFiles({}, rules, {root: {...amazon, 'etc/shadow-': `ec2-user:${field}:20000::::::\n`}, edition});
		t.deepEqual(
			findings.map((one) => [one.rule, one.policy, one.severity]),
			[['root/no-left-hash', 'security.no-embedded-credentials', severity]],
		);
		t.is(policies.find(({id}) => id === 'access.no-authorized-credentials')?.verdict, verdict);
	});
