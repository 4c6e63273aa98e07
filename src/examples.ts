/** Short ways to write the files of a rule's examples: only what the example is about stands in the rule. */

import type {RootFile} from './contract.ts';
/** A `StartChangeSet` request with one change to an AMI product (or offer). */
export function changeSet(changeType: string, details: unknown, entity: {readonly Type?: string; readonly Identifier?: string} = {}): string {
	return changes([{changeType, details, entity}]);
}

/** A `StartChangeSet` request with several changes. */
export function changes(
	list: readonly {
		readonly changeType: string;
		readonly details: unknown;
		readonly changeName?: string;
		readonly entity?: {readonly Type?: string; readonly Identifier?: string};
	}[],
	envelope: Readonly<Record<string, unknown>> = {},
): string {
	const ChangeSet = list.map(({changeType, details, changeName, entity = {}}) => ({
		ChangeType: changeType,
		...(changeName === undefined ? {} : {ChangeName: changeName}),
		Entity: {Type: 'AmiProduct@1.0', ...(changeType.startsWith('Create') ? {} : {Identifier: 'prod-abc123def4567'}), ...entity},
		DetailsDocument: details,
	}));
	return json({Catalog: 'AWSMarketplace', ...envelope, ChangeSet});
}

/** An `AddDeliveryOptions` request for one version with the given options (`standalone(…)`, `withTemplate(…)`). */
export function version(options: readonly unknown[], fields: Readonly<Record<string, unknown>> = {}): string {
	return changeSet('AddDeliveryOptions', {Version: {VersionTitle: '2.4.0', ReleaseNotes: 'Important: faster start.', ...fields}, DeliveryOptions: options});
}

const amiSource = {
	AmiId: 'ami-0a1b2c3d4e5f67890',
	AccessRoleArn: 'arn:aws:iam::111122223333:role/LarkspurIngestion',
	UserName: 'ec2-user',
	OperatingSystemName: 'AMAZONLINUX',
	OperatingSystemVersion: '2023',
};

/** A sound standalone-AMI delivery option; `fields` replace or add. */
export function standalone(fields: Readonly<Record<string, unknown>> = {}, source: Readonly<Record<string, unknown>> = {}): unknown {
	return {
		Details: {
			AmiDeliveryOptionDetails: {
				AmiSource: {...amiSource, ScanningPort: 22, ...source},
				UsageInstructions: '1. Launch. 2. Open https on port 8443.',
				RecommendedInstanceType: 'm5.large',
				SecurityGroups: [{IpProtocol: 'tcp', FromPort: 8443, ToPort: 8443, IpRanges: ['203.0.113.0/24']}],
				...fields,
			},
		},
	};
}

/** A sound AMI-with-CloudFormation delivery option; `fields` replace or add. */
export function withTemplate(
	fields: Readonly<Record<string, unknown>> = {},
	source: Readonly<Record<string, unknown>> = {},
	title = 'Larkspur in a new VPC',
): unknown {
	return {
		DeliveryOptionTitle: title,
		Details: {
			DeploymentTemplateDeliveryOptionDetails: {
				ShortDescription: 'One instance in a new VPC.',
				LongDescription: 'Creates a VPC, one subnet and one Larkspur instance.',
				UsageInstructions: '1. Fill in AdminCidr. 2. Create the stack.',
				RecommendedInstanceType: 'm5.large',
				ArchitectureDiagram: 'https://larkspur-media.s3.amazonaws.com/2.4.0/diagram.png',
				Template: 'https://larkspur-media.s3.amazonaws.com/2.4.0/root.yaml',
				TemplateSources: [{ParameterName: 'LarkspurAmi', AmiSource: {...amiSource, ...source}}],
				...fields,
			},
		},
	};
}

/** The `Resources` of a template in YAML: an instance for each name, launched from the `ImageId` as written. */
export function hosts(images: Readonly<Record<string, string>>): string {
	const resources = Object.entries(images).map(([name, imageId]) => `  ${name}:\n    Type: AWS::EC2::Instance\n    Properties: {ImageId: ${imageId}}\n`);
	return `Resources:\n${resources.join('')}`;
}

