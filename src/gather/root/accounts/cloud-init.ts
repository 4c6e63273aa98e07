/** What cloud-init makes at the first start, by its settings in `etc/cloud` (https://docs.cloud-init.io/en/latest/reference/modules.html#users-and-groups). */

import type {Place, Text} from '../../../contract.ts';
import type {AuthorizedKey, CloudInit, CloudUser, KeyFile} from '../../../evidence/accounts.ts';
import type {FileSystem} from '../../../filesystem.ts';
import {entriesOf, get, itemsOf, looseStringOf, placeOf, type SourceNode, textOf} from '../../../tree.ts';
import {
	type CloudSetting,
	cloudFiles,
	defaultUserOf,
	hasCloudInit,
	isUnlocked,
	mergedConfig,
	runsModule,
	settingAt,
	type UserSettings,
} from '../cloud-files.ts';
import {doasRule} from './doas.ts';
import {isUnread, readAt} from './files.ts';
import {authorizedKey} from './keys.ts';
import {schemeOf} from './passwords.ts';
import type {Rule} from './rules.ts';
import {ruleWithoutUser} from './sudoers.ts';

/** A user as the settings give it: who it is, and what has to be weighed with the rules of sudo. */
type MadeUser = Omit<CloudUser, 'sudo'> & {readonly groups: readonly string[]; readonly rules: readonly Rule[]};

/** What the settings say; `unknown` is why that is not known in full. */
export type CloudSettings = Pick<CloudInit, 'isOn' | 'passwords'> & {
	readonly users: readonly MadeUser[];
	/** The user that buyers log in as, where the settings name it, made or not. */
	readonly defaultName?: string;
	readonly keyFiles: readonly KeyFile[];
	readonly unknown?: string;
};

/** Settings that are read: of more and bigger files than this no image has any. */
const most = {files: 200, units: 1 << 18, all: 1 << 20};

/** One file of settings. */
type Settings = {readonly file: string; readonly root: SourceNode};

const off: CloudSettings = {isOn: false, users: [], passwords: [], keyFiles: []};

