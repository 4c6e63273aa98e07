/** A value short enough for a message. */
export function clip(value: string, most = 60): string {
	const points = [...value.slice(0, most * 2 + 2)];
	return points.length > most ? `${points.slice(0, most - 1).join('')}…` : value;
}
