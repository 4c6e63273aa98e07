/** Passwords that commands give to accounts of the operating system. */

import type {Act} from '../shell/acts.ts';
import {flat, textOf, type Value} from '../shell/values.ts';
import {accountOf, toldTo} from './account-commands.ts';
import {type Given, pairs} from './given-password.ts';
import type {Job} from './job.ts';
import {givenBy} from './passwords.ts';

/** A password that a command gives to an account of the operating system. */
export type AccountPassword = {
	readonly job: Job;
	readonly act: Act;
	/** `account admin`, `the default account`. */
	readonly of: string;
	readonly value: Value;
	readonly empty: boolean;
	readonly system: 'linux' | 'windows';
	/** Whether the account has a shell that lets nobody in, as the commands of the job say. */
	readonly shellOff: boolean;
};

/** Passwords of accounts of the operating system, but for accounts that a later command of the job locks. */
export function accountPasswordsOf(jobs: readonly Job[]): readonly AccountPassword[] {
	return jobs.flatMap((job) => {
		if (job.off !== undefined) return [];
		/** By account: the last command that locks it, where none takes the lock off later, and whether its last shell lets nobody in. */
		const locked = new Map<string, number>();
		const shellOff = new Set<string>();
		for (const [index, act] of job.acts.entries()) {
			const account = textOf(accountOf(act));
			if (account === undefined) continue;
			const of = `account ${account}`;
			if (isUnlock(act)) locked.delete(of);
			else if (isLock(act) && !act.conditional) locked.set(of, index);
			const shell = /^(?:useradd|usermod|adduser|chsh)$/.test(act.program) ? toldTo(act).options.get('s') : undefined;
			if (shell === undefined) continue;
			if (/\/(?:nologin|false)$/.test(flat(shell))) shellOff.add(of);
			else shellOff.delete(of);
		}
		return job.acts.flatMap((act, index): readonly AccountPassword[] => {
			const system = linuxSetters.test(act.program) ? 'linux' : windowsSetters.test(act.program) ? 'windows' : undefined;
			if (system === undefined) return [];
			// Whatever chpasswd reads, it sets passwords.
			const unknown: Given = {of: 'an account', value: [{origin: 'unknown', text: '', place: act.place}], sure: true};
			const isUnknown = act.program === 'chpasswd' && (act.input === undefined || [...pairs(act.input)].length === 0);
			return [...givenBy(act), ...(isUnknown ? [unknown] : [])].flatMap(({of, value, empty = false}) =>
				(locked.get(of) ?? -1) > index ? [] : [{job, act, of, value, empty, system, shellOff: shellOff.has(of)}],
			);
		});
	});
}

const linuxSetters = /^(?:chpasswd|passwd|useradd|usermod|adduser|cloud-init)$/;
const windowsSetters = /^(?:net1?|set-localuser|new-localuser)$/;

/** Whether a command takes the lock off its account again. */
function isUnlock(act: Act): boolean {
	const {options} = toldTo(act);
	return (act.program === 'passwd' && options.has('u')) || (act.program === 'usermod' && options.has('U'));
}

/** Whether a command locks its account. */
function isLock(act: Act): boolean {
	const {options} = toldTo(act);
	return (act.program === 'passwd' && options.has('l')) || (act.program === 'usermod' && (options.has('L') || /^[!*]/.test(flat(options.get('p') ?? []))));
}
