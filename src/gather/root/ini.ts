/** Files of sections and settings, as systemd, supervisor and others write them. */

import type {Text} from '../../contract.ts';
import {cut} from './lines.ts';

/** `key=value` within `[section]`; a value that goes on in the next line has its line ends. */
export type Setting = {readonly section: string; readonly key: string; readonly value: Text};

/** The settings of a file, in the order written. Lines that begin with `#` or `;` are comments; a backslash carries a line over. */
export function iniSettings(text: Text): readonly Setting[] {
	const found: Setting[] = [];
	const {value} = text;
	let section = '';
	for (let at = 0; at < value.length; ) {
		let end = lineEnd(value, at);
		const line = value.slice(at, end);
		const start = at;
		at = end + 1;
		if (/^\s*(?:[#;]|$)/.test(line)) continue;
		const header = /^\s{0,100}\[([^\]]{0,200})\]/.exec(line);
		if (header !== null) {
			section = header[1] ?? '';
			continue;
		}
		const equals = line.indexOf('=');
		if (equals < 0) continue;
		while (/\\\r?$/.test(value.slice(Math.max(start, end - 2), end)) && end < value.length) end = lineEnd(value, end + 1);
		at = end + 1;
		const whole = value.slice(start + equals + 1, end);
		const from = start + equals + 1 + (whole.length - whole.trimStart().length);
		found.push({
			section,
			key: line.slice(0, equals).trim(),
			value: cut(text, Math.min(from, end), Math.max(from, start + equals + 1 + whole.trimEnd().length)),
		});
	}
	return found;
}

function lineEnd(value: string, from: number): number {
	const end = value.indexOf('\n', from);
	return end < 0 ? value.length : end;
}
