import {defineValidator} from '../../src/contract.ts';
import {debian, image} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const noEncryptedFileSystem = defineValidator({
	id: 'root/no-encrypted-file-system',
	policy: 'architecture.unencrypted',
	severity: 'error',
	about: 'No file system in the AMI is encrypted.',
	why: 'AWS scans what lies in the image and copies it for buyers; it has no key. What the instance encrypts at its start, with a key of its own (swap, `/tmp`, a volume that buyers add), is not in the image.',
	source: pages.policy,
	reads: ['disks'],
	mayRead: ['images'],
	messages: {
		volume: {
			message: '{from} opens the encrypted volume {shown} ({name}); AWS Marketplace does not take encrypted file systems.',
			help: 'Build the AMI on a volume without LUKS. Buyers can encrypt with EBS; what is to be encrypted on the instance, make at its first start.',
		},
		kernel: {
			message: '{from} starts the kernel with {shown}: the AMI boots from an encrypted volume.',
			help: 'Build the AMI on a volume without LUKS. Buyers can encrypt with EBS.',
		},
		mount: {
			message: '{from} mounts {name} as {shown}, an encrypted file system.',
			help: 'Keep the files in the image unencrypted, or make the encrypted folder at the first start of the instance.',
		},
		dataset: {
			message: '{from} names {shown} as the key holder of the data set {name}: it is encrypted by ZFS.',
			help: 'Build the AMI on a file system without encryption. Buyers can encrypt with EBS.',
		},
		folder: {
			message: '{from} shows that a folder or volume is encrypted by {name}.',
			help: 'Decrypt it before you take the image, or leave it out. If only the file is left over, delete it.',
		},
		script: {
			message: '{from} opens an encrypted volume with cryptsetup; that it is not part of the AMI can’t be seen here.',
			help: 'Make sure that the volume is made on the instance or brought by the buyer, and is in no snapshot of the AMI.',
		},
		initramfs: {
			message: '{from} makes the system ready to start from an encrypted volume ({shown}).',
			help: 'Make sure that no volume of the AMI is encrypted, and take the setting out.',
		},
	},
	examples: [
		{
			name: 'a root file system on LUKS',
			files: {},
			root: debian({'etc/crypttab': '# <name> <device> <key> <options>\nroot_crypt UUID=0f5d none luks,discard\n'}),
			expect: [{message: 'volume', at: 'UUID=0f5d', subject: 'root_crypt'}],
		},
		{
			name: 'a kernel that opens LUKS',
			files: {},
			root: debian({'boot/grub/grub.cfg': 'linux /vmlinuz root=/dev/vg/root rd.luks.uuid=luks-0f5d ro\n'}),
			expect: [{message: 'kernel', at: 'rd.luks.uuid=luks-0f5d', subject: 'rd.luks.uuid=luks-0f5d'}],
		},
		{
			name: 'eCryptfs',
			files: {},
			root: debian({'etc/fstab': '/dev/xvda1 / ext4 defaults 0 1\n/srv/.data /srv/data ecryptfs defaults 0 0\n'}),
			expect: [{message: 'mount', at: 'ecryptfs', subject: '/srv/data'}],
		},
		{
			name: 'a ZFS data set with a key',
			files: {},
			root: debian({'etc/zfs/zfs-list.cache/tank': 'tank/db\t/db\ton\ton\toff\ton\ton\ton\toff\toff\ttank\tprompt\n'}),
			expect: [{message: 'dataset', at: 'tank', subject: 'tank/db'}],
		},
		{
			name: 'a home encrypted by eCryptfs',
			files: {},
			root: debian({'home/admin/.ecryptfs/wrapped-passphrase': 'x'}),
			expect: [{message: 'folder', at: '', subject: 'eCryptfs'}],
		},
		{
			name: 'a script that opens a volume',
			files: {},
			root: debian({'opt/larkspur/start.sh': '#!/bin/sh\ncryptsetup luksOpen /dev/xvdb data --key-file /etc/data.key\n'}),
			expect: [{message: 'script', at: 'cryptsetup luksOpen', subject: 'opt/larkspur/start.sh'}],
		},
		{
			name: 'an initial RAM disk made for LUKS',
			files: {},
			root: debian({'etc/cryptsetup-initramfs/conf-hook': 'CRYPTSETUP=y\n'}),
			expect: [{message: 'initramfs', at: 'CRYPTSETUP=y', subject: 'etc/cryptsetup-initramfs/conf-hook'}],
		},
		{
			name: 'swap with a random key, and a volume that a script makes',
			files: {'images.json': image()},
			root: debian({
				'etc/crypttab': 'swap /dev/xvdb /dev/urandom swap,cipher=aes-xts-plain64\n',
				'opt/larkspur/first.sh': '#!/bin/sh\ncryptsetup luksFormat /dev/xvdb key\ncryptsetup luksOpen /dev/xvdb data\n',
			}),
			expect: [],
		},
		{name: 'nothing encrypted', files: {'images.json': image()}, root: debian(), expect: []},
	],
	*check({disks}) {
		for (const {encryptions} of disks) {
			const isSure = encryptions.some(({certainty}) => certainty !== 'hint');
			for (const {sign, shown, name, from, certainty} of encryptions) {
				// What makes a system ready for a volume that is named says nothing more.
				if (certainty === 'hint' && isSure) continue;
				const severity = certainty === 'sure' ? {} : {severity: certainty === 'likely' ? ('warning' as const) : ('note' as const)};
				yield {message: sign, place: shown.place, subject: name, ...severity, data: {from, shown: shown.value, name}};
			}
		}
	},
	shows({disks, images = []}) {
		// A further volume may be opened by a program.
		if (
			images.length === 0 ||
			images.length > disks.length ||
			images.some(({blockDevices}) => blockDevices.filter(({virtualName}) => virtualName === undefined).length !== 1)
		)
			return undefined;
		if (disks.length === 0 || disks.some(({gaps, encryptions}) => gaps.length > 0 || encryptions.length > 0)) return undefined;
		return `${disks.map(({root}) => root).join(', ')}: fstab, crypttab and the boot loader name no encrypted file system, and there is one volume`;
	},
});
