import {defineValidator} from '../../src/contract.ts';
import {software, windows, withoutEc2LaunchV2} from '../../src/examples.ts';
import {isOlder, newestAgents} from '../../src/limits/windows.ts';
import {pages} from '../../src/limits.ts';

const program = 'Program Files/Amazon/Ec2ConfigService/Ec2Config.exe';
const installed = (DisplayVersion: string) =>
	software({
		'Microsoft\\Windows NT\\CurrentVersion': {CurrentBuild: '9600'},
		'Microsoft\\Windows\\CurrentVersion\\Uninstall\\{6F1D0B6A}': {DisplayName: 'EC2ConfigService', DisplayVersion},
	});

export const newestEc2config = defineValidator({
	id: 'root/newest-ec2config',
	policy: 'access.windows-ec2config',
	severity: 'warning',
	about: 'EC2Config is its newest version.',
	why: 'EC2Config has reached its end of support, so that its last version stays the newest.',
	source: pages.policy,
	reads: ['windowsSystems'],
	messages: {
		older: {
			message: 'EC2Config is version {version}; the newest, and last, is {newest}.',
			help: 'Install it before you make the image, or better EC2Launch v2 on a newer Windows.',
		},
	},
	examples: [
		{
			name: 'an older version',
			files: {},
			root: windows({...withoutEc2LaunchV2(), [program]: 'MZ', 'Windows/System32/config/SOFTWARE': installed('4.9.4508.0')}),
			expect: [{message: 'older', at: '', subject: 'EC2Config'}],
		},
		{
			name: 'the last version',
			files: {},
			root: windows({...withoutEc2LaunchV2(), [program]: 'MZ', 'Windows/System32/config/SOFTWARE': installed('4.9.5777.0')}),
			expect: [],
		},
		{name: 'a program that does not tell its version', files: {}, root: windows({...withoutEc2LaunchV2('9600'), [program]: 'MZ'}), expect: []},
	],
	*check({windowsSystems}) {
		for (const {ec2Config, ec2Launch, ec2LaunchV2} of windowsSystems) {
			const version = ec2Config?.version;
			const newest = newestAgents.ec2Config.version;
			if (version === undefined || ec2Launch !== undefined || ec2LaunchV2 !== undefined || !isOlder(version.value, newest)) continue;
			yield {message: 'older', place: version.place, subject: 'EC2Config', data: {version: version.value, newest}};
		}
	},
	shows({windowsSystems}) {
		const shown = windowsSystems.map(({ec2Config, ec2Launch, ec2LaunchV2}) => {
			if (ec2Launch !== undefined || ec2LaunchV2 !== undefined) return 'EC2Launch is used in its stead';
			return ec2Config?.version === undefined ? undefined : `EC2Config is version ${ec2Config.version.value}`;
		});
		return shown.length === 0 || shown.includes(undefined) ? undefined : shown.join('; ');
	},
});
