/**
 * What is published, and under which licences: a bill of materials in CycloneDX of the npm packages that users install and of what our packages
 * carry inside (`--output FILE` writes it), held to be whole and each component to the licences that we take. `--sbom FILE` judges the licences
 * of a bill that was made before. Then npm's advisories, where the registry gives any.
 */

import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import * as z from 'zod';
import {advisories} from './supply-chain/advisories.ts';
import {billOf, missingFrom} from './supply-chain/bill.ts';
import {isTaken} from './supply-chain/licences.ts';
import {type Component, component} from './supply-chain/lock.ts';

const root = join(import.meta.dirname, '..', '..');

/** What is wrong with the licences of a bill: each component must have one that we take. */
function licenceFaults(components: readonly Component[]): readonly string[] {
	return components.flatMap(({name, version, licenses = []}) => {
		const named = licenses.map((licence) => ('expression' in licence ? licence.expression : (licence.license.id ?? licence.license.name ?? '')));
		return named.length > 0 && named.every(isTaken) ? [] : [`licence not taken: ${name}@${version ?? '?'}: ${named.join(', ') || 'no licence known'}`];
	});
}

/** Makes the bill, writes it where it is asked for, and gives all that is wrong with it. */
function made(): readonly string[] {
	const {document, components, folders} = billOf(root);
	const output = option('--output');
	if (output !== undefined) writeFileSync(output, `${JSON.stringify(document, undefined, '\t')}\n`);
	process.stdout.write(`bill of materials: ${components.length} components\n`);
	const answer = advisories(root, folders);
	const grave = 'faults' in answer ? answer.faults : [];
	process.stdout.write(
		'faults' in answer ? `advisories: ${grave.length} faults\n` : `NOT CHECKED: advisories, since the registry gives none (${answer.notChecked})\n`,
	);
	return [...licenceFaults(components), ...missingFrom(components, root).map((missing) => `missing from the bill: ${missing}`), ...grave];
}

function option(name: string): string | undefined {
	const at = process.argv.indexOf(name);
	return at < 0 ? undefined : process.argv[at + 1];
}

const given = option('--sbom');
const faults =
	given === undefined ? made() : licenceFaults(z.looseObject({components: z.array(component)}).parse(JSON.parse(readFileSync(given, 'utf8'))).components);
for (const fault of faults) process.stderr.write(`${fault}\n`);
if (faults.length > 0) process.exitCode = 1;
