import {defineValidator} from '../../src/contract.ts';
import {ec2Launch, software, windows, withoutEc2LaunchV2} from '../../src/examples.ts';
import {isOlder, newestAgents} from '../../src/limits/windows.ts';
import {pages} from '../../src/limits.ts';

export const newestEc2launch = defineValidator({
	id: 'root/newest-ec2launch',
	policy: 'access.windows-ec2launch',
	severity: 'note',
	about: 'EC2Launch is its newest version.',
	why: 'Read from the list of installed programs, from a log of the last launch or from the module of EC2Launch v1. Newer versions than the one we know may be out.',
	source: pages.checklist,
	reads: ['windowsSystems'],
	messages: {
		older: {
			message: 'EC2Launch {agent} is version {version}; {newest} came out on {released}.',
			help: 'Update the agent before you make the image: AWS-managed AMIs of the month have the newest one.',
		},
	},
	examples: [
		{
			name: 'an old EC2Launch v2',
			files: {},
			root: windows({
				'Windows/System32/config/SOFTWARE': software({
					'Microsoft\\Windows\\CurrentVersion\\Uninstall\\{6F1D0B6A}': {DisplayName: 'Amazon EC2Launch', DisplayVersion: '2.0.1948.0'},
				}),
			}),
			expect: [{message: 'older', at: '', subject: 'EC2Launch v2'}],
		},
		{
			name: 'an old EC2Launch v1',
			files: {},
			root: windows({
				...withoutEc2LaunchV2(),
				...ec2Launch(),
				'ProgramData/Amazon/EC2-Windows/Launch/Module/Ec2Launch.psd1': "@{\n  ModuleVersion = '1.3.2003498'\n}\n",
			}),
			expect: [{message: 'older', at: '1.3.2003498', subject: 'EC2Launch v1'}],
		},
		{
			name: 'the version in a log',
			files: {},
			root: windows({
				'Windows/System32/config/SOFTWARE': software({'Microsoft\\Windows\\CurrentVersion\\Uninstall\\{6F1D0B6A}': {}}),
				'ProgramData/Amazon/EC2Launch/log/console.log': '2025/07/22 21:26:53Z: Launch: EC2 Launch v2.2.63\n',
			}),
			expect: [{message: 'older', at: '2.2.63', subject: 'EC2Launch v2'}],
		},
		{name: 'the newest version', files: {}, root: windows(), expect: []},
	],
	*check({windowsSystems}) {
		for (const {ec2Launch: v1, ec2LaunchV2: v2} of windowsSystems) {
			const found = v2?.version ?? (v2 === undefined ? v1?.version : undefined);
			const {version: newest, released} = v2 === undefined ? newestAgents.ec2Launch : newestAgents.ec2LaunchV2;
			if (found === undefined || !isOlder(found.value, newest)) continue;
			const agent = v2 === undefined ? 'v1' : 'v2';
			yield {message: 'older', place: found.place, subject: `EC2Launch ${agent}`, data: {agent, version: found.value, newest, released}};
		}
	},
});
