/** Log-ins in the files that programs keep for them, each in its own notation. */

import type {Text} from '../../../contract.ts';
import {cut} from '../lines.ts';
import {type Found, mostOfFile, type RootText} from './found.ts';
import {isHash, isOpen} from './values.ts';

/** One way to write a log-in: the group `shown` names it, `value` is the secret. Each reads one line. */
type Notation = {
	readonly path: RegExp;
	readonly pattern: RegExp;
	readonly what: string;
	readonly isSecret?: (value: string) => boolean;
	readonly doubt?: string;
};

const isPassword = (value: string) => !isOpen(value) && value.length >= 3;

const notations: readonly Notation[] = [
	{
		// https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html
		path: /(?:^|\/)(?:[._]netrc|apt\/auth\.conf(?:\.d\/[^/]+)?)$/,
		pattern: /\b(?<shown>password)[ \t]+["']?(?<value>[^\s"']{1,300})/dg,
		what: 'a password in a netrc file',
	},
	{
		// https://www.postgresql.org/docs/current/libpq-pgpass.html
		path: /(?:^|\/)\.?pgpass(?:\.conf)?$/,
		pattern: /^(?!#)(?<shown>(?:[^:\n\\]|\\.){1,100}:[\d*]{1,5}:(?:[^:\n\\]|\\.){1,100}:(?:[^:\n\\]|\\.){1,100}):(?<value>[^\r\n]{1,200})/dgm,
		what: 'a password of PostgreSQL',
	},
	{
		// https://git-scm.com/docs/git-credential-store
		path: /(?:^|\/)(?:\.git-credentials|\.git\/config|\.gitconfig|\.config\/git\/config)$/,
		pattern: /(?<shown>\bhttps?:\/\/[^\s:@/]{1,100}):(?<value>[^\s@/]{1,300})@/dg,
		what: 'a password in the address of a git server',
	},
	{
		path: /(?:^|\/)(?:\.git\/config|\.gitconfig|\.config\/git\/config)$/,
		pattern: /(?<shown>\bextraheader\s{0,5}=\s{0,5}authorization:[ \t]{1,3}(?:basic|bearer))[ \t]{1,3}(?<value>[\w+/=.-]{8,2000})/dgi,
		what: 'an authorization header of git',
	},
	{
		// https://docs.docker.com/reference/cli/docker/login/#credential-stores
		path: /(?:^|\/)(?:\.docker\/config\.json|\.dockercfg|containers\/auth\.json|kubelet\/config\.json)$/,
		pattern: /"(?<shown>auth)"\s{0,5}:\s{0,5}"(?<value>[A-Za-z0-9+/=]{6,4000})"/dg,
		what: 'a log-in to a registry of containers',
		isSecret: (value) => /^[^:\0]{1,300}:[^\0]/.test(Buffer.from(value, 'base64').toString('latin1')),
	},
	{
		path: /(?:^|\/)(?:\.docker\/config\.json|\.dockercfg|containers\/auth\.json)$/,
		pattern: /"(?<shown>identitytoken|registrytoken)"\s{0,5}:\s{0,5}"(?<value>[^"\n]{8,4000})"/dg,
		what: 'a token of a registry of containers',
	},
	{
		// https://docs.npmjs.com/cli/configuring-npm/npmrc#auth-related-configuration
		path: /(?:^|\/)\.(?:npmrc|yarnrc(?:\.yml)?)$/,
		pattern:
			/^[ \t]*(?:[^\s#;=]{1,200}:)?(?<shown>_authToken|_auth|_password|npmAuthToken|npmAuthIdent)[ \t]{0,5}[=:][ \t]{0,5}["']?(?<value>[^\s"'$]{4,2000})/dgm,
		what: 'a log-in to an npm registry',
	},
	{
		// https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/
		path: /(?:^|\/)(?:[\w.-]*kubeconfig[\w.-]*|\.kube\/[\w.-]+|admin\.conf|super-admin\.conf|k3s\.yaml|controller-manager\.conf|scheduler\.conf|kubelet\.conf)$/,
		pattern: /^[ \t]*(?:- )?(?<shown>client-key-data):[ \t]{1,5}["']?(?<value>[A-Za-z0-9+/=]{100,8000})/dgm,
		what: 'a client key of Kubernetes',
		isSecret: (value) => Buffer.from(value, 'base64').toString('latin1').startsWith('-----BEGIN'),
	},
	{
		path: /(?:^|\/)(?:[\w.-]*kubeconfig[\w.-]*|\.kube\/[\w.-]+)$/,
		pattern: /^[ \t]*(?:- )?(?<shown>token):[ \t]{1,5}["']?(?<value>[\w.-]{16,8000})/dgm,
		what: 'a token of Kubernetes',
	},
	{
		// https://developer.hashicorp.com/vault/docs/commands#configuration
		path: /(?:^|\/)\.vault-token$/,
		pattern: /^(?<shown>[\w.-]{2})(?<value>[\w.-]{16,400})/dg,
		what: 'a token of Vault',
	},
	{
		// https://httpd.apache.org/docs/2.4/misc/password_encryptions.html
		path: /(?:^|\/)[\w.-]*(?:htpasswd|htdigest|passwd|passwords|users|\.users|digest)[\w.-]*$|\/(?:nginx|apache2|httpd)\/[\w./-]*(?:auth|pass|user)[\w.-]*$/,
		pattern: /^(?<shown>[\w.@+-]{1,64}):(?<value>(?:\$apr1\$|\$2[abxy]\$|\$[56]\$|\{SHA\}|\{SSHA\})[^\s:]{8,200})[ \t]*$/dgm,
		what: 'the hash of a password',
		isSecret: isHash,
	},
	{
		// http://www.postfix.org/SASL_README.html#client_sasl_enable
		path: /(?:^|\/)sasl_passwd$/,
		pattern: /^(?!#)(?<shown>[^\s#]{1,200}[ \t]+[^\s:]{1,200}):(?<value>[^\s]{1,300})/dgm,
		what: 'a password of a mail server',
	},
	{
		// https://www.exim.org/exim-html-current/doc/html/spec_html/ch-smtp_authentication.html
		path: /(?:^|\/)passwd\.client$/,
		pattern: /^(?!#)(?<shown>[^\s:#]{1,200}:[^\s:]{1,200}):(?<value>[^\s]{1,300})/dgm,
		what: 'a password of a mail server',
	},
	{
		// https://ppp.samba.org/pppd.html
		path: /(?:^|\/)(?:chap|pap)-secrets$/,
		pattern: /^(?!#)(?<shown>[^\s#]{1,100}[ \t]+[^\s]{1,100})[ \t]+(?<value>(?!["']{2})[^\s]{1,200})/dgm,
		what: 'a password of PPP',
		isSecret: (value) => isPassword(value) && value !== '*',
	},
	{
		// https://docs.strongswan.org/docs/latest/swanctl/swanctlConf.html
		path: /(?:^|\/)ipsec\.secrets$/,
		pattern: /^(?!#)[^\n#]{0,200}?:[ \t]{1,5}(?<shown>PSK|EAP|XAUTH|NTLM)[ \t]{1,5}["']?(?<value>[^\s"']{3,300})/dgm,
		what: 'a shared key of IPsec',
	},
	{
		// https://www.wireguard.com/#cryptokey-routing
		path: /^etc\/(?:wireguard|systemd\/network)\/|(?:^|\/)wg\d*\.conf$/,
		pattern: /^[ \t]*(?<shown>PrivateKey|PresharedKey)[ \t]{0,5}=[ \t]{0,5}(?<value>[A-Za-z0-9+/]{43}=)/dgm,
		what: 'a key of WireGuard',
	},
	{
		// https://bind9.readthedocs.io/en/latest/reference.html#key-block-definition-and-usage
		path: /(?:^|\/)(?:rndc|named|bind)[\w./-]*$/,
		pattern: /\b(?<shown>secret)[ \t]{1,5}"(?<value>[A-Za-z0-9+/=]{16,200})"/dg,
		what: 'a shared key of BIND',
	},
	{
		path: /(?:^|\/)(?:\.erlang\.cookie|initialAdminPassword)$/,
		pattern: /^(?<shown>\w{2})(?<value>\w{10,200})\s*$/dg,
		what: 'a secret that is the whole file',
	},
	{
		path: /(?:^|\/)tailscaled\.state$/,
		pattern: /"(?<shown>_machinekey|profile-\w{2,20})"\s{0,5}:\s{0,5}"(?<value>[A-Za-z0-9+/=]{20,20000})"/dg,
		what: 'a key of Tailscale',
	},
	{
		// https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html
		path: /(?:^|\/)\.aws\/(?:sso|cli)\/cache\/[\w-]+\.json$/,
		pattern: /"(?<shown>refreshToken|clientSecret)"\s{0,5}:\s{0,5}"(?<value>[^"\n]{20,8000})"/dg,
		what: 'a log-in to IAM Identity Center',
	},
	{
		// https://cloud.google.com/docs/authentication/application-default-credentials
		path: /(?:^|\/)(?:application_default_credentials|adc)\.json$/,
		pattern: /"(?<shown>refresh_token)"\s{0,5}:\s{0,5}"(?<value>[^"\n]{20,2000})"/dg,
		what: 'a log-in to Google Cloud',
	},
	{
		// With a master password the encoding is `crypt`: https://wiki.filezilla-project.org/Client_Installation
		path: /(?:^|\/)(?:sitemanager|recentservers|filezilla)\.xml$/i,
		pattern: /<(?<shown>Pass)(?:[ \t]{1,5}encoding="base64")?>(?<value>[^<\s]{3,400})<\/Pass>/dg,
		what: 'a password of FileZilla',
	},
	{
		// https://learn.microsoft.com/nuget/reference/nuget-config-file#packagesourcecredentials
		path: /(?:^|\/)nuget\.config$/i,
		pattern: /\bkey="(?<shown>ClearTextPassword)"[ \t]{1,5}value="(?<value>[^"\n]{3,400})"/dgi,
		what: 'a password of a NuGet feed',
	},
	{
		// Without a master password it is only disguised: https://winscp.net/eng/docs/security_credentials
		path: /(?:^|\/)winscp\.ini$/i,
		pattern: /^[ \t]{0,5}(?<shown>(?:Tunnel|Proxy)?Password)=(?<value>[0-9A-F]{12,2000})/dgm,
		what: 'a password of WinSCP',
	},
	{
		path: /(?:^|\/)confCons\.xml$/i,
		pattern: /<Node\b[^<>]{0,2000}?\s(?<shown>Password)="(?<value>[A-Za-z0-9+/=]{16,2000})"/dg,
		what: 'a password of mRemoteNG',
		doubt: 'it is encrypted, but with a key that everybody knows unless another was set',
	},
	{
		path: /\.rdp$/i,
		pattern: /^(?<shown>password 51:b):(?<value>[0-9A-F]{40,8000})/dgim,
		what: 'a password of Remote Desktop',
		doubt: 'Windows encrypted it for the account that saved it',
	},
];

/** Names of accounts that administer something. */
const administrators = /admin|root|super|manager|operator|^sa$/i;

/** The log-ins that a file made for them holds. */
export function loginsIn({path, text, standing}: RootText): readonly Found[] {
	if (standing !== 'own') return [];
	const found: Found[] = [];
	for (const {path: where, pattern, what, isSecret = isPassword, doubt: why} of notations) {
		if (!where.test(path)) continue;
		for (const match of text.value.matchAll(pattern)) {
			const {shown = '', value = ''} = match.groups ?? {};
			const [shownAt] = match.indices?.groups?.['shown'] ?? [0];
			const [valueAt] = match.indices?.groups?.['value'] ?? [0];
			if (found.length >= mostOfFile) return found;
			if (!isSecret(value) || isComment(text, shownAt)) continue;
			const account = what === 'the hash of a password' ? ` of account ${shown}` : '';
			const because = account === '' || administrators.test(shown) ? why : 'the account may be none that administers';
			found.push({
				kind: 'login',
				what: `${what}${account}`,
				place: cut(text, valueAt, valueAt + value.length).place,
				shown: cut(text, shownAt, shownAt + shown.length).place,
				...(because === undefined ? {} : {doubt: because}),
			});
		}
	}
	return found;
}

function isComment({value}: Text, index: number): boolean {
	return /^\s*[#;]/.test(value.slice(Math.max(value.lastIndexOf('\n', index) + 1, index - 300), index + 1));
}