/** Reads `cloud.cfg` and what is laid over it: of a list or a value the last file's counts, maps are merged. */
export function cloudInitOf(system: FileSystem): CloudSettings {
	if (!hasCloudInit(system)) return off;
	const all = cloudFiles(system);
	const files: Settings[] = [];
	let unknown: string | undefined = all.length > most.files + 1 ? 'the settings of cloud-init are too many' : undefined;
	let units = 0;
	for (const {path, parsed} of all.slice(0, most.files)) {
		const found = readAt(system, path);
		if (found === undefined || isUnread(found)) {
			unknown ??= found?.unknown;
			continue;
		}
		units += found.value.length;
		const root = found.value.length > most.units || units > most.all ? undefined : parsed();
		if (root !== undefined) files.push({file: found.place.file, root});
		else if (/^[ \t]*[^#\s]/m.test(found.value.slice(0, most.units))) unknown ??= `${path} is no sound YAML`;
	}
	return {...settled(files), ...(unknown === undefined ? {} : {unknown})};
}

/** Where a password is set: its key, so that no report repeats the password. */
function keyPlace({file, key}: CloudSetting): Place {
	return {file, range: key};
}

function settled(files: readonly Settings[]): CloudSettings {
	const config = mergedConfig(files);
	const {get: of} = config;
	const own = defaultUserOf(config);
	const old = of('user');
	const name = (old === undefined ? undefined : textAt(old)) ?? textAt(own('name'));
	const list = of('users');
	const draft: Draft = {users: [], passwords: [], keyFiles: []};
	const makesUsers = runsModule(config, 'users-groups') !== false;
	const makesDefault = old !== undefined || itemsOf(list?.node).some((item) => (stringOrName(item) ?? '').split(/[\s,]+/).includes('default'));
	if (name !== undefined && makesDefault && makesUsers) addUser(draft, name, true, own);
	if (makesUsers) {
		for (const node of itemsOf(list?.node)) {
			const named = list === undefined ? undefined : textOrLoose(list.file, get(node, 'name') ?? node);
			if (list === undefined || named === undefined || named.value === 'default' || (node.kind !== 'map' && /[\s,]/.test(named.value))) continue;
			addUser(draft, named, named.value === name?.value, (key) => settingAt(list.file, node, key) ?? settingAt(list.file, node, key.replaceAll('_', '-')));
		}
	}
	addLoose(draft, of, name?.value ?? 'the default user');
	return {isOn: files.length > 0, ...draft, ...(name === undefined ? {} : {defaultName: name.value})};
}

type Draft = {readonly users: MadeUser[]; readonly passwords: CloudInit['passwords'][number][]; readonly keyFiles: KeyFile[]};

/** Adds a user with the keys and passwords that come with it. */
function addUser(draft: Draft, name: Text, isDefault: boolean, of: UserSettings): void {
	const keys = [...keysIn(of('ssh_authorized_keys')), ...importsIn(of('ssh_import_id'))];
	if (keys.length > 0) draft.keyFiles.push({file: keys[0]?.text.place.file ?? '', holder: 'cloud-init', account: name.value, keys});
	const isLocked = !isUnlocked(of);
	const before = draft.passwords.length;
	for (const key of ['passwd', 'hashed_passwd', 'plain_text_passwd']) {
		const at = of(key);
		const text = textAt(at);
		if (at === undefined || text === undefined || text.value === '') continue;
		const isHash = key !== 'plain_text_passwd';
		// Fields like `!` or `*` are no passwords.
		if (!isHash || schemeOf(text.value) !== undefined)
			draft.passwords.push({place: keyPlace(at), account: name.value, form: isHash ? 'hash' : 'plain', isLocked});
	}
	const rules = [...textsIn(of('sudo')).flatMap((text) => ruleWithoutUser(text) ?? []), ...textsIn(of('doas')).flatMap((text) => doasRule(text) ?? [])];
	const groups = textsIn(of('groups')).flatMap(({value}) => value.split(',').map((group) => group.trim()));
	draft.users.push({
		name,
		isDefault,
		hasKeys: keys.length > 0,
		hasPassword: draft.passwords.slice(before).some((password) => !password.isLocked),
		groups,
		rules,
	});
}

/** Keys and passwords that stand outside of the users: they are the default user's, or name whose they are. */
function addLoose(draft: Draft, of: (...path: readonly string[]) => CloudSetting | undefined, account: string): void {
	const keys = [...keysIn(of('ssh_authorized_keys')), ...importsIn(of('ssh_import_id'))];
	if (keys.length > 0) draft.keyFiles.push({file: keys[0]?.text.place.file ?? '', holder: 'cloud-init', account, keys});
	const add = (at: CloudSetting, value: string, whose: string) => {
		if (!/^(?:R|RANDOM)?$/.test(value))
			draft.passwords.push({place: keyPlace(at), account: whose, form: schemeOf(value) === undefined ? 'plain' : 'hash', isLocked: false});
	};
	const password = of('password');
	if (password !== undefined) add(password, looseStringOf(password.node) ?? '', account);
	const list = of('chpasswd', 'list');
	for (const line of textsIn(list).flatMap(({value}) => value.split('\n'))) {
		const [, whose = '', word = ''] = /^([^\s:]+):(.*)$/.exec(line.trim()) ?? [];
		if (list !== undefined && whose !== '') add(list, word, whose);
	}
	const users = of('chpasswd', 'users');
	for (const node of itemsOf(users?.node)) {
		const word = users === undefined ? undefined : settingAt(users.file, node, 'password');
		if (word !== undefined && looseStringOf(get(node, 'type')) !== 'RANDOM') add(word, looseStringOf(word.node) ?? '', looseStringOf(get(node, 'name')) ?? '');
	}
}

function stringOrName(node: SourceNode): string | undefined {
	return looseStringOf(node) ?? looseStringOf(get(node, 'name'));
}

function textAt(at: CloudSetting | undefined): Text | undefined {
	return at === undefined ? undefined : textOrLoose(at.file, at.node);
}

/** A scalar as text; numbers too, since names and passwords may be written as such. */
function textOrLoose(file: string, node: SourceNode): Text | undefined {
	const text = textOf(file, node);
	if (text !== undefined) return text;
	const value = looseStringOf(node);
	return value === undefined || node.kind !== 'scalar' || typeof node.value === 'boolean' ? undefined : {value, place: placeOf(file, node)};
}

/** The texts of a value that may be one or a list. */
function textsIn(at: CloudSetting | undefined): readonly Text[] {
	if (at === undefined) return [];
	if (at.node.kind === 'sequence') return at.node.items.flatMap((node) => textOrLoose(at.file, node) ?? []);
	// `groups: {sudo: null}` is a map of names.
	if (at.node.kind === 'map') return entriesOf(at.node).map(({key, keyRange}) => ({value: key, place: {file: at.file, range: keyRange}}));
	return [textAt(at)].flatMap((text) => text ?? []);
}

function keysIn(at: CloudSetting | undefined): readonly AuthorizedKey[] {
	return textsIn(at).flatMap((text) => {
		const key = authorizedKey(text);
		return key === undefined ? [] : [{...key, text: {...key.text, place: text.place}}];
	});
}

/** `gh:larkspur`: cloud-init fetches the keys of that user at GitHub or Launchpad. */
function importsIn(at: CloudSetting | undefined): readonly AuthorizedKey[] {
	return textsIn(at).flatMap((text) =>
		/^(?:None)?$/.test(text.value) ? [] : [{text, type: 'ssh-import-id', comment: text.value, isAuthority: false, isPlaceholder: false}],
	);
}
