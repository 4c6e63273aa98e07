import {defineValidator} from '../../src/contract.ts';
import {ec2ConfigSettings, windows, withoutEc2LaunchV2} from '../../src/examples.ts';
import {ec2ConfigPlugins, firstEc2LaunchBuild} from '../../src/limits/windows.ts';
import {pages} from '../../src/limits.ts';

const program = 'Program Files/Amazon/Ec2ConfigService/Ec2Config.exe';
const settings = 'Program Files/Amazon/Ec2ConfigService/Settings/config.xml';

export const ec2configPlugins = defineValidator({
	id: 'root/ec2config-plugins',
	policy: 'access.windows-ec2config',
	severity: 'error',
	about: 'Windows Server 2012 R2 and older run EC2Config with its plug-ins for password, activation and user data on.',
	why: 'EC2Config switches Ec2SetPassword and Ec2HandleUserData off once they have run, so an image made from an instance has them off unless they are set again.',
	source: pages.policy,
	reads: ['windowsSystems'],
	messages: {
		off: {
			message: 'The plug-in {plugin} of EC2Config is {found}; it must be Enabled.',
			help: 'Set its State to Enabled in Settings/config.xml as the last step before the image is made.',
		},
		missing: {
			message: 'The settings of EC2Config do not name the plug-in {plugin}, which must be Enabled.',
			help: 'Add it to Settings/config.xml with State Enabled, or install the newest EC2Config with its own settings.',
		},
		noAgent: {
			message: 'The image runs {label} without EC2Config or EC2Launch.',
			help: 'Better move to a newer Windows, which is supported, with EC2Launch v2. Otherwise install the newest EC2Config.',
		},
		disabled: {
			message: 'EC2Config is installed, but its service is disabled (Start of the service "Ec2Config" is 4).',
			help: 'Set the service to start automatically: Set-Service Ec2Config -StartupType Automatic.',
		},
	},
	examples: [
		{
			name: 'plug-ins that have run in the image',
			files: {},
			root: windows({
				...withoutEc2LaunchV2('9600'),
				[program]: 'MZ',
				[settings]: ec2ConfigSettings({Ec2SetPassword: 'Disabled', Ec2HandleUserData: 'Disabled'}),
			}),
			expect: [
				{message: 'off', at: 'Disabled', subject: 'Ec2SetPassword'},
				{message: 'off', at: 'Disabled', subject: 'Ec2HandleUserData'},
			],
		},
		{
			name: 'settings without plug-ins',
			files: {},
			root: windows({...withoutEc2LaunchV2('9200'), [program]: 'MZ', [settings]: '<Ec2ConfigurationSettings><Plugins></Plugins></Ec2ConfigurationSettings>\n'}),
			expect: ec2ConfigPlugins.names.toSorted().map((subject) => ({message: 'missing', at: '', subject})),
		},
		{
			name: 'no agent',
			files: {},
			root: windows(withoutEc2LaunchV2('9600')),
			expect: [{message: 'noAgent', at: '', subject: 'Windows Server 2012 R2'}],
		},
		{
			name: 'a service that does not start',
			files: {},
			root: windows({
				...withoutEc2LaunchV2('9600'),
				[program]: 'MZ',
				[settings]: ec2ConfigSettings(),
				'Windows/System32/config/SYSTEM': {registry: '[Select]\n"Current"=dword:00000002\n[ControlSet002\\Services\\Ec2Config]\n"Start"=dword:00000004\n'},
			}),
			expect: [{message: 'disabled', at: '', subject: 'Ec2Config'}],
		},
		{name: 'all on', files: {}, root: windows({...withoutEc2LaunchV2('9600'), [program]: 'MZ', [settings]: ec2ConfigSettings()}), expect: []},
		{
			name: 'EC2Launch v2 beside the settings of EC2Config',
			files: {},
			root: windows({[program]: 'MZ', [settings]: ec2ConfigSettings({Ec2SetPassword: 'Disabled'})}),
			expect: [],
		},
		{
			name: 'a volume without its folder ProgramData',
			files: {},
			root: windows({...withoutEc2LaunchV2('9600'), 'ProgramData/Amazon/SSM/Logs/amazon-ssm-agent.log': undefined}),
			expect: [],
		},
		{name: 'settings that are not there', files: {}, root: windows({...withoutEc2LaunchV2('9600'), [program]: 'MZ'}), expect: []},
	],
	*check({windowsSystems}) {
		for (const {place, isPartial, release, ec2Config, ec2Launch, ec2LaunchV2} of windowsSystems) {
			if (ec2Launch !== undefined || ec2LaunchV2 !== undefined) continue;
			if (ec2Config === undefined) {
				if (release !== undefined && !isPartial && release.build < firstEc2LaunchBuild)
					yield {message: 'noAgent', place, subject: release.label, data: {label: release.label}};
				continue;
			}
			if (ec2Config.off !== undefined) yield {message: 'disabled', place: ec2Config.off, subject: 'Ec2Config'};
			if (ec2Config.settings === undefined) continue;
			for (const plugin of ec2ConfigPlugins.names) {
				const found = ec2Config.plugins.find(({name}) => name === plugin);
				if (found === undefined) yield {message: 'missing', place: ec2Config.settings, subject: plugin, data: {plugin}};
				else if (found.state.value.toLowerCase() !== 'enabled')
					yield {message: 'off', place: found.state.place, subject: plugin, data: {plugin, found: found.state.value}};
			}
		}
	},
	shows({windowsSystems}) {
		const shown = windowsSystems.map(({release, ec2Config, ec2Launch, ec2LaunchV2}) => {
			if (release === undefined) return undefined;
			if (release.build >= firstEc2LaunchBuild) return `${release.label} is newer than Windows Server 2012 R2`;
			if (ec2Launch !== undefined || ec2LaunchV2 !== undefined || ec2Config?.settings === undefined) return undefined;
			return `EC2Config of ${release.label} has ${ec2ConfigPlugins.names.join(', ')} Enabled`;
		});
		return shown.length === 0 || shown.includes(undefined) ? undefined : shown.join('; ');
	},
});
