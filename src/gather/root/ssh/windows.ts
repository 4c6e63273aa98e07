/** OpenSSH for Windows. https://learn.microsoft.com/windows-server/administration/openssh/openssh-server-configuration */

import type {SshServer} from '../../../evidence/ssh.ts';
import {type FileSystem, fileOf} from '../../../filesystem.ts';
import {sshdDefaults} from '../../../limits/openssh.ts';
import {hiveNumber} from '../../../read/registry/hive.ts';
import {windowsSystemOf} from '../windows/agents.ts';
import {controlKey} from '../windows/hives.ts';
import {pathOf} from '../windows/paths.ts';
import {classesOf, refusalsOf, type Server} from './classes.ts';
import {readConfiguration} from './read.ts';

const config = 'ProgramData/ssh/sshd_config';

/** The server by its configuration; nothing where there is none. Root, PAM and key files of a home have no meaning there. */
export function windowsServerOf(system: FileSystem): SshServer | undefined {
	const path = pathOf(system, config);
	if (path === undefined) return undefined;
	const read = readConfiguration(system, path, true, path.slice(0, path.lastIndexOf('/')));
	const server: Server = {
		steps: read.steps,
		commandLine: [],
		defaults: {...sshdDefaults, PermitRootLogin: 'no'},
		defaultBy: 'the default of OpenSSH for Windows',
		keyboardAlias: true,
		pam: 'does not ask',
		accounts: {list: [], groupsOf: () => []},
	};
	const {classes, cut} = classesOf(server);
	return {
		root: system.file,
		config: {file: fileOf(system, path)},
		version: 'OpenSSH for Windows',
		start: startOf(system),
		isWindows: true,
		classes: classes.filter(({root}) => !root),
		pam: 'does not ask',
		isWithoutPasswords: false,
		keyFiles: [],
		keyHosts: [],
		refusals: [...read.refusals, ...refusalsOf(server)],
		bootChanges: [],
		doubts: [
			...read.doubts,
			...(cut ? ['sshd_config has too many Match blocks to look at each'] : []),
			'people reach a Windows by Remote Desktop as well, with a password',
		],
	};
}

/** Whether the service starts by itself, or EC2Launch v2 has a task that starts it. */
function startOf(system: FileSystem): SshServer['start'] {
	const services = controlKey(system, 'Services');
	if (windowsSystemOf(system)?.ec2LaunchV2?.tasks.some(({name}) => /^enableOpenSsh$/i.test(name.value)) === true) return 'enabled';
	if (services === undefined) return 'unknown';
	return (hiveNumber(services.key('sshd')?.value('Start')) ?? 4) <= 2 ? 'enabled' : 'off';
}
