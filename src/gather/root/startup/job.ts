/** A job that starts by itself, with what it does, and what the gatherers of jobs have in common. */

import type {Text} from '../../../contract.ts';
import type {StartupJob} from '../../../evidence/startup.ts';
import {entriesIn, type FileSystem} from '../../../filesystem.ts';
import type {Act} from '../shell/acts.ts';
import type {Environment} from '../shell/scope.ts';
import type {Shell} from '../shell/shell.ts';
import {flat, type Value} from '../shell/values.ts';

/** A job with what it does; `acts` is empty where it does not start. */
export type Job = StartupJob & {
	readonly acts: readonly Act[];
	/** Its own lines that name what is run, as they are written. */
	readonly commands: readonly Text[];
	/** Variables that are set for it in the unit or crontab. */
	readonly environment: Environment;
};

/** What jobs are made from. */
export type Base = {readonly system: FileSystem; readonly shell: Shell; readonly isDebian: boolean};

/** A path with each home folder in the place of `{home}`. */
export function homesOf(system: FileSystem, path: string): readonly string[] {
	if (!path.startsWith('{home}')) return [path];
	const homes = ['root', ...entriesIn(system, 'home').flatMap((entry) => (entry.type === 'folder' ? [entry.path] : []))].slice(0, 200);
	return homes.map((home) => path.replace('{home}', home));
}

/** The acts of jobs that start, with their job. */
export function startingActs(jobs: readonly Job[]): readonly {readonly job: Job; readonly act: Act}[] {
	return jobs.flatMap((job) => (job.off === undefined ? job.acts.map((act) => ({job, act})) : []));
}

/** A job without what only gatherers need. */
export function plain({name, kind, off, trigger, waitsFor, by, place}: StartupJob): StartupJob {
	return {name, kind, trigger, by, place, ...(off === undefined ? {} : {off}), ...(waitsFor === undefined ? {} : {waitsFor})};
}

/** Whether a job belongs to the session of somebody who logs in, rather than starting for anybody as Windows' log-on keys and folders do. */
export function isOfSession({trigger, kind}: StartupJob): boolean {
	return trigger === 'log-in' && (kind === 'script' || kind === 'unit');
}

/** The name of a job's unit, service or init script, without what tells the two apart. */
export function unitOf({name}: StartupJob): string {
	return name.replace(/^(?:\/etc\/init\.d\/|service )/, '').replace(/\.service$/, '');
}

/** A value for people, cut and with dots for what is not known, and for log-ins in addresses. */
export function shown(value: Value): string {
	return flat(value)
		.replaceAll('\uE000', '…')
		.replaceAll(/:\/\/[^\s/@]{1,300}@/g, '://…@')
		.slice(0, 200);
}
