/** Small things that messages need. */

/** A value short enough for a message. */
export function clip(value: string, most = 60): string {
	const points = [...value.slice(0, most * 2 + 2)];
	return points.length > most ? `${points.slice(0, most - 1).join('')}…` : value;
}

/** The last name of a property path: `Version.VersionTitle` is VersionTitle. A finding's place and subject tell the rest. */
export function lastOf(path: string): string {
	return path.slice(path.lastIndexOf('.') + 1);
}
