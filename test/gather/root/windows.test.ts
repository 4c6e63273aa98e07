import test from 'ava';
import type {RootFile} from '../../../src/contract.ts';
import {agentConfig, answerFile, controlSet, ec2ConfigSettings, ec2Launch, sam, software, windows, withoutEc2LaunchV2} from '../../../src/examples.ts';
import {type FileSystem, textAt} from '../../../src/filesystem.ts';
import {accountsOf} from '../../../src/gather/root/windows/accounts.ts';
import {windowsSystemOf} from '../../../src/gather/root/windows/agents.ts';
import {passwordsOf} from '../../../src/gather/root/windows/passwords.ts';
import {filesLike, pathOf} from '../../../src/gather/root/windows/paths.ts';
import {releaseOf, windowsOsRelease} from '../../../src/gather/root/windows/release.ts';
import {remoteDesktopOf, windowsKeysOf} from '../../../src/gather/root/windows/remote-access.ts';
import {gatherWindows} from '../../../src/gather/root/windows.ts';
import {isOlder} from '../../../src/limits/windows.ts';
import {fileVersion} from '../../../src/read/file-version.ts';
import {heldBytes} from '../../../src/read/filesystem/kept.ts';
import {validators} from '../../../validators/index.ts';
import {systemOf} from '../../helpers/filesystem.ts';
import {hiveOf} from '../../helpers/hive.ts';
import {checkFiles} from '../../helpers/submission.ts';

const settings = 'ProgramData/Amazon/EC2Launch/config/agent-config.yml';
const artifactOf = (system: FileSystem) => ({kind: 'root' as const, file: 'image', sha256: '', detail: '', marks: [], documents: [], system});

/** A root with one file in its place of raw bytes. */
function withBytes(files: Readonly<Record<string, RootFile>>, path: string, bytes: Uint8Array): FileSystem {
	const system = systemOf({...files, [path]: 'x'});
	return {...system, contents: new Map([...system.contents, [path, bytes]])};
}

/** A program whose version resource has these numbers. */
function programOf(major: number, minor: number, build: number, revision: number): Buffer {
	const fixed = Buffer.alloc(52);
	for (const [index, value] of [0xfeef04bd, 0x10000, 0, 0, major * 0x10000 + minor, build * 0x10000 + revision].entries())
		fixed.writeUInt32LE(value, index * 4);
	return Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100), Buffer.from('VS_VERSION_INFO\0', 'utf16le'), Buffer.alloc(2), fixed]);
}

/** The texts that places point at. */
const at = (system: FileSystem, place: {readonly file: string; readonly range?: readonly [number, number]}) =>
	place.range === undefined ? '' : textAt(system, place.file.slice('image/'.length))?.value.slice(...place.range);

test('paths are found whatever their case', (t) => {
	const system = systemOf({'WINDOWS/system32/Config/sam': sam(), 'programdata/AMAZON/EC2LAUNCH/Config/Agent-Config.yml': agentConfig()});
	t.is(pathOf(system, settings), 'programdata/AMAZON/EC2LAUNCH/Config/Agent-Config.yml');
	t.is(pathOf(system, 'Windows/System32'), 'WINDOWS/system32');
	t.is(pathOf(system, 'Windows/System64'), undefined);
	t.deepEqual(filesLike(system, /agent-config\.yml$/i), ['programdata/AMAZON/EC2LAUNCH/Config/Agent-Config.yml']);
	t.is(accountsOf(system)?.place.file, 'image/WINDOWS/system32/Config/sam');
});

test('a root without Windows says so', (t) => {
	const linux = artifactOf(systemOf({'etc/os-release': 'ID=debian\n'}));
	t.deepEqual(gatherWindows([linux]).windowsSystems, {absent: 'the root file system holds no Windows'});
	t.deepEqual(gatherWindows([linux]).windowsAccounts, {absent: 'the root file system holds no Windows'});
});

