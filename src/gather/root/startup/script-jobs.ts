/** Jobs that are scripts: those of SysV's and OpenRC's run levels, and files and folders that programs look into. */

import type {StartupJob} from '../../../evidence/startup.ts';
import {type Entry, entriesIn, entryAt, type FileSystem, fileOf, resolve, textAt} from '../../../filesystem.ts';
import {generatedFolders, type ScriptFolder, type Trigger} from '../../../limits/startup.ts';
import type {Act} from '../shell/acts.ts';
import {actsOf, actsOfScript, settingsIn} from '../shell/run.ts';
import type {Environment} from '../shell/scope.ts';
import {isFirst, type Shell} from '../shell/shell.ts';
import {sourceOf, sourceOfText, type Value} from '../shell/values.ts';
import {cloudInitOff} from './command-jobs.ts';
import type {Base, Job} from './job.ts';
import type {Units} from './units.ts';

/** Links of SysV's run levels. systemd takes no script for which there is a unit. */
export function initScripts({system, shell}: Base, {units}: Units): readonly Job[] {
	const found = new Map<string, Entry>();
	for (const level of ['S', '2', '3', '4', '5'])
		for (const folder of [`etc/rc${level}.d`, `etc/rc.d/rc${level}.d`])
			for (const entry of entriesIn(system, folder)) {
				const [, name] = /\/S\d{1,3}([^/]+)$/.exec(entry.path) ?? [];
				if (name !== undefined && !found.has(name) && !units.has(`${name.replace(/\.sh$/, '')}.service`)) found.set(name, entry);
			}
	for (const level of ['sysinit', 'boot', 'default'])
		for (const entry of entriesIn(system, `etc/runlevels/${level}`)) {
			const name = entry.path.slice(entry.path.lastIndexOf('/') + 1);
			if (!found.has(name)) found.set(name, entry);
		}
	const openRc = entriesIn(system, 'etc/local.d').filter(({path}) => path.endsWith('.start'));
	const scripts = [...found].flatMap(([name, {path}]): readonly Job[] => {
		const script = entryAt(system, path) ?? entryAt(system, `etc/init.d/${name}`);
		if (script === undefined) return [];
		const settings = textAt(system, `etc/conf.d/${name}`);
		const environment = settings === undefined ? new Map<string, Value>() : settingsIn(settings);
		const acts = [...actsOfScript(shell, script.path, environment), ...openRcCommand(shell, system, script.path, environment)];
		return [
			{
				name: `/etc/init.d/${name}`,
				kind: 'init-script',
				trigger: 'boot',
				by: path,
				place: {file: fileOf(system, script.path)},
				acts,
				commands: [],
				environment,
			},
		];
	});
	return [
		...scripts,
		...(found.has('local') ? openRc.flatMap((entry) => scriptJob(shell, system, entry, {kind: 'script', trigger: 'boot', by: 'etc/local.d'})) : []),
	];
}

/** `command=` and `command_args=` of a script for openrc-run. */
function openRcCommand(shell: Shell, system: FileSystem, path: string, environment: Environment): readonly Act[] {
	const text = textAt(system, path);
	if (text === undefined || !/^#!.{0,40}(?:openrc-run|runscript)/.test(text.value)) return [];
	const settings = new Map([...environment, ...settingsIn(text)]);
	const [command, args] = ['command', 'command_args'].map((name) => settings.get(name));
	if (command === undefined) return [];
	const blank: Value = [{origin: 'fixed', text: ' ', place: text.place}];
	return actsOf(shell, sourceOf([...command, ...(args === undefined ? [] : [...blank, ...args])]), text.place.file, settings, 'exec');
}

/** The job of a file that is run, or that a shell reads; none where it is not there. */
export function fileJob({system, shell}: Base, path: string, {trigger, sourced}: {readonly trigger: Trigger; readonly sourced?: true}): readonly Job[] {
	const entry = entryAt(system, path);
	if (entry === undefined) return [];
	return sourced === true ? sourcedJob(shell, system, path, trigger, path) : scriptJob(shell, system, {...entry, path}, {kind: 'script', trigger, by: path});
}

/** The jobs of a folder whose files are run, or read by a shell. */
export function folderJobs({system, shell, isDebian}: Base, {folder, trigger, names, runParts, sourced, generates, kind}: ScriptFolder): readonly Job[] {
	// /lib is often a link to /usr/lib.
	if (folder.startsWith('lib/') && resolve(system, folder) !== folder) return [];
	return entriesIn(system, folder).flatMap((entry) => {
		const name = entry.path.slice(entry.path.lastIndexOf('/') + 1);
		if (entry.type === 'folder' || names?.test(name) === false || /^\.|~$|\.(?:dpkg-|rpm)/.test(name)) return [];
		if (sourced === true) return sourcedJob(shell, system, entry.path, trigger, folder);
		const off =
			kind === 'cloud-init' ? cloudInitOff(system) : runParts === true && isDebian && !/^[A-Za-z0-9_-]+$/.test(name) ? ('bad-name' as const) : undefined;
		return scriptJob(shell, system, entry, {kind, trigger, by: folder}, off, generates === true ? generatedFolders : []);
	});
}

function scriptJob(
	shell: Shell,
	system: FileSystem,
	entry: Entry,
	job: Pick<StartupJob, 'kind' | 'trigger' | 'by'>,
	off?: StartupJob['off'],
	args: readonly string[] = [],
): readonly Job[] {
	const target = entryAt(system, entry.path);
	if (target === undefined || target.type !== 'file') return [];
	const stopped = off ?? (isRunnable(target) ? undefined : ('not-executable' as const));
	const place = {file: fileOf(system, target.path)};
	const given = args.map((text): Value => [{origin: 'fixed', text, place}]);
	const acts = stopped === undefined ? actsOfScript(shell, entry.path, new Map(), given) : [];
	return [
		{
			...job,
			name: `/${entry.path}`,
			place,
			...(stopped === undefined ? {} : {off: stopped}),
			acts,
			commands: [],
			environment: new Map(),
		},
	];
}

function isRunnable({mode, type}: Entry): boolean {
	return type === 'file' && (mode === undefined || (mode & 0o111) !== 0);
}

/** Text that a shell reads rather than runs. */
function sourcedJob(shell: Shell, system: FileSystem, path: string, trigger: Trigger, by: string): readonly Job[] {
	const text = textAt(system, path);
	if (text === undefined || !isFirst(shell, path)) return [];
	const acts = actsOf(shell, sourceOfText(text), text.place.file);
	return [{name: `/${path}`, kind: 'script', trigger, by, place: {file: text.place.file}, acts, commands: [], environment: new Map()}];
}
