/** Keys that sshd lets in, as sshd(8) describes the files (https://man.openbsd.org/sshd.8#AUTHORIZED_KEYS_FILE_FORMAT). */

import type {Text} from '../../../contract.ts';
import type {AuthorizedKey, KeyFile} from '../../../evidence/accounts.ts';
import {entriesIn, type FileSystem, resolve} from '../../../filesystem.ts';
import {buyerKeyCommands} from '../../../limits/accounts.ts';
import {cut, linesOf} from '../lines.ts';
import {isUnread, readAt} from './files.ts';

/** Keys' types as sshd knows them, with those of security keys and certificates. */
const keyType =
	/^(?:ssh-(?:rsa|dss|dsa|ed25519|ed448)|ecdsa-sha2-nistp\d{3}|sk-(?:ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com|(?:sk-)?(?:ssh|ecdsa)-[a-z\d-]{1,30}-cert-v\d\d@openssh\.com)$/;
/** Every public key begins with the length of its type's name, which comes out as these letters. */
const keyStart = /^AAAA[A-Za-z\d+/=.…]/;

/** A key of OpenSSH's file; nothing for a comment, and for a line that sshd passes over. */
export function authorizedKey(line: Text): AuthorizedKey | undefined {
	const start = line.value.length - line.value.trimStart().length;
	const text = cut(line, start, start + line.value.trim().length);
	if (text.value === '' || text.value.startsWith('#')) return undefined;
	const bare = keyIn(text.value);
	if (bare !== undefined) return {text, ...bare, isAuthority: false, isPlaceholder: false};
	const end = endOfOptions(text.value);
	const options = text.value.slice(0, end);
	const key = keyIn(text.value.slice(end).trimStart());
	if (key === undefined) return undefined;
	return {
		text,
		...key,
		isAuthority: /(?:^|,)cert-authority(?:,|$)/i.test(options),
		isPlaceholder: /command="[^\n]{0,200}Please login as the user/i.test(options),
	};
}

function keyIn(text: string): {readonly type: string; readonly comment: string} | undefined {
	const [, type = '', body = '', comment = ''] = /^(\S+)[ \t]+(\S+)(?:[ \t]+(.*))?$/s.exec(text) ?? [];
	return keyType.test(type) && keyStart.test(body) ? {type, comment: comment.trim()} : undefined;
}

/** Options end with the first blank outside of quotes. */
function endOfOptions(text: string): number {
	let isQuoted = false;
	for (let at = 0; at < text.length; at++) {
		const character = text.charAt(at);
		if (character === '\\' && text.charAt(at + 1) === '"') at++;
		else if (character === '"') isQuoted = !isQuoted;
		else if (!isQuoted && (character === ' ' || character === '\t')) return at;
	}
	return text.length;
}

/** An account as far as its keys go. */
export type Owner = {readonly name: string; readonly uid?: number; readonly home: string; readonly canLogIn: boolean};

/** The key files of a root file system, sorted by path, and why they are not known in full. */
export type Keys = {readonly files: readonly KeyFile[]; readonly unknown?: string};

/** Files that sshd is told to look into; each is looked for once an account. */
const mostPatterns = 40;

type Holder = Pick<KeyFile, 'holder' | 'account'>;

/** Where sshd looks if it is not told otherwise; what lies there is a way in as soon as it is. */
const usualFiles = ['.ssh/authorized_keys', '.ssh/authorized_keys2'];

/** Reads the keys of all accounts, of the skeleton of new homes, and of homes whose account is not there. */
export function keysOf(system: FileSystem, owners: readonly Owner[]): Keys {
	const said = sshdSays(system);
	let unknown = said.unknown ?? hiddenFolder(system);
	const holders = new Map<string, Holder>();
	const place = (path: string, holder: Holder) => {
		const real = resolve(system, path);
		if (real === undefined) {
			if (system.entries.has(path)) unknown ??= `${path} leads to what is not there`;
		} else if (!holders.has(real)) holders.set(real, holder);
	};
	// Accounts that can log in come first: others may share their home.
	for (const owner of [...owners.filter(({canLogIn}) => canLogIn), ...owners.filter(({canLogIn}) => !canLogIn)])
		for (const pattern of [...usualFiles, ...said.patterns])
			if (/%[hu]|^[^/]/i.test(pattern)) place(pathOf(pattern, owner), {holder: 'account', account: owner.name});
	for (const pattern of said.patterns) if (!/%[hu]|^[^/]/i.test(pattern)) place(pattern.slice(1), {holder: 'everyone'});
	for (const path of system.entries.keys()) {
		if (!/(?:^|\/)\.ssh\/authorized_keys2?$|^etc\/dropbear\/(?:initramfs\/)?authorized_keys$|(?:^|\/)administrators_authorized_keys$/i.test(path)) continue;
		if (path.startsWith('etc/skel/') || path.startsWith('usr/share/skel/')) place(path, {holder: 'skeleton'});
		else if (path.startsWith('etc/dropbear/')) place(path, {holder: 'account', account: 'root'});
		else place(path, /^root\//.test(path) ? {holder: 'account', account: 'root'} : {holder: 'nobody'});
	}
	const files = [...holders]
		.toSorted(([a], [b]) => (a < b ? -1 : 1))
		.flatMap(([path, holder]) => {
			const found = readAt(system, path);
			if (isUnread(found) && system.entries.get(path)?.type !== 'folder') unknown ??= found.unknown;
			const keys = found === undefined || isUnread(found) ? [] : linesOf(found).flatMap((line) => authorizedKey(line) ?? []);
			return keys.length === 0 ? [] : [{file: `${system.file}/${path}`, ...holder, keys}];
		});
	const authorities = said.authorities.flatMap((path): readonly KeyFile[] => {
		const found = readAt(system, path);
		if (found === undefined || isUnread(found)) {
			unknown ??= found?.unknown ?? `${path} is not there`;
			return [];
		}
		const keys = linesOf(found)
			.flatMap((line) => authorizedKey(line) ?? [])
			.map((key) => ({...key, isAuthority: true}));
		return keys.length === 0 ? [] : [{file: found.place.file, holder: 'everyone', keys}];
	});
	const all = [...files, ...authorities.filter(({file}) => files.every((other) => other.file !== file))];
	return {files: all, ...(unknown === undefined ? {} : {unknown})};
}

/** A pattern's path for an account: `%h` is the home, `%u` the name, `%U` the id; a relative path begins at the home. */
function pathOf(pattern: string, {home, name, uid}: Owner): string {
	const filled = pattern.replace(/%[%huU]/g, (token) => ({'%h': home, '%u': name, '%U': uid === undefined ? '%U' : String(uid)})[token] ?? '%');
	const path = filled.startsWith('/') ? filled : `${home}/${filled}`;
	return path
		.split('/')
		.filter((part) => part !== '' && part !== '.')
		.join('/');
}

/** A folder that may hold keys and could not be looked into; or root's home where it did not come along. */
function hiddenFolder(system: FileSystem): string | undefined {
	for (const [path, why] of system.unread)
		if (system.entries.get(path)?.type === 'folder' && !/^(?:proc|sys|dev|run|tmp|var\/(?:log|cache|tmp))(?:\/|$)/.test(path))
			return `${path} was not read: ${why}`;
	return resolve(system, 'root') === undefined ? 'there is no folder root in it' : undefined;
}

/** What the settings of sshd name beside the usual files. Every value counts, also one that another overrules. */
function sshdSays(system: FileSystem): {readonly patterns: readonly string[]; readonly authorities: readonly string[]; readonly unknown?: string} {
	const drops = entriesIn(system, 'etc/ssh/sshd_config.d').map(({path}) => path);
	const patterns = new Set<string>();
	const authorities = new Set<string>();
	let unknown: string | undefined;
	for (const path of ['etc/ssh/sshd_config', ...drops]) {
		const found = readAt(system, path);
		if (isUnread(found)) unknown ??= found.unknown;
		if (found === undefined || isUnread(found)) continue;
		for (const {value} of linesOf(found)) {
			const [, keyword = '', rest = ''] = /^\s*(AuthorizedKeysFile|AuthorizedKeysCommand|TrustedUserCAKeys)(?:\s*=\s*|\s+)(\S.*)$/i.exec(value) ?? [];
			const values = [...rest.matchAll(/"([^"]*)"|[^\s"]+/g)].map(([whole, quoted]) => quoted ?? whole);
			const [first = 'none'] = values;
			if (/file$/i.test(keyword))
				for (const pattern of values) if (pattern !== 'none' && !usualFiles.includes(pattern.replace(/^%h\//, ''))) patterns.add(pattern);
			if (/keys$/i.test(keyword) && first !== 'none') authorities.add(first.replace(/^\//, ''));
			if (/command$/i.test(keyword) && first !== 'none' && !buyerKeyCommands.path.test(first)) unknown ??= `${path} has sshd ask ${first} for keys`;
		}
	}
	if (patterns.size > mostPatterns || authorities.size > mostPatterns) unknown ??= 'the settings of sshd name too many files';
	return {patterns: [...patterns].slice(0, mostPatterns), authorities: [...authorities].slice(0, mostPatterns), ...(unknown === undefined ? {} : {unknown})};
}
