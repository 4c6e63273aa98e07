/** Files outside of `~/.ssh/authorized_keys` from which sshd takes keys, and the keys in them. */

import type {Text} from '../../../contract.ts';
import type {SshClass, SshKeyFile, SshSetting} from '../../../evidence/ssh.ts';
import {type FileSystem, resolve} from '../../../filesystem.ts';
import {cloudInitOf} from '../accounts/cloud-init.ts';
import {cut, linesOf} from '../lines.ts';
import {firstOfRoot, leaveOutOfRoot} from '../unread.ts';
import type {Account, Accounts} from './accounts.ts';
import {open} from './files.ts';

/** Bounds of ours. */
const most = {files: 2000, keys: 50, patterns: 20, accounts: 2000};

const key = /(?:^|[\s,"'])((?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp\d{3}|sk-[a-z0-9-]{1,40}@openssh\.com)(?:-cert-v01@openssh\.com)?)\s+AAAA[A-Za-z0-9+/]/;

/** The key files of all classes; those that are not there only where a directive names them without a user's name. */
export function keyFilesOf(system: FileSystem, classes: readonly SshClass[], accounts: Accounts): readonly SshKeyFile[] {
	const files = new Map<string, SshKeyFile>();
	const add = (directive: SshKeyFile['directive'], setting: SshSetting, path: string, isCertain: boolean) => {
		if (files.has(path)) return;
		const isThere = resolve(system, path) !== undefined;
		if (!isThere && !isCertain) return;
		if (files.size >= most.files)
			return leaveOutOfRoot(
				system,
				setting.place ?? {file: system.file},
				`sshd takes keys from more than ${most.files} files; those after them were not looked at`,
			);
		const opened = isThere ? open(system, path) : undefined;
		const keys = opened !== undefined && 'text' in opened ? keysIn(opened.text) : [];
		files.set(path, {directive, setting, path: `/${path.replace(/^\/+/, '')}`, keys, unread: opened !== undefined && 'fault' in opened});
	};
	const seen = new Set<string>();
	// The password file is read no further than that many lines.
	const owners = [...accounts.list, ...madeAccounts(system, accounts)];
	for (const {settings} of classes) {
		const {TrustedUserCAKeys: trusted, AuthorizedKeysFile: own} = settings;
		if (trusted.value.toLowerCase() !== 'none') add('TrustedUserCAKeys', trusted, trusted.value, true);
		if (own.source === 'default' || seen.has(own.value)) continue;
		seen.add(own.value);
		const why = `this line names more than ${most.patterns} files; the keys in those after them were not looked at`;
		for (const pattern of firstOfRoot(system, own.value.split(' '), most.patterns, () => own.place ?? {file: system.file}, why)) {
			if (pattern.toLowerCase() === 'none') continue;
			for (const account of owners) {
				const path = pathFor(pattern, account);
				if (!isUsual(path, account)) add('AuthorizedKeysFile', own, path, false);
			}
		}
	}
	return [...files.values()];
}

/** Users whom cloud-init makes on the instance, so that they are not in the password file yet. */
function madeAccounts(system: FileSystem, {list}: Accounts): readonly Account[] {
	const there = new Set(list.map(({name}) => name));
	const names = cloudInitOf(system).users.map(({name}) => name.value);
	const made = names.filter((name) => !there.has(name));
	const why = `cloud-init makes more than ${most.accounts} accounts; the keys of those after them were not looked at`;
	return firstOfRoot(system, made, most.accounts, () => ({file: system.file}), why).map((name) => ({name, uid: '', gid: '', home: `/home/${name}`}));
}

/** A pattern of AuthorizedKeysFile for one account. */
function pathFor(pattern: string, {name, uid, home}: Account): string {
	const path = pattern.replaceAll(/%(.)/g, (whole, letter: string) => ({'%': '%', h: home, u: name, U: uid})[letter] ?? whole);
	return path.startsWith('/') ? path : `${home}/${path}`;
}

/** The file where everybody looks for keys. */
function isUsual(path: string, {home}: Account): boolean {
	return /^\/*\.ssh\/authorized_keys2?$/.test(path.startsWith(home) ? path.slice(home.length) : path);
}

function keysIn(text: Text): readonly Text[] {
	const keys: Text[] = [];
	for (const line of linesOf(text)) {
		if (keys.length >= most.keys) break;
		if (line.value.trimStart().startsWith('#')) continue;
		const found = key.exec(line.value);
		const type = found?.[1];
		if (found === null || type === undefined) continue;
		const start = found.index + found[0].indexOf(type);
		keys.push(cut(line, start, start + type.length));
	}
	return keys;
}
