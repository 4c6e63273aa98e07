import {defineValidator} from '../../src/contract.ts';
import type {Account} from '../../src/evidence/accounts.ts';
import {debian} from '../../src/examples.ts';
import {agentUsers} from '../../src/limits/accounts.ts';
import {pages} from '../../src/limits.ts';

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ3bVyZ1p0c9Q1fW5m1k8v0r2s4t6u8w0y2A4C6E8G0I support@larkspur';
const passwd = (line: string) => `root:x:0:0:root:/root:/bin/bash\nadmin:x:1000:1000::/home/admin:/bin/bash\n${line}\n`;
const support = passwd('support:x:1001:1001::/home/support:/bin/bash');

/**
 * An error for what lets somebody in who may act as root; a warning for an account that nobody gets into by itself, and for one that may do little: whose
 * account it is, no file says. Accounts of the system and the user of the base image are passed over.
 */
export const noSellerAccount = defineValidator({
	id: 'root/no-seller-account',
	policy: 'access.no-seller-access',
	severity: 'error',
	about: 'Nobody but root and the user of the base image can log in and act as root, or has keys or a password.',
	why: 'An account that the seller keeps for support is access to running instances, whatever it is meant for. A buyer may switch such access on; it must not be there from the start.',
	source: pages.policy,
	reads: ['accounts'],
	messages: {
		account: {
			message: '{account} is neither root nor the user of the base image, can log in and has {means}.',
			help: 'Remove the account before you make the image. Where the product needs it, give it the shell /usr/sbin/nologin, no key, no password and only the commands that it runs through sudo.',
		},
		twin: {
			message: '{account} is root under another name: it has the user id 0 and can log in.',
			help: 'Remove the account before you make the image: userdel {account}.',
		},
		cloudInit: {
			message: 'The settings of cloud-init make the account {account} on every instance, beside the default user, with {means}.',
			help: 'Take the user out of {file}, or leave it to the buyer to switch it on.',
		},
	},
	examples: [
		{
			name: 'an account that may do everything without a password',
			files: {},
			root: debian({'etc/passwd': support, 'etc/sudoers.d/support': 'support ALL=(ALL) NOPASSWD: ALL\n'}),
			expect: [{message: 'account', at: 'support', subject: 'support'}],
		},
		{
			name: 'an account with a key',
			files: {},
			root: debian({'etc/passwd': support, 'home/support/.ssh/authorized_keys': key}),
			expect: [{message: 'account', at: 'support'}],
		},
		{
			name: 'an account with a key that may do everything',
			files: {},
			root: debian({'etc/passwd': support, 'home/support/.ssh/authorized_keys': key, 'etc/sudoers.d/support': 'support ALL=(ALL) NOPASSWD: ALL\n'}),
			expect: [{message: 'account', at: 'support', subject: 'support'}],
		},
		{
			name: 'a second root',
			files: {},
			root: debian({
				'etc/passwd': passwd('sysop:x:0:0::/root:/bin/sh'),
				'etc/shadow': 'root:*:20000::::::\nsysop:$1$saltsalt$xfhY4jzSCSUTZtyGGT8QH.:20000::::::\n',
			}),
			expect: [{message: 'twin', at: 'sysop'}],
		},
		{
			name: 'a user in the settings of cloud-init',
			files: {},
			root: debian({'etc/cloud/cloud.cfg.d/99-support.cfg': `users:\n  - default\n  - name: support\n    ssh_authorized_keys: ['${key}']\n`}),
			expect: [{message: 'cloudInit', at: 'support'}],
		},
		{name: 'an account with a shell and nothing else', files: {}, root: debian({'etc/passwd': support}), expect: []},
		{
			name: 'a service that may run one command, and cannot log in',
			files: {},
			root: debian({
				'etc/passwd': passwd('monitor:x:998:998::/nonexistent:/usr/sbin/nologin'),
				'etc/sudoers.d/monitor': 'monitor ALL=(root) NOPASSWD: /usr/bin/systemctl status *\n',
			}),
			expect: [],
		},
		{name: 'the user of the base image', files: {}, root: debian({'etc/sudoers.d/90-cloud-init-users': 'admin ALL=(ALL) NOPASSWD:ALL\n'}), expect: []},
		{
			name: 'a second root that is locked, as FreeBSD has one',
			files: {},
			root: debian({'etc/passwd': passwd('toor:*:0:0::/root:')}),
			expect: [],
		},
		{
			name: 'a further user of cloud-init without access',
			files: {},
			root: debian({'etc/cloud/cloud.cfg.d/99-app.cfg': 'users:\n  - default\n  - name: larkspur\n    shell: /usr/sbin/nologin\n'}),
			expect: [],
		},
	],
	*check({accounts: records}) {
		for (const record of records) {
			const keyed = new Set(record.keyFiles.flatMap(({holder, account}) => (holder === 'account' ? [account] : [])));
			for (const account of record.accounts) {
				const {name, uid, canLogIn, isBase} = account;
				if (name.value === 'root' || !canLogIn || isBase || agentUsers.names.includes(name.value)) continue;
				const hasKeys = keyed.has(name.value);
				const means = meansOf(account, hasKeys);
				const subject = name.value;
				if (uid === 0 && account.password.state !== 'locked')
					yield {message: 'twin', place: name.place, subject, ...loweredUnless(hasKeys || hasPassword(account)), data: {account: subject}};
				else if (means !== '') {
					const isOpen = hasKeys || hasPassword(account);
					const isFull = account.sudo?.isFull === true;
					const severity = isOpen || isFull ? loweredUnless(isOpen && isFull) : {severity: 'note' as const};
					yield {message: 'account', place: name.place, subject, ...severity, data: {account: subject, means}};
				}
			}
			for (const {name, isDefault, hasKeys: keys, hasPassword: password, sudo} of record.cloud.users) {
				const means = listed([keys ? 'keys' : '', password ? 'a password' : '', sudo === undefined ? '' : 'sudo']);
				if (isDefault || means === '') continue;
				yield {
					message: 'cloudInit',
					place: name.place,
					subject: name.value,
					...loweredUnless((keys || password) && sudo?.isFull === true),
					data: {account: name.value, means, file: name.place.file},
				};
			}
		}
	},
});

function loweredUnless(isSure: boolean): {readonly severity?: 'warning'} {
	return isSure ? {} : {severity: 'warning'};
}

function hasPassword({password}: Account): boolean {
	return password.state === 'set' || password.state === 'blank';
}

/** What lets somebody use an account, in words; nothing for one that is merely there. */
function meansOf(account: Account, hasKeys: boolean): string {
	const {sudo, isSystem} = account;
	const right =
		sudo?.isFull === true
			? `every command as root${sudo.isPasswordless ? ' without a password' : ''} (${sudo.rule.place.file})`
			: `some commands through sudo (${sudo?.rule.place.file})`;
	const isNamed = sudo !== undefined && (!isSystem || (sudo.isFull && sudo.isPasswordless));
	return listed([hasKeys ? 'a key' : '', hasPassword(account) ? 'a password' : '', isNamed ? right : '']);
}

function listed(parts: readonly string[]): string {
	return parts.filter((part) => part !== '').join(' and ');
}
