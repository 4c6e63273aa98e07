/**
 * Log-ins that stand for all that Match lines tell apart. What is in effect hangs on which criteria hold, so of each part of a log-in — user, addresses,
 * host, port — one value is found for every set of criteria that hold together, those that none of them catches too, and all parts are combined.
 */

import type {Accounts} from './accounts.ts';
import {type Address, addressOf, networkOf} from './addresses.ts';
import {type Connection, type Criterion, holdFor} from './criteria.ts';
import {textsOf} from './patterns.ts';

/** What the log-ins are made of. */
export type Parts = {
	/** The criteria of the Match blocks that matter, each block with those around its file. */
	readonly blocks: readonly (readonly Criterion[])[];
	readonly accounts: Accounts;
	/** The ports on which sshd listens. */
	readonly ports: readonly number[];
	/** Log-ins that may be tried. */
	readonly most: number;
};

/** Accounts, values of one part, patterns of one list, and letters of lists that values are compared with. */
const limits = {users: 100, values: 400, patterns: 64, letters: 2_000_000};

/** Names that stand in no list on purpose. */
const names = ['qz-somebody-else', 'another-user'];
/** Of the ranges for documentation, for the internet, and for private networks: whatever list holds one, another is outside. */
const clients = ['198.51.100.77', '203.0.113.77', '192.0.2.77', '100.21.13.7', '10.77.13.7', '172.30.13.7', '2001:db8::77', '2600:1f18::77'];
const locals = ['172.31.13.7', '10.77.13.8', '192.168.77.13', '198.51.100.78', '2600:1f18::78'];
const addressFillings = ['1', '1.1', '1.1.1', '1.1.1.1', '2001:db8::1', '1::1'];

const dimensions: readonly (readonly Criterion['kind'][])[] = [['user', 'group'], ['address'], ['host'], ['localaddress'], ['localport'], ['rdomain']];

/** The log-ins, those of whom few criteria hold first, and whether some were left out for their number. */
export function loginsOf(parts: Parts): {readonly logins: readonly Connection[]; readonly cut: boolean} {
	const all = parts.blocks.flat();
	let cut = false;
	const cells = dimensions.map((kinds) => {
		const own = distinct(all.filter(({kind}) => kinds.includes(kind)));
		const letters = own.reduce((sum, {value}) => sum + value.length, 1);
		const values = valuesOf(kinds, own, parts);
		const most = Math.max(2, Math.min(limits.values, Math.floor(limits.letters / letters)));
		if (values.length > most) cut = true;
		return told(own, values.slice(0, most));
	});
	let logins: readonly Partial<Connection>[] = [{}];
	for (const own of cells) {
		const made = logins.length * own.length;
		if (made > parts.most) cut = true;
		const room = Math.ceil(parts.most / own.length);
		logins = logins.slice(0, room).flatMap((login) => own.map((cell) => ({...login, ...cell})));
	}
	// Where not all of them fit, each block has one log-in at least.
	const more = cut ? parts.blocks.flatMap((block) => loginOf(block, cells) ?? []) : [];
	return {logins: [...more, ...logins].map(whole), cut};
}

/** Without UseDNS, which is off by default, the host is the address. */
function whole(login: Partial<Connection>): Connection {
	const host = login.host ?? login.address;
	return {groups: [], ...login, ...(host === undefined ? {} : {host})};
}

/** The log-ins with the first value of each part of which a block's criteria hold: root's, and somebody else's. */
function loginOf(block: readonly Criterion[], cells: readonly (readonly Partial<Connection>[])[]): readonly Partial<Connection>[] {
	return [true, false].flatMap((isRoot) => {
		let login: Partial<Connection> = {};
		for (const [index, own] of cells.entries()) {
			const asked = block.filter(({kind}) => dimensions[index]?.includes(kind));
			const cell = own.find((one) => (index > 0 || (one.user === 'root') === isRoot) && holdFor(asked, {groups: [], ...one}));
			if (cell === undefined) return [];
			login = {...login, ...cell};
		}
		return [login];
	});
}

function distinct(criteria: readonly Criterion[]): readonly Criterion[] {
	return [...new Map(criteria.map((criterion) => [JSON.stringify([criterion.kind, criterion.value]), criterion])).values()];
}

