/** Our own tables, which the build writes beside the bundle. */

import {existsSync, readFileSync} from 'node:fs';

/**
 * Reads a table of `bundle/`: beside the bundled module, or one level above `dist/src/`.
 * @throws where it is missing: the installation is broken
 */
export function readTable<Table>(name: string): Table {
	return JSON.parse(readBytes(name).toString()) as Table;
}

/**
 * The same for a table that is no JSON.
 * @throws where it is missing: the installation is broken
 */
export function readBytes(name: string): Buffer {
	const beside = new URL(name, import.meta.url);
	return readFileSync(existsSync(beside) ? beside : new URL(`../../bundle/${name}`, import.meta.url));
}
