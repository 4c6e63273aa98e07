/** What the instances of a template do when they start, by their user data and `AWS::CloudFormation::Init`: the gatherers of start-up judge it. */

import {append} from '../../append.ts';
import type {Place} from '../../contract.ts';
import type {Bootstrap, PasswordCommand, Resource, Template} from '../../evidence/template.ts';
import type {SourceNode} from '../../tree.ts';
import {mergedConfig} from '../root/cloud-files.ts';
import {mostOfFile} from '../root/credentials/found.ts';
import {type Act, baseOf, plainCall} from '../root/shell/acts.ts';
import {isShellScript} from '../root/shell/interpreters.ts';
import {keep} from '../root/shell/scope.ts';
import {isSpent, type Shell, shellOf} from '../root/shell/shell.ts';
import {flat, placeOf, placeOfStretch, sourceOf, type Value} from '../root/shell/values.ts';
import {addedAccessOf} from '../root/startup/added-access.ts';
import {fetchesOf} from '../root/startup/fetches.ts';
import type {Job} from '../root/startup/job.ts';
import {passwordsOf} from '../root/startup/passwords.ts';
import {remoteAccessOf} from '../root/startup/remote-access.ts';
import {sendingsOf} from '../root/startup/sendings.ts';
import {sshChangesOf} from '../root/startup/ssh-changes.ts';
import {writtenJobs} from '../root/startup/written-jobs.ts';
import {unreadOfRoot} from '../root/unread.ts';
import {actsOfCmd} from '../root/windows/commands/cmd.ts';
import {actsOfPowerShell} from '../root/windows/commands/powershell.ts';
import type {Reader} from '../root/windows/commands/reader.ts';
import {actsOfLine, readerOf, standingAt} from '../root/windows/commands/run.ts';
import {leaveOut} from '../unread.ts';
import {accountPasswordsIn} from './account-passwords.ts';
import {associatedDocumentsOf, associationScriptsOf} from './association-scripts.ts';
import type {Defaults} from './defaults.ts';
import {flatTextOf} from './flat-text.ts';
import {keyPairOf} from './key-pairs.ts';
import {heldPasswordsOf, newPasswords, setPasswordsOf} from './launch-passwords.ts';
import {type LaunchScript, launchScriptsOf} from './launch-scripts.ts';
import {passwordLoginsOf} from './password-logins.ts';
import {isProgramPath, newReading, type Reading, readScript, readWords, saidAlone, textPlacesOf} from './script-reading.ts';
import {emptySystem, scriptValue, tellingNames} from './script-values.ts';
import {isComment} from './scripts.ts';

/** Templates with what their instances do when they start. */
export function withBootstrap(templates: readonly Template[], defaults: ReadonlyMap<string, Defaults>): readonly Template[] {
	return templates.map((template) => {
		const own = defaults.get(template.file);
		return own === undefined ? template : withOwnBootstrap(template, own);
	});
}

function withOwnBootstrap(template: Template, defaults: Defaults): Template {
	const {file, resources, passwordCommands} = template;
	const system = emptySystem(file);
	const shell = shellOf(system);
	const reader = readerOf(system);
	const documents = associatedDocumentsOf(resources);
	const said: Place[] = [];
	const run: Place[] = [];
	const jobs: Job[] = [];
	const given: PasswordCommand[] = [];
	const inFiles: PasswordCommand[] = [];
	/** Aliases let one script stand in thousands of resources: it is read once. */
	const read = new Set<string>();
	/** What an `Fn::If` may leave out, or a unit that is not known to start. */
	const chosen = new Set<Act>();
	for (const resource of resources) {
		const scripts = scriptsOf(resource, resources, defaults, documents);
		const acts = new Map<string, Act[]>();
		const own: Job[] = [];
		// Each resource is a system of its own.
		shell.written.clear();
		for (const script of scripts) {
			const key = `${script.kind} ${placeOfStretch(sourceOf(script.value), 0, 1).range?.[0]}`;
			if (read.has(key)) continue;
			read.add(key);
			const reading = newReading();
			readLaunchScript(shell, reader, script, reading);
			if (script.chosen) for (const act of reading.acts) chosen.add(act);
			append(said, reading.said);
			append(run, reading.run);
			append(
				script.kind === 'file' ? inFiles : given,
				heldPasswordsOf(script, resource, () => leaveOut(defaults.unread, script.place, tooManyPasswords)),
			);
			const before = acts.get(script.name);
			if (before === undefined) {
				acts.set(script.name, reading.acts);
				own.push(jobOf(script, resource, reading.acts));
			} else append(before, reading.acts);
		}
		append(jobs, own);
		// Whole scripts are read where they are written.
		for (const {job, causes, starts} of writtenJobs({system, shell}, own, (text) => flat(text).startsWith('#!'))) {
			if (!starts || !causes.every((act) => isSure(act, chosen))) for (const act of job.acts) chosen.add(act);
			jobs.push({...job, name: `${job.name} of ${resource.logicalId}`, by: resource.logicalId});
		}
		append(said, saidIn(scripts));
	}
	if (isSpent(shell) || isSpent(reader))
		leaveOut(defaults.unread, {file}, 'the scripts of this template come to more commands than one check follows; not all of them were looked at');
	for (const {place, why} of unreadOfRoot(system)) leaveOut(defaults.unread, place, why);
	const sshChanges = byCertainty(jobs, chosen, (own) => sshChangesOf(system, own));
	const commands = [...passwordCommands, ...passwordLoginsOf(sshChanges, resources, passwordCommands)];
	const bootstrap: Bootstrap = {
		said: saidAlone({said, run}),
		remoteAccess: byCertainty(jobs, chosen, (own) => remoteAccessOf(system, own)),
		addedAccess: byCertainty(jobs, chosen, addedAccessOf),
		sshChanges,
		sendings: sendingsOf(system, jobs, mergedConfig([])),
		fetches: fetchesOf(jobs),
		accountPasswords: accountPasswordsIn(jobs, (act) => isSure(act, chosen), sshChanges, commands),
	};
	const set = setPasswordsOf(passwordsOf(jobs), resources);
	return {...template, bootstrap, passwordCommands: [...commands, ...newPasswords(commands, [...set, ...given], inFiles, bootstrap.said)]};
}

