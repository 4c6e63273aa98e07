/** What starts by itself on Linux, by where it lies. Read 2026-11-26. */

/** What makes a job start. */
export type Trigger = 'boot' | 'schedule' | 'event' | 'log-in';

/**
 * Targets that a running server has reached. https://www.freedesktop.org/software/systemd/man/latest/systemd.special.html;
 * cloud-init's are pulled in by its generator, https://docs.cloud-init.io/en/latest/explanation/boot.html.
 */
export const bootTargets: readonly string[] = [
	'basic',
	'boot-complete',
	'cloud-config',
	'cloud-init',
	'cryptsetup',
	'cryptsetup-pre',
	'default',
	'first-boot-complete',
	'getty',
	'getty-pre',
	'graphical',
	'integritysetup',
	'local-fs',
	'local-fs-pre',
	'machines',
	'multi-user',
	'network',
	'network-online',
	'network-pre',
	'nss-lookup',
	'nss-user-lookup',
	'paths',
	'remote-cryptsetup',
	'remote-fs',
	'remote-fs-pre',
	'rpcbind',
	'runlevel2',
	'runlevel3',
	'runlevel4',
	'runlevel5',
	'slices',
	'sockets',
	'ssh-access',
	'sshd-keygen',
	'swap',
	'sysinit',
	'time-set',
	'time-sync',
	'timers',
	'veritysetup',
].map((name) => `${name}.target`);

/** Reached only where the default target is the graphical one. */
export const graphicalTargets: readonly string[] = ['graphical.target', 'runlevel5.target'];

/** Folders of system units, the first one wins. https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html#Unit%20File%20Load%20Path */
export const systemUnitFolders: readonly string[] = ['etc/systemd/system', 'usr/local/lib/systemd/system', 'usr/lib/systemd/system', 'lib/systemd/system'];

/** Folders of units that each user's own systemd starts. */
export const userUnitFolders: readonly string[] = ['etc/systemd/user', 'usr/local/lib/systemd/user', 'usr/lib/systemd/user'];

/** Folders of presets, which are applied on the first boot. https://www.freedesktop.org/software/systemd/man/latest/systemd.preset.html */
export const presetFolders: readonly string[] = [
	'etc/systemd/system-preset',
	'usr/local/lib/systemd/system-preset',
	'usr/lib/systemd/system-preset',
	'lib/systemd/system-preset',
];

/** A folder whose scripts are run. */
export type ScriptFolder = {
	readonly folder: string;
	readonly trigger: Trigger;
	/** How files must be called; all where missing. */
	readonly names?: RegExp;
	/** Debian's run-parts takes names without a dot alone (https://manpages.debian.org/bookworm/debianutils/run-parts.8.en.html). */
	readonly runParts?: true;
	/** Read by a shell rather than run, so that no permission is needed. */
	readonly sourced?: true;
	/** Generators of systemd. */
	readonly generates?: true;
	readonly kind: 'cron' | 'script' | 'cloud-init';
};

/** Scripts that systemd runs at each boot, before any unit, to write units. https://www.freedesktop.org/software/systemd/man/latest/systemd.generator.html */
const generatorFolders: readonly string[] = ['etc', 'usr/local/lib', 'usr/lib', 'lib'].map((folder) => `${folder}/systemd/system-generators`);

/** The folders that systemd hands to a generator as its arguments, for units of usual, high and low weight. */
export const generatedFolders: readonly string[] = ['/run/systemd/generator', '/run/systemd/generator.early', '/run/systemd/generator.late'];

export const scriptFolders: readonly ScriptFolder[] = [
	{folder: 'etc/cron.hourly', trigger: 'schedule', runParts: true, kind: 'cron'},
	{folder: 'etc/cron.daily', trigger: 'schedule', runParts: true, kind: 'cron'},
	{folder: 'etc/cron.weekly', trigger: 'schedule', runParts: true, kind: 'cron'},
	{folder: 'etc/cron.monthly', trigger: 'schedule', runParts: true, kind: 'cron'},
	// Alpine
	{folder: 'etc/periodic/15min', trigger: 'schedule', runParts: true, kind: 'cron'},
	{folder: 'etc/periodic/hourly', trigger: 'schedule', runParts: true, kind: 'cron'},
	{folder: 'etc/periodic/daily', trigger: 'schedule', runParts: true, kind: 'cron'},
	{folder: 'etc/periodic/weekly', trigger: 'schedule', runParts: true, kind: 'cron'},
	{folder: 'etc/periodic/monthly', trigger: 'schedule', runParts: true, kind: 'cron'},
	// https://docs.cloud-init.io/en/latest/reference/modules.html#scripts-per-boot
	{folder: 'var/lib/cloud/scripts/per-boot', trigger: 'boot', kind: 'cloud-init'},
	{folder: 'var/lib/cloud/scripts/per-instance', trigger: 'boot', kind: 'cloud-init'},
	{folder: 'var/lib/cloud/scripts/per-once', trigger: 'boot', kind: 'cloud-init'},
	{folder: 'var/lib/cloud/scripts/vendor', trigger: 'boot', kind: 'cloud-init'},
	{folder: 'etc/update-motd.d', trigger: 'log-in', runParts: true, kind: 'script'},
	{folder: 'etc/network/if-up.d', trigger: 'boot', runParts: true, kind: 'script'},
	{folder: 'etc/network/if-pre-up.d', trigger: 'boot', runParts: true, kind: 'script'},
	{folder: 'etc/NetworkManager/dispatcher.d', trigger: 'boot', kind: 'script'},
	{folder: 'etc/networkd-dispatcher/routable.d', trigger: 'boot', kind: 'script'},
	{folder: 'etc/dhcp/dhclient-enter-hooks.d', trigger: 'boot', sourced: true, kind: 'script'},
	{folder: 'etc/dhcp/dhclient-exit-hooks.d', trigger: 'boot', sourced: true, kind: 'script'},
	...generatorFolders.map((folder) => ({folder, trigger: 'boot' as const, kind: 'script' as const, generates: true as const})),
	{folder: 'etc/profile.d', trigger: 'log-in', names: /\.sh$/, sourced: true, kind: 'script'},
];

