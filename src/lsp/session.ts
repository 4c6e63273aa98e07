/** One submission while it is edited: its files, and the rounds of checks that each change sets off. */

import {join} from 'node:path';
import type {Diagnostic} from 'vscode-languageserver/node';
import {newMemory} from '../memory.ts';
import {configName} from '../read/folder.ts';
import {diagnosticOf} from './diagnostics.ts';
import {newFiles, type OpenDocument} from './files.ts';
import {newLane} from './lane.ts';
import {type Held, type View, viewOf} from './remarks.ts';
import {checkRound, type Engine, type Round} from './rounds.ts';
import {newSettingsReader} from './settings.ts';
import {uriOf} from './uris.ts';

/** What a session needs of the server. */
export type Surroundings = {
	readonly engine: Engine;
	publish(uri: string, version: number | undefined, diagnostics: readonly Diagnostic[]): void;
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
	const complaints = new Set<string>();
	/** What was last said of each file, by URI. */
	const said = new Map<string, string>();
	let open: ReadonlyMap<string, OpenDocument> = new Map();
	let changes = 0;
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
	const guarded = (job: () => Promise<void>) => async () => {
		try {
			await job();
		} catch (error) {
			once(error instanceof Error ? (error.stack ?? error.message) : String(error));
		}
	};
	const runRound = (round: Round) =>
		guarded(async () => {
			const started = changes;
			const snapshot = files.snapshot();
			const settings = await settingsOf(snapshot);
			const checked = await checkRound(round, snapshot, settings.config, engine, memory);
			// Something newer has been asked for meanwhile.
			if (started !== changes || isEnded) return;
			if (round === 'engine') held = {...held, engine: checked};
			else if (held !== undefined) held = {...held, [round]: checked};
			if (held === undefined) return;
			view = viewOf(snapshot, settings, held);
			say(view);
			if (round === 'engine') for (const later of [texts, linting]) later?.ask();
		});
	const say = ({snapshot, remarks}: View) => {
		const byFile = new Map<string, Diagnostic[]>([...snapshot.open.keys()].map((file) => [file, []]));
		for (const remark of remarks) {
			if (isOurs(remark.file) && !files.has(remark.file)) once(`${remark.file}: ${remark.message}`);
			else byFile.set(remark.file, [...(byFile.get(remark.file) ?? []), diagnosticOf(remark)]);
		}
		const uris = new Set([...byFile.keys()].map(uriIn));
		for (const uri of said.keys()) if (!uris.has(uri)) tell(uri, undefined, []);
		for (const [file, diagnostics] of byFile) tell(uriIn(file), snapshot.open.get(file)?.version, diagnostics);
	};
	const tell = (uri: string, version: number | undefined, diagnostics: readonly Diagnostic[]) => {
		// An editor may have moved what it shows along with edits, so each version is told anew.
		const words = JSON.stringify([version, diagnostics]);
		if (said.get(uri) === words || (!said.has(uri) && version === undefined && diagnostics.length === 0)) return;
		if (version === undefined && diagnostics.length === 0) said.delete(uri);
		else said.set(uri, words);
		publish(uri, version, diagnostics);
	};
	const engineRound = newLane(pauses.engine, runRound('engine'));
	const texts = newLane(pauses.texts, runRound('texts'));
	const linting = engine.linter === undefined ? undefined : newLane(pauses['cfn-lint'], runRound('cfn-lint'));
	const changed = () => {
		changes++;
		if (isRead) engineRound.ask();
	};
	const reading = newLane(
		pauses.files,
		guarded(async () => {
			const again = stale;
			stale = new Set();
			if (again === 'all') await files.load();
			else for (const file of again) await files.reload(file);
			isRead = true;
			changed();
		}),
	);
	const reload = (file: string) => {
		if (stale !== 'all') stale.add(file);
		reading.ask();
	};
	reading.ask();
	return {
		...(root === undefined ? {} : {root}),
		put(file, document) {
			open = new Map([...open, [file, document]]);
			files.put(file, document);
			changed();
		},
		close(file) {
			open = new Map([...open].filter(([name]) => name !== file));
			files.put(file, undefined);
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
			for (const uri of [...said.keys()]) tell(uri, undefined, []);
		},
	};
}

/** Whether a problem's name is that of a module of ours, where the submission has no such file. */
function isOurs(file: string): boolean {
	return file !== configName && /^(?:src\/gather|validators)\//.test(file);
}
