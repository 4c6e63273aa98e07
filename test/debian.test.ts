/**
 * A real Debian root file system, made by mmdebstrap and hardened (`.ci/debian-root`), read as it is and with one fault planted at a time.
 * The tar is named by DEBIAN_ROOT.
 */

import {open} from 'node:fs/promises';
import test from 'ava';
import type {RootFile} from '../src/contract.ts';
import type {FileSystem} from '../src/filesystem.ts';
import type {Outcome} from '../src/outcome.ts';
import type {PolicyId} from '../src/policies/ids.ts';
import {readArchive} from '../src/read/filesystem/archive.ts';
import {validators} from '../validators/index.ts';
import {systemOf} from './helpers/filesystem.ts';
import {checkFiles} from './helpers/submission.ts';

const path = process.env['DEBIAN_ROOT'];
const rules = validators.filter(({id}) => id.startsWith('root/'));

/** A fault, the policies that it breaks (the first is the one that it must be found under), and the rules that may speak of it. */
type Fault = {readonly policies: readonly PolicyId[]; readonly files: (textOf: (path: string) => string) => Readonly<Record<string, RootFile>>};

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2gVh5eHq0Wm5x0m3h2Xo1bqk4iZ4yqk0x7m3zjv6Qa build@larkspur-labs.io';
const unit = (command: string) =>
	`[Unit]\nDescription=Larkspur\nAfter=network-online.target\n\n[Service]\nExecStart=${command}\n\n[Install]\nWantedBy=multi-user.target\n`;
/** A unit that starts at boot. */
const started = (name: string, command: string, more: Readonly<Record<string, RootFile>> = {}) => ({
	[`etc/systemd/system/${name}.service`]: unit(command),
	[`etc/systemd/system/multi-user.target.wants/${name}.service`]: {link: `/etc/systemd/system/${name}.service`},
	...more,
});
const put = (files: Readonly<Record<string, RootFile>>) => () => files;
const inFile = (path: string, change: (text: string) => string) => (textOf: (path: string) => string) => ({[path]: change(textOf(path))});
const privateKey = `-----BEGIN OPENSSH PRIVATE KEY-----\n${'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW\n'.repeat(5)}-----END OPENSSH PRIVATE KEY-----\n`;

