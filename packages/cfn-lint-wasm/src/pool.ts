/** Workers that are started, given one task at a time, and replaced when a task has broken them or takes too long. */

import type {Asked, Said, Task} from './protocol.ts';

/** A worker, in Node or in a browser. */
type WorkerHandle = {
	post(asked: Asked): void;
	/** Ends it at once, whatever it does. */
	stop(): Promise<void>;
};

/** Starts a worker. `hear` gets what it says; `ended` is called when it ends by itself. */
export type SpawnWorker = (hear: (said: Said) => void, ended: (message: string) => void) => WorkerHandle;

/** A template that cfn-lint did not judge: nothing is known of it. The linter goes on to work. */
export class NotJudged extends Error {
	override readonly name = 'NotJudged';
	/** `time`: it took longer than allowed; `memory`: it needed more than allowed; `crash`: Python broke; `closed`: the linter was closed before its turn. */
	readonly reason: 'time' | 'memory' | 'crash' | 'closed';
	constructor(reason: NotJudged['reason'], message: string) {
		super(message);
		this.reason = reason;
	}
}

/** Options of a pool. */
export type PoolOptions = {
	readonly spawn: SpawnWorker;
	/** Most workers at once. */
	readonly workers: number;
	/** Most seconds for a task, counted from when a ready worker gets it. */
	readonly seconds: number;
	/** A worker whose memory is past this many bytes after a task is replaced: memory of WebAssembly never shrinks. */
	readonly restingMemory: number;
	/** Told once when a worker could not use the snapshot and was slow to start, with the reason. */
	readonly onSlowStart: (reason: string) => void;
};

/** A pool. `run` gives JSON from Python. */
export type Pool = {
	/**
	 * @param seconds most seconds for this task, where not those of the pool
	 * @throws {NotJudged} where the task could not be done
	 */
	run(task: Task, seconds?: number): Promise<string>;
	/** Starts a worker, where none is, before there is a task. */
	warm(): void;
	close(): Promise<void>;
};

type Waiting = {readonly task: Task; readonly allowed: number; readonly done: (result: string) => void; readonly failed: (error: Error) => void};
type Slot = {readonly handle: WorkerHandle; isReady: boolean; doing?: Waiting & {readonly number: number; timer?: NodeJS.Timeout | number}};

/** Makes a pool. It starts workers as tasks come in, and none before. */
export function createPool({spawn, workers, seconds, restingMemory, onSlowStart}: PoolOptions): Pool {
	const queue: Waiting[] = [];
	const slots = new Set<Slot>();
	let isClosed = false;
	let wasSlow = false;
	let numbers = 0;
	/** Workers that are ending: until they have, their memory is not free for another. */
	let ending = 0;

	const start = () => {
		const slot: Slot = {
			handle: spawn(
				(said) => hear(slot, said),
				(message) => fail(slot, new NotJudged('crash', message)),
			),
			isReady: false,
		};
		slots.add(slot);
	};
	const drop = (slot: Slot) => {
		slots.delete(slot);
		clearTimeout(slot.doing?.timer);
		ending++;
		void slot.handle.stop().finally(() => {
			ending--;
			next();
		});
	};
	const fail = (slot: Slot, error: NotJudged) => {
		if (!slots.has(slot)) return;
		const {doing, isReady} = slot;
		drop(slot);
		doing?.failed(error);
		// A worker that can't start won't start for the next task either.
		if (!isReady) for (const waiting of queue.splice(0)) waiting.failed(error);
		next();
	};
	const hear = (slot: Slot, said: Said) => {
		if ('failed' in said) fail(slot, new NotJudged('crash', `cfn-lint can't start: ${said.failed}`));
		else if ('ready' in said) {
			slot.isReady = true;
			if (said.slow !== undefined && !wasSlow) {
				wasSlow = true;
				onSlowStart(said.slow);
			}
			next();
		} else if (slot.doing?.number === said.number) {
			if ('fault' in said) return fail(slot, new NotJudged(said.fault.reason, said.fault.message));
			const {doing} = slot;
			clearTimeout(doing.timer);
			delete slot.doing;
			if (said.memory > restingMemory) drop(slot);
			doing.done(said.result);
			next();
		}
	};
	const next = () => {
		for (const slot of slots) {
			if (!slot.isReady || slot.doing !== undefined) continue;
			const waiting = queue.shift();
			if (waiting === undefined) return;
			const number = ++numbers;
			const timer = setTimeout(() => fail(slot, new NotJudged('time', `it takes longer than ${waiting.allowed} s`)), waiting.allowed * 1000);
			slot.doing = {...waiting, number, timer};
			slot.handle.post({number, task: waiting.task});
		}
		const starting = [...slots].filter(({isReady}) => !isReady).length;
		for (let missing = Math.min(workers - slots.size - ending, queue.length - starting); missing > 0; missing--) start();
	};
	return {
		run: (task, allowed = seconds) =>
			new Promise((done, failed) => {
				if (isClosed) return failed(new NotJudged('closed', 'the linter is closed'));
				queue.push({task, allowed, done, failed});
				next();
			}),
		warm() {
			if (!isClosed && slots.size === 0) start();
		},
		async close() {
			isClosed = true;
			const error = new NotJudged('closed', 'the linter was closed');
			for (const waiting of queue.splice(0)) waiting.failed(error);
			const stopping = [...slots].map((slot) => {
				slot.doing?.failed(error);
				clearTimeout(slot.doing?.timer);
				slots.delete(slot);
				return slot.handle.stop();
			});
			await Promise.all(stopping);
		},
	};
}
