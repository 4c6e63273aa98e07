/** The submissions of the editor's workspace, and which of them each document belongs to. */

import {basename, relative, sep} from 'node:path';
import {configName, isPassedOver} from '../read/folder.ts';
import type {OpenDocument} from './files.ts';
import {newLane} from './lane.ts';
import {findRoots, isInside, type Root} from './roots.ts';
import {newSession, type Session, type Surroundings} from './session.ts';
import {nameOf, pathOf} from './uris.ts';

/** A document's submission, and its path in there. */
type Spot = {readonly session: Session; readonly file: string};

export type Workspace = {
	/** Which folders are open in the editor. */
	setFolders(folders: readonly string[]): void;
	put(document: OpenDocument): void;
	close(uri: string): void;
	/** A file was written, made or deleted. */
	touched(uri: string, how: 'changed' | 'made or gone'): void;
	/** Where a document belongs; nothing for one that is no part of any submission. */
	spotOf(uri: string): Promise<Spot | undefined>;
	end(): void;
};

/** Milliseconds in which several changes of the folders are taken for one. */
const pause = 50;

/** A workspace without folders, until they are set. */
export function newWorkspace(surroundings: Surroundings): Workspace {
	const open = new Map<string, OpenDocument>();
	/** Documents that lie in no submission, by URI: each is one of its own. */
	const lone = new Map<string, Session>();
	let folders: readonly string[] = [];
	/** Whether the folders have been looked into; no document is taken for lone before. */
	let isKnown = false;
	let sessions: readonly {readonly root: Root; readonly session: Session}[] = [];

	const spotOf = (uri: string): Spot | undefined => {
		const path = pathOf(uri);
		const [holding] = sessions.filter(({root}) => path !== undefined && isInside(root.path, path)).toSorted((a, b) => b.root.path.length - a.root.path.length);
		if (path === undefined || holding === undefined) {
			const session = lone.get(uri);
			return session && {session, file: path === undefined ? nameOf(uri) : basename(path)};
		}
		const steps = relative(holding.root.path, path).split(sep);
		return steps.some(isPassedOver) ? undefined : {session: holding.session, file: steps.join('/')};
	};
	const isLone = (uri: string) => {
		const path = pathOf(uri);
		return path === undefined || !sessions.some(({root}) => isInside(root.path, path));
	};
	const put = (document: OpenDocument) => {
		const {uri} = document;
		if (isLone(uri) && !lone.has(uri)) lone.set(uri, newSession(undefined, [], surroundings));
		const spot = spotOf(uri);
		spot?.session.put(spot.file, document);
	};
	const endLone = (uri: string) => {
		lone.get(uri)?.end();
		lone.delete(uri);
	};
	const discovery = newLane(
		pause,
		async () => {
			const roots = await findRoots(folders);
			const kept = sessions.filter(({root}) => roots.some((other) => isSame(root, other)));
			for (const {root, session} of sessions) if (!kept.some((other) => other.root === root)) session.end();
			const fresh = roots.filter((root) => !kept.some((other) => isSame(root, other.root)));
			sessions = [...kept, ...fresh.map((root) => ({root, session: newSession(root.path, root.except, surroundings)}))];
			isKnown = true;
			for (const uri of [...lone.keys()]) if (!isLone(uri)) endLone(uri);
			// Those that are where they were are none the wiser.
			for (const document of open.values()) if (isLone(document.uri) || fresh.some(({path}) => spotOf(document.uri)?.session.root === path)) put(document);
		},
		surroundings.complain,
	);
	return {
		setFolders(paths) {
			folders = paths;
			discovery.ask();
		},
		put(document) {
			open.set(document.uri, document);
			if (isKnown) put(document);
		},
		close(uri) {
			open.delete(uri);
			const spot = spotOf(uri);
			if (lone.has(uri)) endLone(uri);
			else spot?.session.close(spot.file);
		},
		touched(uri, how) {
			const path = pathOf(uri);
			const spot = spotOf(uri);
			if (path !== undefined && basename(path) === configName && how !== 'changed') discovery.ask();
			if (spot === undefined || lone.has(uri)) return;
			if (how === 'changed') spot.session.reload(spot.file);
			else spot.session.reloadAll();
		},
		async spotOf(uri) {
			await discovery.idle();
			return spotOf(uri);
		},
		end() {
			discovery.stop();
			for (const {session} of sessions) session.end();
			for (const session of lone.values()) session.end();
		},
	};
}

function isSame(one: Root, other: Root): boolean {
	return one.path === other.path && one.except.join('\0') === other.except.join('\0');
}
