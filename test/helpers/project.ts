import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

/** The project's root, seen from the built tests. */
export const projectRoot = join(import.meta.dirname, '..', '..', '..');

/** Files below a folder of the project that end as asked, as paths from the root with `/`, sorted. None where the folder is not there. */
export function filesUnder(folder: string, ending: string): readonly string[] {
	const path = join(projectRoot, folder);
	if (!existsSync(path)) return [];
	return readdirSync(path, {recursive: true, encoding: 'utf8'})
		.map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
		.filter((file) => file.endsWith(ending))
		.toSorted();
}

/** A project file's text; nothing where there is none. */
export function readProjectFile(file: string): string | undefined {
	const path = join(projectRoot, file);
	return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
