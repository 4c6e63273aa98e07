/** The OpenSSH servers of a root file system, by what is in effect on an instance after its first boot. */

import type {Artifact} from '../../artifact.ts';
import type {SshServer} from '../../evidence/ssh.ts';
import {type Absent, isAbsent} from '../../evidence.ts';
import {type FileSystem, fileOf, resolve} from '../../filesystem.ts';
import {keyboardAliasSince, patchedDefaults, rootByKeySince, sshdConfigs, sshdDefaults} from '../../limits/openssh.ts';
import {osReleaseOf} from './os-release.ts';
import {accountsOf} from './ssh/accounts.ts';
import {classesOf, refusalsOf, type Server} from './ssh/classes.ts';
import {cloudInitOf, rewritten, withLine, writtenFiles} from './ssh/cloud-init.ts';
import {optionsOf} from './ssh/command-line.ts';
import {keyFilesOf} from './ssh/key-files.ts';
import {pamOf} from './ssh/pam.ts';
import {readConfiguration} from './ssh/read.ts';
import {type Start, startsOf} from './ssh/units.ts';
import {isSince, sshVersionOf, type Version} from './ssh/versions.ts';
import {ofEachRoot} from './systems.ts';

const noServer = 'the root file system has no sshd_config';

/** The servers of all root file systems. */
export function gatherSshServers(artifacts: readonly Artifact[]): readonly SshServer[] | Absent {
	const found = ofEachRoot(artifacts, sshServersOf, noServer);
	return isAbsent(found) ? found : found.flat();
}

/** The servers of one; nothing where it has no configuration of sshd. */
export function sshServersOf(system: FileSystem): readonly SshServer[] | undefined {
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
	const {setting, surely} = cloudInit;
	const files = setting === undefined || (setting.value === 'no' && !surely) ? [undefined] : writtenFiles(system);
	const outcomes = files.map((file) => {
		const booted = file === undefined || setting === undefined ? system : withLine(system, file, setting);
		const read = readConfiguration(booted, config, keyboardAlias);
		const steps = file === undefined || setting === undefined ? read.steps : rewritten(booted, system, read.steps, file, setting);
		const server: Server = {steps, commandLine: options.steps, defaults, defaultBy, keyboardAlias, pam, accounts};
		return {read, server, ...classesOf(server)};
	});
	// Where cloud-init's version is not known, the worse of what it may write is told.
	const worse = outcomes.find(({classes}) => classes.some(({password}) => password !== 'off')) ?? outcomes[0];
	if (worse === undefined) return undefined;
	const {read, server, classes, cut} = worse;
	return {
		root: system.file,
		config: {file: fileOf(system, real)},
		version: version === undefined ? 'OpenSSH' : `OpenSSH ${version.join('.')}`,
		start: start.state,
		classes,
		pam,
		keyFiles: keyFilesOf(system, classes, accounts),
		refusals: [...options.refusals, ...read.refusals, ...refusalsOf(server)],
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
