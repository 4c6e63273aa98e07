/** Passwords that a Windows stores in files which Windows itself or AWS's agents read. */

import type {StoredPassword, WindowsPasswords, WindowsSystem} from '../../../evidence/windows.ts';
import {type FileSystem, isWindows, textAt} from '../../../filesystem.ts';
import {hiveNumber, hiveText} from '../../../read/registry/hive.ts';
import {around, type XmlElement, xmlElements} from '../../../read/xml.ts';
import {isOpen} from '../credentials/values.ts';
import {cut} from '../lines.ts';
import {type AnswerFile, answerFilesOf} from './answer-files.ts';
import {controlKey, hiveOf, userHives} from './hives.ts';
import {filesLike} from './paths.ts';

/** Preferences of Group Policy, in their store and where each machine keeps its copy. */
const preference = /^(?:Windows\/SYSVOL|ProgramData\/Microsoft\/Group Policy\/History|Windows\/System32\/GroupPolicy)\/.{1,300}\.xml$/i;

/** What Windows Setup puts in the place of a password that it has used. */
const removed = /^\*SENSITIVE\*DATA\*DELETED\*$/i;

/** The stored passwords; nothing where the root holds no Windows. */
export function passwordsOf(system: FileSystem, windows: WindowsSystem | undefined): WindowsPasswords | undefined {
	if (!isWindows(system)) return undefined;
	const preferences = filesLike(system, preference);
	const logon = automaticLogon(system);
	return {
		root: system.file,
		passwords: [
			...answerFilesOf(system).flatMap((file) => answersOf(system, file)),
			...preferences.flatMap((path) => preferencesOf(system, path)),
			...(logon === undefined ? [] : [logon]),
			...lsaSecrets(system),
			...savedSessions(system),
			...vncPasswords(system),
			...(windows === undefined ? [] : ofAgents(windows)),
		],
	};
}

/** In a file that nothing reads where it lies, a placeholder waits for whoever fills it in. */
function answersOf(system: FileSystem, {path, isRead}: AnswerFile): readonly StoredPassword[] {
	const text = textAt(system, path);
	if (text === undefined) return [];
	return xmlElements(text.value).flatMap((element): StoredPassword[] => {
		const holder = passwordElement(element);
		if (holder === undefined || element.text === undefined || element.text.value === '' || removed.test(element.text.value)) return [];
		if (!isRead && isOpen(element.text.value)) return [];
		const administrator = holder.name.toLowerCase() === 'administratorpassword';
		const place = cut(text, ...element.text.range).place;
		return [{kind: 'answer-file', place, owner: administrator ? 'Administrator' : ownerOf(holder), setsAdministrator: administrator && isRead}];
	});
}

const passwordNames = new Set(['password', 'administratorpassword', 'offlineadministratorpassword']);

/** The element that names the password which this one's text is: itself, or the one around its `Value`. */
function passwordElement(element: XmlElement): XmlElement | undefined {
	const name = element.name.toLowerCase();
	if (passwordNames.has(name)) return element;
	const {parent} = element;
	return name === 'value' && parent !== undefined && passwordNames.has(parent.name.toLowerCase()) ? parent : undefined;
}

function ownerOf(holder: XmlElement): string {
	if (around(holder, 'autologon') !== undefined) return 'automatic logon';
	if (around(holder, 'localaccount') !== undefined) return 'a local account';
	return around(holder, 'credentials') !== undefined ? 'the join to a domain or a share' : 'an account';
}

/** `cpassword="…"`, encrypted with a key that Microsoft published. */
function preferencesOf(system: FileSystem, path: string): readonly StoredPassword[] {
	const text = textAt(system, path);
	if (text === undefined) return [];
	return [...text.value.matchAll(/\bcpassword="([A-Za-z0-9+/=]{1,4000})"/gi)].map(({0: whole, 1: secret = '', index}): StoredPassword => {
		const start = index + whole.length - 1 - secret.length;
		return {kind: 'group-policy', place: cut(text, start, start + secret.length).place, owner: 'an account', setsAdministrator: false};
	});
}

/** `DefaultPassword` of Winlogon, in clear text. */
function automaticLogon(system: FileSystem): StoredPassword | undefined {
	const software = hiveOf(system, 'SOFTWARE');
	const winlogon = software?.root.key('Microsoft\\Windows NT\\CurrentVersion\\Winlogon');
	if (software === undefined || (hiveText(winlogon?.value('DefaultPassword')) ?? '') === '') return undefined;
	const owner = hiveText(winlogon?.value('DefaultUserName')) ?? '';
	return {kind: 'automatic-logon', place: software.place, owner: owner === '' ? 'an account' : owner, setsAdministrator: false};
}

