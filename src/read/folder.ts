/** Paths given on the command line to the files of one submission. The only part that walks folders; nothing is written, no link is followed out. */

import {constants, lstat, open, readdir, realpath, stat} from 'node:fs/promises';
import {basename, dirname, join, relative, resolve, sep} from 'node:path';
import type {Input, Problem} from '../artifact.ts';
import {isInside} from '../paths.ts';
import {codeOf, placelessReasonOf} from '../reason.ts';
import {maxFiles, maxHeldBytes, megabytes} from './bounds.ts';
import {readRootFolder} from './filesystem/folder.ts';
import {containerImage, isOfSystem, isPartOfRoot, isRootFolder} from './filesystem/recognise.ts';
import {nameOf as nameOfBytes} from './filesystem/tar-header.ts';
import {mostLevels} from './filesystem/top-folder.ts';
import {loadFile} from './load.ts';
import type {Loading} from './loading.ts';

/** The files of a submission, what kept some from being read, and the path of its `shelfready.yaml`. */
export type Listed = {
	readonly inputs: readonly Input[];
	readonly problems: readonly Problem[];
	readonly configFile?: string;
	/** Real path of the folder that names in reports are relative to. */
	readonly base: string;
	/** Where each named file or folder lies on the disk, by its name in reports. */
	readonly paths: ReadonlyMap<string, string>;
};

const missing = 'does not exist';
/** The settings of a submission, at its root. */
export const configName = 'shelfready.yaml';

/** Names that hold no part of a submission. */
const passedOver = new Set(['node_modules', '__MACOSX', 'Thumbs.db', 'desktop.ini']);

/** Files that lie right in a root file system only where it was laid into the folder of a submission. */
const ofSubmission = /\.(?:json|ya?ml|template|md|html?|pdf|docx|adoc|rst)$/i;

/** Whether a file or folder of this name is no part of a submission, wherever it lies. */
export function isPassedOver(name: string): boolean {
	return name.startsWith('.') || passedOver.has(name);
}

/** How a submission is listed. */
type Listing = Omit<Loading, 'asRoot'> & {
	/** Real paths of files and folders that are passed over, since they are read otherwise. */
	readonly except?: ReadonlySet<string>;
};

type Walk = {
	readonly options: Listing;
	/** Real path of the submission's root: no link may lead out of it. */
	readonly root: string;
	/** What the paths in reports are relative to. */
	readonly base: string;
	readonly inputs: Input[];
	readonly problems: Problem[];
	readonly paths: Map<string, string>;
	configFile: string | undefined;
	held: number;
	isFull: boolean;
};

/** Lists the inputs of one submission: a folder, or files and folders. Never throws for what the disk holds. */
export async function listInputs(paths: readonly string[], options: Listing = {}): Promise<Listed> {
	const given = [...new Set(paths.map((path) => resolve(path)))];
	const base = await baseOf(given);
	const root = await realpath(base).catch(() => base);
	const walk: Walk = {options, base, root, inputs: [], problems: [], paths: new Map(), configFile: undefined, held: 0, isFull: false};
	for (const path of given) {
		try {
			// A link that is named by the user is followed: the user chose it.
			const found = await stat(path);
			if (found.isDirectory()) await walkFolder(walk, path);
			else if (basename(path) === configName) setConfig(walk, path);
			else await addFile(walk, path, found.size, found.isFile(), constants.O_RDONLY);
		} catch (error) {
			walk.problems.push({file: nameOf(walk, path), message: whyUnreadable(error)});
		}
	}
	const inputs = [...new Map(walk.inputs.map((input) => [input.file, input])).values()].toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
	return {inputs, problems: walk.problems, base: root, paths: walk.paths, ...(walk.configFile === undefined ? {} : {configFile: walk.configFile})};
}

/** One folder is the root itself; otherwise the deepest folder that all paths share. */
async function baseOf(paths: readonly string[]): Promise<string> {
	const [first = process.cwd()] = paths;
	if (paths.length <= 1) {
		const isFolder = await stat(first).then(
			(found) => found.isDirectory(),
			() => false,
		);
		return isFolder ? first : dirname(first);
	}
	let base = dirname(first);
	while (paths.some((path) => !isInside(base, path)) && dirname(base) !== base) base = dirname(base);
	return base;
}

