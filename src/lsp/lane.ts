/** A job that is asked for again and again, and done for the last asking alone. */

export type Lane = {
	/** Asks for the job: it is done after a pause in which nobody asks again, and never twice at a time. */
	ask(): void;
	/** Ends when nothing is asked for any more. */
	idle(): Promise<void>;
	/** Drops what is asked for. What is being done is not stopped. */
	stop(): void;
};

/** A lane. `job` is done `pause` milliseconds after the last asking; what it breaks by is told to `complain`, and the lane goes on. */
export function newLane(pause: number, job: () => Promise<void>, complain: (message: string) => void): Lane {
	let timer: NodeJS.Timeout | undefined;
	let isRunning = false;
	let isStopped = false;
	let waiting: (() => void)[] = [];
	const settle = () => {
		if (timer !== undefined || isRunning) return;
		for (const done of waiting.splice(0)) done();
	};
	const start = async () => {
		timer = undefined;
		isRunning = true;
		try {
			await job();
		} catch (error) {
			complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
		}
		isRunning = false;
		settle();
	};
	const wait = () => {
		clearTimeout(timer);
		// A run that is not over is let finish; what it holds is worth having.
		timer = setTimeout(() => (isRunning ? wait() : void start()), pause);
	};
	return {
		ask() {
			if (!isStopped) wait();
		},
		idle: () =>
			new Promise((done) => {
				waiting = [...waiting, done];
				settle();
			}),
		stop() {
			isStopped = true;
			clearTimeout(timer);
			timer = undefined;
			settle();
		},
	};
}
