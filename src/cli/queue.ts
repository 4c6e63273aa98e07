/** The flags of a queue, which `audit` and `worker` share. */

import {type Address, holdsPassword, readAddress} from '../queue/address.ts';
import {openStore} from '../queue/open-store.ts';
import type {Store} from '../queue/store.ts';
import {visible} from '../report/text/visible.ts';
import {tell} from './terminal.ts';

/** The flags, as commander hands them on. */
export type QueueFlags = {
	readonly queue: string;
	readonly queueCa?: string;
	readonly queuePasswordFile?: string;
	readonly store?: string;
	readonly storeEndpoint?: string;
};

/** Reads the flags and opens the store. Throws in words without secrets. */
export async function openQueue(flags: QueueFlags): Promise<{readonly address: Address; readonly store?: Store}> {
	const {queue: url, queueCa: caFile, queuePasswordFile: passwordFile, store, storeEndpoint} = flags;
	// Where the system allows it, this takes the whole command line out of the list of processes.
	if (holdsPassword(url)) process.title = 'shelfready';
	const address = await readAddress({url, ...(caFile === undefined ? {} : {caFile}), ...(passwordFile === undefined ? {} : {passwordFile})}, process.env);
	return {address, ...(store === undefined ? {} : {store: await openStore(store, storeEndpoint)})};
}

/** Tells a line on standard error. What it holds may come from another machine. */
export function say(words: string): void {
	// Where the progress line is.
	if (process.stderr.isTTY) process.stderr.write('\r\u001B[2K');
	tell(`shelfready: ${visible(words)}`);
}
