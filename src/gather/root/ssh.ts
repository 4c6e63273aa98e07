/** The OpenSSH servers of a root file system, by what is in effect on an instance after its first boot. */

import type {Artifact} from '../../artifact.ts';
import type {SshServer} from '../../evidence/ssh.ts';
import type {Startup} from '../../evidence/startup.ts';
import {type Absent, isAbsent} from '../../evidence.ts';
import {type FileSystem, fileOf, isWindows, resolve} from '../../filesystem.ts';
import {keyboardAliasSince, patchedDefaults, rootByKeySince, sshdConfigs, sshdDefaults} from '../../limits/openssh.ts';
import {osReleaseOf} from './os-release.ts';
import {accountsOf, areWithoutPasswords} from './ssh/accounts.ts';
import {withBootChanges} from './ssh/boot.ts';
import {classesOf, refusalsOf, type Server} from './ssh/classes.ts';
import {type CloudInit, cloudInitOf, rewritten, withLine, writtenFiles} from './ssh/cloud-init.ts';
import {optionsOf} from './ssh/command-line.ts';
import {keyFilesOf} from './ssh/key-files.ts';
import {keyHostsOf} from './ssh/key-hosts.ts';
import {pamOf} from './ssh/pam.ts';
import {readConfiguration} from './ssh/read.ts';
import {type Start, startsOf} from './ssh/units.ts';
import {isSince, sshVersionOf, type Version} from './ssh/versions.ts';
import {windowsServerOf} from './ssh/windows.ts';
import {ofEachRoot} from './systems.ts';

const noServer = 'the root file system has no sshd_config';

/** The servers of all root file systems, with what jobs make of them on each instance. */
export function gatherSshServers(artifacts: readonly Artifact[], startups: readonly Startup[] | Absent): readonly SshServer[] | Absent {
	const startupOf = ({file}: FileSystem) => (isAbsent(startups) ? undefined : startups.find(({root}) => root === file));
	const found = ofEachRoot(artifacts, (system) => sshServersOf(system)?.map((server) => withBootChanges(system, server, startupOf(system))), noServer);
	return isAbsent(found) ? found : found.flat();
}

/** The servers of one; nothing where it has no configuration of sshd. */
export function sshServersOf(system: FileSystem): readonly SshServer[] | undefined {
	const windows = isWindows(system) ? windowsServerOf(system) : undefined;
	if (isWindows(system)) return windows === undefined ? undefined : [windows];
	const {starts, others} = startsOf(system);
	const servers = starts.flatMap((start) => serverOf(system, start, others) ?? []);
	return servers.length === 0 ? undefined : servers;
}

function serverOf(system: FileSystem, start: Start, others: readonly string[]): SshServer | undefined {
	const version = sshVersionOf(system);
	const keyboardAlias = version === undefined || isSince(version, keyboardAliasSince.version);
	const options = optionsOf(system, start.words, keyboardAlias);
	const config = options.config ?? sshdConfigs.paths.find((path) => resolve(system, path) !== undefined);
	const real = config === undefined ? undefined : resolve(system, config);
	if (config === undefined || real === undefined) return undefined;
	const accounts = accountsOf(system);
	const pam = pamOf(system);
	const {defaults, defaultBy} = defaultsOf(system, version);
	const cloudInit = cloudInitOf(system);
	const outcomeWith = (file: string | undefined) => {
		const {setting} = cloudInit;
		const isWritten = file !== undefined && setting !== undefined;
		const booted = isWritten ? withLine(system, file, setting) : system;
		const read = readConfiguration(booted, config, keyboardAlias);
		const steps = isWritten ? rewritten(booted, system, read.steps, file, setting) : read.steps;
		const server: Server = {steps, commandLine: options.steps, defaults, defaultBy, keyboardAlias, pam, accounts};
		return {read, server, ...classesOf(server)};
	};
	const worse = worst(cloudInit, system, outcomeWith);
	const {read, server, classes, cut} = worse;
	return {
		root: system.file,
		config: {file: fileOf(system, real)},
		version: version === undefined ? 'OpenSSH' : `OpenSSH ${version.join('.')}`,
		start: start.state,
		isWindows: false,
		classes,
		pam,
		isWithoutPasswords: areWithoutPasswords(system),
		keyFiles: keyFilesOf(system, classes, accounts),
		keyHosts: keyHostsOf(system, classes),
		refusals: [...options.refusals, ...read.refusals, ...refusalsOf(server)],
		bootChanges: [],
		doubts: [
			...read.doubts,
			...cloudInit.doubts,
			...(cut ? ['sshd_config has too many Match blocks to look at each'] : []),
			...others.map((name) => `${name} is another SSH server, which is not looked at`),
			...(version === undefined && classes.some(({settings}) => settings.PermitRootLogin.source === 'default')
				? ['the version of OpenSSH is not known, and the default of PermitRootLogin hangs on it']
				: []),
		],
	};
}

/**
 * What is in effect after cloud-init ran. Where its version is not known, it may write one of two files, and the worse of both is told. That it turns
 * passwords off counts only where it surely runs, and where they are on without it.
 */
function worst<Outcome extends Pick<SshServer, 'classes'>>(
	{setting, surely}: CloudInit,
	system: FileSystem,
	outcomeWith: (file: string | undefined) => Outcome,
): Outcome {
	const takesPasswords = ({classes}: Outcome) => classes.some(({password}) => password !== 'off');
	const [first, second] = setting === undefined ? [] : writtenFiles(system);
	if (setting?.value !== 'yes') {
		const plain = outcomeWith(undefined);
		if (setting === undefined || !surely || !takesPasswords(plain)) return plain;
	}
	const one = outcomeWith(first);
	const other = second === undefined || takesPasswords(one) ? one : outcomeWith(second);
	return takesPasswords(other) ? other : one;
}

function defaultsOf(system: FileSystem, version: Version | undefined): Pick<Server, 'defaults' | 'defaultBy'> {
	const release = osReleaseOf(system);
	const patched = patchedDefaults.find(({id, version: of}) => id.test(release?.id?.value ?? '') && of.test(release?.version?.value ?? ''));
	const old = version !== undefined && !isSince(version, rootByKeySince.version) ? {PermitRootLogin: 'yes'} : {};
	const name = version === undefined ? 'OpenSSH' : `OpenSSH ${version.join('.')}`;
	return {
		defaults: {...sshdDefaults, ...old, ...patched?.defaults},
		defaultBy: `the default of ${name}${patched === undefined ? '' : ` on ${release?.name.value ?? 'this system'}`}`,
	};
}
