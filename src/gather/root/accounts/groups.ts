/** Which groups an account is in. */

import type {Text} from '../../../contract.ts';
import {colonLines} from './files.ts';

/** Groups by their members. */
export type Groups = {
	/** The groups that list an account, and the one of its own id. */
	of(account: string, gid: number | undefined): {readonly names: readonly string[]; readonly gids: readonly number[]};
};

/** Reads `etc/group`. */
export function groupsOf(text: Text | undefined): Groups {
	const lines = text === undefined ? [] : colonLines(text);
	const gids = new Map<string, number>();
	const names = new Map<number, string>();
	const joined = new Map<string, string[]>();
	for (const {fields} of lines) {
		const [name = '', , id = '', members = ''] = fields.map(({value}) => value);
		if (!/^\d{1,10}$/.test(id) || gids.has(name)) continue;
		gids.set(name, Number(id));
		if (!names.has(Number(id))) names.set(Number(id), name);
		for (const member of members.split(',')) {
			const account = member.trim();
			if (account === '') continue;
			const known = joined.get(account);
			if (known === undefined) joined.set(account, [name]);
			else known.push(name);
		}
	}
	return {
		of(account, gid) {
			const own = gid === undefined ? undefined : names.get(gid);
			const all = [...(own === undefined ? [] : [own]), ...(joined.get(account) ?? [])];
			return {names: all, gids: [...(gid === undefined ? [] : [gid]), ...all.flatMap((name) => gids.get(name) ?? [])]};
		},
	};
}
