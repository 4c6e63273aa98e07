/** Credentials that were left in a root file system, by what its files hold. */

import {append} from '../../append.ts';
import type {AwsKeyRequest, Credential, CredentialKind, CredentialSearch, History} from '../../evidence/credential.ts';
import {type FileSystem, fileOf, isWindows, textAt} from '../../filesystem.ts';
import {hostKey, isLoginFile, madeSecrets} from '../../limits/left-behind.ts';
import {hasMark} from '../../read/filesystem/markers.ts';
import {ofDistribution} from '../../read/filesystem/texts.ts';
import {answersIn} from './credentials/answers.ts';
import {awsKeyRequestsIn, awsKeysIn} from './credentials/aws-keys.ts';
import {commandsIn} from './credentials/commands.ts';
import {isScript, settingsKind} from './credentials/files.ts';
import {doubted, type Found, mostOfFile, type RootText} from './credentials/found.ts';
import {historyIn, historyKind} from './credentials/histories.ts';
import {loginsIn} from './credentials/logins.ts';
import {ownersOf} from './credentials/owners.ts';
import {binaryKeyOf, privateKeysIn} from './credentials/private-keys.ts';
import {type Drawers, drawersIn, drawnAnewBy} from './credentials/redrawn.ts';
import {settingsIn} from './credentials/settings.ts';
import {type Standing, standingOf} from './credentials/standing.ts';
import {tokensIn} from './credentials/tokens.ts';
import {isAnswerFile} from './windows/answer-files.ts';
import {environmentCredentials} from './windows/environment.ts';

/** Credentials of one root that are told: no real image has this many. */
const most = 5_000;

/** Records of what is installed and of accounts: others judge them. */
const others = /^(?:var\/lib\/dpkg\/|lib\/apk\/|etc\/(?:g?shadow|passwd|group)-?$)/;

/** Bytes at the beginning in which a NUL says that a file is no text. */
const beginning = 1024;

/** What cloud-init and user data printed on the instance that the image was made from, often with each command that ran. */
const buildLog = /^var\/log\/(?:cloud-init(?:-output)?|user-?data|startup-?script|bootstrap|install|setup|provision(?:ing)?)(?:\.log)?$/;

/** What one file holds. */
type Holding = {
	readonly found: readonly Found[];
	readonly history?: Omit<History, 'owner'>;
	readonly requests: readonly AwsKeyRequest[];
	/** Whether it is a text that can't be read here. */
	readonly isClosed?: boolean;
	/** Whether it may hold more than is told. */
	readonly isCut?: boolean;
};

const nothing: Holding = {found: [], requests: []};

/** Searches all that is held of a root file system. */
export function credentialSearchOf(system: FileSystem): CredentialSearch {
	const owners = ownersOf(system);
	const drawers = drawersIn(system);
	const unchanged = ofDistribution(system);
	const credentials: Credential[] = [];
	const histories: History[] = [];
	const awsKeyRequests: AwsKeyRequest[] = [];
	let isWhole = system.unread.size === 0;
	for (const path of [...system.contents.keys()].toSorted()) {
		if (others.test(path)) continue;
		if (credentials.length >= most) {
			isWhole = false;
			break;
		}
		const standing = isDormant(system, path) ? 'sample' : unchanged(path) ? 'package' : standingOf(path);
		const {found, history, requests, isClosed = false, isCut = false} = searchFile(system, path, standing);
		const user = owners(system.entries.get(path)?.uid);
		const owner = user === undefined ? {} : {owner: user};
		if (isClosed || isCut) isWhole = false;
		append(
			credentials,
			found.map((one) => ({...one, path, ...owner, ...originOf(one, path, drawers)})),
		);
		if (history !== undefined) histories.push({...history, ...owner});
		append(awsKeyRequests, requests);
	}
	append(credentials, environmentCredentials(system));
	return {root: system.file, credentials, histories, awsKeyRequests, searched: system.contents.size, whole: isWhole};
}

