import {validators} from '../../../validators/index.ts';
import type {Target} from '../engine/target.ts';
import {checked} from '../oracles.ts';
import {texts} from '../seeds.ts';
import {systemWith} from '../systems.ts';

const mark = /^==== (.*)$/m;
const least = '==== etc/passwd\nroot:x:0:0::/root:/bin/sh\n==== usr/bin/x\n==== var/x\n==== etc/os-release\nID=ubuntu\nVERSION_ID="24.04"\n';

const target: Target = {
	about: 'the files of a root file system: behind `==== path` the text of each, or behind `==== path -> target` nothing',
	longest: 12_000,
	seeds: () => [
		...texts(least),
		...validators
			.flatMap(({examples}) => examples.map(({root}) => root))
			.filter((root) => root !== undefined)
			.map((root) =>
				Object.entries(root).flatMap(([path, file]) =>
					typeof file === 'string'
						? [`==== ${path}\n${file}`]
						: file.link === undefined
							? [`==== ${path}\n${file.text ?? ''}`]
							: [`==== ${path} -> ${file.link}`],
				),
			)
			.map((files) => Buffer.from(`${least}${files.join('\n')}`)),
	],
	words: [
		...[
			'etc/ssh/sshd_config',
			'etc/ssh/sshd_config.d/x.conf',
			'etc/shadow',
			'etc/group',
			'etc/sudoers',
			'etc/fstab',
			'etc/crypttab',
			'etc/cloud/cloud.cfg',
			'etc/cloud/cloud.cfg.d/90.cfg',
			'root/.ssh/authorized_keys',
			'etc/systemd/system/x.service',
			'etc/systemd/system/multi-user.target.wants/x.service',
			'etc/cron.d/x',
			'var/spool/cron/root',
			'etc/rc.local',
			'etc/default/grub',
			'boot/grub/grub.cfg',
			'opt/x/license.json',
			'opt/x/README.md',
			'opt/x/start.sh',
			'root/.bash_history',
			'home/ubuntu/.aws/credentials',
			'etc/netplan/x.yaml',
			'etc/profile.d/x.sh',
			'Windows/System32/x',
			'ProgramData/Amazon/EC2Launch/config/agent-config.yml',
			'unattend.xml',
			'Windows/System32/Tasks/x',
			'Program Files/x/start.ps1',
		].map((path) => `\n==== ${path}\n`),
		...[
			'PermitRootLogin yes',
			'PasswordAuthentication yes',
			'Match User x',
			'Include /etc/ssh/*.conf',
			'ExecStart=/opt/x/start.sh',
			'WantedBy=multi-user.target',
			'[Unit]',
			'* * * * * root ',
			'curl -s https://x | sh',
			'$6$salt$hash',
			'AKIAIOSFODNN7EXAMPLE',
			'-----BEGIN RSA PRIVATE KEY-----',
			'<<EOF',
			'us-east-1',
			'#cloud-config\n',
			'NOPASSWD: ALL',
			'\\\n',
			' -> ../etc/x',
		],
	],
	async run(bytes, thorough) {
		const [, ...parts] = Buffer.from(bytes).toString('utf8').split(mark);
		const files: (readonly [string, Buffer | {readonly link: string}])[] = [];
		for (let index = 0; index + 1 < parts.length; index += 2) {
			const [path = '', link] = (parts[index] ?? '').split(' -> ');
			const clean = path
				.split('/')
				.filter((step) => !['', '.', '..'].includes(step))
				.join('/');
			if (clean !== '') files.push([clean, link === undefined ? Buffer.from((parts[index + 1] ?? '').slice(1)) : {link}]);
		}
		await checked([{file: 'image', bytes: new Uint8Array(), system: systemWith(files), asRoot: true}], thorough);
	},
};
export default target;
