/** Which folders of a workspace are submissions. */

import {readdir} from 'node:fs/promises';
import {join, sep} from 'node:path';
import {configName, isPassedOver} from '../read/folder.ts';

/** A submission's folder, and those inside of it that are submissions of their own. */
export type Root = {readonly path: string; readonly except: readonly string[]};

/** Folders of one workspace folder that are looked into. */
const mostFolders = 5_000;

/** The submissions of workspace folders: each folder that holds a `shelfready.yaml`, or else the workspace folder itself. */
export async function findRoots(folders: readonly string[]): Promise<readonly Root[]> {
	const found = await Promise.all(folders.map(withConfig));
	const paths = [...new Set(found.flatMap((inside, index) => (inside.length > 0 ? inside : [folders[index] ?? []].flat())))];
	return paths.map((path) => ({path, except: paths.filter((other) => other !== path && isInside(path, other))}));
}

async function withConfig(folder: string): Promise<readonly string[]> {
	const found: string[] = [];
	const queue = [folder];
	let left = mostFolders;
	for (let path = queue.shift(); path !== undefined && left > 0; path = queue.shift(), left--) {
		const entries = await readdir(path, {withFileTypes: true}).catch(() => []);
		for (const entry of entries) {
			if (entry.name === configName && entry.isFile()) found.push(path);
			else if (entry.isDirectory() && !isPassedOver(entry.name)) queue.push(join(path, entry.name));
		}
	}
	return found;
}

/** Whether a path lies in a folder. */
export function isInside(folder: string, path: string): boolean {
	return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