test('a hive that is missing, too big, or none is named as the reason', (t) => {
	const without = systemOf(windows({'Windows/System32/config/SAM': undefined}));
	t.deepEqual(gatherWindows([artifactOf(without)]).windowsAccounts, {absent: 'Windows/System32/config/SAM is not in the root file system'});
	const big: FileSystem = {...without, ...systemOf(windows()), contents: new Map(), unread: new Map([['Windows/System32/config/SAM', 'it is too big']])};
	t.deepEqual(gatherWindows([artifactOf(big)]).windowsAccounts, {absent: 'Windows/System32/config/SAM was not read: it is too big'});
	const none = systemOf(windows({'Windows/System32/config/SYSTEM': 'text'}));
	t.deepEqual(gatherWindows([artifactOf(none)]).remoteDesktops, {absent: 'Windows/System32/config/SYSTEM is not a registry hive that could be read'});
});

test('the release is the one of the registry', (t) => {
	t.deepEqual(releaseOf(systemOf(windows())), {label: 'Windows Server 2022', build: 20348, place: {file: 'image/Windows/System32/config/SOFTWARE'}});
	t.is(releaseOf(systemOf(windows(withoutEc2LaunchV2('14300'))))?.label, 'Windows build 14300');
	t.is(windowsOsRelease(systemOf(windows(withoutEc2LaunchV2('9600'))))?.version?.value, '2012 R2');
	t.is(windowsOsRelease(systemOf(windows(withoutEc2LaunchV2('14300')))), undefined);
});

test('without the registry, the release is the one of a system file', (t) => {
	const files = windows({'Windows/System32/config/SOFTWARE': undefined});
	t.is(releaseOf(systemOf(files)), undefined);
	const system = withBytes(files, 'Windows/System32/kernel32.dll', programOf(10, 0, 17763, 6414));
	t.deepEqual(releaseOf(system), {label: 'Windows Server 2019', build: 17763, place: {file: 'image/Windows/System32/kernel32.dll'}});
});

test('a program tells its version, and what is none does not', (t) => {
	t.deepEqual(fileVersion(programOf(4, 9, 5777, 0)), [4, 9, 5777, 0]);
	t.is(fileVersion(Buffer.from('text')), undefined);
	t.is(fileVersion(programOf(1, 2, 3, 4).subarray(0, 140)), undefined);
	t.is(fileVersion(Buffer.concat([Buffer.from('MZ'), Buffer.from('VS_VERSION_INFO\0', 'utf16le')])), undefined);
});

test('versions are compared part by part', (t) => {
	t.true(isOlder('2.0.1948', '2.4.0'));
	t.true(isOlder('1.3.2003498', '1.4.299'));
	t.false(isOlder('2.10', '2.9.9'));
	t.false(isOlder('2.4.0', '2.4.0.0'));
});

test('EC2Launch v2 has its tasks with exact places, also with a byte order mark and in JSON', (t) => {
	const found = systemOf(windows({[settings]: `\uFEFF${agentConfig()}`}));
	const agent = windowsSystemOf(found)?.ec2LaunchV2;
	t.deepEqual(
		agent?.tasks.map(({stage, name}) => [stage, name.value]),
		[
			['boot', 'extendRootPartition'],
			['preReady', 'activateWindows'],
			['preReady', 'setAdminAccount'],
			['postReady', 'startSsm'],
		],
	);
	const type = agent?.tasks[2]?.password?.type;
	t.is(type && at(found, type.place), 'random');
	t.is(agent?.version?.value, '2.4.0');
	const json = systemOf(
		windows({
			[settings]:
				'{"version": "1.1", "config": [{"stage": "preReady", "tasks": [{"task": "setAdminAccount", "inputs": {"password": {"type": "static", "data": "S3cret"}}}]}]}',
		}),
	);
	const password = windowsSystemOf(json)?.ec2LaunchV2?.tasks[0]?.password;
	t.is(password?.type && at(json, password.type.place), '"static"');
	t.is(password?.data && at(json, password.data.place), '"S3cret"');
});

