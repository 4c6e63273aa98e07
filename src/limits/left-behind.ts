/** Files that programs leave log-ins, keys and histories in, by name. Read by whoever decides which files of an image are held, and by what judges them. Read 2026-11-26. */

/** Transcripts of PowerShell: https://learn.microsoft.com/powershell/module/microsoft.powershell.host/start-transcript */
const transcriptName = /^PowerShell_transcript\..{1,200}\.txt$/i;
/** Histories of shells and clients: their names, and whose they are. PSReadLine keeps one for each host of PowerShell, by its name: https://learn.microsoft.com/powershell/module/psreadline/about/about_psreadline */
const histories: readonly {readonly name: RegExp; readonly of: string}[] = [
	{name: /^\.(?:ba)?sh_history$|^\.bash_sessions$/, of: 'the shell'},
	{name: /^\.(?:zsh_history|zhistory|histfile|ash_history|ksh_history|history|tcsh_history)$/, of: 'the shell'},
	{name: /^fish_history$/, of: 'the shell'},
	{name: /Host_history\.txt$/i, of: 'PowerShell'},
	{name: transcriptName, of: 'PowerShell'},
	{name: /^\.(?:mysql|mariadb)_history$/, of: 'the MySQL client'},
	{name: /^\.psql_history$/, of: 'the PostgreSQL client'},
	{name: /^\.(?:sqlite_history|rediscli_history|dbshell|mongorc_history|mongosh_history|influx_history|cqlsh_history)$/, of: 'a database client'},
	{name: /^\.(?:python_history|node_repl_history|irb_history|irb-history|pry_history|php_history|scala_history|ghc_history)$/, of: 'an interpreter'},
	{name: /^\.viminfo$/, of: 'the editor vim'},
];

/** All of them at once: every path of an image goes through it. */
const historyName =
	/^(?:\.[\w-]{2,20}(?:history|hist|histfile|viminfo|dbshell|zhistory)|\.history|\.viminfo|\.dbshell|\.bash_sessions|fish_history|.{0,80}Host_history\.txt|PowerShell_transcript\..{1,200}\.txt)$/i;

/** Names of files whose whole purpose is to log in somewhere. */
const loginNames =
	/^(?:[._]netrc|\.?pgpass(?:\.conf)?|\.my\.cnf|\.git-credentials|\.pypirc|\.s3cfg|\.boto|\.?passwd-s3fs|\.htpasswd|\.dockercfg|kubeconfig|admin\.conf|k3s\.yaml|\.vault-token|\.terraformrc|credentials\.tfrc\.json|\.msmtprc|\.fetchmailrc|\.smbcredentials|\.cifs|\.npmrc|\.yarnrc|\.yarnrc\.yml|sasl_passwd|passwd\.client|chap-secrets|pap-secrets|ipsec\.secrets|debian\.cnf|rclone\.conf|application_default_credentials\.json)$/;
/** Names that log-in files share with others, with the folder that tells them apart. */
const loginPaths =
	/(?:^|\/)(?:\.docker\/config\.json|containers\/auth\.json|kubelet\/config\.json|\.kube\/config|\.gem\/credentials|\.cargo\/credentials(?:\.toml)?|\.m2\/settings\.xml|gh\/hosts\.yml|\.aws\/(?:credentials|config)|\.git\/config)$|(?:^|\/)apt\/auth\.conf(?:\.d\/[^/]+)?$/;
/** Files in which programs of Windows keep log-ins: FileZilla, NuGet, WinSCP, mRemoteNG, Remote Desktop. Windows does not tell capitals from small letters. */
const windowsLogins = /(?:^|\/)(?:(?:sitemanager|recentservers|filezilla|nuget|confCons)\.(?:xml|config)|winscp\.ini|[^/]{1,100}\.rdp)$/i;
/** Other names of files that may hold what nobody meant to ship: environment files, states, answers of installers, keys. */
const tellingNames =
	/^(?:[\w-]*\.env(?:\.[\w-]+)?|[\w.-]*htpasswd|terraform\.tfstate(?:\.backup)?|[\w.-]*\.(?:tfvars|ks|p12|pfx|jks|keystore|ppk|pk8)|(?:anaconda|original|initial-setup)-ks\.cfg|ks\.cfg|preseed\.cfg|autoinst\.xml|user-data(?:\.txt)?|autoinstall-user-data|id_(?:rsa|dsa|ecdsa|ed25519)|\.erlang\.cookie|initialAdminPassword|tailscaled\.state)$/;

/** Whether a file, by its path from the root, is one whose whole purpose is to log in somewhere. */
export function isLoginFile(path: string): boolean {
	return loginNames.test(nameOf(path)) || loginPaths.test(path) || windowsLogins.test(path);
}

/** Whose history a file is, if it is one. */
export function historyOf(path: string): string | undefined {
	const name = nameOf(path);
	return histories.find((history) => history.name.test(name))?.of;
}

/** Whether a file is a transcript of PowerShell: what was typed stands among what was answered. */
export function isTranscript(path: string): boolean {
	return transcriptName.test(nameOf(path));
}

