import {defineValidator} from '../../src/contract.ts';
import {sam, windows} from '../../src/examples.ts';
import {openGroups, wellKnownRids} from '../../src/limits/windows.ts';
import {pages} from '../../src/limits.ts';

export const noOtherWindowsAdministrator = defineValidator({
	id: 'root/no-other-windows-administrator',
	policy: 'access.no-seller-access',
	severity: 'warning',
	about: 'The built-in administrator is the only enabled account in the group Administrators of Windows.',
	why: 'The launch agents give the built-in administrator a new password. Any other administrator keeps the password that it had when the image was made, and whoever knows it can sign in to each instance.',
	source: pages.policy,
	reads: ['windowsAccounts'],
	messages: {
		other: {
			message: '{name} is an enabled administrator beside the built-in one, with the password that it had when the image was made.',
			help: 'Remove the account, or disable it until the buyer sets a password of their own. A service should run under a virtual account instead.',
		},
		anybody: {
			message: 'The group {name} is a member of Administrators, so that whoever is in it is an administrator of each instance.',
			help: 'Take it out with Remove-LocalGroupMember before the image is made.',
		},
		domain: {
			message: '{name} of another domain is a member of Administrators: who that is, this image does not tell.',
			help: 'Take the machine out of the domain and the member out of the group before the image is made.',
		},
	},
	examples: [
		{
			name: 'everybody who has signed in',
			files: {},
			root: windows({'Windows/System32/config/SAM': sam({}, {administrators: [500], administratorSids: [[11]]})}),
			expect: [{message: 'anybody', at: '', subject: 'Authenticated Users'}],
		},
		{
			name: 'the administrators of a domain',
			files: {},
			root: windows({'Windows/System32/config/SAM': sam({}, {administrators: [500], administratorSids: [[21, 1111111111, 222222222, 333333333, 512]]})}),
			expect: [{message: 'domain', at: '', subject: 'S-1-5-21-1111111111-222222222-333333333-512'}],
		},
		{
			name: 'a local account that is no longer there',
			files: {},
			root: windows({'Windows/System32/config/SAM': sam({}, {administrators: [500, 1002]})}),
			expect: [],
		},
		{
			name: 'an administrator of the seller',
			files: {},
			root: windows({'Windows/System32/config/SAM': sam({1001: {name: 'larkspur'}}, {administrators: [500, 1001]})}),
			expect: [{message: 'other', at: '', subject: 'larkspur'}],
		},
		{
			name: 'a disabled one',
			files: {},
			root: windows({'Windows/System32/config/SAM': sam({1001: {name: 'larkspur', isOff: true}}, {administrators: [500, 1001]})}),
			expect: [],
		},
		{name: 'an account that is no administrator', files: {}, root: windows({'Windows/System32/config/SAM': sam({1001: {name: 'larkspur'}})}), expect: []},
		{name: 'the built-in administrator alone', files: {}, root: windows(), expect: []},
	],
	*check({windowsAccounts}) {
		for (const {place, machine, administrators} of windowsAccounts)
			for (const {sid, account} of administrators) {
				const group = openGroups[sid];
				if (account?.isOff === false && account.rid !== wellKnownRids.administrator)
					yield {message: 'other', place, subject: account.name, data: {name: account.name}};
				else if (group !== undefined) yield {message: 'anybody', place, subject: group, data: {name: group}};
				else if (isOfDomain(sid, machine)) yield {message: 'domain', place, subject: sid, data: {name: sid}};
			}
	},
});

/** Accounts of a machine or a domain begin with S-1-5-21, those of Azure AD with S-1-12-1; this machine's own are told apart by their names. */
function isOfDomain(sid: string, machine: string | undefined): boolean {
	return /^S-1-12-1-/.test(sid) || (sid.startsWith('S-1-5-21-') && machine !== undefined && !sid.startsWith(`${machine}-`));
}
