import {spawn} from 'node:child_process';
import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {projectRoot} from './project.ts';
import {newFolder} from './scratch.ts';

/** The command as it is published: in one file, which starts in half the time. */
export const command = join(projectRoot, 'bundle', 'cli.js');

/** Results are kept for these runs alone, and not where the tester's own are: what was audited there may be unchanged. */
export const cacheHome = newFolder();

/** What a run of the command came to. */
export type Ran = {readonly code: number | null; readonly stdout: string; readonly stderr: string};

/** Runs the built command with nothing of the tester's own environment. */
export async function shelfready(
	args: readonly string[],
	{cwd, env = {}, input}: {readonly cwd?: string; readonly env?: Readonly<Record<string, string>>; readonly input?: string} = {},
): Promise<Ran> {
	const child = spawn(process.execPath, [command, ...args], {
		cwd,
		env: {NO_COLOR: '1', COLUMNS: '100', TZ: 'UTC', XDG_CACHE_HOME: cacheHome, ...env},
		stdio: ['pipe', 'pipe', 'pipe'],
	});
	child.stdin.on('error', () => {}).end(input ?? '');
	const [stdout, stderr] = [child.stdout, child.stderr].map(async (stream) => {
		const chunks: Buffer[] = [];
		for await (const chunk of stream) chunks.push(chunk as Buffer);
		return Buffer.concat(chunks).toString('utf8');
	});
	const code = await new Promise<number | null>((resolve, reject) => {
		child.on('error', reject);
		child.on('close', resolve);
	});
	return {code, stdout: (await stdout) ?? '', stderr: (await stderr) ?? ''};
}

/** A new folder with the given files. */
export async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
	const folder = newFolder();
	for (const [file, content] of Object.entries(files)) {
		await mkdir(dirname(join(folder, file)), {recursive: true});
		await writeFile(join(folder, file), content);
	}
	return folder;
}
