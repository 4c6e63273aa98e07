/** What starts by itself on a root file system, and what it does there. */

import type {Startup} from '../../evidence/startup.ts';
import {entryAt, type FileSystem, isWindows} from '../../filesystem.ts';
import {mergedConfig} from './cloud-files.ts';
import {isSpent, shellOf} from './shell/shell.ts';
import {addedAccessOf, cloudAccessOf} from './startup/added-access.ts';
import {cloudConfigOf} from './startup/cloud-config.ts';
import {cloudPasswordsOf} from './startup/cloud-passwords.ts';
import {cloudInitOff} from './startup/command-jobs.ts';
import {dropbearsOf} from './startup/dropbear.ts';
import {fetchesOf} from './startup/fetches.ts';
import {plain} from './startup/job.ts';
import {jobsOf} from './startup/jobs.ts';
import {passwordsOf} from './startup/passwords.ts';
import {printedPasswordsOf} from './startup/printed-passwords.ts';
import {remoteAccessOf} from './startup/remote-access.ts';
import {sendingsOf, telemetryOf} from './startup/sendings.ts';
import {cloudSshChangesOf, sshChangesOf} from './startup/ssh-changes.ts';
import {timeLimitsOf} from './startup/time-limits.ts';
import {usageReportsOf} from './startup/usage-reports.ts';
import {userDataNeedsOf} from './startup/user-data.ts';
import {readerOf} from './windows/commands/run.ts';
import {windowsJobsOf} from './windows/jobs.ts';

/** The start-up of a root; nothing for one that is neither Windows nor has `/etc`. */
export function startupOf(system: FileSystem): Startup | undefined {
	if (isWindows(system)) return windowsStartupOf(system);
	if (entryAt(system, 'etc') === undefined) return undefined;
	const config = cloudConfigOf(system);
	const shell = shellOf(system);
	const jobs = jobsOf(system, shell, config);
	// With cloud-init off nobody reads its configuration.
	const read = cloudInitOff(system) === undefined ? config : mergedConfig([]);
	return {
		root: system.file,
		...(isSpent(shell) ? {cut: true as const} : {}),
		jobs: jobs.map(plain),
		remoteAccess: remoteAccessOf(system, jobs),
		addedAccess: [...addedAccessOf(jobs), ...cloudAccessOf(system, read)],
		sshChanges: [...sshChangesOf(system, jobs), ...cloudSshChangesOf(system, read)],
		dropbears: dropbearsOf(jobs),
		sendings: sendingsOf(system, jobs, read),
		telemetry: telemetryOf(system, jobs),
		usageReports: usageReportsOf(system, jobs),
		passwords: [...passwordsOf(jobs), ...cloudPasswordsOf(system, read)],
		printedPasswords: printedPasswordsOf(jobs, system),
		userDataNeeds: userDataNeedsOf(jobs),
		fetches: fetchesOf(jobs),
		timeLimits: timeLimitsOf(system, jobs),
	};
}

/** The start-up of a Windows. What reports home there by itself is known by what its jobs send alone. */
function windowsStartupOf(system: FileSystem): Startup {
	const reader = readerOf(system);
	const jobs = windowsJobsOf(system, reader);
	const none = mergedConfig([]);
	return {
		root: system.file,
		...(isSpent(reader) ? {cut: true as const} : {}),
		jobs: jobs.map(plain),
		remoteAccess: remoteAccessOf(system, jobs),
		addedAccess: addedAccessOf(jobs),
		sshChanges: [],
		dropbears: [],
		sendings: sendingsOf(system, jobs, none),
		telemetry: [],
		usageReports: usageReportsOf(system, jobs),
		passwords: passwordsOf(jobs),
		printedPasswords: printedPasswordsOf(jobs, system),
		userDataNeeds: userDataNeedsOf(jobs),
		fetches: fetchesOf(jobs),
		timeLimits: timeLimitsOf(system, jobs),
	};
}
