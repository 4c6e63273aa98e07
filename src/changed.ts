/** A submission against what it was at a git revision: only findings that were not there before are told. */

import {execFile} from 'node:child_process';
import {mkdtemp, realpath, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, relative, resolve, sep} from 'node:path';
import {promisify} from 'node:util';
import {entryOf} from './known.ts';
import {isInside} from './paths.ts';
import {isPassedOver} from './read/folder.ts';
import {checkPaths} from './submission.ts';
import type {SubmissionOptions, Submitted} from './submitted.ts';

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
	const folder = await mkdtemp(join(tmpdir(), 'shelfready-'));
	try {
		const first = resolve(paths[0] ?? '.');
		const found = await stat(first).catch(() => undefined);
		const cwd = found?.isDirectory() === true ? first : resolve(first, '..');
		const git = gitIn(cwd, {...process.env, GIT_INDEX_FILE: join(folder, 'index')});
		const top = await realpath((await git('rev-parse', '--show-toplevel')).trim());
		const base = await baseOf(git, revision);
		const given = await Promise.all(paths.map(realOf));
		const outside = given.find((path) => !isInside(top, path));
		if (outside !== undefined) return {errors: [`--changed: ${relative(top, outside)} is not in the repository ${top}`]};
		const names = given.map((path) => relative(top, path) || '.');
		const before = join(folder, 'before', '/');
		const plain = gitIn(top, process.env);
		const [evidence, roots] = await Promise.all([options.evidence ?? [], options.roots ?? []].map((others) => placed(plain, top, others)));
		const more = [...(evidence ?? []), ...(roots ?? [])].flatMap(({inside: name}) => name ?? []);
		const tracked = await plain('ls-tree', '-r', '-z', '--name-only', base, '--', ...names, ...more);
		const lying = await writeOut(top, folder, before, base, tracked);
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
		return await checkPaths(paths, {...options, baseline: {name: `${revision} (${base.slice(0, 10)})`, entries}});
	} catch (error) {
		return {errors: [`--changed: ${wordsOf(error)}`]};
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
}

/** Where a path leads; the path itself, made whole, where nothing is there. */
async function realOf(path: string): Promise<string> {
	return realpath(path).catch(() => resolve(path));
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
function gitIn(cwd: string, env: NodeJS.ProcessEnv): Git {
	const quiet = {...env, GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', GIT_LFS_SKIP_SMUDGE: '1', LC_ALL: 'C'};
	return async (...words) => (await run('git', [...settings, ...words], {cwd, env: quiet, maxBuffer: mostOutput})).stdout;
}

/** Where this branch left the revision; the revision itself where they share nothing (a shallow clone). */
async function baseOf(git: Git, revision: string): Promise<string> {
	const commit = (await git('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`).catch(() => '')).trim();
	if (commit === '') throw new Error(`git knows no revision ${JSON.stringify(revision)} here; in a shallow clone, fetch it first`);
	return (await git('merge-base', commit, 'HEAD').catch(() => commit)).trim();
}

/** Writes the files of a revision out, by an index of its own. Answers their paths. */
async function writeOut(top: string, folder: string, before: string, base: string, tracked: string): Promise<readonly string[]> {
	const names = tracked.split('\0').filter((name) => name !== '');
	if (names.length === 0) return [];
	const env = {...process.env, GIT_INDEX_FILE: join(folder, 'index')};
	const git = gitIn(top, env);
	await git('read-tree', base);
	// Names go by arguments in bunches: standard input of a promisified child can't be written to.
	for (let at = 0; at < names.length; at += 500) await git('checkout-index', '--force', `--prefix=${before}`, '--', ...names.slice(at, at + 500));
	return names.map((name) => join(before, name));
}

function wordsOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	if ('code' in error && error.code === 'ENOENT') return 'git is not installed';
	const said = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr.trim() : '';
	return said === '' ? error.message : said.replace(/^fatal: /, '');
}
