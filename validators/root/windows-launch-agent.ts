import {defineValidator} from '../../src/contract.ts';
import {controlSet, ec2ConfigSettings, ec2Launch, windows, withoutEc2LaunchV2} from '../../src/examples.ts';
import {firstEc2LaunchBuild} from '../../src/limits/windows.ts';
import {pages} from '../../src/limits.ts';

const install = 'Install EC2Launch v2 and leave its settings at a random administrator password, then run Sysprep through it.';

export const windowsLaunchAgent = defineValidator({
	id: 'root/windows-launch-agent',
	policy: 'access.windows-ec2launch',
	severity: 'error',
	about: 'Windows Server 2016 and newer run EC2Launch, v1 or v2.',
	why: "Without the agent an instance sets no password that the buyer could decrypt with their key pair, runs no user data, and does not activate Windows with AWS's servers.",
	source: pages.policy,
	reads: ['windowsSystems'],
	messages: {
		none: {message: "The image runs {label} without any of AWS's launch agents: neither EC2Launch nor EC2Config is installed.", help: install},
		configOnly: {message: 'The image runs {label} with EC2Config, where AWS asks for EC2Launch from Windows Server 2016 on.', help: install},
		off: {
			message: 'EC2Launch v2 is installed, but its service is disabled (Start of the service "Amazon EC2Launch" is 4), so that it does not run on instances.',
			help: 'Set the service to start automatically: Set-Service "Amazon EC2Launch" -StartupType Automatic.',
		},
	},
	examples: [
		{name: 'no agent', files: {}, root: windows(withoutEc2LaunchV2()), expect: [{message: 'none', at: '', subject: 'Windows Server 2019'}]},
		{
			name: 'EC2Config on Windows Server 2016',
			files: {},
			root: windows({
				...withoutEc2LaunchV2('14393'),
				'Program Files/Amazon/Ec2ConfigService/Ec2Config.exe': 'MZ',
				'Program Files/Amazon/Ec2ConfigService/Settings/config.xml': ec2ConfigSettings(),
			}),
			expect: [{message: 'configOnly', at: '', subject: 'Windows Server 2016'}],
		},
		{
			name: 'a service that does not start',
			files: {},
			root: windows({'Windows/System32/config/SYSTEM': controlSet({'Services\\Amazon EC2Launch': {Start: 4}})}),
			expect: [{message: 'off', at: '', subject: 'Amazon EC2Launch'}],
		},
		{name: 'EC2Launch v2 on Windows Server 2022', files: {}, root: windows(), expect: []},
		{name: 'EC2Launch v1 on Windows Server 2019', files: {}, root: windows({...withoutEc2LaunchV2(), ...ec2Launch()}), expect: []},
		{name: 'Windows Server 2012 R2, which may run EC2Config', files: {}, root: windows(withoutEc2LaunchV2('9600')), expect: []},
		{name: 'a Windows that does not tell its build', files: {}, root: windows({...withoutEc2LaunchV2(), 'Windows/System32/config/SOFTWARE': ''}), expect: []},
	],
	*check({windowsSystems}) {
		for (const {place, isPartial, release, ec2Config, ec2Launch: v1, ec2LaunchV2: v2} of windowsSystems) {
			if (v2?.off !== undefined) yield {message: 'off', place: v2.off, subject: 'Amazon EC2Launch'};
			if (release === undefined || release.build < firstEc2LaunchBuild || v1 !== undefined || v2 !== undefined) continue;
			const {label} = release;
			if (ec2Config === undefined && !isPartial) yield {message: 'none', place, subject: label, data: {label}};
			if (ec2Config !== undefined) yield {message: 'configOnly', place: ec2Config.place, subject: label, data: {label}};
		}
	},
	shows({windowsSystems}) {
		const agents = windowsSystems.map(({release, ec2Launch: v1, ec2LaunchV2: v2}) => {
			if (release === undefined) return undefined;
			if (release.build < firstEc2LaunchBuild) return `${release.label} is older than Windows Server 2016`;
			return v1 === undefined && v2 === undefined ? undefined : `${release.label} runs EC2Launch v${v2 === undefined ? 1 : 2}`;
		});
		return agents.length === 0 || agents.includes(undefined) ? undefined : agents.join('; ');
	},
});
