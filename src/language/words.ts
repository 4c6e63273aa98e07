/** Small things that messages need: short quotes, the nearest known name. */

/** A value short enough for a message. */
export function clip(value: string, most = 60): string {
	const points = [...value.slice(0, most * 2 + 2)];
	return points.length > most ? `${points.slice(0, most - 1).join('')}…` : value;
}

/** The known name that a mistyped one most likely means; nothing where none is near. Case, spaces and `_-.@` count less than letters. */
export function nearest(value: string, names: readonly string[]): string | undefined {
	if (value.length === 0 || value.length > 80) return undefined;
	const bare = bareOf(value);
	const same = names.find((name) => bareOf(name) === bare);
	if (same !== undefined) return same;
	const allowed = Math.max(1, Math.floor(value.length / 5));
	const ranked = names.map((name) => ({name, edits: editsBetween(value.toLowerCase(), name.toLowerCase())})).toSorted((a, b) => a.edits - b.edits);
	const [best] = ranked;
	return best !== undefined && best.edits <= allowed ? best.name : undefined;
}

function bareOf(name: string): string {
	return name
		.toLowerCase()
		.replaceAll('&', 'and')
		.replace(/[^a-z0-9]/g, '');
}

/** How many letters must be put in, taken out or changed (Levenshtein distance). */
function editsBetween(a: string, b: string): number {
	let row = Array.from({length: b.length + 1}, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
		}
		row = next;
	}
	return row[b.length] ?? 0;
}
