/** Jobs that scripts write: units of systemd, lines of crontabs, and scripts that something starts. */

import type {Place, Text} from '../../../contract.ts';
import {crontabAt, isUnitFile, scriptStartAt} from '../../../limits/startup.ts';
import {iniSettings} from '../ini.ts';
import type {Act} from '../shell/acts.ts';
import {isShellScript} from '../shell/interpreters.ts';
import {actsOf} from '../shell/run.ts';
import {isSpent, type WrittenFile} from '../shell/shell.ts';
import {flat, placeOf, placeOfStretch, sourceOf, type Value} from '../shell/values.ts';
import {cronJob} from './command-jobs.ts';
import {cronLinesOf} from './cron.ts';
import {type Base, type Job, startingActs} from './job.ts';
import {unitsNamed} from './unit-commands.ts';
import {type UnitLine, unitWork} from './unit-jobs.ts';
import {activationOf, templateOf} from './units.ts';

/** A job that a script writes. */
export type WrittenJob = {
	readonly job: Job;
	/** The job whose script that is. */
	readonly writer: Job;
	/** The commands that write it, and the one that starts it. */
	readonly causes: readonly Act[];
	/** Whether it starts, as far as the scripts tell. Where they do not, something that is not known may start it. */
	readonly starts: boolean;
};

/** The jobs that scripts of other jobs write. `isRead` tells the scripts that somebody has read already. */
export function writtenJobs(
	base: Pick<Base, 'system' | 'shell'>,
	jobs: readonly Job[],
	isRead: (script: Value) => boolean = () => false,
): readonly WrittenJob[] {
	const {shell} = base;
	const first = jobs.find(({off}) => off === undefined);
	if (shell.written.size === 0 || first === undefined) return [];
	const byAct = new Map(startingActs(jobs).map(({act, job}) => [act, job]));
	const writerOf = ({by}: WrittenFile) => (by === undefined ? undefined : byAct.get(by)) ?? first;
	const units = writtenUnits(shell.written);
	return [
		...unitJobs(base, units, {jobs, writerOf}),
		...[...shell.written].flatMap(([path, file]): readonly WrittenJob[] => {
			if (isSpent(shell)) return [];
			shell.again -= flat(file.value).length;
			const found = [...cronJobs(base, path, file.value), ...scriptJobs(base, path, file.value, isRead)];
			return found.map((job) => ({job, writer: writerOf(file), causes: file.by === undefined ? [] : [file.by], starts: true}));
		}),
	];
}

/** A unit that scripts write: its files, those that add to it last, and the values of its settings, by `Section.Key`. */
type WrittenUnit = {readonly files: readonly WrittenFile[]; readonly settings: ReadonlyMap<string, readonly UnitLine[]>; readonly isPulled: boolean};

function writtenUnits(written: ReadonlyMap<string, WrittenFile>): ReadonlyMap<string, WrittenUnit> {
	const main = new Map<string, WrittenFile>();
	const dropIns = new Map<string, [string, WrittenFile][]>();
	const pulled = new Set<string>();
	for (const [path, file] of written) {
		if (!isUnitFile(path)) continue;
		const [name = '', folder = ''] = path.split('/').toReversed();
		const isPulled = /\.(?:wants|requires)$/.test(folder);
		const owner = folder.endsWith('.d') ? folder.slice(0, -2) : undefined;
		if (owner !== undefined) dropIns.set(owner, [...(dropIns.get(owner) ?? []), [name, file]]);
		else if (!isPulled || !main.has(name)) main.set(name, file);
		if (isPulled) pulled.add(name);
	}
	return new Map(
		[...new Set([...main.keys(), ...dropIns.keys()])].map((name) => {
			const own = main.get(name);
			const more = (dropIns.get(name) ?? []).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
			const files = [...(own === undefined ? [] : [own]), ...more];
			return [name, {files, settings: settingsOf(files), isPulled: pulled.has(name)}];
		}),
	);
}

/** What files of a unit set. What is added to a file that is not known may stand in any of its sections: its keys say in which. */
function settingsOf(files: readonly WrittenFile[]): ReadonlyMap<string, readonly UnitLine[]> {
	const found = new Map<string, UnitLine[]>();
	for (const {value} of files) {
		const source = sourceOf(value);
		const file = value[0]?.place.file ?? '';
		const text: Text = {value: source.text, place: {file, range: [0, source.text.length]}};
		for (const {section, key, value} of iniSettings(text)) {
			const name = `${section === '' ? 'Service' : section}.${key}`;
			if (value.value === '') found.set(name, []);
			else {
				const lines = found.get(name) ?? [];
				lines.push({source: sourceOf(retold(source.slice(...(value.place.range ?? [0, 0])), value.value)), file});
				found.set(name, lines);
			}
		}
	}
	return found;
}

/** A value with another text of the same length, each character at its place. */
function retold(value: Value, text: string): Value {
	let at = 0;
	return value.map((part) => {
		if (part.origin !== 'fixed') {
			at++;
			return part;
		}
		const start = at;
		at += part.text.length;
		return {...part, text: text.slice(start, at)};
	});
}

