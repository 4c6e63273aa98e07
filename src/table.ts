/** Our own tables, which the build writes beside the bundle. */

import {existsSync, readFileSync} from 'node:fs';

/**
 * Reads a table of `bundle/`: beside the bundled module, or one level above `dist/src/`.
 * @throws where it is missing: the installation is broken
 */
export function readTable<Table>(name: string): Table {
	const beside = new URL(name, import.meta.url);
	return JSON.parse(readFileSync(existsSync(beside) ? beside : new URL(`../../bundle/${name}`, import.meta.url), 'utf8')) as Table;
}
