/** The local accounts and groups of a Windows, read from its SAM hive. */

import type {WindowsAccount, WindowsAccounts, WindowsMember} from '../../../evidence/windows.ts';
import type {FileSystem} from '../../../filesystem.ts';
import {wellKnownRids} from '../../../limits/windows.ts';
import {type HiveKey, utf16} from '../../../read/registry/hive.ts';
import {hiveOf} from './hives.ts';

/** Where the parts of an account's and a group's values lie. Origin: https://github.com/keydet89/RegRipper3.0/blob/master/plugins/samparse.pl */
const layout = {rid: 0x30, flags: 0x38, nameEntry: 0x0c, names: 0xcc, isDisabled: 0x0001, members: 0x28, group: 0x34} as const;
/** Bytes of the machine's security identifier, at the end of its domain's value. */
const machineSidBytes = 24;

/** The accounts by the SAM hive; nothing where there is none. */
export function accountsOf(system: FileSystem): WindowsAccounts | undefined {
	const sam = hiveOf(system, 'SAM');
	const domain = sam?.root.key('SAM\\Domains\\Account');
	const users = domain?.key('Users');
	const aliases = sam?.root.key('SAM\\Domains\\Builtin\\Aliases');
	if (sam === undefined || users === undefined || aliases === undefined) return undefined;
	const keys = users.keys().filter(({name}) => /^[0-9a-f]{8}$/i.test(name));
	const accounts = keys.flatMap((key) => accountOf(key) ?? []);
	const machine = machineOf(domain?.value('V')?.data);
	const groups = [wellKnownRids.administrators, wellKnownRids.remoteDesktopUsers, wellKnownRids.guests].map((rid) => membersOf(aliases, rid));
	const [administrators = [], remoteDesktopUsers = [], guests = []] = groups.map((sids) =>
		(sids ?? []).map((sid): WindowsMember => {
			const rid = machine !== undefined && sid.startsWith(`${machine}-`) ? Number(sid.slice(machine.length + 1)) : undefined;
			const account = accounts.find((candidate) => candidate.rid === rid);
			return account === undefined ? {sid} : {sid, account};
		}),
	);
	return {
		root: system.file,
		place: sam.place,
		isWhole:
			!sam.isStale &&
			!sam.isBroken() &&
			machine !== undefined &&
			accounts.length > 0 &&
			accounts.length === keys.length &&
			groups.every((sids) => sids !== undefined),
		...(machine === undefined ? {} : {machine}),
		accounts,
		administrators,
		remoteDesktopUsers,
		guests,
	};
}

function accountOf(key: HiveKey): WindowsAccount | undefined {
	const [flags, names] = [viewOf(key.value('F')?.data), viewOf(key.value('V')?.data)];
	if (flags === undefined || names === undefined || flags.byteLength < layout.flags + 2 || names.byteLength < layout.names) return undefined;
	const rid = flags.getUint32(layout.rid, true);
	if (rid !== Number.parseInt(key.name, 16)) return undefined;
	const start = layout.names + names.getUint32(layout.nameEntry, true);
	const length = names.getUint32(layout.nameEntry + 4, true);
	if (start + length > names.byteLength) return undefined;
	const name = utf16(new Uint8Array(names.buffer, names.byteOffset + start, length));
	return {name, rid, isOff: (flags.getUint16(layout.flags, true) & layout.isDisabled) !== 0};
}

/** The security identifiers of a group's members; nothing where the group can't be read. */
function membersOf(aliases: HiveKey, rid: number): readonly string[] | undefined {
	const view = viewOf(aliases.key(rid.toString(16).padStart(8, '0'))?.value('C')?.data);
	if (view === undefined || view.byteLength < layout.group) return undefined;
	let at = layout.group + view.getUint32(layout.members, true);
	const count = view.getUint32(layout.members + 8, true);
	const sids: string[] = [];
	while (sids.length < count) {
		const sid = sidAt(view, at);
		if (sid === undefined) return undefined;
		sids.push(sid.text);
		at += sid.bytes;
	}
	return sids;
}

/** The security identifier of the machine, which those of its accounts begin with. */
function machineOf(value: Uint8Array | undefined): string | undefined {
	const view = viewOf(value);
	return view === undefined || view.byteLength < machineSidBytes ? undefined : sidAt(view, view.byteLength - machineSidBytes)?.text;
}

/** Origin: https://learn.microsoft.com/openspecs/windows_protocols/ms-dtyp/f992ad60-0fe4-4b87-9fed-beb478836861 */
function sidAt(view: DataView, at: number): {readonly text: string; readonly bytes: number} | undefined {
	if (at + 8 > view.byteLength || view.getUint8(at) !== 1) return undefined;
	const count = view.getUint8(at + 1);
	if (count > 15 || at + 8 + count * 4 > view.byteLength) return undefined;
	const parts = Array.from({length: count}, (_, index) => view.getUint32(at + 8 + index * 4, true));
	return {text: ['S-1', view.getUint32(at + 4), ...parts].join('-'), bytes: 8 + count * 4};
}

function viewOf(bytes: Uint8Array | undefined): DataView | undefined {
	return bytes === undefined ? undefined : new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