/** Who drew a secret, where a package did, and whether a script may draw it anew. */
function originOf({kind, doubt}: Found, path: string, drawers: Drawers): Pick<Credential, 'made' | 'doubt'> {
	const made = madeSecrets.find((secret) => secret.path.test(path));
	const anew = doubt === undefined && mayBeRedrawn(kind) ? drawnAnewBy(drawers, path) : undefined;
	return {
		...(made === undefined ? {} : {made: {by: made.by, anew: made.anew}}),
		...(anew === undefined ? {} : {doubt: `${anew} names this file and draws values, so that it may set another at first start`}),
	};
}

function searchFile(system: FileSystem, path: string, standing: Standing): Holding {
	if (standing === 'documentation' || hostKey.test(path)) return nothing;
	const bytes = system.contents.get(path) ?? new Uint8Array();
	// Texts of Windows in UTF-16 begin like this.
	const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
	const isBinary = !isWide && bytes.subarray(0, beginning).includes(0);
	// A key in DER may have no NUL.
	if (standing !== 'language' && (isBinary || bytes[0] === 0x30)) {
		const what = binaryKeyOf(bytes);
		const place = {file: fileOf(system, path)};
		if (what !== undefined) return {found: [{kind: 'private-key', what, place, shown: place, ...binaryDoubt(standing)}], requests: []};
	}
	const text = isBinary ? undefined : textAt(system, path);
	if (text === undefined) return {...nothing, isClosed: bytes[0] === 0xfe && bytes[1] === 0xff};
	const file: RootText = {path, standing, text};
	const history = historyIn(file);
	const isMarked = hasMark(isWide ? Buffer.from(text.value) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
	return {
		// Passwords of answer files are told with the owner of each.
		...foundIn(file, isMarked, isWindows(system) && /\.xml$/i.test(path) && isAnswerFile(bytes)),
		requests: historyKind(file) === undefined && settingsOrScript(file) ? awsKeyRequestsIn(file, isScript(path, text.value)) : [],
		...(history === undefined ? {} : {history}),
	};
}

/** Debian's sites, modules and settings of web servers are in use where a link says so. */
function isDormant(system: FileSystem, path: string): boolean {
	const [, before, name] = /^(etc\/.{1,200})-available\/([^/]+)$/.exec(path) ?? [];
	return before !== undefined && !system.entries.has(`${before}-enabled/${name}`);
}

/** Everything that a file holds; of what two searches find at one place, the more exact one's word counts. */
function foundIn(file: RootText, isMarked: boolean, isAnswers: boolean): Pick<Holding, 'found' | 'isCut'> {
	const {path, standing, text} = file;
	const isHistory = historyKind(file) !== undefined;
	const keys =
		standing === 'language' || !isMarked
			? []
			: privateKeysIn(file).map((key) => (isServiceAccount(text.value) ? {...key, what: 'the key of a Google service account'} : key));
	const lists: (readonly Found[])[] = [keys, awsKeysIn(file), tokensIn(file, isMarked)];
	const found: Found[] = lists.flat();
	if (standing === 'own' && !isAnswers) {
		const kind = settingsKind(path);
		const isLog = buildLog.test(path);
		const isRun = isHistory || isLog || isScript(path, text.value);
		const given = [
			loginsIn(file),
			answersIn(file),
			isRun ? commandsIn(text) : [],
			kind !== undefined || isRun || isLoginFile(path) ? settingsIn(text, kind === 'program') : [],
		];
		append(lists, given);
		append(
			found,
			given.flat().map((one) => {
				const kind = kindIn(path, one.kind, isHistory);
				return isLog ? {...doubted(one, 'the instance that the image was made from logged it, and may have had it alone'), kind} : ofKind(one, kind);
			}),
		);
	}
	return {
		found: found.filter(({place}, index) => !found.slice(0, index).some((before) => overlaps(before.place.range, place.range))),
		isCut: lists.some(({length}) => length >= mostOfFile),
	};
}

/** Only a password that something is set up with is a default one; a log-in with it opens what has it. */
function ofKind(found: Found, kind: CredentialKind): Found {
	return kind === 'password' || found.isDefault === undefined ? {...found, kind} : {...doubted(found), kind};
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
