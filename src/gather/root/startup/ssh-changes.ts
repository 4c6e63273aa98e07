/** What jobs and cloud-init's `write_files` make of sshd's configuration on each instance: written, added to, or edited in place by sed and perl. */

import type {SshChange} from '../../../evidence/startup.ts';
import {type FileSystem, textAt} from '../../../filesystem.ts';
import {get, itemsOf, looseStringOf, placeOf as nodePlace, stringOf, textOf} from '../../../tree.ts';
import type {CloudConfig} from '../cloud-files.ts';
import {type Act, operandsOf, wordsOf} from '../shell/acts.ts';
import {outputOf} from '../shell/outputs.ts';
import {flat, type Value, textOf as wholeOf, written} from '../shell/values.ts';
import {cloudInitJob} from './cloud-config.ts';
import {downloadOf} from './downloads.ts';
import {type Job, plain, shown, startingActs} from './job.ts';
import {type Change, edited, said} from './ssh-edits.ts';

/** The files that sshd reads without being told. */
const configuration = /^\/?etc\/ssh\/sshd_config(?:\.d\/[^/]+\.conf)?$/;

/** The changes of jobs, of each file and directive the last one of a job. */
export function sshChangesOf(system: FileSystem, jobs: readonly Job[]): readonly SshChange[] {
	return lastOf(startingActs(jobs).flatMap(({job, act}) => [...changesBy(system, act)].map((change) => ({...change, job: plain(job)}))));
}

/** Those of cloud-init's `write_files`. */
export function cloudSshChangesOf(system: FileSystem, config: CloudConfig): readonly SshChange[] {
	const files = config.get('write_files');
	return lastOf(
		itemsOf(files?.node).flatMap((item) => {
			const path = stringOf(get(item, 'path')) ?? '';
			if (files === undefined || !configuration.test(path)) return [];
			const content = textOf(files.file, get(item, 'content'));
			const how = looseStringOf(get(item, 'append')) === 'true' ? 'append' : 'write';
			const place = nodePlace(files.file, item);
			const isPlain = content !== undefined && get(item, 'encoding') === undefined;
			return [...said(isPlain ? written(content) : undefined, how, path, place)].map((change) => ({...change, job: cloudInitJob(system, files.file, place)}));
		}),
	);
}

function lastOf(changes: readonly SshChange[]): readonly SshChange[] {
	const last = new Map<string, SshChange>();
	for (const change of changes) {
		const key = JSON.stringify([change.job.by, change.job.name, change.path, change.directive ?? '']);
		// In the order in which they are made.
		last.delete(key);
		last.set(key, change);
	}
	return [...last.values()];
}

function* changesBy(system: FileSystem, act: Act): Generator<Change> {
	const {program, place} = act;
	const isOwn = (value: Value) => configuration.test(flat(value));
	for (const {path, append} of act.outputs.filter((output) => isOwn(output.path))) {
		const value = program === 'cat' || program === '' ? (act.input ?? fileRead(system, act.args)) : outputOf(act, act.input);
		yield* said(value, append ? 'append' : 'write', flat(path), place);
	}
	const operands = operandsOf(act);
	const fetched = downloadOf(act);
	if (program === 'tee') {
		const how = wordsOf(act).some((word) => /^(?:-a|--append)$/.test(word)) ? 'append' : 'write';
		for (const path of operands.filter(isOwn)) yield* said(act.input, how, flat(path), place);
	} else if (/^(?:cp|mv|install)$/.test(program)) {
		const [path] = operands.slice(-1);
		if (path !== undefined && operands.length > 1 && isOwn(path)) yield* said(fileRead(system, operands.slice(0, -1)), 'write', flat(path), place);
	} else if (fetched !== undefined) {
		for (const path of fetched.targets.filter(isOwn)) yield {how: 'write', path: flat(path), value: 'unknown', place};
	} else if (isInPlace(act)) {
		const scripts = scriptsOf(act);
		const files = act.args.filter((arg) => !scripts.includes(arg));
		for (const script of scripts) {
			for (const path of files.filter(isOwnOrAll)) yield* edited(script, flat(path), place);
			// `"$CONF"`: the directives that are named tell whose file it is.
			for (const path of files.filter((file) => wholeOf(file) === undefined && !isOwnOrAll(file)))
				for (const change of edited(script, shown(path), place)) if (change.directive !== undefined) yield change;
		}
	}
}

/** Whether a word names the files, as a shell's pattern too. */
function isOwnOrAll(value: Value): boolean {
	return configuration.test(
		flat(value)
			.replaceAll('*', 'x')
			.replace(/sshd_configx?$/, 'sshd_config'),
	);
}

/** The text of one file of the image; nothing where it is not known. */
function fileRead(system: FileSystem, paths: readonly Value[]): Value | undefined {
	const [path, ...more] = paths.map(flat);
	const text = path === undefined || more.length > 0 || !path.startsWith('/') ? undefined : textAt(system, path.slice(1));
	return text === undefined ? undefined : written(text);
}

/** `sed -i`, `perl -pi -e`. */
function isInPlace(act: Act): boolean {
	const words = wordsOf(act);
	if (act.program === 'sed' || act.program === 'gsed') return words.some((word) => /^(?:-[nrEsz]{0,5}i|--in-place)/.test(word));
	return act.program === 'perl' && words.some((word) => /^-[pn0lw]{0,5}i/.test(word));
}

/** The words that are scripts: those behind `-e`, else the first that is no option. */
function scriptsOf(act: Act): readonly Value[] {
	const given = act.args.filter((_, index) => /^(?:-[a-zA-Z]{0,6}e|--expression)$/.test(flat(act.args[index - 1] ?? [])));
	return given.length > 0 ? given : operandsOf(act, /^-[fl]$/).slice(0, 1);
}
