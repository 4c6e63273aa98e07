import {spawnSync} from 'node:child_process';
import {chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {projectRoot} from './project.ts';
import {newFolder} from './scratch.ts';

/** A folder in which steps of a pipeline run: the built command stands in for what npm would fetch, and calls of `gh` are written down. */
export type Workplace = {
	readonly folder: string;
	/** Runs a script as a service does. */
	readonly run: (script: string, env?: Readonly<Record<string, string>>) => {readonly status: number | null; readonly stdout: string; readonly stderr: string};
	/** A file of it; empty where it is not there. */
	readonly read: (file: string) => string;
};

const template =
	'AWSTemplateFormatVersion: "2010-09-09"\nParameters:\n  Password: {Type: String, Default: secret, NoEcho: true}\nResources:\n  Queue:\n    Type: AWS::SQS::Queue\n';

/** A new folder with a submission in `market place` that has errors. `gh` is the script that stands in for GitHub's command. */
export async function workplace(gh = ''): Promise<Workplace> {
	const folder = newFolder();
	const write = (file: string, text: string) => {
		mkdirSync(join(folder, file, '..'), {recursive: true});
		writeFileSync(join(folder, file), text);
	};
	const command = (name: string, text: string) => {
		write(`bin/${name}`, `#!/bin/bash\n${text}\n`);
		chmodSync(join(folder, 'bin', name), 0o755);
	};
	command(
		'npx',
		`[ "$1 $2" = '--yes --prefix' ] && [ -d "$3" ] && [ ! -e "$3/node_modules" ] || exit 9; echo "$4" >>"$HOME/npx"; shift 4; exec "${process.execPath}" "${projectRoot}/bundle/cli.js" "$@"`,
	);
	command('gh', `printf '%s\\n' "$@" '--' >>"$HOME/gh"\n${gh}`);
	write('work/market place/root.yaml', template);
	write('work/.git/HEAD', '');
	write('temp/.keep', '');
	write('event.json', '{"pull_request": {"number": 7}}');
	const env = {
		PATH: `${join(folder, 'bin')}:${process.env['PATH']}`,
		HOME: folder,
		RUNNER_TEMP: join(folder, 'temp'),
		GITHUB_OUTPUT: join(folder, 'output'),
		GITHUB_STEP_SUMMARY: join(folder, 'summary'),
		GITHUB_EVENT_PATH: join(folder, 'event.json'),
		GITHUB_REPOSITORY: 'larkspur/market',
		GITHUB_SHA: 'abc',
		GITHUB_REF: 'refs/heads/main',
		NO_COLOR: '1',
	};
	return {
		folder,
		run: (script, more = {}) => {
			writeFileSync(join(folder, 'step.sh'), script);
			const args = ['--noprofile', '--norc', '-eo', 'pipefail', join(folder, 'step.sh')];
			return spawnSync('bash', args, {cwd: join(folder, 'work'), env: {...env, ...more}, encoding: 'utf8'});
		},
		read: (file) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : ''),
	};
}
