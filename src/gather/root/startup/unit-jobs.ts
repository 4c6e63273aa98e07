/** Jobs of systemd: units of the system and of its users, and those that scripts start. */

import {append} from '../../../append.ts';
import {entriesIn, entryAt, type FileSystem, textAt} from '../../../filesystem.ts';
import {userUnitFolders} from '../../../limits/startup.ts';
import type {Act} from '../shell/acts.ts';
import {actsOf, settingsIn} from '../shell/run.ts';
import type {Environment} from '../shell/scope.ts';
import type {Shell} from '../shell/shell.ts';
import {type Source, sourceOf, sourceOfText, type Value} from '../shell/values.ts';
import {type Base, homesOf, type Job} from './job.ts';
import {unitsNamed} from './unit-commands.ts';
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

/** The units that commands start, now or at the next boot (`unitsNamed`). */
export function startedBy(jobs: readonly Job[], {started}: Units): Map<string, Started> {
	const found = new Map<string, Started>();
	for (const {acts, trigger, name} of jobs)
		for (const act of acts)
			for (const unit of unitsNamed(act, 'start'))
				if (!started.has(unit) && !found.has(unit) && !/\.target$/.test(unit)) found.set(unit, {trigger, by: name, place: act.place});
	return found;
}

/** A setting's value, and the file that it stands in. */
export type UnitLine = {readonly source: Source; readonly file: string};

const execKeys = ['ExecCondition', 'ExecStartPre', 'ExecStart', 'ExecStartPost'].map((key) => `Service.${key}`);

function workOf(system: FileSystem, shell: Shell, unit: Unit, starts: boolean): Pick<Job, 'acts' | 'commands' | 'environment'> {
	const linesOf = (key: string) => (unit.settings.get(key) ?? []).map((text): UnitLine => ({source: sourceOfText(text), file: text.place.file}));
	const commands = execKeys.flatMap((key) => unit.settings.get(key) ?? []);
	return {commands, ...unitWork(system, shell, unit.name, linesOf, starts)};
}

/** What a unit runs, and the variables that it sets; `linesOf` gives the values of a setting, by `Section.Key`. */
export function unitWork(
	system: FileSystem,
	shell: Shell,
	name: string,
	linesOf: (key: string) => readonly UnitLine[],
	starts: boolean,
): Pick<Job, 'acts' | 'environment'> {
	const environment = environmentOf(system, linesOf);
	if (!starts) return {acts: [], environment};
	const instance = /^[^@]+@(.+)\.[a-z]+$/.exec(name)?.[1];
	const acts = execKeys.flatMap(linesOf).flatMap(({source, file}) => execActs(shell, source, file, environment, instance));
	return {acts, environment};
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
function environmentOf(system: FileSystem, linesOf: (key: string) => readonly UnitLine[]): Environment {
	const found = new Map<string, Value>();
	for (const {source} of linesOf('Service.Environment'))
		for (const match of source.text.matchAll(/(?:"([A-Za-z_]\w*)=([^"\n]*)"|'([A-Za-z_]\w*)=([^'\n]*)'|(?<![^\s])([A-Za-z_]\w*)=("[^"\n]*"|\S*))/g)) {
			const [, double, inDouble, single, inSingle, plain, bare] = match;
			const name = double ?? single ?? plain ?? '';
			const value = inDouble ?? inSingle ?? bare ?? '';
			const start = match.index + match[0].lastIndexOf(value);
			const quote = plain !== undefined && /^".*"$/.test(value) ? 1 : 0;
			found.set(name, source.slice(start + quote, start + value.length - quote));
		}
	for (const {source} of linesOf('Service.EnvironmentFile')) {
		const text = textAt(system, source.text.replace(/^-/, ''));
		if (text !== undefined) for (const [name, own] of settingsIn(text)) found.set(name, own);
	}
	return found;
}
