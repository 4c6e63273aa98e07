import {defineValidator} from '../../src/contract.ts';
import {sam, windows} from '../../src/examples.ts';
import {wellKnownRids} from '../../src/limits/windows.ts';
import {pages} from '../../src/limits.ts';

export const noWindowsGuests = defineValidator({
	id: 'root/no-windows-guests',
	policy: 'access.windows-no-guests',
	severity: 'error',
	about: 'No account of Windows is a guest: the built-in one is disabled, and the group Guests has no other member.',
	why: 'Read from the SAM hive (`Windows/System32/config/SAM`). The built-in guest is known by its identifier, whatever its name.',
	source: pages.policy,
	reads: ['windowsAccounts'],
	messages: {
		enabled: {
			message: 'The guest account of Windows, {name}, is enabled.',
			help: 'Disable it with Disable-LocalUser.',
		},
		member: {
			message: '{name} is an enabled account in the group Guests.',
			help: 'Remove the account, or take it out of the group with Remove-LocalGroupMember.',
		},
	},
	examples: [
		{
			name: 'an enabled guest account',
			files: {},
			root: windows({'Windows/System32/config/SAM': sam({501: {name: 'Visitor'}})}),
			expect: [{message: 'enabled', at: '', subject: 'Visitor'}],
		},
		{
			name: 'another account in the group',
			files: {},
			root: windows({'Windows/System32/config/SAM': sam({1001: {name: 'kiosk'}}, {guests: [501, 1001]})}),
			expect: [{message: 'member', at: '', subject: 'kiosk'}],
		},
		{name: 'a disabled guest account', files: {}, root: windows(), expect: []},
		{
			name: 'a disabled account in the group',
			files: {},
			root: windows({'Windows/System32/config/SAM': sam({1001: {name: 'kiosk', isOff: true}}, {guests: [501, 1001]})}),
			expect: [],
		},
	],
	*check({windowsAccounts}) {
		for (const {place, isWhole, accounts, guests} of windowsAccounts) {
			const doubt = isWhole ? {} : {severity: 'warning' as const};
			const guest = accounts.find(({rid}) => rid === wellKnownRids.guest);
			if (guest?.isOff === false) yield {message: 'enabled', place, subject: guest.name, ...doubt, data: {name: guest.name}};
			for (const {account} of guests)
				if (account?.isOff === false && account.rid !== wellKnownRids.guest)
					yield {message: 'member', place, subject: account.name, ...doubt, data: {name: account.name}};
		}
	},
	shows({windowsAccounts}) {
		if (windowsAccounts.length === 0) return undefined;
		// A member that is no local account may be anybody.
		const sound = windowsAccounts.every(({isWhole, guests}) => isWhole && guests.every(({account}) => account !== undefined));
		return sound ? 'SAM: the guest account is disabled, and no other account is a guest' : undefined;
	},
});