const tooManyPasswords = `this script holds ${mostOfFile} or more passwords; not all of those from here on were told`;

/** What jobs do for sure, and what hangs on a condition. */
function byCertainty<Found>(
	jobs: readonly Job[],
	chosen: ReadonlySet<Act>,
	foundIn: (jobs: readonly Job[]) => readonly Found[],
): readonly (Found & {readonly sure: boolean})[] {
	return [true, false].flatMap((sure) =>
		foundIn(jobs.map((job) => ({...job, acts: job.acts.filter((act) => isSure(act, chosen) === sure)}))).map((found) => ({...found, sure})),
	);
}

/** Whether a command is run on every instance; `chosen` are those that hang on a condition of the template, or on what is not known. */
function isSure(act: Act, chosen: ReadonlySet<Act>): boolean {
	return !chosen.has(act) && !isDecided(act);
}

/** Whether a branch of the script decides about a command; `mkdir x && echo y` is no branch. */
function isDecided({frame, conditional}: Act): boolean {
	for (let own = frame; own !== undefined; own = own.parent) if (own.kind === 'if' || own.kind === 'case' || own.kind === 'function') return conditional;
	return false;
}

/** A script as a job that starts at boot. */
function jobOf({name, place}: LaunchScript, {logicalId}: Resource, acts: readonly Act[]): Job {
	return {name, kind: 'cloud-init', trigger: 'boot', by: logicalId, place, acts, commands: [], environment: new Map()};
}

function readLaunchScript(shell: Shell, reader: Reader, {kind, value, words, place, path, addsTo, of = 'an account'}: LaunchScript, reading: Reading): void {
	switch (kind) {
		case 'shell':
			if (words === undefined) readScript(shell, value, place.file, reading);
			else readWords(shell, words, place, reading);
			break;
		case 'powershell':
			append(reading.acts, actsOfPowerShell(reader, sourceOf(value), standingAt(place)));
			break;
		case 'batch':
			append(reading.acts, actsOfCmd(reader, sourceOf(value), standingAt(place)));
			break;
		case 'prompt':
			append(reading.acts, words === undefined ? actsOfLine(reader, value, place) : reader.run(words, standingAt(place)));
			break;
		case 'file': {
			const text = flat(value);
			if (path !== undefined) {
				const by = writingOf(path, value, place);
				reading.acts.push(by);
				keep(shell, path, value, {append: addsTo === true, by});
			}
			if (text.startsWith('#!') && isShellScript(text.slice(0, 200))) readScript(shell, value, place.file, reading);
			break;
		}
		case 'password':
			reading.acts.push({...actAt('cloud-init', placeOf(value) ?? place), password: {of, value, sure: true}});
			break;
		case 'other':
			if (/^#!.{0,100}python/.test(flat(value.slice(0, 3))))
				reading.acts.push({...writingOf('', value, place), program: 'python3', path: 'python3', outputs: []});
			break;
		default:
	}
}

/** A file that is written, as a command that would write it. */
function writingOf(path: string, input: Value, place: Place): Act {
	return {...actAt('cat', place), input, outputs: [{path: [{origin: 'fixed', text: path, place}], append: false}]};
}

/** A command that stands in no script. */
function actAt(program: string, place: Place): Act {
	return {...plainCall, program, path: program, args: [], place, captured: false, conditional: false, script: place.file};
}

function scriptsOf(resource: Resource, resources: readonly Resource[], defaults: Defaults, documents: ReadonlySet<string>): readonly LaunchScript[] {
	const {file, unread} = defaults;
	const own = {...defaults, logicalId: resource.logicalId};
	const valueAt = (node: SourceNode) => scriptValue(flatTextOf(node, own, tellingNames));
	const launched = launchScriptsOf(file, resource, valueAt, (place, why) => leaveOut(unread, place, why));
	const key = keyPairOf(file, resource, resources, valueAt);
	return [...launched, ...associationScriptsOf(file, resource, documents, valueAt), ...(key === undefined ? [] : [key])];
}

/** Texts of files that nobody runs, as far as their paths, their first lines and the commands tell. */
function saidIn(scripts: readonly LaunchScript[]): readonly Place[] {
	const commands = scripts
		.filter(({kind}) => kind !== 'file')
		.map(({value}) => flat(value))
		.join('\n');
	return scripts.flatMap(({kind, value, path = '', executable}) => {
		const base = baseOf(path);
		if (kind === 'powershell' || kind === 'batch' || kind === 'other') return commentLinesOf(value);
		if (kind !== 'file' || executable === true || base === '' || isProgramPath(path) || flat(value).startsWith('#!') || commands.includes(base)) return [];
		return textPlacesOf(value);
	});
}

/** Comments of other notations, where they have a line of their own. */
function commentLinesOf(value: Value): readonly Place[] {
	const source = sourceOf(value);
	return [...source.text.matchAll(/[^\n]{1,2000}/g)].flatMap(({0: line, index}) =>
		isComment(line) ? [placeOfStretch(source, index, index + line.length)] : [],
	);
}
