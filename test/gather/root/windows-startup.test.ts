import test from 'ava';
import type {RootFile} from '../../../src/contract.ts';
import {agentConfig, controlSet, ec2Launch, registry, services, software, task, windows, withoutEc2LaunchV2} from '../../../src/examples.ts';
import {sshServersOf} from '../../../src/gather/root/ssh.ts';
import {startupOf} from '../../../src/gather/root/startup.ts';
import {windowsSystemOf} from '../../../src/gather/root/windows/agents.ts';
import {systemOf} from '../../helpers/filesystem.ts';

const of = (files: Readonly<Record<string, RootFile | undefined>>) => startupOf(systemOf(windows(files)));
const system = 'Windows/System32/config/SYSTEM';
const jobsOf = (files: Readonly<Record<string, RootFile | undefined>>) =>
	(of(files)?.jobs ?? []).map(({name, kind, trigger, off}) => [kind, name, trigger, ...(off === undefined ? [] : [off])].join(' '));

test('the Windows of the examples starts nothing that is told', (t) => {
	const {jobs = [], ...lists} = of({}) ?? {};
	t.deepEqual(jobs, []);
	for (const list of Object.values(lists)) if (Array.isArray(list)) t.deepEqual(list, []);
});

test('services by their start; drivers are none', (t) => {
	const keys = {
		'Services\\a': {ImagePath: 'C:\\a.exe', Start: 2, Type: 16},
		'Services\\b': {ImagePath: 'C:\\b.exe', Start: 3, Type: 32},
		'Services\\c': {ImagePath: 'C:\\c.exe', Start: 4, Type: 16},
		'Services\\d': {ImagePath: '\\SystemRoot\\System32\\drivers\\d.sys', Start: 0, Type: 1},
	};
	t.deepEqual(jobsOf({[system]: controlSet(keys)}), ['service service a boot', 'service service b boot not-enabled', 'service service c boot switched-off']);
});

test('tasks by their triggers, in either encoding', (t) => {
	const folder = 'Windows/System32/Tasks';
	t.deepEqual(
		jobsOf({
			[`${folder}/a`]: task('a.exe'),
			[`${folder}/b/c`]: task('a.exe', {trigger: 'CalendarTrigger'}),
			[`${folder}/d`]: task('a.exe', {isEnabled: false}),
			[`${folder}/e`]: task('a.exe').replace(/<Triggers>.*<\/Triggers>/, '<Triggers />'),
			[`${folder}/f`]: task('a.exe', {trigger: 'LogonTrigger'}),
		}),
		['task task \\a boot', 'task task \\b\\c schedule', 'task task \\d boot switched-off', 'task task \\e event not-enabled', 'task task \\f log-in'],
	);
});

test('log-on keys, folders, policies, agents and Setup', (t) => {
	const run = 'Microsoft\\Windows\\CurrentVersion\\Run';
	t.deepEqual(
		jobsOf({
			'Windows/System32/config/SOFTWARE': software({[run]: {a: 'a.exe'}, [`WOW6432Node\\${run}Once`]: {b: 'b.exe'}}),
			'Users/Administrator/NTUSER.DAT': registry({[`Software\\${run}`]: {c: 'c.exe'}}),
			'ProgramData/Microsoft/Windows/Start Menu/Programs/StartUp/d.cmd': 'd.exe\r\n',
			'Windows/System32/GroupPolicy/Machine/Scripts/scripts.ini': '[Startup]\r\n0CmdLine=e.cmd\r\n0Parameters=\r\n[Shutdown]\r\n0CmdLine=no.cmd\r\n',
			'ProgramData/Amazon/EC2Launch/config/agent-config.yml': agentConfig(
				undefined,
				'      - task: executeScript\n        inputs:\n          - {type: batch, content: f.exe}\n',
			),
			'Windows/Setup/Scripts/SetupComplete.cmd': 'g.exe\r\n',
		}),
		[
			'log-on Run value a log-in',
			'log-on RunOnce value b log-in',
			'log-on Run value c log-in',
			'log-on start-up file d.cmd log-in',
			'policy start-up script e.cmd boot',
			'launch-agent EC2Launch task executeScript boot',
			'setup setup script SetupComplete.cmd boot',
		],
	);
});

test('wrappers of services are looked through', (t) => {
	const config = {'frp/frpc.toml': 'serverAddr = "frp.larkspur-queue.com"\n'};
	const nssm = controlSet({
		'Services\\updater': {ImagePath: 'C:\\Tools\\nssm.exe', Start: 2, Type: 16},
		'Services\\updater\\Parameters': {Application: 'C:\\frp\\frpc.exe', AppParameters: '-c C:\\frp\\frpc.toml'},
	});
	t.deepEqual(
		of({...config, [system]: nssm})?.remoteAccess.map(({agent, bound}) => [agent, bound]),
		[['frp', 'frp.larkspur-queue.com']],
	);
	const winSw = {
		[system]: services({updater: 'C:\\frp\\updater.exe'}),
		'frp/updater.xml': '<service><executable>C:\\frp\\frpc.exe</executable><arguments>-c C:\\frp\\frpc.toml</arguments></service>',
	};
	t.deepEqual(
		of({...config, ...winSw})?.remoteAccess.map(({agent, bound}) => [agent, bound]),
		[['frp', 'frp.larkspur-queue.com']],
	);
});

