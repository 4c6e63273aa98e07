import test from 'ava';
import type {RootFile} from '../../../src/contract.ts';
import {debian, image} from '../../../src/examples.ts';
import {disksOf} from '../../../src/gather/root/disks.ts';
import {validators} from '../../../validators/index.ts';
import {listedFileSystem} from '../../../validators/root/listed-file-system.ts';
import {noEncryptedFileSystem} from '../../../validators/root/no-encrypted-file-system.ts';
import {systemOf} from '../../helpers/filesystem.ts';
import {checkFiles} from '../../helpers/submission.ts';

const of = (files: Readonly<Record<string, RootFile | undefined>>) => disksOf(systemOf(debian(files)));
const mounts = (files: Readonly<Record<string, RootFile | undefined>>) =>
	of(files)?.mounts.map(({fileSystem, on, from, optional}) => `${on} ${fileSystem.value} ${from}${optional ? ' optional' : ''}`);
const signs = (files: Readonly<Record<string, RootFile | undefined>>) =>
	of(files)?.encryptions.map(({sign, shown, name, certainty}) => `${sign} ${shown.value} ${name} ${certainty}`);

test('fstab: file systems of disks alone, with what is optional', (t) => {
	const fstab = [
		'# <device> <on> <type>',
		'UUID=1 / ext4 defaults 0 1',
		'',
		'  LABEL=x\t/my\\040data/\tXFS\tnofail,noatime 0 2',
		'/srv/a /srv/b none bind 0 0',
		'/srv/a /srv/c xfs bind,ro 0 0',
		'fs-1:/ /efs nfs4 _netdev 0 0',
		'/dev/sr0 /cd iso9660,udf noauto 0 0',
		'bucket /s3 fuse.s3fs _netdev 0 0',
		'UUID=2 none swap sw 0 0',
		'/dev/nvme1n1 /mnt auto defaults,nofail,comment=cloudconfig 0 2',
		'short line',
	];
	t.deepEqual(mounts({'etc/fstab': fstab.join('\r\n')}), ['/ ext4 etc/fstab', '/my data xfs etc/fstab optional', '/mnt auto etc/fstab optional']);
});

test('units: those of /etc win over fstab, fstab over those of /usr; drop-ins win over the unit; what nothing starts is optional', (t) => {
	const unit = (where: string, type: string) => `[Unit]\nDescription=Type=zfs\n[Mount]\nWhat=/dev/x\nWhere=${where}\nType=${type}\n`;
	t.deepEqual(
		mounts({
			'etc/fstab': 'UUID=1 / ext4 x 0 1\nUUID=2 /a ext4 x\nUUID=3 /b ext4 x\nUUID=4 /c ext4 x\n',
			'etc/systemd/system/a.mount': unit('/a', 'btrfs'),
			'etc/systemd/system/a.mount.d/10.conf': '[Mount]\nType = f2fs\n',
			'etc/systemd/system/local-fs.target.requires/a.mount': {link: '../a.mount'},
			'usr/lib/systemd/system/b.mount': unit('/b', 'btrfs'),
			'etc/systemd/system/c.mount': {link: '/dev/null'},
			'etc/systemd/system/d-e.mount': unit('/d/e', 'jfs'),
			'etc/systemd/system/snap-core.mount': unit('/snap/core', 'squashfs'),
		}),
		['/a f2fs etc/systemd/system/a.mount', '/d/e jfs etc/systemd/system/d-e.mount optional', '/ ext4 etc/fstab', '/b ext4 etc/fstab'],
	);
});

test('ZFS: data sets by their list, pools by the cache, the root by the kernel', (t) => {
	const list = 'rpool\t/\toff\nrpool/a\t/a\ton\nrpool/b\tnone\ton\nrpool/c\t/c\tnoauto\n';
	t.deepEqual(mounts({'etc/zfs/zfs-list.cache/rpool': list, 'etc/zfs/zpool.cache': 'x'}), [
		'/ ext4 etc/fstab',
		'/a zfs etc/zfs/zfs-list.cache/rpool',
		'/c zfs etc/zfs/zfs-list.cache/rpool optional',
	]);
	t.deepEqual(mounts({'etc/zfs/zpool.cache': 'x'})?.slice(1), ['a pool zfs etc/zfs/zpool.cache']);
	t.deepEqual(mounts({'etc/zfs/zpool.cache': ''})?.slice(1), []);
	const loader = 'menuentry x {\n\tlinux /vmlinuz root=UUID=1 rootfstype=BTRFS ro\n}\n';
	t.deepEqual(mounts({'boot/grub/grub.cfg': loader})?.slice(1), ['/ btrfs boot/grub/grub.cfg']);
});

test('places are those of the words', async (t) => {
	const {findings} = await checkFiles({}, [listedFileSystem], {root: debian({'etc/fstab': '\ufeff# x\r\nUUID=1\t/\tBtrfs\tdefaults\r\n'})});
	t.deepEqual(
		findings.map(({place, excerpt, start}) => [place.file, excerpt, start]),
		[['image/etc/fstab', 'Btrfs', {line: 2, column: 10}]],
	);
});