/**
 * Secrets that Windows keeps for itself in the SECURITY hive: `DefaultPassword` of automatic logon, and `_SC_x` of a service that runs under an
 * account with a password. They are encrypted with a key that lies in the image as well.
 */
function lsaSecrets(system: FileSystem): readonly StoredPassword[] {
	const security = hiveOf(system, 'SECURITY');
	return (security?.root.key('Policy\\Secrets')?.keys() ?? []).flatMap((secret): StoredPassword[] => {
		if (security === undefined || (secret.key('CurrVal')?.value('')?.data.length ?? 0) === 0) return [];
		const {place} = security;
		const base = {kind: 'lsa-secret' as const, place, setsAdministrator: false};
		if (/^DefaultPassword$/i.test(secret.name)) return [{...base, owner: 'automatic logon', isDoubtful: !logsOn(system)}];
		const service = /^_SC_(?!GMSA)(.{1,250})$/i.exec(secret.name)?.[1];
		const account = service === undefined ? undefined : hiveText(controlKey(system, `Services\\${service}`)?.value('ObjectName'));
		// Accounts of the system and of services alone have no password that anybody knows.
		if (account === undefined || /^(?:LocalSystem$|NT (?:AUTHORITY|SERVICE)\\|.{0,200}\$$)/i.test(account)) return [];
		return [{...base, owner: `${account}, under which the service ${service} runs`, isDoubtful: true}];
	});
}

/** Whether automatic logon is on. */
function logsOn(system: FileSystem): boolean {
	return hiveText(hiveOf(system, 'SOFTWARE')?.root.key('Microsoft\\Windows NT\\CurrentVersion\\Winlogon')?.value('AutoAdminLogon')) === '1';
}

const winScp = 'Software\\Martin Prikryl\\WinSCP 2';

/** Passwords in WinSCP's sessions, which anybody can turn back unless a master password guards them. https://winscp.net/eng/docs/security_credentials */
function savedSessions(system: FileSystem): readonly StoredPassword[] {
	return userHives(system).flatMap(({root, place}) => {
		const isGuarded = hiveNumber(root.key(`${winScp}\\Configuration\\Security`)?.value('UseMasterPassword')) === 1;
		return (root.key(`${winScp}\\Sessions`)?.keys() ?? []).flatMap((session): StoredPassword[] =>
			(hiveText(session.value('Password')) ?? '') === ''
				? []
				: [{kind: 'saved-session', place, owner: `WinSCP's session ${decoded(session.name)}`, setsAdministrator: false, isDoubtful: isGuarded}],
		);
	});
}

/** `build%40files` as it is shown. */
function decoded(name: string): string {
	return name.slice(0, 200).replace(/%([0-7][0-9A-F])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

const vncKeys = ['TightVNC\\Server', 'RealVNC\\vncserver', 'RealVNC\\WinVNC4', 'TigerVNC\\WinVNC4', 'ORL\\WinVNC3', 'ORL\\WinVNC3\\Default'];

/** Passwords of VNC servers, encrypted with a key that all of them share. */
function vncPasswords(system: FileSystem): readonly StoredPassword[] {
	const software = hiveOf(system, 'SOFTWARE');
	if (software === undefined) return [];
	return ['', 'WOW6432Node\\'].flatMap((prefix) =>
		vncKeys.flatMap((path): StoredPassword[] => {
			const key = software.root.key(`${prefix}${path}`);
			const isSet = ['Password', 'ControlPassword', 'PasswordViewOnly'].some((name) => (key?.value(name)?.data.length ?? 0) >= 8);
			return isSet ? [{kind: 'vnc', place: software.place, owner: path, setsAdministrator: false}] : [];
		}),
	);
}

function ofAgents({ec2Launch, ec2LaunchV2}: WindowsSystem): readonly StoredPassword[] {
	return [ec2Launch?.password, ...(ec2LaunchV2?.tasks.map(({password}) => password) ?? [])].flatMap((password): StoredPassword[] =>
		password?.data === undefined ? [] : [{kind: 'agent', place: password.data.place, owner: 'Administrator', setsAdministrator: false}],
	);
}
