import {defineValidator} from '../../src/contract.ts';
import type {KeyFile} from '../../src/evidence/accounts.ts';
import {debian} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ3bVyZ1p0c9Q1fW5m1k8v0r2s4t6u8w0y2A4C6E8G0I builder@larkspur';
const forRoot = `no-port-forwarding,no-agent-forwarding,no-X11-forwarding,command="echo 'Please login as the user \\"admin\\" rather than the user \\"root\\".';echo;sleep 10;exit 142" ${key}`;
const cloud = (lines: string) => `users:\n  - default\n${lines}system_info:\n  default_user: {name: admin, sudo: 'ALL=(ALL) NOPASSWD:ALL'}\n`;

export const noAuthorizedKeys = defineValidator({
	id: 'root/no-authorized-keys',
	policy: 'access.no-authorized-credentials',
	severity: 'error',
	about: 'No key in the AMI lets anybody in: authorized_keys files are empty or not there.',
	why: "Whoever holds the private key can log in to every instance. It is the finding that AWS's scanner reports most: the key pair of the build stays in authorized_keys, since cloud-init adds the buyer's key and takes none away.",
	source: pages.policy,
	reads: ['accounts'],
	messages: {
		account: {
			message: '{file} lets {keys} in as {account}: {names}.',
			help: "Delete the file before you make the image; cloud-init writes it anew with the buyer's key.",
		},
		placeholder: {
			message: "{file} still holds the key of the build's key pair ({names}), behind the line by which cloud-init turns log-ins as {account} away.",
			help: 'Delete the file before you make the image: AWS looks for any key, with options before it or without.',
		},
		everyone: {
			message: '{file} lets {keys} in as {account}: {names}.',
			help: 'Take the keys out, or the setting of sshd that names the file.',
		},
		cloudInit: {
			message: 'The settings of cloud-init let {keys} in as {account} on every instance: {names}.',
			help: "Take ssh_authorized_keys and ssh_import_id out of {file}: cloud-init gives the default user the buyer's key by itself.",
		},
		nobody: {
			message: '{file} holds {keys} ({names}), though no account has its home there.',
			help: 'Delete the file: the next account that gets this home could be entered with it.',
		},
	},
	examples: [
		{
			name: 'the key of the build',
			files: {},
			root: debian({'home/admin/.ssh/authorized_keys': `# the build\n${key}\n`}),
			expect: [{message: 'account', at: key, subject: 'admin'}],
		},
		{
			name: 'the line that cloud-init writes for root',
			files: {},
			root: debian({'root/.ssh/authorized_keys': `${forRoot}\n`}),
			expect: [{message: 'placeholder', at: forRoot, subject: 'root'}],
		},
		{
			name: 'a file that sshd is told to look into',
			files: {},
			root: debian({'etc/ssh/sshd_config.d/keys.conf': 'AuthorizedKeysFile /etc/ssh/keys\n', 'etc/ssh/keys': `from="203.0.113.0/24" ${key}\n`}),
			expect: [{message: 'everyone', at: `from="203.0.113.0/24" ${key}`, subject: 'every account'}],
		},
		{
			name: 'the skeleton of new homes',
			files: {},
			root: debian({'etc/skel/.ssh/authorized_keys': `${key}\n`}),
			expect: [{message: 'everyone', at: key, subject: 'every new account'}],
		},
		{
			name: 'a key in the settings of cloud-init',
			files: {},
			root: debian({'etc/cloud/cloud.cfg': cloud(`ssh_authorized_keys:\n  - ${key}\n`)}),
			expect: [{message: 'cloudInit', at: key}],
		},
		{name: 'a home without an account', files: {}, root: debian({'home/builder/.ssh/authorized_keys': key}), expect: [{message: 'nobody', at: key}]},
		{
			name: 'files with comments alone',
			files: {},
			root: debian({'root/.ssh/authorized_keys': '', 'home/admin/.ssh/authorized_keys': `# ${key}\n\n`}),
			expect: [],
		},
	],
	*check({accounts: records}) {
		for (const {keyFiles} of records) {
			for (const keyFile of keyFiles) {
				const {file, holder, keys} = keyFile;
				const [first] = keys;
				if (first === undefined) continue;
				const account = holderOf(keyFile);
				const names = namesOf(keyFile);
				const at = {place: first.text.place, subject: account};
				const data = {file, account, keys: keys.length === 1 ? 'a key' : `${keys.length} keys`, names};
				if (holder === 'cloud-init') yield {message: 'cloudInit', ...at, data};
				else if (holder === 'nobody') yield {message: 'nobody', ...at, severity: 'warning', data};
				else if (holder !== 'account') yield {message: 'everyone', ...at, data};
				else yield {message: keys.every(({isPlaceholder}) => isPlaceholder) ? 'placeholder' : 'account', ...at, data};
			}
		}
	},
	shows({accounts: records}) {
		if (records.length === 0 || records.some(({keyFiles, unknown}) => unknown.keys !== undefined || keyFiles.length > 0)) return undefined;
		return `the homes and sshd's settings in ${records.map(({root}) => root).join(', ')}: no key is authorized`;
	},
});

function holderOf({holder, account, file}: KeyFile): string {
	if (holder === 'everyone') return 'every account';
	return holder === 'skeleton' ? 'every new account' : (account ?? file);
}

/** Comments tell a reader whose keys they are; most of them are the name of a key pair, or a person at a machine. */
function namesOf({keys}: KeyFile): string {
	const names = keys
		.slice(0, 3)
		.map(({comment, type, isAuthority}) => `${comment === '' ? `${type} without a comment` : comment}${isAuthority ? ', which signs for others' : ''}`);
	return `${names.join('; ')}${keys.length > 3 ? ` and ${keys.length - 3} more` : ''}`;
}
