/** The entries of a catalogue's archive to submissions, one on the disk after the other. */

import {join} from 'node:path';
import type {Entry} from '../filesystem.ts';
import {quoted} from '../paths.ts';
import {megabytes} from '../read/bounds.ts';
import type {Content, Sink} from '../read/filesystem/tar.ts';
import {isPassedOver} from '../read/folder.ts';
import {isOfMachine, reasonOf} from '../reason.ts';
import {type Item, longestId} from './catalogue.ts';
import {copied} from './hidden.ts';
import type {Survey} from './tar-survey.ts';
import {mostFileBytes, newUnpacking, type Unpacking} from './unpacked.ts';

/** The submission whose entries come by. Without `unpacking` they are passed over. */
type Current = {readonly name: string; readonly unpacking?: Unpacking; fault?: string};

/** Takes the entries of an archive and gives each submission when the next begins, or the archive ends. */
export function newSubmissions(
	{wrapper, hidden}: Survey,
	isDone: (key: string) => boolean,
	unpacked: string,
	give: (item: Item) => void,
): {readonly sink: Sink; readonly end: () => void} {
	const above = wrapper === undefined ? '' : `${wrapper}/`;
	const depth = wrapper === undefined ? 1 : 2;
	const seen = new Set<string>();
	let current: Current | undefined;
	let entries = 0;

	function end(): void {
		const {name: key, unpacking, fault} = current ?? {name: ''};
		current = undefined;
		if (unpacking === undefined) return;
		const trouble = fault ?? faultOf(() => unpacking.done());
		if (trouble !== undefined) unpacking.drop();
		give(trouble === undefined ? {key, folder: unpacking.folder, isOurs: true} : {key, error: trouble});
	}

	/** A line for the entry that comes by, named by where it stands, as no folder is named: the submission has a line of its own. */
	function refuse(error: string): void {
		const key = `entry ${entries + 1}/`;
		if (!isDone(key)) give({key, error});
	}

	function begin(name: string): Current {
		end();
		if (name.length > longestId) {
			refuse(`the name ${quoted(name)}… is longer than ${longestId} characters`);
			current = {name};
			return current;
		}
		if (seen.has(name)) refuse(`more of ${JSON.stringify(name)}, whose files stand elsewhere in the archive`);
		const own = copied(name);
		if (seen.has(own) || isDone(own)) current = {name: own};
		else current = {name: own, unpacking: newUnpacking(join(unpacked, String(seen.size)))};
		seen.add(current.name);
		return current;
	}

	/** The submission that an entry belongs to and its path in there. What is passed over shows at most that there is one. */
	function placeOf({path, type}: Entry): {readonly to: Current; readonly rest: string} | undefined {
		const inside = path.startsWith(above) ? path.slice(above.length) : '';
		const [name = '', ...rest] = inside.split('/');
		if (name === '' || isPassedOver(name) || (rest.length === 0 && type !== 'folder' && type !== 'link')) return undefined;
		const isHidden = hidden.isPassedOver(path, depth);
		if (isHidden && seen.has(name)) return undefined;
		const to = current?.name === name ? current : begin(name);
		return isHidden ? undefined : {to, rest: rest.join('/')};
	}

	const sink: Sink = {
		wanted(entry) {
			const {to} = placeOf(entry) ?? {};
			if (to?.unpacking === undefined || to.fault !== undefined) return 0;
			if (entry.size <= mostFileBytes) return entry.size;
			to.fault = `${entry.path.slice(0, 1000)} is larger than ${megabytes(mostFileBytes)}, which a catalogue's archive does not carry: use a folder`;
			return 0;
		},
		add(entry, content) {
			const {to, rest} = placeOf(entry) ?? {};
			entries++;
			if (to?.unpacking === undefined || to.fault !== undefined || rest === undefined) return;
			const {unpacking, name} = to;
			// A root file system has devices.
			if ((entry.type === 'device' || entry.type === 'other') && hidden.isInRoot(entry.path, depth)) return;
			const fault = faultOf(() => putEntry(unpacking, rest, entry, content, `${above}${name}/`));
			if (fault !== undefined) to.fault = fault;
		},
		stray(name) {
			refuse(`the name ${quoted(name)} leads out of its folder, so that it was not read`);
			entries++;
		},
	};
	return {sink, end};
}

/** Writes one entry. `above` is what stands before a path of the submission in the archive. @throws {Error} for what can't be taken, devices among it */
export function putEntry(unpacking: Unpacking, path: string, {type, target = ''}: Entry, content: Content | undefined, above: string): void {
	if (path === '') {
		if (type === 'link') throw new Error('is a link, which is not followed: put the folder itself there');
		return;
	}
	if (content !== undefined && 'unread' in content) throw new Error(`${path}: ${content.unread}`);
	if (content !== undefined && 'sameAs' in content) unpacking.addTwin(path, content.sameAs.startsWith(above) ? content.sameAs.slice(above.length) : '');
	else if (type === 'file') unpacking.addFile(path, content ?? '');
	else if (type === 'folder') unpacking.addFolder(path);
	else if (type === 'link') unpacking.addLink(path, target);
	else throw new Error(`${quoted(path)} is neither a file nor a folder: take it out of the archive`);
}

function faultOf(act: () => void): string | undefined {
	try {
		act();
		return undefined;
	} catch (error) {
		if (isOfMachine(error)) throw error;
		return reasonOf(error);
	}
}