/** Whether a file is named like one that holds log-ins, keys or a history, wherever it lies. */
export function isLeftBehind(path: string): boolean {
	const name = nameOf(path);
	return tellingNames.test(name) || loginNames.test(name) || historyName.test(name) || loginPaths.test(path) || windowsLogins.test(path);
}

function nameOf(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}

/** Answers of an unattended installation, which set passwords. */
export const installerAnswers = {
	/** https://pykickstart.readthedocs.io/en/latest/kickstart-docs.html#rootpw */
	kickstart: /(?:^|\/)(?:(?:anaconda|original|initial-setup)-ks\.cfg|ks\.cfg|[\w-]*\.ks)$/,
	/** https://www.debian.org/releases/stable/amd64/apbs04.en.html */
	preseed: /(?:^|\/)(?:preseed\.cfg|[\w-]*\.preseed|[\w-]*\.seed)$/,
	/** https://doc.opensuse.org/projects/autoyast/ */
	autoYast: /(?:^|\/)autoinst\.xml$/,
	/** https://cloudinit.readthedocs.io/en/latest/reference/modules.html#mod-cc_set_passwords */
	cloudInit: /^(?:var\/lib\/cloud\/|etc\/cloud\/|var\/log\/installer\/)|(?:^|\/)(?:user-data|vendor-data|autoinstall-user-data)(?:\.txt)?$/,
} as const;

/** The private keys of sshd, which name the instance; `root/no-host-keys` speaks of them, and no other rule. */
export const hostKey = /^etc\/ssh\/ssh_host_[^/]{0,40}key$/;

/** A secret that a program draws when it is installed or first runs. */
export type MadeSecret = {
	readonly path: RegExp;
	/** Who drew it, to be read after "was drawn by". */
	readonly by: string;
	/** How a new one is drawn, to be read after "and". */
	readonly anew: string;
	readonly source: string;
};

/** Secrets that packages draw once and that each instance should draw for itself. */
export const madeSecrets: readonly MadeSecret[] = [
	{
		path: /^etc\/ssl\/private\/ssl-cert-snakeoil\.key$/,
		by: 'the package ssl-cert',
		anew: 'have make-ssl-cert generate-default-snakeoil --force-overwrite run at first start',
		source: 'https://manpages.debian.org/bookworm/ssl-cert/make-ssl-cert.8.en.html',
	},
	{
		path: /^etc\/pki\/tls\/private\/localhost\.key$/,
		by: 'the package mod_ssl',
		anew: 'httpd-init.service draws a new one at the next start',
		source: 'https://docs.fedoraproject.org/en-US/quick-docs/getting-started-with-apache-http-server/',
	},
	{
		path: /^var\/lib\/(?:mysql|pgsql|postgresql)\/(?:[\w./-]{1,60}\/)?(?:private_key|(?:ca|server|client)-key)\.pem$/,
		by: 'the database',
		anew: 'it draws a new one at the next start',
		source: 'https://dev.mysql.com/doc/refman/8.4/en/creating-ssl-rsa-files-using-mysql.html',
	},
	{
		path: /^etc\/mysql\/debian\.cnf$/,
		by: 'the package of the database',
		anew: 'have a first-start script set a new password for debian-sys-maint',
		source: 'https://ubuntu.com/server/docs/install-and-configure-a-mysql-server',
	},
	{
		path: /^etc\/(?:bind\/)?rndc\.key$/,
		by: 'the package bind',
		anew: 'have rndc-confgen -a run at first start',
		source: 'https://bind9.readthedocs.io/en/latest/manpages.html#rndc-confgen-rndc-key-generation-tool',
	},
	{
		path: /(?:^|\/)\.erlang\.cookie$/,
		by: 'Erlang',
		anew: 'it draws a new one at the next start',
		source: 'https://www.rabbitmq.com/docs/clustering#erlang-cookie',
	},
	{
		path: /(?:^|\/)etc\/cockpit\/ws-certs\.d\/0-self-signed\.key$/,
		by: 'cockpit',
		anew: 'it draws a new one at the next start',
		source: 'https://cockpit-project.org/guide/latest/https.html',
	},
	{
		path: /^etc\/(?:webmin|usermin)\/miniserv\.pem$/,
		by: 'Webmin',
		anew: 'have a first-start script draw a new one',
		source: 'https://webmin.com/docs/modules/webmin-configuration/',
	},
	{
		path: /(?:^|\/)secrets\/initialAdminPassword$/,
		by: 'Jenkins',
		anew: 'remove the home folder of Jenkins, so that it is set up on each instance',
		source: 'https://www.jenkins.io/doc/book/installing/linux/#unlocking-jenkins',
	},
	{
		path: /(?:^|\/)var\/lib\/tailscale\/tailscaled\.state$/,
		by: 'Tailscale',
		anew: 'have each instance join for itself, where its buyer wants that',
		source: 'https://tailscale.com/kb/1085/auth-keys',
	},
];
