/** The disks of a root file system: what it mounts, and what of it is encrypted. */

import type {Disks, Mount} from '../../evidence/disks.ts';
import {entryAt, type FileSystem} from '../../filesystem.ts';
import {encryptionsOf} from './encryptions.ts';
import {type KernelOptions, kernelOptionsOf} from './kernel-options.ts';
import {mountsOf} from './mounts.ts';

/** Files that tell of disks. */
const telling =
	/^(?:etc\/(?:fstab|crypttab|systemd\/system\/|zfs\/|lvm\/backup\/|kernel\/cmdline)|boot\/(?:grub2?\/(?:grub|custom)\.cfg|grub2?\/grubenv|loader\/entries\/)|usr\/lib\/systemd\/system\/[^/]+\.mount)/;

/** Nothing where no file of the root tells of disks, as on Windows. */
export function disksOf(system: FileSystem): Disks | undefined {
	const options = kernelOptionsOf(system);
	const mounts = mountsOf(system, options.options);
	const encryptions = encryptionsOf(system, mounts, options);
	const files = ['etc/fstab', 'etc/crypttab'].some((path) => entryAt(system, path) !== undefined);
	if (!files && mounts.length === 0 && encryptions.length === 0) return undefined;
	return {root: system.file, mounts, encryptions, gaps: gapsOf(system, mounts, options)};
}

function gapsOf(system: FileSystem, mounts: readonly Mount[], {inEffect}: KernelOptions): readonly string[] {
	return [
		...[...system.unread].flatMap(([path, why]) => (telling.test(path) ? [`${path} was not read: ${why}`] : [])),
		...(entryAt(system, 'etc/fstab') === undefined ? ['there is no etc/fstab'] : mounts.some(({on}) => on === '/') ? [] : ['etc/fstab has no line for /']),
		...(inEffect ? [] : ['boot/ holds no configuration of a boot loader']),
	];
}
