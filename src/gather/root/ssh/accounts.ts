/** Accounts and groups of a root file system, as far as Match lines and key files ask for them. */

import {type FileSystem, textAt} from '../../../filesystem.ts';
import {linesOf} from '../lines.ts';

/** An account of /etc/passwd. */
export type Account = {readonly name: string; readonly uid: string; readonly gid: string; readonly home: string};

/** The accounts, and the groups of each. */
export type Accounts = {readonly list: readonly Account[]; groupsOf(user: string): readonly string[]};

/** Lines that are looked at; more are of no real image. */
const mostLines = 5000;

/** Reads /etc/passwd and /etc/group. */
export function accountsOf(system: FileSystem): Accounts {
	const rows = (path: string) => {
		const text = textAt(system, path);
		const lines = text === undefined ? [] : linesOf(text).slice(0, mostLines);
		return lines.map(({value}) => value.split(':', 7)).filter(([name = '']) => name !== '' && !name.startsWith('#') && !/^[+-]/.test(name));
	};
	const list = rows('etc/passwd').map(([name = '', , uid = '', gid = '', , home = '']): Account => ({name, uid, gid, home}));
	const groups = rows('etc/group').map(([name = '', , gid = '', members = '']) => ({name, gid, members: new Set(members.split(','))}));
	const groupsOf = (user: string) => {
		const own = list.find(({name}) => name === user);
		return own === undefined ? [] : groups.filter(({gid, members}) => gid === own.gid || members.has(user)).map(({name}) => name);
	};
	return {list, groupsOf};
}
