/** Names in a sentence. */

/** `a`, `a and b`, `a, b and 3 more`: the first names, and how many there are besides. */
export function someOf(names: readonly string[], most = 4): string {
	const shown = names.length > most ? [...names.slice(0, most - 1), `${names.length - most + 1} more`] : names;
	return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
