/** Everything that starts by itself on a root, and what each job does. */

import {append} from '../../../append.ts';
import type {Text} from '../../../contract.ts';
import type {StartupJob} from '../../../evidence/startup.ts';
import {type Entry, entriesIn, entriesUnder, entryAt, type FileSystem, fileOf, resolve, textAt} from '../../../filesystem.ts';
import {cronUnits, generatedFolders, type ScriptFolder, scriptFiles, scriptFolders, type Trigger, userUnitFolders} from '../../../limits/startup.ts';
import {iniSettings} from '../ini.ts';
import {type Act, wordsOf} from '../shell/acts.ts';
import {actsOf, actsOfScript, settingsIn} from '../shell/run.ts';
import type {Environment} from '../shell/scope.ts';
import type {Shell} from '../shell/shell.ts';
import {flat, type Source, sourceOf, sourceOfText, type Value, written} from '../shell/values.ts';
import {type CloudConfig, cloudInitCommands} from './cloud-config.ts';
import {type CronLine, cronLinesOf} from './cron.ts';
import {jobOf, type Started, systemUnits, type Unit, type Units, userUnits} from './units.ts';

/** A job with what it does; `acts` is empty where it does not start. */
export type Job = StartupJob & {
	readonly acts: readonly Act[];
	/** Its own lines that name what is run, as they are written. */
	readonly commands: readonly Text[];
	/** Variables that are set for it in the unit or crontab. */
	readonly environment: Environment;
};

/** What jobs are made from. */
type Base = {readonly system: FileSystem; readonly shell: Shell; readonly isDebian: boolean};

/** Jobs of one root; a real one has some hundreds. */
const mostJobs = 20_000;

/** All jobs of a root; `cloudConfig` is its cloud-init configuration. */
export function jobsOf(system: FileSystem, shell: Shell, cloudConfig: CloudConfig): readonly Job[] {
	const base: Base = {system, shell, isDebian: entryAt(system, 'var/lib/dpkg/status') !== undefined || entryAt(system, 'etc/debian_version') !== undefined};
	const first = systemUnits(system);
	const known = new Set<string>();
	let jobs: readonly Job[] = [
		...unitJobs(base, first, known),
		...initScripts(base, first),
		...scriptFiles.flatMap(({path, ...how}) => homesOf(system, path).flatMap((own) => fileJob(base, own, how))),
		...scriptFolders.flatMap((folder) => folderJobs(base, folder)),
		...cronJobs(base, first),
		...cloudInitJobs(base, first, cloudConfig),
		...inittabJobs(base),
		...userUnitJobs(base),
		...supervisorJobs(base, first),
	].slice(0, mostJobs);
	// What scripts start is started too; what that starts in its turn as well.
	for (let round = 0, extra = new Map<string, Started>(); round < 5; round++) {
		const more = startedBy(jobs, first);
		if (more.size === extra.size) break;
		extra = more;
		jobs = [...jobs, ...unitJobs(base, systemUnits(system, extra), known)];
	}
	return [...jobs, ...writtenJobs(base, jobs)];
}

/**
 * The services that scripts write and start: those for which one of them makes a link in a `.wants` folder, puts them there, or asks systemctl.
 * Nobody writes a unit of which nothing is known, so that a variable in its text leaves a part of it unknown alone.
 */
