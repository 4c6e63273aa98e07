/** Whether names or entries are those of a root file system. */

import type {FileSystem} from '../../filesystem.ts';

/** `etc` and two of Linux's other top folders, or Windows' system folder. `inside` lists a folder's names. */
export async function isRootFolder(names: readonly string[], inside: (name: string) => Promise<readonly string[]>): Promise<boolean> {
	if (isLinux(names)) return true;
	const windows = names.find((name) => name.toLowerCase() === 'windows');
	return windows !== undefined && (await inside(windows)).some((name) => name.toLowerCase() === 'system32');
}

/** Whether an archive holds one. */
export function isRootFileSystem({entries}: FileSystem): boolean {
	const paths = [...entries.keys()];
	return isLinux(paths.filter((path) => !path.includes('/'))) || paths.some((path) => /^windows\/system32$/i.test(path));
}

function isLinux(names: readonly string[]): boolean {
	return names.includes('etc') && ['usr', 'bin', 'var', 'lib'].filter((name) => names.includes(name)).length >= 2;
}
