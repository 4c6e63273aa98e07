/** `shelfready init --ci`: the files that make a CI service check the submission, as they lie in `integrations/`. */

import {existsSync} from 'node:fs';
import {mkdir, readFile, realpath} from 'node:fs/promises';
import {dirname, join, relative, sep} from 'node:path';
import {type ServiceName, services} from './ci-services.ts';
import {whyNotWritten, writeNew} from './new-file.ts';
import {rootOf} from './repository.ts';
import {refuse, tell} from './terminal.ts';

/** Names that need no escaping in YAML, Groovy and a shell. */
const plainPath = /^[\w./ -]+$/;

/** Writes the files of the services into the repository that the working folder lies in. Without `force` it never replaces one. */
export async function initCi(names: readonly ServiceName[], force: boolean): Promise<number> {
	const cwd = await realpath('.');
	const root = await rootOf(cwd, {}, cwd);
	const submission = relative(root, cwd).split(sep).join('/') || '.';
	let status = 0;
	for (const name of new Set(names)) {
		const {source, target, next} = services[name];
		const path = join(root, target);
		const shown = relative(cwd, path);
		try {
			const text = await readFile(new URL(source, integrations()), 'utf8');
			await mkdir(dirname(path), {recursive: true});
			// In the templates the submission is the repository's root.
			const own = plainPath.test(submission) ? text.replace("'.'", `'${submission}'`) : text;
			await writeNew(path, own, force);
			tell(`wrote ${shown}. Next: ${next}`);
			if (own === text && submission !== '.') tell(`In ${shown}, name the folder of the submission, which is ${submission}.`);
		} catch (error) {
			status = refuse(whyNotWritten(shown, error));
		}
	}
	return status;
}

/** They are published beside the bundle. */
function integrations(): URL {
	const beside = new URL('../integrations/', import.meta.url);
	return existsSync(beside) ? beside : new URL('../../../integrations/', import.meta.url);
}
