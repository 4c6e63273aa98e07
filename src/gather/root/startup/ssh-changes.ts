/** What jobs and cloud-init's `write_files` make of sshd's configuration on each instance: written, added to, or edited in place by sed and perl. */

import type {Place} from '../../../contract.ts';
import type {SshChange, StartupJob} from '../../../evidence/startup.ts';
import {type FileSystem, textAt} from '../../../filesystem.ts';
import {get, itemsOf, looseStringOf, placeOf as nodePlace, stringOf, textOf} from '../../../tree.ts';
import {type Act, lineOf, operandsOf, wordsOf} from '../shell/acts.ts';
import {outputOf} from '../shell/outputs.ts';
import {flat, originOf, placeOf, sliceOf, type Value, written} from '../shell/values.ts';
import {type CloudConfig, cloudInitJob} from './cloud-config.ts';
import {type Job, plain, startingActs} from './job.ts';

/** The files that sshd reads without being told. */
const configuration = /^\/?etc\/ssh\/sshd_config(?:\.d\/[^/]+\.conf)?$/;

const directives = {
	passwordauthentication: 'PasswordAuthentication',
	kbdinteractiveauthentication: 'KbdInteractiveAuthentication',
	challengeresponseauthentication: 'KbdInteractiveAuthentication',
	permitrootlogin: 'PermitRootLogin',
	permitemptypasswords: 'PermitEmptyPasswords',
	authenticationmethods: 'AuthenticationMethods',
} as const;

