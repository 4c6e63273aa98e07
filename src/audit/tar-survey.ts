/** What a catalogue's archive holds, by its names alone. */

import type {Sink} from '../read/filesystem/tar.ts';
import {isPassedOver} from '../read/folder.ts';

/** Which folders the archive has on top, and whether one alone is around all the others, as `tar c catalogue` makes it. */
export function newSurvey(): {readonly sink: Sink; readonly found: () => {readonly wrapper: string | undefined; readonly total: number}} {
	const tops = new Set<string>();
	const seconds = new Set<string>();
	let hasFilesBelowTop = false;
	const sink: Sink = {
		wanted: () => 0,
		add({path, type}) {
			const [top = '', second, third] = path.split('/');
			if (top === '' || isPassedOver(top) || (second === undefined && type !== 'folder')) return;
			tops.add(top);
			if (tops.size > 1 || second === undefined || isPassedOver(second)) return;
			if (third !== undefined || type === 'folder') seconds.add(second);
			else hasFilesBelowTop = true;
		},
	};
	const found = () => {
		const [top] = tops;
		return tops.size === 1 && !hasFilesBelowTop && seconds.size > 0 ? {wrapper: top, total: seconds.size} : {wrapper: undefined, total: tops.size};
	};
	return {sink, found};
}
