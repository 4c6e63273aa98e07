import {policies2020, policies2023, policies2025} from './editions.ts';
import type {Policy} from './policy.ts';

/** What the AMI is built as. */
export const architecturePolicies: readonly Policy[] = [
	{
		id: 'architecture.source-region',
		group: 'Architecture',
		editions: {
			'ami-2020': {asks: 'The AMI that you submit is in US East (N. Virginia), us-east-1.', source: policies2020},
			'ami-2025': {asks: 'The AMI that you submit is in US East (N. Virginia), us-east-1.', source: policies2025},
		},
		evidence: ['image', 'listing', 'template'],
		settledBy: [],
		wanting: 'needs to know which Region the AMI id lives in; neither an AMI id nor DescribeImages output names its Region',
	},
	{
		id: 'architecture.hvm',
		group: 'Architecture',
		editions: {
			'ami-2020': {asks: 'The AMI uses hardware virtualization (HVM).', source: policies2020},
			'ami-2025': {asks: 'The AMI uses hardware virtualization (HVM).', source: policies2025},
		},
		evidence: ['image'],
		settledBy: ['image/require-hvm'],
		wanting: 'needs DescribeImages output of the AMI that gives its VirtualizationType (save the answer of aws ec2 describe-images into the submission)',
	},
	{
		id: 'architecture.64-bit',
		group: 'Architecture',
		editions: {
			'ami-2020': {asks: 'The AMI is built for 64-bit processors: x86_64 or arm64.', source: policies2020},
			'ami-2025': {asks: 'The AMI is built for 64-bit processors: x86_64 or arm64.', source: policies2025},
		},
		evidence: ['image'],
		settledBy: ['image/require-64-bit'],
		wanting: 'needs DescribeImages output of the AMI that gives its Architecture (save the answer of aws ec2 describe-images into the submission)',
	},
	{
		id: 'architecture.ebs-backed',
		group: 'Architecture',
		editions: {
			'ami-2020': {asks: 'The AMI boots from an EBS volume, not from an instance store kept in S3.', source: policies2020},
			'ami-2025': {asks: 'The AMI boots from an EBS volume, not from an instance store kept in S3.', source: policies2025},
		},
		evidence: ['image'],
		settledBy: ['image/require-ebs-root'],
		wanting: 'needs DescribeImages output of the AMI that gives its RootDeviceType (save the answer of aws ec2 describe-images into the submission)',
	},
	{
		id: 'architecture.file-system',
		group: 'Architecture',
		editions: {
			'ami-2020': {asks: "The AMI's file systems are among those that AWS's scanner reads: Ext2, Ext3, Ext4, Xfs, Vfat, Lvm or NTFS.", source: policies2020},
			'ami-2025': {
				change:
					"The list of file systems left the guide in August 2021. AWS's scanner must still be able to read the disk; which file systems it reads is no longer published, and encrypted ones are judged by architecture.unencrypted.",
				source: policies2023,
			},
		},
		evidence: ['root', 'scan'],
		settledBy: ['root/listed-file-system'],
		wanting:
			"needs the AMI's root file system (--root) with /etc/fstab and /boot, each line of fstab with its type, and DescribeImages output that shows one volume: another may hold what no configuration mounts",
	},
	{
		id: 'architecture.unencrypted',
		group: 'Architecture',
		editions: {
			'ami-2020': {
				asks: 'The AMI has no encrypted file system. That its snapshots are not encrypted either goes with it: the text names them from June 2022 on.',
				source: policies2020,
			},
			'ami-2025': {
				asks: 'The AMI has no encrypted EBS snapshot and no encrypted file system.',
				change: 'Encrypted EBS snapshots have been named since June 2022; the text of April 2020 named encrypted file systems alone.',
				source: policies2025,
			},
		},
		evidence: ['image', 'root'],
		// `image/no-encrypted-snapshot` sees the snapshots alone: it must not settle what lies inside them.
		settledBy: ['image/no-encrypted-snapshot', 'root/no-encrypted-file-system'],
		wanting:
			"needs DescribeImages output that shows its snapshots unencrypted and one volume, and the AMI's root file system (--root) with /etc/fstab and /boot: further volumes may be opened by what no configuration names",
	},
	{
		id: 'architecture.freebsd-from-linux',
		group: 'Architecture',
		editions: {
			'ami-2020': {asks: 'A FreeBSD product is built from a Linux-based operating system.', source: policies2020},
			'ami-2025': {change: 'The sentence on FreeBSD left the guide in August 2021, so nothing is asked of FreeBSD products alone.', source: policies2023},
		},
		evidence: ['image', 'listing'],
		settledBy: [],
		wanting: 'needs word on how the AMI was built if it is FreeBSD; DescribeImages output calls FreeBSD and Linux alike Linux/UNIX',
	},
	{
		id: 'architecture.region-agnostic',
		group: 'Architecture',
		editions: {
			'ami-2020': {asks: 'One build runs in every AWS Region. Nothing is tied to one Region, and no Region has a build of its own.', source: policies2020},
			'ami-2025': {asks: 'One build runs in every AWS Region. Nothing is tied to one Region, and no Region has a build of its own.', source: policies2025},
		},
		evidence: ['template', 'image', 'root', 'docs'],
		settledBy: [],
		wanting: "needs launches in several Regions; templates, documents and the AMI's root file system (--root) can only show a breach",
	},
];
