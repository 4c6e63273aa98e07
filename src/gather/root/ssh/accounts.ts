/** Accounts and groups of a root file system, as far as Match lines and key files ask for them. */

import {type FileSystem, fileOf, textAt} from '../../../filesystem.ts';
import {linesOf} from '../lines.ts';
import {firstOfRoot, leaveOutOfRoot} from '../unread.ts';

/** An account of /etc/passwd. */
export type Account = {readonly name: string; readonly uid: string; readonly gid: string; readonly home: string};

/** The accounts, and the groups of each. */
export type Accounts = {readonly list: readonly Account[]; groupsOf(user: string): readonly string[]};

/** Lines that are looked at, and groups of one account; more are of no real image. */
const most = {lines: 2000, groups: 100};

/** Reads /etc/passwd and /etc/group. */
export function accountsOf(system: FileSystem): Accounts {
	const rows = (path: string) => {
		const text = textAt(system, path);
		const why = `this file has more than ${most.lines} lines; what sshd lets the accounts and groups from here on do was not looked at`;
		const lines = text === undefined ? [] : firstOfRoot(system, linesOf(text), most.lines, ({place}) => place, why);
		return lines.map(({value}) => value.split(':', 7)).filter(([name = '']) => name !== '' && !name.startsWith('#') && !/^[+-]/.test(name));
	};
	const list = rows('etc/passwd').map(([name = '', , uid = '', gid = '', , home = '']): Account => ({name, uid, gid, home}));
	const groups = new Map<string, Set<string>>();
	const join = (user: string, group: string) => {
		const own = groups.get(user) ?? new Set();
		if (own.size < most.groups || own.has(group)) groups.set(user, own.add(group));
		else
			leaveOutOfRoot(
				system,
				{file: fileOf(system, 'etc/group')},
				`an account is in more than ${most.groups} groups; what sshd asks of those after them was not looked at`,
			);
	};
	const byGid = new Map<string, string[]>();
	for (const {name, gid} of list) {
		// Accounts are no more than lines that are looked at.
		const names = byGid.get(gid) ?? [];
		names.push(name);
		byGid.set(gid, names);
	}
	for (const [name = '', , gid = '', members = ''] of rows('etc/group')) {
		for (const user of byGid.get(gid) ?? []) join(user, name);
		for (const user of members.split(',')) join(user, name);
	}
	const known = new Set(list.map(({name}) => name));
	return {list, groupsOf: (user) => (known.has(user) ? [...(groups.get(user) ?? [])] : [])};
}

/** Whether the password files show that no account has a password: each field is locked, or a shadow file holds it. */
export function areWithoutPasswords(system: FileSystem): boolean {
	const [accounts, shadow] = ['etc/passwd', 'etc/shadow'].map((path) => textAt(system, path));
	if (accounts === undefined || shadow === undefined) return false;
	const isLocked = (line: string) => /^\s*(?:#|$)|^[^:]*:[!*]/.test(line);
	const isHeld = (line: string) => isLocked(line) || /^[^:]*:x:/.test(line);
	return accounts.value.split('\n').every(isHeld) && shadow.value.split('\n').every(isLocked);
}