test("Microsoft's and Amazon's own services and tasks are fine", (t) => {
	const lines = {
		AmazonSSMAgent: '"C:\\Program Files\\Amazon\\SSM\\amazon-ssm-agent.exe"',
		'Amazon EC2Launch': '"C:\\Program Files\\Amazon\\EC2Launch\\service\\EC2LaunchService.exe"',
		AmazonCloudWatchAgent: '"C:\\Program Files\\Amazon\\AmazonCloudWatchAgent\\start-amazon-cloudwatch-agent.exe"',
		WinDefend: '"C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18\\MsMpEng.exe"',
		wuauserv: '%systemroot%\\system32\\svchost.exe -k netsvcs -p',
		TrustedInstaller: '%SystemRoot%\\servicing\\TrustedInstaller.exe',
		xenagent: 'C:\\Program Files\\Amazon\\Xentools\\LiteAgent.exe',
		TermService: '%SystemRoot%\\System32\\svchost.exe -k termsvcs',
		sshd: 'C:\\Windows\\System32\\OpenSSH\\sshd.exe',
	};
	const {jobs = [], ...lists} =
		of({
			[system]: services(lines),
			'Windows/System32/Tasks/Microsoft/Windows/UpdateOrchestrator/Schedule Scan': task('%systemroot%\\system32\\usoclient.exe', {
				args: 'StartScan',
				trigger: 'CalendarTrigger',
			}),
			'Windows/System32/Tasks/Amazon Ec2 Launch - Instance Initialization': task('powershell.exe', {
				args: '-File C:\\ProgramData\\Amazon\\EC2-Windows\\Launch\\Scripts\\InitializeInstance.ps1',
			}),
		}) ?? {};
	t.is(jobs.filter(({off}) => off === undefined).length, Object.keys(lines).length + 2);
	for (const list of Object.values(lists)) if (Array.isArray(list)) t.deepEqual(list, []);
});

test('EC2Launch v1 runs where Sysprep or its task says so', (t) => {
	const runs = (files: Readonly<Record<string, RootFile | undefined>>) =>
		windowsSystemOf(systemOf(windows({...withoutEc2LaunchV2(), ...ec2Launch(), ...files})))?.ec2Launch?.runs;
	const path = 'Windows/System32/Tasks/Amazon Ec2 Launch - Instance Initialization';
	const state = (value: string) => ({'Windows/System32/config/SOFTWARE': software({'Microsoft\\Windows\\CurrentVersion\\Setup\\State': {ImageState: value}})});
	const open = state('IMAGE_STATE_COMPLETE');
	t.is(runs({...state('IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE')}), true);
	t.is(runs({...open, [path]: task('InitializeInstance.ps1')}), true);
	t.is(runs({...open, [path]: task('InitializeInstance.ps1', {isEnabled: false})}), false);
	t.is(runs({...open, 'Windows/System32/Tasks/x': task('x.exe')}), false);
	t.is(runs({...open}), undefined);
	t.is(runs({'Windows/System32/config/SOFTWARE': undefined, [path]: task('x.exe', {isEnabled: false})}), undefined);
});

test('OpenSSH for Windows', (t) => {
	const config = 'ProgramData/ssh/sshd_config';
	const serverOf = (files: Readonly<Record<string, RootFile | undefined>>) => sshServersOf(systemOf(windows(files)))?.[0];
	t.is(serverOf({}), undefined);
	t.is(serverOf({[config]: '#\n'})?.start, 'off');
	t.is(serverOf({[config]: '#\n', [system]: services({sshd: 'sshd.exe'})})?.start, 'enabled');
	t.is(
		serverOf({[config]: '#\n', 'ProgramData/Amazon/EC2Launch/config/agent-config.yml': agentConfig(undefined, '      - task: enableOpenSsh\n')})?.start,
		'enabled',
	);
	t.is(serverOf({[config]: '#\n', [system]: undefined})?.start, 'unknown');
	const classes = serverOf({
		'PROGRAMDATA/ssh/sshd_config': 'PasswordAuthentication no\r\nMatch Group administrators\r\n  PasswordAuthentication yes\r\n',
	})?.classes;
	t.deepEqual(
		classes?.map(({who, password}) => [who, password]),
		[
			['everybody', 'off'],
			['Match Group administrators', 'alone'],
		],
	);
});