test('settings of EC2Launch v2 that are no YAML are told, and give no tasks', (t) => {
	for (const [text, reason] of [
		['config: [\n', 'ProgramData/Amazon/EC2Launch/config/agent-config.yml is no YAML map'],
		['- a\n', 'ProgramData/Amazon/EC2Launch/config/agent-config.yml is no YAML map'],
		[undefined, 'ProgramData/Amazon/EC2Launch/config/agent-config.yml is not in the root file system'],
	] as const) {
		const agent = windowsSystemOf(systemOf(windows({[settings]: text})))?.ec2LaunchV2;
		t.is(agent?.unread, reason);
		t.deepEqual(agent?.tasks, []);
	}
});

test('EC2Launch v1 is read in UTF-16 and with keys of any case', (t) => {
	const path = 'ProgramData/Amazon/EC2-Windows/Launch/Config/LaunchConfig.json';
	const text = '\uFEFF{"HandleUserData": false, "AdminPasswordType": "Specify", "AdminPassword": "S3cret"}';
	const system = withBytes(windows({...withoutEc2LaunchV2(), ...ec2Launch()}), path, Buffer.from(text, 'utf16le'));
	const agent = windowsSystemOf(system)?.ec2Launch;
	t.false(agent?.handleUserData?.value);
	t.is(agent?.handleUserData && at(system, agent.handleUserData.place), 'false');
	t.is(agent?.password?.data?.value, 'S3cret');
	t.is(agent?.version?.value, '1.4.299');
});

test('settings alone do not make an agent', (t) => {
	const found = windowsSystemOf(
		systemOf(windows({'ProgramData/Amazon/EC2-Windows/Launch/Config/LaunchConfig.json': '{}', 'Program Files/Amazon/EC2Launch/EC2Launch.exe': undefined})),
	);
	t.is(found?.ec2Launch, undefined);
	t.is(found?.ec2LaunchV2, undefined);
});

test('EC2Config has its plug-ins and the version of its program', (t) => {
	const program = 'Program Files/Amazon/Ec2ConfigService/Ec2Config.exe';
	const files = windows({
		...withoutEc2LaunchV2('9600'),
		'Program Files/Amazon/Ec2ConfigService/Settings/config.xml': ec2ConfigSettings({Ec2SetPassword: 'Disabled'}),
	});
	const system = withBytes(files, program, programOf(4, 9, 4508, 0));
	const agent = windowsSystemOf(system)?.ec2Config;
	t.deepEqual(agent?.version, {value: '4.9.4508', place: {file: `image/${program}`}});
	t.deepEqual(
		agent?.plugins.map(({name, state}) => [name, at(system, state.place)]),
		[
			['Ec2SetPassword', 'Disabled'],
			['Ec2HandleUserData', 'Enabled'],
			['Ec2WindowsActivate', 'Enabled'],
		],
	);
});

test('a service counts as off by the control set that Windows starts with', (t) => {
	const second = {
		registry:
			'[Select]\n"Current"=dword:00000002\n[ControlSet001\\Services\\Amazon EC2Launch]\n"Start"=dword:00000002\n[ControlSet002\\Services\\Amazon EC2Launch]\n"Start"=dword:00000004\n',
	};
	t.not(windowsSystemOf(systemOf(windows({'Windows/System32/config/SYSTEM': second})))?.ec2LaunchV2?.off, undefined);
	t.is(windowsSystemOf(systemOf(windows()))?.ec2LaunchV2?.off, undefined);
});

test('accounts and groups are read from the SAM hive', (t) => {
	const found = accountsOf(systemOf({'Windows/System32/config/SAM': sam({1001: {name: 'Grüße€'}}, {administrators: [500, 1001], remoteDesktopUsers: [1002]})}));
	t.true(found?.isWhole);
	t.deepEqual(found?.accounts, [
		{name: 'Administrator', rid: 500, isOff: false},
		{name: 'Guest', rid: 501, isOff: true},
		{name: 'Grüße€', rid: 1001, isOff: false},
	]);
	t.deepEqual(
		found?.administrators.map(({account}) => account?.name),
		['Administrator', 'Grüße€'],
	);
	t.deepEqual(found?.remoteDesktopUsers, [{sid: 'S-1-5-21-1004336348-1177238915-682003330-1002'}]);
});

