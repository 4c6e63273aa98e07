/** Credentials that were left in a root file system, by what its files hold. */

import type {Credential, CredentialKind, CredentialSearch, History} from '../../evidence/credential.ts';
import {type FileSystem, fileOf, textAt} from '../../filesystem.ts';
import {historyOf, isLoginFile, madeSecrets} from '../../limits/left-behind.ts';
import {hasMark} from '../../read/filesystem/markers.ts';
import {ofDistribution} from '../../read/filesystem/texts.ts';
import {answersIn} from './credentials/answers.ts';
import {awsKeyRequestsIn, awsKeysIn} from './credentials/aws-keys.ts';
import {commandsIn} from './credentials/commands.ts';
import {isScript, settingsKind} from './credentials/files.ts';
import type {Found, RootText} from './credentials/found.ts';
import {loginsIn} from './credentials/logins.ts';
import {ownersOf} from './credentials/owners.ts';
import {binaryKeyOf, privateKeysIn} from './credentials/private-keys.ts';
import {drawersIn, drawnAnewBy} from './credentials/redrawn.ts';
import {settingsIn} from './credentials/settings.ts';
import {type Standing, standingOf} from './credentials/standing.ts';
import {tokensIn} from './credentials/tokens.ts';
import {cut, linesOf} from './lines.ts';

/** Credentials of one root that are told: no real image has this many. */
const most = 5_000;

/** Records of what is installed and of accounts: others judge them. */
const others = /^(?:var\/lib\/dpkg\/|lib\/apk\/|etc\/(?:g?shadow|passwd|group)-?$)/;

/** Bytes at the beginning in which a NUL says that a file is no text. */
const beginning = 1024;

/** Searches all that is held of a root file system. */
export function credentialSearchOf(system: FileSystem): CredentialSearch {
	const owners = ownersOf(system);
	const credentials: Credential[] = [];
	const histories: History[] = [];
	const awsKeyRequests: CredentialSearch['awsKeyRequests'][number][] = [];
	const drawers = drawersIn(system);
	const unchanged = ofDistribution(system);
	let isPartial = false;
	for (const path of [...system.contents.keys()].toSorted()) {
		if (others.test(path) || credentials.length >= most) continue;
		const standing = isDormant(system, path) ? 'sample' : unchanged(path) ? 'package' : standingOf(path);
		if (standing === 'documentation') continue;
		const owner = owners(system.entries.get(path)?.uid);
		const about = {path, ...(owner === undefined ? {} : {owner})};
		const tell = (found: readonly Found[]) => {
			const made = madeSecrets.find((secret) => secret.path.test(path));
			for (const one of found) {
				const anew = one.doubt === undefined && mayBeRedrawn(one.kind) ? drawnAnewBy(drawers, path) : undefined;
				credentials.push({
					...one,
					...about,
					...(made === undefined ? {} : {made: {by: made.by, anew: made.anew}}),
					...(anew === undefined ? {} : {doubt: `${anew} names this file and draws values, so that it may set another at first start`}),
				});
			}
		};
		const bytes = system.contents.get(path) ?? new Uint8Array();
		if (bytes.subarray(0, beginning).includes(0) || bytes[0] === 0x30) {
			const key = standing === 'language' ? undefined : binaryKeyOf(bytes);
			const place = {file: fileOf(system, path)};
			if (key !== undefined) tell([{kind: 'private-key', what: key, place, shown: place, ...binaryDoubt(standing)}]);
		}
		// Texts of Windows in UTF-16 are no binary, and are not searched.
		if (bytes[0] === 0xff && bytes[1] === 0xfe) isPartial = true;
		if (bytes.subarray(0, beginning).includes(0)) continue;
		const text = textAt(system, path);
		if (text === undefined) continue;
		const file: RootText = {path, standing, text};
		const of = standing === 'own' || standing === 'sample' ? historyOf(path) : undefined;
		tell(foundIn(file, of !== undefined, hasMark(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))));
		awsKeyRequests.push(...(of === undefined && settingsOrScript(file) ? awsKeyRequestsIn(file, isScript(path, text.value)) : []));
		if (of !== undefined) {
			const lines = linesOf(text).filter(({value}) => isCommand(path, value));
			const [first] = lines;
			if (first !== undefined) histories.push({...about, of, lines: lines.length, place: firstLine(first)});
		}
	}
	return {root: system.file, credentials, histories, awsKeyRequests, searched: system.contents.size, whole: system.unread.size === 0 && !isPartial};
}

/** Debian's sites, modules and settings of web servers are in use where a link says so. */
function isDormant(system: FileSystem, path: string): boolean {
	const [, before, name] = /^(etc\/.{1,200})-available\/([^/]+)$/.exec(path) ?? [];
	return before !== undefined && !system.entries.has(`${before}-enabled/${name}`);
}

/** What a first line shows is its first word: what follows may be a secret. */
function firstLine(line: RootText['text']): History['place'] {
	return cut(line, 0, Math.max(1, /^\s{0,20}[\w./-]{0,40}/.exec(line.value)?.[0].length ?? 1)).place;
}

/** Times in histories of shells, and what vim writes of itself, are no commands. */
function isCommand(path: string, line: string): boolean {
	return line.trim() !== '' && !/^#\d*$|^#/.test(line) && !(path.endsWith('.viminfo') && /^(?:\*|\|)/.test(line)) && line !== '_HiStOrY_V2_';
}

/** Everything that a file holds; of what two searches find at one place, the more exact one's word counts. */
function foundIn(file: RootText, isHistory: boolean, isMarked: boolean): readonly Found[] {
	const {path, standing, text} = file;
	const keys =
		standing === 'language' || !isMarked
			? []
			: privateKeysIn(file).map((key) => (isServiceAccount(text.value) ? {...key, what: 'the key of a Google service account'} : key));
	const found: Found[] = [...keys, ...awsKeysIn(file), ...tokensIn(file, isMarked)];
	if (standing === 'own') {
		const kind = settingsKind(path);
		const isRun = isHistory || isScript(path, text.value);
		const given = [
			...loginsIn(file),
			...answersIn(file),
			...(isRun ? commandsIn(text) : []),
			...(kind !== undefined || isRun || isLoginFile(path) ? settingsIn(text, kind === 'program') : []),
		];
		found.push(...given.map((one) => ({...one, kind: kindIn(path, one.kind, isHistory)})));
	}
	return found.filter(({place}, index) => !found.slice(0, index).some((before) => overlaps(before.place.range, place.range)));
}

function kindIn(path: string, kind: CredentialKind, isHistory: boolean): CredentialKind {
	if (isHistory && kind === 'password') return 'history';
	return kind === 'password' && isLoginFile(path) ? 'login' : kind;
}

function overlaps(a: readonly [number, number] | undefined, b: readonly [number, number] | undefined): boolean {
	return a !== undefined && b !== undefined && a[0] < b[1] && b[0] < a[1];
}

function settingsOrScript({path, text}: RootText): boolean {
	return settingsKind(path) !== undefined || isScript(path, text.value);
}

/** https://cloud.google.com/iam/docs/keys-create-delete */
function isServiceAccount(value: string): boolean {
	return /"type"\s{0,5}:\s{0,5}"service_account"/.test(value);
}

function binaryDoubt(standing: Standing): Pick<Found, 'doubt'> {
	return standing === 'own' ? {} : {doubt: 'its path is that of a test, an example or a package'};
}

/** Keys of accounts and services are no matter of a script on the instance; passwords and keys of its own are. */
function mayBeRedrawn(kind: CredentialKind): boolean {
	return kind === 'password' || kind === 'login' || kind === 'private-key';
}
