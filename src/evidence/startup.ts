import type {Place} from '../contract.ts';
import type {Trigger} from '../limits/startup.ts';

/** What starts by itself on Windows: `log-on` are keys of the registry and folders whose programs start when anybody logs on. */
export type WindowsJobKind = 'service' | 'task' | 'log-on' | 'policy' | 'launch-agent' | 'setup';

/** Something that starts by itself, or would if it were enabled: a unit, a line of a crontab, a script in a folder of scripts. */
export type StartupJob = {
	/** As administrators call it: `larkspur.service`, `/etc/cron.d/larkspur`; of Windows `service Larkspur`, `task \\Larkspur`. */
	readonly name: string;
	readonly kind: 'unit' | 'init-script' | 'cron' | 'script' | 'cloud-init' | 'supervisor' | WindowsJobKind;
	/** Why it does not start; nothing where it does. */
	readonly off?: 'masked' | 'not-enabled' | 'not-executable' | 'bad-name' | 'switched-off';
	readonly trigger: Trigger;
	/** A path that is not in the image, without which it does not start: the switch that a customer turns. */
	readonly waitsFor?: string;
	/** The link, line or folder that makes it start, for people: `etc/systemd/system/multi-user.target.wants/larkspur.service`. */
	readonly by: string;
	readonly place: Place;
};

/** A way for somebody else to reach the instance, or to steer it. */
export type RemoteAccess = {
	readonly job: StartupJob;
	/** `TeamViewer`, `ssh -R`. */
	readonly agent: string;
	/** `tunnel`: lets somebody outside in; `screen`: a remote desktop or shell; `network`: joins a private network; `configuration`: takes orders from a server. */
	readonly kind: 'tunnel' | 'screen' | 'network' | 'configuration';
	/** The host, account or network that it is bound to, as it is written. Missing for what listens or is bound at run time. */
	readonly bound?: string;
	/** Whether a key or token that lets it join stands in the image. */
	readonly keyed: boolean;
	readonly place: Place;
};

/** Somebody who is let in by a job: a key or an account. */
export type AddedAccess = {
	readonly job: StartupJob;
	/** `download` and `import` take keys of somebody from elsewhere; `key` is one written down. */
	readonly how: 'download' | 'import' | 'key';
	/** The host or account, for `download` and `import`. */
	readonly source: string;
	readonly place: Place;
};

/** A change that a job makes to sshd's configuration, on each instance. */
export type SshChange = {
	readonly job: StartupJob;
	/** The file: `/etc/ssh/sshd_config`, or one of `/etc/ssh/sshd_config.d`. */
	readonly path: string;
	/** `write`: the whole file; `append`: at its end, where earlier lines count; `edit`: in the lines that are there. */
	readonly how: 'write' | 'append' | 'edit';
	/** What is set; missing where the text is not known, so that it may be anything. */
	readonly directive?: 'PasswordAuthentication' | 'KbdInteractiveAuthentication' | 'PermitRootLogin' | 'PermitEmptyPasswords' | 'AuthenticationMethods';
	/** In lower case; `removed` where the line is taken out or made a comment, `unknown` where it is not written down. */
	readonly value: string;
	/** The value where it stands, else the command. */
	readonly place: Place;
};

/** An SSH server Dropbear that a job starts, by its options. */
export type Dropbear = {
	readonly job: StartupJob;
	/** Whether it takes passwords: without `-s`. */
	readonly passwords: boolean;
	/** Whether root gets in with one: without `-w`, `-g` and `-s`. */
	readonly rootPasswords: boolean;
	/** Whether all of its options are known; a variable may hold any other. */
	readonly isKnown: boolean;
	readonly place: Place;
};

/** Data of the instance that a job sends to a host that is written down. */
export type Sending = {
	readonly job: StartupJob;
	readonly how: 'request' | 'upload' | 'mail' | 'forwarder' | 'agent';
	/** The host, address or service. */
	readonly to: string;
	/** `host name`, `instance id`; empty where it is not known what the data are. */
	readonly what: readonly string[];
	readonly place: Place;
};

/** A product whose own usage reports are on. */
export type Telemetry = {
	readonly product: string;
	/** How to switch it off. */
	readonly off: string;
	/** Whether it reports by itself, from boot on, rather than when somebody works with it. */
	readonly byItself: boolean;
	readonly place: Place;
};

/** A setting by which the product itself reports home, switched on. */
export type UsageReport = {
	/** `telemetry.enabled`, `LARKSPUR_TELEMETRY_ENABLED`. */
	readonly setting: string;
	/** The host of somebody else that stands beside it. */
	readonly to?: string;
	/** The job that runs the product, where one does. */
	readonly job?: StartupJob;
	readonly place: Place;
};

/** A password that a job gives to an account or a service. */
export type PasswordSetting = {
	readonly job: StartupJob;
	/** `account admin`, `MySQL`. */
	readonly of: string;
	readonly origin: 'fixed' | 'random' | 'instance-id' | 'unknown';
	/** There is none. */
	readonly empty: boolean;
	/** Whether the command surely sets a password, rather than by its option's or variable's name. */
	readonly sure: boolean;
	readonly place: Place;
};

/** A password made on the instance that is written where everybody on it can read. */
export type PrintedPassword = {readonly job: StartupJob; readonly path: string; readonly place: Place};

/** A job that does not do its work without user data. */
export type UserDataNeed = {readonly job: StartupJob; readonly how: 'stops' | 'waits'; readonly place: Place};

/** A piece of the product that a job fetches. */
export type Fetch = {
	readonly job: StartupJob;
	/** `run`: a script of another host is run as it comes; `source`: packages are installed from a source that the job adds. */
	readonly how: 'run' | 'install' | 'source' | 'image' | 'clone' | 'unpack' | 'download';
	/** Of `install`: from an address that is written down, and no distribution's. */
	readonly address?: true;
	/** Whether a shell or an interpreter surely takes it for its program, rather than for data. */
	readonly surely?: true;
	/** The packages, image or address, as written. */
	readonly what: string;
	readonly place: Place;
};

/** A job that stops something some day: a bound in time on the product. */
export type TimeLimit = {
	/** The command. */
	readonly value: string;
	readonly place: Place;
	readonly job: StartupJob;
};

/**
 * What starts by itself on one root file system, and what it does there as far as its texts tell: units and their drop-ins
 * (https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html), crontabs, init scripts, cloud-init, shell start-up files; of
 * Windows services, tasks, what starts when somebody logs on, scripts of Group Policy, of the launch agents and of Windows Setup.
 * Programs that are no scripts of a shell, cmd.exe or PowerShell are not looked into, so none of the lists is known to be whole.
 */
export type Startup = {
	/** Set where programs are more, or longer, than is followed: what was found is true, and there may be more. */
	readonly cut?: true;
	/** The root file system, as the submission names it. */
	readonly root: string;
	/** All, those too that do not start. */
	readonly jobs: readonly StartupJob[];
	readonly remoteAccess: readonly RemoteAccess[];
	readonly addedAccess: readonly AddedAccess[];
	readonly sshChanges: readonly SshChange[];
	readonly dropbears: readonly Dropbear[];
	readonly sendings: readonly Sending[];
	readonly telemetry: readonly Telemetry[];
	readonly usageReports: readonly UsageReport[];
	readonly passwords: readonly PasswordSetting[];
	readonly printedPasswords: readonly PrintedPassword[];
	readonly userDataNeeds: readonly UserDataNeed[];
	readonly fetches: readonly Fetch[];
	readonly timeLimits: readonly TimeLimit[];
};
