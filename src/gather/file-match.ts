/** Which file of the submission a URL means: the one that shares its last path segments. */

/** The path segments of a URL, or of the readable end of one; query and fragment are no part of it. */
export function segmentsOf(url: string): readonly string[] {
	const path = url.replace(/[?#].*$/s, '').replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '');
	return path.split('/').filter((segment) => segment !== '');
}

/** The file that shares the most trailing path segments; none when two share as many. */
export function matchFile(segments: readonly string[], files: readonly string[]): string | undefined {
	let best = 0;
	let found: string | undefined;
	for (const file of files) {
		const shared = sharedTail(segments, file.split('/'));
		if (shared === 0 || shared < best) continue;
		found = shared === best ? undefined : file;
		best = shared;
	}
	return found;
}

function sharedTail(a: readonly string[], b: readonly string[]): number {
	let shared = 0;
	while (shared < a.length && shared < b.length && decoded(a.at(-1 - shared)) === b.at(-1 - shared)) shared++;
	return shared;
}

function decoded(segment: string | undefined): string | undefined {
	try {
		return segment === undefined ? undefined : decodeURIComponent(segment);
	} catch {
		// A lone `%` is a file name's own.
		return segment;
	}
}
