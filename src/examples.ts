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

/**
 * A small hardened Debian root file system, with files of one's own over it or, where undefined, without them. The examples of root rules change
 * one thing in it.
 */
export function debian(files: Readonly<Record<string, RootFile | undefined>> = {}): Readonly<Record<string, RootFile>> {
	const all: Readonly<Record<string, RootFile | undefined>> = {
		'bin/sh': {link: 'dash'},
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
	};
	return Object.fromEntries(Object.entries(all).flatMap(([path, file]) => (file === undefined ? [] : [[path, file]])));
}
