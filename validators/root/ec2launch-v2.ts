import {defineValidator} from '../../src/contract.ts';
import {ec2ConfigSettings, ec2Launch, windows, withoutEc2LaunchV2} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const migrate =
	"Install EC2Launch v2: its installer takes the older agent away, and AWS's migration tool carries settings over. AWS's listing checklist asks for it from Windows Server 2012 on.";

/** The build of Windows Server 2012. */
const firstAsked = 9200;

export const ec2launchV2 = defineValidator({
	id: 'root/ec2launch-v2',
	policy: 'access.windows-ec2launch',
	severity: {'ami-2020': 'off', 'ami-2025': 'warning'},
	about: 'Windows Server 2012 and newer run EC2Launch v2 rather than an older launch agent.',
	why: 'EC2Config is past its end of support, and EC2Launch v1 gets no new features. EC2Launch v2 after October 2023 no longer supports Windows Server 2012 itself.',
	source: pages.checklist,
	reads: ['windowsSystems'],
	messages: {
		v1: {message: 'The image runs {label} with EC2Launch v1.', help: migrate},
		config: {message: 'The image runs {label} with EC2Config, which AWS asks to avoid.', help: migrate},
	},
	examples: [
		{
			name: 'EC2Launch v1',
			files: {'shelfready.yaml': 'edition: ami-2025\n'},
			root: windows({...withoutEc2LaunchV2(), ...ec2Launch()}),
			expect: [{message: 'v1', at: '', subject: 'EC2Launch v1'}],
		},
		{
			name: 'EC2Config',
			files: {'shelfready.yaml': 'edition: ami-2025\n'},
			root: windows({
				...withoutEc2LaunchV2('9600'),
				'Program Files/Amazon/Ec2ConfigService/Ec2Config.exe': 'MZ',
				'Program Files/Amazon/Ec2ConfigService/Settings/config.xml': ec2ConfigSettings(),
			}),
			expect: [{message: 'config', at: '', subject: 'EC2Config'}],
		},
		{name: 'EC2Launch v2', files: {}, root: windows(), expect: []},
		{
			name: 'Windows Server 2008 R2',
			files: {},
			root: windows({...withoutEc2LaunchV2('7601'), 'Program Files/Amazon/Ec2ConfigService/Ec2Config.exe': 'MZ'}),
			expect: [],
		},
	],
	*check({windowsSystems}) {
		for (const {release, ec2Config, ec2Launch: v1, ec2LaunchV2: v2} of windowsSystems) {
			if (v2 !== undefined || release === undefined || release.build < firstAsked) continue;
			const {label} = release;
			if (v1 !== undefined) yield {message: 'v1', place: v1.place, subject: 'EC2Launch v1', data: {label}};
			else if (ec2Config !== undefined) yield {message: 'config', place: ec2Config.place, subject: 'EC2Config', data: {label}};
		}
	},
});
