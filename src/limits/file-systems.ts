/** File systems by the names that fstab and mount know them by. */

import type {Sourced} from '../limits.ts';

const guide2020 =
	'https://github.com/awsdocs/aws-marketplace-user-guide-for-sellers/blob/224af2b2580dfde1598e258e155b9ea4264c6904/doc_source/product-and-ami-policies.md';

/** The file systems that AWS's scanner reads by the guide of April 2020, which left the guide in August 2021; LVM is no file system. Spellings are those of mount. */
export const scannedFileSystems: Sourced & {readonly names: ReadonlySet<string>; readonly words: string} = {
	names: new Set(['ext2', 'ext3', 'ext4', 'xfs', 'vfat', 'msdos', 'fat', 'ntfs', 'ntfs3', 'ntfs-3g']),
	words: 'Ext2, Ext3, Ext4, Xfs, Vfat, Lvm and NTFS',
	source: guide2020,
	read: '2026-11-24',
};

/** Further file systems of disks that Linux knows, and that the guide of 2020 leaves out. */
export const otherDiskFileSystems: Sourced & {readonly names: ReadonlySet<string>} = {
	names: new Set(['bcachefs', 'btrfs', 'erofs', 'exfat', 'f2fs', 'gfs2', 'hfs', 'hfsplus', 'jfs', 'nilfs2', 'ocfs2', 'reiser4', 'reiserfs', 'ufs', 'zfs']),
	source: 'https://docs.kernel.org/filesystems/index.html',
	read: '2026-11-26',
};

/** File systems that encrypt what lies in another one. */
export const encryptedFileSystems: Sourced & {readonly names: ReadonlySet<string>} = {
	names: new Set(['ecryptfs', 'fuse.cryfs', 'fuse.encfs', 'fuse.gocryptfs', 'gocryptfs', 'encfs', 'cryfs', 'crypto_luks']),
	source: 'https://docs.kernel.org/filesystems/ecryptfs.html',
	read: '2026-11-26',
};

/** Types in fstab and mount units that stand for no disk of the image: the kernel's own, memory, the network, optical drives, images in files, swap. From the kernel's documentation and mount helpers; a type that is in no list is never called sound. */
export const diskless =
	/^(?:none|swap|rootfs|proc|sysfs|sysv?fs|dev(?:tmpfs|pts)|tmpfs|ramfs|cgroup2?|securityfs|debugfs|tracefs|configfs|fusectl|hugetlbfs|mqueue|pstore|bpf|efivarfs|autofs|binfmt_misc|selinuxfs|rpc_pipefs|nfsd|overlay|aufs|squashfs|iso9660|udf|nfs4?|cifs|smb3|smbfs|efs|lustre|9p|virtiofs|glusterfs|ceph|afs|fuse(?:\.[\w-]+)?|s3fs|sshfs)$/;
