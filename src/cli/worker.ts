/** `shelfready worker`: checks submissions of a queue until a signal ends it. */

import {usualWorkers} from '../audit/threads.ts';
import {type Listen, openMetrics} from '../queue/metrics.ts';
import {work} from '../queue/worker.ts';
import {reasonOf} from '../reason.ts';
import {openQueue, type QueueFlags, say} from './queue.ts';
import {refuse} from './terminal.ts';

/** The flags of `worker`, as commander hands them on. Times are in seconds. */
export type WorkerFlags = QueueFlags & {
	readonly workers?: number;
	readonly metrics?: Listen;
	readonly takeover: number;
	readonly grace: number;
};

/** Works, and answers the exit status. */
export async function runWorker(flags: WorkerFlags): Promise<0 | 2> {
	const {workers = usualWorkers(), metrics: listen, takeover, grace} = flags;
	const stopping = new AbortController();
	const stop = () => stopping.abort();
	// A second signal ends it at once, as it would any program; others take over what was in hand.
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
	let close = () => {};
	try {
		const {address, store} = await openQueue(flags);
		const metrics = listen === undefined ? undefined : await openMetrics(listen);
		close = metrics?.close ?? close;
		if (metrics !== undefined) say(`metrics are at ${metrics.listen.host} port ${metrics.listen.port}`);
		const end = await work({
			address,
			workers,
			takeover,
			grace,
			signal: stopping.signal,
			tell: say,
			...(store === undefined ? {} : {store}),
			...(metrics === undefined ? {} : {metrics: metrics.metrics, onOpen: metrics.follow}),
		});
		store?.close();
		if (end === 'drained') return 0;
		say(`${end === 'redis' ? 'Redis is away' : 'the store does not answer'}; others take over what was in hand`);
		// What connects again and again, or is never answered, would hold the process.
		process.exit(2);
	} catch (error) {
		return refuse(reasonOf(error));
	} finally {
		close();
	}
}
