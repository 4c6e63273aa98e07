/** Where paths lead. */

import {sep} from 'node:path';

/** Whether a path of the disk is a folder, or lies below it. Both are absolute and without links. */
export function isInside(folder: string, path: string): boolean {
	return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** Units of a path that comes from elsewhere, and folders in it. */
const longestPath = 1_000;
const deepestPath = 40;

/** What a name can't hold here, or would lead elsewhere. */
const refused = sep === '\\' ? /[\\:\u0000-\u001f]/ : /\u0000/;

/** Whether a path from elsewhere, its steps parted by `/`, stays below the folder that it is joined to. */
export function staysInside(path: string): boolean {
	const steps = path.split('/');
	return (
		path.length <= longestPath && steps.length <= deepestPath && steps.every((step) => step !== '' && step !== '.' && step !== '..' && !refused.test(step))
	);
}
