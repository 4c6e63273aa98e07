/** A thread that checks submissions, one after the other. Rules, judge and cfn-lint are loaded once. */

import {BroadcastChannel, type MessagePort, parentPort, receiveMessageOnPort, workerData} from 'node:worker_threads';
import {keptLinter} from '../gather/kept-linter.ts';
import {newJudgeOn} from '../judge/open.ts';
import {openShared} from '../judge/shared.ts';
import type {Lesson} from '../judge/turns.ts';
import {toolOf} from '../version.ts';
import {answerOf, type JudgedBy} from './answer.ts';

/** What all submissions of a run are checked by. */
export type WorkerSettings = JudgedBy & {
	/** What the threads of the process share of sentences, made by `newSharedMemory`. */
	readonly shared: SharedArrayBuffer;
	/** Threads that this one may judge sentences on; itself alone when missing, as where others are at work beside it. */
	readonly threads?: number;
};

/** Sentences that a thread remembers. The versions of a product, and what a seller says of all products, stand near each other in a catalogue. */
const mostRemembered = 8_000;

// Our own thread gives it.
const {shared, threads = 1, ...settings} = workerData as WorkerSettings;
/** What one thread has found out about a sentence no other of the process need find out. It is the most costly part of a text. */
const channel = new BroadcastChannel('shelfready/judge');
// Node takes either (https://nodejs.org/api/worker_threads.html#workerreceivemessageonportport); its types know of ports alone.
const inbox = channel as unknown as MessagePort;
const others = {
	...openShared(shared),
	tell: (lessons: readonly Lesson[]) => lessons.length > 0 && channel.postMessage(lessons),
	hear() {
		const heard: Lesson[] = [];
		// Only threads of this module speak there.
		for (let one = receiveMessageOnPort(inbox); one !== undefined; one = receiveMessageOnPort(inbox))
			heard.push(...(one as {readonly message: readonly Lesson[]}).message);
		return heard;
	},
};
// Many threads for one text share no turns with others.
const judge = newJudgeOn(threads, {most: mostRemembered, ...(threads === 1 ? {others} : {})});
channel.onmessage = (event) => judge.learn((event as {readonly data: readonly Lesson[]}).data);
channel.unref();
const tool = toolOf();
const linter = keptLinter();
const parts = {linter: linter.start, judge: () => judge};

parentPort?.on('message', async (folder: string) => {
	parentPort?.postMessage(await answerOf(folder, settings, parts, tool));
});
parentPort?.postMessage('ready');
