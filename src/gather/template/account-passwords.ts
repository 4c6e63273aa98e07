/** Passwords with which somebody could log in to the operating system of what a template launches. */

import type {SshChange} from '../../evidence/startup.ts';
import type {AccountPassword, PasswordCommand} from '../../evidence/template.ts';
import type {Act} from '../root/shell/acts.ts';
import {originOf, type Part} from '../root/shell/values.ts';
import {accountPasswordsOf as givenOf} from '../root/startup/account-passwords.ts';
import {type Job, plain} from '../root/startup/job.ts';

/** What jobs give; `isSure` tells the commands that are run on every instance, and `commands` what turns log-in by password on. */
export function accountPasswordsIn(
	jobs: readonly Job[],
	isSure: (act: Act) => boolean,
	sshChanges: readonly SshChange[],
	commands: readonly PasswordCommand[],
): readonly AccountPassword[] {
	const found = givenOf(jobs);
	if (found.length === 0) return [];
	const on = new Set(commands.flatMap(({kind, resource}) => (kind === 'password-login' ? [resource.logicalId] : [])));
	const off = new Set(sshChanges.flatMap(({job, directive, value}) => (directive === 'PasswordAuthentication' && value === 'no' ? [job.by] : [])));
	const kept = keptParts(jobs);
	return found.map(({job, act, of, value, empty, system, shellOff}): AccountPassword => {
		const origin = originOf(value);
		const isDrawn = origin === 'random';
		const isCloud = act.program === 'cloud-init';
		const barred = shellOff ? 'shell' : off.has(job.by) && !on.has(job.by) ? 'sshd' : undefined;
		return {
			job: plain(job),
			account: of.includes('…') ? 'an account' : of,
			origin: empty ? 'empty' : isDrawn || origin === 'fixed' || origin === 'instance-id' ? origin : 'unknown',
			system,
			sure: isSure(act),
			// cloud-init prints what it draws to the console.
			kept: !isDrawn || isCloud || value.some((part) => part.origin === 'random' && kept.has(keyOf(part))),
			...(barred === undefined ? {} : {barred}),
			place: act.place,
		};
	});
}

const passing = /^(?:echo|printf|openssl|base64|tr|cut|head|tail|fold|sed|[gmn]?awk|mkpasswd|python[\d.]*|perl|sha\d{1,3}sum|md5sum)$/;

/** Where drawn parts stand that commands keep, show or hand on, rather than only set. */
function keptParts(jobs: readonly Job[]): ReadonlySet<string> {
	const acts = jobs.flatMap((job) => job.acts);
	const setters = new Set<Act>();
	for (const act of acts)
		if (/^(?:chpasswd|passwd|useradd|usermod|adduser)$/.test(act.program)) {
			setters.add(act);
			for (const from of act.from) setters.add(from);
		}
	const kept = new Set<string>();
	for (const act of acts) {
		// On its way into a word it is printed, hashed and cut; and it is handed to what sets it.
		if (act.outputs.length === 0 && (setters.has(act) || (act.captured && passing.test(act.program)))) continue;
		for (const part of [...act.args.flat(), ...(act.input ?? []), ...[...act.environment.values()].flat()]) if (part.origin === 'random') kept.add(keyOf(part));
	}
	return kept;
}

function keyOf({place: {file, range}}: Part): string {
	return `${file} ${range?.[0]} ${range?.[1]}`;
}
