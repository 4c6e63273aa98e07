/** Files of sections and settings, as systemd, supervisor and others write them. */

import type {Text} from '../../contract.ts';
import {cut} from './lines.ts';

/** `key=value` within `[section]`. A value that goes on in the next lines is one line: blanks stand for what joins them, and for comments between them. */
export type Setting = {readonly section: string; readonly key: string; readonly value: Text};

/** The settings of a file, in the order written. Lines that begin with `#` or `;` are comments; a backslash carries a line over, past comments too. */
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
		const lines = [withoutJoint(line.slice(equals + 1))];
		for (let goesOn = isCarried(line); goesOn && end < value.length; ) {
			const from = end + 1;
			end = lineEnd(value, from);
			const next = value.slice(from, end);
			const isComment = /^\s*[#;]/.test(next);
			lines.push(isComment ? ' '.repeat(next.length) : withoutJoint(next));
			goesOn = isComment || isCarried(next);
		}
		at = end + 1;
		// As long as what stands in the file, so that each character keeps its place.
		const whole = lines.join(' ');
		const from = whole.length - whole.trimStart().length;
		const to = Math.max(from, whole.trimEnd().length);
		const base = start + equals + 1;
		found.push({section, key: line.slice(0, equals).trim(), value: {...cut(text, base + from, base + to), value: whole.slice(from, to)}});
	}
	return found;
}

function isCarried(line: string): boolean {
	return line.endsWith('\\') || line.endsWith('\\\r');
}

/** A line with blanks for the backslash that carries it over. */
function withoutJoint(line: string): string {
	return isCarried(line) ? line.slice(0, line.lastIndexOf('\\')).padEnd(line.length) : line;
}

function lineEnd(value: string, from: number): number {
	const end = value.indexOf('\n', from);
	return end < 0 ? value.length : end;
}