async function walkFolder(walk: Walk, folder: string): Promise<void> {
	if (await isExcepted(walk, folder)) return;
	const entries = (await readdir(folder, {withFileTypes: true, encoding: 'buffer'}))
		.map((entry) => ({entry, name: nameOfBytes(entry.name)}))
		.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
	const names = entries.map(({name}) => name);
	const container = containerImage(new Set(names));
	if (container !== undefined) {
		// Its layers are no parts of the submission, and each alone may look like a root file system.
		walk.inputs.push({file: nameOf(walk, folder), bytes: new Uint8Array(), instead: container});
		return;
	}
	const isRoot = await isRootFolder(names, (path) => namesIn(join(folder, path)));
	if (isRoot) {
		if (walk.options.withRoots !== false) addInput(walk, await rootFolder(folder, nameOf(walk, folder), walk.options));
		if (!entries.some(({entry, name}) => entry.isFile() && (name === configName || ofSubmission.test(name)))) return;
	}
	for (const {entry, name} of entries) {
		if (walk.isFull) return;
		if (isPassedOver(name) || (isRoot && isOfSystem(name))) continue;
		const path = join(folder, name);
		const isConfig = name === configName && folder === walk.base;
		try {
			if (name !== entry.name.toString('utf8'))
				walk.problems.push({file: nameOf(walk, path), message: 'was not read, since its name is not UTF-8: give it another'});
			else if (entry.isSymbolicLink()) await addLink(walk, path, isConfig);
			else if (entry.isDirectory()) {
				if (isConfig) walk.problems.push({file: nameOf(walk, path), message: `is a folder; settings are a file of this name: give the folder another`});
				await walkFolder(walk, path);
			} else if (isConfig) setConfig(walk, path);
			else await addFile(walk, path, (await lstat(path)).size, entry.isFile(), asItStands);
		} catch (error) {
			walk.problems.push({file: nameOf(walk, path), message: whyUnreadable(error)});
		}
	}
}

/** A link inside the submission names a file that is read where it stands; one that leads elsewhere is not followed. */
async function addLink(walk: Walk, path: string, isConfig: boolean): Promise<void> {
	const target = await realpath(path).catch((error: unknown) => {
		// `does not exist` would name the link, which does.
		if (whyUnreadable(error) === missing) return undefined;
		throw error;
	});
	if (target === undefined) {
		walk.problems.push({file: nameOf(walk, path), message: 'is a link to what does not exist'});
		return;
	}
	const steps = relative(walk.root, target).split(sep);
	const isListed = isInside(walk.root, target) && !steps.some(isPassedOver);
	if (!isListed)
		walk.problems.push({file: nameOf(walk, path), message: 'is a link that leads out of the submission; it was not followed: put the file itself there'});
	// Others name what is read where it stands; settings are looked for under this name alone.
	else if (isConfig && (await stat(target)).isFile()) setConfig(walk, path);
	else if (isConfig) walk.problems.push({file: nameOf(walk, path), message: 'is a link to what is no file; settings are a file of this name'});
}

/** How a file is opened that was found: what became a link, or a pipe, since it was looked at is neither followed nor waited for. */
const asItStands = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

async function addFile(walk: Walk, path: string, size: number, isFile: boolean, flags: number): Promise<void> {
	const file = nameOf(walk, path);
	if (!isFile) {
		walk.problems.push({file, message: 'is neither a file nor a folder and was not read'});
		return;
	}
	if (walk.inputs.length >= maxFiles) return stop(walk, file, `more than ${maxFiles} files: this file and those after it were not read`);
	if (await isExcepted(walk, path)) return;
	const handle = await open(path, flags);
	try {
		addInput(walk, await loadFile(handle, file, size, walk.options));
	} finally {
		await handle.close();
	}
}

function addInput(walk: Walk, input: Input): void {
	walk.held += input.bytes.length;
	for (const {length} of input.system?.contents.values() ?? []) walk.held += length;
	if (walk.held > maxHeldBytes) return stop(walk, input.file, `more than ${megabytes(maxHeldBytes)} in all: this file and those after it were not read`);
	walk.inputs.push(input);
}

/** A folder as the root file system that it holds. */
async function rootFolder(folder: string, file: string, {onReading}: Loading): Promise<Input> {
	const {size, sha256, ...walked} = await readRootFolder(folder, file, (done) => onReading?.(file, done, undefined));
	return {file, bytes: new Uint8Array(), whole: {size, sha256}, ...walked};
}

