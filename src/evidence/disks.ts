import type {Text} from '../contract.ts';

/**
 * A file system of a disk that the image mounts, or is told how to mount. Those of the kernel, of memory and of the network are left out, and swap.
 * Origin: https://man7.org/linux/man-pages/man5/fstab.5.html, https://www.freedesktop.org/software/systemd/man/latest/systemd.mount.html
 */
export type Mount = {
	/** Its type in lower case (`ext4`, `auto`), placed where it is written; for ZFS the name of the data set or the pool's list stands there. */
	readonly fileSystem: Text;
	/** Where it is mounted: `/`, `/var/lib/data`. */
	readonly on: string;
	/** The file that says so, from the root: `etc/fstab`. */
	readonly from: string;
	/** Whether the system starts without it (`noauto`, `nofail`): it may be a volume that buyers add. */
	readonly optional: boolean;
};

/** What shows that a volume or folder of the image is encrypted. */
export type EncryptionSign = 'volume' | 'kernel' | 'mount' | 'dataset' | 'folder' | 'script' | 'initramfs';

/** One sign of encryption. */
export type Encryption = {
	readonly sign: EncryptionSign;
	/** The words that show it: a device of crypttab, an option of the kernel, a type of fstab. A file that shows it by being there has no range. */
	readonly shown: Text;
	/** What is encrypted, in a word: the name of the volume, where it is mounted, the folder. */
	readonly name: string;
	/** The file that shows it, from the root. */
	readonly from: string;
	/** `sure`: the image is started from it or opens it at each boot; `likely`: the system starts without it; `hint`: made ready for it, and no volume named. */
	readonly certainty: 'sure' | 'likely' | 'hint';
};

/** The disks of one root file system, as its configuration shows them. */
export type Disks = {
	/** The root file system, as the submission names it. */
	readonly root: string;
	readonly mounts: readonly Mount[];
	readonly encryptions: readonly Encryption[];
	/** What kept this from being the whole: `etc/crypttab could not be read`. Empty where all of it was there. */
	readonly gaps: readonly string[];
};
