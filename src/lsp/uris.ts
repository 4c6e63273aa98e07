/** URIs as editors write them, and paths. */

import {basename} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';

/** The path that a URI names; nothing where it is no file's. Editors differ on how a drive's letter is written. */
export function pathOf(uri: string): string | undefined {
	try {
		return new URL(uri).protocol === 'file:' ? fileURLToPath(uri).replace(/^[A-Z]:/, (drive) => drive.toLowerCase()) : undefined;
	} catch {
		return undefined;
	}
}

/** The URI of a path. */
export function uriOf(path: string): string {
	return pathToFileURL(path).href;
}

/** What a document without a path is called. */
export function nameOf(uri: string): string {
	return basename(uri.replace(/^[^:]*:/, '')) || 'document';
}
