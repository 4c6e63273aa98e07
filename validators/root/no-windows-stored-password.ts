import {defineValidator} from '../../src/contract.ts';
import {agentConfig, answerFile, controlSet, registry, software, windows} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const groups = 'ProgramData/Microsoft/Group Policy/History/{1D}/Machine/Preferences/Groups/Groups.xml';

export const noWindowsStoredPassword = defineValidator({
	id: 'root/no-windows-stored-password',
	policy: 'security.no-embedded-credentials',
	severity: 'error',
	about: "No file that Windows Setup, Group Policy, Winlogon or AWS's launch agents read holds a password.",
	why: "Passwords in answer files are at best Base64, and the key of Group Policy's `cpassword` is public: everybody with an instance can read them.",
	source: pages.policy,
	reads: ['windowsPasswords'],
	messages: {
		answerFile: {
			message: 'The answer file holds a password, that of {owner}. Encoded or not, everybody who has an instance can read it.',
			help: 'Take the element out, and delete answer files that have done their work, such as those under Windows/Panther.',
		},
		groupPolicy: {
			message: 'The Group Policy preference holds a password as cpassword, whose key Microsoft has published.',
			help: 'Delete the preference and its copies, and change the password wherever it is used.',
		},
		automaticLogon: {
			message: 'Winlogon keeps the password of {owner} in clear text for automatic logon (DefaultPassword).',
			help: 'Remove the value DefaultPassword, and set AutoAdminLogon to 0, under Microsoft\\Windows NT\\CurrentVersion\\Winlogon.',
		},
		lsaSecret: {
			message: 'Windows keeps the password of {owner} among its secrets (SECURITY, Policy\\Secrets), whose key lies in the image as well.',
			help: 'Turn automatic logon off; let a service run under a virtual account (NT SERVICE\\name), which has no password.',
		},
		savedSession: {
			message: '{owner} holds a password, which anybody who has the file can turn back.',
			help: 'Delete the session, or the whole profile of the user who built the image, and change the password where it is accepted.',
		},
		vnc: {
			message: 'The settings {owner} hold the password of a VNC server, encrypted with a key that everybody knows.',
			help: 'Delete the value, and let each instance draw a password of its own at first start.',
		},
		agent: {
			message: 'The settings of EC2Launch hold the password of {owner}.',
			help: 'Take the password out and set its type to random.',
		},
	},
	examples: [
		{
			name: 'passwords in an answer file',
			files: {},
			root: windows({
				'Windows/Panther/unattend.xml': answerFile(
					'      <AutoLogon><Password><Value>UwAzAGMAcgBlAHQA</Value><PlainText>false</PlainText></Password><Username>build</Username></AutoLogon>\n',
				),
			}),
			expect: [{message: 'answerFile', at: 'UwAzAGMAcgBlAHQA', subject: 'automatic logon'}],
		},
		{
			name: 'an answer file under another name',
			files: {},
			root: windows({
				'build/base.xml': answerFile('      <UserAccounts><AdministratorPassword><Value>q7Lm2Zt9</Value></AdministratorPassword></UserAccounts>\n'),
			}),
			expect: [{message: 'answerFile', at: 'q7Lm2Zt9', subject: 'Administrator'}],
		},
		{
			name: 'a password in a Group Policy preference',
			files: {},
			root: windows({
				[groups]: '<Groups><User name="admin"><Properties action="U" cpassword="j1Uyj3Vx8TY9LtLZil2uAuZkFQA" userName="admin"/></User></Groups>\n',
			}),
			expect: [{message: 'groupPolicy', at: 'j1Uyj3Vx8TY9LtLZil2uAuZkFQA', subject: 'an account'}],
		},
		{
			name: 'automatic logon',
			files: {},
			root: windows({
				'Windows/System32/config/SOFTWARE': software({
					'Microsoft\\Windows NT\\CurrentVersion\\Winlogon': {AutoAdminLogon: '1', DefaultUserName: 'larkspur', DefaultPassword: 'S3cret'},
				}),
			}),
			expect: [{message: 'automaticLogon', at: '', subject: 'larkspur'}],
		},
		{
			name: "a password in the agent's settings",
			files: {},
			root: windows({
				'ProgramData/Amazon/EC2Launch/config/agent-config.yml': agentConfig(
					'      - task: setAdminAccount\n        inputs: {password: {type: random, data: S3cret}}\n',
				),
			}),
			expect: [{message: 'agent', at: 'S3cret', subject: 'Administrator'}],
		},
		{
			name: 'automatic logon with a password among the secrets',
			files: {},
			root: windows({
				'Windows/System32/config/SOFTWARE': software({'Microsoft\\Windows NT\\CurrentVersion\\Winlogon': {AutoAdminLogon: '1'}}),
				'Windows/System32/config/SECURITY': registry({'Policy\\Secrets\\DefaultPassword\\CurrVal': {'': new Uint8Array(124)}}),
			}),
			expect: [{message: 'lsaSecret', at: '', subject: 'automatic logon'}],
		},
		{
			name: 'a session of WinSCP',
			files: {},
			root: windows({'Users/Administrator/NTUSER.DAT': registry({'Software\\Martin Prikryl\\WinSCP 2\\Sessions\\build%40files': {Password: 'A35C425A'}})}),
			expect: [{message: 'savedSession', at: '', subject: "WinSCP's session build@files"}],
		},
		{
			name: 'the password of a VNC server',
			files: {},
			root: windows({'Windows/System32/config/SOFTWARE': software({'TightVNC\\Server': {Password: new Uint8Array(8)}})}),
			expect: [{message: 'vnc', at: '', subject: 'TightVNC\\Server'}],
		},
		{
			name: 'secrets of the system itself',
			files: {},
			root: windows({
				'Windows/System32/config/SYSTEM': controlSet({'Services\\MSSQLSERVER': {ObjectName: 'NT SERVICE\\MSSQLSERVER'}}),
				'Windows/System32/config/SECURITY': registry({
					'Policy\\Secrets\\_SC_MSSQLSERVER\\CurrVal': {'': new Uint8Array(124)},
					'Policy\\Secrets\\DPAPI_SYSTEM\\CurrVal': {'': new Uint8Array(124)},
				}),
			}),
			expect: [],
		},
		{
			name: 'a password that Windows Setup has taken out',
			files: {},
			root: windows({
				'Windows/Panther/unattend.xml': answerFile(
					'      <UserAccounts><AdministratorPassword>*SENSITIVE*DATA*DELETED*</AdministratorPassword></UserAccounts>\n      <AutoLogon><Password><Value></Value></Password></AutoLogon>\n',
				),
			}),
			expect: [],
		},
		{
			name: 'a preference without a password, and automatic logon without one',
			files: {},
			root: windows({
				[groups]: '<Groups><User name="admin"><Properties action="U" cpassword="" userName="admin"/></User></Groups>\n',
				'Windows/System32/config/SOFTWARE': software({'Microsoft\\Windows NT\\CurrentVersion\\Winlogon': {AutoAdminLogon: '0', DefaultPassword: ''}}),
			}),
			expect: [],
		},
		{name: 'no stored password', files: {}, root: windows(), expect: []},
	],
	*check({windowsPasswords}) {
		for (const {kind, place, owner, isDoubtful = false} of windowsPasswords.flatMap(({passwords}) => passwords)) {
			if (kind === 'answer-file') yield {message: 'answerFile', place, subject: owner, data: {owner}};
			else if (kind === 'group-policy') yield {message: 'groupPolicy', place, subject: owner};
			else if (kind === 'automatic-logon') yield {message: 'automaticLogon', place, subject: owner, data: {owner}};
			else if (kind === 'lsa-secret') yield {message: 'lsaSecret', severity: isDoubtful ? 'note' : 'warning', place, subject: owner, data: {owner}};
			else if (kind === 'saved-session')
				yield {message: 'savedSession', ...(isDoubtful ? {severity: 'warning' as const} : {}), place, subject: owner, data: {owner}};
			else if (kind === 'vnc') yield {message: 'vnc', place, subject: owner, data: {owner}};
			else yield {message: 'agent', place, subject: owner, data: {owner}};
		}
	},
});
