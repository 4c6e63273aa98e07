/** Which files of a root file system are held for the gatherers, by path. Everything else is looked at for credentials as it streams by, and forgotten. */

import {isLeftBehind} from '../../limits/left-behind.ts';
import {languagePackages} from '../../limits/others-files.ts';
import {windowsProduct, windowsProfile} from '../../limits/windows-folders.ts';

/** Bytes of a held file; a bigger one is not read. */
const mostOf = {configuration: 1 << 20, program: 4 << 20, record: 16 << 20, hive: 128 << 20};

/** Folders of which every file is held: configuration, units, what people left. */
const configuration = foldersOf(
	...['etc', 'root', 'home', 'boot/grub2?', 'boot/loader', 'var/lib/cloud', 'var/spool/(?:cron|at)', 'var/log'],
	...['(?:usr/)?lib/systemd/(?:(?:system|user)(?:-preset|-generators)?|sshd_config\\.d)', 'usr/share/crypto-policies'],
	...['usr/lib/(?:os-release|sysctl\\.d|sysusers\\.d|tmpfiles\\.d)', 'usr/etc', 'usr/local/etc'],
	...['ProgramData/(?:Amazon|ssh)', 'Program Files/Amazon', 'Users/[^/]+/\\.ssh'],
);
/** Files that let keys in, wherever a home lies, and the copies of password files that Debian and FreeBSD make each day. */
const access =
	/(?:^|\/)(?:\.ssh(?:\/authorized_keys2?)?|administrators_authorized_keys)$|^var\/backups\/(?:master\.)?(?:passwd|shadow|gshadow|group)[^/]{0,80}$/i;
/** Folders in which the seller's product usually lies: its texts are held. Stores of packages, containers and databases are none. */
const product =
	/^(?:opt|srv|var\/www|var\/lib\/(?!(?:dpkg|apt|rpm|dnf|yum|docker|containerd|containers|snapd|mysql|mariadb|pgsql|postgresql|mongo\w*|plocate|mlocate|texmf|ucf)(?:\/|$))[^/]+|usr\/local|usr\/share\/(?:nginx|doc-base)|app|data|inetpub)(?:\/|$)/i;
/** Folders for what is passing, and what a build leaves in them. */
const passing = /^(?:tmp|var\/tmp|var\/backups|mnt|media|export)(?:\/|$)/;
/** Top folders that no system has of its own are the seller's. */
const ownTop =
	/^(?!(?:bin|boot|dev|etc|home|lib(?:32|64|x32)?|lost\+found|media|mnt|opt|proc|root|run|sbin|selinux|snap|srv|sys|tmp|usr|var|windows|users|program(?: files(?: \(x86\))?|data)|perflogs|recovery|\$recycle\.bin|system volume information)(?:\/|$))[^/]+\/./i;
/** Names of files that hold settings, text or scripts. */
const textName =
	/(?:^|\/)(?:[^/.]*|[^/]*\.(?:md|txt|rst|adoc|html?|conf|cfg|cnf|ini|ya?ml|json|toml|xml|properties|env|sh|bash|py|rb|pl|js|php|ps1|cmd|bat|service|timer|state|msh|license|licence|lic|sql|key|pem|crt|ppk|netrc|pgpass|htpasswd|example|sample|dist|local|production|config|inc|tfstate|tfvars|ldif|mjs|cjs|ts|psm1|jsp|aspx?|vbs))$/i;
/** Records of what is installed. */
const record = /^(?:var\/lib\/dpkg\/status(?:\.d\/[^/]+)?|lib\/apk\/db\/installed|usr\/lib\/os-release|etc\/os-release)$/;
/** Programs whose version decides what a setting means; of Windows, one whose version is that of the system. */
const program = /^(?:(?:usr\/(?:local\/)?)?s?bin\/sshd|Windows\/System32\/kernel32\.dll)$/i;
/** Registry hives of Windows: of SOFTWARE, by far the biggest, some 70 to 100 MB. */
const hive = /^Windows\/System32\/config\/(?:SAM|SECURITY|SOFTWARE|SYSTEM)$/i;
/** Those of its users, of some megabytes. */
const userHive = /^Users\/[^/]+\/NTUSER\.DAT$/i;
/** What starts by itself on Windows: tasks, folders for log-on, scripts of Group Policy and of Windows Setup. */
const windowsStartup = foldersOf(
	...['Windows/System32/Tasks', 'Windows/Setup/Scripts', 'Windows/System32/GroupPolicy/(?:Machine|User)/Scripts'],
	...['(?:ProgramData/Microsoft/Windows|Users/[^/]+/AppData/Roaming/Microsoft/Windows)/Start Menu/Programs/Startup'],
);
/** Scripts that these may call, settings that bind an agent of remote access to somebody, and licences. */
const windowsScripts =
	/^(?:Program(?: Files(?: \(x86\))?|Data)|Users)\/(?:[^/]+\/){0,12}(?:[^/]+\.(?:cmd|bat|ps1|msh|lic)|[^/]*licen[cs]e[^/]{0,40}\.(?:json|xml|key|dat|ini|conf)|(?:ngrok|frpc|rathole|client|cloudflared|config|netbird|tailscaled)[^/]{0,40}\.(?:ya?ml|toml|ini|json|state|conf)|minion|puppet\.conf|client\.rb|[^/]+\.(?:ovpn|conf\.dpapi))$/i;
/** Answer files of Windows Setup, the preferences of Group Policy, and the settings of IIS. */
const answers =
	/^(?:(?:auto)?unattend\.xml|Windows\/(?:Panther|System32\/Sysprep)\/(?:[^/]+\/)?[^/]+\.xml|(?:Windows\/(?:SYSVOL|System32\/GroupPolicy)|ProgramData\/Microsoft\/Group Policy\/History)\/.+\.xml|Windows\/System32\/inetsrv\/config\/(?:applicationHost|administration|redirection)\.config)$/i;

/** Files that show by their names that a volume is encrypted. */
const encryption = /^(?:\.fscrypt|System Volume Information)\//i;

/** Matches these folders and all in them; Windows does not tell capitals from small letters. */
function foldersOf(...patterns: readonly string[]): RegExp {
	return new RegExp(`^(?:${patterns.join('|')})(?:/|$)`, 'i');
}

/** The most bytes of this file that are held; 0 where it is not. */
export function heldBytes(path: string): number {
	if (record.test(path)) return mostOf.record;
	if (program.test(path)) return mostOf.program;
	if (hive.test(path)) return mostOf.hive;
	if (userHive.test(path)) return mostOf.record;
	const isText = textName.test(path) && (isProduct(path) || windowsProduct.test(path) || windowsProfile.test(path));
	const isHeld =
		configuration.test(path) ||
		access.test(path) ||
		answers.test(path) ||
		windowsStartup.test(path) ||
		windowsScripts.test(path) ||
		isLeftBehind(path) ||
		isText;
	// Packages in a home or a product are many, and nobody's settings.
	return isHeld && !languagePackages.test(path) ? mostOf.configuration : 0;
}

function isProduct(path: string): boolean {
	return product.test(path) || passing.test(path) || ownTop.test(path);
}

/**
 * Whether an entry is listed though its content is not held: all of configuration and product folders, and links and folders near the root. Of
 * products and profiles of Windows only what is held: they have tens of thousands of files, and no rule asks for the others.
 */
export function isListed(path: string, type: string): boolean {
	const isHome = (configuration.test(path) || isProduct(path) || encryption.test(path)) && !languagePackages.test(path);
	return isHome || heldBytes(path) > 0 || (type !== 'file' && path.split('/').length <= 4);
}
