/** A found input with everything taken out that is not needed to break the target in the same way. */

import type {Target} from './target.ts';

/** Times that a smaller input is tried, and milliseconds of all. */
const mostTries = 2000;
const longest = 20_000;

/** The smallest input found; the same where it is sound when it is read alone. */
export async function shrunk({run}: Target, bytes: Uint8Array): Promise<Uint8Array> {
	const faultOf = async (tried: Uint8Array): Promise<string | undefined> => {
		try {
			await run(Uint8Array.from(tried), true);
			return undefined;
		} catch (error) {
			return (error instanceof Error ? error.message : String(error)).replace(/\d+|"[^"\n]*"/g, '…');
		}
	};
	const fault = await faultOf(bytes);
	if (fault === undefined) return bytes;
	const end = performance.now() + longest;
	let small = Buffer.from(bytes);
	let tries = 0;
	for (let size = small.length >> 1; size > 0; size >>= 1)
		for (let at = 0; at < small.length; ) {
			if (++tries > mostTries || performance.now() > end) return small;
			const tried = Buffer.concat([small.subarray(0, at), small.subarray(at + size)]);
			if ((await faultOf(tried)) === fault) small = tried;
			else at += size;
		}
	return small;
}
