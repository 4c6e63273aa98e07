/** Credentials in the variables that a Windows' registry sets for all programs and for those of each user. */

import type {Text} from '../../../contract.ts';
import type {Credential} from '../../../evidence/credential.ts';
import type {FileSystem} from '../../../filesystem.ts';
import {type HiveKey, hiveText} from '../../../read/registry/hive.ts';
import {awsKeysIn} from '../credentials/aws-keys.ts';
import {settingsIn} from '../credentials/settings.ts';
import {tokensIn} from '../credentials/tokens.ts';
import {controlKey, hiveOf, userHives} from './hives.ts';

/** The variables are searched as the lines of a file of settings; what is found points to the hive, since a value in it has no place in a text. */
export function environmentCredentials(system: FileSystem): readonly Credential[] {
	const machine = hiveOf(system, 'SYSTEM');
	const own = controlKey(system, 'Control\\Session Manager\\Environment');
	const users = userHives(system).map((hive) => ({file: hive.place.file, key: hive.root.key('Environment')}));
	return [...(machine === undefined ? [] : [{file: machine.place.file, key: own}]), ...users].flatMap(({file, key}) =>
		key === undefined ? [] : found(system, file, key),
	);
}

function found(system: FileSystem, file: string, key: HiveKey): readonly Credential[] {
	const lines = [...key.values()].flatMap(([name, value]) => {
		const text = hiveText(value);
		return text === undefined ? [] : [`${name}=${text.replaceAll('\n', ' ')}\n`];
	});
	const text: Text = {value: lines.join(''), place: {file}};
	const root = {path: file.slice(system.file.length + 1), standing: 'own' as const, text};
	const keys = awsKeysIn(root);
	const more = [...tokensIn(root, true), ...settingsIn(text)].filter(({place}) => !keys.some((other) => overlaps(other.place.range, place.range)));
	return [...keys, ...more].map((one) => ({...one, what: `${one.what} among the variables of the registry`, path: root.path, place: {file}, shown: {file}}));
}

function overlaps(a: readonly [number, number] | undefined, b: readonly [number, number] | undefined): boolean {
	return a !== undefined && b !== undefined && a[0] < b[1] && b[0] < a[1];
}