test('accounts that can not be read in full are not whole', (t) => {
	const {registry = ''} = sam() as {readonly registry?: string};
	const path = 'Windows/System32/config/SAM';
	const whole = (text: string, options = {}) => accountsOf(withBytes({}, path, hiveOf(text, options)))?.isWhole;
	t.true(whole(registry));
	t.false(whole(registry, {stale: true}));
	t.false(whole(registry.replace('"F"=hex:', '"F"=hex:00,').replace(/"F"=hex:[0-9a-f,]{60}/, '"F"=hex:00')));
	t.false(whole(registry.replace('0000022B', '0000022C')));
	t.false(whole(registry.replace(/(\[SAM\\Domains\\Account\]\n"V"=hex:)[0-9a-f,]+/, '$100')));
	t.is(whole('[SAM]\n'), undefined);
});

test('a group that names more members than it holds is not whole, and comes to an end', (t) => {
	const {registry = ''} = sam() as {readonly registry?: string};
	// The count of members is the thirteenth number of the group's value.
	const found = accountsOf(
		withBytes({}, 'Windows/System32/config/SAM', hiveOf(registry.replace(/"C"=hex:((?:..,){48})01,00,00,00/g, '"C"=hex:$1ff,ff,ff,ff'))),
	);
	t.false(found?.isWhole);
	t.deepEqual(found?.administrators, []);
});

test('passwords are found where they stand, and placeholders are none', (t) => {
	const system = systemOf(
		windows({
			'Windows/Panther/Unattend/unattend.xml': answerFile(
				'<UserAccounts><AdministratorPassword><Value>UABhAHM=</Value><PlainText>false</PlainText></AdministratorPassword><LocalAccounts><LocalAccount><Password><Value>*SENSITIVE*DATA*DELETED*</Value></Password></LocalAccount></LocalAccounts></UserAccounts><Identification><Credentials><Password>joinme</Password></Credentials></Identification>',
			),
			'unattend.xml': answerFile(
				'<UserAccounts><LocalAccounts><LocalAccount><Password><Value>local</Value></Password></LocalAccount></LocalAccounts></UserAccounts>',
			),
			'Users/Public/base.xml': answerFile('<AdministratorPassword>Zk4v9QmT2x</AdministratorPassword><Password>%PASSWORD%</Password>'),
			'Users/Public/other.xml': '<Password>none</Password>',
			'Program Files/Larkspur/samples/unattend.xml': answerFile('<AdministratorPassword>sample</AdministratorPassword>'),
			[settings]: agentConfig('      - task: setAdminAccount\n        inputs: {password: {type: static, data: s3cret}}\n'),
		}),
	);
	t.deepEqual(
		passwordsOf(system, windowsSystemOf(system))?.passwords.map(({kind, owner, place}) => [kind, owner, at(system, place)]),
		[
			['answer-file', 'Administrator', 'Zk4v9QmT2x'],
			['answer-file', 'Administrator', 'UABhAHM='],
			['answer-file', 'the join to a domain or a share', 'joinme'],
			['answer-file', 'a local account', 'local'],
			['agent', 'Administrator', 's3cret'],
		],
	);
});

test('hostile answer files and preferences come to an end', (t) => {
	const started = performance.now();
	const system = systemOf(
		windows({
			'unattend.xml': '<Password><Value>'.repeat(50_000),
			'Windows/Panther/unattend.xml': `<Password>${'\0'.repeat(900_000)}`,
			'Windows/SYSVOL/a.xml': 'cpassword="<'.repeat(80_000),
			'ProgramData/ssh/administrators_authorized_keys': `${'a '.repeat(400_000)}\n${'ssh-rsa\n'.repeat(10_000)}`,
			[settings]: `config: ${'['.repeat(300_000)}`,
			'ProgramData/Amazon/EC2Launch/log/agent.log': 'EC2 Launch v'.repeat(80_000),
		}),
	);
	t.deepEqual(passwordsOf(system, windowsSystemOf(system))?.passwords, []);
	t.deepEqual(windowsKeysOf(system)?.keys, []);
	t.true(performance.now() - started < 5000);
});

