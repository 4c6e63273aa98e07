import {defineValidator} from '../../src/contract.ts';
import {controlSet, software, windows} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const state = 'Microsoft\\Windows\\CurrentVersion\\Setup\\State';
const complete = {[state]: {ImageState: 'IMAGE_STATE_COMPLETE'}};

export const remoteDesktopOn = defineValidator({
	id: 'root/remote-desktop-on',
	policy: 'access.os-administration',
	severity: 'warning',
	about: 'Windows takes connections by Remote Desktop.',
	why: 'Sysprep through a launch agent leaves Remote Desktop off, and the agent switches it on at the first launch: an image that Sysprep has sealed is not judged by that setting. A firewall rule may still be in the way, which is not looked at.',
	source: pages.policy,
	reads: ['remoteDesktops'],
	messages: {
		policy: {
			message: 'A policy in the registry keeps Remote Desktop off (fDenyTSConnections is 1 under Policies\\Microsoft\\Windows NT\\Terminal Services).',
			help: 'Remove the policy: no launch agent can switch Remote Desktop on against it.',
		},
		service: {
			message: 'The service of Remote Desktop, TermService, is disabled.',
			help: 'Set it to start on demand: Set-Service TermService -StartupType Manual.',
		},
		denied: {
			message: 'Remote Desktop is off (fDenyTSConnections is 1), and the image is not sealed by Sysprep, so that it stays off on instances.',
			help: 'Set fDenyTSConnections to 0 under HKLM\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server, or run Sysprep through EC2Launch.',
		},
	},
	examples: [
		{
			name: 'a policy against it',
			files: {},
			root: windows({'Windows/System32/config/SOFTWARE': software({'Policies\\Microsoft\\Windows NT\\Terminal Services': {fDenyTSConnections: 1}})}),
			expect: [{message: 'policy', at: '', subject: 'fDenyTSConnections'}],
		},
		{
			name: 'a disabled service',
			files: {},
			root: windows({'Windows/System32/config/SYSTEM': controlSet({'Services\\TermService': {Start: 4}})}),
			expect: [{message: 'service', at: '', subject: 'TermService'}],
		},
		{
			name: 'off in an image that is not sealed',
			files: {},
			root: windows({
				'Windows/System32/config/SOFTWARE': software(complete),
				'Windows/System32/config/SYSTEM': controlSet({'Control\\Terminal Server': {fDenyTSConnections: 1}}),
			}),
			expect: [{message: 'denied', at: '', subject: 'fDenyTSConnections'}],
		},
		{
			name: 'off in an image that Sysprep has sealed',
			files: {},
			root: windows({'Windows/System32/config/SYSTEM': controlSet({'Control\\Terminal Server': {fDenyTSConnections: 1}})}),
			expect: [],
		},
		{name: 'on', files: {}, root: windows({'Windows/System32/config/SOFTWARE': software(complete)}), expect: []},
	],
	*check({remoteDesktops}) {
		for (const {place, policy, isDenied, isServiceOff, imageState} of remoteDesktops) {
			if (policy !== undefined) yield {message: 'policy', place: policy, subject: 'fDenyTSConnections'};
			if (isServiceOff) yield {message: 'service', place, subject: 'TermService'};
			if (isDenied && policy === undefined && imageState === 'IMAGE_STATE_COMPLETE') yield {message: 'denied', place, subject: 'fDenyTSConnections'};
		}
	},
});
