import {defineValidator} from '../../src/contract.ts';
import {ec2Launch, windows, withoutEc2LaunchV2} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const ec2launchUserData = defineValidator({
	id: 'root/ec2launch-user-data',
	policy: 'access.windows-ec2launch',
	severity: 'warning',
	about: 'EC2Launch v1 runs the user data that a buyer gives at launch; EC2Launch v2 does so in any case.',
	source: pages.checklist,
	reads: ['windowsSystems'],
	messages: {
		off: {
			message: 'EC2Launch v1 leaves user data alone: handleUserData is false.',
			help: 'Set "handleUserData": true in LaunchConfig.json, before the image is made.',
		},
	},
	examples: [
		{
			name: 'user data is left alone',
			files: {},
			root: windows({...withoutEc2LaunchV2(), ...ec2Launch({handleUserData: false})}),
			expect: [{message: 'off', at: 'false', subject: 'handleUserData'}],
		},
		{name: 'user data is run', files: {}, root: windows({...withoutEc2LaunchV2(), ...ec2Launch()}), expect: []},
		{name: 'settings of EC2Launch v1 left behind by EC2Launch v2', files: {}, root: windows(ec2Launch({handleUserData: false})), expect: []},
		{name: 'no word on user data', files: {}, root: windows({...withoutEc2LaunchV2(), ...ec2Launch({handleUserData: undefined})}), expect: []},
	],
	*check({windowsSystems}) {
		for (const {ec2Launch: v1, ec2LaunchV2} of windowsSystems)
			if (ec2LaunchV2 === undefined && v1?.handleUserData?.value === false) yield {message: 'off', place: v1.handleUserData.place, subject: 'handleUserData'};
	},
});
