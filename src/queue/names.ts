/** What the queue's keys are called. */

import {createHash} from 'node:crypto';

/** Before all keys; the braces keep them together in a cluster. */
export const prefix = '{shelfready}';

/** The queue of one version: what is checked by another would have other results, so that each version has its own. */
export function queueOf(version: string): string {
	return `checks-${version}`;
}

/** A submission's job: the run's id and the submission's name, which may be anything, as a digest. */
export function jobIdOf(run: string, key: string): string {
	return `${run}-${createHash('sha256').update(key).digest('hex').slice(0, 32)}`;
}

/** What came of a job. */
export function resultKey(jobId: string): string {
	return `${prefix}:result:${jobId}`;
}

/** The versions that runs are under way of, and when each was last heard of, in milliseconds. */
export const versionsKey = `${prefix}:versions`;

/** Is there while a worker of the version is at work. */
export function atWorkKey(version: string): string {
	return `${prefix}:at-work:${version}`;
}
