/** A thread that checks submissions, one after the other. Rules, judge and cfn-lint are loaded once. */

import {existsSync} from 'node:fs';
import {parentPort, workerData} from 'node:worker_threads';
import type {Edition} from '../contract.ts';
import {keptLinter} from '../gather/kept-linter.ts';
import {newJudgeOn} from '../judge/open.ts';
import {configName} from '../read/folder.ts';
import {toJsonReport} from '../report/json.ts';
import {checkPaths} from '../submission.ts';
import {toolOf} from '../version.ts';
import type {Said} from './lane.ts';

/** What all submissions of a run are checked by. */
export type WorkerSettings = {
	readonly edition?: Edition;
	readonly today: string;
	/** Threads that this one may judge sentences on. */
	readonly threads: number;
};

// Our own thread gives it.
const {threads, ...settings} = workerData as WorkerSettings;
const judge = newJudgeOn(threads);
const tool = toolOf();
const linter = keptLinter();

/** The report of a submission as JSON without line feeds; or why it could not be checked. */
async function reportOf(folder: string): Promise<Said> {
	if (!existsSync(folder)) return {error: `${folder} does not exist`};
	const submitted = await checkPaths([folder], {...settings, linter: linter.start, judge: () => judge, configName});
	if ('errors' in submitted) return {error: submitted.errors.join('; ')};
	const {outcome} = submitted;
	// The folder may be one that was made for this run alone.
	const problems = outcome.problems.map((problem) => (problem.file === folder ? {...problem, file: '.'} : problem));
	return {report: JSON.stringify(toJsonReport({...outcome, problems}, tool))};
}

parentPort?.on('message', async (folder: string) => {
	parentPort?.postMessage(await reportOf(folder));
});
parentPort?.postMessage('ready');