async function isExcepted({options: {except}}: Walk, path: string): Promise<boolean> {
	return except !== undefined && except.size > 0 && except.has(await realpath(path));
}

/** Root file systems that the user names: each path is one, whatever it looks like. `taken` are names that other artifacts have. */
export async function listRoots(
	given: readonly string[],
	taken: ReadonlySet<string>,
	onReading?: Loading['onReading'],
): Promise<Pick<Listed, 'inputs' | 'problems' | 'paths'>> {
	const inputs: Input[] = [];
	const problems: Problem[] = [];
	const names = new Set(taken);
	const paths = new Map<string, string>();
	for (const path of new Set(given.map((root) => resolve(root)))) {
		const own = basename(path) || 'root';
		let file = names.has(own) ? `root/${own}` : own;
		for (let count = 2; names.has(file); count++) file = `root/${count}/${own}`;
		names.add(file);
		paths.set(file, await realpath(path).catch(() => path));
		try {
			inputs.push({...(await loadRoot(path, file, {asRoot: true, ...(onReading === undefined ? {} : {onReading})})), asRoot: true});
		} catch (error) {
			problems.push({file, message: whyUnreadable(error)});
		}
	}
	return {inputs, problems, paths};
}

async function loadRoot(path: string, file: string, options: Loading): Promise<Input> {
	const found = await stat(path);
	if (found.isDirectory()) {
		const names = await readdir(path);
		const container = containerImage(new Set(names));
		if (container !== undefined) return {file, bytes: new Uint8Array(), instead: container};
		const steps = await stepsToRoot(path);
		return rootFolder(join(path, ...steps), [file, ...steps].join('/'), options);
	}
	if (!found.isFile()) throw new Error('it is neither a file nor a folder');
	const handle = await open(path, 'r');
	try {
		return await loadFile(handle, file, found.size, options);
	} finally {
		await handle.close();
	}
}

/** The names of the folders, each alone in the one before it, that lead to a root file system; none where the folder itself is one, or nothing is. */
async function stepsToRoot(folder: string): Promise<readonly string[]> {
	const steps: string[] = [];
	let isWrapped = true;
	for (let at = folder; steps.length <= mostLevels; at = join(folder, ...steps)) {
		const entries = await readdir(at, {withFileTypes: true}).catch(() => []);
		const names = entries.map(({name}) => name);
		if (await isRootFolder(names, (inside) => namesIn(join(at, inside)))) return steps;
		const isPart = entries.some((entry) => entry.isDirectory() && isPartOfRoot(entry.name));
		// In a root that is given in part, as `opt` alone, nothing but a whole root is looked for.
		if (isPart && isWrapped && steps.length > 0) return steps;
		isWrapped &&= !isPart;
		const [only, ...others] = entries.filter(({name}) => !name.startsWith('.'));
		if (only === undefined || others.length > 0 || !only.isDirectory()) break;
		steps.push(only.name);
	}
	return [];
}

/** No names where the path is no folder, or none that may be read. */
async function namesIn(folder: string): Promise<readonly string[]> {
	return readdir(folder).catch(() => []);
}

function stop(walk: Walk, file: string, message: string): void {
	walk.isFull = true;
	walk.problems.push({file, message});
}

function setConfig(walk: Walk, path: string): void {
	if (walk.configFile === undefined) walk.configFile = path;
	else walk.problems.push({file: nameOf(walk, path), message: `a second ${configName}: only the first is used`});
}

/** The path as reports print it: relative to the submission, with `/`. Where it lies is kept. */
function nameOf({base, root, paths}: Walk, path: string): string {
	const steps = relative(base, path);
	const name = steps.split(sep).join('/') || basename(path);
	paths.set(name, join(root, steps));
	return name;
}

/** Why a file or folder of the user could not be read, in words that go on after its name. */
export function whyUnreadable(error: unknown): string {
	const code = codeOf(error);
	// The latter of a link that goes on below a file.
	if (code === 'ENOENT' || code === 'ENOTDIR') return missing;
	if (code === 'ELOOP') return 'is a link that leads in a circle; it was not followed';
	if (code === 'EACCES' || code === 'EPERM') return 'must not be read: its permissions forbid it';
	if (code === 'ENAMETOOLONG') return 'lies too deep: its path is too long';
	if (code === 'EISDIR') return 'is a folder, where a file must be';
	return `could not be read: ${placelessReasonOf(error)}`;
}
