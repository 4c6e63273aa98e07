/** Hashes of passwords that lie about: in groups, in copies of the password files, in what installers leave. */

import type {Text} from '../../../contract.ts';
import type {StrayHash} from '../../../evidence/accounts.ts';
import type {FileSystem} from '../../../filesystem.ts';
import {cut, linesOf} from '../lines.ts';
import {colonLines, known, readAt} from './files.ts';
import {behindLock, schemeOf} from './passwords.ts';

/** Copies that tools make beside the files: `shadow-`, `passwd.bak`, `shadow.rpmsave`, `shadow~`; and Debian's and FreeBSD's daily ones. */
const copy = /^(?:etc|var\/backups)\/(?:master\.passwd|passwd|shadow|gshadow|group)(?:[-~.][^/]{0,80})$/;
/** Answers that installers (Anaconda, YaST, Ubuntu's) keep with the passwords that were set, and the record of old passwords. */
const recordFile =
	/^(?:root\/(?:anaconda|original|initial-setup)-ks\.cfg|root\/autoinst\.xml|var\/log\/installer\/(?:autoinstall-user-data|user-data)|etc\/security\/opasswd)$/;

/** All of them but those of accounts, by path. */
export function strayHashesOf(system: FileSystem): readonly StrayHash[] {
	const groups = ['etc/gshadow', 'etc/group'].flatMap((path) => fieldHashes(known(readAt(system, path)), 'group'));
	const paths = [...system.entries.keys()].filter((path) => copy.test(path) || recordFile.test(path)).toSorted();
	return [
		...groups,
		...paths.flatMap((path) => {
			const text = known(readAt(system, path));
			if (text === undefined) return [];
			return copy.test(path) ? fieldHashes(text, 'copy') : tokenHashes(text);
		}),
	];
}

/** A hash in a field, behind the marks that lock it or not. */
export function strayIn(field: Text, name: string, kind: StrayHash['kind']): readonly StrayHash[] {
	const text = behindLock(field);
	const scheme = schemeOf(text.value);
	return scheme === undefined ? [] : [{text, scheme, name, kind, isLocked: text.value !== field.value}];
}

function fieldHashes(text: Text | undefined, kind: StrayHash['kind']): readonly StrayHash[] {
	if (text === undefined) return [];
	return colonLines(text).flatMap(({fields: [name, field]}) => (name === undefined || field === undefined ? [] : strayIn(field, name.value, kind)));
}

/** Hashes that stand anywhere in a text. */
function tokenHashes(text: Text): readonly StrayHash[] {
	return linesOf(text).flatMap((line) =>
		[...line.value.matchAll(/\$(?:1|2[abxy]|5|6|7|g?y)\$[^\s:,;'"<>$]{1,64}\$?[^\s:,;'"<>]{10,200}/g)].map(
			({0: {length}, 0: value, index}): StrayHash => ({
				text: cut(line, index, index + length),
				scheme: schemeOf(value) ?? 'unknown',
				name: '',
				kind: 'record',
				isLocked: false,
			}),
		),
	);
}
