/** Whether what stands for a secret is one: not empty, no variable, no reference, no placeholder. */

/** Values that wait to be replaced, or that something else gives: variables, templates, references to files and stores of secrets. */
const variable =
	/^(?:[$%@&*|>](?![\w./!#^-]*\d)|\$[({A-Z_a-z]|%\w+%|%[sd(]|<|\[|\{|\(|`|!(?:Ref|Sub|vault|env|GetAtt|ENV|secret)\b|@@?\w+@|__)|\{\{|\$\{|\$\(|<[\w -]+>|__$|\}\}|%\(\w+\)s/;
const reference =
	/^(?:ENC|encrypted|env|file|vault|ssm|secretsmanager|secrets?|aws|gcp|kms|sm|op|keyring|config|ref|prompt|ask|cmd|eval|plain)[:(]|^(?:arn:|\{cipher\}|resolve:)/i;
const location =
	/^(?:~?\.{0,2}\/|[A-Za-z]:\\|\\\\)|^[a-z][a-z0-9+.-]{1,15}:\/\/|\.(?:txt|pem|key|crt|json|ya?ml|conf|cfg|ini|env|db|dat|py|js|php|rb|so|secret|pw|passwd)$/i;
/** Pieces of programs. */
const program = /[()[\]{}]|=>|->|::|^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$|^(?:process|os|ENV|self|this|request|config)\./;
const placeholder =
	/^(?:your|the|some|an?|insert|enter|fill|put|use|choose|pick|type|specify|provide)[-_ ]|replace|placeholder|example|sample|dummy|redacted|hidden|masked|removed|unset|undefined|not[-_ ]?set|set[-_ ]?me|fill[-_ ]?me|put[-_ ]?here|to[-_ ]?be[-_ ]|^tbd$|todo|fixme|xxx|generated?|random|yourpass|yoursecret|yourtoken|change[-_ ]?(?:it|this)|must[-_ ]?be|here$|insecure[-_]?secret|^change.{0,40}(?:this|your|before|in[-_]prod)/i;
/** Words that say something else than a secret: switches, types, modes, sources of accounts. */
const words = new Set(
	'true false yes no on off none null nil auto default required optional requisite sufficient include enabled enable disabled disable prompt ask string str text char varchar integer int number boolean bool object array password_hash plain plaintext cleartext crypt md5 sha1 sha256 sha512 bcrypt scrypt argon2 hash hashed encrypted digest basic bearer header cookie form query body session token ldap pam file files compat db dbm sql mysqli sss systemd nis nisplus winbind hesiod kerberos gssapi oauth oauth2 saml jwt local remote internal external static dynamic always never once all any self current new old readonly hidden masked invalid valid missing empty blank unknown undefined void never unused input type name value key secret pass path file url user username email string'.split(
		' ',
	),
);

/** Passwords that stand first in every list that is tried, and as often wait to be replaced. */
const known = new Set(
	'admin administrator root toor password passw0rd p@ssw0rd password1 password123 pass123 secret changeme change_me change-me changeme! changeme123 guest test test123 demo letmein welcome welcome1 qwerty 1234 12345 123456 1234567 12345678 123456789 1234567890 abc123 admin123 postgres mysql oracle tomcat rabbitmq redis minio minioadmin elastic kibana wordpress zabbix grafana nagios user ubuntu vagrant ansible centos raspberry debian nginx jenkins sonar openldap ldapadmin keycloak superset airflow jboss wildfly weblogic sa dba s3cret whatever testing123'.split(
		' ',
	),
);

/** How sure it is that a value is a secret. */
export type Certainty = 'none' | 'known' | 'word' | 'sure';

/** Whether a setting waits for its value: it is empty, a placeholder or a variable. */
export function isOpen(value: string): boolean {
	const bare = value.trim().replaceAll(/^["']|["',;]{1,50}$/g, '');
	return bare === '' || variable.test(bare) || placeholder.test(bare) || /^(?:null|none|nil|changeme)$/i.test(bare) || isRun(bare);
}

/** How sure it is that the value of a setting whose name says password is one. */
export function passwordCertainty(value: string, name: string): Certainty {
	if (isHash(value)) return 'sure';
	if (/^--?[a-z]/.test(value)) return 'none';
	// In manuals and usage texts a word in capitals names what is to be put there.
	if (/^[A-Z_-]{0,40}(?:PASS(?:WORD|WD|PHRASE)?|PWD|SECRET|TOKEN)$/.test(value)) return 'none';
	const lower = value.toLowerCase();
	if (known.has(lower)) return lower === name.toLowerCase() || (words.has(lower) && lower !== 'secret') ? 'none' : 'known';
	if (value.length < 4 || /\s/.test(value) || isOpen(value) || words.has(lower) || isElsewhere(value)) return 'none';
	// Words for secrets with nothing else: a pattern, a message, the name of a variable.
	if (value.replaceAll(/passw(?:or)?d|passphrase|pass|pwd|secret|token|[^A-Za-z0-9]/gi, '') === '' || /\\[nrt"']/.test(value)) return 'none';
	// A field of a form or table, or the name of another setting.
	if (/^[A-Za-z_.-]*(?:password|passwd|passphrase|passwort|secret|token|pwd|pw|pass|key|credentials?)s?$/i.test(value) && !/[a-z][A-Z].*[A-Z]/.test(value))
		return 'none';
	return /[^A-Za-z]/.test(value) && /[A-Za-z]/.test(value) && !/^[A-Za-z]+[-_][A-Za-z-_]+$/.test(value) ? 'sure' : 'word';
}

/** Whether a value of a setting whose name says secret, token or key was drawn. */
export function isDrawn(value: string): boolean {
	if (value.length < 16 || /\s/.test(value) || isOpen(value) || isElsewhere(value) || isHash(value)) return false;
	// Ids of things are no secrets, and a digest is of something public as often as not.
	if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value) || /^(?:sha\d+|md5)[-:]/.test(value)) return false;
	return /\d/.test(value) && /[A-Za-z]/.test(value) && new Set(value).size >= 9 && !/^[A-Za-z]+(?:[-_.][A-Za-z]+)+[-_.]?\d{0,3}$/.test(value);
}

/** Hashes of passwords, as `crypt`, OpenLDAP and web frameworks write them. */
export function isHash(value: string): boolean {
	return /^(?:\$(?:[1-7y]|2[abxy]|apr1|argon2id?|P|H|S|sha1|gy|scrypt)\$\S{8,}|\{(?:SSHA|SHA|CRYPT|SMD5|MD5|PBKDF2\w*|ARGON2)\}\S{8,}|pbkdf2_sha\d+\$\S+|SCRAM-SHA-256\$\S+)$/i.test(
		value,
	);
}

function isElsewhere(value: string): boolean {
	return reference.test(value) || location.test(value) || program.test(value);
}

/** One character again and again: `****`, `xxxx`. */
function isRun(value: string): boolean {
	return value.length > 1 && new Set(value).size === 1;
}
