/** Where a submission lies in its repository: code hosts know files by their paths from there. */

import {realpath, stat} from 'node:fs/promises';
import {dirname, join, relative, sep} from 'node:path';
import {isInside} from '../paths.ts';
import type {Repository} from '../report/where.ts';

/** The folders that GitHub Actions, GitLab CI and Jenkins check a repository out into. */
const workspaces = ['GITHUB_WORKSPACE', 'CI_PROJECT_DIR', 'WORKSPACE'];

/**
 * Says what the files of a submission are called in the repository that it lies in. Its root is the nearest folder with a `.git`;
 * without one the workspace that CI names, then the working folder, as far as the submission lies in it; else the submission's own folder.
 * Files that lie outside are left out.
 */
export async function repositoryOf(
	{base, paths}: {readonly base: string; readonly paths: ReadonlyMap<string, string>},
	env: NodeJS.ProcessEnv,
	cwd: string,
): Promise<Repository> {
	const root = await rootOf(base, env, cwd);
	const inside = [...paths].flatMap(([file, path]) => (isInside(root, path) ? [[file, slashed(relative(root, path))] as const] : []));
	return {base: slashed(relative(root, base)), paths: new Map(inside)};
}

/** The root of the repository that a folder lies in. */
export async function rootOf(base: string, env: NodeJS.ProcessEnv, cwd: string): Promise<string> {
	const named = await Promise.all([...workspaces.map((name) => env[name] ?? ''), cwd].map((folder) => realpath(folder).catch(() => '')));
	const outer = named.find((folder) => folder !== '' && isInside(folder, base));
	for (let folder = base; ; folder = dirname(folder)) {
		// A worktree and a submodule have a file of that name.
		const isRoot = await stat(join(folder, '.git')).then(
			() => true,
			() => false,
		);
		if (isRoot) return folder;
		// Beyond what CI checked out lies nothing of the user's.
		if (folder === outer && folder !== named.at(-1)) return folder;
		if (dirname(folder) === folder) return outer ?? base;
	}
}

function slashed(path: string): string {
	return path.split(sep).join('/');
}
