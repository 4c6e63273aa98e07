import {defineValidator} from '../../src/contract.ts';
import type {Account, Accounts, SudoRight} from '../../src/evidence/accounts.ts';
import {debian} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const cloud = (lines: string) => ({
	'etc/cloud/cloud.cfg': `users:\n  - default\nsystem_info:\n  default_user:\n    name: admin\n    lock_passwd: true\n${lines}`,
});

/** A warning: programs of the seller's may make the user at the first start. FreeBSD, whose users become root by su, is not asked. */
export const sudoUser = defineValidator({
	id: 'root/sudo-user',
	policy: 'access.linux-sudo-user',
	severity: 'warning',
	about: 'A user other than root can administer the instance through sudo.',
	why: 'With sudo each act of an administrator is on record; and without a user who may use it, buyers could not administer the system that they pay for.',
	source: pages.policy,
	reads: ['accounts'],
	messages: {
		none: {
			message: 'No user but root can run every command as root: {reason}.',
			help: "Let cloud-init's default user do so: sudo: ALL=(ALL) NOPASSWD:ALL under system_info, default_user in etc/cloud/cloud.cfg.",
		},
		locked: {
			message: '{account} may use sudo only with a password, and has none: the rule {rule} asks for one.',
			help: 'Write NOPASSWD: before the commands of the rule; passwords are no way out, since AWS refuses them.',
		},
	},
	examples: [
		{
			name: 'a default user without a rule for sudo',
			files: {},
			root: debian({...cloud(''), 'etc/sudoers': 'root ALL=(ALL:ALL) ALL\n'}),
			expect: [{message: 'none', at: '', subject: 'image'}],
		},
		{name: 'no sudo', files: {}, root: debian({'etc/sudoers': undefined}), expect: [{message: 'none', at: ''}]},
		{
			name: 'a group that has to type a password',
			files: {},
			root: debian({...cloud('    groups: [sudo]\n'), 'etc/sudoers': '%sudo ALL=(ALL:ALL) ALL\n'}),
			expect: [{message: 'locked', at: '%sudo ALL=(ALL:ALL) ALL', subject: 'admin'}],
		},
		{name: 'the default user that cloud-init makes', files: {}, root: debian(), expect: []},
		{
			name: 'a user of the image, by a file of its own',
			files: {},
			root: debian({'etc/cloud/cloud.cfg': undefined, 'etc/sudoers.d/admin': 'admin ALL=(ALL) NOPASSWD:ALL\n'}),
			expect: [],
		},
		{name: 'FreeBSD', files: {}, root: debian({'etc/master.passwd': 'root:*:0:0::0:0::/root:/bin/sh\n', 'etc/sudoers': undefined}), expect: []},
	],
	*check({accounts: records}) {
		for (const record of records) {
			const {
				form,
				root,
				list,
				cloud: {isOn},
				sudo,
				unknown,
			} = record;
			if (form === 'bsd' || unknown.sudo !== undefined || unknown.cloud !== undefined || unknown.passwords !== undefined) continue;
			const rights = rightsOf(record);
			if (sudo.place !== undefined && rights.some(({isUsable}) => isUsable)) continue;
			const [locked] = rights;
			if (sudo.place !== undefined && locked !== undefined) {
				const {account, right} = locked;
				yield {message: 'locked', place: right.rule.place, subject: account, data: {account, rule: right.rule.value}};
				continue;
			}
			const reason =
				sudo.place === undefined
					? 'there is neither etc/sudoers nor doas.conf'
					: `no rule in ${sudo.place.file}${isOn ? ' or in the settings of cloud-init' : ''} names one`;
			yield {message: 'none', place: {file: sudo.place?.file ?? list.file}, subject: root, data: {reason}};
		}
	},
	shows({accounts: records}) {
		const names = records.map((record) => {
			const {form, sudo, unknown} = record;
			if (form === 'bsd' || sudo.place === undefined || unknown.sudo !== undefined || unknown.cloud !== undefined) return undefined;
			return rightsOf(record).find(({isUsable, isBase}) => isUsable && isBase)?.account;
		});
		if (names.length === 0 || names.includes(undefined)) return undefined;
		return `sudo's rules: ${names.join(', ')}, the user that buyers log in as, can run every command as root without a password`;
	},
});

type Found = {readonly account: string; readonly right: SudoRight; readonly isUsable: boolean; readonly isBase: boolean};

/** Who but root may run everything, the user of cloud-init first. Where a password is asked for and there is none, the right is of no use. */
function rightsOf({accounts, cloud: {users}}: Accounts): readonly Found[] {
	const made = users.flatMap(({name, sudo, hasPassword, isDefault}) =>
		sudo?.isFull !== true ? [] : [{account: name.value, right: sudo, isUsable: sudo.isPasswordless || hasPassword, isBase: isDefault}],
	);
	const there = accounts.flatMap(({name, uid, canLogIn, isBase, isSystem, sudo, password}: Account) =>
		uid === 0 || !canLogIn || isSystem || sudo?.isFull !== true
			? []
			: [{account: name.value, right: sudo, isUsable: sudo.isPasswordless || password.state === 'set', isBase}],
	);
	return [...made, ...there];
}
