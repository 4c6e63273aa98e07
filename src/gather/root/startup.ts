/** What starts by itself on a root file system, and what it does there. */

import type {Startup} from '../../evidence/startup.ts';
import {entryAt, type FileSystem} from '../../filesystem.ts';
import {shellOf} from './shell/run.ts';
import {addedAccessOf, cloudAccessOf} from './startup/added-access.ts';
import {cloudConfigOf} from './startup/cloud-config.ts';
import {fetchesOf} from './startup/fetches.ts';
import {jobsOf, plain} from './startup/jobs.ts';
import {cloudPasswordsOf, passwordsOf, printedPasswordsOf} from './startup/passwords.ts';
import {remoteAccessOf} from './startup/remote-access.ts';
import {sendingsOf, telemetryOf} from './startup/sendings.ts';
import {timeLimitsOf} from './startup/time-limits.ts';
import {usageReportsOf} from './startup/usage-reports.ts';
import {userDataNeedsOf} from './startup/user-data.ts';

/** The start-up of a Linux root; nothing for one without `/etc`. */
export function startupOf(system: FileSystem): Startup | undefined {
	if (entryAt(system, 'etc') === undefined) return undefined;
	const config = cloudConfigOf(system);
	const jobs = jobsOf(system, shellOf(system), config);
	// With cloud-init off nobody reads its configuration.
	const read = entryAt(system, 'etc/cloud/cloud-init.disabled') === undefined ? config : new Map<never, never>();
	return {
		root: system.file,
		jobs: jobs.map(plain),
		remoteAccess: remoteAccessOf(system, jobs),
		addedAccess: [...addedAccessOf(jobs), ...cloudAccessOf(system, read)],
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
