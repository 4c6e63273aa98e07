/** A submission against what it was at a git revision: only findings that were not there before are told. */

import {execFile} from 'node:child_process';
import {realpath, stat} from 'node:fs/promises';
import {basename, dirname, join, relative, resolve, sep} from 'node:path';
import {promisify} from 'node:util';
import {entryOf} from './known.ts';
import type {Baseline} from './outcome.ts';
import {isInside, whyNotGiven} from './paths.ts';
import {isPassedOver} from './read/folder.ts';
import {codeOf, placelessReasonOf, reasonOf} from './reason.ts';
import {checkPaths} from './submission.ts';
import type {SubmissionOptions, Submitted} from './submitted.ts';
import {withTemporaryFolder} from './temporary.ts';

const run = promisify(execFile);

const settings = ['core.quotepath=false', 'core.hooksPath=/dev/null', 'core.fsmonitor=false'].flatMap((setting) => ['-c', setting]);

/** Bytes that git may answer: the names of a million files. */
const mostOutput = 256_000_000;

/**
 * Checks the paths as they are and as they were where this branch left `revision` (`HEAD`: the last commit), and takes what was found then as a
 * baseline. The whole submission is read both times, so that a fault is new wherever the change that made it stands. Files that git ignores
 * count as unchanged. The repository is not touched.
 */
export async function checkChanged(paths: readonly string[], revision: string, options: SubmissionOptions = {}): Promise<Submitted> {
	const refused = whyNotGiven(paths);
	if (refused !== undefined) return {errors: [refused]};
	let then: Awaited<ReturnType<typeof asItWas>>;
	try {
		then = await withTemporaryFolder('shelfready-', (folder, stopped) =>
			asItWas(paths, revision, options, {folder, stopped}).catch((error: unknown) => {
				// Where the files of then lie is no business of the user's.
				throw new Error(
					wordsOf(error)
						.replaceAll(join(folder, 'before', '/'), '')
						.replaceAll(join(folder, '/'), ''),
				);
			}),
		);
	} catch (error) {
		return {errors: [`--changed: ${reasonOf(error)}`]};
	}
	return 'errors' in then ? then : checkPaths(paths, {...options, ...then});
}

/** Where the files of the revision are written, and what ends git before it has. */
type Work = {readonly folder: string; readonly stopped: AbortSignal};

/** What was found at the revision. Throws what git says. */
async function asItWas(
	paths: readonly string[],
	revision: string,
	options: SubmissionOptions,
	work: Work,
): Promise<{readonly baseline: Baseline} | {readonly errors: readonly string[]}> {
	const {folder, stopped} = work;
	const git = gitIn(await folderOf(paths[0] ?? '.'), {...process.env, GIT_INDEX_FILE: join(folder, 'index')}, stopped);
	const top = await realpath((await git('rev-parse', '--show-toplevel')).trim());
	const base = await baseOf(git, revision, top);
	const given = await Promise.all(paths.map(realOf));
	const outside = given.find((path) => !isInside(top, path));
	if (outside !== undefined) return {errors: [`--changed: ${relative(top, outside)} is not in the repository ${top}`]};
	const names = given.map((path) => relative(top, path) || '.');
	const before = join(folder, 'before', '/');
	const plain = gitIn(top, process.env, stopped);
	const [evidence, roots] = await Promise.all([options.evidence ?? [], options.roots ?? []].map((others) => placed(plain, top, others)));
	const more = [...(evidence ?? []), ...(roots ?? [])].flatMap(({inside: name}) => name ?? []);
	const tracked = await plain('ls-tree', '-r', '-z', '--name-only', base, '--', ...names, ...more);
	const lying = await writeOut(top, work, before, base, tracked);
	const lies = (path: string) => lying.some((file) => file === path || file.startsWith(`${path}${sep}`) || `${path}${sep}` === before);
	const ignored = (await plain('ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--', ...names))
		.split('\0')
		.filter((file) => file !== '' && !file.split('/').some(isPassedOver))
		.map((file) => join(top, file));
	const then = names.map((path) => join(before, path)).filter(lies);
	// What was not there then is evidence of now alone.
	const asOfThen = (given: readonly Placed[] = []) =>
		given.flatMap(({path, inside: name}) => (name === undefined ? [path] : [join(before, name)].filter(lies)));
	const {onProgress: _, onReading: __, ...quiet} = options;
	const old = then.length === 0 ? undefined : await checkPaths(then, {...quiet, evidence: [...asOfThen(evidence), ...ignored], roots: asOfThen(roots)});
	if (old !== undefined && 'errors' in old) return {errors: old.errors.map((error) => `as of ${revision}: ${error.replaceAll(before, '')}`)};
	const entries = old === undefined ? [] : [...old.outcome.findings, ...old.outcome.known].map(entryOf);
	return {baseline: {name: `${revision} (${base.slice(0, 10)})`, entries}};
}