const faults: Readonly<Record<string, Fault>> = {
	'a drop-in that turns passwords on before the hardening is read': {
		policies: ['security.ssh-password-authentication-off', 'security.key-pair-authentication'],
		files: put({'etc/ssh/sshd_config.d/00-a-vendor.conf': 'PasswordAuthentication yes\n'}),
	},
	'cloud-init that turns passwords on, where nothing else is said': {
		policies: ['security.ssh-password-authentication-off', 'security.key-pair-authentication'],
		files: put({
			'etc/ssh/sshd_config.d/00-marketplace.conf': 'PermitRootLogin no\nKbdInteractiveAuthentication no\n',
			'etc/cloud/cloud.cfg.d/90-vendor.cfg': 'ssh_pwauth: true\n',
		}),
	},
	'passwords for one group': {
		policies: ['security.ssh-password-authentication-off', 'security.key-pair-authentication'],
		files: inFile('etc/ssh/sshd_config', (text) => `${text}\nMatch Group support\n\tPasswordAuthentication yes\n`),
	},
	'root may log in': {policies: ['access.linux-root-login-off'], files: put({'etc/ssh/sshd_config.d/00-a-vendor.conf': 'PermitRootLogin yes\n'})},
	'empty passwords are let in': {
		policies: ['access.no-fixed-passwords', 'security.ssh-password-authentication-off', 'security.key-pair-authentication'],
		files: put({'etc/ssh/sshd_config.d/00-a-vendor.conf': 'PermitEmptyPasswords yes\nPasswordAuthentication yes\n'}),
	},
	"root's password is empty": {
		policies: ['access.linux-root-password', 'access.no-authorized-credentials', 'access.no-fixed-passwords'],
		files: inFile('etc/shadow', (text) => text.replace(/^root:[^:]*/m, 'root:')),
	},
	'a password is set': {
		policies: ['access.no-authorized-credentials', 'access.no-seller-access', 'access.no-fixed-passwords'],
		files: (textOf) => ({
			'etc/passwd': `${textOf('etc/passwd')}larkspur:x:1500:1500::/home/larkspur:/bin/bash\n`,
			'etc/shadow': `${textOf('etc/shadow')}larkspur:$6$qD8tPk2vYc1b$Zk2xvJm0y0uA7yq2Vb9Zl0m9C5b0Yt6aQ3r8Wn1eXw5uKj4hGf7dSa2pLo9iUy6tRe3wQ1zXcVbNm8kJhGfDs0:20000:0:99999:7:::\n`,
		}),
	},
	'a second user 0': {
		policies: ['access.no-seller-access', 'access.no-authorized-credentials'],
		files: (textOf) => ({
			'etc/passwd': `${textOf('etc/passwd')}toor:x:0:0::/root:/bin/bash\n`,
			'etc/shadow': `${textOf('etc/shadow')}toor:$6$qD8tPk2vYc1b$Zk2xvJm0y0uA7yq2Vb9Zl0m9C5b0Yt6aQ3r8Wn1eXw5uKj4hGf7dSa2pLo9iUy6tRe3wQ1zXcVbNm8kJhGfDs0:20000:0:99999:7:::\n`,
		}),
	},
	"a key in root's authorized_keys": {
		policies: ['access.no-authorized-credentials', 'access.no-seller-access'],
		files: put({'root/.ssh/authorized_keys': {text: `${key}\n`, mode: 0o600}}),
	},
	'a key for every new account': {
		policies: ['access.no-authorized-credentials', 'access.no-seller-access'],
		files: put({'etc/skel/.ssh/authorized_keys': `${key}\n`}),
	},
	'a support account that may do everything': {
		policies: ['access.no-seller-access', 'access.no-authorized-credentials'],
		files: (textOf) => ({
			'etc/passwd': `${textOf('etc/passwd')}vendorsupport:x:1501:1501::/home/vendorsupport:/bin/bash\n`,
			'etc/shadow': `${textOf('etc/shadow')}vendorsupport:!:20000:0:99999:7:::\n`,
			'etc/sudoers.d/vendorsupport': {text: 'vendorsupport ALL=(ALL) NOPASSWD:ALL\n', mode: 0o440},
			'home/vendorsupport/.ssh/authorized_keys': {text: `${key}\n`, mode: 0o600, uid: 1501},
		}),
	},
	'nobody but root may administrate': {
		policies: ['access.linux-sudo-user'],
		files: inFile('etc/cloud/cloud.cfg', (text) => text.replace(/^\s*sudo:.*\n/gm, '').replace(/^\s*groups:.*\n/gm, '')),
	},
	'a host key': {policies: ['security.no-embedded-credentials'], files: put({'etc/ssh/ssh_host_ed25519_key': {text: privateKey, mode: 0o600}})},
	'a private key in a home': {policies: ['security.no-embedded-credentials'], files: put({'root/.ssh/id_ed25519': {text: privateKey, mode: 0o600}})},
	"a private key in the product's folder": {
		policies: ['security.no-embedded-credentials'],
		files: put({'opt/larkspur/conf/deploy': {text: privateKey, mode: 0o600}}),
	},
	'AWS credentials': {
		policies: ['security.no-embedded-credentials', 'security.no-aws-keys-from-users'],
		files: put({
			'root/.aws/credentials': '[default]\naws_access_key_id = AKIAZ3MKWQ7TR5VB2XND\naws_secret_access_key = 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\n',
		}),
	},
	'a token in an environment file': {
		policies: ['security.no-embedded-credentials'],
		files: put({'opt/larkspur/.env': 'PORT=8080\nGITHUB_TOKEN=ghp_x7Kd93LmQ2vTz8RwYp4BnC6sF1hJ5gA0eUiO\n'}),
	},
	'a database password in the settings': {
		policies: ['security.no-embedded-credentials'],
		files: put({'opt/larkspur/config/database.yml': 'production:\n  username: larkspur\n  password: "w8#Kq2!vLz9mRt"\n'}),
	},
	'a history with commands': {policies: ['security.no-embedded-credentials'], files: put({'root/.bash_history': 'cd /opt/larkspur\nmake install\n'})},
	'a saved git log-in': {
		policies: ['security.no-embedded-credentials'],
		files: put({'root/.git-credentials': 'https://builder:Zk2xvJm0y0uA7yq2@git.larkspur-labs.io\n'}),
	},
	'a fixed password set at first boot': {
		// No account can be called free of credentials then.
		policies: ['access.no-fixed-passwords', 'security.no-embedded-credentials', 'access.no-authorized-credentials'],
		files: put(
			started('first-boot', '/opt/larkspur/first-boot.sh', {
				'opt/larkspur/first-boot.sh': {text: '#!/bin/sh\necho "admin:Larkspur2024" | chpasswd\n', mode: 0o755},
			}),
		),
	},
	'a tunnel to the vendor at boot': {
		policies: ['access.outside-access-off', 'access.no-seller-access'],
		files: put(started('support-link', '/usr/bin/ssh -N -R 2222:localhost:22 -i /opt/larkspur/link support@gate.larkspur-labs.io')),
	},
	'a remote-desktop service of others at boot': {
		policies: ['access.outside-access-off'],
		files: put(started('teamviewerd', '/opt/teamviewer/tv_bin/teamviewerd -d')),
	},
	'a key fetched from the vendor each hour': {
		policies: ['access.no-seller-access', 'usage.self-contained', 'access.no-authorized-credentials'],
		files: put({'etc/cron.d/keys': '0 * * * * root curl -s https://keys.larkspur-labs.io/support.pub >> /root/.ssh/authorized_keys\n'}),
	},
	'a message to the vendor each day': {
		policies: ['customer.no-undisclosed-collection'],
		files: put({
			'etc/cron.daily/usage': {
				text: '#!/bin/sh\ncurl -s -X POST "https://usage.larkspur-labs.io/ping?host=$(hostname)&users=$(wc -l < /etc/passwd)"\n',
				mode: 0o755,
			},
		}),
	},
	'the product fetched at boot': {
		policies: ['usage.self-contained'],
		files: put(
			started('get', '/opt/larkspur/get.sh', {
				'opt/larkspur/get.sh': {text: '#!/bin/bash\ncurl -fsSL https://get.larkspur-labs.io/install.sh | bash\n', mode: 0o755},
			}),
		),
	},
	'an encrypted volume': {
		policies: ['architecture.unencrypted'],
		files: (textOf) => ({
			'etc/crypttab': 'data UUID=2b1f6d7e-3c58-4f6f-9a55-0d4f5f0a1c11 /etc/keys/data.key luks\n',
			'etc/fstab': `${textOf('etc/fstab')}/dev/mapper/data /var/lib/larkspur ext4 defaults 0 2\n`,
		}),
	},
	btrfs: {policies: ['architecture.file-system'], files: inFile('etc/fstab', (text) => text.replace(' ext4 rw,discard,errors=remount-ro', ' btrfs rw'))},
	'a Region in the settings': {
		policies: ['architecture.region-agnostic'],
		files: put({'opt/larkspur/config/storage.yml': 'bucket: backups\nregion: eu-west-1\n'}),
	},
	'a release without support': {
		policies: ['security.vulnerabilities'],
		files: put({'etc/os-release': 'PRETTY_NAME="Debian GNU/Linux 10 (buster)"\nNAME="Debian GNU/Linux"\nVERSION_ID="10"\nID=debian\n'}),
	},
	'a licence that ends': {
		policies: ['usage.no-trial-or-prerelease', 'usage.no-limits'],
		files: put({'opt/larkspur/license.json': '{"licensee": "AWS Marketplace", "type": "evaluation", "expires": "2027-01-31", "seats": 5}\n'}),
	},
};