/** A `DescribeImages` answer with one sound image; `fields` replace or add, `undefined` removes. */
export function image(fields: Readonly<Record<string, unknown>> = {}): string {
	return json({
		Images: [
			{
				ImageId: 'ami-0a1b2c3d4e5f67890',
				Name: 'Larkspur Queue Server 2.4.0',
				Description: 'Larkspur Queue Server 2.4.0 on Amazon Linux 2023',
				Architecture: 'x86_64',
				VirtualizationType: 'hvm',
				RootDeviceType: 'ebs',
				RootDeviceName: '/dev/xvda',
				State: 'available',
				CreationDate: '2026-09-30T08:00:00.000Z',
				ImdsSupport: 'v2.0',
				EnaSupport: true,
				OwnerId: '111122223333',
				Public: false,
				PlatformDetails: 'Linux/UNIX',
				BlockDeviceMappings: [{DeviceName: '/dev/xvda', Ebs: {SnapshotId: 'snap-0123456789abcdef0', VolumeSize: 8, VolumeType: 'gp3', Encrypted: false}}],
				...fields,
			},
		],
	});
}

/** A value as a JSON file's text. */
export function json(value: unknown): string {
	return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** A template with an instance role that holds these statements, in YAML flow style: `{Effect: Allow, Action: …, Resource: …}`. */
export function roleWith(...statements: readonly string[]): string {
	const list = statements.map((statement) => `              - ${statement}\n`).join('');
	return `Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: 'sts:AssumeRole'}]\n      Policies:\n        - PolicyName: larkspur\n          PolicyDocument:\n            Version: '2012-10-17'\n            Statement:\n${list}`;
}

/** A template with a host that has a text as user data, in `!Sub` where it says so. */
export function hostWith(userData: string, call: '' | '!Sub ' = ''): string {
	return `Resources:\n  Host:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData:\n        Fn::Base64: ${call}|\n${userData.replace(/^/gm, ' '.repeat(10))}\n`;
}

/** One whose host runs a script of Bash, with what `!Sub` fills in. */
export function hostRunning(script: string): string {
	return hostWith(`#!/bin/bash\n${script}`, '!Sub ');
}

/**
 * A small hardened Debian root file system, with files of one's own over it or, where undefined, without them. The examples of root rules change
 * one thing in it.
 */
export function debian(files: Readonly<Record<string, RootFile | undefined>> = {}): Readonly<Record<string, RootFile>> {
	return rootOf({
		'bin/sh': {link: 'dash'},
		'boot/grub/grub.cfg': 'linux /vmlinuz root=UUID=5c1d5f53-8cd5-4a0c-9a2c-5ed4d7b4d3a1 ro console=ttyS0\n',
		'etc/fstab': 'UUID=5c1d5f53-8cd5-4a0c-9a2c-5ed4d7b4d3a1 / ext4 rw,discard 0 1\n',
		// Empty: the next boot makes an id, and is not taken for the first one.
		'etc/machine-id': '',
		'etc/os-release': 'NAME="Debian GNU/Linux"\nVERSION_ID="13"\nID=debian\n',
		'etc/passwd': 'root:x:0:0:root:/root:/bin/bash\nadmin:x:1000:1000::/home/admin:/bin/bash\n',
		'etc/group': 'root:x:0:\nsudo:x:27:\nadmin:x:1000:\n',
		'etc/shadow': {text: 'root:*:20000:0:99999:7:::\nadmin:!:20000:0:99999:7:::\n', mode: 0o640, gid: 42},
		'etc/sudoers': {text: 'root ALL=(ALL:ALL) ALL\n%sudo ALL=(ALL:ALL) ALL\n@includedir /etc/sudoers.d\n', mode: 0o440},
		'etc/cloud/cloud.cfg':
			'users:\n  - default\ndisable_root: true\nssh_pwauth: false\nsystem_info:\n  default_user:\n    name: admin\n    lock_passwd: true\n    sudo: ["ALL=(ALL) NOPASSWD:ALL"]\n    shell: /bin/bash\n',
		'root/.profile': 'umask 022\n',
		'usr/sbin/sshd': {text: 'OpenSSH_10.0p2 Debian-7', mode: 0o755},
		'etc/ssh/sshd_config':
			'Include /etc/ssh/sshd_config.d/*.conf\nPermitRootLogin no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nUsePAM yes\n',
		'var/lib/dpkg/status': 'Package: openssh-server\nStatus: install ok installed\nVersion: 1:10.0p1-7\n',
		...files,
	});
}

function rootOf(files: Readonly<Record<string, RootFile | undefined>>): Readonly<Record<string, RootFile>> {
	return Object.fromEntries(Object.entries(files).flatMap(([path, file]) => (file === undefined ? [] : [[path, file]])));
}

/** A registry hive: values by name, of keys by path. Numbers are written as `dword`, bytes as `hex`. */
export function registry(keys: Readonly<Record<string, Readonly<Record<string, string | number | Uint8Array>>>>): RootFile {
	const written = (value: string | number | Uint8Array) => {
		if (typeof value === 'number') return `dword:${value.toString(16).padStart(8, '0')}`;
		return typeof value === 'string' ? `"${value.replace(/["\\]/g, '\\$&')}"` : `hex:${[...value].map((byte) => byte.toString(16).padStart(2, '0')).join(',')}`;
	};
	const blocks = Object.entries(keys).map(([path, values]) =>
		[`[${path}]`, ...Object.entries(values).map(([name, value]) => `"${name}"=${written(value)}`), ''].join('\n'),
	);
	return {registry: blocks.join('\n')};
}

/** An account of a SAM hive: its name, and whether it is disabled. */
type SamAccount = {readonly name: string; readonly isOff?: boolean};

/** A SAM hive with accounts by their relative identifier, and the members of its groups: local accounts by identifier. */
export function sam(
	accounts: Readonly<Record<number, SamAccount>> = {},
	groups: {
		readonly administrators?: readonly number[];
		/** Of other members: what stands behind `S-1-5-`. */
		readonly administratorSids?: readonly (readonly number[])[];
		readonly remoteDesktopUsers?: readonly number[];
		readonly guests?: readonly number[];
	} = {},
): RootFile {
	const all: Readonly<Record<number, SamAccount>> = {500: {name: 'Administrator'}, 501: {name: 'Guest', isOff: true}, ...accounts};
	const users = Object.entries(all).map(([rid, {name, isOff = false}]) => {
		const flags = new DataView(new ArrayBuffer(80));
		flags.setUint32(0x30, Number(rid), true);
		flags.setUint16(0x38, isOff ? 0x211 : 0x210, true);
		const letters = Uint8Array.from([...name].flatMap((letter) => [letter.charCodeAt(0) & 0xff, letter.charCodeAt(0) >> 8]));
		const names = new DataView(new ArrayBuffer(0xcc + letters.length));
		names.setUint32(0x10, letters.length, true);
		new Uint8Array(names.buffer).set(letters, 0xcc);
		return [`SAM\\Domains\\Account\\Users\\${hexOf(Number(rid))}`, {F: new Uint8Array(flags.buffer), V: new Uint8Array(names.buffer)}] as const;
	});
	const group = (rid: number, members: readonly number[], others: readonly (readonly number[])[] = []) => {
		const sids = [...members.map((member) => [21, ...machine, member]), ...others].flatMap(sidOf);
		const content = new DataView(new ArrayBuffer(0x34 + sids.length));
		content.setUint32(0, rid, true);
		content.setUint32(0x2c, sids.length, true);
		content.setUint32(0x30, members.length + others.length, true);
		new Uint8Array(content.buffer).set(sids, 0x34);
		return [`SAM\\Domains\\Builtin\\Aliases\\${hexOf(rid)}`, {C: new Uint8Array(content.buffer)}] as const;
	};
	const {administrators = [500], administratorSids, remoteDesktopUsers = [], guests = [501]} = groups;
	return registry({
		'SAM\\Domains\\Account': {V: Uint8Array.from(sidOf([21, ...machine]))},
		...Object.fromEntries(users),
		...Object.fromEntries([group(544, administrators, administratorSids), group(546, guests), group(555, remoteDesktopUsers)]),
	});
}

/** The parts of a machine's security identifier that differ from machine to machine. */
const machine = [1004336348, 1177238915, 682003330];

const hexOf = (rid: number) => rid.toString(16).toUpperCase().padStart(8, '0');

/** A security identifier `S-1-5-…` as bytes. */
function sidOf(parts: readonly number[]): readonly number[] {
	return [1, parts.length, 0, 0, 0, 0, 0, 5, ...parts.flatMap((part) => [part & 0xff, (part >>> 8) & 0xff, (part >>> 16) & 0xff, part >>> 24])];
}

/** A SOFTWARE hive of a sealed Windows Server 2022 with EC2Launch v2; `keys` replace or add. */
export function software(keys: Parameters<typeof registry>[0] = {}): RootFile {
	return registry({
		'Microsoft\\Windows NT\\CurrentVersion': {CurrentBuild: '20348', ProductName: 'Windows Server 2022 Datacenter'},
		'Microsoft\\Windows\\CurrentVersion\\Setup\\State': {ImageState: 'IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE'},
		'Microsoft\\Windows\\CurrentVersion\\Uninstall\\{6F1D0B6A}': {DisplayName: 'Amazon EC2Launch', DisplayVersion: '2.4.0.0'},
		...keys,
	});
}

/** A SYSTEM hive of a Windows that takes connections by Remote Desktop; `keys` of its control set replace or add. */
export function controlSet(keys: Parameters<typeof registry>[0] = {}): RootFile {
	const all = {
		'Control\\Terminal Server': {fDenyTSConnections: 0},
		'Services\\Amazon EC2Launch': {Start: 2},
		'Services\\TermService': {Start: 3},
		...keys,
	};
	return registry({Select: {Current: 1}, ...Object.fromEntries(Object.entries(all).map(([path, values]) => [`ControlSet001\\${path}`, values]))});
}

/** The settings of EC2Launch v2 with these tasks before Windows is ready and after. */
export function agentConfig(
	preReady: string = '      - task: setAdminAccount\n        inputs:\n          password:\n            type: random\n',
	postReady: string = '      - task: startSsm\n',
): string {
	return `version: 1.1\nconfig:\n  - stage: boot\n    tasks:\n      - task: extendRootPartition\n  - stage: preReady\n    tasks:\n      - task: activateWindows\n${preReady}  - stage: postReady\n    tasks:\n${postReady === '' ? '      - task: setWallpaper\n' : postReady}`;
}

/** An answer file of Windows Setup with this in the part that sets accounts. */
export function answerFile(accounts: string = ''): string {
	return `<?xml version="1.0" encoding="utf-8"?>\n<unattend xmlns="urn:schemas-microsoft-com:unattend">\n  <settings pass="oobeSystem">\n    <component name="Microsoft-Windows-Shell-Setup">\n      <OOBE><HideEULAPage>true</HideEULAPage></OOBE>\n${accounts}    </component>\n  </settings>\n</unattend>\n`;
}

/** The settings of EC2Config with its plug-ins' states. */
export function ec2ConfigSettings(states: Readonly<Record<string, string>> = {}): string {
	const all = {Ec2SetPassword: 'Enabled', Ec2HandleUserData: 'Enabled', Ec2WindowsActivate: 'Enabled', ...states};
	const plugins = Object.entries(all).map(([name, state]) => `    <Plugin>\n      <Name>${name}</Name>\n      <State>${state}</State>\n    </Plugin>\n`);
	return `<?xml version="1.0" standalone="yes"?>\n<Ec2ConfigurationSettings>\n  <Plugins>\n${plugins.join('')}  </Plugins>\n</Ec2ConfigurationSettings>\n`;
}

/**
 * A small Windows Server 2022 with EC2Launch v2, sealed by Sysprep, with files of one's own over it or, where undefined, without them. The examples
 * of Windows rules change one thing in it.
 */
export function windows(files: Readonly<Record<string, RootFile | undefined>> = {}): Readonly<Record<string, RootFile>> {
	return rootOf({
		'Windows/System32/config/SAM': sam(),
		'Windows/System32/config/SOFTWARE': software(),
		'Windows/System32/config/SYSTEM': controlSet(),
		'Program Files/Amazon/SSM/amazon-ssm-agent.exe': 'MZ',
		'ProgramData/Amazon/SSM/Logs/amazon-ssm-agent.log': '',
		'Program Files/Amazon/EC2Launch/EC2Launch.exe': 'MZ',
		'ProgramData/Amazon/EC2Launch/config/agent-config.yml': agentConfig(),
		'ProgramData/Amazon/EC2Launch/sysprep/unattend.xml': answerFile(),
		...files,
	});
}

/** What takes EC2Launch v2 out of `windows()`, and puts another build of Windows in. */
export function withoutEc2LaunchV2(build = '17763'): Readonly<Record<string, RootFile | undefined>> {
	return {
		'Windows/System32/config/SOFTWARE': software({
			'Microsoft\\Windows NT\\CurrentVersion': {CurrentBuild: build},
			'Microsoft\\Windows\\CurrentVersion\\Uninstall\\{6F1D0B6A}': {},
		}),
		'Program Files/Amazon/EC2Launch/EC2Launch.exe': undefined,
		'ProgramData/Amazon/EC2Launch/config/agent-config.yml': undefined,
		'ProgramData/Amazon/EC2Launch/sysprep/unattend.xml': undefined,
	};
}

/** EC2Launch v1 with its settings; `fields` replace or add. */
export function ec2Launch(fields: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, RootFile>> {
	return {
		'ProgramData/Amazon/EC2-Windows/Launch/Scripts/InitializeInstance.ps1': 'Import-Module Ec2Launch\n',
		'ProgramData/Amazon/EC2-Windows/Launch/Module/Ec2Launch.psd1': "@{\n  ModuleVersion = '1.4.299'\n}\n",
		'ProgramData/Amazon/EC2-Windows/Launch/Config/LaunchConfig.json': json({
			setComputerName: false,
			handleUserData: true,
			adminPasswordType: 'Random',
			adminPassword: '',
			...fields,
		}),
	};
}

/** A Windows Server 2019 with EC2Launch v1 that Sysprep has not sealed. */
export function unsealedV1(): Readonly<Record<string, RootFile | undefined>> {
	return {
		...withoutEc2LaunchV2(),
		...ec2Launch(),
		'Windows/System32/config/SOFTWARE': software({
			'Microsoft\\Windows NT\\CurrentVersion': {CurrentBuild: '17763'},
			'Microsoft\\Windows\\CurrentVersion\\Setup\\State': {ImageState: 'IMAGE_STATE_COMPLETE'},
			'Microsoft\\Windows\\CurrentVersion\\Uninstall\\{6F1D0B6A}': {},
		}),
	};
}

/** A scheduled task of Windows that runs a command line at each start, or by another trigger. */
export function task(command: string, {args = '', trigger = 'BootTrigger', isEnabled = true} = {}): string {
	const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
	const exec = `<Exec><Command>${escaped(command)}</Command>${args === '' ? '' : `<Arguments>${escaped(args)}</Arguments>`}</Exec>`;
	return `<?xml version="1.0" encoding="UTF-8"?>\n<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">\n  <Triggers><${trigger}><Enabled>true</Enabled></${trigger}></Triggers>\n  <Settings><Enabled>${isEnabled}</Enabled></Settings>\n  <Actions>${exec}</Actions>\n</Task>\n`;
}

/** A SYSTEM hive with services that start at boot, by their names. */
export function services(lines: Readonly<Record<string, string>>): RootFile {
	return controlSet(Object.fromEntries(Object.entries(lines).map(([name, line]) => [`Services\\${name}`, {ImagePath: line, Start: 2, Type: 16}])));
}

/** The AMI that the examples' listing offers. */
const exampleAmi = 'ami-0a1b2c3d4e5f67890';

/** One vulnerability as Trivy writes it: critical, and fixed by an update; `fields` replace or add, `undefined` removes. */
export function trivyVulnerability(fields: Readonly<Record<string, unknown>> = {}): unknown {
	return {
		VulnerabilityID: 'CVE-2026-1234',
		PkgName: 'openssl',
		InstalledVersion: '3.0.11-1',
		FixedVersion: '3.0.13-1',
		Status: 'fixed',
		Severity: 'CRITICAL',
		...fields,
	};
}

/** A report of `trivy vm` on the examples' AMI, four days before the day of the tests; `fields` replace or add. */
export function trivy(vulnerabilities: readonly unknown[], fields: Readonly<Record<string, unknown>> = {}): string {
	return json({
		SchemaVersion: 2,
		CreatedAt: '2026-11-20T10:00:00.123456789Z',
		ArtifactName: exampleAmi,
		ArtifactType: 'vm',
		Metadata: {OS: {Family: 'debian', Name: '13.1'}},
		Results: [
			{
				Target: `${exampleAmi} (debian 13.1)`,
				Class: 'os-pkgs',
				Type: 'debian',
				...(vulnerabilities.length === 0 ? {} : {Vulnerabilities: vulnerabilities}),
			},
		],
		...fields,
	});
}

/** SARIF of one run; a message and a path are added to each result. */
export function sarif(tool: string, results: readonly Readonly<Record<string, unknown>>[], rules: readonly unknown[] = []): string {
	const locations = [{physicalLocation: {artifactLocation: {uri: 'opt/larkspur/lib/worker'}}}];
	return json({
		$schema: 'https://json.schemastore.org/sarif-2.1.0.json',
		version: '2.1.0',
		runs: [{tool: {driver: {name: tool, rules}}, results: results.map((result) => ({message: {text: 'Found.'}, locations, ...result}))}],
	});
}

/** A `DescribeAssessment` answer on the delivery option of `entityOf`, passed and valid; `fields` replace or add. */
export function assessment(fields: Readonly<Record<string, unknown>> = {}): string {
	return json({
		AssessmentId: 'assessment-77abc',
		FrameworkId: 'AMISecurity@1.0',
		AssessmentTargetSummary: {EntityId: 'prod-abc123def4567'},
		FrameworkSummary: {AMISecuritySummary: {DeliveryOptionId: '0f1e2d3c-aaaa-bbbb-cccc-dddd00001110'}},
		AssessmentResult: 'PASS',
		CreatedAt: '2026-11-18T09:00:00Z',
		ExpiresAt: '2027-01-18T09:00:00Z',
		ControlAssessments: [{ControlId: 'example-control', ControlAssessmentResult: 'PASS'}],
		...fields,
	});
}

/** A `DescribeEntity` answer of a product with one version, whose one delivery option offers the examples' AMI. */
export function entity(): string {
	return json({
		EntityType: 'AmiProduct@1.0',
		EntityIdentifier: 'prod-abc123def4567@7',
		DetailsDocument: {
			Description: {ProductTitle: 'Larkspur Queue Server'},
			Versions: [
				{
					Id: '11112222-aaaa-bbbb-cccc-333344445555',
					VersionTitle: '2.4.0',
					Sources: [{Id: 'aaaa0000-0000-0000-0000-000000000001', Type: 'AmazonMachineImage', Image: exampleAmi}],
					DeliveryOptions: [{Id: '0f1e2d3c-aaaa-bbbb-cccc-dddd00001110', Type: 'AmazonMachineImage', SourceId: 'aaaa0000-0000-0000-0000-000000000001'}],
				},
			],
		},
	});
}

/** A log of clamscan on a whole file system; `found` are lines like `/opt/x: Unix.Trojan.Mirai-1 FOUND`. */
export function clamLog(found: readonly string[] = [], files = 48_210): string {
	const lines = [
		...found,
		'',
		'----------- SCAN SUMMARY -----------',
		'Known viruses: 8708122',
		'Engine version: 1.4.3',
		'Scanned directories: 6012',
		`Scanned files: ${files}`,
		`Infected files: ${found.length}`,
		'Data scanned: 1893.11 MB',
		'Time: 301.442 sec (5 m 1 s)',
		'Start Date: 2026:11:20 10:00:00',
		'End Date:   2026:11:20 10:05:01',
	];
	return `${lines.join('\n')}\n`;
}

/** The unit of an example's product; `service` is the text of its `[Service]` section. */
export function unit(service: string, head = ''): string {
	return `[Unit]\nDescription=Larkspur Queue Server\n${head}\n[Service]\n${service}\n\n[Install]\nWantedBy=multi-user.target\n`;
}

/** A root whose unit `name` is enabled, with files of one's own over it. */
export function enabled(name: string, text: string, files: Readonly<Record<string, RootFile | undefined>> = {}): Readonly<Record<string, RootFile>> {
	return debian({
		[`etc/systemd/system/${name}`]: text,
		[`etc/systemd/system/multi-user.target.wants/${name}`]: {link: `/etc/systemd/system/${name}`},
		...files,
	});
}

/** A root whose enabled unit larkspur.service runs this shell script at boot. */
export function boots(script: string, files: Readonly<Record<string, RootFile | undefined>> = {}): Readonly<Record<string, RootFile>> {
	return enabled('larkspur.service', unit('Type=oneshot\nExecStart=/opt/larkspur/first-boot'), {
		'opt/larkspur/first-boot': {text: `#!/bin/sh\n${script}\n`, mode: 0o755},
		...files,
	});
}
