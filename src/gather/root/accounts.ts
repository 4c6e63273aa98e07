/** The accounts of a root file system, with all ways into them. */

import type {Text} from '../../contract.ts';
import type {Account, Accounts, CloudUser, Password, StrayHash, SudoRight} from '../../evidence/accounts.ts';
import type {FileSystem} from '../../filesystem.ts';
import {baseUsers, closedShells, firstUserId} from '../../limits/accounts.ts';
import {type CloudSettings, cloudInitOf} from './accounts/cloud-init.ts';
import {doasOf} from './accounts/doas.ts';
import {colonLines, isUnread, known, type Line, readAt, type Unread} from './accounts/files.ts';
import {type Groups, groupsOf} from './accounts/groups.ts';
import {keysOf, type Owner} from './accounts/keys.ts';
import {type Owned, schemeOf, triedHashes} from './accounts/passwords.ts';
import {type RightsFinder, rightsFinder} from './accounts/rules.ts';
import {strayHashesOf, strayIn} from './accounts/stray-hashes.ts';
import {sudoersOf} from './accounts/sudoers.ts';

/** Reads the password files, keys, sudo's rules and cloud-init's settings; nothing where no password file is there. */
export function accountsOf(system: FileSystem): Accounts | undefined {
	const list = known(readAt(system, 'etc/master.passwd')) ?? known(readAt(system, 'etc/passwd'));
	if (list === undefined) return undefined;
	const form = list.place.file.endsWith('/master.passwd') ? 'bsd' : 'linux';
	const shadow = form === 'bsd' ? undefined : readAt(system, 'etc/shadow');
	const cloud = cloudInitOf(system);
	const entries = entriesOf(list, form, known(shadow));
	const drafts = draftsOf(entries, form, shadow, cloud, firstUser(system));
	const keys = keysOf(system, [...drafts.map(({name, uid, home, canLogIn}) => ({name: name.value, uid, home, canLogIn})), ...madeOwners(drafts, cloud)]);
	const groups = groupsOf(known(readAt(system, 'etc/group')));
	const [sudoers, doas] = [sudoersOf(system), doasOf(system)];
	const [bySudo, byDoas] = [rightsFinder(sudoers.rules, sudoers.open), rightsFinder(doas.rules)];
	const rightOf: RightOf = (...subject) => better(bySudo.rightOf(...subject), byDoas.rightOf(...subject));
	const accounts = withHashes(drafts).map(({gid, ...account}): Account => {
		const {name, uid} = account;
		const sudo = rightOf({name: name.value, uid, groups: groups.of(name.value, gid)});
		return {...account, ...(sudo === undefined ? {} : {sudo})};
	});
	const users = cloudUsers(cloud, groups, drafts, rightOf);
	const spent = bySudo.isSpent() || byDoas.isSpent() ? 'accounts and rules are too many' : undefined;
	const setup = sudoers.place ?? doas.place;
	const unknown = {
		passwords: shadowGap(entries, form, shadow),
		keys: keys.unknown ?? cloud.unknown,
		sudo: sudoers.unknown ?? doas.unknown ?? spent,
		cloud: cloud.unknown,
	};
	return {
		root: system.file,
		form,
		list: {file: list.place.file},
		accounts,
		keyFiles: [...keys.files, ...cloud.keyFiles],
		strayHashes: [...ownStrays(entries, form, known(shadow)), ...strayHashesOf(system)],
		cloud: {isOn: cloud.isOn, passwords: cloud.passwords, users},
		sudo: setup === undefined ? {} : {place: setup},
		unknown: Object.fromEntries(Object.entries(unknown).filter(([, why]) => why !== undefined)),
	};
}

/** The users whom cloud-init makes and who are not there yet: sshd takes keys for them all the same. Their ids are not known before. */
function madeOwners(drafts: readonly Draft[], {users}: CloudSettings): readonly Owner[] {
	const there = new Set(drafts.map(({name}) => name.value));
	return users.flatMap(({name: {value: name}}) => (there.has(name) ? [] : [{name, home: `/home/${name}`, canLogIn: true}]));
}

