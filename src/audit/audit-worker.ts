/** A thread that checks submissions, one after the other. Rules, judge and cfn-lint are loaded once. */

import {BroadcastChannel, parentPort, workerData} from 'node:worker_threads';
import {keptLinter} from '../gather/kept-linter.ts';
import type {Lesson} from '../judge/judge.ts';
import {newJudgeOn} from '../judge/open.ts';
import {toolOf} from '../version.ts';
import {answerOf, type JudgedBy} from './answer.ts';

/** What all submissions of a run are checked by. */
export type WorkerSettings = JudgedBy & {
	/** Threads that this one may judge sentences on; itself alone when missing, as where others are at work beside it. */
	readonly threads?: number;
};

/** Sentences that a thread remembers. The versions of a product, and what a seller says of all products, stand near each other in a catalogue. */
const mostRemembered = 8_000;

// Our own thread gives it.
const {threads = 1, ...settings} = workerData as WorkerSettings;
/** What one thread has found out about a sentence no other of the process need find out. It is the most costly part of a text. */
const lessons = new BroadcastChannel('shelfready/judge');
const judge = newJudgeOn(threads, {most: mostRemembered, onLearnt: (learnt) => lessons.postMessage(learnt)});
// Only threads of this module speak there.
lessons.onmessage = (event) => judge.learn((event as {readonly data: readonly Lesson[]}).data);
lessons.unref();
const tool = toolOf();
const linter = keptLinter();
const parts = {linter: linter.start, judge: () => judge};

parentPort?.on('message', async (folder: string) => {
	parentPort?.postMessage(await answerOf(folder, settings, parts, tool));
});
parentPort?.postMessage('ready');