const crypttab: Readonly<Record<string, readonly string[]>> = {
	'root UUID=1 none luks': ['volume UUID=1 root sure'],
	'root UUID=1': ['volume UUID=1 root sure'],
	'data /dev/xvdb /etc/key luks,nofail': ['volume /dev/xvdb data likely'],
	'box /srv/box.img - noauto': ['volume /srv/box.img box likely'],
	'swap /dev/xvdb /dev/urandom swap': [],
	'swap /dev/xvdb /dev/random cipher=aes': [],
	'swap /dev/xvdb /etc/key swap': [],
	'tmp /dev/xvdb /dev/urandom tmp=ext4': [],
	'# root UUID=1 none luks': [],
	root: [],
};

for (const [line, expected] of Object.entries(crypttab)) {
	test(`crypttab: ${line}`, (t) => t.deepEqual(signs({'etc/crypttab': `${line}\n`}), expected));
}

const others: Readonly<Record<string, readonly [Readonly<Record<string, RootFile>>, readonly string[]]>> = {
	'each option of the kernel once': [
		{
			'boot/grub2/grubenv': 'kernelopts=rd.luks.uuid=1 ro\n',
			'boot/loader/entries/a.conf': 'title x\noptions root=/dev/x rd.luks.uuid=1 cryptdevice=/dev/y:z\n',
		},
		['kernel rd.luks.uuid=1 rd.luks.uuid=1 sure', 'kernel cryptdevice=/dev/y:z cryptdevice=/dev/y:z sure'],
	],
	'a kernel told to leave LUKS alone': [{'boot/grub/grub.cfg': 'linux /v rd.luks=0 rd.luks.uuid=1\n'}, []],
	'the next command line, where the one in effect is not there': [
		{'boot/grub/grub.cfg': '', 'etc/default/grub': '#GRUB_ENABLE_CRYPTODISK=y\nGRUB_CMDLINE_LINUX="quiet rd.luks.name=1=root"\n'},
		['kernel rd.luks.name=1=root rd.luks.name=1=root likely'],
	],
	'the next command line, where another is in effect': [{'etc/default/grub': 'GRUB_CMDLINE_LINUX="rd.luks.name=1=root"\n'}, []],
	gocryptfs: [{'etc/fstab': '/a / ext4 x\n/b /c fuse.gocryptfs nofail\n'}, ['mount fuse.gocryptfs /c likely']],
	'LVM on LUKS': [
		{'etc/lvm/backup/vg': 'physical_volumes {\n\tdevice = "/dev/mapper/luks-1"\t# Hint only\n}\n'},
		['volume /dev/mapper/luks-1 /dev/mapper/luks-1 likely'],
	],
	'LVM on a disk': [{'etc/lvm/backup/vg': 'device = "/dev/nvme0n1p2"\n'}, []],
	fscrypt: [{'.fscrypt/policies/a': 'x', '.fscrypt/policies/b': 'x'}, ['folder .fscrypt/policies/a fscrypt likely']],
	BitLocker: [
		{'System Volume Information/FVE2.{e40ad34d-dae9-4bc7-95bd-b16218c10f72}.1': 'x'},
		['folder System Volume Information/FVE2.{e40ad34d-dae9-4bc7-95bd-b16218c10f72}.1 BitLocker likely'],
	],
	'tools that are installed': [
		{'etc/cryptsetup-initramfs/conf-hook': '#CRYPTSETUP=\n', 'etc/dracut.conf.d/a.conf': 'omit_dracutmodules+=" crypt "\n', 'etc/zfs/zed.d/x': 'x'},
		[],
	],
	'initial RAM disks': [
		{'etc/dracut.conf.d/a.conf': 'add_dracutmodules+=" lvm crypt "\n', 'etc/mkinitcpio.conf': 'HOOKS=(base udev encrypt filesystems)\n'},
		['initramfs crypt etc/dracut.conf.d/a.conf hint', 'initramfs encrypt etc/mkinitcpio.conf hint'],
	],
	'a script that tells of cryptsetup': [{'opt/a/run.sh': '# cryptsetup luksOpen x\ncryptsetup status x\n', 'opt/a/README.md': 'cryptsetup open x'}, []],
};

for (const [name, [files, expected]] of Object.entries(others)) {
	test(`encryption: ${name}`, (t) => t.deepEqual(signs(files), expected));
}

test('nothing is said of a root without files that tell of disks', (t) => {
	t.is(disksOf(systemOf({'etc/hostname': 'x'})), undefined);
	t.is(disksOf(systemOf({'Windows/System32/a.dll': 'x'})), undefined);
});

