import type {Text} from '../contract.ts';

/**
 * What a root file system says of its operating system in `os-release`.
 * Origin: https://www.freedesktop.org/software/systemd/man/latest/os-release.html
 */
export type OsRelease = {
	/** The root file system, as the submission names it. */
	readonly root: string;
	/** `NAME`, without quotes: `Debian GNU/Linux`. */
	readonly name: Text;
	/** `ID`: `debian`. */
	readonly id?: Text;
	/** `VERSION_ID`, without quotes: `12`. Missing for rolling releases. */
	readonly version?: Text;
	/** `SUPPORT_END`: the last day of support, `YYYY-MM-DD`, as the vendor knew it when the image was built. */
	readonly supportEnd?: Text;
};
