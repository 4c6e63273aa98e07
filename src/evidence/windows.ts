import type {Located, Place, Text} from '../contract.ts';

/** What a root file system that holds Windows says of its release and of AWS's launch agents in it. */
export type WindowsSystem = {
	/** The root file system, as the submission names it. */
	readonly root: string;
	/** Windows' system folder: where a finding on the system as a whole points. */
	readonly place: Place;
	/** The root lacks `Program Files` or `ProgramData`, so that an agent which is not found may be there. */
	readonly isPartial: boolean;
	/** Missing where neither the registry nor a system file could be read. */
	readonly release?: WindowsRelease;
	readonly ec2Config?: Ec2Config;
	readonly ec2Launch?: Ec2Launch;
	readonly ec2LaunchV2?: Ec2LaunchV2;
};

/** A release of Windows, by its build. */
export type WindowsRelease = {
	/** `Windows Server 2022`; `Windows build 14300` for one that is not in our list. */
	readonly label: string;
	/** `20348`. */
	readonly build: number;
	/** The registry hive or the system file that tells. */
	readonly place: Place;
};

/** What every launch agent has. */
export type LaunchAgent = {
	/** The file that shows that it is installed. */
	readonly place: Place;
	/** `2.4.0`. Missing where no file of the image tells. */
	readonly version?: Located<string>;
	/** The registry hive that says that its service does not start. */
	readonly off?: Place;
	/** Why its settings are not known: the file is not there, or can't be read. */
	readonly unread?: string;
};

/**
 * The EC2Config service: `Program Files\Amazon\Ec2ConfigService`.
 * Origin: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2config-service.html
 */
export type Ec2Config = LaunchAgent & {
	readonly settings?: Place;
	/** The plug-ins of `Settings\config.xml`. */
	readonly plugins: readonly {readonly name: string; readonly state: Text}[];
};

/** How the administrator gets a password, by an agent's settings. */
export type AgentPassword = {
	/** As written: `random`, `static`, `doNothing`; of EC2Launch v1 `Random`, `Specify`, `DoNothing`. Missing where the setting is not there. */
	readonly type?: Text;
	/** The password itself. Empty ones are missing. */
	readonly data?: Text;
};

/**
 * EC2Launch v1: `ProgramData\Amazon\EC2-Windows\Launch`.
 * Origin: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2launch.html
 */
export type Ec2Launch = LaunchAgent & {
	readonly settings?: Place;
	readonly password?: AgentPassword;
	readonly handleUserData?: Located<boolean>;
	/**
	 * Whether it runs when an instance starts: Sysprep asks for it, or its task is there and enabled. Missing where the registry or the folder of
	 * tasks does not tell.
	 */
	readonly runs?: boolean;
	/** The task that is there and switched off. */
	readonly taskOff?: Place;
};

/**
 * EC2Launch v2: `Program Files\Amazon\EC2Launch` and `ProgramData\Amazon\EC2Launch`.
 * Origin: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2launch-v2-settings.html
 */
export type Ec2LaunchV2 = LaunchAgent & {
	readonly settings?: Place;
	/** The tasks of all stages of `config\agent-config.yml`, in their order. */
	readonly tasks: readonly LaunchTask[];
	/** `state\.run-once`, which keeps tasks of frequency `once` from running again. */
	readonly runOnce?: Place;
};

/** One task of EC2Launch v2. */
export type LaunchTask = {
	/** `preReady`. */
	readonly stage: string;
	/** `setAdminAccount`. */
	readonly name: Text;
	/** Of `setAdminAccount`. */
	readonly password?: AgentPassword;
};

/** The local accounts of a Windows and the members of the groups that matter, by its SAM hive. */
export type WindowsAccounts = {
	readonly root: string;
	/** The hive. It is no text, so places have no range. */
	readonly place: Place;
	/** Every account and group could be read, and no change waits in a transaction log. */
	readonly isWhole: boolean;
	/** What the security identifiers of its own accounts begin with. Missing where it can't be read. */
	readonly machine?: string;
	readonly accounts: readonly WindowsAccount[];
	readonly administrators: readonly WindowsMember[];
	readonly remoteDesktopUsers: readonly WindowsMember[];
	readonly guests: readonly WindowsMember[];
};

/** A local account. */
export type WindowsAccount = {
	readonly name: string;
	/** Relative identifier: 500 is the built-in administrator, 501 the guest, whatever their names. */
	readonly rid: number;
	readonly isOff: boolean;
};

/** A member of a group: a local account, or another by its security identifier alone (`S-1-5-11`). */
export type WindowsMember = {readonly sid: string; readonly account?: WindowsAccount};

/** The passwords that a Windows image stores where Windows or AWS's agents read them. */
export type WindowsPasswords = {
	readonly root: string;
	readonly passwords: readonly StoredPassword[];
};

/** A stored password. The value itself is never printed. */
export type StoredPassword = {
	/**
	 * An answer file of Windows Setup, a Group Policy preference, automatic logon in the registry, an agent's settings, a secret of the Local Security
	 * Authority, a session that WinSCP saved, a VNC server's settings.
	 */
	readonly kind: 'answer-file' | 'group-policy' | 'automatic-logon' | 'agent' | 'lsa-secret' | 'saved-session' | 'vnc';
	/** Whether it may open nothing: what it is for is switched off, or another password guards it. */
	readonly isDoubtful?: boolean;
	/** Where it stands; without a range in a hive. */
	readonly place: Place;
	/** What it is the password of: `Administrator`, `the join to a domain`. */
	readonly owner: string;
	/** It is the built-in administrator's, in an answer file that Windows Setup reads at the first boot. */
	readonly setsAdministrator: boolean;
};

/** Whether a Windows takes connections by Remote Desktop, by its registry. */
export type RemoteDesktop = {
	readonly root: string;
	/** The SYSTEM hive. */
	readonly place: Place;
	/** `fDenyTSConnections` is 1. */
	readonly isDenied: boolean;
	/** The service `TermService` is disabled. */
	readonly isServiceOff: boolean;
	/** A policy denies it: the SOFTWARE hive. It outlasts Sysprep. */
	readonly policy?: Place;
	/** `ImageState`; missing where the SOFTWARE hive can't be read. Sysprep leaves Remote Desktop off, and the agents switch it on again. */
	readonly imageState?: string;
};

/** Public keys that OpenSSH for Windows takes. */
export type WindowsKeys = {readonly root: string; readonly keys: readonly Text[]};
