/** Passwords that cloud-init gives to accounts by its configuration, and the accounts that it makes. */

import type {Place} from '../../../contract.ts';
import type {PasswordSetting} from '../../../evidence/startup.ts';
import type {FileSystem} from '../../../filesystem.ts';
import {entriesOf, get, itemsOf, type SourceNode, stringOf, textOf} from '../../../tree.ts';
import {type CloudConfig, defaultUserOf, isUnlocked, runsModule, settingAt, type UserSettings} from '../cloud-files.ts';
import {flat, originOf, placeOf, type Value, written} from '../shell/values.ts';
import {cloudInitJob} from './cloud-config.ts';
import {pairs} from './given-password.ts';
import {settingOf} from './passwords.ts';

/** The passwords that cloud-init's configuration sets on each instance and that are written there. */
export function cloudPasswordsOf(system: FileSystem, config: CloudConfig): readonly PasswordSetting[] {
	const valueAt = (file: string, node: SourceNode) => {
		const text = textOf(file, node);
		return text === undefined ? [] : written(text);
	};
	return [...cloudPasswordsIn(config, valueAt)].flatMap(({file, of, value, place}) => {
		if (originOf(value) !== 'fixed' || /^(?:[!*].*|x)?$/.test(flat(value))) return [];
		return [settingOf(cloudInitJob(system, file, place), {of, value, sure: true}, place)];
	});
}

/** A password that cloud-init's configuration gives to an account. One that cloud-init shall draw has no text. */
export type CloudPassword = {readonly file: string; readonly of: string; readonly value: Value; readonly place: Place};

/** What a scalar of a file comes to; nothing for another node. */
type ValueAt = (file: string, node: SourceNode) => Value;

/** The passwords of a configuration of cloud-init, as far as its modules are run. */
export function* cloudPasswordsIn(config: CloudConfig, valueAt: ValueAt): Generator<CloudPassword> {
	if (runsModule(config, 'set-passwords') !== false) yield* changedPasswords(config, valueAt);
	if (runsModule(config, 'users-groups') !== false) yield* madePasswords(config, valueAt);
}

/** Those of `password` and `chpasswd`. */
function* changedPasswords(config: CloudConfig, valueAt: ValueAt): Generator<CloudPassword> {
	const single = config.get('password');
	if (single !== undefined) yield* told(single.file, 'the default account', valueAt(single.file, single.node));
	const list = config.get('chpasswd', 'list');
	if (list !== undefined)
		for (const lines of [...itemsOf(list.node), ...(list.node.kind === 'scalar' ? [list.node] : [])])
			for (const {of, value} of pairs(valueAt(list.file, lines))) yield* told(list.file, of, value);
	const changed = config.get('chpasswd', 'users');
	if (changed === undefined) return;
	const {file, node} = changed;
	for (const user of itemsOf(node)) {
		const [name, password] = [get(user, 'name'), get(user, 'password')];
		const place = name === undefined ? undefined : placeOf(valueAt(file, name));
		const of = `account ${stringOf(name) ?? '?'}`;
		if (stringOf(get(user, 'type')) === 'RANDOM' && place !== undefined) yield {file, of, value: drawn(place), place};
		else if (password !== undefined) yield* told(file, of, valueAt(file, password));
	}
}

/** Those of the accounts that it makes. */
function* madePasswords(config: CloudConfig, valueAt: ValueAt): Generator<CloudPassword> {
	for (const user of cloudUsers(config)) {
		if (!isUnlocked(user)) continue;
		const of = `account ${stringOf(user('name')?.node) ?? '?'}`;
		for (const key of ['passwd', 'hashed_passwd', 'plain_text_passwd']) {
			const password = user(key);
			if (password !== undefined) yield* told(password.file, of, valueAt(password.file, password.node));
		}
	}
}

function told(file: string, of: string, value: Value): readonly CloudPassword[] {
	const place = placeOf(value);
	return place === undefined ? [] : [{file, of, value: /^(?:R|RANDOM)$/.test(flat(value)) ? drawn(place) : value, place}];
}

function drawn(place: Place): Value {
	return [{origin: 'random', text: '', place}];
}

/** The accounts that cloud-init makes: under `users`, and the default one. */
export function cloudUsers(config: CloudConfig): readonly UserSettings[] {
	const users = config.get('users');
	const made = users === undefined ? [] : itemsOf(users.node).filter((user) => entriesOf(user).length > 0);
	const hasDefault = config.get('user') !== undefined || config.get('system_info', 'default_user') !== undefined;
	return [
		...made.map(
			(user): UserSettings =>
				(key) =>
					settingAt(users?.file ?? '', user, key),
		),
		...(hasDefault ? [defaultUserOf(config)] : []),
	];
}
