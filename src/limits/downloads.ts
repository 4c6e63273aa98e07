/** How programs that fetch and copy take their options, by their manuals. Read 2026-11-28. */

/** Options with a value: short ones by their letters, of which those of one word stand behind one hyphen (`-sSLo file`), and long ones by their names. */
export type ValueOptions = {readonly letters: string; readonly names: ReadonlySet<string>};

/** A program that fetches addresses, and where it puts them. */
export type Fetcher = {
	readonly values: ValueOptions;
	/** Options with a file, and with the folder for files. */
	readonly file: readonly string[];
	readonly folder: readonly string[];
	/** Whether the file is looked for in that folder too, unlike one that the address names. */
	readonly joinsFolder: boolean;
	/** Options by which the last part of the address names the file; without them it is printed. `always`: it is kept unless it goes to a file. */
	readonly ownName: readonly string[] | 'always';
	/** The name where the address has none. */
	readonly unnamed: string;
	/** Options with an address. */
	readonly address: readonly string[];
	/** Options by which nothing is kept. */
	readonly nothing: readonly string[];
};

const words = (...lines: readonly string[]): ReadonlySet<string> => new Set(lines.flatMap((line) => line.split(' ')));

/** https://httpie.io/docs/cli/download-mode */
const httpie: Fetcher = {
	values: {
		letters: 'aAopsP',
		names: words('auth auth-type output print style proxy verify timeout cert cert-key session session-read-only'),
	},
	file: ['o', 'output'],
	folder: [],
	joinsFolder: false,
	ownName: ['d', 'download'],
	unnamed: 'index',
	address: [],
	nothing: [],
};

/** https://www.gnu.org/software/wget/manual/wget.html. `-n` takes the letter behind it: `-nv`. */
const wget: Fetcher = {
	values: {
		letters: 'aABDeIilnOoPQRTtUwX',
		names: words(
			'accept accept-regex append-output base bind-address bind-dns-address body-data body-file ca-certificate ca-directory certificate',
			'certificate-type ciphers compression config connect-timeout crl-file cut-dirs default-page directory-prefix dns-servers dns-timeout',
			'domains egd-file exclude-directories exclude-domains execute follow-tags ftp-password ftp-user header hsts-file http-password http-user',
			'ignore-tags include-directories input-file input-metalink level limit-rate load-cookies local-encoding max-redirect metalink-index',
			'method output-document output-file password pinnedpubkey post-data post-file prefer-family private-key private-key-type progress',
			'proxy-password proxy-user quota random-file read-timeout referer regex-type reject reject-regex rejected-log remote-encoding',
			'report-speed restrict-file-names retry-on-http-error save-cookies secure-protocol start-pos timeout tries use-askpass user user-agent',
			'wait waitretry warc-dedup warc-file warc-header warc-max-size warc-tempdir',
		),
	},
	file: ['O', 'output-document'],
	folder: ['P', 'directory-prefix'],
	joinsFolder: false,
	ownName: 'always',
	unnamed: 'index.html',
	address: [],
	nothing: ['spider', 'delete-after'],
};

/** Programs that fetch. */
export const fetchers: ReadonlyMap<string, Fetcher> = new Map([
	[
		'curl',
		// https://curl.se/docs/manpage.html
		{
			values: {
				letters: 'AbCcDdEeFHKmoPQrTtUuwXxYyz',
				names: words(
					'abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to continue-at cookie',
					'cookie-jar create-file-mode crlfile curves data data-ascii data-binary data-raw data-urlencode delegation dns-interface dns-ipv4-addr',
					'dns-ipv6-addr dns-servers doh-url dump-header ech egd-file engine etag-compare etag-save expect100-timeout form form-string ftp-account',
					'ftp-alternative-to-user ftp-method ftp-port ftp-ssl-ccc-mode happy-eyeballs-timeout-ms haproxy-clientip header hostpubmd5 hostpubsha256',
					'hsts interface ip-tos ipfs-gateway json keepalive-cnt keepalive-time key key-type krb libcurl limit-rate local-port login-options',
					'mail-auth mail-from mail-rcpt max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output output-dir parallel-max pass',
					'pinnedpubkey preproxy proto proto-default proto-redir proxy proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers',
					'proxy-crlfile proxy-header proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers',
					'proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user proxy1.0 pubkey quote random-file range rate referer request',
					'request-target resolve retry retry-delay retry-max-time sasl-authzid service-name socks4 socks4a socks5 socks5-gssapi-service',
					'socks5-hostname speed-limit speed-time stderr telnet-option tftp-blksize time-cond tls-max tls13-ciphers tlsauthtype tlspassword',
					'tlsuser trace trace-ascii trace-config unix-socket upload-file url url-query user user-agent variable vlan-priority write-out',
				),
			},
			file: ['o', 'output'],
			folder: ['output-dir'],
			joinsFolder: true,
			ownName: ['O', 'remote-name', 'remote-name-all'],
			unnamed: 'curl_response',
			address: ['url'],
			nothing: [],
		},
	],
	['wget', wget],
	['wget2', wget],
	[
		'aria2c',
		// https://aria2.github.io/manual/en/html/aria2c.html
		{
			values: {
				letters: 'adijklMmOosTtUux',
				names: words(
					'dir out input-file log max-concurrent-downloads max-connection-per-server min-split-size split max-tries timeout header referer',
					'user-agent checksum all-proxy http-proxy https-proxy',
				),
			},
			file: ['o', 'out'],
			folder: ['d', 'dir'],
			joinsFolder: true,
			ownName: 'always',
			unnamed: 'index.html',
			address: [],
			nothing: [],
		},
	],
	['http', httpie],
	['https', httpie],
]);

/** Programs that copy from one host to another: man scp, man rsync. */
export const copiers: ReadonlyMap<string, ValueOptions> = new Map([
	['scp', {letters: 'cDFiJloPSX', names: new Set<string>()}],
	[
		'rsync',
		{
			letters: 'BefMT',
			names: words(
				'rsh rsync-path exclude exclude-from include include-from files-from filter temp-dir partial-dir password-file port bwlimit timeout',
				'chmod chown log-file',
			),
		},
	],
]);

/** https://docs.aws.amazon.com/cli/latest/reference/#options, https://docs.aws.amazon.com/cli/latest/reference/s3/cp.html#options */
export const awsValues: ValueOptions = {
	letters: '',
	names: words(
		'acl ca-bundle cache-control checksum-algorithm checksum-mode cli-binary-format cli-connect-timeout cli-read-timeout color',
		'content-disposition content-encoding content-language content-type copy-props endpoint-url exclude expected-size expires grants include',
		'metadata metadata-directive output page-size profile query region request-payer source-region sse-c-copy-source-key sse-c-key',
		'sse-kms-key-id storage-class website-redirect',
	),
};