/** One value for each set of criteria that hold, root's apart, those with the fewest first. */
function told(criteria: readonly Criterion[], values: readonly Partial<Connection>[]): readonly Partial<Connection>[] {
	const byHeld = new Map<string, {readonly value: Partial<Connection>; readonly count: number}>();
	for (const value of values) {
		const held = criteria.map((criterion) => (holdFor([criterion], {groups: [], ...value}) ? 1 : 0));
		// A value that leaves out a part, as the host, has another one later.
		const key = `${value.user === 'root' ? 'root' : Object.keys(value).length}${held.join('')}`;
		if (!byHeld.has(key)) byHeld.set(key, {value, count: held.filter((one) => one === 1).length});
	}
	return [...byHeld.values()].toSorted((one, other) => one.count - other.count).map(({value}) => value);
}

function valuesOf(kinds: readonly Criterion['kind'][], criteria: readonly Criterion[], {accounts, ports}: Parts): readonly Partial<Connection>[] {
	const listed = (kind: Criterion['kind']) => criteria.filter((criterion) => criterion.kind === kind).map(({value}) => value);
	switch (kinds[0]) {
		case 'address':
			return addresses(clients, listed('address')).map((address) => ({address}));
		case 'localaddress':
			return addresses(locals, listed('localaddress')).map((localAddress) => ({localAddress}));
		case 'host':
			return [{}, ...listed('host').flatMap((list) => textsOf(list.toLowerCase(), limits.patterns).map((host) => ({host})))];
		case 'localport':
			return [...ports, ...listed('localport').map(Number)].map((localPort) => ({localPort}));
		case 'rdomain':
			return [{}, ...listed('rdomain').flatMap((list) => textsOf(list, limits.patterns).map((rdomain) => ({rdomain})))];
		default:
			return users(listed('user'), listed('group'), accounts);
	}
}

/** People without a name of theirs, root, who is named, and the accounts; each also as a member of the groups that are named. */
function users(named: readonly string[], grouped: readonly string[], accounts: Accounts): readonly Partial<Connection>[] {
	const known = accounts.list.slice(0, limits.users).map(({name}) => name);
	// An account has a group at least, most often of its own name.
	const groupsOf = (user: string) => {
		const own = accounts.groupsOf(user);
		return own.length === 0 ? [user] : own;
	};
	const people = [...new Set([...names, ...named.flatMap((list) => textsOf(list, limits.patterns))])].filter((user) => user !== 'root');
	const groups = [...new Set(grouped.flatMap((list) => textsOf(list, limits.patterns)))];
	// More than these are too many in any case, and said to be.
	const joining = people.slice(0, Math.ceil(limits.values / Math.max(1, groups.length)) + 1);
	const hasMember = (group: string) => known.some((user) => accounts.groupsOf(user).includes(group));
	const joined = (user: string, group: string) => ({user, groups: [...new Set([...groupsOf(user), group])]});
	return [
		...[...names, 'root', ...people, ...known].map((user) => ({user, groups: groupsOf(user)})),
		// A group without members can be given some later.
		...groups.flatMap((group) => [...(hasMember(group) ? [] : [joined('root', group)]), ...joining.map((user) => joined(user, group))]),
	];
}

/** Addresses that are in no list by intent, and of each network that is listed some inside and those next to it. */
function addresses(usual: readonly string[], lists: readonly string[]): readonly string[] {
	const near = lists.flatMap((list) =>
		list.split(',', limits.patterns).flatMap((part) => {
			const text = part.replace(/^!/, '');
			const network = networkOf(text);
			if (network === 'wrong') return [];
			if (network === undefined) return addressFillings.map((filling) => text.replaceAll('*', filling).replaceAll('?', '1')).filter((made) => addressOf(made));
			const {bits, width, length} = network;
			const room = 2n ** BigInt(width - length);
			const inside = [0n, 1n, room / 3n, room / 2n, room - 1n].filter((step) => step < room);
			return [...inside, -1n, room].map((step) => bits + step).flatMap((own) => (own >= 0n && own < 2n ** BigInt(width) ? [written(own, width)] : []));
		}),
	);
	return [...new Set([...usual, ...near])];
}

function written(bits: bigint, width: Address['width']): string {
	const part = width === 32 ? 8n : 16n;
	const parts = Array.from({length: width / Number(part)}, (_, index) => (bits >> (BigInt(width) - part * BigInt(index + 1))) & (2n ** part - 1n));
	return width === 32 ? parts.join('.') : parts.map((group) => group.toString(16)).join(':');
}
