/** Which files of a root file system are held for the gatherers, by path. Everything else is looked at for credentials as it streams by, and forgotten. */

/** Bytes of a held file; a bigger one is not read. */
const mostOf = {configuration: 1 << 20, program: 4 << 20, record: 16 << 20};

/** Folders of which every file is held: configuration, units, what people left. */
const configuration =
	/^(?:etc|root|home|boot\/grub2?|boot\/loader|(?:usr\/)?lib\/systemd\/(?:system|user)|usr\/lib\/(?:os-release|sysctl\.d|sysusers\.d|tmpfiles\.d)|usr\/etc|usr\/local\/etc|var\/lib\/cloud|var\/spool\/(?:cron|at)|var\/log|ProgramData\/Amazon|Program Files\/Amazon)(?:\/|$)/i;
/** Folders in which the seller's product usually lies: its texts are held. */
const product =
	/^(?:opt|srv|var\/www|var\/lib\/(?!dpkg|apt|rpm|dnf|docker|containerd|snapd)|usr\/local|usr\/share\/(?:nginx|doc-base)|app|data|inetpub)(?:\/|$)/i;
/** Folders of packages and tools that others wrote, of ten thousands of files: only looked at for credentials. */
const vendored = /(?:^|\/)(?:node_modules|site-packages|dist-packages|__pycache__|\.cache|\.git\/objects|\.(?:pyenv|nvm|rbenv|rustup|cargo|npm|gradle|m2))\//;
/** What lies so deep in someone's home is no longer about the account. */
const deepHome = /^(?:root|home\/[^/]+)(?:\/[^/]+){6}/;
/** Names of files that hold settings, text or scripts. */
const textName =
	/(?:^|\/)(?:[^/.]*|[^/]*\.(?:md|txt|rst|adoc|html?|conf|cfg|cnf|ini|ya?ml|json|toml|xml|properties|env|sh|bash|py|rb|pl|js|php|ps1|cmd|bat|service|timer|license|licence|lic|sql|key|pem|crt|ppk|netrc|pgpass|htpasswd|example|sample|dist|local|production))$/i;
/** Records of what is installed. */
const record = /^(?:var\/lib\/dpkg\/status(?:\.d\/[^/]+)?|lib\/apk\/db\/installed|usr\/lib\/os-release|etc\/os-release)$/;
/** Programs whose version decides what a setting means. */
const program = /^(?:usr\/)?sbin\/sshd$/;

/** The most bytes of this file that are held; 0 where it is not. */
export function heldBytes(path: string): number {
	if (record.test(path)) return mostOf.record;
	if (program.test(path)) return mostOf.program;
	if (isOthers(path)) return 0;
	if (configuration.test(path)) return mostOf.configuration;
	return product.test(path) && textName.test(path) ? mostOf.configuration : 0;
}

/** Whether an entry is listed though its content is not held: all of configuration and product folders, and links and folders near the root. */
export function isListed(path: string, type: string): boolean {
	return heldBytes(path) > 0 || ((configuration.test(path) || product.test(path)) && !isOthers(path)) || (type !== 'file' && path.split('/').length <= 4);
}

function isOthers(path: string): boolean {
	return vendored.test(path) || deepHome.test(path);
}
