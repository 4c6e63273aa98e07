/** The submissions that must be checked; what the cache knows is written down in passing. */

import {rm} from 'node:fs/promises';
import {reasonOf} from '../../reason.ts';
import type {Item} from '../catalogue.ts';
import type {Said} from '../result.ts';
import type {Cache} from './cache.ts';

/** A submission that must be checked; `keptAs` is what its result is kept under. */
export type Uncached = Item & {readonly keptAs?: string};

/** Known results on their way to the disk at once, so that they go there together. */
const mostOnTheirWay = 64;

/** Looks each item up when its turn comes. Throws where the catalogue can't be read on, or a known result could not be written. */
export async function* uncached(
	items: AsyncGenerator<Item, void, void>,
	cache: Cache | undefined,
	signal: AbortSignal | undefined,
	write: (key: string, said: Said) => Promise<void>,
): AsyncGenerator<Uncached, void, void> {
	const writing = new Set<Promise<void>>();
	const failures: unknown[] = [];
	const begin = (key: string, said: Said) => {
		const written = write(key, said)
			.catch((error: unknown) => void failures.push(error))
			.finally(() => writing.delete(written));
		writing.add(written);
	};
	try {
		for (;;) {
			const {value: item} = await items.next().catch((error: unknown) => {
				// Who checks ends what is in hand, and then finds that nothing more comes.
				throw new Error(`the catalogue can't be read on: ${reasonOf(error)}`);
			});
			if (item === undefined || signal?.aborted === true) break;
			if ('error' in item || cache === undefined) {
				yield item;
				continue;
			}
			const {key: keptAs, said} = await cache.find(item.folder);
			if (said === undefined) {
				yield {...item, ...(keptAs === undefined ? {} : {keptAs})};
				continue;
			}
			if (item.isOurs) await rm(item.folder, {recursive: true, force: true});
			begin(item.key, said);
			if (writing.size >= mostOnTheirWay) await Promise.race(writing);
			if (failures.length > 0) break;
		}
		await Promise.all(writing);
	} finally {
		await Promise.all(writing);
		await items.return();
	}
	if (failures.length > 0) throw failures[0];
}
