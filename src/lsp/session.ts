/** One submission while it is edited: its files, and the rounds of checks that each change sets off. */

import {join} from 'node:path';
import type {Diagnostic} from 'vscode-languageserver/node';
import {newMemory} from '../memory.ts';
import {configName} from '../read/folder.ts';
import {diagnosticOf} from './diagnostics.ts';
import {newFiles, type OpenDocument} from './files.ts';
import {newLane} from './lane.ts';
import {newPublisher, type Publish} from './publisher.ts';
import {type Held, type View, viewOf, withoutKnown} from './remarks.ts';
import {checkRound, type Engine, type Round} from './rounds.ts';
import {newSettingsReader} from './settings.ts';
import {uriOf} from './uris.ts';

/** What a session needs of the server. */
export type Surroundings = {
	readonly engine: Engine;
	readonly publish: Publish;
	/** Faults of shelfready itself, which belong to no file. */
	complain(message: string): void;
};

export type Session = {
	/** The folder; missing for a document by itself. */
	readonly root?: string;
	/** A document was opened or has changed. */
	put(file: string, document: OpenDocument): void;
	/** A document was closed: what lies on the disk counts again. */
	close(file: string): void;
	/** A file was written or deleted. */
	reload(file: string): void;
	/** Files may have come, or gone. */
	reloadAll(): void;
	/** What there is to say, once the engine has looked at all that came before; nothing before its first look. */
	view(): Promise<View | undefined>;
	uriOf(file: string): string;
	/** Ends the session and takes back all that it said. */
	end(): void;
};

/** Milliseconds without a change after which each round begins: the later ones take long, and half-typed text is not worth it. */
const pauses = {engine: 15, texts: 120, 'cfn-lint': 350, files: 50} as const;

/** A session. `except` are folders inside that are submissions of their own. */
export function newSession(root: string | undefined, except: readonly string[], {engine, publish, complain}: Surroundings): Session {
	const files = newFiles(root, except);
	const settingsOf = newSettingsReader(engine.validators, root === undefined);
	const memory = newMemory();
	const publisher = newPublisher(publish);
	const complaints = new Set<string>();
	let open: ReadonlyMap<string, OpenDocument> = new Map();
	/** Counts what has changed: what a round comes to counts while it is the same. */
	let changes = 0;
	/** The count that the engine has looked at. */
	let looked = -1;
	let isEnded = false;
	/** Whether the folder has been read: what is open is not looked at without it. */
	let isRead = false;
	let held: Held | undefined;
	let view: View | undefined;
	/** Files to be read again; `all` for the whole folder. */
	let stale: Set<string> | 'all' = 'all';

	const uriIn = (file: string) => open.get(file)?.uri ?? uriOf(join(root ?? '', file));
	const once = (message: string) => {
		if (complaints.has(message) || isEnded) return;
		complaints.add(message);
		complain(message);
	};
	const runRound = async (round: Round) => {
		const started = changes;
		// The later rounds come after the engine's on the same texts, and are asked for by it.
		if (round !== 'engine' && looked !== started) return;
		const snapshot = files.snapshot();
		const settings = await settingsOf(snapshot);
		const checked = await checkRound(round, snapshot, settings.config, engine, memory);
		// Something newer has been asked for meanwhile.
		if (started !== changes || isEnded) return;
		if (round === 'engine') {
			looked = started;
			held = {...held, engine: checked};
		} else if (held !== undefined) held = {...held, [round]: withoutKnown(checked, held.engine)};
		if (held === undefined) return;
		view = viewOf(snapshot, settings, held);
		say(view);
		if (round === 'engine') for (const later of [texts, linting]) later?.ask();
	};
	const say = ({snapshot, remarks}: View) => {
		const byFile = new Map<string, Diagnostic[]>([...snapshot.open.keys()].map((file) => [file, []]));
		for (const remark of remarks) {
			const {file, message} = remark;
			if (isOurs(file) && !files.has(file)) {
				once(`${file}: ${message}`);
				continue;
			}
			const told = byFile.get(file) ?? [];
			told.push(diagnosticOf(remark));
			byFile.set(file, told);
		}
		publisher.tell(new Map([...byFile].map(([file, diagnostics]) => [uriIn(file), {version: snapshot.open.get(file)?.version, diagnostics}])));
	};
	const engineRound = newLane(pauses.engine, () => runRound('engine'), once);
	const texts = newLane(pauses.texts, () => runRound('texts'), once);
	const linting = engine.linter === undefined ? undefined : newLane(pauses['cfn-lint'], () => runRound('cfn-lint'), once);
	const changed = () => {
		changes++;
		if (isRead) engineRound.ask();
	};
	const read = async () => {
		const again = stale;
		stale = new Set();
		if (again === 'all') await files.load();
		else for (const file of again) await files.reload(file);
		isRead = true;
		changed();
	};
	const reading = newLane(pauses.files, read, once);
	const reload = (file: string) => {
		if (stale !== 'all') stale.add(file);
		reading.ask();
	};
	reading.ask();
	return {
		...(root === undefined ? {} : {root}),
		put(file, document) {
			const isKnown = files.has(file);
			open = new Map([...open, [file, document]]);
			files.put(file, document);
			if (isKnown) return changed();
			// It may lie on the disk and be no part of the submission.
			changes++;
			reload(file);
		},
		close(file) {
			open = new Map([...open].filter(([name]) => name !== file));
			files.put(file, undefined);
			changes++;
			reload(file);
		},
		reload,
		reloadAll() {
			stale = 'all';
			reading.ask();
		},
		async view() {
			await reading.idle();
			await engineRound.idle();
			return view;
		},
		uriOf: uriIn,
		end() {
			isEnded = true;
			for (const lane of [reading, engineRound, texts, linting]) lane?.stop();
			publisher.end();
		},
	};
}

/** Whether a problem's name is that of a module of ours, where the submission has no such file. */
function isOurs(file: string): boolean {
	return file !== configName && /^(?:src\/gather|validators)\//.test(file);
}
