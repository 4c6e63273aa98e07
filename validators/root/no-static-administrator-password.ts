import {defineValidator} from '../../src/contract.ts';
import {agentConfig, answerFile, ec2Launch, windows, withoutEc2LaunchV2} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const settings = 'ProgramData/Amazon/EC2Launch/config/agent-config.yml';
const random = 'Set it to random and take the password out.';
const adminTask = (inputs: string) => `      - task: setAdminAccount\n        inputs: {password: {${inputs}}}\n`;
const password = '      <UserAccounts><AdministratorPassword><Value>S3cret-0f-Larkspur</Value></AdministratorPassword></UserAccounts>\n';

export const noStaticAdministratorPassword = defineValidator({
	id: 'root/no-static-administrator-password',
	policy: 'access.no-fixed-passwords',
	severity: 'error',
	about: 'No setting of a Windows image gives the administrator the same password on every instance.',
	source: pages.policy,
	reads: ['windowsSystems', 'windowsPasswords'],
	messages: {
		static: {
			message: 'EC2Launch {version} gives the administrator of every instance the same password: its password type is {found}.',
			help: random,
		},
		answered: {
			message: 'The answer file sets the administrator password, and no launch agent replaces it with a random one, so that it is the same on every instance.',
			help: 'Take the password out of the answer file, and let EC2Launch set a random one.',
		},
	},
	examples: [
		{
			name: 'a static password',
			files: {},
			root: windows({[settings]: agentConfig(adminTask('type: static, data: S3cret-0f-Larkspur'))}),
			expect: [{message: 'static', at: 'static', subject: 'EC2Launch v2'}],
		},
		{
			name: 'a specified password of EC2Launch v1',
			files: {},
			root: windows({...withoutEc2LaunchV2(), ...ec2Launch({adminPasswordType: 'Specify', adminPassword: 'S3cret-0f-Larkspur'})}),
			expect: [{message: 'static', at: '"Specify"', subject: 'EC2Launch v1'}],
		},
		{
			name: 'a password in an answer file',
			files: {},
			root: windows({[settings]: agentConfig(adminTask('type: doNothing')), 'ProgramData/Amazon/EC2Launch/sysprep/unattend.xml': answerFile(password)}),
			expect: [{message: 'answered', at: 'S3cret-0f-Larkspur', subject: 'Administrator'}],
		},
		{name: 'random passwords', files: {}, root: windows(), expect: []},
		{
			name: 'a password in an answer file that a random one replaces',
			files: {},
			root: windows({'ProgramData/Amazon/EC2Launch/sysprep/unattend.xml': answerFile(password)}),
			expect: [],
		},
		{
			name: 'a type that this version does not know',
			files: {},
			root: windows({[settings]: agentConfig(adminTask('type: encrypted'))}),
			expect: [],
		},
	],
	*check({windowsSystems, windowsPasswords}) {
		for (const {root, ec2Config, ec2Launch: v1, ec2LaunchV2: v2} of windowsSystems) {
			const type = v2 === undefined ? v1?.password?.type : v2.tasks.find(({name}) => name.value === 'setAdminAccount')?.password?.type;
			const version = v2 === undefined ? 'v1' : 'v2';
			const word = type?.value.toLowerCase();
			if (type !== undefined && (word === 'static' || word === 'specify'))
				yield {message: 'static', place: type.place, subject: `EC2Launch ${version}`, data: {version, found: type.value}};
			// Which password wins is known only where the agent says that it sets none, or where there is no agent.
			if (word !== 'donothing' && (v1 !== undefined || v2 !== undefined || ec2Config !== undefined)) continue;
			const own = windowsPasswords.filter((stored) => stored.root === root).flatMap(({passwords}) => passwords);
			for (const {place, setsAdministrator} of own) if (setsAdministrator) yield {message: 'answered', place, subject: 'Administrator'};
		}
	},
});
