/** What of a catalogue's archive no check reads, by its names: the same that is passed over in folders. */

import type {Entry} from '../filesystem.ts';
import type {Content} from '../read/filesystem/tar.ts';
import {isPassedOver} from '../read/folder.ts';

/** What is passed over in an archive, when all of its names are known. `depth`: how many steps of a path lead to the submission. */
export type Hidden = {
	/** Whether it is no part of its submission. */
	isPassedOver(path: string, depth: number): boolean;
	/** Whether it lies in what may be a root file system, of which everything is read. */
	isInRoot(path: string, depth: number): boolean;
};

/** In each root file system one of these is; what has one may be none, and is read as far as folders of its kind are. */
const rootMark = /(?:^|\/)(?:etc\/(?:passwd|os-release)|usr\/lib\/os-release|windows\/system32)(?=\/|$)/i;

/** Paths that are remembered. Beyond, nothing is passed over. */
const mostPaths = 10_000;
/** Units of such a path; a longer one is not written. */
const longestPath = 1_000;

/** Begins to look at an archive's names. */
export function newHidden(): Hidden & {see(entry: Entry, content: Content | undefined): void} {
	const roots = new Set<string>();
	/** Files that are passed over, but have another name that is not. */
	const named = new Set<string>();
	const remember = (paths: Set<string>, path: string) => {
		if (path.length <= longestPath && paths.size <= mostPaths) paths.add(copied(path));
	};

	/** How many steps of a path lie around the outermost root file system in it, itself included; all of them where there is none. */
	function stepsBeforeRoot(steps: readonly string[], depth: number): number {
		let path = '';
		for (const [index, step] of steps.entries()) {
			if (index >= depth && roots.has(path)) return index;
			path = index === 0 ? step : `${path}/${step}`;
		}
		return steps.length;
	}

	return {
		see({path}, content) {
			const mark = rootMark.exec(path);
			if (mark !== null) remember(roots, path.slice(0, mark.index));
			if (content !== undefined && 'sameAs' in content && content.sameAs.split('/').some(isPassedOver)) remember(named, content.sameAs);
		},
		isPassedOver(path, depth) {
			const steps = path.split('/');
			if (!steps.some(isPassedOver) || roots.size > mostPaths || named.size > mostPaths || named.has(path)) return false;
			return steps.slice(0, stepsBeforeRoot(steps, depth)).some(isPassedOver);
		},
		isInRoot(path, depth) {
			const steps = path.split('/');
			return stepsBeforeRoot(steps, depth) < steps.length;
		},
	};
}

/** The same text in memory of its own: a piece of a path would hold all of it, which may be megabytes. */
export function copied(name: string): string {
	return Buffer.from(name).toString();
}
