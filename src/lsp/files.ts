/** The files of a submission as the editor has them: what lies on the disk, and over it what is open. */

import {realpath, stat} from 'node:fs/promises';
import {join} from 'node:path';
import type {Input, Problem} from '../artifact.ts';
import {configName, listInputs} from '../read/folder.ts';
import {readConfigFile} from '../submission.ts';

/** A document that is open in the editor. */
export type OpenDocument = {readonly uri: string; readonly version: number; readonly text: string};

/** How things stand at one time. Inputs that have not changed since an earlier time are the same objects. */
export type Snapshot = {
	readonly inputs: readonly Input[];
	/** What could not be read from the disk. */
	readonly problems: readonly Problem[];
	/** The text of `shelfready.yaml`, or why it could not be read; missing where there is none. */
	readonly config?: {readonly text: string} | {readonly error: string};
	/** The open documents, by path in the submission; `shelfready.yaml` too. */
	readonly open: ReadonlyMap<string, OpenDocument>;
};

export type Files = {
	/** Reads everything from the disk. */
	load(): Promise<void>;
	/** Reads one file from the disk again; it may be gone by now. */
	reload(file: string): Promise<void>;
	/** A document was opened or changed; or, without one, closed. */
	put(file: string, document: OpenDocument | undefined): void;
	has(file: string): boolean;
	snapshot(): Snapshot;
};

/** Root file systems are left to the command. */
const loading = {withRoots: false, skims: true} as const;

const mark = [0xef, 0xbb, 0xbf];

/** The files under `root`, but for those of the folders in `except`. Without a root there are only those that are open. */
export function newFiles(root: string | undefined, except: readonly string[]): Files {
	const open = new Map<string, OpenDocument>();
	/** What was made of each open document, and of what. */
	const laid = new Map<string, {readonly document: OpenDocument; readonly under: Input | undefined; readonly input: Input}>();
	/** Open files that are on the disk, and no part of the submission: those of a root file system, for example. */
	let outside: ReadonlySet<string> = new Set();
	let disk: ReadonlyMap<string, Input> = new Map();
	let problems: readonly Problem[] = [];
	let config: Snapshot['config'];

	const layOver = (file: string, document: OpenDocument): Input => {
		const under = disk.get(file);
		const before = laid.get(file);
		if (before?.document === document && before.under === under) return before.input;
		// Once saved, a document is the same on the disk: what is known of it stays known.
		const input = [before?.input, under].reduce(unlessSame, inputOf(file, document.text, under));
		laid.set(file, {document, under, input});
		return input;
	};
	const load = async () => {
		if (root === undefined) return;
		const real = await Promise.all(except.map((path) => realpath(path).catch(() => path)));
		const listed = await listInputs([root], {...loading, except: new Set(real)});
		disk = new Map(listed.inputs.map((input) => [input.file, unlessSame(input, disk.get(input.file))]));
		problems = listed.problems;
		config = listed.configFile === undefined ? undefined : await readConfigFile(listed.configFile, false);
		const others = [...open.keys()].filter((file) => !disk.has(file));
		const there = await Promise.all(others.map((file) => isThere(join(root, file))));
		outside = new Set(others.filter((_, index) => there[index] === true));
	};
	return {
		load,
		async reload(file) {
			// What was not listed may be new, or passed over for good reason.
			if (root === undefined || !disk.has(file)) return load();
			const path = join(root, file);
			const listed = (await isThere(path)) ? await listInputs([path], loading) : {inputs: [], problems: []};
			const [input] = listed.inputs;
			const next = new Map(disk);
			if (input === undefined) next.delete(file);
			else next.set(file, unlessSame({...input, file}, disk.get(file)));
			disk = next;
			problems = [...problems.filter((problem) => problem.file !== file), ...listed.problems.map((problem) => ({...problem, file}))];
		},
		put(file, document) {
			if (document === undefined) {
				open.delete(file);
				laid.delete(file);
			} else open.set(file, document);
		},
		has: (file) => disk.has(file) || open.has(file),
		snapshot() {
			const inputs = new Map(disk);
			for (const [file, document] of open) if (file !== configName && !outside.has(file)) inputs.set(file, layOver(file, document));
			const text = open.get(configName)?.text;
			const settings = text === undefined ? config : {text};
			return {
				inputs: [...inputs.values()].toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)),
				problems: problems.filter(({file}) => !open.has(file)),
				...(settings === undefined ? {} : {config: settings}),
				open: new Map(open),
			};
		},
	};
}

/** A document's text in place of what lies on the disk. Editors take byte order marks away, and write them again. */
function inputOf(file: string, text: string, under: Input | undefined): Input {
	const isMarked = under !== undefined && mark.every((byte, index) => under.bytes[index] === byte);
	return {file, bytes: new TextEncoder().encode(isMarked && !text.startsWith('\ufeff') ? `\ufeff${text}` : text)};
}

/** What was there before where it holds the same. */
function unlessSame(input: Input, before: Input | undefined): Input {
	if (before === undefined || input.whole?.sha256 !== before.whole?.sha256 || input.instead !== before.instead) return input;
	return Buffer.compare(input.bytes, before.bytes) === 0 ? before : input;
}

async function isThere(path: string): Promise<boolean> {
	return stat(path).then(
		(found) => found.isFile(),
		() => false,
	);
}
