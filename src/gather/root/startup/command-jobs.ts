/** Jobs that are command lines in the tables of programs that start them: cron, cloud-init, init and supervisord. */

import type {Text} from '../../../contract.ts';
import type {StartupJob} from '../../../evidence/startup.ts';
import {entriesIn, entriesUnder, entryAt, type FileSystem, textAt} from '../../../filesystem.ts';
import {cronUnits} from '../../../limits/startup.ts';
import type {CloudConfig} from '../cloud-files.ts';
import {iniSettings} from '../ini.ts';
import {actsOf, actsOfWords} from '../shell/run.ts';
import type {Shell} from '../shell/shell.ts';
import {placeOf, sourceOf, sourceOfText, type Value, written} from '../shell/values.ts';
import {cloudInitCommands} from './cloud-config.ts';
import {type CronLine, cronLinesOf} from './cron.ts';
import type {Base, Job} from './job.ts';
import type {Units} from './units.ts';

/** Lines of the system's crontabs and the users' own. */
export function cronJobs({system, shell, isDebian}: Base, {units, started}: Units): readonly Job[] {
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
		return cronLinesOf(system, text, withUser).map((line) => cronJob(shell, `/${entry.path}`, line, stopped));
	});
}

/** A line of a crontab as a job; `valueAt` gives what stands at its texts, where these are none of a file. */
export function cronJob(
	shell: Shell,
	name: string,
	{command, schedule, environment}: CronLine,
	off: StartupJob['off'],
	valueAt: (text: Text) => Value = written,
): Job {
	const variables = new Map([...environment].map(([key, text]) => [key, valueAt(text)] as const));
	const value = valueAt(command);
	const place = placeOf(value) ?? command.place;
	return {
		name,
		kind: 'cron',
		trigger: schedule.value === '@reboot' ? 'boot' : 'schedule',
		by: `${name} (${schedule.value})`,
		place,
		...(off === undefined ? {} : {off}),
		acts: off === undefined ? actsOf(shell, sourceOf(value), place.file, variables) : [],
		commands: [{...command, place}],
		environment: variables,
	};
}

/** The commands of `bootcmd` and `runcmd`. */
export function cloudInitJobs({system, shell}: Base, {units}: Units, cloudConfig: CloudConfig): readonly Job[] {
	const off = cloudInitOff(system) ?? (units.get('cloud-final.service')?.masked === true ? ('masked' as const) : undefined);
	return cloudInitCommands(cloudConfig).map(({key, place, ...command}) => ({
		name: `cloud-init ${key}`,
		kind: 'cloud-init',
		trigger: 'boot',
		by: place.file.slice(system.file.length + 1),
		place,
		...(off === undefined ? {} : {off}),
		acts: off !== undefined ? [] : 'words' in command ? actsOfWords(shell, command.words, place) : actsOf(shell, command.source, place.file),
		commands: [],
		environment: new Map(),
	}));
}

/** Whether the file is there that keeps cloud-init from running, as the reason of its jobs. */
export function cloudInitOff(system: FileSystem): StartupJob['off'] | undefined {
	return entryAt(system, 'etc/cloud/cloud-init.disabled') === undefined ? undefined : 'switched-off';
}

/** Lines of SysV's or BusyBox's inittab. */
export function inittabJobs({system, shell}: Base): readonly Job[] {
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

/** Programs of supervisord. */
export function supervisorJobs({system, shell}: Base, {units, started}: Units): readonly Job[] {
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