function writtenJobs({shell}: Base, jobs: readonly Job[]): readonly Job[] {
	const starting = new Map<string, Job>();
	if (shell.units.size === 0) return [];
	for (const {job, act} of startingActs(jobs)) {
		if (!/^(?:ln|cp|install|systemctl|deb-systemd-helper)$/.test(act.program)) continue;
		const words = wordsOf(act);
		const isStart =
			act.program === 'systemctl'
				? /^(?:start|restart|enable|reenable)$/.test(words.find((word) => !word.startsWith('-')) ?? '')
				: /\.(?:wants|requires)\b|\benable\b/.test(words.join(' '));
		if (isStart) for (const word of words) for (const name of [word, `${word}.service`].map(nameOf)) if (name.endsWith('.service')) starting.set(name, job);
	}
	return [...shell.units].flatMap(([path, value]): readonly Job[] => {
		const by = starting.get(nameOf(path)) ?? (/\.(?:wants|requires)\//.test(path) ? jobs.find(({off}) => off === undefined) : undefined);
		const [first] = value;
		if (by === undefined || first === undefined) return [];
		const source = sourceOf(value);
		const text: Text = {value: source.text, place: {file: first.place.file, range: [0, source.text.length]}};
		const acts = iniSettings(text).flatMap(({section, key, value: {place}}) =>
			execKeys.includes(`${section}.${key}`) ? execActs(shell, sourceOf(source.slice(...(place.range ?? [0, 0]))), first.place.file, new Map(), undefined) : [],
		);
		return [{name: nameOf(path), kind: 'unit', trigger: by.trigger, by: by.name, place: first.place, acts, commands: [], environment: new Map()}];
	});
}

function nameOf(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}

/** The units that commands start, now or at the next boot: `systemctl start x`, `systemctl enable x`, `service x start`. */
function startedBy(jobs: readonly Job[], {started}: Units): Map<string, Started> {
	const found = new Map<string, Started>();
	for (const {acts, trigger, name} of jobs)
		for (const act of acts) {
			const operands = wordsOf(act).filter((word) => !word.startsWith('-'));
			const [verb = '', ...rest] = operands;
			const names =
				act.program === 'systemctl' && /^(?:start|restart|reload-or-restart|enable)$/.test(verb)
					? rest
					: act.program === 'service' && /^(?:start|restart)$/.test(operands[1] ?? '')
						? [verb]
						: [];
			for (const own of names) {
				if (!/^[\w:.@\\-]{1,255}$/.test(own)) continue;
				const unit = own.includes('.') ? own : `${own}.service`;
				if (!started.has(unit) && !found.has(unit) && !/\.target$/.test(unit)) found.set(unit, {trigger, by: name, place: act.place});
			}
		}
	return found;
}

function* unitJobs({system, shell}: Base, {units, started}: Units, known: Set<string>): Generator<Job> {
	const names = new Set([...units.keys(), ...started.keys()]);
	for (const name of [...names].toSorted()) {
		const unit = units.get(name);
		if (unit === undefined || !/\.(?:service|timer)$/.test(name)) continue;
		const own = jobOf(system, unit, started.get(name));
		if (own.off === undefined && known.has(name)) continue;
		if (own.off === undefined) known.add(name);
		else if (known.has(name) || known.has(`off ${name}`)) continue;
		else known.add(`off ${name}`);
		yield {...own, ...workOf(system, shell, unit, own.off === undefined)};
	}
}

const execKeys = ['Service.ExecCondition', 'Service.ExecStartPre', 'Service.ExecStart', 'Service.ExecStartPost'];

function workOf(system: FileSystem, shell: Shell, unit: Unit, starts: boolean): Pick<Job, 'acts' | 'commands' | 'environment'> {
	const environment = environmentOf(system, unit);
	const commands = execKeys.flatMap((key) => unit.settings.get(key) ?? []);
	if (!starts) return {acts: [], commands, environment};
	const instance = /^[^@]+@(.+)\.[a-z]+$/.exec(unit.name)?.[1];
	return {commands, environment, acts: commands.flatMap((command) => execActs(shell, sourceOfText(command), command.place.file, environment, instance))};
}

/** A command line of systemd: words and variables, no operators. Characters before the program change how it is run. */
function execActs(shell: Shell, command: Source, file: string, environment: Environment, instance: string | undefined): readonly Act[] {
	const lead = /^[-@:+!|]{0,5}/.exec(command.text)?.[0].length ?? 0;
	const source = sourceOf(specified(command.slice(lead, command.text.length), instance));
	return actsOf(shell, source, file, environment, 'exec');
}

/** `%i` and `%I` are the instance's name, `%%` a per cent sign; what others stand for is not known. */
function specified(value: Value, instance: string | undefined): Value {
	return value.flatMap((part) => {
		const {text, place} = part;
		const source = sourceOf([part]);
		const found: Value[number][] = [];
		let at = 0;
		for (const {index, 1: letter = ''} of text.matchAll(/%([A-Za-z%])/g)) {
			append(found, source.slice(at, index));
			at = index + 2;
			const given = letter === '%' ? '%' : /[iIj]/.test(letter) ? instance : undefined;
			const [here] = source.slice(index, at);
			found.push(
				given === undefined ? {origin: 'unknown', text: '', place: here?.place ?? place} : {origin: 'fixed', text: given, place: here?.place ?? place},
			);
		}
		return at === 0 ? [part] : [...found, ...source.slice(at, text.length)];
	});
}

/** `Environment=` and the files of `EnvironmentFile=`, which win. */
function environmentOf(system: FileSystem, {settings}: Unit): Environment {
	const found = new Map<string, Value>();
	for (const line of settings.get('Service.Environment') ?? [])
		for (const match of line.value.matchAll(/(?:"([A-Za-z_]\w*)=([^"\n]*)"|'([A-Za-z_]\w*)=([^'\n]*)'|(?<![^\s])([A-Za-z_]\w*)=("[^"\n]*"|\S*))/g)) {
			const [, double, inDouble, single, inSingle, plain, bare] = match;
			const name = double ?? single ?? plain ?? '';
			const value = inDouble ?? inSingle ?? bare ?? '';
			const start = match.index + match[0].lastIndexOf(value);
			const quote = plain !== undefined && /^".*"$/.test(value) ? 1 : 0;
			found.set(name, sourceOfText(line).slice(start + quote, start + value.length - quote));
		}
	for (const {value} of settings.get('Service.EnvironmentFile') ?? []) {
		const text = textAt(system, value.replace(/^-/, ''));
		if (text !== undefined) for (const [name, own] of settingsIn(text)) found.set(name, own);
	}
	return found;
}

