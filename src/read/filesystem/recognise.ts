/** Whether names or entries are those of a root file system, or of what is taken for one by mistake. */

import type {FileSystem} from '../../filesystem.ts';

/** What a user does who has none yet. */
export const howToPack = "pack the AMI's own on an instance of it: sudo tar --one-file-system -C / -cf root.tar .";

/** What a user does who has it as the image of a disk. */
export const howToConvert =
	'make a tar archive of it: virt-tar-out -a <image> / root.tar (of libguestfs), or mount it read-only and run sudo tar --one-file-system -C <mount point> -cf root.tar .';

/** Files that a root of Linux or FreeBSD has and a product's own `etc` has not: accounts, and what goes with them. */
const marks = ['etc/passwd', 'etc/os-release', 'usr/lib/os-release', 'etc/shadow', 'etc/master.passwd'];
/** Other folders that lie beside `etc`. */
const besides = ['usr', 'bin', 'sbin', 'lib', 'var', 'root', 'home', 'boot', 'opt', 'srv'];

/** Top folders that an image of its own fills; where others are mounted, and what is passing, is none. */
const filled = /^(?:bin|boot|etc|home|lib\d*|libx32|opt|root|s?bin|srv|usr|var|windows|users|program ?(?:files.*|data)|inetpub)$/i;

/** Where others are mounted, and what a running or an older system leaves. */
const passing = /^(?:dev|proc|sys|run|tmp|mnt|media|snap|lost\+found|efi|perflogs|recovery|\$.*|system volume information|documents and settings)$/i;

/** Whether this name right in a root file system is its own, and not of what someone laid beside it. */
export function isOfSystem(name: string): boolean {
	return filled.test(name) || passing.test(name);
}

/** Whether a folder of this name, with something in it, is the least that a root file system has, given in part. */
export function isPartOfRoot(name: string): boolean {
	return filled.test(name);
}

/** `etc` with its marks and Linux's other top folders, or Windows' system folder. `inside` lists a folder's names, given its path. */
export async function isRootFolder(names: readonly string[], inside: (path: string) => Promise<readonly string[]>): Promise<boolean> {
	if (names.includes('etc')) {
		const found = new Set<string>();
		for (const folder of ['etc', 'usr/lib']) for (const name of await inside(folder)) found.add(`${folder}/${name}`);
		if (isLinux(names, (mark) => found.has(mark))) return true;
	}
	const windows = names.find((name) => name.toLowerCase() === 'windows');
	return windows !== undefined && (await inside(windows)).some((name) => name.toLowerCase() === 'system32');
}

/** Whether an archive holds one. */
export function isRootFileSystem({entries}: Pick<FileSystem, 'entries'>): boolean {
	const tops: string[] = [];
	for (const path of entries.keys()) {
		if (!path.includes('/')) tops.push(path);
		else if (/^windows\/system32$/i.test(path)) return true;
	}
	return isLinux(tops, (mark) => entries.has(mark));
}

/** The fewer of its folders were taken along, the more marks it takes. */
function isLinux(names: readonly string[], has: (mark: string) => boolean): boolean {
	if (!names.includes('etc')) return false;
	const beside = besides.filter((name) => names.includes(name)).length;
	const marked = marks.filter(has).length;
	return (beside >= 2 && marked >= 1) || (beside === 1 && marked >= 2);
}

/**
 * What an archive or a folder is, by the names right in it, that is no root file system but holds parts of one: the layers of a container
 * image are not what an AMI boots from, and a single layer is not whole.
 * Origin: https://github.com/opencontainers/image-spec/blob/main/image-layout.md (read 2026-11-26)
 */
export function containerImage(names: ReadonlySet<string>): string | undefined {
	if (names.has('oci-layout') && (names.has('index.json') || names.has('blobs'))) return 'container image (OCI layout)';
	if (!names.has('manifest.json')) return undefined;
	const hasLayers = names.has('repositories') || names.has('blobs') || [...names].some((name) => /^[\da-f]{64}(?:\.json|\.tar(?:\.gz)?)?$/.test(name));
	return hasLayers ? 'container image (docker save)' : undefined;
}
