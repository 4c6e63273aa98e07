/** All evidence on Windows of the root file systems that came along. */

import type {Artifact} from '../../artifact.ts';
import type {Gathered} from '../../evidence.ts';
import {type FileSystem, isWindows} from '../../filesystem.ts';
import {ofEachRoot} from './systems.ts';
import {accountsOf} from './windows/accounts.ts';
import {windowsSystemOf} from './windows/agents.ts';
import {type HiveName, hiveFault} from './windows/hives.ts';
import {passwordsOf} from './windows/passwords.ts';
import {remoteDesktopOf, windowsKeysOf} from './windows/remote-access.ts';

type WindowsKey = 'windowsSystems' | 'windowsAccounts' | 'windowsPasswords' | 'remoteDesktops' | 'windowsKeys';

const noWindows = 'the root file system holds no Windows';

/** Gathers it. Where a hive is missing or can't be read, the reason names it. */
export function gatherWindows(artifacts: readonly Artifact[]): Pick<Gathered, WindowsKey> {
	const windows = artifacts.flatMap((artifact) => (artifact.kind === 'root' && isWindows(artifact.system) ? [artifact.system] : []));
	const lacking = (name: HiveName) => () => (windows[0] === undefined ? noWindows : hiveFault(windows[0], name));
	const all = <Found>(find: (system: FileSystem) => Found | undefined, reason: string | (() => string) = noWindows) => ofEachRoot(artifacts, find, reason);
	return {
		windowsSystems: all(windowsSystemOf),
		windowsAccounts: all(accountsOf, lacking('SAM')),
		windowsPasswords: all((system) => passwordsOf(system, windowsSystemOf(system))),
		remoteDesktops: all(remoteDesktopOf, lacking('SYSTEM')),
		windowsKeys: all(windowsKeysOf),
	};
}
