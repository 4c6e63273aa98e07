/** Archives of which everything lies in one folder, as in `tar -cf root.tar rootfs` or `tar -cf root.tar /mnt/ami`: that folder is the root. */

import type {Entry} from '../../filesystem.ts';
import {type Collector, newCollector, topOf} from './collector.ts';
import {isRootFileSystem} from './recognise.ts';
import type {Content, Sink} from './tar.ts';

/** Names that lie right in a root, in Linux and in Windows. A folder that holds one of them alone is taken for the root. */
const usual =
	/^(?:bin|boot|dev|etc|home|lib\d*|libx32|lost\+found|media|mnt|opt|proc|root|run|s?bin|srv|sys|tmp|usr|var|windows|users|program ?(?:files.*|data)|\$.*|documents and settings|perflogs|recovery|system volume information|inetpub)$/i;
/** Those of them in which no root is put together or mounted, so that they lie in one themselves. */
const own = /^(?:bin|boot|dev|etc|lib\d*|libx32|lost\+found|proc|s?bin|sys|usr|windows|program ?(?:files.*|data)|\$.*)$/i;

/** Folders, one in the other, that a root is looked for in. */
export const mostLevels = 8;

/** How many folders on the way to an entry may be the root. `tar -cf root.tar /var/tmp/ami` begins with that folder; what others come to are a root's own. */
function levelsOf(path: string, isFolder: boolean, chain: string): number {
	const steps = path.split('/');
	const isStart = chain === '' && isFolder;
	if (isStart && steps.length > 1) return Math.min(steps.length, mostLevels);
	const known = chain === '' ? 0 : chain.split('/').length;
	// An archive that begins with `usr/` is one of a root, and to gather all of that twice takes time.
	const end = steps.findIndex((name, level) => level >= known && (level > 0 ? usual : own).test(name));
	return Math.min(isFolder ? steps.length : steps.length - 1, end < 0 ? mostLevels : end);
}

/** What lies in one folder, by the paths inside of it. */
type Inner = {readonly prefix: string; readonly collector: Collector};

/** Gathers by the paths as they are and, as long as all lie in one folder, by those inside of it and of each that it lies in. */
export function newArchiveCollector(): Sink & {readonly count: number; choose(): Collector} {
	const whole = newCollector();
	/** The outermost first. */
	let inners: readonly Inner[] = [];
	/** The folder that all entries so far lead to; nothing once something else came. */
	let chain: string | undefined = '';
	/** The innermost folder that the first entry lies in. */
	let start: string | undefined;

	function see({path, type}: Entry): void {
		if (path === '') return;
		const [isFolder, below] = [type === 'folder', `${path}/`];
		const holds = ({prefix}: Inner) => path.startsWith(`${prefix}/`) || (isFolder && `${prefix}/`.startsWith(below));
		if (!inners.every(holds)) inners = inners.filter(holds);
		if (chain === undefined || path === chain) return;
		const levels = chain === '' || path.startsWith(`${chain}/`) ? levelsOf(path, isFolder, chain) : 0;
		const steps = path.split('/');
		for (let level = inners.length + 1; level <= levels; level++) inners = [...inners, {prefix: steps.slice(0, level).join('/'), collector: newCollector()}];
		start ??= inners.at(-1)?.prefix;
		chain = isFolder && levels === steps.length ? path : undefined;
		// Each holds contents from here on: a few must do.
		if (chain === undefined) inners = inners.filter(({prefix}, index) => prefix === start || index === inners.length - 1);
	}

	function addInner({prefix, collector}: Inner, entry: Entry, content: Content | undefined): void {
		if (entry.path !== prefix && !entry.path.startsWith(`${prefix}/`)) return;
		const within = (path: string) => path.slice(prefix.length + 1);
		const isInside = content !== undefined && 'sameAs' in content && content.sameAs.startsWith(`${prefix}/`);
		collector.add({...entry, path: within(entry.path)}, isInside ? {sameAs: within(content.sameAs)} : content);
	}

	return {
		get count() {
			return whole.count;
		},
		wanted(entry) {
			see(entry);
			const inside = inners.map(({prefix, collector}) => collector.wanted({...entry, path: entry.path.slice(prefix.length + 1)}));
			return Math.max(whole.wanted(entry), ...inside);
		},
		add(entry, content) {
			see(entry);
			whole.add(entry, content);
			if (entry.path === '') return;
			for (const inner of inners) addInner(inner, entry, content);
			// Where a root begins, the folders around it can be none.
			const last = inners.at(-1);
			if (last !== undefined && inners.length > 1 && own.test(topOf(entry.path.slice(last.prefix.length + 1)))) inners = [last];
		},
		choose() {
			const collectors = inners.map(({collector}) => collector);
			const root = collectors.findLast((collector) => isRootFileSystem(collector.done('', 'tar')));
			return root ?? (whole.isPart ? whole : (collectors.findLast(({isPart}) => isPart) ?? whole));
		},
	};
}

/** The folder that is the only one in a folder, where that may be the root: `names` are its names. */
export function onlyFolder(names: readonly string[]): string | undefined {
	const [only, ...others] = names.filter((name) => !name.startsWith('.'));
	return only !== undefined && others.length === 0 && !usual.test(only) ? only : undefined;
}
