import {defineValidator} from '../../src/contract.ts';
import {sam, windows} from '../../src/examples.ts';
import {wellKnownRids} from '../../src/limits/windows.ts';
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
	},
	examples: [
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
		for (const {place, administrators} of windowsAccounts)
			for (const {account} of administrators)
				if (account?.isOff === false && account.rid !== wellKnownRids.administrator)
					yield {message: 'other', place, subject: account.name, data: {name: account.name}};
	},
});
