/** Jobs of systemd: units of the system and of its users, and those that scripts start or write. */

import {append} from '../../../append.ts';
import type {Text} from '../../../contract.ts';
import {entriesIn, entryAt, type FileSystem, textAt} from '../../../filesystem.ts';
import {userUnitFolders} from '../../../limits/startup.ts';
import {iniSettings} from '../ini.ts';
import {type Act, wordsOf} from '../shell/acts.ts';
import {actsOf, settingsIn} from '../shell/run.ts';
import type {Environment} from '../shell/scope.ts';
import type {Shell} from '../shell/shell.ts';
import {type Source, sourceOf, sourceOfText, type Value} from '../shell/values.ts';
import {type Base, homesOf, type Job, startingActs} from './job.ts';
import {jobOf, type Started, type Unit, type Units, userUnits} from './units.ts';

/** The system's services and timers, those that don't start too. `known` holds the names of those that were told before, and of those that are told. */
export function* unitJobs({system, shell}: Base, {units, started}: Units, known: Set<string>): Generator<Job> {
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

/** Units that the users' own systemd starts; of users who linger, at boot. */
export function userUnitJobs({system, shell}: Base): readonly Job[] {
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
			if (unit === undefined || !name.endsWith('.service')) return [];
			const files = new Set([unit.place.file, ...[...unit.settings.values()].flat().map(({place}) => place.file)]);
			// Shared units are the same for each user; units of their own may have the same name.
			const key = [trigger, name, ...files].join('\0');
			if (known.has(key)) return [];
			known.add(key);
			const own = jobOf(system, unit, by);
			return [{...own, ...workOf(system, shell, unit, own.off === undefined)}];
		});
	});
}

/**
 * The services that scripts write and start: those for which one of them makes a link in a `.wants` folder, puts them there, or asks systemctl.
 * Nobody writes a unit of which nothing is known, so that a variable in its text leaves a part of it unknown alone.
 */
export function writtenJobs({shell}: Base, jobs: readonly Job[]): readonly Job[] {
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

/** The units that commands start, now or at the next boot: `systemctl start x`, `systemctl enable x`, `service x start`. */
export function startedBy(jobs: readonly Job[], {started}: Units): Map<string, Started> {
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

function nameOf(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
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
