import {defineValidator} from '../../src/contract.ts';
import {agentConfig, ec2Launch, task, unsealedV1, windows, withoutEc2LaunchV2} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const launchTask = 'Windows/System32/Tasks/Amazon Ec2 Launch - Instance Initialization';
const random = 'Set it to a random password: in "Amazon EC2Launch settings", under "Set Administrator Account", choose Random.';

export const ec2launchRandomPassword = defineValidator({
	id: 'root/ec2launch-random-password',
	policy: 'access.windows-ec2launch',
	severity: {'ami-2020': 'warning', 'ami-2025': 'error'},
	about: 'EC2Launch gives the administrator of each instance a random password.',
	why: 'Only then can the buyer decrypt the password with their key pair, and nobody else knows it.',
	source: pages.checklist,
	reads: ['windowsSystems'],
	messages: {
		doNothing: {
			message:
				'EC2Launch {version} sets no password: its password type is {found}, so that the administrator has the one of the answer file or, without one, is disabled.',
			help: random,
		},
		noTask: {
			message: 'The settings of EC2Launch v2 have no task setAdminAccount, so that no instance gets a random administrator password.',
			help: 'Add the task setAdminAccount with password type random to the stage preReady of agent-config.yml.',
		},
		alreadyRun: {
			message:
				'EC2Launch v2 has left state/.run-once in the image: it takes its tasks of frequency once for done, so that instances set no administrator password and do not activate Windows.',
			help: 'Run "EC2Launch.exe sysprep" or, without Sysprep, "EC2Launch.exe reset" as the last step before the image is made.',
		},
		notScheduled: {
			message: 'The image is not sealed by Sysprep and the task of EC2Launch v1 {found}, so that nothing sets a password when an instance starts.',
			help: 'Run SysprepInstance.ps1 as the last step before the image is made or, without Sysprep, "InitializeInstance.ps1 -Schedule".',
		},
	},
	examples: [
		{
			name: 'an image that is not sealed, with the task of EC2Launch v1 switched off',
			files: {},
			root: windows({...unsealedV1(), [launchTask]: task('InitializeInstance.ps1', {isEnabled: false})}),
			expect: [{message: 'notScheduled', at: '', subject: 'EC2Launch v1'}],
		},
		{
			name: 'an image that is not sealed, without the task',
			files: {},
			root: windows({...unsealedV1(), 'Windows/System32/Tasks/Larkspur': task('larkspur.exe')}),
			expect: [{message: 'notScheduled', at: '', subject: 'EC2Launch v1'}],
		},
		{
			name: 'an image that is not sealed, with the task',
			files: {},
			root: windows({...unsealedV1(), [launchTask]: task('InitializeInstance.ps1')}),
			expect: [],
		},
		{
			name: 'a task that sets no password',
			files: {},
			root: windows({
				'ProgramData/Amazon/EC2Launch/config/agent-config.yml': agentConfig(
					'      - task: setAdminAccount\n        inputs:\n          password:\n            type: doNothing\n',
				),
			}),
			expect: [{message: 'doNothing', at: 'doNothing', subject: 'EC2Launch v2'}],
		},
		{
			name: 'EC2Launch v1 that sets no password',
			files: {},
			root: windows({...withoutEc2LaunchV2(), ...ec2Launch({adminPasswordType: 'DoNothing'})}),
			expect: [{message: 'doNothing', at: '"DoNothing"', subject: 'EC2Launch v1'}],
		},
		{
			name: 'no task',
			files: {},
			root: windows({'ProgramData/Amazon/EC2Launch/config/agent-config.yml': agentConfig('')}),
			expect: [{message: 'noTask', at: '', subject: 'setAdminAccount'}],
		},
		{
			name: 'an agent that has run in the image',
			files: {},
			root: windows({'ProgramData/Amazon/EC2Launch/state/.run-once': ''}),
			expect: [{message: 'alreadyRun', at: '', subject: '.run-once'}],
		},
		{name: 'random passwords', files: {}, root: windows(), expect: []},
		{name: 'random passwords by EC2Launch v1', files: {}, root: windows({...withoutEc2LaunchV2(), ...ec2Launch()}), expect: []},
		{
			name: 'a fixed password, of which another rule speaks',
			files: {},
			root: windows({
				'ProgramData/Amazon/EC2Launch/config/agent-config.yml': agentConfig('      - task: setAdminAccount\n        inputs: {password: {type: static}}\n'),
			}),
			expect: [],
		},
		{name: 'settings that are not there', files: {}, root: windows({'ProgramData/Amazon/EC2Launch/config/agent-config.yml': undefined}), expect: []},
	],
	*check({windowsSystems}) {
		for (const {ec2Launch: v1, ec2LaunchV2: v2} of windowsSystems) {
			if (v2 === undefined) {
				const type = v1?.password?.type;
				if (type?.value.toLowerCase() === 'donothing')
					yield {message: 'doNothing', place: type.place, subject: 'EC2Launch v1', data: {version: 'v1', found: type.value}};
				const found = v1?.taskOff === undefined ? 'is not there' : 'is switched off';
				if (v1?.runs === false) yield {message: 'notScheduled', severity: 'warning', place: v1.taskOff ?? v1.place, subject: 'EC2Launch v1', data: {found}};
				continue;
			}
			const task = v2.tasks.find(({name}) => name.value === 'setAdminAccount');
			const type = task?.password?.type;
			if (task === undefined && v2.settings !== undefined && v2.unread === undefined) yield {message: 'noTask', place: v2.settings, subject: 'setAdminAccount'};
			if (type?.value.toLowerCase() === 'donothing')
				yield {message: 'doNothing', place: type.place, subject: 'EC2Launch v2', data: {version: 'v2', found: type.value}};
			if (v2.runOnce !== undefined) yield {message: 'alreadyRun', place: v2.runOnce, subject: '.run-once'};
		}
	},
	shows({windowsSystems}) {
		const shown = windowsSystems.map(({ec2Config, ec2Launch: v1, ec2LaunchV2: v2}) => {
			if (v1 === undefined && v2 === undefined && ec2Config !== undefined) return 'EC2Config sets the password';
			if (v2 === undefined && v1?.runs !== true) return undefined;
			const type = v2 === undefined ? v1?.password?.type : v2.tasks.find(({name}) => name.value === 'setAdminAccount')?.password?.type;
			return type?.value.toLowerCase() === 'random' ? 'EC2Launch gives each instance a random administrator password' : undefined;
		});
		return shown.length === 0 || shown.includes(undefined) ? undefined : [...new Set(shown)].join('; ');
	},
});