/** A line of the password file with its field of the shadow file, where that is the one that counts. */
type Entry = {readonly line: Line; readonly name: Text; readonly uid: number; readonly gid?: number; readonly field: Text; readonly shadow?: Line};

/** The first line of each name, as look-ups take them; lines without a number for the id are passed over. */
function entriesOf(list: Text, form: Accounts['form'], shadow: Text | undefined): readonly Entry[] {
	const shadows = new Map<string, Line>();
	for (const line of shadow === undefined ? [] : colonLines(shadow)) {
		const name = line.fields[0]?.value ?? '';
		if (!shadows.has(name)) shadows.set(name, line);
	}
	const seen = new Set<string>();
	return colonLines(list).flatMap((line): readonly Entry[] => {
		const [name, field, uid, gid] = line.fields;
		if (name === undefined || name.value === '' || field === undefined || !/^\d{1,10}$/.test(uid?.value ?? '') || seen.has(name.value)) return [];
		seen.add(name.value);
		const shadowLine = form === 'linux' && isShadowed(field.value) ? shadows.get(name.value) : undefined;
		const group = gid?.value ?? '';
		return [
			{
				line,
				name,
				uid: Number(uid?.value),
				...(/^\d{1,10}$/.test(group) ? {gid: Number(group)} : {}),
				field,
				...(shadowLine === undefined ? {} : {shadow: shadowLine}),
			},
		];
	});
}

/** Whether the password field says to look into the shadow file, by the marks that PAM knows. */
function isShadowed(field: string): boolean {
	return field === 'x' || field === '*NP*' || field.startsWith('##');
}

type Draft = Omit<Account, 'password' | 'sudo'> & {readonly gid?: number; readonly field: Password | {readonly state: 'hash'; readonly owned: Owned}};

function draftsOf(
	entries: readonly Entry[],
	form: Accounts['form'],
	shadow: Text | Unread | undefined,
	cloud: CloudSettings,
	firstId: number,
): readonly Draft[] {
	const isBase = (name: string) => (cloud.defaultName === undefined ? baseUsers.names.includes(name) : name === cloud.defaultName);
	return entries.map((entry) => {
		const {line, name, uid, gid, shadow: own} = entry;
		const [home = '', shell = ''] = (form === 'bsd' ? line.fields.slice(8, 10) : line.fields.slice(5, 7)).map(({value}) => value.trim());
		const {expires, changeForced} = form === 'bsd' ? bsdDates(line) : linuxDates(own);
		return {
			name,
			uid,
			...(gid === undefined ? {} : {gid}),
			home,
			canLogIn: !closedShells.name.test(shell.slice(shell.lastIndexOf('/') + 1)),
			isSystem: uid > 0 && (uid < firstId || uid >= 65_534),
			isBase: isBase(name.value),
			...(expires === undefined ? {} : {expires}),
			changeForced,
			field: fieldOf(entry, form, shadow),
		};
	});
}

function fieldOf({name, field, shadow: own}: Entry, form: Accounts['form'], shadow: Text | Unread | undefined): Draft['field'] {
	const isElsewhere = form === 'linux' && isShadowed(field.value);
	if (isElsewhere && own === undefined) return {state: shadow === undefined || isUnread(shadow) ? 'unknown' : 'locked'};
	const [owner, text] = isElsewhere ? [own?.fields[0] ?? name, own?.fields[1] ?? field] : [name, field];
	if (text.value === '') return {state: 'blank', text: blankField(owner, text)};
	const scheme = schemeOf(text.value);
	return scheme === undefined ? {state: 'locked'} : {state: 'hash', owned: {text, scheme, account: name.value}};
}

/** `root::`, which a reader sees at once, and not the nothing between the colons. */
function blankField(name: Text, field: Text): Text {
	const start = name.place.range?.[0] ?? 0;
	const end = (field.place.range?.[1] ?? start) + 1;
	return {value: `${name.value}::`, place: {file: name.place.file, range: [start, end]}};
}

