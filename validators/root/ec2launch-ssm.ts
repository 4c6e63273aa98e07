import {defineValidator} from '../../src/contract.ts';
import {agentConfig, ec2Launch, windows, withoutEc2LaunchV2} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const ec2launchSsm = defineValidator({
	id: 'root/ec2launch-ssm',
	policy: 'access.windows-ec2launch',
	severity: {'ami-2020': 'off', 'ami-2025': 'warning'},
	about: 'EC2Launch v2 starts the Systems Manager service again after Sysprep.',
	source: pages.checklist,
	reads: ['windowsSystems'],
	messages: {
		noTask: {
			message: 'The settings of EC2Launch v2 have no task startSsm, so that the Systems Manager service stays off after Sysprep.',
			help: 'Add the task startSsm to the stage postReady of agent-config.yml ("Re-enable and start SSM service after Sysprep" in the settings dialog).',
		},
	},
	examples: [
		{
			name: 'no task',
			files: {'shelfready.yaml': 'edition: ami-2025\n'},
			root: windows({'ProgramData/Amazon/EC2Launch/config/agent-config.yml': agentConfig(undefined, '')}),
			expect: [{message: 'noTask', at: '', subject: 'startSsm'}],
		},
		{name: 'the task', files: {}, root: windows(), expect: []},
		{name: 'settings that are not there', files: {}, root: windows({'ProgramData/Amazon/EC2Launch/config/agent-config.yml': undefined}), expect: []},
		{name: 'EC2Launch v1', files: {}, root: windows({...withoutEc2LaunchV2(), ...ec2Launch()}), expect: []},
	],
	*check({windowsSystems}) {
		for (const {ec2LaunchV2: v2} of windowsSystems) {
			if (v2?.settings === undefined || v2.unread !== undefined || v2.tasks.some(({name}) => name.value === 'startSsm')) continue;
			yield {message: 'noTask', place: v2.settings, subject: 'startSsm'};
		}
	},
});