if (path === undefined)
	test.skip('a real Debian is sound, and 31 planted faults are found: left out, since DEBIAN_ROOT does not name the tar of a root file system (.ci/debian-root makes one)', () => {});
else {
	await using handle = await open(path);
	const {system} = await readArchive(handle, 'image.tar', 'plain');
	const judged = (changed: FileSystem) => checkFiles({}, rules, {system: changed});
	const sound = await judged(system);

	test('a real Debian root file system, hardened, has no finding, and nothing is violated', (t) => {
		t.true(system.count > 5000);
		t.deepEqual(
			sound.findings.map(({rule, place, message}) => [rule, place.file, message]),
			[],
		);
		t.deepEqual(sound.problems, []);
		t.deepEqual([...new Set(sound.policies.map(({verdict}) => verdict))].toSorted(), ['not-assessed', 'satisfied']);
		t.deepEqual(
			sound.policies.filter(({verdict}) => verdict === 'satisfied').map(({id}) => id),
			[
				'security.ssh-password-authentication-off',
				'access.no-authorized-credentials',
				'access.linux-root-login-off',
				'access.linux-sudo-user',
				'access.linux-root-password',
			],
		);
	});

	for (const [name, {policies, files}] of Object.entries(faults))
		test(`planted: ${name}`, async (t) => {
			const textOf = (path: string) => Buffer.from(system.contents.get(path) ?? new Uint8Array()).toString();
			const outcome = await judged(systemOf(files(textOf), system));
			const found = [...new Set(outcome.findings.map(({policy}) => policy))];
			t.true(
				found.some((policy) => policy === policies[0]),
				`found ${outcome.findings.map(({rule}) => rule).join(', ') || 'nothing'}`,
			);
			t.deepEqual(
				found.filter((policy) => !policies.includes(policy)),
				[],
				outcome.findings.map(({rule, message}) => `${rule}: ${message}`).join('\n'),
			);
			t.deepEqual(verdictsBut(outcome, policies), verdictsBut(sound, policies));
			t.deepEqual(outcome.problems, []);
		});
}

function verdictsBut({policies}: Outcome, broken: readonly PolicyId[]) {
	return policies.filter(({id}) => !broken.includes(id)).map(({id, verdict}) => `${id} ${verdict}`);
}
