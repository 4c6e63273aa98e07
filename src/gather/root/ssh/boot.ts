/** Changes that jobs make to a server's configuration on each instance, and whether sshd goes by them. */

import type {SshBootChange, SshDirective, SshServer, SshSetting} from '../../../evidence/ssh.ts';
import type {SshChange, Startup} from '../../../evidence/startup.ts';
import {type FileSystem, textAt} from '../../../filesystem.ts';
import {cloudInitDropInSince, sshdConfigs} from '../../../limits/openssh.ts';

/** Behind the names of all drop-ins, which the main file most often includes at its beginning. */
const mainFile = '\uFFFF';

/** A server with the changes that open it, or may. */
export function withBootChanges(system: FileSystem, server: SshServer, startup: Startup | undefined): SshServer {
	if (server.isWindows || !sshdConfigs.paths.includes(server.config.file.slice(server.root.length + 1))) return server;
	const isGiven = (startup?.passwords ?? []).some(({of}) => /^(?:account |an account$|the default account$)/.test(of));
	return {
		...server,
		isWithoutPasswords: server.isWithoutPasswords && !isGiven,
		bootChanges: (startup?.sshChanges ?? []).flatMap((change) => bootChange(system, server, change) ?? []),
	};
}

/** Nothing for what leaves the server as it is, or closes it. */
function bootChange(system: FileSystem, {root, classes: [everybody]}: SshServer, change: SshChange): SshBootChange | undefined {
	const {directive, value, how, path} = change;
	if (directive === undefined) return {...change, isFirst: true};
	const before = everybody?.settings[directive];
	if (before === undefined || !opens(directive, value) || before.value === value) return undefined;
	const own = rankOf(path);
	const [current, file] = [rankOfSetting(before, root), before.place?.file.slice(root.length)];
	// A line that is not the one that counts can go without anything else.
	if (value === 'removed') return file === `/${path.replace(/^\/+/, '')}` ? {...change, isFirst: true} : undefined;
	const isRead = own === mainFile || includesDropIns(system);
	const isFirst = current === undefined ? before.source === 'default' : how === 'append' ? own < current : own <= current;
	return {...change, isFirst: isRead && isFirst};
}

/** Whether a value lets in what is kept out by default or by intent. */
function opens(directive: SshDirective, value: string): boolean {
	if (directive === 'PasswordAuthentication' || directive === 'KbdInteractiveAuthentication') return value !== 'no';
	if (directive === 'AuthenticationMethods') return !/^publickey(?:,|$)/.test(value);
	return value === 'yes' || value === 'unknown';
}

/** Whether the main file includes the folder of drop-ins. */
function includesDropIns(system: FileSystem): boolean {
	const lines = sshdConfigs.paths.flatMap((path) => textAt(system, path)?.value.split('\n') ?? []);
	return lines.some((line) => /^include\b/i.test(line.trimStart()) && line.includes('sshd_config.d'));
}

/** By name, drop-ins are read in its order. */
function rankOf(path: string): string {
	return path.includes('sshd_config.d/') ? path.slice(path.lastIndexOf('/') + 1) : mainFile;
}

/** Where the line stands that counts; nothing where no file has one, or one on the command line outweighs all files. */
function rankOfSetting({source, place}: SshSetting, root: string): string | undefined {
	if (source === 'cloud-init') return rankOf(cloudInitDropInSince.path);
	return source === 'file' && place !== undefined ? rankOf(place.file.slice(root.length)) : undefined;
}
