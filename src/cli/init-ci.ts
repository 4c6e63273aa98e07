/** `shelfready init --ci`: the files that make a CI service check the submission, as they lie in `integrations/`. */

import {existsSync} from 'node:fs';
import {readFile, realpath} from 'node:fs/promises';
import {join, relative, sep} from 'node:path';
import {type ServiceName, services} from './ci-services.ts';
import {writeNew} from './new-file.ts';
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
		const file = relative(cwd, join(root, target));
		const text = await readFile(new URL(source, integrations()), 'utf8');
		// In the templates the submission is the repository's root.
		const own = plainPath.test(submission) ? text.replace("'.'", `'${submission}'`) : text;
		const why = await writeNew(file, own, force);
		if (why !== undefined) {
			status = refuse(why);
			continue;
		}
		tell(`wrote ${file}. Next: ${next}`);
		if (own === text && submission !== '.') tell(`In ${file}, name the folder of the submission, which is ${submission}.`);
	}
	return status;
}

/** They are published beside the bundle. */
function integrations(): URL {
	const beside = new URL('../integrations/', import.meta.url);
	return existsSync(beside) ? beside : new URL('../../../integrations/', import.meta.url);
}
