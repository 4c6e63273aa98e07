/** Everything that starts by itself on a root, and what each job does. */

import {entryAt, type FileSystem} from '../../../filesystem.ts';
import {scriptFiles, scriptFolders} from '../../../limits/startup.ts';
import type {CloudConfig} from '../cloud-files.ts';
import type {Shell} from '../shell/shell.ts';
import {firstOfRoot, leaveOutOfRoot} from '../unread.ts';
import {cloudInitJobs, cronJobs, inittabJobs, supervisorJobs} from './command-jobs.ts';
import {type Base, homesOf, type Job} from './job.ts';
import {fileJob, folderJobs, initScripts} from './script-jobs.ts';
import {startedBy, unitJobs, userUnitJobs} from './unit-jobs.ts';
import {type Started, systemUnits, systemUnitsWith} from './units.ts';
import {writtenJobs} from './written-jobs.ts';

/** Jobs of one root; a real one has some hundreds. */
const mostJobs = 20_000;
/** Services that are started by those that are started. */
const mostRounds = 5;

/** All jobs of a root; `cloudConfig` is its cloud-init configuration. */
export function jobsOf(system: FileSystem, shell: Shell, cloudConfig: CloudConfig): readonly Job[] {
	const base: Base = {system, shell, isDebian: entryAt(system, 'var/lib/dpkg/status') !== undefined || entryAt(system, 'etc/debian_version') !== undefined};
	const first = systemUnits(system);
	const known = new Set<string>();
	const all: readonly Job[] = [
		...unitJobs(base, first, known),
		...initScripts(base, first),
		...scriptFiles.flatMap(({path, ...how}) => homesOf(system, path).flatMap((own) => fileJob(base, own, how))),
		...scriptFolders.flatMap((folder) => folderJobs(base, folder)),
		...cronJobs(base, first),
		...cloudInitJobs(base, first, cloudConfig),
		...inittabJobs(base),
		...userUnitJobs(base),
		...supervisorJobs(base, first),
	];
	let jobs = firstOfRoot(
		system,
		all,
		mostJobs,
		({place}) => place,
		`more than ${mostJobs} jobs start by themselves; what those from here on do was not looked at`,
	);
	// What scripts start is started too; what that starts in its turn as well.
	for (let round = 0, extra = new Map<string, Started>(); ; round++) {
		const more = startedBy(jobs, first);
		if (more.size === extra.size) break;
		if (round === mostRounds) {
			const [, next] = [...more].find(([name]) => !extra.has(name)) ?? [];
			leaveOutOfRoot(
				system,
				next?.place ?? {file: system.file},
				`services start services more than ${mostRounds} levels deep; what those from here on do was not looked at`,
			);
			break;
		}
		extra = more;
		jobs = [...jobs, ...unitJobs(base, systemUnitsWith(system, extra), known)];
	}
	return [...jobs, ...writtenJobs(base, jobs).flatMap(({job, starts}) => (starts ? [job] : []))];
}
