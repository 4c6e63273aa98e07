/** How a Windows lets people in from afar: Remote Desktop, and the keys that OpenSSH takes. */

import type {RemoteDesktop, WindowsKeys} from '../../../evidence/windows.ts';
import {type FileSystem, isWindows, textAt} from '../../../filesystem.ts';
import {hiveNumber, hiveText} from '../../../read/registry/hive.ts';
import {linesOf} from '../lines.ts';
import {controlKey, disabledBy, hiveOf} from './hives.ts';
import {filesLike} from './paths.ts';

/** Whether Remote Desktop is on, by the registry; nothing where the SYSTEM hive does not tell. */
export function remoteDesktopOf(system: FileSystem): RemoteDesktop | undefined {
	const hive = hiveOf(system, 'SYSTEM');
	const server = controlKey(system, 'Control\\Terminal Server');
	const denied = hiveNumber(server?.value('fDenyTSConnections'));
	if (hive === undefined || denied === undefined) return undefined;
	const software = hiveOf(system, 'SOFTWARE');
	const policy = hiveNumber(software?.root.key('Policies\\Microsoft\\Windows NT\\Terminal Services')?.value('fDenyTSConnections'));
	const state = hiveText(software?.root.key('Microsoft\\Windows\\CurrentVersion\\Setup\\State')?.value('ImageState'));
	return {
		root: system.file,
		place: hive.place,
		isDenied: denied !== 0,
		isServiceOff: disabledBy(system, 'TermService') !== undefined,
		...(policy === 1 && software !== undefined ? {policy: software.place} : {}),
		...(state === undefined ? {} : {imageState: state}),
	};
}

/** Where OpenSSH for Windows looks for keys: one file for all administrators, one in each profile. */
const keyFile = /^(?:ProgramData\/ssh\/administrators_authorized_keys|Users\/[^/]+\/\.ssh\/authorized_keys2?)$/i;
const key = /^[ \t]{0,20}(?:[^#\s][^#]{0,400}[ \t])?(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-nistp\d{3}|sk-[a-z0-9-]{1,40}@openssh\.com) AAAA/;

/** The keys that the image lets in; nothing where the root holds no Windows. */
export function windowsKeysOf(system: FileSystem): WindowsKeys | undefined {
	if (!isWindows(system)) return undefined;
	const files = filesLike(system, keyFile);
	return {
		root: system.file,
		keys: files.flatMap((path) => {
			const text = textAt(system, path);
			return text === undefined ? [] : linesOf(text).filter(({value}) => key.test(value.slice(0, 600)));
		}),
	};
}
