/** Files of a Windows that decide verdicts and are damaged: what they do not tell must not look like what is not there. */

import type {Problem} from '../../artifact.ts';
import {type FileSystem, fileOf, textAt} from '../../filesystem.ts';
import {parseJson} from '../json.ts';
import {hiveDamage} from '../registry/hive.ts';
import {parseSoundYaml} from '../yaml.ts';

const hive = /^Windows\/System32\/config\/(?:SAM|SECURITY|SOFTWARE|SYSTEM)$|^Users\/[^/]+\/NTUSER\.DAT$/i;
const agentYaml = /^ProgramData\/Amazon\/EC2Launch\/config\/agent-config\.ya?ml$/i;
const agentJson = /^ProgramData\/Amazon\/EC2-Windows\/Launch\/Config\/LaunchConfig\.json$/i;

/** The damaged ones among a root's registry hives and settings of AWS's launch agents. */
export function windowsDamageOf(system: FileSystem): readonly Problem[] {
	return [...system.contents].flatMap(([path, bytes]): Problem[] => {
		const message = hive.test(path) ? hiveDamage(bytes) : settingsDamage(system, path);
		return message === undefined ? [] : [{file: fileOf(system, path), message}];
	});
}

function settingsDamage(system: FileSystem, path: string): string | undefined {
	const isYaml = agentYaml.test(path);
	if (!isYaml && !agentJson.test(path)) return undefined;
	const text = textAt(system, path)?.value ?? '';
	if (isYaml) return parseSoundYaml(text)?.root?.kind === 'map' ? undefined : 'is damaged: it holds no YAML map that could be read';
	const {root, faults} = parseJson(text.replace(/^\uFEFF/, ' '));
	return root?.kind === 'map' && faults.length === 0 ? undefined : `is damaged: ${faults[0]?.message ?? 'it holds no JSON object'}`;
}