test('gaps: what is not there is told', (t) => {
	t.deepEqual(of({})?.gaps, []);
	t.deepEqual(of({'etc/fstab': '# UNCONFIGURED FSTAB\n'})?.gaps, ['etc/fstab has no line for /']);
	t.deepEqual(of({'etc/fstab': undefined, 'etc/crypttab': ''})?.gaps, ['there is no etc/fstab']);
	t.deepEqual(of({'boot/grub/grub.cfg': undefined})?.gaps, ['boot/ holds no configuration of a boot loader']);
	t.deepEqual(of({'etc/crypttab': 'x'.repeat((1 << 20) + 1), 'boot/grub/unicode.pf2': 'x'.repeat((1 << 20) + 1)})?.gaps, [
		'etc/crypttab was not read: it is too big',
	]);
});

const device = (name: string) => ({DeviceName: name, Ebs: {SnapshotId: 'snap-0123456789abcdef0', VolumeSize: 8, Encrypted: false}});

async function verdictsOf(files: Readonly<Record<string, string>>, root: Readonly<Record<string, RootFile>>) {
	const {policies} = await checkFiles(files, validators, {root});
	return ['architecture.file-system', 'architecture.unencrypted'].map((wanted) => policies.find(({id}) => id === wanted)?.verdict);
}

test('both policies are satisfied by fstab, the boot loader and one unencrypted volume alone', async (t) => {
	const one = {'images.json': image()};
	t.deepEqual(await verdictsOf(one, debian()), ['satisfied', 'satisfied']);
	t.deepEqual(await verdictsOf({}, debian()), ['not-assessed', 'not-assessed']);
	t.deepEqual(await verdictsOf({'images.json': image({BlockDeviceMappings: [device('/dev/xvda'), device('/dev/xvdb')]})}, debian()), [
		'not-assessed',
		'not-assessed',
	]);
	t.deepEqual(await verdictsOf(one, debian({'boot/grub/grub.cfg': undefined})), ['not-assessed', 'not-assessed']);
	const disc = '/dev/sr0 /media/cdrom0 udf,iso9660 user,noauto 0 0\n/dev/nvme1n1 /mnt auto defaults,nofail 0 2\n';
	t.deepEqual(await verdictsOf(one, debian({'etc/fstab': `UUID=1 / xfs x 0 1\n${disc}`})), ['satisfied', 'satisfied']);
	t.deepEqual(await verdictsOf(one, debian({'etc/fstab': 'UUID=1 / auto x 0 1\n'})), ['not-assessed', 'satisfied']);
	t.deepEqual(await verdictsOf(one, debian({'etc/cryptsetup-initramfs/conf-hook': 'CRYPTSETUP=y\n'})), ['satisfied', 'not-assessed']);
});

test('the list of file systems is asked by the guide of 2020 alone', async (t) => {
	const root = debian({'etc/fstab': 'UUID=1 / btrfs x 0 1\n'});
	const severities = async (edition: 'ami-2020' | 'ami-2025') =>
		(await checkFiles({}, [listedFileSystem], {root, edition})).findings.map(({severity}) => severity);
	t.deepEqual(await severities('ami-2020'), ['error']);
	t.deepEqual(await severities('ami-2025'), []);
});

test('hints are not told beside a volume', async (t) => {
	const root = debian({'etc/crypttab': 'data /dev/xvdb key nofail\n', 'etc/default/grub': 'GRUB_ENABLE_CRYPTODISK=y\n'});
	const {findings} = await checkFiles({}, [noEncryptedFileSystem], {root});
	t.deepEqual(
		findings.map(({severity, subject}) => [severity, subject]),
		[['warning', 'data']],
	);
});

test('hostile files are read in time, and circles end', (t) => {
	const long = 'x '.repeat(400_000);
	const started = Date.now();
	const disks = of({
		'etc/fstab': `${'\0'.repeat(100_000)}\n${long}\nUUID=1 / ext4 x\n${'UUID=1 /a btrfs x\n'.repeat(20_000)}`,
		'etc/crypttab': 'a b c d\n'.repeat(100_000),
		'boot/grub/grub.cfg': `linux ${'rd.luks.uuid= '.repeat(60_000)}\n${'cryptomount -u '.repeat(50_000)}`,
		'etc/dracut.conf': `add_dracutmodules+="${'cryp t'.repeat(100_000)}`,
		'etc/mkinitcpio.conf': `HOOKS=(${'encryp '.repeat(100_000)}`,
		'opt/a.sh': 'cryptsetup - - - '.repeat(50_000),
		'etc/systemd/system/a.mount': {link: 'a.mount'},
		'etc/systemd/system/b.mount': `[Mount]\n${'Type='.repeat(100_000)}\n${' '.repeat(500_000)}`,
		...Object.fromEntries(Array.from({length: 2000}, (_, index) => [`etc/systemd/system/u${index}.mount`, '[Mount]\nWhere=/u\nType=xfs\n'])),
	});
	t.true((disks?.encryptions.length ?? 0) <= 1000);
	t.true(Date.now() - started < 8000, `${Date.now() - started} ms`);
});