const named = /\b(?:(?:Password|KbdInteractive|ChallengeResponse)Authentication|PermitRootLogin|PermitEmptyPasswords|AuthenticationMethods)\b/gi;
/** What stands behind a name, in a text for sed too. */
const assigned = /^(?:[ \t=]|\\[st])+["']?([\w,-]{1,60})/;
/** Letters behind a name that are looked at. */
const mostBehind = 100;

/** A change before it is known whose it is. */
type Change = Pick<SshChange, 'directive' | 'value' | 'how' | 'path' | 'place'>;

/** The changes of all jobs, of each file and directive the last one of a job. */
export function sshChangesOf(system: FileSystem, jobs: readonly Job[], config: CloudConfig): readonly SshChange[] {
	const last = new Map<string, SshChange>();
	const add = (job: StartupJob, change: Change) => {
		const key = JSON.stringify([job.name, change.path, change.directive ?? '']);
		// In the order in which they are made.
		last.delete(key);
		last.set(key, {...change, job: plain(job)});
	};
	for (const {job, act} of startingActs(jobs)) for (const change of changesBy(system, act)) add(job, change);
	const files = config.get('write_files');
	for (const item of itemsOf(files?.node)) {
		const path = stringOf(get(item, 'path')) ?? '';
		if (files === undefined || !configuration.test(path)) continue;
		const content = textOf(files.file, get(item, 'content'));
		const how = looseStringOf(get(item, 'append')) === 'true' ? 'append' : 'write';
		const place = nodePlace(files.file, item);
		const job = cloudInitJob(system, files.file, place);
		const isPlain = content !== undefined && get(item, 'encoding') === undefined;
		for (const change of isPlain ? said(written(content), how, path, place) : [{how, path, place, value: 'unknown'} as const]) add(job, change);
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
	if (program === 'tee') {
		const how = wordsOf(act).some((word) => /^(?:-a|--append)$/.test(word)) ? 'append' : 'write';
		for (const path of operands.filter(isOwn)) yield* said(act.input, how, flat(path), place);
	} else if (/^(?:cp|mv|install)$/.test(program)) {
		const [path] = operands.slice(-1);
		if (path !== undefined && operands.length > 1 && isOwn(path)) yield* said(fileRead(system, operands.slice(0, -1)), 'write', flat(path), place);
	} else if (/^(?:curl|wget)$/.test(program) || /^aws s3\b/.test(lineOf(act))) {
		for (const path of act.args.filter(isOwn)) yield {how: 'write', path: flat(path), value: 'unknown', place};
	} else if (isInPlace(act)) {
		const script = scriptOf(act);
		for (const path of act.args.filter((arg) => arg !== script && isOwnOrAll(arg))) yield* edited(script, flat(path), place);
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

/** What a text sets; that it is not known where it is not written down in full. A file that is written whole has no other lines any more. */
function* said(value: Value | undefined, how: SshChange['how'], path: string, place: Place): Generator<Change> {
	const isKnown = value !== undefined && originOf(value) === 'fixed';
	if (!isKnown) yield {how, path, value: 'unknown', place};
	const found = value === undefined ? [] : settingsIn(value);
	if (isKnown && how === 'write')
		for (const directive of new Set(Object.values(directives)))
			if (!found.some((one) => one.directive === directive)) yield {how, path, directive, value: 'removed', place};
	for (const {directive, value: to, place: at} of found) yield {how, path, directive, value: to, place: at ?? place};
}

type Setting = {
	readonly directive: NonNullable<SshChange['directive']>;
	readonly value: string;
	readonly isComment: boolean;
	readonly place: Place | undefined;
};

function settingsIn(value: Value): readonly Setting[] {
	return all(value).filter(({isComment}) => !isComment);
}

/** All settings in a text, those behind a comment's sign too; places are those of the values. */
function all(value: Value): readonly Setting[] {
	const text = flat(value);
	return [...text.matchAll(named)].flatMap(({0: name, index}) => {
		const directive = directiveOf(name);
		const begin = index + name.length;
		const [whole, to] = assigned.exec(text.slice(begin, begin + mostBehind)) ?? [];
		if (directive === undefined || whole === undefined || to === undefined) return [];
		const end = begin + whole.length;
		const isComment = text
			.slice(Math.max(0, index - mostBehind), index)
			.trimEnd()
			.endsWith('#');
		return [{directive, value: to.toLowerCase(), isComment, place: placeOf(sliceOf(value, end - to.length, end))}];
	});
}

function directiveOf(name = ''): Setting['directive'] | undefined {
	const lower = name.toLowerCase();
	return Object.entries(directives).find(([key]) => key === lower)?.[1];
}

/** `sed -i`, `perl -pi -e`. */
function isInPlace(act: Act): boolean {
	const words = wordsOf(act);
	if (act.program === 'sed' || act.program === 'gsed') return words.some((word) => /^(?:-[nrEsz]{0,5}i|--in-place)/.test(word));
	return act.program === 'perl' && words.some((word) => /^-[pn0lw]{0,5}i/.test(word));
}

/** The word that is the script: behind `-e`, else the first that is no option. */
function scriptOf(act: Act): Value | undefined {
	const at = act.args.findIndex((arg) => /^(?:-[a-zA-Z]{0,6}e|--expression)$/.test(flat(arg)));
	return at >= 0 ? act.args[at + 1] : operandsOf(act, /^-[fl]$/)[0];
}

/** What an edit makes of the lines that it is about. */
function* edited(script: Value | undefined, path: string, place: Place): Generator<Change> {
	const text = flat(script ?? []);
	if (script === undefined || originOf(script) !== 'fixed') return void (yield {how: 'edit', path, value: 'unknown', place});
	const parts = substitutions(text);
	for (const {from, to, end} of parts) {
		const into = sliceOf(script, to, end);
		const made = all(into);
		for (const {isComment, directive, value, place: at} of made) yield {how: 'edit', path, directive, value: isComment ? 'removed' : value, place: at ?? place};
		if (made.length > 0) continue;
		// `s/\(PasswordAuthentication\) no/\1 yes/`, `/^PermitRootLogin/s/no/yes/`: the line is told by what is looked for.
		const directive = directiveOf(text.slice(from, to).match(named)?.[0]);
		if (directive === undefined) continue;
		const word = /(?:^|[\s\d}=])(yes|no|prohibit-password|without-password|forced-commands-only|any|password|publickey)\b/i.exec(flat(into));
		const start = word === null ? 0 : word.index + word[0].length - (word[1]?.length ?? 0);
		const own = word === null ? into : sliceOf(into, start, start + (word[1]?.length ?? 0));
		yield {how: 'edit', path, directive, value: word?.[1]?.toLowerCase() ?? 'removed', place: placeOf(own) ?? place};
	}
	if (parts.length > 0) return;
	const isDeletion = /\/[Ig]{0,2}\s{0,5}d\b/.test(text);
	const directive = directiveOf(text.match(named)?.[0]);
	if (isDeletion && directive !== undefined) yield {how: 'edit', path, directive, value: 'removed', place: placeOf(script) ?? place};
	// `$ a PasswordAuthentication yes`, `/^PasswordAuthentication/c\PasswordAuthentication yes`
	else
		for (const {directive: own, value, place: at} of settingsIn(script))
			yield {how: /\$\s{0,5}a/.test(text) ? 'append' : 'edit', path, directive: own, value, place: at ?? place};
}

/** The substitutions of a script: `from` is where the address or pattern begins, `to` and `end` are the ends of what is put in. */
function substitutions(text: string): readonly {readonly from: number; readonly to: number; readonly end: number}[] {
	const found: {from: number; to: number; end: number}[] = [];
	for (let at = 0, from = 0; at < text.length; at++) {
		const mark = text.charAt(at + 1);
		if (text.charAt(at) !== 's' || /[\w\s\\]/.test(mark) || mark === '' || !isCommand(text, from, at)) continue;
		const to = after(text, at + 2, mark);
		const end = to < 0 ? -1 : after(text, to, mark);
		if (end < 0) break;
		found.push({from, to, end: end - 1});
		at = end;
		from = end;
	}
	return found;
}

/** Whether a command may begin: at the start, behind an address, a separator or a bracket. */
function isCommand(text: string, from: number, at: number): boolean {
	const before = text.slice(from, at).trimEnd();
	return before === '' || /[;{\n/IM$\d!,|]$/.test(before);
}

/** The offset behind the next mark that no backslash stands before; -1 where there is none. */
export function after(text: string, from: number, mark: string): number {
	for (let at = from; at < text.length; at++) {
		if (text.charAt(at) === '\\') at++;
		else if (text.charAt(at) === mark) return at + 1;
	}
	return -1;
}
