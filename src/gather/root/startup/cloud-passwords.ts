/** Passwords that cloud-init gives to accounts by its configuration, and the accounts that it makes. */

import type {Place} from '../../../contract.ts';
import type {PasswordSetting} from '../../../evidence/startup.ts';
import type {FileSystem} from '../../../filesystem.ts';
import {entriesOf, get, itemsOf, type SourceNode, stringOf, textOf} from '../../../tree.ts';
import {flat, originOf, placeOf, type Value, written} from '../shell/values.ts';
import {type CloudConfig, cloudInitJob} from './cloud-config.ts';
import {pairs, settingOf} from './passwords.ts';

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

/** The passwords of a configuration of cloud-init; `valueAt` gives what a scalar comes to, nothing for another node. */
export function* cloudPasswordsIn(config: CloudConfig, valueAt: (file: string, node: SourceNode) => Value): Generator<CloudPassword> {
	const told = (file: string, of: string, value: Value): readonly CloudPassword[] => {
		const place = placeOf(value);
		return place === undefined ? [] : [{file, of, value: /^(?:R|RANDOM)$/.test(flat(value)) ? drawn(place) : value, place}];
	};
	const at = (file: string, of: string, node: SourceNode | undefined) => (node === undefined ? [] : told(file, of, valueAt(file, node)));
	const single = config.get('password');
	if (single !== undefined) yield* at(single.file, 'the default account', single.node);
	const chpasswd = config.get('chpasswd');
	if (chpasswd !== undefined) {
		const {file, node} = chpasswd;
		const list = get(node, 'list');
		for (const lines of [...itemsOf(list), ...(list?.kind === 'scalar' ? [list] : [])])
			for (const {of, value} of pairs(valueAt(file, lines))) yield* told(file, of, value);
		for (const user of itemsOf(get(node, 'users'))) {
			const name = get(user, 'name');
			const [place] = name === undefined ? [] : valueAt(file, name).map((part) => part.place);
			const of = `account ${stringOf(name) ?? '?'}`;
			if (stringOf(get(user, 'type')) !== 'RANDOM') yield* at(file, of, get(user, 'password'));
			else if (place !== undefined) yield {file, of, value: drawn(place), place};
		}
	}
	for (const {file, user} of cloudUsers(config)) {
		const lock = get(user, 'lock_passwd') ?? get(user, 'lock-passwd');
		// cloud-init locks the password of those it adds unless it is told not to.
		if (lock?.kind !== 'scalar' || lock.value !== false) continue;
		for (const key of ['passwd', 'hashed_passwd', 'plain_text_passwd']) yield* at(file, `account ${stringOf(get(user, 'name')) ?? '?'}`, get(user, key));
	}
}

function drawn(place: Place): Value {
	return [{origin: 'random', text: '', place}];
}

/** The accounts that cloud-init makes: under `users`, and the default one. */
export function cloudUsers(config: CloudConfig): readonly {readonly file: string; readonly user: SourceNode}[] {
	const users = config.get('users');
	const info = config.get('system_info');
	const single = get(info?.node, 'default_user');
	return [
		...(users === undefined ? [] : itemsOf(users.node).flatMap((user) => (entriesOf(user).length === 0 ? [] : [{file: users.file, user}]))),
		...(info === undefined || single === undefined ? [] : [{file: info.file, user: single}]),
	];
}
