/** A worker's metrics for Prometheus, and whether it lives and takes submissions, on a port of its own. */

import {createServer} from 'node:http';
import {loadPromClient} from './packages.ts';
import type {Metrics, OpenWorker} from './worker.ts';

/** Where it listens. */
export type Listen = {readonly host: string; readonly port: number};

/** The counters, and the server that tells them. */
export type OpenMetrics = {
	readonly metrics: Metrics;
	/** Says what can be asked of the worker, once it is at work. */
	readonly follow: (worker: OpenWorker) => void;
	/** Where it listens in the end. */
	readonly listen: Listen;
	readonly close: () => void;
};

/** Seconds of a submission, as buckets. */
const buckets = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

/** Milliseconds that Redis has to tell how much waits. */
const patience = 2_000;

/** Opens them. Throws where it can't listen there. */
export async function openMetrics({host, port}: Listen): Promise<OpenMetrics> {
	const {Registry, Counter, Gauge, Histogram} = await loadPromClient();
	const registry = new Registry();
	let worker: OpenWorker | undefined;
	const counter = (name: string, help: string) => new Counter({name: `shelfready_${name}_total`, help, registers: [registry]});
	const submissions = new Counter({
		name: 'shelfready_submissions_total',
		help: 'Submissions whose result was handed back, by status',
		labelNames: ['status'],
		registers: [registry],
	});
	const seconds = new Histogram({
		name: 'shelfready_submission_seconds',
		help: 'Seconds from when a submission was taken until its result was handed back',
		buckets,
		registers: [registry],
	});
	for (const status of ['checked', 'failed']) submissions.inc({status}, 0);
	const events: Readonly<Record<Parameters<Metrics['count']>[0], InstanceType<typeof Counter>>> = {
		dropped: counter('results_dropped', 'Results that were there already'),
		stalled: counter('stalled', 'Submissions taken over from a worker that fell silent, as seen by this worker'),
		retried: counter('retries', 'Attempts that failed and are made again'),
		setAside: counter('set_aside', 'Submissions given up after all attempts'),
		laneStarts: counter('lane_starts', 'Threads that were started; beyond the number of lanes, in place of broken ones'),
	};
	const gauge = (name: string, help: string, value: () => number) =>
		new Gauge({
			name,
			help,
			registers: [registry],
			collect() {
				this.set(value());
			},
		});
	gauge('shelfready_worker_ready', 'Whether it takes submissions: not while Redis is away, nor when it ends', () => (worker?.isReady() === true ? 1 : 0));
	gauge('process_resident_memory_bytes', 'Resident memory of the process', () => process.memoryUsage.rss());
	gauge('process_start_time_seconds', 'When the process started, since 1970', () => Math.floor(Date.now() / 1000 - process.uptime()));
	new Gauge({
		name: 'shelfready_queue_submissions',
		help: 'Submissions in the queue of this version, by state',
		labelNames: ['state'],
		registers: [registry],
		async collect() {
			this.reset();
			for (const [state, count] of Object.entries(await depthOf(worker))) this.set({state}, count);
		},
	});

	const server = createServer((request, response) => {
		const answer = (status: number, text: string, type = 'text/plain; charset=utf-8') => {
			response.writeHead(status, {'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff'}).end(text);
		};
		// No URL is made of it: `//` is none, and would end the worker.
		const [pathname] = (request.url ?? '/').split('?');
		if (request.method !== 'GET' && request.method !== 'HEAD') answer(405, 'GET only\n');
		else if (pathname === '/healthz') answer(200, 'ok\n');
		else if (pathname === '/readyz') worker?.isReady() === true ? answer(200, 'ok\n') : answer(503, 'not ready\n');
		else if (pathname === '/metrics')
			registry.metrics().then(
				(text) => answer(200, text, registry.contentType),
				() => answer(500, 'no metrics\n'),
			);
		else answer(404, 'there are /metrics, /healthz and /readyz\n');
	});
	server.headersTimeout = 5_000;
	server.maxConnections = 50;
	await new Promise<void>((resolve, reject) => {
		server.once('error', (error) => reject(new Error(`--metrics can't listen there: ${error.message}`)));
		server.listen(port, host, resolve);
	});
	const bound = server.address();
	return {
		metrics: {
			done(status, took) {
				submissions.inc({status});
				seconds.observe(took);
			},
			count: (event) => events[event].inc(),
		},
		follow: (open) => {
			worker = open;
		},
		listen: {host, port: typeof bound === 'object' && bound !== null ? bound.port : port},
		close: () => {
			server.close();
			server.closeAllConnections();
		},
	};
}

/** Nothing where Redis does not tell. */
async function depthOf(worker: OpenWorker | undefined): Promise<Readonly<Record<string, number>>> {
	if (worker?.isReady() !== true) return {};
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<Readonly<Record<string, number>>>((done) => (timer = setTimeout(done, patience, {})));
	return Promise.race([worker.depth().catch(() => ({})), late]).finally(() => clearTimeout(timer));
}
