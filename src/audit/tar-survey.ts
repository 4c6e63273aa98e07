/** What a catalogue's archive holds, by its names alone. */

import type {Sink} from '../read/filesystem/tar.ts';
import {isPassedOver} from '../read/folder.ts';
import {longestId} from './catalogue.ts';
import {copied, type Hidden, newHidden} from './hidden.ts';
import {newWrapping, type Wrapping} from './wrapper.ts';

/** What was found. */
export type Survey = {
	/** The folder that stands around all submissions, where there is one. */
	readonly wrapper: string | undefined;
	/** How the archive was read, where it might have been meant otherwise. */
	readonly words?: string;
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
	const wrapping = newWrapping();
	let strays = 0;
	const hidden = newHidden();
	const sink: Sink = {
		wanted: () => 0,
		add(entry, content) {
			const {path, type} = entry;
			hidden.see(entry, content);
			const [top = '', second, third, fourth] = path.split('/', 4);
			if (top === '' || isPassedOver(top) || (second === undefined && type !== 'folder')) return;
			tops.add(top);
			first ??= top;
			isOnly &&= top === first;
			if (!isOnly || second === undefined || isPassedOver(second)) return;
			if (third !== undefined || type === 'folder') seconds.add(second);
			wrapping.see(second, third, fourth, type);
		},
		stray() {
			strays++;
		},
	};
	const found = () => {
		const {isCatalogue, words} = isOnly && first !== undefined ? wrapping.found(first, seconds.count) : single;
		const total = (isCatalogue ? seconds : tops).count + strays;
		return {wrapper: isCatalogue ? first : undefined, total, hidden, ...(words === undefined ? {} : {words})};
	};
	return {sink, found};
}

/** Where there are several folders on top. */
const single: Wrapping = {isCatalogue: false};

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