/** Single files that are run or read. `{home}` is each home folder. */
export const scriptFiles: readonly {readonly path: string; readonly trigger: Trigger; readonly sourced?: true}[] = [
	// https://www.freedesktop.org/software/systemd/man/latest/systemd-rc-local-generator.html
	{path: 'etc/rc.local', trigger: 'boot'},
	{path: 'etc/rc.d/rc.local', trigger: 'boot'},
	{path: 'etc/profile', trigger: 'log-in', sourced: true},
	{path: 'etc/bash.bashrc', trigger: 'log-in', sourced: true},
	{path: 'etc/bashrc', trigger: 'log-in', sourced: true},
	{path: '{home}/.profile', trigger: 'log-in', sourced: true},
	{path: '{home}/.bash_profile', trigger: 'log-in', sourced: true},
	{path: '{home}/.bash_login', trigger: 'log-in', sourced: true},
	{path: '{home}/.bashrc', trigger: 'log-in', sourced: true},
	{path: '{home}/.zshrc', trigger: 'log-in', sourced: true},
];

/** Units that run crontabs. */
export const cronUnits: readonly string[] = ['cron.service', 'crond.service', 'cronie.service'];

/** Files that define units and timers, or add to them, and where systemd looks for them. */
const unitFiles =
	/^\/(?:(?:run|etc|usr\/lib|usr\/local\/lib|lib)\/systemd\/(?:system|user|generator(?:\.early|\.late)?)|(?:root|home\/[^/]{1,64})\/\.config\/systemd\/user)\/(?:(?:[^/]{1,255}\.(?:wants|requires)\/)?[^/]{1,255}\.(?:service|timer|socket|path)|[^/]{1,255}\.(?:service|timer|socket|path)\.d\/[^/]{1,255}\.conf)$/;

/** Crontabs: https://man7.org/linux/man-pages/man8/cron.8.html, and Alpine's folder. */
const crontabs = /^\/(?:etc\/crontab|etc\/cron\.d\/[^/]{1,255}|etc\/crontabs\/[^/]{1,255}|var\/spool\/cron\/(?:(?:crontabs|tabs)\/)?[^/]{1,255})$/;

/** Whether the file of a path defines a unit of systemd, or adds to one. */
export function isUnitFile(path: string): boolean {
	return unitFiles.test(path);
}

/** Whether the file of a path is a crontab; those of the system name a user in each line. */
export function crontabAt(path: string): {readonly withUser: boolean} | undefined {
	return crontabs.test(path) ? {withUser: /^\/etc\/cron(?:tab$|\.d\/)/.test(path)} : undefined;
}

/** How the script of a path starts, by {@link scriptFiles} and {@link scriptFolders}. */
export function scriptStartAt(path: string): {readonly trigger: Trigger; readonly kind: ScriptFolder['kind']} | undefined {
	if (!path.startsWith('/')) return undefined;
	const own = path.slice(1).replace(/^(?:root|home\/[^/]{1,64})(?=\/)/, '{home}');
	const file = scriptFiles.find((known) => known.path === own);
	if (file !== undefined) return {trigger: file.trigger, kind: 'script'};
	const folder = own.slice(0, own.lastIndexOf('/'));
	const found = scriptFolders.find((known) => known.folder === folder && known.names?.test(own) !== false);
	return found === undefined ? undefined : {trigger: found.trigger, kind: found.kind};
}

/** Whether something starts by itself what the file of a path says. */
export function isStartFile(path: string): boolean {
	return isUnitFile(path) || crontabAt(path) !== undefined || scriptStartAt(path) !== undefined;
}