/** Links of SysV's run levels. systemd takes no script for which there is a unit. */
function initScripts({system, shell}: Base, {units}: Units): readonly Job[] {
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

function isRunnable({mode, type}: Entry): boolean {
	return type === 'file' && (mode === undefined || (mode & 0o111) !== 0);
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

/** Text that a shell reads rather than runs. */
function sourcedJob(shell: Shell, system: FileSystem, path: string, trigger: Trigger, by: string): readonly Job[] {
	const text = textAt(system, path);
	if (text === undefined || shell.visited.has(path)) return [];
	shell.visited.add(path);
	const acts = actsOf(shell, sourceOfText(text), text.place.file);
	return [{name: `/${path}`, kind: 'script', trigger, by, place: {file: text.place.file}, acts, commands: [], environment: new Map()}];
}

function fileJob({system, shell}: Base, path: string, {trigger, sourced}: {readonly trigger: Trigger; readonly sourced?: true}): readonly Job[] {
	const entry = entryAt(system, path);
	if (entry === undefined) return [];
	return sourced === true ? sourcedJob(shell, system, path, trigger, path) : scriptJob(shell, system, {...entry, path}, {kind: 'script', trigger, by: path});
}

/** A path with each home folder in the place of `{home}`. */
function homesOf(system: FileSystem, path: string): readonly string[] {
	if (!path.startsWith('{home}')) return [path];
	const homes = ['root', ...entriesIn(system, 'home').flatMap((entry) => (entry.type === 'folder' ? [entry.path] : []))].slice(0, 200);
	return homes.map((home) => path.replace('{home}', home));
}

function folderJobs({system, shell, isDebian}: Base, {folder, trigger, names, runParts, sourced, generates, kind}: ScriptFolder): readonly Job[] {
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

/** Lines of the system's crontabs and the users' own. */
function cronJobs({system, shell, isDebian}: Base, {units, started}: Units): readonly Job[] {
	const own = cronUnits.filter((name) => units.has(name));
	const off = own.length > 0 && !own.some((name) => started.has(name) && units.get(name)?.masked !== true) ? ('switched-off' as const) : undefined;
	const tables = [
		...[entryAt(system, 'etc/crontab'), entryAt(system, 'etc/crontabs/root')].flatMap((entry) =>
			entry === undefined ? [] : [{entry, withUser: entry.path === 'etc/crontab'}],
		),
		...entriesIn(system, 'etc/cron.d').map((entry) => ({entry, withUser: true})),
		...entriesUnder(system, 'var/spool/cron').flatMap((entry) => (/\/(?:atjobs|atspool|lastrun)\//.test(entry.path) ? [] : [{entry, withUser: false}])),
	];
	return tables.flatMap(({entry, withUser}) => {
		const text = textAt(system, entry.path);
		const name = entry.path.slice(entry.path.lastIndexOf('/') + 1);
		if (text === undefined || entry.type === 'folder') return [];
		const isBad = entry.path.startsWith('etc/cron.d/') && (isDebian ? !/^[A-Za-z0-9_-]+$/.test(name) : /^\.|~$|\.rpm/.test(name));
		const stopped = isBad ? ('bad-name' as const) : off;
		return cronLinesOf(text, withUser).map((line) => cronJob(shell, `/${entry.path}`, line, stopped));
	});
}

function cronJob(shell: Shell, name: string, {command, schedule, environment}: CronLine, off: StartupJob['off']): Job {
	const variables = new Map([...environment].map(([key, text]) => [key, written(text)] as const));
	return {
		name,
		kind: 'cron',
		trigger: schedule.value === '@reboot' ? 'boot' : 'schedule',
		by: `${name} (${schedule.value})`,
		place: command.place,
		...(off === undefined ? {} : {off}),
		acts: off === undefined ? actsOf(shell, sourceOfText(command), command.place.file, variables) : [],
		commands: [command],
		environment: variables,
	};
}

function cloudInitOff(system: FileSystem): StartupJob['off'] | undefined {
	return entryAt(system, 'etc/cloud/cloud-init.disabled') === undefined ? undefined : 'switched-off';
}

/** The commands of `bootcmd` and `runcmd`. */
function cloudInitJobs({system, shell}: Base, {units}: Units, cloudConfig: CloudConfig): readonly Job[] {
	const off = cloudInitOff(system) ?? (units.get('cloud-final.service')?.masked === true ? ('masked' as const) : undefined);
	return cloudInitCommands(cloudConfig).map(({key, source, place}) => ({
		name: `cloud-init ${key}`,
		kind: 'cloud-init',
		trigger: 'boot',
		by: place.file.slice(system.file.length + 1),
		place,
		...(off === undefined ? {} : {off}),
		acts: off === undefined ? actsOf(shell, source, place.file) : [],
		commands: [],
		environment: new Map(),
	}));
}

/** Lines of SysV's or BusyBox's inittab. */
function inittabJobs({system, shell}: Base): readonly Job[] {
	const text = textAt(system, 'etc/inittab');
	if (text === undefined || entryAt(system, 'usr/lib/systemd/systemd') !== undefined) return [];
	const found: Job[] = [];
	for (const match of text.value.matchAll(/^[ \t]{0,20}([^:#\s]{0,20}):([^:\n]{0,20}):(sysinit|boot|bootwait|once|respawn|wait):(.{1,1000})$/gm)) {
		const start = match.index + match[0].length - (match[4]?.length ?? 0);
		const command: Text = {value: match[4] ?? '', place: {file: text.place.file, range: [start, match.index + match[0].length]}};
		const acts = /getty|openrc/.test(command.value) ? [] : actsOf(shell, sourceOfText(command), text.place.file);
		found.push({
			name: '/etc/inittab',
			kind: 'init-script',
			trigger: 'boot',
			by: 'etc/inittab',
			place: command.place,
			acts,
			commands: [command],
			environment: new Map(),
		});
	}
	return found;
}

/** Units that the users' own systemd starts; of users who linger, at boot. */
function userUnitJobs({system, shell}: Base): readonly Job[] {
	const homes = homesOf(system, '{home}').map((home) => ({
		folder: `${home}/.config/systemd/user`,
		trigger: entryAt(system, `var/lib/systemd/linger/${home.slice(home.lastIndexOf('/') + 1)}`) === undefined ? ('log-in' as const) : ('boot' as const),
	}));
	const known = new Set<string>();
	return [{folder: 'etc/systemd/user', trigger: 'log-in' as const}, ...homes].flatMap(({folder, trigger}) => {
		if (entriesIn(system, folder).length === 0) return [];
		const {units, started} = userUnits(system, [folder, ...userUnitFolders.filter((own) => own !== folder)], trigger);
		return [...started].flatMap(([name, by]): readonly Job[] => {
			const unit = units.get(name);
			if (unit === undefined || known.has(`${trigger} ${name}`) || !name.endsWith('.service')) return [];
			known.add(`${trigger} ${name}`);
			const own = jobOf(system, unit, by);
			return [{...own, ...workOf(system, shell, unit, own.off === undefined)}];
		});
	});
}

/** Programs of supervisord. */
function supervisorJobs({system, shell}: Base, {units, started}: Units): readonly Job[] {
	const own = ['supervisor.service', 'supervisord.service'].filter((name) => units.has(name));
	const off = own.length > 0 && !own.some((name) => started.has(name)) ? ('switched-off' as const) : undefined;
	const files = ['etc/supervisord.conf', 'etc/supervisor/supervisord.conf']
		.flatMap((path) => entryAt(system, path) ?? [])
		.concat(...['etc/supervisor/conf.d', 'etc/supervisord.d', 'etc/supervisor.d'].map((folder) => entriesIn(system, folder)));
	return files.flatMap(({path}) => {
		const settings = iniSettings(textAt(system, path) ?? {value: '', place: {file: path}});
		const manual = new Set(settings.flatMap(({section, key, value}) => (key === 'autostart' && /^(?:false|no|off|0)$/i.test(value.value) ? [section] : [])));
		return settings.flatMap(({section, key, value}): readonly Job[] => {
			if (!section.startsWith('program:') || key !== 'command') return [];
			const stopped = manual.has(section) ? ('not-enabled' as const) : off;
			return [
				{
					name: `supervisor ${section.slice('program:'.length)}`,
					kind: 'supervisor',
					trigger: 'boot',
					by: path,
					place: value.place,
					...(stopped === undefined ? {} : {off: stopped}),
					acts: stopped === undefined ? actsOf(shell, sourceOfText(value), value.place.file, new Map(), 'exec') : [],
					commands: [value],
					environment: new Map(),
				},
			];
		});
	});
}

/** The acts of jobs that start, with their job. */
export function startingActs(jobs: readonly Job[]): readonly {readonly job: Job; readonly act: Act}[] {
	return jobs.flatMap((job) => (job.off === undefined ? job.acts.map((act) => ({job, act})) : []));
}

/** A job without what only gatherers need. */
export function plain({name, kind, off, trigger, waitsFor, by, place}: StartupJob): StartupJob {
	return {name, kind, trigger, by, place, ...(off === undefined ? {} : {off}), ...(waitsFor === undefined ? {} : {waitsFor})};
}

/** Whether a job belongs to the session of somebody who logs in, rather than starting for anybody as Windows' log-on keys and folders do. */
export function isOfSession({trigger, kind}: StartupJob): boolean {
	return trigger === 'log-in' && (kind === 'script' || kind === 'unit');
}

/** The name of a job's unit, service or init script, without what tells the two apart. */
export function unitOf({name}: StartupJob): string {
	return name.replace(/^(?:\/etc\/init\.d\/|service )/, '').replace(/\.service$/, '');
}

/** A value for people, cut and with dots for what is not known. */
export function shown(value: Value): string {
	return flat(value).replaceAll('\uE000', '…').slice(0, 200);
}