/** Where a path leads. Of one that leads to nothing, so much as is there is followed. */
async function realOf(path: string): Promise<string> {
	const whole = resolve(path);
	const outer = dirname(whole);
	return realpath(whole).catch(async () => (outer === whole ? whole : join(await realOf(outer), basename(whole))));
}

/** The folder of a path, or the nearest above that is there: what was deleted is no reason not to ask git. */
async function folderOf(path: string): Promise<string> {
	for (let folder = await realOf(path); ; folder = dirname(folder)) {
		const isFolder = await stat(folder).then(
			(found) => found.isDirectory(),
			() => false,
		);
		if (isFolder || dirname(folder) === folder) return folder;
	}
}

/** A path of evidence; `inside` is its name in the repository, where git knows it or will. */
type Placed = {readonly path: string; readonly inside?: string};

async function placed(git: Git, top: string, paths: readonly string[]): Promise<readonly Placed[]> {
	return Promise.all(
		paths.map(async (path) => {
			const real = await realOf(path);
			if (!isInside(top, real)) return {path};
			const name = relative(top, real);
			const isIgnored = await git('check-ignore', '--quiet', '--', name).then(
				() => true,
				() => false,
			);
			return isIgnored ? {path} : {path, inside: name};
		}),
	);
}

type Git = (...words: readonly string[]) => Promise<string>;

/** Git without the network, without questions, without the repository's hooks, and with names as they are. */
function gitIn(cwd: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Git {
	const quiet = {...env, GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', GIT_LFS_SKIP_SMUDGE: '1', LC_ALL: 'C'};
	return async (...words) => (await run('git', [...settings, ...words], {cwd, env: quiet, maxBuffer: mostOutput, signal, killSignal: 'SIGKILL'})).stdout;
}

/** Where this branch left the revision; the revision itself where they share nothing (a shallow clone). */
async function baseOf(git: Git, revision: string, top: string): Promise<string> {
	const commitOf = async (name: string) => (await git('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`).catch(() => '')).trim();
	const commit = await commitOf(revision);
	if (commit === '' && (await commitOf('HEAD')) === '') throw new Error(`the repository ${top} has no commit yet; leave --changed out until it has one`);
	if (commit === '') throw new Error(`git knows no revision ${JSON.stringify(revision)} here; in a shallow clone, fetch it first`);
	return (await git('merge-base', commit, 'HEAD').catch(() => commit)).trim();
}

/** Writes the files of a revision out, by an index of its own. Answers their paths. */
async function writeOut(top: string, {folder, stopped}: Work, before: string, base: string, tracked: string): Promise<readonly string[]> {
	const names = tracked.split('\0').filter((name) => name !== '');
	if (names.length === 0) return [];
	const env = {...process.env, GIT_INDEX_FILE: join(folder, 'index')};
	const git = gitIn(top, env, stopped);
	await git('read-tree', base);
	// Names go by arguments in bunches: standard input of a promisified child can't be written to.
	for (let at = 0; at < names.length; at += 500) await git('checkout-index', '--force', `--prefix=${before}`, '--', ...names.slice(at, at + 500));
	return names.map((name) => join(before, name));
}

function wordsOf(error: unknown): string {
	if (!(error instanceof Error)) return reasonOf(error);
	// The folder that git is run in is there.
	if ('syscall' in error && error.syscall === 'spawn git')
		return codeOf(error) === 'ENOENT' ? 'git is not installed' : `git can't be run: ${placelessReasonOf(error)}`;
	const said = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr.trim() : '';
	return said === '' ? reasonOf(error) : said.replace(/^fatal: /, '');
}
