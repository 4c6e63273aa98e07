/** `shelfready serve`: runs until it is interrupted. */

import {reasonOf} from '../reason.ts';
import {serve} from '../serve/server.ts';
import {refuse, tell} from './terminal.ts';

/** Serves, prints the address, and answers the exit status when a signal ends it. */
export async function runServe(port: number): Promise<number> {
	let serving: Awaited<ReturnType<typeof serve>>;
	try {
		serving = await serve(port);
	} catch (error) {
		return refuse(`port ${port} can't be listened on: ${reasonOf(error)}`);
	}
	process.stdout.write(`${serving.url}\n`);
	tell('Open this address in a browser on this machine. Files stay here: the page talks to this command alone. Ctrl+C ends it.');
	await new Promise<void>((done) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done());
	});
	await serving.close();
	return 0;
}
