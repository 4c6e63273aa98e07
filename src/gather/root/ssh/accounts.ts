/** Accounts and groups of a root file system, as far as Match lines and key files ask for them. */

import {type FileSystem, textAt} from '../../../filesystem.ts';
import {linesOf} from '../lines.ts';

/** An account of /etc/passwd. */
export type Account = {readonly name: string; readonly uid: string; readonly gid: string; readonly home: string};

/** The accounts, and the groups of each. */
export type Accounts = {readonly list: readonly Account[]; groupsOf(user: string): readonly string[]};

/** Lines that are looked at, groups of one account, and accounts that have a group as their own; more are of no real image. */
const most = {lines: 2000, groups: 100, primary: 200};

/** Reads /etc/passwd and /etc/group. */
export function accountsOf(system: FileSystem): Accounts {
	const rows = (path: string) => {
		const text = textAt(system, path);
		const lines = text === undefined ? [] : linesOf(text).slice(0, most.lines);
		return lines.map(({value}) => value.split(':', 7)).filter(([name = '']) => name !== '' && !name.startsWith('#') && !/^[+-]/.test(name));
	};
	const list = rows('etc/passwd').map(([name = '', , uid = '', gid = '', , home = '']): Account => ({name, uid, gid, home}));
	const groups = new Map<string, Set<string>>();
	const join = (user: string, group: string) => {
		const own = groups.get(user) ?? new Set();
		if (own.size < most.groups) groups.set(user, own.add(group));
	};
	const byGid = new Map<string, string[]>();
	for (const {name, gid} of list) byGid.set(gid, [...(byGid.get(gid) ?? []).slice(0, most.primary), name]);
	for (const [name = '', , gid = '', members = ''] of rows('etc/group')) {
		for (const user of byGid.get(gid) ?? []) join(user, name);
		for (const user of members.split(',')) join(user, name);
	}
	const known = new Set(list.map(({name}) => name));
	return {list, groupsOf: (user) => (known.has(user) ? [...(groups.get(user) ?? [])] : [])};
}
