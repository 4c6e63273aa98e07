/** Hosts that the programs of AuthorizedKeysCommand ask whose keys sshd lets in. */

import type {SshClass, SshKeyHost} from '../../../evidence/ssh.ts';
import type {FileSystem} from '../../../filesystem.ts';
import type {Act} from '../shell/acts.ts';
import {actsOfScript} from '../shell/run.ts';
import {shellOf} from '../shell/shell.ts';
import {flat, placeOf} from '../shell/values.ts';
import {hostOf, isOutside} from '../startup/hosts.ts';
import {firstOfRoot} from '../unread.ts';

/** Programs of one configuration that are looked into. */
const most = 20;
const asking = /^(?:curl|wget|http|https|aria2c|ssh|nc|ncat)$/;

/** The hosts of others that stand in the programs which sshd asks for keys. */
export function keyHostsOf(system: FileSystem, classes: readonly SshClass[]): readonly SshKeyHost[] {
	const commands = new Set(classes.map(({settings}) => settings.AuthorizedKeysCommand.value.split(/\s/, 1)[0] ?? ''));
	const programs = [...commands].filter((program) => program.startsWith('/'));
	const why = `sshd asks more than ${most} programs for keys; those after them were not looked at`;
	return firstOfRoot(system, programs, most, () => ({file: system.file}), why).flatMap((program) =>
		actsOfScript(shellOf(system), program.slice(1))
			.flatMap((act) => hostIn(act, program))
			.slice(0, 1),
	);
}

function hostIn(act: Act, program: string): readonly SshKeyHost[] {
	if (!asking.test(act.program)) return [];
	return act.args.flatMap((arg) => {
		const word = flat(arg);
		const host = /^-/.test(word) ? undefined : hostOf(word);
		return isOutside(host) ? [{program, host, place: placeOf(arg) ?? act.place}] : [];
	});
}
