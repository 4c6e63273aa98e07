/** Passwords that the scripts and files of a launch set or hold, as the readers of root file systems see them. */

import type {Place, Text} from '../../contract.ts';
import type {PasswordSetting} from '../../evidence/startup.ts';
import type {PasswordCommand, Resource} from '../../evidence/template.ts';
import {commandsIn} from '../root/credentials/commands.ts';
import {mostOfFile} from '../root/credentials/found.ts';
import {settingsIn} from '../root/credentials/settings.ts';
import {placeOfStretch, sourceOf} from '../root/shell/values.ts';
import type {LaunchScript} from './launch-scripts.ts';
import {overlapsAny} from './script-reading.ts';

/** Passwords that a command surely sets, or seems to set. */
export function setPasswordsOf(settings: readonly PasswordSetting[], resources: readonly Resource[]): readonly PasswordCommand[] {
	const byId = new Map(resources.map((resource) => [resource.logicalId, resource]));
	return settings.flatMap(({job, of, origin, empty, sure, place}): readonly PasswordCommand[] => {
		const resource = byId.get(job.by);
		if (resource === undefined || origin !== 'fixed' || empty) return [];
		const account = /^account ([\w.-]{1,64})$/.exec(of)?.[1];
		return [{kind: sure ? 'fixed-password' : 'likely-password', resource, place, ...(account === undefined ? {} : {account})}];
	});
}

/** Passwords that clients are given, and settings in files; `whenCut` is told of a script that has more. */
export function heldPasswordsOf({kind, value}: LaunchScript, resource: Resource, whenCut: () => void): readonly PasswordCommand[] {
	const source = sourceOf(value);
	const text: Text = {value: source.text, place: {file: '', range: [0, source.text.length]}};
	const found =
		kind === 'file' && !source.text.startsWith('#!') ? settingsIn(text).filter(({doubt, isDefault}) => doubt === undefined && !isDefault) : commandsIn(text);
	if (found.length >= mostOfFile) whenCut();
	// Log-ins in addresses are found wherever they stand.
	return found
		.filter(({what}) => !what.startsWith('a password in an address'))
		.map(({place: {range = [0, 0]}}) => ({kind: 'likely-password', resource, place: placeOfStretch(source, ...range)}));
}

/** Those that commands give, and that settings of files do, which stand nowhere where one before stands. A command that is only said gives none. */
export function newPasswords(
	known: readonly PasswordCommand[],
	given: readonly PasswordCommand[],
	inFiles: readonly PasswordCommand[],
	said: readonly Place[],
): readonly PasswordCommand[] {
	const taken = new Set(known.map(({place}) => place.range?.[0]));
	return [...given.filter(({place}) => !overlapsAny(said, place)), ...inFiles].filter(({place}) => {
		const isNew = !taken.has(place.range?.[0]);
		taken.add(place.range?.[0]);
		return isNew;
	});
}
