/** Archives of which everything lies in one folder, as in `tar -cf root.tar rootfs`: that folder is the root. */

import type {Entry} from '../../filesystem.ts';
import {type Collector, newCollector, topOf} from './collector.ts';
import {isRootFileSystem} from './recognise.ts';
import type {Content, Sink} from './tar.ts';

/** Names that lie right in a root, in Linux and in Windows. An archive that begins with another folder is taken for one that has all in it. */
const usual =
	/^(?:bin|boot|dev|etc|home|lib\d*|libx32|lost\+found|media|mnt|opt|proc|root|run|s?bin|srv|sys|tmp|usr|var|windows|users|program ?(?:files.*|data)|\$.*|documents and settings|perflogs|recovery|system volume information|inetpub)$/i;

/** Gathers by the paths as they are and, as long as all lie in one folder, by those inside of it. */
export function newArchiveCollector(): Sink & {readonly count: number; choose(): Collector} {
	const whole = newCollector();
	let inside: Collector | undefined;
	let top: string | undefined;
	const within = (path: string) => path.slice((top ?? '').length + 1);

	function see({path, type}: Entry): void {
		if (path === '') return;
		const first = topOf(path);
		if (top === undefined) {
			top = first;
			if (!usual.test(first) && (type === 'folder' || path !== first)) inside = newCollector();
		} else if (first !== top || (path === top && type !== 'folder')) inside = undefined;
	}

	return {
		get count() {
			return whole.count;
		},
		wanted(entry) {
			see(entry);
			return Math.max(whole.wanted(entry), inside === undefined ? 0 : inside.wanted({...entry, path: within(entry.path)}));
		},
		add(entry, content) {
			see(entry);
			whole.add(entry, content);
			if (inside === undefined || entry.path === '') return;
			const isInside = content !== undefined && 'sameAs' in content && topOf(content.sameAs) === top;
			const brought: Content | undefined = isInside ? {sameAs: within(content.sameAs)} : content;
			inside.add({...entry, path: within(entry.path)}, brought);
		},
		choose: () => (inside !== undefined && isRootFileSystem(inside.done('', 'tar')) ? inside : whole),
	};
}

/** The folder that is the only one in a folder, where that may be the root: `names` are its names. */
export function onlyFolder(names: readonly string[]): string | undefined {
	const [only, ...others] = names.filter((name) => !name.startsWith('.'));
	return only !== undefined && others.length === 0 && !usual.test(only) ? only : undefined;
}
