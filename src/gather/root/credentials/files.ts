/** What kind of file a path is, as far as secrets in it go. */

/** Names of files that hold settings and nothing else. */
const settingName =
	/(?:^|\/)(?:\.?[\w-]*env(?:\.[\w-]+)?|environment|[^/]+\.(?:env|conf|cfg|cnf|ini|ya?ml|json|toml|xml|properties|config|local|production|prod|tfvars|tfstate|ldif|service|desktop|nmconnection|network|netdev|override|plist)|docker-compose[\w.-]*|Dockerfile[\w.-]*|\.(?:pypirc|s3cfg|boto|my\.cnf|msmtprc|fetchmailrc|smbcredentials|ansible\.cfg|condarc|curlrc|wgetrc|terraformrc)|terraform\.tfstate\.backup|credentials|[\w-]*secrets?)$/i;
/** Settings that are written as a program. */
const programName =
	/(?:^|\/)(?:(?:wp-)?config(?:uration)?(?:\.inc|\.local|-local|-production)?|(?:local_?)?settings(?:\.local|_local|_prod(?:uction)?)?|LocalSettings|database|db|parameters|env|local|secrets?|credentials|production|ecosystem\.config|config-db|keystone|secret_token)\.(?:php|py|rb|[cm]?js|ts|pl|pm)$/i;
/** Settings whose names have no ending. */
const bareSettings = /^etc\/(?!(?:init\.d|alternatives|pam\.d|security|cron\.\w+|profile\.d|skel|ssh|X11|apparmor\.d|selinux)\/)(?:[^/]+\/)*[^/.]+$/;
/** Settings in which the words for secrets mean something else: sources of accounts, log-in modules, stages of Windows Setup, texts of programs. */
const otherMeaning =
	/^etc\/(?:pam\.d\/|security\/|nsswitch\.conf|login\.defs|debconf\.conf|adduser\.conf|deluser\.conf|shadow-?|gshadow-?|passwd-?|group-?|subuid-?|subgid-?|services|protocols|rpc|mime\.types|ssh\/(?:sshd?_config))|^Windows\/(?!System32\/inetsrv\/config\/)|^ProgramData\/(?:Amazon|Microsoft)\/|(?:^|\/)(?:auto)?unattend[\w-]*\.xml$|(?:^|\/)(?:package(?:-lock)?|composer|tsconfig|manifest|yarn|Pipfile|poetry|go)\.(?:json|lock|sum)$|(?:^|\/)(?:locales?|lang|languages|i18n|l10n|translations?|messages|schemas?|swagger|openapi)\/|(?:messages|labels|strings|bundle)[\w-]*\.properties$|\.schema\.json$|(?:^|[._-])(?:swagger|openapi)[\w.-]*\.(?:json|ya?ml)$/i;

const scriptName =
	/\.(?:sh|bash|zsh|ksh|ps1|psm1|cmd|bat|sql|service|timer)$|^etc\/(?:cron[\w.]*\/|crontab$|rc\.local$|init\.d\/|profile(?:\.d\/|$)|bash\.bashrc$)|^var\/spool\/cron\/|^var\/lib\/cloud\/|(?:^|\/)(?:\.bashrc|\.bash_profile|\.profile|\.zshrc|\.bash_login|Dockerfile|Makefile|user-data)$/i;

/** Whether a file holds settings, and whether in the notation of a program, where bare words are variables. */
export function settingsKind(path: string): 'plain' | 'program' | undefined {
	if (otherMeaning.test(path)) return undefined;
	if (programName.test(path)) return 'program';
	return settingName.test(path) || bareSettings.test(path) ? 'plain' : undefined;
}

/** Whether a file is a script of a shell or of a database: by its name, or by its first line. */
export function isScript(path: string, value: string): boolean {
	return scriptName.test(path) || /^#! ?\/\S{0,60}(?:ba|z|k|da|a)?sh\b/.test(value.slice(0, 80));
}