type Writers = {readonly jobs: readonly Job[]; readonly writerOf: (file: WrittenFile) => Job};

function unitJobs({system, shell}: Pick<Base, 'system' | 'shell'>, units: ReadonlyMap<string, WrittenUnit>, writers: Writers): readonly WrittenJob[] {
	const {started, stopped} = startedUnits(units, writers);
	return [...units].flatMap(([name, {files, settings}]): readonly WrittenJob[] => {
		const [own] = files;
		const place = placeOf(files.flatMap(({value}) => value.slice(0, 1)));
		if (own === undefined || place === undefined || !name.endsWith('.service')) return [];
		const writer = writers.writerOf(own);
		const instances = [...started].filter(([unit]) => unit === name || templateOf(unit) === name);
		if (instances.length === 0 && stopped.has(name)) return [];
		return (instances.length === 0 ? [[name, undefined] as const] : instances).flatMap(([unit, by]): readonly WrittenJob[] => {
			if (isSpent(shell)) return [];
			const work = unitWork(system, shell, unit, (key) => settings.get(key) ?? [], true);
			for (const {value} of files) shell.again -= flat(value).length;
			const {trigger, name: starter} = by?.job ?? writer;
			return [
				{
					job: {name: unit, kind: 'unit', trigger, by: starter, place, commands: [], ...work},
					writer,
					causes: [...files.flatMap(({by}) => by ?? []), ...(by?.act === undefined ? [] : [by.act])],
					starts: by !== undefined,
				},
			];
		});
	});
}

type Starter = {readonly job: Job; readonly act?: Act};

/**
 * The units that start: those for which a script makes a link in a `.wants` folder, puts them there, or asks systemctl; those that
 * run already, to which a script adds something; and those that others of these activate or want.
 */
function startedUnits(
	units: ReadonlyMap<string, WrittenUnit>,
	{jobs, writerOf}: Writers,
): {readonly started: ReadonlyMap<string, Starter>; readonly stopped: ReadonlySet<string>} {
	const started = new Map<string, Starter>();
	const stopped = new Set<string>();
	const open: string[] = [];
	const start = (name: string, by: Starter) => {
		// One that no condition decides about says more.
		if (started.has(name) && started.get(name)?.act?.conditional !== true) return;
		if (!started.has(name)) open.push(name);
		started.set(name, by);
	};
	for (const job of jobs) if (job.kind === 'unit' && job.off === undefined && units.has(job.name)) start(job.name, {job});
	for (const {job, act} of startingActs(jobs)) {
		for (const name of unitsNamed(act, 'start')) start(name, {job, act});
		for (const name of unitsNamed(act, 'stop')) stopped.add(name);
	}
	for (const [name, {files, isPulled}] of units) {
		const [own] = files;
		if (isPulled && own !== undefined) start(name, {job: writerOf(own)});
	}
	for (let name = open.pop(); name !== undefined; name = open.pop()) {
		const by = started.get(name);
		const unit = units.get(name) ?? units.get(templateOf(name) ?? '');
		if (by === undefined || unit === undefined) continue;
		const last = (key: string) => unit.settings.get(key)?.at(-1)?.source.text;
		const activated = activationOf(name, last);
		if (activated !== undefined) start(activated, by);
		for (const key of ['Wants', 'Requires', 'BindsTo', 'Upholds'])
			for (const {source} of unit.settings.get(`Unit.${key}`) ?? []) for (const to of source.text.split(/\s+/)) if (to !== '') start(to, by);
	}
	return {started, stopped};
}

/** The lines of a crontab. */
function cronJobs({system, shell}: Pick<Base, 'system' | 'shell'>, path: string, value: Value): readonly Job[] {
	const table = crontabAt(path);
	const place = placeOf(value);
	if (table === undefined || place === undefined) return [];
	const source = sourceOf(value);
	// What is not known before a line stands on lines of its own, such as the table so far.
	const known = source.text.replaceAll(/^\uE000{1,100}/gm, (marks) => ' '.repeat(marks.length));
	const text: Text = {value: known, place: {file: place.file, range: [0, known.length]}};
	const placed = ({range = [0, 0]}: Place) => placeOfStretch(source, ...range);
	return cronLinesOf(system, text, table.withUser, placed).map((line) =>
		cronJob(shell, path, line, undefined, ({place: {range = [0, 0]}}) => source.slice(...range)),
	);
}

/** A script that something starts: a whole one, or lines that are added to one. */
function scriptJobs({shell}: Pick<Base, 'system' | 'shell'>, path: string, value: Value, isRead: (script: Value) => boolean): readonly Job[] {
	const how = scriptStartAt(path);
	const place = placeOf(value);
	const text = flat(value);
	if (how === undefined || place === undefined || (text.startsWith('#!') && !isShellScript(text.slice(0, 200))) || isRead(value)) return [];
	const acts = actsOf(shell, sourceOf(value), place.file);
	return [{name: path, ...how, by: path, place, acts, commands: [], environment: new Map()}];
}