test('Remote Desktop and the state of the image are read from both hives', (t) => {
	const found = (files: Readonly<Record<string, RootFile | undefined>>) => remoteDesktopOf(systemOf(windows(files)));
	t.like(found({}), {isDenied: false, isServiceOff: false, imageState: 'IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE'});
	t.like(found({'Windows/System32/config/SYSTEM': controlSet({'Control\\Terminal Server': {fDenyTSConnections: 1}})}), {isDenied: true});
	t.is(found({'Windows/System32/config/SYSTEM': controlSet({'Control\\Terminal Server': {}})}), undefined);
	t.is(found({'Windows/System32/config/SOFTWARE': software({'Microsoft\\Windows\\CurrentVersion\\Setup\\State': {}})})?.imageState, undefined);
});

test('what the gatherers of Windows read is held, whatever the case of its path', (t) => {
	const mebibyte = 1 << 20;
	for (const [path, bytes] of [
		['Windows/System32/config/SOFTWARE', 128 * mebibyte],
		['WINDOWS/system32/config/sam', 128 * mebibyte],
		['Windows/System32/config/SAM.LOG1', 0],
		['Windows/System32/config/SECURITY', 128 * mebibyte],
		['Windows/System32/config/DEFAULT', 0],
		['Users/Administrator/NTUSER.DAT', 16 * mebibyte],
		['Windows/System32/Tasks/Larkspur/Daily', mebibyte],
		['ProgramData/Larkspur/first.ps1', mebibyte],
		['ProgramData/Larkspur/larkspur.dll', 0],
		['Windows/System32/kernel32.dll', 4 * mebibyte],
		['Windows/System32/user32.dll', 0],
		['Windows/Panther/unattend.xml', mebibyte],
		['Windows/Panther/Unattend/Autounattend.xml', mebibyte],
		['Windows/Panther/setupact.log', 0],
		['autounattend.xml', mebibyte],
		['ProgramData/Microsoft/Group Policy/History/{1D}/Machine/Preferences/Groups/Groups.xml', mebibyte],
		['ProgramData/ssh/administrators_authorized_keys', mebibyte],
		['Users/Administrator/.ssh/authorized_keys', mebibyte],
		['Users/Administrator/Desktop/notes.txt', mebibyte],
		['users/administrator/documents/DEPLOY.PS1', mebibyte],
		['Users/Administrator/AppData/Local/Temp/notes.txt', 0],
		['Users/Administrator/.vscode/extensions/x/package.json', 0],
		['Users/build/AppData/Roaming/FileZilla/sitemanager.xml', mebibyte],
		['Users/build/AppData/Roaming/Microsoft/Windows/PowerShell/PSReadLine/Visual Studio Code Host_history.txt', mebibyte],
		['Program Files/Larkspur/conf/larkspur.ini', mebibyte],
		['PROGRAM FILES (X86)/LARKSPUR/README.TXT', mebibyte],
		['ProgramData/Larkspur/settings.json', mebibyte],
		['ProgramData/Larkspur/data/queue.bin', 0],
		['ProgramData/Larkspur/node_modules/x/config.json', 0],
		['Program Files/Common Files/System/ado.ini', 0],
		['Program Files/Windows Defender/x.ini', 0],
		['Program Files/Microsoft SQL Server/160/conf.ini', 0],
		['ProgramData/Package Cache/x/state.json', 0],
		['ProgramData/Microsoft/x.ini', 0],
		['Windows/System32/inetsrv/config/applicationHost.config', mebibyte],
		['Windows/System32/inetsrv/config/schema/IIS_schema.xml', 0],
	] as const)
		t.is(heldBytes(path), bytes, path);
});

test('the Windows of the examples is sound to every rule on root file systems, and settles the policies on Windows', async (t) => {
	for (const edition of ['ami-2020', 'ami-2025'] as const) {
		const rules = validators.filter(({id}) => id.startsWith('root/'));
		const {findings, policies} = await checkFiles({}, rules, {edition, root: windows()});
		t.deepEqual(findings, []);
		t.deepEqual(
			policies.filter(({id}) => id.startsWith('access.windows-')).map(({id, verdict}) => [id, verdict]),
			['access.windows-ec2config', 'access.windows-ec2launch', 'access.windows-no-guests'].map((id) => [id, 'satisfied']),
		);
	}
});
