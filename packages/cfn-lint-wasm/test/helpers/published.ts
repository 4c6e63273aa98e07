/** The package as it is published: its bundle, which tests run since users do. */

import {join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import type * as published from '../../src/index.ts';

/** The package's folder. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The published module of a copy of the package. */
export async function publishedIn(folder: string): Promise<typeof published> {
	// Typed by what it is bundled from.
	return (await import(pathToFileURL(join(folder, 'bundle/index.js')).href)) as typeof published;
}

export const {createLinter, NotJudged} = await publishedIn(root);
