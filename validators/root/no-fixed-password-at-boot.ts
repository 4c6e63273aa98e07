import {defineValidator} from '../../src/contract.ts';
import {agentConfig, boots, debian, enabled, unit, windows} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const agentSettings = 'ProgramData/Amazon/EC2Launch/config/agent-config.yml';
const executeScript = (content: string) =>
	`      - task: executeScript\n        inputs:\n          - frequency: once\n            type: powershell\n            runAs: localSystem\n            content: |\n              ${content}\n`;

export const noFixedPasswordAtBoot = defineValidator({
	id: 'root/no-fixed-password-at-boot',
	policy: 'access.no-fixed-passwords',
	severity: 'error',
	about: 'No password that is built into the AMI is set on each instance.',
	why: "A script that sets a password at boot, or cloud-init's configuration, gives every customer the same one. Passwords that are drawn on the instance, and those of which the image does not tell where they come from, are not reported.",
	source: pages.policy,
	reads: ['startups'],
	messages: {
		fixed: {
			message: '{job} sets a password for {of} that is written into the AMI, the same on every instance.',
			help: 'Draw it on the instance at the first boot (for example with openssl rand -base64 18), or set none and leave log-in to the key pair.',
		},
		empty: {
			message: '{job} takes the password of {of} away, so that it is empty.',
			help: 'Lock the password instead (passwd -l).',
		},
		likely: {
			message: '{job} gives {of} a value that seems to be a password, the same on every instance.',
			help: 'If it is one, draw it on the instance at the first boot (for example with openssl rand -base64 18).',
		},
	},
	examples: [
		{
			name: 'chpasswd',
			files: {},
			root: boots("echo 'admin:letmein1' | chpasswd"),
			expect: [{message: 'fixed', at: 'letmein1', subject: 'account admin'}],
		},
		{
			name: 'a variable that is written further up',
			files: {},
			root: boots('WORD="letmein1"\nprintf \'%s:%s\\n\' admin "$WORD" | sudo chpasswd'),
			expect: [{message: 'fixed', at: 'letmein1'}],
		},
		{
			name: "cloud-init's list",
			files: {},
			root: debian({'etc/cloud/cloud.cfg.d/90-larkspur.cfg': 'chpasswd:\n  expire: false\n  users:\n    - {name: admin, password: letmein1, type: text}\n'}),
			expect: [{message: 'fixed', at: 'letmein1', subject: 'account admin'}],
		},
		{name: 'a password that is taken away', files: {}, root: boots('passwd -d admin'), expect: [{message: 'empty', at: 'passwd -d admin'}]},
		{
			name: 'a variable of the unit',
			files: {},
			root: enabled('larkspur.service', unit('Environment=LARKSPUR_ADMIN_PASSWORD=letmein1\nExecStart=/opt/larkspur/bin/server')),
			expect: [{message: 'likely', at: 'letmein1', subject: 'LARKSPUR_ADMIN_PASSWORD'}],
		},
		{
			name: 'a script of EC2Launch v2',
			files: {},
			root: windows({[agentSettings]: agentConfig(undefined, executeScript('net user Administrator "letmein1"'))}),
			expect: [{message: 'fixed', at: 'letmein1', subject: 'account Administrator'}],
		},
		{
			name: 'a script of EC2Launch v2 that draws it',
			files: {},
			root: windows({[agentSettings]: agentConfig(undefined, executeScript('net user Administrator (New-Guid).Guid'))}),
			expect: [],
		},
		{name: 'a password that is drawn', files: {}, root: boots('WORD=$(openssl rand -base64 18)\necho "admin:$WORD" | chpasswd'), expect: []},
		{name: 'a password from elsewhere', files: {}, root: boots('echo "admin:$1" | chpasswd'), expect: []},
		{name: 'a script that nothing starts', files: {}, root: debian({'opt/larkspur/reset': "#!/bin/sh\necho 'admin:letmein1' | chpasswd\n"}), expect: []},
	],
	*check({startups}) {
		for (const {job, of, origin, empty, sure, place} of startups.flatMap(({passwords}) => passwords)) {
			if (origin !== 'fixed') continue;
			const hit = {place, subject: of, data: {job: job.name, of}};
			if (empty) yield {message: 'empty', ...hit};
			else if (sure) yield {message: 'fixed', ...hit};
			else yield {message: 'likely', severity: 'warning', ...hit};
		}
	},
});
