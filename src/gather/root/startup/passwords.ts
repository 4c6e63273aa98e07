/** Passwords that jobs give to accounts and services. */

import type {Place} from '../../../contract.ts';
import type {PasswordSetting, StartupJob} from '../../../evidence/startup.ts';
import {firstAccounts} from '../../../limits/first-accounts.ts';
import {type Act, lineOf} from '../shell/acts.ts';
import {flat, type Origin, originOf, placeOf, sliceOf} from '../shell/values.ts';
import {accountReaders} from './account-readers.ts';
import {type Given, isLikely, type Reader} from './given-password.ts';
import {type Job, plain, startingActs} from './job.ts';
import {otherPrograms, serviceReaders} from './service-readers.ts';

/** Every password that jobs set, once for each place. */
export function passwordsOf(jobs: readonly Job[]): readonly PasswordSetting[] {
	const found: PasswordSetting[] = [];
	for (const {job, act} of startingActs(jobs))
		for (const given of [...givenBy(act), ...environmentOf(act), ...firstAccountsOf(act)]) found.push(settingOf(job, given, act.place));
	for (const job of jobs) {
		if (job.off !== undefined) continue;
		for (const [name, value] of job.environment)
			if (isPasswordName(name) && isLikely(value)) found.push(settingOf(job, {of: name, value, sure: false}, job.place));
	}
	return surest(found);
}

/** One for each place: the one that surely is a password, where two say so of it. */
function surest(settings: readonly PasswordSetting[]): readonly PasswordSetting[] {
	const byPlace = new Map<string, PasswordSetting>();
	for (const setting of settings) {
		const {file, range} = setting.place;
		const key = range === undefined ? `${byPlace.size}` : `${file} ${range[0]} ${range[1]}`;
		const before = byPlace.get(key);
		if (before === undefined || (setting.sure && !before.sure)) byPlace.set(key, setting);
	}
	return [...byPlace.values()];
}

/** The first account of a program, by a variable that it is started with. */
function* firstAccountsOf(act: Act): Generator<Given> {
	for (const {variable, program, of} of firstAccounts) {
		const value = act.environment.get(variable);
		if (value !== undefined && program.test(lineOf(act))) yield {of, value, sure: true};
	}
}

export function settingOf(job: StartupJob, {of, value, sure, empty}: Given, place: Place): PasswordSetting {
	const origin = originOf(value);
	return {
		job: plain(job),
		of,
		origin: toldApart(origin),
		empty: empty === true || (origin === 'fixed' && flat(value) === ''),
		sure: sure && !value.some(({assumed}) => assumed === true),
		place: placeOf(value) ?? place,
	};
}

function toldApart(origin: Origin): PasswordSetting['origin'] {
	return origin === 'fixed' || origin === 'random' || origin === 'instance-id' ? origin : 'unknown';
}

/** Readers by program. */
const readers: ReadonlyMap<string, Reader> = new Map(
	[...accountReaders, ...serviceReaders].flatMap(([programs, reader]) => programs.split(' ').map((program) => [program, reader] as const)),
);

/** The passwords that one command gives. */
export function givenBy(act: Act): Iterable<Given> {
	const {program, password} = act;
	if (password !== undefined) return password.sure || isLikely(password.value) ? [password] : [];
	return (readers.get(program) ?? otherPrograms)(act);
}

/** Variables that containers are started with: `docker run -e POSTGRES_PASSWORD=secret`. */
function* environmentOf(act: Act): Generator<Given> {
	if (!/^(?:docker|podman|nerdctl)$/.test(act.program)) return;
	for (const [index, arg] of act.args.entries()) {
		const word = flat(arg);
		const joined = /^(?:--env=|-e(?=\w))/.exec(word)?.[0].length;
		const setting = joined === undefined ? (/^(?:-e|--env)$/.test(flat(act.args[index - 1] ?? [])) ? arg : undefined) : sliceOf(arg, joined, word.length);
		const [, name] = /^([A-Za-z_]\w{0,100})=/.exec(flat(setting ?? [])) ?? [];
		if (setting === undefined || name === undefined || !isPasswordName(name)) continue;
		const value = sliceOf(setting, name.length + 1, flat(setting).length);
		if (isLikely(value)) yield {of: name, value, sure: false};
	}
}

/** Names of variables that hold the password of an account or service. */
function isPasswordName(name: string): boolean {
	return /(?:PASSWORD|PASSWD|_PASS|_PWD)$/i.test(name) && !/^(?:OLDPWD|PWD|ASK_PASS|.*(?:SSHPASS|PROXY_PASS))$/i.test(name);
}
