/** A thread that checks submissions, one after the other. Rules, judge and cfn-lint are loaded once. */

import {parentPort, workerData} from 'node:worker_threads';
import {keptLinter} from '../gather/kept-linter.ts';
import {newJudgeOn} from '../judge/open.ts';
import {toolOf} from '../version.ts';
import {answerOf, type JudgedBy} from './answer.ts';

/** What all submissions of a run are checked by. */
export type WorkerSettings = JudgedBy & {
	/** Threads that this one may judge sentences on. */
	readonly threads: number;
};

// Our own thread gives it.
const {threads, ...settings} = workerData as WorkerSettings;
const judge = newJudgeOn(threads);
const tool = toolOf();
const linter = keptLinter();
const parts = {linter: linter.start, judge: () => judge};

parentPort?.on('message', async (folder: string) => {
	parentPort?.postMessage(await answerOf(folder, settings, parts, tool));
});
parentPort?.postMessage('ready');
