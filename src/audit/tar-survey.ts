/** What a catalogue's archive holds, by its names alone. */

import type {Sink} from '../read/filesystem/tar.ts';
import {isPassedOver} from '../read/folder.ts';
import {longestId} from './catalogue.ts';
import {copied, type Hidden, newHidden} from './hidden.ts';

/** What was found. */
export type Survey = {
	/** The folder that stands around all submissions, where there is one. */
	readonly wrapper: string | undefined;
	/** How many submissions there seem to be. */
	readonly total: number;
	readonly hidden: Hidden;
};

/** Which folders the archive has on top, and whether one alone is around all the others, as `tar c catalogue` makes it. */
export function newSurvey(): {readonly sink: Sink; readonly found: () => Survey} {
	const [tops, seconds] = [newNames(), newNames()];
	// However long it is, there is one.
	let first: string | undefined;
	let isOnly = true;
	let hasFilesBelowTop = false;
	let strays = 0;
	const hidden = newHidden();
	const sink: Sink = {
		wanted: () => 0,
		add(entry, content) {
			const {path, type} = entry;
			hidden.see(entry, content);
			const [top = '', second, third] = path.split('/', 3);
			if (top === '' || isPassedOver(top) || (second === undefined && type !== 'folder')) return;
			tops.add(top);
			first ??= top;
			isOnly &&= top === first;
			if (!isOnly || second === undefined || isPassedOver(second)) return;
			if (third !== undefined || type === 'folder') seconds.add(second);
			else hasFilesBelowTop = true;
		},
		stray() {
			strays++;
		},
	};
	const found = () => {
		const isWrapped = isOnly && !hasFilesBelowTop && seconds.count > 0;
		return {wrapper: isWrapped ? first : undefined, total: (isWrapped ? seconds : tops).count + strays, hidden};
	};
	return {sink, found};
}

/** Different names, as far as they may be those of submissions; of longer ones those that follow each other are taken for one. */
function newNames(): {add(name: string): void; readonly count: number} {
	const names = new Set<string>();
	let last = '';
	let longer = 0;
	return {
		add(name) {
			if (name === last) return;
			last = name;
			if (name.length > longestId) longer++;
			else if (!names.has(name)) names.add(copied(name));
		},
		get count() {
			return names.size + longer;
		},
	};
}
