import {defineValidator} from '../../src/contract.ts';
import {debian, image} from '../../src/examples.ts';
import {someOf} from '../../src/language/lists.ts';
import {otherDiskFileSystems, scannedFileSystems} from '../../src/limits/file-systems.ts';

export const listedFileSystem = defineValidator({
	id: 'root/listed-file-system',
	policy: 'architecture.file-system',
	severity: {'ami-2020': 'error', 'ami-2025': 'off'},
	about: "Every file system that the AMI mounts is one that AWS's scanner reads.",
	why: 'The guide of 2020 names Ext2, Ext3, Ext4, Xfs, Vfat, Lvm and NTFS. The list left the guide in August 2021; which file systems the scanner reads today is not published.',
	source: scannedFileSystems.source,
	reads: ['disks'],
	mayRead: ['images'],
	messages: {
		other: {
			message: '{from} mounts {on} as {type}, which AWS does not name among the file systems that its scanner reads: {names}.',
			help: 'Make it anew as ext4 or xfs, and build the AMI from that.',
		},
	},
	examples: [
		{
			name: 'Btrfs',
			files: {},
			root: debian({'etc/fstab': 'UUID=5c1d / btrfs subvol=@ 0 0\n'}),
			expect: [{message: 'other', at: 'btrfs', subject: '/'}],
		},
		{
			name: 'a mount unit that is started',
			files: {},
			root: debian({
				'etc/systemd/system/data.mount': '[Mount]\nWhat=/dev/nvme1n1\nWhere=/data\nType=f2fs\n',
				'etc/systemd/system/multi-user.target.wants/data.mount': {link: '../data.mount'},
			}),
			expect: [{message: 'other', at: 'f2fs', subject: '/data'}],
		},
		{
			name: 'a root file system of ZFS',
			files: {},
			root: debian({'boot/grub/grub.cfg': 'linux /vmlinuz root=ZFS=rpool/ROOT/debian ro\n'}),
			expect: [{message: 'other', at: 'root=ZFS=rpool/ROOT/debian', subject: '/'}],
		},
		{
			name: 'a volume that need not be there',
			files: {},
			root: debian({'etc/fstab': 'UUID=5c1d / ext4 defaults 0 1\n/dev/xvdb /data btrfs nofail 0 0\n'}),
			expect: [{message: 'other', at: 'btrfs', subject: '/data'}],
		},
		{
			name: 'ext4 and what is no disk',
			files: {'images.json': image()},
			root: debian({
				'etc/fstab':
					'UUID=5c1d / ext4 rw,discard 0 1\nUUID=7A11 /boot/efi vfat umask=0077 0 1\ntmpfs /tmp tmpfs size=1g 0 0\n/swap none swap sw 0 0\n/dev/sr0 /media/cdrom0 udf,iso9660 user,noauto 0 0\n',
			}),
			expect: [],
		},
		{name: 'a unit that fstab does not have, masked', files: {}, root: debian({'etc/systemd/system/data.mount': {link: '/dev/null'}}), expect: []},
		{name: 'a type that the kernel finds', files: {}, root: debian({'etc/fstab': 'UUID=5c1d / auto defaults 0 1\n'}), expect: []},
	],
	*check({disks}) {
		for (const {mounts} of disks)
			for (const {fileSystem, on, from, optional} of mounts) {
				if (!otherDiskFileSystems.names.has(fileSystem.value)) continue;
				const data = {from, on, type: fileSystem.value, names: scannedFileSystems.words};
				// A volume without which the system starts may be one that buyers bring.
				yield {message: 'other', place: fileSystem.place, subject: on, ...(optional ? {severity: 'warning' as const} : {}), data};
			}
	},
	shows({disks, images = []}) {
		// A further volume may hold a file system that no configuration mounts.
		if (
			images.length === 0 ||
			images.length > disks.length ||
			images.some(({blockDevices}) => blockDevices.filter(({virtualName}) => virtualName === undefined).length !== 1)
		)
			return undefined;
		// What is tried by its look, and may be missing, is a volume of the instance's.
		const mounts = disks.flatMap((root) => root.mounts).filter(({fileSystem, optional}) => !optional || fileSystem.value !== 'auto');
		if (mounts.length === 0 || disks.some(({gaps}) => gaps.length > 0)) return undefined;
		if (mounts.some(({fileSystem}) => !scannedFileSystems.names.has(fileSystem.value))) return undefined;
		return `${disks.map(({root}) => root).join(', ')}: ${someOf(mounts.map(({on, fileSystem}) => `${on} is ${fileSystem.value}`))}, on one volume`;
	},
});