function withHashes(drafts: readonly Draft[]): readonly (Omit<Account, 'sudo'> & {readonly gid?: number})[] {
	const owned = drafts.flatMap(({field}) => (field.state === 'hash' ? [field.owned] : []));
	const hashes = new Map(triedHashes(owned).map((hash) => [hash.text, hash]));
	return drafts.map(({field, ...rest}) => {
		if (field.state !== 'hash') return {...rest, password: field};
		const {text, scheme} = field.owned;
		return {...rest, password: {state: 'set', hash: hashes.get(text) ?? {text, scheme, isTried: false}}};
	});
}

const day = 86_400_000;

/** Days of the shadow file; `0` as the last change asks for a new password at once. */
function linuxDates(line: Line | undefined): Pick<Account, 'expires' | 'changeForced'> {
	const [, , changed, , , , , expires] = line?.fields ?? [];
	return {changeForced: changed?.value === '0', ...dateOf(Number(expires?.value ?? '') * day)};
}

/** Seconds of `master.passwd`; a change before the first day has passed is one that was asked for. */
function bsdDates({fields}: Line): Pick<Account, 'expires' | 'changeForced'> {
	const change = Number(fields[5]?.value ?? '');
	return {changeForced: change > 0 && change < 86_400, ...dateOf(Number(fields[6]?.value ?? '') * 1000)};
}

function dateOf(time: number): Pick<Account, 'expires'> {
	return time > 0 && time < 253_402_300_800_000 ? {expires: new Date(time).toISOString().slice(0, 10)} : {};
}

/** `UID_MIN` of `login.defs`. */
function firstUser(system: FileSystem): number {
	const text = known(readAt(system, 'etc/login.defs'));
	const value = /^[ \t]*UID_MIN[ \t]+(\d{1,9})[ \t]*$/m.exec(text?.value ?? '')?.[1];
	return value === undefined ? firstUserId.uid : Number(value);
}

/** Why passwords are not known: the shadow file is needed and is not there, or was not read. */
function shadowGap(entries: readonly Entry[], form: Accounts['form'], shadow: Text | Unread | undefined): string | undefined {
	if (form === 'bsd' || !entries.some(({field}) => isShadowed(field.value))) return undefined;
	return shadow === undefined ? 'there is no etc/shadow in it' : isUnread(shadow) ? shadow.unknown : undefined;
}

/** Hashes behind a lock, and those of shadow lines without an account. */
function ownStrays(entries: readonly Entry[], form: Accounts['form'], shadow: Text | undefined): readonly StrayHash[] {
	const taken = new Set(entries.flatMap(({shadow: line}) => (line === undefined ? [] : [line.text.place.range?.[0]])));
	const locked = entries.flatMap(({name, field, shadow: line}) => {
		const text = line === undefined ? (form === 'linux' && isShadowed(field.value) ? undefined : field) : line.fields[1];
		return text === undefined || schemeOf(text.value) !== undefined ? [] : strayIn(text, name.value, 'locked');
	});
	const orphans = (shadow === undefined ? [] : colonLines(shadow)).flatMap(({text, fields: [name, field]}) =>
		name === undefined || field === undefined || taken.has(text.place.range?.[0]) ? [] : strayIn(field, name.value, 'orphan'),
	);
	return [...locked, ...orphans];
}

type RightOf = RightsFinder['rightOf'];

function better(one: SudoRight | undefined, other: SudoRight | undefined): SudoRight | undefined {
	const worth = ({isFull, isPasswordless}: SudoRight) => (isFull ? 2 : 0) + (isPasswordless ? 1 : 0);
	if (one === undefined || other === undefined) return one ?? other;
	return worth(other) > worth(one) ? other : one;
}

/** Users that cloud-init makes, with what its own rules and those of their groups let them do. */
function cloudUsers({users}: CloudSettings, groups: Groups, drafts: readonly Draft[], rightOf: RightOf): readonly CloudUser[] {
	const byName = new Map(drafts.map((draft) => [draft.name.value, draft]));
	return users.map(({groups: named, rules, ...user}) => {
		const draft = byName.get(user.name.value);
		const own = groups.of(user.name.value, draft?.gid);
		const sudo = rightOf({name: user.name.value, uid: draft?.uid, groups: {names: [...own.names, ...named], gids: own.gids}}, rules);
		return {...user, ...(sudo === undefined ? {} : {sudo})};
	});
}
