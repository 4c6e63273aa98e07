import {defineValidator} from '../../src/contract.ts';
import {boots, debian, enabled, services, software, task, unit, windows} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const noRemoteAccessAgent = defineValidator({
	id: 'root/no-remote-access-agent',
	policy: 'access.outside-access-off',
	severity: 'warning',
	about: 'No agent of remote access starts by itself.',
	why: 'Outside access must be off until the customer switches it on. Whom these let in is not known from the image, so a reviewer will ask. The AWS Systems Manager agent and EC2 Instance Connect answer to the customer and are fine.',
	source: pages.policy,
	reads: ['startups'],
	messages: {
		agent: {
			message: '{job} starts {agent}, an agent of remote access.',
			help: 'Leave it out of the AMI, or disable it and say in the usage instructions how the customer switches it on.',
		},
		listens: {
			message: '{job} starts {agent}, a remote desktop that listens to every host.',
			help: 'Let it listen to the instance alone (-localhost) and have users reach it over SSH, or leave it off until the customer switches it on.',
		},
		unknownHost: {
			message: '{job} starts {agent}, a tunnel into the instance, to a host that is not written there.',
			help: 'See that it does nothing until the customer has named the host; then waive this with that reason.',
		},
	},
	examples: [
		{
			name: 'AnyDesk',
			files: {},
			root: enabled('anydesk.service', unit('ExecStart=/usr/bin/anydesk --service')),
			expect: [{message: 'agent', at: '/usr/bin/anydesk --service', subject: 'AnyDesk'}],
		},
		{
			name: 'a VNC server',
			files: {},
			root: boots('vncserver :1 -geometry 1280x800'),
			expect: [{message: 'listens', at: 'vncserver :1 -geometry 1280x800', subject: 'vncserver'}],
		},
		{
			name: 'a tunnel to a host that a variable names',
			files: {},
			root: boots('ssh -N -R 2222:localhost:22 "$SUPPORT_HOST"'),
			expect: [{message: 'unknownHost', at: 'ssh -N -R 2222:localhost:22 "$SUPPORT_HOST"'}],
		},
		{name: 'a VNC server for the instance alone', files: {}, root: boots('vncserver :1 -localhost'), expect: []},
		{name: 'AnyDesk, masked', files: {}, root: enabled('anydesk.service', '', {'etc/systemd/system/anydesk.service': {link: '/dev/null'}}), expect: []},
		{
			name: 'AnyDesk, which waits for the customer to make a file',
			files: {},
			root: enabled('anydesk.service', unit('ExecStart=/usr/bin/anydesk --service', 'ConditionPathExists=/etc/larkspur/desktop-on\n')),
			expect: [],
		},
		{name: 'Tailscale that has joined nothing', files: {}, root: enabled('tailscaled.service', unit('ExecStart=/usr/sbin/tailscaled')), expect: []},
		{name: "Amazon's own agent", files: {}, root: enabled('amazon-ssm-agent.service', unit('ExecStart=/usr/bin/amazon-ssm-agent')), expect: []},
		{
			name: 'Salt with a master, which is worse and reported as such',
			files: {},
			root: enabled('salt-minion.service', unit('ExecStart=/usr/bin/salt-minion'), {'etc/salt/minion': 'master: salt.larkspur-queue.com\n'}),
			expect: [],
		},
		{
			name: 'TeamViewer as a service of Windows',
			files: {},
			root: windows({'Windows/System32/config/SYSTEM': services({TeamViewer: '"C:\\Program Files\\TeamViewer\\TeamViewer_Service.exe"'})}),
			expect: [{message: 'agent', at: '', subject: 'TeamViewer'}],
		},
		{
			name: 'AnyDesk when somebody logs on to Windows',
			files: {},
			root: windows({
				'Windows/System32/config/SOFTWARE': software({'WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Run': {AnyDesk: 'C:\\AnyDesk\\AnyDesk.exe --control'}}),
			}),
			expect: [{message: 'agent', at: '', subject: 'AnyDesk'}],
		},
		{
			name: 'AnyDesk in a task that is switched off',
			files: {},
			root: windows({'Windows/System32/Tasks/AnyDesk': task('C:\\AnyDesk\\AnyDesk.exe', {isEnabled: false})}),
			expect: [],
		},
		{name: 'none on Windows', files: {}, root: windows(), expect: []},
		{name: 'none at all', files: {}, root: debian(), expect: []},
	],
	*check({startups}) {
		for (const {job, agent, kind, bound, keyed, place} of startups.flatMap(({remoteAccess}) => remoteAccess)) {
			if (bound !== undefined || keyed || job.waitsFor !== undefined) continue;
			const message = /^(?:(?:auto)?ssh|plink|klink) /.test(agent) ? 'unknownHost' : kind === 'screen' && /vnc/i.test(agent) ? 'listens' : 'agent';
			yield {message, place, subject: agent, ...(message === 'unknownHost' ? {severity: 'note' as const} : {}), data: {job: job.name, agent}};
		}
	},
});
