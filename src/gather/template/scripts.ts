/** Reading scripts by lines. */

/** Characters to either side that a line is read: scripts have short lines, and only hostile ones come near. */
const reach = 1_000;

/** The line of a text around an offset, and where it starts; long lines are cut. */
export function lineAround(text: string, offset: number): {readonly line: string; readonly start: number} {
	const from = Math.max(0, offset - reach);
	const start = from + text.slice(from, offset).lastIndexOf('\n') + 1;
	const rest = text.slice(offset, offset + reach);
	const end = rest.indexOf('\n');
	return {line: text.slice(start, offset + (end < 0 ? rest.length : end)), start};
}

/** Whether a line of a shell, PowerShell, batch or YAML script is a comment. */
export function isComment(line: string): boolean {
	return /^\s*(?:#(?!cloud-config)|\/\/|::|rem\s)/i.test(line);
}
