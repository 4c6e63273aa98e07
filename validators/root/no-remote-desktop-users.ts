import {defineValidator} from '../../src/contract.ts';
import {sam, windows} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const noRemoteDesktopUsers = defineValidator({
	id: 'root/no-remote-desktop-users',
	policy: 'access.windows-no-guests',
	severity: 'error',
	about: 'The group Remote Desktop Users of Windows has no members.',
	why: 'Read from the SAM hive (`Windows/System32/config/SAM`). Administrators may sign in by Remote Desktop without it.',
	source: pages.policy,
	reads: ['windowsAccounts'],
	messages: {
		member: {
			message: '{name} is a member of the group Remote Desktop Users, which must be empty.',
			help: 'Take it out with Remove-LocalGroupMember before the image is made.',
		},
	},
	examples: [
		{
			name: 'a local account in the group',
			files: {},
			root: windows({'Windows/System32/config/SAM': sam({1001: {name: 'support'}}, {remoteDesktopUsers: [1001]})}),
			expect: [{message: 'member', at: '', subject: 'support'}],
		},
		{
			name: 'an account that is no longer there',
			files: {},
			root: windows({'Windows/System32/config/SAM': sam({}, {remoteDesktopUsers: [1002]})}),
			expect: [{message: 'member', at: '', subject: 'S-1-5-21-1004336348-1177238915-682003330-1002'}],
		},
		{
			name: 'a disabled account in the group',
			files: {},
			root: windows({'Windows/System32/config/SAM': sam({1001: {name: 'support', isOff: true}}, {remoteDesktopUsers: [1001]})}),
			expect: [{message: 'member', at: '', subject: 'support'}],
		},
		{name: 'an empty group', files: {}, root: windows(), expect: []},
	],
	*check({windowsAccounts}) {
		for (const {place, isWhole, remoteDesktopUsers} of windowsAccounts) {
			for (const {sid, account} of remoteDesktopUsers) {
				const name = account?.name ?? sid;
				const doubt = isWhole && account?.isOff !== true ? {} : {severity: 'warning' as const};
				yield {message: 'member', place, subject: name, ...doubt, data: {name}};
			}
		}
	},
	shows({windowsAccounts}) {
		if (windowsAccounts.length === 0 || windowsAccounts.some(({isWhole}) => !isWhole)) return undefined;
		return 'SAM: the group Remote Desktop Users is empty';
	},
});
